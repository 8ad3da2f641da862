import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { digestFile, digestOf } from './file-io.ts';
import type { Digest } from './file-io.ts';

/**
 * Opens a file so that what is read comes from the medium and not from the memory of this PC, which still holds what was just written.
 * Linux has a flag for it; so has Windows under the number that libuv gives it (Node names none there). Elsewhere there is none.
 */
function openPastCache(file: string): number | null {
  const flag = process.platform === 'win32' ? 0x02_00_00_00 : (constants as { readonly O_DIRECT?: number }).O_DIRECT;
  return flag === undefined ? null : openSync(file, constants.O_RDONLY | flag);
}

/** What file systems answer that cannot do it; anything else is a fault of the medium, and is told. */
const CANNOT: readonly string[] = ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];
const PAGES = 4;

/**
 * What a file that was just written comes to when it is read again: `medium` where that was the stick or disk itself, `cache` where the
 * memory of this PC may have answered.
 */
export function readBack(file: string, open: (file: string) => number | null = openPastCache): Digest & { readonly from: 'medium' | 'cache' } {
  try {
    const handle = open(file);
    if (handle !== null) return { ...digestOf(piecesOf(handle)), from: 'medium' };
  } catch (error) {
    if (!CANNOT.includes((error as { code?: string }).code ?? '')) throw error;
  }
  return { ...digestFile(file), from: 'cache' };
}

/** The pieces of an open file into memory that begins on a page, as reading past the cache demands: that of WebAssembly always does. */
function* piecesOf(handle: number): Generator<Buffer> {
  try {
    const piece = Buffer.from(new WebAssembly.Memory({ initial: PAGES }).buffer);
    const { size } = fstatSync(handle);
    for (let at = 0; at < size;) {
      const read = readSync(handle, piece, 0, piece.length, at);
      // Only the end of a file may lie within a block.
      if (read === 0 || (read < piece.length && at + read < size)) throw Object.assign(new Error('a piece ends within the file'), { code: 'EINVAL' });
      yield piece.subarray(0, read);
      at += read;
    }
  } finally {
    closeSync(handle);
  }
}
