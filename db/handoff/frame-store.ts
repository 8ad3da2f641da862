import { closeSync, openSync, readSync } from 'node:fs';
import { dropQuietly, writeAll } from './file-io.ts';
import { scratchCipher } from './seal.ts';

/** What stays in memory before frames go to a scratch file. */
const KEPT_BYTES = 4 * 1024 * 1024;
const LENGTH_BYTES = 4;

/** Frames in the order they were added; however many there are, only a few megabytes of them are in memory. */
export interface FrameStore {
  add(frame: Buffer): void;
  /** From the first on; as often as asked. */
  frames(): Generator<Buffer>;
  /** Removes the scratch file. Nothing can be read afterwards. */
  drop(): void;
}

/**
 * Keeps frames that were opened from a package until they are applied. What does not fit in memory goes to `file` under a
 * key that is nowhere but in memory: what a power cut leaves of it nobody can read.
 */
export function frameStore(file: string): FrameStore {
  const kept: Buffer[] = [];
  let size = 0;
  let handle: number | null = null;
  let written = 0;
  const cipher = scratchCipher();
  const spill = (frame: Buffer): void => {
    const locked = cipher.lock(frame, written);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(locked.length);
    writeAll(handle ??= openSync(file, 'w+'), Buffer.concat([length, locked]));
    written += 1;
  };
  return {
    add(frame) {
      size += frame.length;
      if (handle === null && size <= KEPT_BYTES) kept.push(frame);
      else spill(frame);
    },
    * frames() {
      yield* kept;
      if (handle === null) return;
      let at = 0;
      for (let number = 0; number < written; number += 1) {
        const length = readAt(handle, at, LENGTH_BYTES).readUInt32BE(0);
        yield cipher.unlock(readAt(handle, at + LENGTH_BYTES, length), number);
        at += LENGTH_BYTES + length;
      }
    },
    drop() {
      if (handle === null) return;
      closeSync(handle);
      handle = null;
      written = 0;
      dropQuietly(file);
    },
  };
}

function readAt(handle: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let read = 0; read < length;) {
    const more = readSync(handle, bytes, read, length - read, at + read);
    if (more === 0) throw new Error('the scratch file ends early');
    read += more;
  }
  return bytes;
}
