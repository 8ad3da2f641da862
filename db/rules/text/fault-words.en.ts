import type { faultWordsId } from './fault-words.id.ts';

/** English words for what a system says of a place that cannot be used. */
export const faultWordsEn: Readonly<Record<keyof typeof faultWordsId, string>> = {
  ENOENT: 'it is gone',
  ENOTDIR: 'it is gone',
  EROFS: 'it can only be read',
  EACCES: 'it may not be opened or written to',
  EPERM: 'it may not be opened or written to',
  EIO: 'it cannot be read',
  ENXIO: 'it was pulled out',
  ENODEV: 'it was pulled out',
};
