import { dirname } from 'node:path';
import { fail, isFailure } from '../rules/failure.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const HELD = new Set(['EBUSY', 'ETXTBSY']);
const UNUSABLE = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENXIO', 'ENODEV', 'ENOTCONN', 'ESTALE']);
const UNUSABLE_DATABASE = /^SQLITE_(READONLY|CANTOPEN|PERM)/;
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;

/** Whether SQLite met a disk that is full, failing or not writable, rather than a fault in what it was told. */
export function isDiskFault(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code ?? '';
  return code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR') || UNUSABLE_DATABASE.test(code) || DAMAGED.test(code);
}

/**
 * Throws the named refusal that an error of SQLite or of the operating system stands for, or the error itself. `folder` is
 * told where the error names no file: what is written by its handle has no path.
 */
export function rethrowDiskFault(error: unknown, folder: string): never {
  if (!(error instanceof Error) || isFailure(error)) throw error;
  const { code = '', path } = error as NodeJS.ErrnoException;
  const place = typeof path === 'string' ? dirname(path) : folder;
  if (FULL.has(code) || code === 'SQLITE_FULL') fail('DISK_FULL', { folder: place });
  if (HELD.has(code)) fail('FILE_HELD', { file: typeof path === 'string' ? path : folder });
  if (UNUSABLE.has(code) || UNUSABLE_DATABASE.test(code)) fail('FOLDER_UNUSABLE', { folder: place, detail: code });
  if (code === 'EIO' || code.startsWith('SQLITE_IOERR')) fail('DISK_FAULT', { folder: place, detail: code });
  if (DAMAGED.test(code)) fail('OFFICE_DAMAGED', { file: 'register.db' });
  throw error;
}
