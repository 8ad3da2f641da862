import type { Connection } from '../store/connection.ts';
import type { ImportPreview, RowEntity, RowState, Tally } from './types.ts';

/** How many staged rows of a file there are of each kind, found out in one walk over them. */
export interface RowCounts {
  /** By state, of each entity. They add up to the rows. */
  readonly tally: ImportPreview['tally'];
  /** New people who join a family of the register. */
  readonly joining: number;
  /** Rows that would change something of a record, or claim something for it. */
  readonly withChanges: number;
}

interface Group { readonly entity: RowEntity; readonly state: RowState | null; readonly owned: 0 | 1; readonly n: number; readonly withChanges: number }

/** Counts the staged rows of a file. */
export function rowCounts(db: Connection, file: number): RowCounts {
  const tally: Record<RowEntity, Record<keyof Tally, number>> = { family: none(), person: none(), recipient: none() };
  let [joining, withChanges] = [0, 0];
  const groups = db.prepare(`SELECT entity, state, ownerFamily IS NOT NULL AS owned, count(*) AS n, count(changes) AS withChanges
    FROM row WHERE file = ? GROUP BY 1, 2, 3`).all(file) as Group[];
  for (const { entity, state, owned, n, withChanges: changing } of groups) {
    tally[entity].rows += n;
    if (state) tally[entity][state] += n;
    if (entity === 'person' && state === 'new' && owned === 1) joining += n;
    withChanges += changing;
  }
  return { tally: { families: tally.family, people: tally.person, recipients: tally.recipient }, joining, withChanges };
}

function none(): Record<keyof Tally, number> {
  return { rows: 0, new: 0, changed: 0, same: 0, rejected: 0, question: 0, left: 0 };
}
