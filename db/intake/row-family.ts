import type { FieldValues } from '../rules/field.ts';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { readingOf } from './packed-reading.ts';

/** What a staged row's family row says; undefined for a row without one. */
export function packedFamily(db: Connection, parent: number | null): FieldValues | undefined {
  const row = parent === null ? undefined : (prepared(db, "SELECT id FROM row WHERE id = ? AND entity = 'family'").pluck().get(parent) as number | undefined);
  return row === undefined ? undefined : readingOf(db, row).values;
}
