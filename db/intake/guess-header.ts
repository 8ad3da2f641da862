import { columnLetters } from './readers/cell.ts';
import type { ColumnPlan, SheetSample } from './sheet-plan.ts';

type Row = SheetSample['rows'][number];

/** Part of the widest row that a header must fill: titles above a table are narrower. */
const WIDE = 0.6;

/** The row that looks like a header: the first wide one of words alone. 0 when the data begins at once. */
export function guessHeader(rows: readonly Row[]): number {
  const width = Math.max(0, ...rows.map(filled));
  return rows.find((row) => width > 1 && filled(row) >= width * WIDE && row.texts.every((text) => !hasValue(text)))?.no ?? 0;
}

/** The columns of a sheet that nothing is known of; below no header each is called by its letter. */
export function openColumns(rows: readonly Row[], headerRow: number): ColumnPlan[] {
  const width = Math.max(0, ...rows.map((row) => row.texts.length));
  const heads = rows.find((row) => row.no === headerRow)?.texts ?? [];
  const below = rows.filter((row) => row.no > headerRow);
  return Array.from({ length: width }, (_, index): ColumnPlan => ({ index, header: heads[index]?.trim() ? heads[index] : '', target: null, reason: 'unknown' }))
    .filter(({ index, header }) => header !== '' || below.some((row) => row.texts[index]?.trim()))
    .map((column) => (headerRow === 0 ? { ...column, header: columnLetters(column.index) } : column));
}

function filled(row: Row): number {
  return row.texts.filter((text) => text?.trim()).length;
}

/** Numbers and dates are values; a header may hold a digit or two ("Nama 2"). */
function hasValue(text: string | null | undefined): boolean {
  return (text?.match(/\d/g) ?? []).length > 3;
}
