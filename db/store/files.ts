import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Windows virus scanners hold new files open for a moment; a rename is tried again so often, then given up. */
const RENAME_TRIES = 20;
const RENAME_WAIT_MS = 50;

/** Waits without an event loop: store code is synchronous, and runs in a worker thread. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Renames with a bounded number of tries for errors that a virus scanner or indexer causes; answers how many it took. */
export function renameSafely(from: string, to: string): number {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(from, to);
      return attempt;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (attempt >= RENAME_TRIES || !['EPERM', 'EACCES', 'EBUSY'].includes(code)) throw error;
      pause(RENAME_WAIT_MS);
    }
  }
}

/** Makes a folder's entries durable. Windows cannot open folders; its renames are durable enough without. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a whole file or none: temporary name beside it, fsync, rename, read back and compare. */
export function writeFileWhole(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = openSync(temporary, 'w');
    try {
      let at = 0;
      while (at < bytes.length) at += writeSync(handle, bytes, at, bytes.length - at);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (!readFileSync(temporary).equals(bytes)) throw Object.assign(new Error('read back differs'), { code: 'EIO' });
    renameSafely(temporary, file);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A file's text, or null when there is none. */
export function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
