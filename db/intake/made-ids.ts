import type { BulkWritten, Numbered } from '../registry/bulk-write.ts';
import type { Connection } from '../store/connection.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { newPeople } from './staged-families.ts';

/** Ids of the records that a batch made, by their staged row. */
export interface MadeIds {
  get(row: number): string | undefined;
  set(row: number, uid: string): void;
}

/** The staged rows of new families, in the order in which they are written. */
const newFamilies = "SELECT id FROM row WHERE file = ? AND entity = 'family' AND state = 'new' ORDER BY id";

/**
 * The ids of new families and their people, as they were written. Nothing is kept of them: their numbers follow each other, and
 * which row has which is found out only when somebody asks. Most batches make families and nothing that refers to their rows.
 */
export function madeIds(office: Reader, db: Connection, file: number, written: BulkWritten): MadeIds {
  const others = new Map<number, string>();
  let rows: { readonly family: Map<number, number>; readonly person: Map<number, number> } | null = null;
  const numbers = (): NonNullable<typeof rows> => {
    if (rows) return rows;
    const members = db.prepare(newPeople).pluck();
    const families = db.prepare(newFamilies).pluck().all(file) as number[];
    const people = families.flatMap((family) => members.all(family) as number[]);
    return (rows = { family: numbered(families, written.families), person: numbered(people, written.people) });
  };
  const uidOf = (entity: 'family' | 'person', number: number | undefined): string | undefined =>
    number === undefined ? undefined : (sql(office, `SELECT uid FROM ${entity} WHERE id = ?`).pluck().get(number) as string | undefined);
  return {
    get(row) {
      const other = others.get(row);
      if (other !== undefined || written.families.count === 0) return other;
      return uidOf('family', numbers().family.get(row)) ?? uidOf('person', numbers().person.get(row));
    },
    set: (row, uid) => void others.set(row, uid),
  };
}

function numbered(rows: readonly number[], { first, count }: Numbered): Map<number, number> {
  if (rows.length !== count) throw new Error(`${count} were written of ${rows.length} staged rows`);
  return new Map(rows.map((row, place) => [row, first + place]));
}
