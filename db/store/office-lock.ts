import Database from 'better-sqlite3';
import { fail } from '../rules/failure.ts';

/** Held while an office is open for writing; a crash frees it, because the operating system does. */
export interface OfficeLock {
  release(): void;
}

const RETRY_MS = 200;

/**
 * Takes the office's writer lock: an exclusive transaction on a tiny sidecar database.
 * `waitMs` is how long to wait for another holder. Error: OFFICE_BUSY.
 */
export function lockOffice(file: string, waitMs = 0): OfficeLock {
  const db = new Database(file, { timeout: 0 });
  const until = Date.now() + waitMs;
  for (;;) {
    try {
      db.exec('BEGIN EXCLUSIVE');
      return { release: () => (db.open ? void db.close() : undefined) };
    } catch (error) {
      const busy = (error as { code?: string }).code?.startsWith('SQLITE_BUSY');
      if (!busy || Date.now() >= until) {
        db.close();
        if (busy) return fail('OFFICE_BUSY');
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}
