import { fieldDef } from '../rules/entities.ts';
import type { Connection } from '../store/connection.ts';
import type { SheetPlan } from './recognise.ts';
import { unpackCells } from './staged-row.ts';

/** Which comes first in the written dates of a column, where the column itself tells; by column index. */
export type DateOrders = ReadonlyMap<number, 'day' | 'month'>;

/**
 * Looks at all written dates of each date column: one first part above 12 says that the column is day first, one second
 * part above 12 that it is month first; both or neither says nothing (V35). Tepat's own template is day first.
 */
export function dateOrders(db: Connection, file: number, plan: SheetPlan, profile: string): DateOrders {
  const columns = plan.columns.filter(({ target }) => target !== null && fieldDef(plan.entity, target)?.kind === 'date');
  if (profile === 'template') return new Map(columns.map(({ index }) => [index, 'day']));
  const seen = columns.map(({ index }) => ({ index, day: false, month: false }));
  const rows = db.prepare('SELECT cells FROM row WHERE file = ? AND sheet = ? AND no > ?');
  for (const row of rows.iterate(file, plan.no, plan.headerRow) as IterableIterator<{ cells: string }>) {
    const cells = unpackCells(row.cells);
    for (const column of seen) {
      const cell = cells[column.index];
      const match = cell?.type === 'text' ? /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}/.exec(cell.text) : null;
      if (Number(match?.[1]) > 12) column.day = true;
      if (Number(match?.[2]) > 12) column.month = true;
    }
  }
  return new Map(seen.filter(({ day, month }) => day !== month).map(({ index, day }) => [index, day ? 'day' : 'month']));
}
