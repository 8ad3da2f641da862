import type { reports as indonesian } from '../id/reports.ts';

export const reports: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Reports',
};
