import type { Connection } from '../store/connection.ts';
import { aidFields } from './settle-aid.ts';
import type { AidCount } from './types.ts';

/** How many families or people would be proposed for each programme, or get it as history, from the rows that will be written. */
export function countAid(db: Connection, file: number): AidCount[] {
  const rows = db.prepare(`SELECT json_extract(change.value, '$.field') AS field, json_extract(change.value, '$.label') AS name, count(*) AS n
    FROM row, json_each(row.changes) AS change WHERE file = ? AND state IN ('new', 'changed') AND instr(changes, '"aid') > 0 AND field LIKE 'aid%.%' GROUP BY 1, 2 ORDER BY 2`)
    .all(file) as { field: string; name: string | null; n: number }[];
  return rows.map(({ field, name, n }) => ({ programme: field.slice(field.indexOf('.') + 1), name: name ?? '', count: n, as: field.startsWith(aidFields.history) ? 'history' : 'proposal' }));
}
