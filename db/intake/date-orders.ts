import type { RawRow } from './readers/cell.ts';
import { rowPlanOf } from './row-plan.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** Which comes first in the written dates of a column, where the column itself tells; by column index. */
export type DateOrders = ReadonlyMap<number, 'day' | 'month'>;

/** What the written dates of a column tell: the last rows whose first and whose second part is above 12; 0 for none. */
export type DateClue = readonly [column: number, dayFirst: number, monthFirst: number];

const DIGIT_NINE = 57;

/** Gathers the clues of a sheet while it is read, so that no row is opened again for them. */
export function dateClues(): { note(row: RawRow): void; found(): DateClue[] } {
  const days = new Map<number, number>();
  const months = new Map<number, number>();
  const raise = (lasts: Map<number, number>, column: number, no: number): void => void lasts.set(column, Math.max(no, lasts.get(column) ?? 0));
  return {
    note({ no, cells }) {
      for (let column = 0; column < cells.length; column += 1) {
        const cell = cells[column];
        // Most cells are words: they are told by their first letter.
        if (cell?.type !== 'text' || !(cell.text.charCodeAt(0) <= DIGIT_NINE || cell.text.charCodeAt(0) > 127)) continue;
        const match = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}/.exec(cell.text);
        if (Number(match?.[1]) > 12) raise(days, column, no);
        if (Number(match?.[2]) > 12) raise(months, column, no);
      }
    },
    found: () => [...new Set([...days.keys(), ...months.keys()])].map((column) => [column, days.get(column) ?? 0, months.get(column) ?? 0]),
  };
}

/**
 * Looks at all written dates of each date column: one first part above 12 says that the column is day first, one second
 * part above 12 that it is month first; both or neither says nothing (V35). Tepat's own template is day first.
 */
export function dateOrders(clues: readonly DateClue[], plan: SheetPlan): DateOrders {
  const { fields } = rowPlanOf(plan);
  const columns = [...fields.family, ...fields.person].filter(({ field }) => field.kind === 'date').map(({ index }) => index);
  if (plan.layout === 'template') return new Map(columns.map((index) => [index, 'day']));
  const told = clues.map(([index, day, month]) => ({ index, day: day > plan.headerEnd, month: month > plan.headerEnd }));
  return new Map(told.filter(({ index, day, month }) => columns.includes(index) && day !== month).map(({ index, day }) => [index, day ? 'day' : 'month']));
}
