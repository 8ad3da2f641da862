import type { Connection } from '../store/connection.ts';
import type { ImportPreview, RowEntity, RowState, Tally } from './types.ts';

/** How many staged rows of a file there are of each kind, found out in one walk over them. */
export interface RowCounts {
  /** By state, of each entity. They add up to the rows. */
  readonly tally: ImportPreview['tally'];
  /** The same by the number of the sheet. */
  readonly bySheet: ReadonlyMap<number, ImportPreview['tally']>;
  /** New people who join a family of the register. */
  readonly joining: number;
  /** Rows that would change something of a record, or claim something for it. */
  readonly withChanges: number;
}

interface Group { readonly sheet: number; readonly entity: RowEntity; readonly state: RowState | null; readonly owned: 0 | 1; readonly n: number; readonly withChanges: number }

/** Counts the staged rows of a file. */
export function rowCounts(db: Connection, file: number): RowCounts {
  const [all, sheets] = [noRows(), new Map<number, Counting>()];
  let [joining, withChanges] = [0, 0];
  const groups = db.prepare(`SELECT sheet, entity, state, ownerFamily IS NOT NULL AS owned, count(*) AS n, count(changes) AS withChanges
    FROM row WHERE file = ? GROUP BY 1, 2, 3, 4`).all(file) as Group[];
  for (const { sheet, entity, state, owned, n, withChanges: changing } of groups) {
    const own = sheets.get(sheet) ?? noRows();
    sheets.set(sheet, own);
    for (const counting of [all, own]) {
      counting[entity].rows += n;
      if (state) counting[entity][state] += n;
    }
    if (entity === 'person' && state === 'new' && owned === 1) joining += n;
    withChanges += changing;
  }
  return { tally: told(all), bySheet: new Map([...sheets].map(([sheet, counting]) => [sheet, told(counting)])), joining, withChanges };
}

type Counting = Record<RowEntity, Record<keyof Tally, number>>;

function noRows(): Counting {
  return { family: none(), person: none(), recipient: none() };
}

function told({ family, person, recipient }: Counting): ImportPreview['tally'] {
  return { families: family, people: person, recipients: recipient };
}

function none(): Record<keyof Tally, number> {
  return { rows: 0, new: 0, changed: 0, same: 0, rejected: 0, question: 0, left: 0 };
}
