import type { Connection } from '../../store/connection.ts';
import type { Reader } from '../../store/office.ts';
import { summaryColumns } from '../derive.ts';
import type { Checkpoint } from './checkpoints.ts';
import { keptParts, stateColumns } from './family-states.ts';

/** The table that {@link stateTable} fills, for `FROM … s` in place of `familySummary s`. */
export const stateTableName = 'temp.familyThen';

const loaded = new WeakMap<Connection, number>();

/**
 * The lists as they were at a checkpoint, as a table of `familySummary`'s own columns that every filter works on. Who a
 * family is (head, address, No KK) is said as known now. Filled once for each connection and checkpoint; what is asked only of how families stood never touches the present lists.
 */
export function stateTable(office: Reader, { parts }: Pick<Checkpoint, 'parts'>): string {
  if (loaded.get(office.db) === parts) return stateTableName;
  const others = summaryColumns.filter((column) => !stateColumns.includes(column) && column !== 'region');
  const own = stateColumns.filter((column) => column !== 'family');
  office.db.exec(`DROP VIEW IF EXISTS ${stateTableName}; DROP TABLE IF EXISTS temp.familyThenState;
    CREATE TEMP TABLE familyThenState (family INTEGER PRIMARY KEY, region TEXT, ${own.join(', ')});
    CREATE TEMP VIEW familyThen AS SELECT t.family, t.region, ${own.map((column) => `t.${column}`).join(', ')}, ${others.map((column) => `f.${column}`).join(', ')}
      FROM familyThenState t LEFT JOIN main.familySummary f ON f.family = t.family`);
  office.db.transaction(() => {
    const insert = office.db.prepare(`INSERT INTO temp.familyThenState (${stateColumns.join(', ')}, region) VALUES (${stateColumns.map(() => '?').join(', ')}, ?)`);
    for (const { region, rows, cells } of keptParts(office, parts)) {
      for (let row = 0; row < rows; row += 1) insert.run(...cells.map((column) => column[row] ?? null), region === '' ? null : region);
    }
  })();
  loaded.set(office.db, parts);
  return stateTableName;
}

