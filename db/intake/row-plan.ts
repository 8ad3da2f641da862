import { fieldDef } from '../rules/entities.ts';
import type { NamedField } from '../rules/entities.ts';
import type { ColumnPlan, SheetPlan } from './recognise.ts';

/** A sheet's plan in the form that reading a row needs; made once, because rows are many. */
export interface RowPlan {
  /** The place of each target's first column. */
  readonly places: ReadonlyMap<string, number>;
  /** Every column in order, with the field that it fills; null where it is read in another way or not at all. */
  readonly columns: readonly { readonly index: number; readonly field: NamedField | null }[];
  readonly rankings: readonly { readonly index: number; readonly scope: number }[];
}

const known = new WeakMap<SheetPlan, RowPlan>();

/** The row plan of a sheet. */
export function rowPlanOf(plan: SheetPlan): RowPlan {
  let made = known.get(plan);
  if (!made) known.set(plan, (made = makeRowPlan(plan)));
  return made;
}

function makeRowPlan(plan: SheetPlan): RowPlan {
  const places = new Map<string, number>();
  for (const { target, index } of plan.columns) if (target !== null && !places.has(target)) places.set(target, index);
  return {
    places,
    columns: plan.columns.map((column) => ({ index: column.index, field: fieldOf(plan, column) })),
    rankings: plan.columns.flatMap(({ target, index }) => (target?.startsWith('@ranking.') ? [{ index, scope: Number(target.slice(9)) }] : [])),
  };
}

/** Numbers that join or identify are read before the other columns, and targets with `@` are no fields. */
function fieldOf({ entity }: SheetPlan, { target }: ColumnPlan): NamedField | null {
  if (!target || target.startsWith('@') || target === 'noKk' || target === 'nik') return null;
  const def = fieldDef(entity, target);
  return def ? { key: target, ...def } : null;
}
