import type { settings as indonesian } from '../id/settings.ts';

export const settings: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Settings',
};
