import { lostDigits } from './lost-digits.ts';
import { packReading, unpackReading } from './packed-reading.ts';
import { rowPlanOf } from './row-plan.ts';
import { columnOf, readRow } from './read-row.ts';
import type { ParsedRow, ReadFamily, RowContext } from './read-row.ts';
import type { Cell } from './readers/cell.ts';
import { rowKinds } from './row-kinds.ts';
import type { RowKind } from './row-kinds.ts';
import type { RowFinding } from './row-values.ts';
import { shiftedRows } from './shifted-row.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { packCells } from './staged-row.ts';
import type { Blocked } from './types.ts';

/** What a row says of a family or a person: as it is kept in staging, and, once somebody asked, as it is read from there. */
export interface Said {
  readonly line: string;
  parsed: ParsedRow | null;
}

/** What one row of a recognised sheet is and says, before it has a place. Plain, so that another thread can find it out. */
export type RowLook =
  | { readonly kind: Exclude<RowKind, 'data' | 'group'> }
  | { readonly kind: 'group'; readonly cells: string }
  /** Its values stand one column further than they should. */
  | { readonly kind: 'shifted'; readonly name: string | null }
  | { readonly kind: 'data'; readonly family: Said | null; readonly person: Said | null; readonly familyFindings: RowFinding[]; readonly findings: RowFinding[] };

/** Looks at the rows of one sheet in their order. */
export interface RowLooker {
  /** Null for what stands above the data. */
  look(no: number, cells: readonly (Cell | null)[]): RowLook | null;
  /** V34, as far as it shows in the columns. */
  lost(): Blocked[];
}

/** The row behind which a sheet is read: heads of families may stand above the header of the people. */
export function readFrom(plan: SheetPlan): number {
  return plan.shape === 'grouped' ? 0 : plan.headerEnd;
}

/** Begins to look at a sheet: what each row is, and the values of those that are data. Neither register nor staging is asked. */
export function rowLooker(plan: SheetPlan, context: RowContext, sheet: string): RowLooker {
  const [kindOf, isShifted, digits] = [rowKinds(plan), shiftedRows(plan), lostDigits(plan, sheet)];
  const { ofFamily } = rowPlanOf(plan);
  let last: LastFamily | null = null;
  return {
    lost: () => digits.found(),
    look(no, cells) {
      if (no <= readFrom(plan) || (no <= plan.headerEnd && no >= plan.headerRow)) return null;
      const kind = kindOf(cells);
      if (no < plan.headerRow && kind !== 'group') return null;
      if (kind === 'group') return { kind, cells: packCells(cells) };
      if (kind !== 'data') return { kind };
      if (isShifted(cells)) return { kind: 'shifted', name: shiftedName(plan, cells) };
      digits.note(cells);
      const known: LastFamily | null = last && ofFamily?.every((index) => isSame(cells[index] ?? null, last?.cells[index] ?? null)) ? last : null;
      const { family, person, familyFindings, findings } = readRow(plan, cells, context, known);
      if (!known) last = ofFamily && family ? { cells, family, findings: [...familyFindings], line: packReading(family) } : null;
      // A reading is its reader's own to change: the next row in these words has one made from the line.
      return { kind, family: last ? { line: last.line, parsed: null } : family && said(family), person: person && said(person), familyFindings, findings };
    },
  };
}

/** What the last row with a family of its own said of it. */
interface LastFamily extends ReadFamily {
  readonly cells: readonly (Cell | null)[];
  readonly line: string;
}

function isSame(one: Cell | null, other: Cell | null): boolean {
  return one === other || (one !== null && other !== null && one.text === other.text && one.type === other.type);
}

/** What was read, as staging keeps it. */
export function said(parsed: ParsedRow): Said {
  return { line: packReading(parsed), parsed };
}

/** What it says; its values are the caller's to change. */
export function parsedOf(one: Said): ParsedRow {
  return (one.parsed ??= unpackReading(one.line));
}

function shiftedName(plan: SheetPlan, cells: readonly (Cell | null)[]): string | null {
  const place = columnOf(plan, 'name') < 0 ? columnOf(plan, '@headName') : columnOf(plan, 'name');
  return [place, place + 1, place - 1].map((index) => cells[index]?.text.trim() ?? '').find((text) => /\p{L}/u.test(text)) ?? null;
}
