import type { welcome as indonesian } from '../id/welcome.ts';

export const welcome: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Start',
};
