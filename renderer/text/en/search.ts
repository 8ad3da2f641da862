import type { search as indonesian } from '../id/search.ts';

export const search: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Search',
};
