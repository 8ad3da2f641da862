import { dirname } from 'node:path';
import { fail, isFailure } from '../rules/failure.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const UNUSABLE = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EIO', 'ENXIO', 'ENODEV']);

/**
 * Throws what a handler threw, or the named refusal that the operating system's error stands for: a full disk is
 * DISK_FULL, a stick that is gone or write-protected FOLDER_UNUSABLE.
 */
export function rethrowNamed(error: unknown): never {
  if (!(error instanceof Error) || isFailure(error)) throw error;
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (typeof path === 'string' && FULL.has(code)) fail('DISK_FULL', { folder: dirname(path) });
  if (typeof path === 'string' && UNUSABLE.has(code)) fail('FOLDER_UNUSABLE', { folder: dirname(path), detail: code });
  throw error;
}
