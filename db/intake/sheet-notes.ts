import { columnLetters } from './readers/cell.ts';
import type { SheetFacts } from './readers/cell.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** What staging knows of a sheet beside its cells. */
interface SheetLook {
  readonly facts: Partial<SheetFacts>;
  readonly hiddenSheet: boolean;
  readonly hiddenRows: number;
  /** How many rows have each set of colours, as `red,yellow`. */
  readonly colours: readonly { readonly colours: string; readonly n: number }[];
}

interface SheetNote {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a sheet hides, merges, filters and colours, to be told and not ignored (V36, V37). */
export function sheetNotes(plan: SheetPlan, { facts, hiddenSheet, hiddenRows, colours }: SheetLook): SheetNote[] {
  const notes: SheetNote[] = [];
  if (hiddenRows > 0) notes.push({ code: 'V36', params: { n: hiddenRows } });
  for (const [colour, n] of rowsByColour(colours)) notes.push({ code: 'V37', params: { case: colour, n } });
  const hidden = plan.columns.filter(({ index }) => facts.hiddenColumns?.some(([from, to]) => index >= from && index <= to));
  if (hidden.length > 0) notes.push({ code: 'HIDDEN_COLUMNS', params: { columns: hidden.map(({ index, header }) => `${columnLetters(index)} (${header.trim()})`).join(', ') } });
  if (facts.filtered) notes.push({ code: 'FILTERED', params: {} });
  if (facts.merged) notes.push({ code: 'MERGED_CELLS', params: { n: facts.merged } });
  if (hiddenSheet) notes.push({ code: 'HIDDEN_SHEET', params: {} });
  return notes;
}

/** Rows of each colour, most first; a row of two colours counts for both. */
function rowsByColour(counts: SheetLook['colours']): [string, number][] {
  const rows = new Map<string, number>();
  for (const { colours, n } of counts) for (const colour of colours.split(',')) rows.set(colour, (rows.get(colour) ?? 0) + n);
  return [...rows].sort((a, b) => b[1] - a[1]);
}
