/** Indonesian words for what a system says of a place that cannot be used; its own code says nothing to a clerk. */
export const faultWordsId = {
  ENOENT: 'sudah tidak ada',
  ENOTDIR: 'sudah tidak ada',
  EROFS: 'hanya dapat dibaca',
  EACCES: 'tidak boleh dibuka atau ditulisi',
  EPERM: 'tidak boleh dibuka atau ditulisi',
  EIO: 'tidak terbaca',
  ENXIO: 'sudah dicabut',
  ENODEV: 'sudah dicabut',
} as const;
