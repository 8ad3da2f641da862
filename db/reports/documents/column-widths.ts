import { cellText } from './cell-text.ts';
import type { TableBlock } from './model.ts';

/** Widths of the letters of Arial and its like in thousandths of their size, from the space to `~`: enough to know what does not fit. */
const letters = '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'.split(' ').map(Number);
const USUAL = 600;
const BOLD = 1.08;
/** Room left and right of a cell's words, and a little more than they need. */
const AROUND = 7;
/** No column claims more than this for what must not be parted. */
const MOST_SHARE = 0.4;

/** What must stay on one line: numbers, NIK, dates, RT/RW. Words may be parted where there is no other way. */
const UNPARTED = /^[\d.,/:%•-]+$/;

/** Widths of a table's columns in points: shares as the model says them, but no number is parted, nor a word of a heading. */
export function columnWidths({ columns, rows, totals }: TableBlock, width: number, size: number): number[] {
  const least = columns.map(({ title }, place) => {
    const words = title.split(/\s+/).map((word) => widthOf(word, size) * BOLD);
    const sum = totals?.[place];
    const cells = rows.map((row) => unparted(row[place], size));
    return Math.min(Math.max(0, ...words, ...(typeof sum === 'number' ? [widthOf(cellText(sum), size) * BOLD] : []), cells.reduce((most, one) => Math.max(most, one), 0)) + AROUND, width * MOST_SHARE);
  });
  return shared(columns.map((column) => column.width ?? 1), least, width);
}

/** The longest piece of a cell that must stay whole. */
function unparted(cell: TableBlock['rows'][number][number] | undefined, size: number): number {
  if (cell === null || cell === undefined) return 0;
  if (typeof cell === 'number') return widthOf(cellText(cell), size);
  let most = 0;
  for (const word of cell.split(/\s+/)) if (UNPARTED.test(word)) most = Math.max(most, widthOf(word, size));
  return most;
}

function widthOf(text: string, size: number): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += letters[text.charCodeAt(at) - 32] ?? USUAL;
  return (sum * size) / 1000;
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
