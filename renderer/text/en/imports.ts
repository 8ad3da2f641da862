import type { imports as indonesian } from '../id/imports.ts';

export const imports: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Import',
};
