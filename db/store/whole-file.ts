import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { renameSafely, syncFolder } from './files.ts';

/** A file in the making. It stands under its name only after `finish`, whole. */
export interface WholeFile {
  write(bytes: Uint8Array): void;
  /** Makes it durable, reads it back, compares, and gives it its name. */
  finish(): WrittenFile;
  /** Leaves nothing behind. */
  discard(): void;
}

export interface WrittenFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

const READ_BACK = 1 << 20;

/** Begins a file of any size that is written piece by piece: temporary name beside it, fsync, read back, rename. */
export function beginWholeFile(file: string): WholeFile {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  const hash = createHash('sha256');
  let handle = openSync(temporary, 'w');
  let bytes = 0;
  const close = (): void => {
    if (handle >= 0) closeSync(handle);
    handle = -1;
  };
  const discard = (): void => {
    close();
    rmSync(temporary, { force: true });
  };
  return {
    write(piece) {
      let at = 0;
      while (at < piece.length) at += writeSync(handle, piece, at, piece.length - at);
      hash.update(piece);
      bytes += piece.length;
    },
    finish() {
      try {
        fsyncSync(handle);
        close();
        const sha256 = hash.digest('hex');
        if (hashOfFile(temporary) !== sha256) throw Object.assign(new Error('read back differs'), { code: 'EIO' });
        renameSafely(temporary, file);
        try {
          syncFolder(dirname(file));
        } catch (error) {
          // Refused is refused: what may be gone after a power cut does not stand there now.
          rmSync(file, { force: true });
          throw error;
        }
        return { file, bytes, sha256 };
      } catch (error) {
        discard();
        throw error;
      }
    },
    discard,
  };
}

function hashOfFile(file: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(READ_BACK);
  const handle = openSync(file, 'r');
  try {
    for (let read = 1; read > 0; ) {
      read = readSync(handle, piece, 0, piece.length, null);
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}
