import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openConnection } from './connection.ts';
import type { Connection } from './connection.ts';

/** What of a scratch database is in memory; the rest lies in its file. */
const CACHE_MIB = 16;
const KEY_BYTES = 32;

/** A database for one piece of work, and what ends it. */
export interface ScratchDatabase {
  readonly db: Connection;
  /** Closes it and removes its file. */
  drop(): void;
}

/**
 * A database that is needed for one piece of work only. As long as its transaction is open, nothing goes to `file` but what does
 * not fit in a few megabytes, and that under a key that is nowhere but in memory: what a power cut leaves of it nobody can read.
 */
export function scratchDatabase(file: string): ScratchDatabase {
  rmSync(file, { force: true });
  const db = openConnection(file, { key: randomBytes(KEY_BYTES), journal: 'OFF', cacheMiB: CACHE_MIB });
  return {
    db,
    drop() {
      db.close();
      rmSync(file, { force: true });
    },
  };
}
