import type { home as indonesian } from '../id/home.ts';

export const home: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Home',
};
