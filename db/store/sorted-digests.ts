import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Hash } from 'node:crypto';
import type { ChangeId } from './change-log.ts';

/** Digests of entries, to be hashed in the order of their ids. However many there are, a few megabytes of them are in memory. */
export interface SortedDigests {
  /** `digest` is a byte a letter (latin1). */
  add(id: ChangeId, digest: string): void;
  /** Hashes all of them in order: by device, epoch and counter. */
  update(hash: Hash): void;
  /** Removes the scratch file. */
  drop(): void;
}

/** Entries that are put in order in memory; more of them go to the file as one run. */
const RUN = 65_536;
const KEY_BYTES = 16;
const ENTRY_BYTES = KEY_BYTES + 32;
/** A counter takes eight bytes, written as two halves: as one it would be a bigint. */
const HALF = 2 ** 32;
/** Entries of each run that are read together when the runs are merged. */
const READ = 1024;

/**
 * Sorts digests by runs: what does not fit goes, in order, to `file`, and the runs are merged at the end. The file says
 * nothing of what was written: digests are salted.
 */
export function sortedDigests(file: string, run = RUN): SortedDigests {
  let held = Buffer.alloc(0);
  let count = 0;
  let inOrder = true;
  let last: ChangeId | null = null;
  const runs: { from: number; to: number }[] = [];
  let handle: number | null = null;
  let written = 0;

  const ordered = (): Buffer => {
    const bytes = held.subarray(0, count * ENTRY_BYTES);
    if (inOrder) return bytes;
    const keys = Array.from({ length: count }, (_, place) => keyAt(bytes, place * ENTRY_BYTES));
    const places = Uint32Array.from(keys.keys()).sort((a, b) => compare(keys[a] as Key, keys[b] as Key));
    const sorted = Buffer.allocUnsafe(bytes.length);
    places.forEach((from, to) => bytes.copy(sorted, to * ENTRY_BYTES, from * ENTRY_BYTES, (from + 1) * ENTRY_BYTES));
    return sorted;
  };
  const spill = (): void => {
    const bytes = ordered();
    for (let at = 0; at < bytes.length;) at += writeSync(handle ??= openSync(file, 'w+'), bytes, at, bytes.length - at, written + at);
    runs.push({ from: written, to: written + bytes.length });
    written += bytes.length;
    count = 0;
    inOrder = true;
  };
  return {
    add(id, digest) {
      if (count === run) spill();
      // Grows with what comes: most transactions have few entries of others.
      if (held.length < (count + 1) * ENTRY_BYTES) held = Buffer.concat([held, Buffer.alloc(Math.min(run * ENTRY_BYTES, Math.max(64 * ENTRY_BYTES, held.length * 2)) - held.length)]);
      const at = count * ENTRY_BYTES;
      held.writeUInt32BE(id.device, at);
      held.writeUInt32BE(id.epoch, at + 4);
      held.writeUInt32BE(Math.floor(id.counter / HALF), at + 8);
      held.writeUInt32BE(id.counter % HALF, at + 12);
      held.write(digest, at + KEY_BYTES, 'latin1');
      if (inOrder && count > 0 && last) inOrder = last.device < id.device || (last.device === id.device && (last.epoch < id.epoch || (last.epoch === id.epoch && last.counter < id.counter)));
      last = id;
      count += 1;
    },
    update(hash) {
      if (handle === null) {
        const bytes = ordered();
        for (let at = 0; at < bytes.length; at += ENTRY_BYTES) hash.update(bytes.subarray(at + KEY_BYTES, at + ENTRY_BYTES));
        return;
      }
      if (count > 0) spill();
      const open = handle;
      const readers = runs.map((one) => runReader(open, one.from, one.to));
      for (;;) {
        let first: RunReader | null = null;
        for (const reader of readers) if (reader.entry && (!first?.entry || reader.entry.compare(first.entry, 0, KEY_BYTES, 0, KEY_BYTES) < 0)) first = reader;
        if (!first?.entry) return;
        hash.update(first.entry.subarray(KEY_BYTES));
        first.next();
      }
    },
    drop() {
      if (handle === null) return;
      closeSync(handle);
      handle = null;
      rmSync(file, { force: true });
    },
  };
}

type Key = readonly [device: number, epoch: number, counter: number];

function keyAt(bytes: Buffer, at: number): Key {
  return [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4), Number(bytes.readBigUInt64BE(at + 8))];
}

function compare(a: Key, b: Key): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

interface RunReader {
  /** The entry that is next, or null at the end. */
  entry: Buffer | null;
  next(): void;
}

function runReader(handle: number, from: number, to: number): RunReader {
  let page = Buffer.alloc(0);
  let place = 0;
  let at = from;
  const reader: RunReader = {
    entry: null,
    next() {
      place += ENTRY_BYTES;
      if (place >= page.length) {
        page = Buffer.alloc(Math.min(READ * ENTRY_BYTES, to - at));
        for (let read = 0; read < page.length;) {
          const more = readSync(handle, page, read, page.length - read, at + read);
          if (more === 0) throw new Error('the scratch file ends early');
          read += more;
        }
        at += page.length;
        place = 0;
      }
      reader.entry = page.length === 0 ? null : page.subarray(place, place + ENTRY_BYTES);
    },
  };
  reader.next();
  return reader;
}
