import { cellText, spansOf, subtotalRow } from './cell-text.ts';
import { columnWidths } from './column-widths.ts';
import { afterTable, cell, dxa, paragraph, row as rowXml, run, tableStart, TABLE_END } from './docx-xml.ts';
import type { Cell, TableBlock } from './model.ts';
import { groupsOf } from './pdf-table.ts';

const TIGHT = { after: 0, line: 240 } as const;
/** Units of WordprocessingML in a point. */
const TWENTIETHS = 20;
/** Room above and below the words of a cell; less in print so small that a table is to fill one sheet. */
const [PAD, SMALL, SMALL_PAD] = [40, 7, 20];

/** What the writer of a table is given beside it. */
export interface TableSurroundings {
  readonly width: number;
  readonly size: number;
  /** The rows before which a page ends, where a subtotal closes every page. */
  readonly breaks: readonly number[];
  /** Whether signatures follow, from which the last rows must not be parted. */
  readonly signed: boolean;
  row(): void;
}

/** Writes a table piece by piece. With subtotals each page is a table of its own, broken where the PDF breaks. */
export function writeTable(put: (xml: string) => void, table: TableBlock, around: TableSurroundings): void {
  const { rows, totals, subtotal } = table;
  const size = table.size ?? Math.min(around.size, 9);
  const widths = columnWidths(table, around.width / TWENTIETHS, size).map((width) => Math.floor(width * TWENTIETHS));
  const head = headerRows(table, widths, size);
  const parts = subtotal ? [0, ...around.breaks, rows.length] : [0, rows.length];
  for (let part = 0; part + 1 < parts.length; part += 1) {
    const [from = 0, to = 0] = [parts[part], parts[part + 1]];
    if (part > 0) put(paragraph('', { pageBreak: true, after: 0, line: 20 }));
    put(tableStart(widths, { plain: table.plain, pad: size <= SMALL ? SMALL_PAD : PAD }) + head);
    for (let index = from; index < to; index += 1) {
      const keep = (around.signed || totals !== undefined) && index >= rows.length - 2;
      put(dataRow(table, rows[index] ?? [], widths, size, { index, bold: table.boldRows?.includes(index) === true, keep }));
      around.row();
    }
    const last = part + 2 === parts.length;
    if (subtotal) put(sumRow(subtotalRow(table, from, to), table, widths, size, around.signed && last));
    if (totals && last) put(sumRow(totals, table, widths, size, around.signed));
    // A table without a row is none.
    if (from === to && !subtotal && !(totals && last) && head === '') put(rowXml(widths.map((width) => cell(width, paragraph(''))).join('')));
    put(TABLE_END);
  }
  put(afterTable(around.signed));
}

function dataRow(table: TableBlock, cells: readonly (Cell | undefined)[], widths: readonly number[], size: number, { index, bold, keep }: { index: number; bold: boolean; keep: boolean }): string {
  const height = table.rowHeight === undefined ? {} : { height: dxa(table.rowHeight) };
  const drawn = table.columns.map((column, place) => {
    const value = cells[place];
    const width = widths[place] ?? 0;
    const align = column.align ?? (typeof value === 'number' ? 'right' : 'left');
    const keepNext = keep && place === 0;
    if (column.signed) return cell(width, paragraph(run(`${index + 1}. ..........`, { size }), { ...TIGHT, keepNext, left: index % 2 === 0 ? 0 : Math.floor(width / 2) }));
    const text = cellText(value);
    return cell(width, paragraph(text === '' ? '' : run(text, { size, bold }), { ...TIGHT, keepNext, ...(align === 'left' ? {} : { align }) }));
  });
  return rowXml(drawn.join(''), height);
}

function sumRow(cells: readonly (Cell | undefined)[], { columns }: TableBlock, widths: readonly number[], size: number, keepNext: boolean): string {
  const drawn = spansOf(columns.map((_, place) => cells[place])).map(([from, count], place) => {
    const width = widths.slice(from, from + count).reduce((sum, one) => sum + one, 0);
    const value = cells[from];
    const align = count > 1 ? 'center' : (columns[from]?.align ?? (typeof value === 'number' ? 'right' : 'left'));
    return cell(width, paragraph(run(cellText(value), { size, bold: true }), { ...TIGHT, align, keepNext: keepNext && place === 0 }), { span: count, fill: 'F0F0F0' });
  });
  return rowXml(drawn.join(''));
}

function headerRows(table: TableBlock, widths: readonly number[], size: number): string {
  const { columns, numbered } = table;
  if (columns.every(({ title }) => title === '')) return '';
  const fill = table.plain ? {} : { fill: 'E9E9E9' };
  const words = (text: string, bold = true): string => paragraph(text === '' ? '' : run(text, { size, bold }), { ...TIGHT, align: 'center', keepNext: true });
  const grouped = columns.some(({ group }) => group !== undefined);
  const over = !grouped ? '' : rowXml(groupsOf(table).map(({ name, from, to }) => {
    const width = widths.slice(from, to).reduce((sum, one) => sum + one, 0);
    return name === undefined ? cell(width, words(columns[from]?.title ?? ''), { merge: 'restart', middle: true, ...fill }) : cell(width, words(name), { span: to - from, middle: true, ...fill });
  }).join(''), { header: true });
  const titles = rowXml(columns.map(({ title, group }, place) => cell(widths[place] ?? 0, words(grouped && group === undefined ? '' : title), { ...(grouped && group === undefined ? { merge: 'continue' as const } : {}), middle: true, ...fill })).join(''), { header: true });
  const numbers = numbered ? rowXml(columns.map((_, place) => cell(widths[place] ?? 0, words(`(${place + 1})`, false), fill)).join(''), { header: true }) : '';
  return over + titles + numbers;
}
