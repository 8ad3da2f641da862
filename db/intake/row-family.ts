import type { FieldValues } from '../rules/field.ts';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { unpackReading } from './packed-reading.ts';

/** What a staged row's family row says; undefined for a row without one. */
export function packedFamily(db: Connection, parent: number | null): FieldValues | undefined {
  const packed = parent === null ? undefined : (prepared(db, "SELECT parsed FROM reading JOIN row ON row.id = reading.row WHERE row.id = ? AND row.entity = 'family'").pluck().get(parent) as string | undefined);
  return packed === undefined ? undefined : unpackReading(packed).values;
}
