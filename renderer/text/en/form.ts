import type { form as indonesian } from '../id/form.ts';

export const form: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Form',
};
