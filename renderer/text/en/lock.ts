import type { lock as indonesian } from '../id/lock.ts';

export const lock: Readonly<Record<keyof typeof indonesian, string>> = {
  title: 'Locked',
};
