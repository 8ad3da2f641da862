import { fail } from '../../rules/failure.ts';
import { biff, walkRecords } from './biff-records.ts';
import type { BiffRecord } from './biff-records.ts';
import type { BiffGlobals, BiffSheet } from './biff-globals.ts';
import { bytesAt, unicodeAt } from './biff-strings.ts';
import type { Cell, RawRow, SheetFacts } from './cell.ts';
import { plainNumberText } from './cell.ts';
import { withColour } from './colours.ts';
import { sheetFacts } from './sheet-facts.ts';

const ERRORS: Readonly<Record<number, string>> = { 0x00: '#NULL!', 0x07: '#DIV/0!', 0x0f: '#VALUE!', 0x17: '#REF!', 0x1d: '#NAME?', 0x24: '#NUM!', 0x2a: '#N/A', 0x2b: '#GETTING_DATA' };
const HIDDEN_ROW = 0x20;
const MOST_COLUMNS = 256;

/** What stands around the cells of a sheet. */
export interface BiffOutline {
  readonly facts: SheetFacts;
  readonly expectedRows: number;
  readonly hiddenRows: ReadonlySet<number>;
  /** Whether the cells come row by row, as Excel writes them. */
  readonly ordered: boolean;
}

const cellRecords = new Set<number>([biff.blank, biff.boolErr, biff.formula, biff.formula3, biff.formula4, biff.label, biff.labelSst, biff.mulBlank, biff.mulRk, biff.number, biff.rk, biff.rString]);

/** Looks once over a sheet for all but its cells. Error: FILE_BROKEN. */
export function outlineSheet(stream: Buffer, globals: BiffGlobals, sheet: BiffSheet): BiffOutline {
  if (sheet.at + 8 > stream.length || stream.readUInt16LE(sheet.at) !== biff.bof) fail('FILE_BROKEN', { detail: sheet.name.slice(0, 40) });
  const facts = sheetFacts();
  const hiddenRows = new Set<number>();
  let expectedRows = 0;
  let ordered = true;
  let last = 0;
  for (const record of walkRecords(stream, sheet.at)) {
    const { at, length, type } = record;
    if (cellRecords.has(type) && length >= 6) {
      const row = stream.readUInt16LE(at);
      if (row < last) ordered = false;
      last = row;
    } else if (type === biff.row && length >= 16) {
      if (stream.readUInt16LE(at + 12) & HIDDEN_ROW) hiddenRows.add(stream.readUInt16LE(at));
    } else if (type === biff.colInfo && length >= 10) {
      if (stream.readUInt16LE(at + 8) & 1) facts.hideColumns(String(stream.readUInt16LE(at) + 1), String(stream.readUInt16LE(at + 2) + 1));
    } else if (type === biff.mergedCells && length >= 2) {
      const count = Math.min(stream.readUInt16LE(at), Math.floor((length - 2) / 8));
      for (let index = 0; index < count; index += 1) {
        const range = at + 2 + index * 8;
        facts.mergeRange([stream.readUInt16LE(range) + 1, stream.readUInt16LE(range + 4), stream.readUInt16LE(range + 2) + 1, stream.readUInt16LE(range + 6)]);
      }
    } else if (type === biff.autoFilter || type === biff.filterMode) facts.filter();
    else if (type === biff.dimensions && length >= 8) expectedRows = globals.biff8 ? stream.readUInt32LE(at + 4) : stream.readUInt16LE(at + 2);
  }
  return { facts: facts.found(), expectedRows: Math.min(expectedRows, 65_536), hiddenRows, ordered };
}

/** The rows of a sheet, in their order. Error: FILE_BROKEN. */
export function* biffRows(stream: Buffer, globals: BiffGlobals, sheet: BiffSheet, outline: BiffOutline): Generator<RawRow> {
  if (outline.ordered) return yield* orderedRows(stream, globals, sheet, outline.hiddenRows);
  const rows = new Map<number, RawRow>();
  for (const row of orderedRows(stream, globals, sheet, outline.hiddenRows)) rows.set(row.no, joined(rows.get(row.no), row));
  yield* [...rows.values()].sort((a, b) => a.no - b.no);
}

/** Two parts of one row; where both have a cell the later one counts. */
function joined(known: RawRow | undefined, more: RawRow): RawRow {
  if (!known) return more;
  const width = Math.max(known.cells.length, more.cells.length);
  const cells = Array.from({ length: width }, (_, index) => more.cells[index] ?? known.cells[index] ?? null);
  return { ...known, colours: more.colours.split(',').reduce(withColour, known.colours), cells };
}

interface OpenRow {
  readonly no: number;
  readonly hidden: boolean;
  colours: string;
  readonly cells: (Cell | null)[];
}

function* orderedRows(stream: Buffer, globals: BiffGlobals, sheet: BiffSheet, hiddenRows: ReadonlySet<number>): Generator<RawRow> {
  const { styles, strings } = globals;
  /** The row being read, and a formula whose text stands in a record of its own behind it. */
  const open: { row: OpenRow | null; waiting: { row: OpenRow; column: number } | null } = { row: null, waiting: null };

  function put(target: OpenRow, column: number, cell: Cell | null): void {
    if (column >= MOST_COLUMNS) fail('FILE_BROKEN', { detail: `R${target.no}` });
    if (!cell) return;
    while (target.cells.length < column) target.cells.push(null);
    target.cells[column] = cell;
  }
  function dye(target: OpenRow, style: number): void {
    const colours = styles.colours(style);
    if (colours !== '') target.colours = colours.split(',').reduce(withColour, target.colours);
  }
  function number(value: number, style: number, formula: boolean): Cell {
    if (!Number.isFinite(value)) return { type: 'error', text: '#NUM!', formula };
    return { type: styles.isDate(style) ? 'date' : 'number', text: plainNumberText(String(value)), formula };
  }
  function text(value: string, formula = false): Cell | null {
    return value === '' ? null : { type: 'text', text: value, formula };
  }
  function stringAt(record: BiffRecord, offset: number): string {
    return globals.biff8 ? unicodeAt(stream, record, offset, 2) : bytesAt(stream, record, offset, 2, globals.decoder);
  }
  function formulaResult(at: number, style: number): Cell | null | 'text' {
    if (stream.readUInt16LE(at + 6) !== 0xffff) return number(stream.readDoubleLE(at), style, true);
    const value = stream[at + 2] ?? 0;
    switch (stream[at]) {
      case 0:
        return 'text';
      case 1:
        return { type: 'boolean', text: value ? '1' : '0', formula: true };
      case 2:
        return { type: 'error', text: ERRORS[value] ?? '#N/A', formula: true };
      default:
        return null;
    }
  }
  function readCell(target: OpenRow, record: BiffRecord): void {
    const { at, length, type } = record;
    const column = stream.readUInt16LE(at + 2);
    const style = stream.readUInt16LE(at + 4);
    const need = (bytes: number): void => void (length < bytes && fail('FILE_BROKEN', { detail: `R${target.no}` }));
    if (type === biff.mulRk || type === biff.mulBlank) {
      const step = type === biff.mulRk ? 6 : 2;
      for (let index = 0; 4 + (index + 1) * step <= length - 2; index += 1) {
        const place = at + 4 + index * step;
        const own = stream.readUInt16LE(place);
        dye(target, own);
        if (type === biff.mulRk) put(target, column + index, number(rkNumber(stream, place + 2), own, false));
      }
      return;
    }
    dye(target, style);
    if (type === biff.number) {
      need(14);
      put(target, column, number(stream.readDoubleLE(at + 6), style, false));
    } else if (type === biff.rk) {
      need(10);
      put(target, column, number(rkNumber(stream, at + 6), style, false));
    } else if (type === biff.labelSst) {
      need(10);
      put(target, column, text(strings[stream.readUInt32LE(at + 6)] ?? fail('FILE_BROKEN', { detail: `R${target.no}` })));
    } else if (type === biff.label || type === biff.rString) put(target, column, text(stringAt(record, 6)));
    else if (type === biff.boolErr) {
      need(8);
      const value = stream[at + 6] ?? 0;
      put(target, column, stream[at + 7] ? { type: 'error', text: ERRORS[value] ?? '#N/A', formula: false } : { type: 'boolean', text: value ? '1' : '0', formula: false });
    } else if (type === biff.formula || type === biff.formula3 || type === biff.formula4) {
      // Some programs write the records of older versions; these first fields are the same in all.
      need(14);
      const result = formulaResult(at + 6, style);
      if (result === 'text') open.waiting = { row: target, column };
      else put(target, column, result);
    }
  }

  for (const record of walkRecords(stream, sheet.at)) {
    if (record.type === biff.string && open.waiting) {
      put(open.waiting.row, open.waiting.column, text(stringAt(record, 0), true));
      open.waiting = null;
    }
    if (!cellRecords.has(record.type) || record.length < 6) continue;
    const no = stream.readUInt16LE(record.at) + 1;
    if (open.row?.no !== no) {
      if (open.row) yield open.row;
      open.row = { no, hidden: hiddenRows.has(no - 1), colours: '', cells: [] };
    }
    readCell(open.row, record);
  }
  if (open.row) yield open.row;
}

/** A number in four bytes: a whole one, or the upper half of a double, perhaps times 100. */
function rkNumber(stream: Buffer, at: number): number {
  const raw = stream.readInt32LE(at);
  let value: number;
  if (raw & 2) value = raw >> 2;
  else {
    scratch.writeInt32LE(raw & ~3, 4);
    value = scratch.readDoubleLE(0);
  }
  return raw & 1 ? value / 100 : value;
}

const scratch = Buffer.alloc(8);
