import type { families as indonesian } from '../id/families.ts';

export const families: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Families',
};
