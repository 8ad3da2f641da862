import { fieldDef } from '../rules/entities.ts';
import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import type { Judged } from './judged.ts';
import { rowPlanOf } from './row-plan.ts';
import { cleanText } from './row-values.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { cellsOf } from './staged-row.ts';
import type { IntakeEntity } from './types.ts';

/** Who somebody is, and what the register itself keeps, is never cleared by a file. */
const kept: readonly string[] = ['name', 'status', 'region', 'owner', 'family'];

/**
 * Tells, for a row, the fields whose column is in the sheet and whose cell is empty: what "an empty cell clears" means. A
 * cell that could not be read is not empty, and neither is a column that is not there.
 */
export function emptyColumns(db: Connection, plans: readonly SheetPlan[]): (row: Judged, entity: IntakeEntity) => readonly string[] {
  return (row, entity) => {
    const plan = plans.find((one) => one.no === row.sheet);
    if (!plan || (plan.shape === 'grouped' && entity === 'family') || plan.shape === 'desil') return [];
    const cells = cellsOf(db, prepared(db, 'SELECT source FROM row WHERE id = ?').pluck().get(row.id) as number);
    return rowPlanOf(plan).fields[entity].filter(({ index, field }) => {
      const def = fieldDef(entity, field.key);
      if (!def || def.identity || def.masked || kept.includes(field.key)) return false;
      const cell = cells[index] ?? null;
      return !cell || (cell.type !== 'error' && cleanText(cell.text) === '');
    }).map(({ field }) => field.key);
  };
}
