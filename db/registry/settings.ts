import { writeChanges } from '../store/change-log.ts';
import type { WriteMeta } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';

/** The settings of this office by key. */
export function readSettings(office: Reader): Record<string, string> {
  const rows = sql(office, 'SELECT key, value FROM setting WHERE value IS NOT NULL ORDER BY id').raw().all() as [string, string][];
  return Object.fromEntries(rows);
}

/** Sets one setting through the change log; an empty value takes it away. */
export function writeSetting(office: Writer, user: WriteMeta['user'], key: string, value: string): void {
  const id = sql(office, 'SELECT id FROM setting WHERE key = ? ORDER BY id LIMIT 1').pluck().get(key) as number | undefined;
  writeChanges(office, { user, kind: 'setting' }, (log) => {
    if (id === undefined) log.create('setting', { key, value });
    else log.update('setting', id, { value });
  });
}
