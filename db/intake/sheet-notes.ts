import { columnLetters } from './readers/cell.ts';
import type { SheetFacts } from './readers/cell.ts';
import { rowPlanOf } from './row-plan.ts';
import type { SheetPlan } from './sheet-plan.ts';

/** What staging knows of a sheet beside its cells. */
interface SheetLook {
  readonly facts: Partial<SheetFacts>;
  readonly hiddenSheet: boolean;
  /** Rows of data that are hidden. */
  readonly hiddenRows: readonly number[];
  /** Rows of data that are coloured, with their colours as `red,yellow`. */
  readonly colours: readonly { readonly no: number; readonly colours: string }[];
}

interface SheetNote {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a sheet hides, merges, filters and colours, to be told and not ignored (V36, V37). */
export function sheetNotes(plan: SheetPlan, { facts, hiddenSheet, hiddenRows, colours }: SheetLook): SheetNote[] {
  const notes: SheetNote[] = [];
  if (hiddenRows.length > 0) notes.push({ code: 'V36', params: { n: hiddenRows.length, rows: namedRows(hiddenRows) } });
  for (const [colour, rows] of rowsByColour(colours)) notes.push({ code: 'V37', params: { case: colour, n: rows.length, rows: namedRows(rows) } });
  const hidden = plan.columns.filter(({ index }) => facts.hiddenColumns?.some(([from, to]) => index >= from && index <= to));
  if (hidden.length > 0) notes.push({ code: 'HIDDEN_COLUMNS', params: { columns: hidden.map(({ index, header }) => `${columnLetters(index)} (${header.trim()})`).join(', ') } });
  if (facts.filtered) notes.push({ code: 'FILTERED', params: {} });
  if (facts.merged) notes.push({ code: 'MERGED_CELLS', params: { n: facts.merged } });
  if (isPopulation(plan) && !tellsHeads(plan)) notes.push({ code: 'NO_RELATIONSHIPS', params: {} });
  if (hiddenSheet) notes.push({ code: 'HIDDEN_SHEET', params: {} });
  return notes;
}

/** Whether new families come from a sheet's people. */
function isPopulation({ shape, entity }: SheetPlan): boolean {
  return entity === 'person' && (shape === 'flat' || shape === 'grouped' || shape === 'people');
}

/** Whether a sheet has a column that says who heads a family; DTKS of SIKS-NG has none. A plan that is not known is not asked. */
export function tellsHeads(plan: SheetPlan | undefined): boolean {
  return !plan || !isPopulation(plan) || rowPlanOf(plan).fields.person.some(({ field }) => field.key === 'relationship' || field.key === 'shdk');
}

/** Rows of each colour, most first; a row of two colours counts for both. */
function rowsByColour(coloured: SheetLook['colours']): [string, number[]][] {
  const rows = new Map<string, number[]>();
  for (const { colours, no } of coloured) for (const colour of colours.split(',')) {
    const of = rows.get(colour);
    if (of) of.push(no);
    else rows.set(colour, [no]);
  }
  return [...rows].sort((a, b) => b[1].length - a[1].length);
}

/** Row numbers named in a sentence about rows. */
const ROWS_NAMED = 12;

/** The first row numbers as a sentence names them. */
export function namedRows(rows: readonly number[]): string {
  return [...rows.slice(0, ROWS_NAMED), ...(rows.length > ROWS_NAMED ? ['…'] : [])].join(', ');
}
