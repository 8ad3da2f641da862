import type { packages as indonesian } from '../id/packages.ts';

export const packages: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Packages',
};
