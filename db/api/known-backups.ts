import { getMeta } from '../store/meta.ts';
import type { Reader } from '../store/office.ts';

/** A backup that this office wrote, wherever the file is now. */
export interface KnownBackup {
  readonly file: string;
  readonly at: string;
  readonly bytes: number;
  /** How many photos lay beside it then. */
  readonly photos?: number;
}

/** Backups that this office wrote, newest first. */
export function knownBackups(reader: Reader): KnownBackup[] {
  const text = getMeta(reader.db, 'backups');
  return text === null ? [] : (JSON.parse(text) as KnownBackup[]);
}
