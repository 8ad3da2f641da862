import { closeSync, fsyncSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { fail } from '../rules/failure.ts';
import { runningHash } from './seal.ts';

const PIECE = 256 * 1024;

/** What a file's bytes come to. */
export interface Digest {
  readonly sha256: string;
  readonly crc32: number;
  readonly bytes: number;
}

/** Writes all of a piece. */
export function writeAll(handle: number, piece: Uint8Array): void {
  let at = 0;
  while (at < piece.length) at += writeSync(handle, piece, at, piece.length - at);
}

/**
 * The pieces of a part of a file, a quarter of a megabyte at a time. Ends early when the file does. A piece holds until the next is asked for:
 * all are read into the same memory, which a large package would otherwise fill several times over before it is collected.
 */
export function* filePieces(file: string, start = 0, length = Infinity): Generator<Buffer> {
  const handle = openSync(file, 'r');
  try {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, length));
    let left = length;
    for (let at = start; left > 0;) {
      const read = readSync(handle, piece, 0, Math.min(piece.length, left), at);
      if (read === 0) return;
      yield piece.subarray(0, read);
      at += read;
      left -= read;
    }
  } finally {
    closeSync(handle);
  }
}

/** Hash, checksum and size of a part of a file. */
export function digestFile(file: string, start = 0, length = Infinity): Digest {
  return digestOf(filePieces(file, start, length));
}

/** Hash, checksum and size of pieces. */
export function digestOf(pieces: Iterable<Uint8Array>): Digest {
  const hash = runningHash();
  let crc = 0;
  let bytes = 0;
  for (const piece of pieces) {
    hash.update(piece);
    crc = crc32(piece, crc);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), crc32: crc, bytes };
}

/** Writes a stream of bytes to a new file and waits until the disk has it. */
export async function writeStream(file: string, pieces: ReadableStream<Uint8Array> | Iterable<Uint8Array>): Promise<Digest> {
  const hash = runningHash();
  let crc = 0;
  let bytes = 0;
  const handle = openSync(file, 'w');
  try {
    for await (const piece of pieces) {
      writeAll(handle, piece);
      hash.update(piece);
      crc = crc32(piece, crc);
      bytes += piece.length;
    }
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return { sha256: hash.digest('hex'), crc32: crc, bytes };
}

/** Turns the operating system's errors into named refusals. */
export function named(error: unknown, folder: string): never {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return fail('DISK_FULL', { folder });
  if (['EROFS', 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EIO', 'ENXIO', 'ENODEV'].includes(code)) return fail('FOLDER_UNUSABLE', { folder, detail: code });
  throw error;
}

/** Removes a leftover; a stick that is gone has taken it along. */
export function dropQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Nothing to do: the medium is gone or read-only, and the file's temporary name says what it is.
  }
}
