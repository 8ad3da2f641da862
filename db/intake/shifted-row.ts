import { codeOf } from '../rules/lists.ts';
import type { Cell } from './readers/cell.ts';
import { rowPlanOf } from './row-plan.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** A column whose values can be told from others by their look. */
interface LookColumn {
  readonly index: number;
  readonly fits: (cell: Cell) => boolean;
}

const isNumber16 = ({ text }: Cell): boolean => /^\D{0,2}(\d[ .]?){16}\D{0,2}$/.test(text);
const isDate = ({ type, text }: Cell): boolean => type === 'date' || /\b\d{1,2}[-/. ]+(\d{1,2}|\p{L}{3,9})[-/. ]+\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b/u.test(text);
const isLongNumber = ({ text }: Cell): boolean => /^\d{6,15}$/.test(text.trim());

/** So many values must fit one column further for a row to have slipped. */
const LEAST_FITS = 2;

/**
 * Tells rows whose cells slipped by one column, to the right or left: nothing in them may be matched or written, because
 * every value stands for another. Seen by numbers, dates and labels that fit one column further and not where they stand.
 */
export function shiftedRows(plan: SheetPlan): (cells: readonly (Cell | null)[]) => boolean {
  const { identifiers } = rowPlanOf(plan);
  const columns = lookColumns(plan);
  const last = Math.max(...plan.columns.map(({ index }) => index));
  return (cells) => {
    const overflows = isFilled(cells[last + 1] ?? null);
    // Nearly every row has its numbers where they belong, and nothing behind its last column.
    if (!overflows && identifiers.length > 0 && identifiers.every(({ index }) => fitsAt(cells, index, isNumber16))) return false;
    return slips(cells, columns, 1, overflows) || slips(cells, columns, -1, false);
  };
}

/** Whether the values from some column on fit the column `step` further. */
function slips(cells: readonly (Cell | null)[], columns: readonly LookColumn[], step: 1 | -1, overflows: boolean): boolean {
  const isMoved = ({ index, fits }: LookColumn): boolean => !fitsAt(cells, index, fits) && fitsAt(cells, index + step, fits);
  const first = columns.find(isMoved);
  if (!first) return false;
  // What slipped to the right left an empty cell behind.
  if (step === 1 && !cells.slice(0, first.index + 1).some((cell) => !isFilled(cell)) && cells.length > first.index) return false;
  const after = columns.filter(({ index }) => index >= first.index);
  const there = after.filter(isMoved).length + (overflows ? 1 : 0);
  // Two numbers side by side fit each other's place, which speaks neither way.
  const here = after.filter(({ index, fits }) => fitsAt(cells, index, fits) && !fitsAt(cells, index + step, fits)).length;
  return there >= LEAST_FITS && here * 3 <= there;
}

function fitsAt(cells: readonly (Cell | null)[], index: number, fits: (cell: Cell) => boolean): boolean {
  const cell = cells[index];
  return cell !== null && cell !== undefined && cell.type !== 'error' && fits(cell);
}

function isFilled(cell: Cell | null): boolean {
  return cell !== null && cell.text.trim() !== '';
}

/** Columns of numbers, dates and labels, in order; codes that are digits look like any other and tell nothing. */
function lookColumns(plan: SheetPlan): LookColumn[] {
  const { identifiers, fields, places } = rowPlanOf(plan);
  const found = new Map<number, LookColumn['fits']>(identifiers.map(({ index }) => [index, isNumber16]));
  for (const { index, list, field } of [...fields.family, ...fields.person]) {
    if (field.kind === 'date') found.set(index, isDate);
    else if (field.kind === 'code') found.set(index, ({ text }) => /\p{L}/u.test(text) && codeOf(list ?? field.list ?? '', text) !== null);
  }
  for (const [target, fits] of [['@ttl', isDate], ['@household', isLongNumber], ['@bps.code', isLongNumber]] as const) {
    const index = places.get(target);
    if (index !== undefined) found.set(index, fits);
  }
  return [...found].map(([index, fits]) => ({ index, fits })).sort((a, b) => a.index - b.index);
}
