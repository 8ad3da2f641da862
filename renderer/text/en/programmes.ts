import type { programmes as indonesian } from '../id/programmes.ts';

export const programmes: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Programmes',
};
