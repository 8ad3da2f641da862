import CFB from 'cfb';
import type { Cell, Merge, SheetContent } from '../sheet-content.ts';
import { biffText, recordPen } from './biff-records.ts';
import type { RecordPen } from './biff-records.ts';
import { FIRST_CELL_STYLE, biff, beginSubstream, writeGlobals } from './biff-globals.ts';
import { cellParts, formatOf } from './cell-styles.ts';
import { wholeFile } from './whole-file.ts';

const MOST_ROWS = 65_536;
const MOST_COLUMNS = 256;
/** Excel writes what it knows of so many rows before their cells. */
const ROWS_A_BLOCK = 32;
const MOST_MERGES = 1026;
const HIDDEN_ROW = 0x0120;
const PLAIN_ROW = 0x0100;
const errors: Readonly<Record<string, number>> = { '#NULL!': 0x00, '#DIV/0!': 0x07, '#VALUE!': 0x0f, '#REF!': 0x17, '#NAME?': 0x1d, '#NUM!': 0x24, '#N/A': 0x2a };

/**
 * Writes a workbook of Excel 97 to 2003 (BIFF8 in a compound file), as SIAK and BIP exports are: shared texts over several
 * records, short numbers packed, text cells in text format. A formula cell keeps its last value; its formula is that value.
 * Throws RangeError for more rows or columns than such a sheet has.
 */
export async function writeXls(path: string, sheets: readonly SheetContent[]): Promise<void> {
  const texts = new Map<string, number>();
  let uses = 0;
  const idOf = (text: string): number => {
    uses++;
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  const streams = sheets.map((sheet) => sheetStream(sheet, idOf));
  const globals = writeGlobals(sheets, streams.map((stream) => stream.length), texts, uses);
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_del(container, '/\u0001Sh33tJ5');
  CFB.utils.cfb_add(container, '/Workbook', Buffer.concat([globals, ...streams]));
  const content = CFB.write(container, { type: 'buffer' }) as Buffer;
  await wholeFile(path, (pen) => pen.write(content));
}

/** The substream of a sheet; its shared texts are numbered on the way. */
function sheetStream(sheet: SheetContent, idOf: (text: string) => number): Buffer {
  const body = recordPen();
  let [row, width] = [0, 0];
  let block: (readonly Cell[])[] = [];
  const flush = (): void => {
    writeBlock(body, block, row - block.length, sheet.hiddenRows ?? [], idOf);
    block = [];
  };
  for (const cells of sheet.rows()) {
    if (++row > MOST_ROWS || cells.length > MOST_COLUMNS) throw new RangeError(`${sheet.name}: an .xls sheet has ${MOST_ROWS} rows and ${MOST_COLUMNS} columns`);
    width = Math.max(width, cells.length);
    block.push(cells);
    if (block.length === ROWS_A_BLOCK) flush();
  }
  flush();
  const head = recordPen();
  beginSubstream(head, biff.worksheet);
  for (const column of sheet.hiddenColumns ?? []) head.begin(biff.colInfo).u16(column - 1, column - 1, 9 * 256, FIRST_CELL_STYLE, 1, 0).end();
  if (sheet.filtered) {
    if (sheet.hiddenRows?.length) head.begin(biff.filterMode).end();
    head.begin(biff.autoFilterInfo).u16(width).end();
  }
  head.begin(biff.dimensions).u32(0).u32(row).u16(0, width, 0).end();
  const tail = recordPen();
  tail.begin(biff.window2).u16(0x06b6, 0, 0, 64, 0, 0, 0, 0, 0).end();
  writeMerges(tail, sheet.merges?.() ?? []);
  tail.begin(biff.eof).end();
  return Buffer.concat([head.whole(), body.whole(), tail.whole()]);
}

function writeBlock(pen: RecordPen, rows: readonly (readonly Cell[])[], from: number, hidden: readonly number[], idOf: (text: string) => number): void {
  for (const [i, cells] of rows.entries()) {
    const no = from + i;
    pen.begin(biff.row).u16(no, 0, cells.length, 255, 0, 0, hidden.includes(no + 1) ? HIDDEN_ROW : PLAIN_ROW, FIRST_CELL_STYLE).end();
  }
  for (const [i, cells] of rows.entries()) for (const [column, cell] of cells.entries()) writeCell(pen, from + i, column, cell, idOf);
}

function writeCell(pen: RecordPen, row: number, column: number, cell: Cell, idOf: (text: string) => number): void {
  const { value, formula, error, style } = cellParts(cell);
  const begin = (type: number): RecordPen => pen.begin(type).u16(row, column, FIRST_CELL_STYLE + style);
  if (formula !== undefined) writeFormula(pen, begin, error ?? value);
  else if (error !== undefined) begin(biff.boolErr).u8(errors[error] ?? 0x2a).u8(1).end();
  else if (value === null || value === '') {
    if (formatOf(cell)) begin(biff.blank).end();
  } else if (typeof value === 'string') begin(biff.labelSst).u32(idOf(value)).end();
  else if (Number.isInteger(value) && Math.abs(value) < 2 ** 29) begin(biff.rk).u32((value << 2) | 2).end();
  else begin(biff.number).f64(value).end();
}

/** The longest text that a formula can hold. */
const MOST_IN_FORMULA = 255;

function writeFormula(pen: RecordPen, begin: (type: number) => RecordPen, value: string | number | null): void {
  const open = (): RecordPen => begin(biff.formula);
  const rest = (record: RecordPen, tokens: Buffer): RecordPen => record.u16(0).u32(0).u16(tokens.length).bytes(tokens).end();
  if (typeof value === 'number') {
    const tokens = Buffer.alloc(9, 0x1f);
    tokens.writeDoubleLE(value, 1);
    rest(open().f64(value), tokens);
  } else if (value !== null && errors[value] !== undefined) {
    rest(open().u16(2, errors[value], 0, 0xffff), Buffer.from([0x1c, errors[value]]));
  } else {
    const text = (value ?? '').slice(0, MOST_IN_FORMULA);
    rest(open().u16(text === '' ? 3 : 0, 0, 0, 0xffff), Buffer.concat([Buffer.from([0x17]), biffText(text, 1)]));
    if (text !== '') pen.begin(biff.string).bytes(biffText(text, 2)).end();
  }
}

function writeMerges(pen: RecordPen, merges: readonly Merge[]): void {
  for (let from = 0; from < merges.length; from += MOST_MERGES) {
    const some = merges.slice(from, from + MOST_MERGES);
    pen.begin(biff.mergedCells).u16(some.length);
    for (const { row, column, rows, columns } of some) pen.u16(row - 1, row + rows - 2, column, column + columns - 1);
    pen.end();
  }
}
