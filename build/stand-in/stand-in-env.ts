/**
 * For whoever starts the stand-in. Node under Linux takes its memory from glibc, which keeps up to 64 MB for itself after a
 * large piece was given back; Electron has an allocator of its own that gives back.
 */
export const standInEnv = { MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' } as const;
