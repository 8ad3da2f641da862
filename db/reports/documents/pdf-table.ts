import { cellText, spansOf, subtotalRow } from './cell-text.ts';
import { columnWidths } from './column-widths.ts';
import type { Align, Cell, TableBlock } from './model.ts';
import { points } from './paper.ts';
import { TIGHT } from './pdf-pen.ts';
import type { Pen } from './pdf-pen.ts';

const PAD = 3;
/** Tables in print this small are there to fill one sheet: their rows stand closer. */
const SMALL = 7;
const SMALL_PAD = 1.5;
const RULE = 0.5;

/** What a table tells while it is laid out. */
export interface TableWatch {
  /** A row was drawn. */
  row(): void;
  /** A page ended before this row. */
  broke(row: number): void;
}

interface Drawn {
  readonly cells: readonly { readonly lines: readonly string[]; readonly x: number; readonly width: number; readonly align: Align }[];
  readonly height: number;
  readonly bold: boolean;
}

/** Draws a table with its header on every page. `tail`: room that what closes it needs on the page of its last rows. */
export function drawTable(pen: Pen, table: TableBlock, tail: number, watch: TableWatch): void {
  const { columns, rows, totals, subtotal, plain } = table;
  const size = table.size ?? Math.min(pen.size, 9);
  const step = size * TIGHT;
  const widths = columnWidths(table, pen.width, size);
  const edges = widths.reduce<number[]>((all, width) => [...all, (all.at(-1) ?? pen.left) + width], [pen.left]);
  const edge = (place: number): number => edges[place] ?? pen.left;
  const above = size <= SMALL ? SMALL_PAD : PAD;
  const least = Math.max(step + 2 * above, points(table.rowHeight ?? 0));
  const headers = columns.some(({ title }) => title !== '') ? headerRows(pen, table, edges, size) : [];
  const bolds = new Set(table.boldRows ?? []);

  const laid = (cells: readonly (Cell | undefined)[], bold: boolean, spanned = false): Drawn => {
    const spans = spanned ? spansOf(cells) : columns.map((_, place) => [place, 1] as const);
    const drawn = spans.map(([place, count]) => {
      const cell = cells[place];
      const width = edge(place + count) - edge(place);
      const text = cellText(cell);
      const align = columns[place]?.align ?? (typeof cell === 'number' ? 'right' : 'left');
      return { lines: text === '' ? [] : pen.lines(text, width - 2 * PAD, { size, bold }), x: edge(place), width, align: count > 1 && spanned ? ('center' as const) : align };
    });
    return { cells: drawn, bold, height: Math.max(spanned ? 0 : least, Math.max(1, ...drawn.map(({ lines }) => lines.length)) * step + 2 * above) };
  };
  const draw = ({ cells, height, bold }: Drawn, fill?: string): void => {
    if (!plain && fill !== undefined) pen.doc.rect(pen.left, pen.y, pen.width, height).fill(fill).fillColor('black');
    for (const { lines, x, width, align } of cells) {
      if (!plain) pen.doc.rect(x, pen.y, width, height);
      lines.forEach((line, index) => pen.line(line, x + PAD, pen.y + above + index * step, width - 2 * PAD, { size, bold, align }));
    }
    if (!plain) pen.doc.lineWidth(RULE).stroke();
    pen.y += height;
  };
  const head = (): void => {
    for (const header of headers) header();
  };
  const headHeight = headerHeight(pen, table, edges, size);
  const closing = totals ? laid(totals, true, true) : null;
  const foot = subtotal ? laid(subtotalRow(table, 0, rows.length), true, true).height : 0;

  const first = rows[0] === undefined ? least : laid(rows[0], false).height;
  pen.need(headHeight + first + foot + (rows.length <= 2 ? (closing?.height ?? 0) + tail : 0));
  head();
  let pageFrom = 0;
  const turn = (next: number): void => {
    if (subtotal) draw(laid(subtotalRow(table, pageFrom, next), true, true));
    pageFrom = next;
    watch.broke(next);
    pen.turn();
    head();
  };
  rows.forEach((row, index) => {
    const drawn = laid(row, bolds.has(index));
    const left = rows.length - index;
    // The last two rows stay with what closes the table, so that no signature stands alone on its page.
    const end = left <= 2 ? (closing?.height ?? 0) + tail : 0;
    const second = left === 2 ? laid(rows[index + 1] ?? [], false).height : 0;
    if (pen.y + drawn.height + second + foot + end > pen.bottom && index > pageFrom) turn(index);
    for (const slice of slicesOf(drawn, pen.bottom - pen.y - foot, step, pen.bottom - pen.top - headHeight - foot)) {
      if (pen.y + slice.height + foot > pen.bottom + 0.1 && pen.y > pen.top + headHeight + 1) turn(index);
      const y = pen.y;
      draw(slice);
      columns.forEach((column, place) => column.signed && drawDots(pen, edge(place), y, widths[place] ?? 0, slice.height, index, size));
    }
    watch.row();
  });
  if (subtotal) draw(laid(subtotalRow(table, pageFrom, rows.length), true, true));
  if (closing) {
    if (pen.y + closing.height > pen.bottom) turn(rows.length);
    draw(closing, '#f0f0f0');
  }
  pen.y += pen.size * 0.7;
}

/** A row taller than a whole page goes on over the next ones. */
function slicesOf(row: Drawn, left: number, step: number, page: number): Drawn[] {
  if (row.height <= Math.max(left, page)) return [row];
  const most = Math.max(1, Math.floor((page - 2 * PAD) / step));
  const longest = Math.max(...row.cells.map(({ lines }) => lines.length));
  const slices: Drawn[] = [];
  for (let from = 0; from < longest; from += most) {
    const cells = row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(from, from + most) }));
    slices.push({ ...row, cells, height: Math.max(1, ...cells.map(({ lines }) => lines.length)) * step + 2 * PAD });
  }
  return slices;
}

/** "1. ......" at the left for odd rows, in the middle for even ones, so that two hands do not meet. */
function drawDots(pen: Pen, x: number, y: number, width: number, height: number, index: number, size: number): void {
  const from = x + PAD + (index % 2 === 0 ? 0 : width / 2);
  const room = width / 2 - 2 * PAD;
  const number = `${index + 1}. `;
  const dots = Math.max(3, Math.floor((room - pen.widthOf(number, { size })) / pen.widthOf('.', { size })));
  pen.line(number + '.'.repeat(dots), from, y + height - size * TIGHT - PAD, room, { size });
}

/** The header rows of a table, each as what draws it: group headings above titles, and the line of numbers. */
function headerRows(pen: Pen, table: TableBlock, edges: readonly number[], size: number): (() => void)[] {
  const { columns, numbered, plain } = table;
  const step = size * TIGHT;
  const groups = groupsOf(table);
  const heights = titleHeights(pen, table, edges, size);
  const cell = (text: string, from: number, to: number, y: number, height: number, bold: boolean): void => {
    const [x, width] = [edges[from] ?? 0, (edges[to] ?? 0) - (edges[from] ?? 0)];
    if (!plain) pen.doc.rect(x, y, width, height).fillAndStroke('#e9e9e9', 'black').fillColor('black');
    const lines = pen.lines(text, width - 2 * PAD, { size, bold });
    const top = y + (height - lines.length * step) / 2;
    lines.forEach((line, index) => pen.line(line, x + PAD, top + index * step, width - 2 * PAD, { size, bold, align: 'center' }));
  };
  const titles = (): void => {
    pen.doc.lineWidth(RULE);
    for (const { name, from, to } of groups) {
      if (name === undefined) cell(columns[from]?.title ?? '', from, to, pen.y, heights.group + heights.title, true);
      else {
        cell(name, from, to, pen.y, heights.group, true);
        for (let place = from; place < to; place += 1) cell(columns[place]?.title ?? '', place, place + 1, pen.y + heights.group, heights.title, true);
      }
    }
    pen.y += heights.group + heights.title;
  };
  const numbers = (): void => {
    columns.forEach((_, place) => cell(`(${place + 1})`, place, place + 1, pen.y, step + 2, false));
    pen.y += step + 2;
  };
  return numbered ? [titles, numbers] : [titles];
}

/** Neighbouring columns of one group; a column without one stands alone. */
export function groupsOf({ columns }: TableBlock): { name: string | undefined; from: number; to: number }[] {
  const found: { name: string | undefined; from: number; to: number }[] = [];
  columns.forEach(({ group }, place) => {
    const last = found.at(-1);
    if (last && group !== undefined && last.name === group) last.to = place + 1;
    else found.push({ name: group, from: place, to: place + 1 });
  });
  return found;
}

function titleHeights(pen: Pen, table: TableBlock, edges: readonly number[], size: number): { group: number; title: number } {
  const step = size * TIGHT;
  const linesOf = (text: string, from: number, to: number): number => pen.lines(text, (edges[to] ?? 0) - (edges[from] ?? 0) - 2 * PAD, { size, bold: true }).length;
  const grouped = groupsOf(table).filter(({ name }) => name !== undefined);
  const group = grouped.length === 0 ? 0 : Math.max(...grouped.map(({ name = '', from, to }) => linesOf(name, from, to))) * step + 2 * PAD;
  const title = Math.max(...table.columns.map(({ title: words, group: over }, place) => linesOf(words, place, place + 1) * step + 2 * PAD - (over === undefined ? group : 0)));
  return { group, title: Math.max(title, step + 2 * PAD) };
}

function headerHeight(pen: Pen, table: TableBlock, edges: readonly number[], size: number): number {
  if (table.columns.every(({ title }) => title === '')) return 0;
  const { group, title } = titleHeights(pen, table, edges, size);
  return group + title + (table.numbered ? size * TIGHT + 2 : 0);
}
