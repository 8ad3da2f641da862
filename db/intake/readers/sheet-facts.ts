import type { MergedRange, SheetFacts } from './cell.ts';

/** Merged ranges are kept where headers are; further down they are only counted, so that memory stays small. */
const MERGES_UNTIL_ROW = 200;
const MOST_MERGES = 2000;
const MOST_HIDDEN = 500;
const LAST_COLUMN = 16_383;

/** Gathers what a sheet hides, merges and filters while it is read. */
export function sheetFacts(): {
  /** A range as `A1:C2`. */
  merge(reference: string): void;
  mergeRange(range: MergedRange): void;
  /** Columns from and to, from 1, as the file writes them. */
  hideColumns(from: string, to: string): void;
  filter(): void;
  found(): SheetFacts;
} {
  let merged = 0;
  let filtered = false;
  const merges: MergedRange[] = [];
  const hiddenColumns: (readonly [number, number])[] = [];
  function mergeRange(range: MergedRange): void {
    merged += 1;
    if (range[0] <= MERGES_UNTIL_ROW && merges.length < MOST_MERGES) merges.push(range);
  }
  return {
    mergeRange,
    merge(reference) {
      const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$/.exec(reference);
      if (!match) return;
      const [, column = '', row = '', lastColumn = column, lastRow = row] = match;
      mergeRange([Number(row), columnNumber(column), Number(lastRow), columnNumber(lastColumn)]);
    },
    hideColumns(from, to) {
      const [first, last] = [Number(from) - 1, Math.min(Number(to) - 1, LAST_COLUMN)];
      if (first >= 0 && last >= first && hiddenColumns.length < MOST_HIDDEN) hiddenColumns.push([first, last]);
    },
    filter: () => void (filtered = true),
    found: () => ({ merged, merges, hiddenColumns, filtered }),
  };
}

/** A column from 0 by its letters. */
function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
