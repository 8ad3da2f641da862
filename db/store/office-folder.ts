import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../rules/failure.ts';
import type { OfficeIdentity } from './office.ts';
import { readIfThere } from './files.ts';

/** Where things lie in an office's folder. */
export interface OfficePaths {
  readonly dir: string;
  readonly register: string;
  readonly keyring: string;
  /** Public identity, readable before anyone signs in. */
  readonly identity: string;
  readonly lock: string;
  /** Staged imports, encrypted with the same key; may be thrown away at any time. */
  readonly staging: string;
  /** What was said while the register was being written, encrypted with the same key: it must not be lost. */
  readonly waiting: string;
  readonly outbox: string;
  readonly snapshots: string;
  /** Append-only notes about packages that were refused before the database was touched. */
  readonly journal: string;
  readonly quarantine: string;
}

export function officePaths(dir: string): OfficePaths {
  return {
    dir,
    register: join(dir, 'register.db'),
    keyring: join(dir, 'keyring.json'),
    identity: join(dir, 'office.json'),
    lock: join(dir, 'lock.db'),
    staging: join(dir, 'staging.db'),
    waiting: join(dir, 'waiting.db'),
    outbox: join(dir, 'outbox'),
    snapshots: join(dir, 'snapshots'),
    journal: join(dir, 'journal.jsonl'),
    quarantine: join(dir, 'damaged'),
  };
}

/** Whether a folder holds an office. */
export function isOfficeFolder(dir: string): boolean {
  return existsSync(officePaths(dir).identity);
}

/** The public identity of the office in a folder. Errors: NO_OFFICE, OFFICE_DAMAGED. */
export function readIdentity(dir: string): OfficeIdentity {
  // Only what was read can be damaged: a file that another program holds is not.
  const text = readIfThere(officePaths(dir).identity);
  if (text === null) return fail('NO_OFFICE', { folder: dir });
  try {
    const { officeId, code, name, level, practice } = JSON.parse(text) as OfficeIdentity;
    if (officeId && code && name && level) return { officeId, code, name, level, practice: practice === true };
  } catch {
    // Falls through: unreadable is damaged.
  }
  return fail('OFFICE_DAMAGED', { file: 'office.json' });
}
