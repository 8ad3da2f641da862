import { cellText } from './cell-text.ts';
import { emsOf } from './letter-widths.ts';
import type { TableBlock } from './model.ts';

const BOLD = 1.08;
/** Room left and right of a cell's words, and a little more than they need. */
const AROUND = 7;
/** No column claims more than this for what must not be parted. */
const MOST_SHARE = 0.4;

/** What must stay on one line: numbers, NIK, dates, RT/RW, and numbers with letters in them as registers give (0001/USL/2026). Words may be parted where there is no other way. */
const UNPARTED = /^(?=.*\d)[\dA-Z.,/:%•-]{1,24}$|^[•.,/:%-]+$/;

/** Widths of a table's columns in points: shares as the model says them, but no number is parted, nor a word of a heading. */
export function columnWidths({ columns, rows, totals }: TableBlock, width: number, size: number): number[] {
  const least = columns.map(({ title }, place) => {
    const words = title.split(/\s+/).map((word) => emsOf(word) * size * BOLD);
    const sum = totals?.[place];
    const cells = rows.map((row) => unparted(row[place], size));
    return Math.min(Math.max(0, ...words, ...(typeof sum === 'number' ? [emsOf(cellText(sum)) * size * BOLD] : []), cells.reduce((most, one) => Math.max(most, one), 0)) + AROUND, width * MOST_SHARE);
  });
  return shared(columns.map((column) => column.width ?? 1), least, width);
}

/** The longest piece of a cell that must stay whole. */
function unparted(cell: TableBlock['rows'][number][number] | undefined, size: number): number {
  if (cell === null || cell === undefined) return 0;
  if (typeof cell === 'number') return emsOf(cellText(cell)) * size;
  let most = 0;
  for (const word of cell.split(/\s+/)) if (UNPARTED.test(word)) most = Math.max(most, emsOf(word) * size);
  return most;
}

/** Shares of a width; who would get less than the least takes that, and the others share what is left. */
function shared(wanted: readonly number[], least: readonly number[], width: number): number[] {
  const fixed = new Set<number>();
  for (;;) {
    const left = width - [...fixed].reduce((sum, place) => sum + (least[place] ?? 0), 0);
    const all = wanted.reduce((sum, one, place) => (fixed.has(place) ? sum : sum + one), 0);
    const got = wanted.map((one, place) => (fixed.has(place) ? (least[place] ?? 0) : (one * left) / all));
    const short = got.flatMap((one, place) => (!fixed.has(place) && one < (least[place] ?? 0) - 0.01 ? [place] : []));
    // More is asked than there is: everybody gets their part of it.
    if (left <= 0 || short.length + fixed.size >= wanted.length) return short.length === 0 && left > 0 ? got : proportional(least, width);
    if (short.length === 0) return got;
    for (const place of short) fixed.add(place);
  }
}

function proportional(least: readonly number[], width: number): number[] {
  const sum = least.reduce((all, one) => all + one, 0);
  return least.map((one) => (one * width) / sum);
}
