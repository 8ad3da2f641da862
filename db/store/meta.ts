import type { Connection } from './connection.ts';
import { prepared } from './connection.ts';

/** A value of the office's own state, or null. */
export function getMeta(db: Connection, key: string): string | null {
  return (prepared(db, 'SELECT value FROM meta WHERE key = ?').get(key) as { value: string } | undefined)?.value ?? null;
}

/** Sets a value of the office's own state; null takes it away. */
export function setMeta(db: Connection, key: string, value: string | null): void {
  if (value === null) prepared(db, 'DELETE FROM meta WHERE key = ?').run(key);
  else prepared(db, 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value);
}
