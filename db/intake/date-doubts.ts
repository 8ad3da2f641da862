import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import type { StoredRecord } from '../store/records.ts';
import type { Judged } from './judged.ts';

/** A date whose day and month may be exchanged: its field, the date the other way round, and the finding that tells of it. */
interface DateDoubt { readonly finding: number; readonly field: string; readonly other: string }

/** The doubtful dates of a staged file, by row. */
export interface DateDoubts {
  /** The other reading of a row's birth date; undefined where it is not in doubt. */
  otherBirth(row: number): string | undefined;
  /** Where the register has a doubtful date one way or the other, that is the date, and nobody is asked about it. */
  settle(row: Judged, record: StoredRecord): void;
}

const DOUBTS = "SELECT id AS finding, row, params ->> 'field' AS field, params ->> 'exchanged' AS other FROM finding WHERE file = ? AND code = 'DATE_DOUBT'";

/** What was told of doubtful dates while a file was read; asked row by row while it still is. */
export function dateDoubts(db: Connection, file: number, isGrowing = false): DateDoubts {
  const doubts = isGrowing ? null : Map.groupBy(db.prepare(`${DOUBTS} AND row IS NOT NULL`).all(file) as (DateDoubt & { row: number })[], ({ row }) => row);
  // The index by row is the one to take: a file may be full of such findings.
  const of = (row: number): readonly DateDoubt[] => (doubts ? (doubts.get(row) ?? []) : (prepared(db, DOUBTS.replace('WHERE file = ?', 'INDEXED BY finding_row WHERE row = ?')).all(row) as DateDoubt[]));
  return {
    otherBirth: (row) => of(row).find(({ field }) => field === 'birthDate')?.other,
    settle(row, { values: known }) {
      for (const { finding, field, other } of of(row.id)) {
        const { values } = row.parsed;
        if (known[field] === other) {
          values[field] = other;
          row.mended = true;
        }
        if (values[field] === known[field]) prepared(db, 'DELETE FROM finding WHERE id = ?').run([finding]);
      }
    },
  };
}
