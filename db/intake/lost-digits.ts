import { isDamaged } from './read-row.ts';
import type { Cell } from './readers/cell.ts';
import { rowPlanOf } from './row-plan.ts';
import type { SheetPlan } from './sheet-plan.ts';
import { readIdentifierCell } from './row-values.ts';
import type { Blocked } from './types.ts';

/** From so many damaged cells on, and if they are most of the column, the file is refused and not only its rows. */
const LEAST_CELLS = 2;
/** So many texts of 16 digits that all end in 0 are no chance: the digits were lost before the column became text. */
const LEAST_TEXTS = 12;

interface Tally {
  filled: number;
  damaged: number;
  endingInZero: number;
}

const none = (): Tally => ({ filled: 0, damaged: 0, endingInZero: 0 });

/** V34: columns of NIK or No KK whose last digits Excel has lost. Such a file must not be imported at all. */
export function lostDigits(plan: SheetPlan, sheet: string): { note(cells: readonly (Cell | null)[]): void; found(): Blocked[] } {
  const columns = rowPlanOf(plan).identifiers.map((column) => ({ ...none(), index: column.index, header: column.header }));
  return {
    note(cells) {
      for (const tally of columns) count(tally, cells[tally.index] ?? null);
    },
    found: () => columns.flatMap((tally) => lostIn(tally, tally.header, sheet)),
  };
}

/** The same for No KK that stand in rows of their own above the people. */
export function lostHeadDigits(sheet: string): { note(cell: Cell): void; found(): Blocked[] } {
  const heads = none();
  return { note: (cell) => count(heads, cell), found: () => lostIn(heads, 'No KK', sheet) };
}

function lostIn({ filled, damaged, endingInZero }: Tally, header: string, sheet: string): Blocked[] {
  const most = damaged >= LEAST_CELLS && damaged * 2 > filled;
  const allZero = endingInZero >= LEAST_TEXTS && endingInZero === filled;
  const lost = Math.max(damaged, allZero ? endingInZero : 0);
  return most || allZero ? [{ code: 'DIGITS_LOST', params: { column: header, sheet, count: lost } }] : [];
}

function count(tally: Tally, cell: Cell | null): void {
  const reading = readIdentifierCell(cell);
  if (reading.text === '') return;
  tally.filled += 1;
  if (isDamaged(reading)) tally.damaged += 1;
  if (reading.text.length === 16 && reading.text.endsWith('0')) tally.endingInZero += 1;
}
