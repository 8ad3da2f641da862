import { fail } from '../../rules/failure.ts';
import type { Cell, RawRow, SheetFacts } from './cell.ts';
import { withColour } from './colours.ts';
import { cellOf, unusualXml } from './make-cell.ts';
import type { SheetContext } from './make-cell.ts';
import { sheetFacts } from './sheet-facts.ts';
import { usualCells } from './usual-cell.ts';
import { latin1 } from './xml-text.ts';

/** A cell or a row start longer than this without an end is no spreadsheet. Excel's own limit for a text is 32,767. */
const MOST_PENDING = 32 * 2 ** 20;
const MOST_COLUMNS = 16_384;

export interface SheetScan {
  /** Rows completed by this chunk. Throws {@link unusualXml} or FILE_BROKEN. */
  push(chunk: Buffer): RawRow[];
  /** After the last chunk. Error: FILE_BROKEN when the sheet just stops. */
  end(): void;
  /** Rows that the sheet says it has, 0 if it does not; known after the first chunk. */
  expectedRows(): number;
  /** What the sheet hides, merges and filters; complete at its end. */
  facts(): SheetFacts;
}

interface OpenRow {
  readonly no: number;
  readonly hidden: boolean;
  colours: string;
  readonly cells: (Cell | null)[];
  next: number;
}

const LESS = 60;
const MORE = 62;
const SLASH = 47;

/**
 * Reads the XML of a sheet as it is unpacked, by looking for the few tags that matter, several times faster than a
 * parser (performance reference §2). Usual cells are read from the bytes; what is cut out as text is taken as latin1,
 * which keeps every byte, and decoded cell by cell.
 */
export function scanSheet(context: SheetContext): SheetScan {
  let pending: Buffer | null = null;
  let first = true;
  let expected = 0;
  const facts = sheetFacts();
  const usual = usualCells(context);
  let ended = false;
  let lastRow = 0;
  let row: OpenRow | null = null;

  function openRow(tag: string): OpenRow {
    const stated = Number(attribute(tag, 'r'));
    const no = Number.isInteger(stated) && stated > 0 ? stated : lastRow + 1;
    lastRow = no;
    const hidden = attribute(tag, 'hidden');
    return { no, hidden: hidden === '1' || hidden === 'true', colours: '', cells: [], next: 0 };
  }

  function noteColumns(tag: string): void {
    if (['1', 'true'].includes(attribute(tag, 'hidden'))) facts.hideColumns(attribute(tag, 'min'), attribute(tag, 'max'));
  }

  function put(target: OpenRow, column: number, style: number, cell: Cell | null): void {
    if (column >= MOST_COLUMNS) fail('FILE_BROKEN', { detail: `R${target.no}` });
    target.next = column + 1;
    const colours = context.styles.colours(style);
    if (colours !== '') target.colours = withColour(target.colours, colours);
    if (!cell) return;
    const { cells } = target;
    while (cells.length < column) cells.push(null);
    if (cells.length === column) cells.push(cell);
    else cells[column] = cell;
  }

  function addCell(target: OpenRow, bytes: Buffer, open: number, close: number, contentEnd: number): void {
    const tag = readCellTag(latin1(bytes, open + 2, close));
    const cell = contentEnd > close ? cellOf(tag.type, tag.style, latin1(bytes, close + 1, contentEnd), context) : null;
    put(target, tag.column < 0 ? target.next : tag.column, tag.style, cell);
  }

  /** What matters besides rows and cells. */
  function takeOther(letter: number, tag: string): void {
    if (letter === 109 && tag.startsWith('<mergeCell ')) facts.merge(attribute(tag, 'ref'));
    else if (letter === 99 && tag.startsWith('<col ')) noteColumns(tag);
    else if (letter === 97 && tag.startsWith('<autoFilter')) facts.filter();
    else if (letter === SLASH && tag === '</worksheet>') ended = true;
  }

  function begin(bytes: Buffer): void {
    const text = latin1(bytes, 0, Math.min(bytes.length, HEAD));
    if (!isUsual(text)) throw unusualXml;
    expected = Number(/<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(text)?.[1] ?? 0);
    first = false;
  }

  return {
    push(chunk) {
      const bytes: Buffer = pending ? Buffer.concat([pending, chunk]) : chunk;
      if (first) begin(bytes);
      const rows: RawRow[] = [];
      let at = 0;
      let keep = 0;
      for (;;) {
        const open = bytes[at] === LESS ? at : bytes.indexOf(LESS, at);
        if (open < 0) {
          keep = bytes.length;
          break;
        }
        keep = open;
        const letter = bytes[open + 1] ?? 0;
        const after = bytes[open + 2] ?? 0;
        if (letter === 99 && after === 32 && row) {
          const cell = usual(bytes, open);
          if (cell) {
            put(row, cell.column, cell.style, cell.cell);
            at = cell.end;
            continue;
          }
        }
        const close = bytes.indexOf(MORE, open + 1);
        if (close < 0) break;
        const selfClosed = bytes[close - 1] === SLASH;
        at = close + 1;
        if (letter === 33) throw unusualXml;
        if (letter === 99 && !(after > MORE) && row) {
          // <c …>: taken whole or not at all.
          const contentEnd = selfClosed ? close : bytes.indexOf('</c>', at, 'latin1');
          if (contentEnd < 0) break;
          addCell(row, bytes, open, close, contentEnd);
          if (!selfClosed) at = contentEnd + 4;
        } else if (letter === 114 && isRow(bytes, open + 1) && !((bytes[open + 4] ?? 0) > MORE)) {
          const opened = openRow(latin1(bytes, open, close + 1));
          row = selfClosed ? null : opened;
        } else if (letter === SLASH && row && close === open + 5 && isRow(bytes, open + 2)) {
          rows.push({ no: row.no, hidden: row.hidden, colours: row.colours, cells: row.cells });
          row = null;
        } else if (letter === 109 || letter === 99 || letter === 97 || (letter === SLASH && after === 119)) takeOther(letter, latin1(bytes, open, close + 1));
      }
      pending = keep < bytes.length ? Buffer.from(bytes.subarray(keep)) : null;
      if (pending && pending.length > MOST_PENDING) fail('FILE_BROKEN', { detail: `R${lastRow}` });
      return rows;
    },
    end() {
      if (!ended) fail('FILE_BROKEN', { detail: `R${lastRow}` });
    },
    expectedRows: () => expected,
    facts: () => facts.found(),
  };
}

/** As far as the head of a sheet may reach; columns stand in it too. */
const HEAD = 1 << 16;

/** `row`. */
function isRow(bytes: Buffer, at: number): boolean {
  return bytes[at] === 114 && bytes[at + 1] === 111 && bytes[at + 2] === 119;
}

function isUsual(head: string): boolean {
  const declared = /^(\xef\xbb\xbf)?\s*(<\?xml[^>]*\?>)?/.exec(head)?.[0] ?? '';
  return /<worksheet[\s>]/.test(head.slice(0, 4096)) && !/encoding=["'](?!utf-8)/i.test(declared);
}

function attribute(tag: string, name: string): string {
  const at = tag.indexOf(` ${name}=`);
  if (at < 0) return '';
  const quote = tag[at + name.length + 2] ?? '"';
  const from = at + name.length + 3;
  return tag.slice(from, tag.indexOf(quote, from));
}

interface CellTag {
  column: number;
  style: number;
  type: string;
}

const tagRead: CellTag = { column: -1, style: 0, type: '' };

/** The three attributes of a cell that matter: where it is, its style, its type. One object is reused. */
function readCellTag(text: string): CellTag {
  tagRead.column = -1;
  tagRead.style = 0;
  tagRead.type = '';
  const until = text.length;
  let at = 0;
  while (at < until) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 47) {
      at += 1;
      continue;
    }
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals >= until) break;
    let quoteAt = equals + 1;
    while (quoteAt < until && text.charCodeAt(quoteAt) <= 32) quoteAt += 1;
    const end = text.indexOf(text[quoteAt] ?? '"', quoteAt + 1);
    if (end < 0 || end > until) break;
    if (text.charCodeAt(at + 1) === 61 || text.charCodeAt(at + 1) <= 32) {
      if (code === 114) tagRead.column = columnAt(text, quoteAt + 1, end);
      else if (code === 115) tagRead.style = digitsAt(text, quoteAt + 1, end);
      else if (code === 116) tagRead.type = text.slice(quoteAt + 1, end);
    }
    at = end + 1;
  }
  return tagRead;
}

function columnAt(text: string, from: number, until: number): number {
  let column = 0;
  for (let at = from; at < until; at += 1) {
    const code = text.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function digitsAt(text: string, from: number, until: number): number {
  let number = 0;
  for (let at = from; at < until; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return -1;
    number = number * 10 + code - 48;
  }
  return until > from ? number : -1;
}
