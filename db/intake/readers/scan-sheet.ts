import { fail } from '../../rules/failure.ts';
import type { Cell, CellType, RawRow, SheetFacts } from './cell.ts';
import { plainNumberText } from './cell.ts';
import { withColour } from './colours.ts';
import { itemText } from './shared-strings.ts';
import type { SharedStrings } from './shared-strings.ts';
import { sheetFacts } from './sheet-facts.ts';
import type { CellStyles } from './styles.ts';
import { decodeXmlText } from './xml-text.ts';

export interface SheetContext {
  readonly strings: SharedStrings;
  readonly styles: CellStyles;
}

/** What the scanner throws, before yielding from that chunk, when the XML is of a kind that it leaves to the full parser. */
export const unusualXml = Symbol('unusual XML');

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

/**
 * Reads the XML of a sheet as it is unpacked, by looking for the few tags that matter, several times faster than a
 * parser (performance reference §2). Bytes are taken as latin1, which keeps every byte, and decoded cell by cell.
 */
export function scanSheet(context: SheetContext): SheetScan {
  let pending = '';
  let first = true;
  let expected = 0;
  const facts = sheetFacts();
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

  function addCell(target: OpenRow, text: string, tagStart: number, tagEnd: number, contentEnd: number): void {
    const tag = readCellTag(text, tagStart + 2, tagEnd);
    const column = tag.column < 0 ? target.next : tag.column;
    if (column >= MOST_COLUMNS) fail('FILE_BROKEN', { detail: `R${target.no}` });
    target.next = column + 1;
    const colours = context.styles.colours(tag.style);
    if (colours !== '') target.colours = withColour(target.colours, colours);
    const cell = contentEnd > tagEnd ? cellAt(tag, text, tagEnd + 1, contentEnd, context) : null;
    if (!cell) return;
    while (target.cells.length < column) target.cells.push(null);
    target.cells[column] = cell;
  }

  return {
    push(chunk) {
      const text = pending + chunk.toString('latin1');
      if (first) {
        if (!isUsual(text)) throw unusualXml;
        const dimension = /<dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(text);
        expected = Number(dimension?.[1] ?? 0);
        first = false;
      }
      const rows: RawRow[] = [];
      let at = 0;
      let keep = 0;
      for (;;) {
        const open = text.indexOf('<', at);
        if (open < 0) {
          keep = text.length;
          break;
        }
        keep = open;
        const close = text.indexOf('>', open + 1);
        if (close < 0) break;
        const selfClosed = text.charCodeAt(close - 1) === 47;
        const letter = text.charCodeAt(open + 1);
        const after = text.charCodeAt(open + 2);
        at = close + 1;
        if (letter === 33) throw unusualXml;
        if (letter === 99 && !(after > 62) && row) {
          // <c …>: taken whole or not at all.
          const contentEnd = selfClosed ? close : text.indexOf('</c>', at);
          if (contentEnd < 0) break;
          addCell(row, text, open, close, contentEnd);
          if (!selfClosed) at = contentEnd + 4;
        } else if (letter === 114 && text.startsWith('row', open + 1) && !(text.charCodeAt(open + 4) > 62)) {
          row = openRow(text.slice(open, close + 1));
          if (selfClosed) row = null;
        } else if (letter === 47 && row && text.startsWith('/row>', open + 1)) {
          rows.push({ no: row.no, hidden: row.hidden, colours: row.colours, cells: row.cells });
          row = null;
        } else if (letter === 109 && text.startsWith('mergeCell ', open + 1)) {
          facts.merge(attribute(text.slice(open, close), 'ref'));
        } else if (letter === 99 && text.startsWith('col ', open + 1)) {
          noteColumns(text.slice(open, close));
        } else if (letter === 97 && text.startsWith('autoFilter', open + 1)) {
          facts.filter();
        } else if (letter === 47 && text.startsWith('/worksheet>', open + 1)) {
          ended = true;
        }
      }
      pending = text.slice(keep);
      if (pending.length > MOST_PENDING) fail('FILE_BROKEN', { detail: `R${lastRow}` });
      return rows;
    },
    end() {
      if (!ended) fail('FILE_BROKEN', { detail: `R${lastRow}` });
    },
    expectedRows: () => expected,
    facts: () => facts.found(),
  };
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

/** The three attributes of a cell that matter: where it is, its style, its type. One object is reused: this runs millions of times. */
function readCellTag(text: string, from: number, until: number): CellTag {
  tagRead.column = -1;
  tagRead.style = 0;
  tagRead.type = '';
  if (readUsualTag(text, from, until)) return tagRead;
  let at = from;
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

/** ` r="AB12" s="3" t="s"`: as nearly every program writes it, read in one go. False, and nothing said, for any other form. */
function readUsualTag(text: string, from: number, until: number): boolean {
  if (text.charCodeAt(from) !== 32 || text.charCodeAt(from + 1) !== 114 || text.charCodeAt(from + 2) !== 61 || text.charCodeAt(from + 3) !== 34) return false;
  let at = from + 4;
  let column = 0;
  let code = text.charCodeAt(at);
  for (; code >= 65 && code <= 90; code = text.charCodeAt((at += 1))) column = column * 26 + code - 64;
  while (code >= 48 && code <= 57) code = text.charCodeAt((at += 1));
  if (code !== 34 || column === 0) return false;
  at += 1;
  let style = 0;
  if (text.charCodeAt(at) === 32 && text.charCodeAt(at + 1) === 115 && text.charCodeAt(at + 2) === 61 && text.charCodeAt(at + 3) === 34) {
    at += 4;
    for (code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt((at += 1))) style = style * 10 + code - 48;
    if (code !== 34) return false;
    at += 1;
  }
  let type = '';
  if (text.charCodeAt(at) === 32 && text.charCodeAt(at + 1) === 116 && text.charCodeAt(at + 2) === 61 && text.charCodeAt(at + 3) === 34 && text.charCodeAt(at + 5) === 34) {
    type = text.charCodeAt(at + 4) === 115 ? 's' : text.slice(at + 4, at + 5);
    at += 6;
  }
  if (at !== until && !(at === until - 1 && text.charCodeAt(at) === 47)) return false;
  tagRead.column = column - 1;
  tagRead.style = style;
  tagRead.type = type;
  return true;
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

/** Most cells of a list are shared strings in the plainest form: they are read without cutting anything out. */
function cellAt(tag: CellTag, text: string, from: number, until: number, context: SheetContext): Cell | null {
  if (tag.type === 's' && text.startsWith('<v>', from) && text.startsWith('</v>', until - 4)) {
    const index = digitsAt(text, from + 3, until - 4);
    if (index >= 0) return sharedCell(index, context);
  }
  return cellOf(tag.type, tag.style, text.slice(from, until), context);
}

/** A text that the file does not have is a damaged file, not an empty cell. */
function sharedCell(index: number, context: SheetContext): Cell | null {
  const text = context.strings(index) ?? fail('FILE_BROKEN', { detail: `sharedStrings ${index}` });
  return text === '' ? null : { type: 'text', text, formula: false };
}

function cellOf(type: string, style: number, content: string, context: SheetContext): Cell | null {
  if (content.includes('<!')) throw unusualXml;
  if (type === 'inlineStr') return makeCell('inlineStr', style, itemText(inside(content, 'is')), content.includes('<f'), context);
  const plain = content.startsWith('<v>') && content.endsWith('</v>') && content.indexOf('<', 3) === content.length - 4;
  const raw = plain ? content.slice(3, -4) : inside(content, 'v');
  return makeCell(type, style, decodeXmlText(raw), !plain && content.includes('<f'), context);
}

/** A cell of its parts as the file gives them; null where that says nothing. Used by both readers. */
export function makeCell(type: string, style: number, text: string, formula: boolean, context: SheetContext): Cell | null {
  if (text === '') return null;
  if (type === 'inlineStr' || type === 'str') return { type: 'text', text, formula };
  const bare = text.trim();
  if (type === 's') {
    const shared = sharedCell(/^\d+$/.test(bare) ? Number(bare) : -1, context);
    return shared && { ...shared, formula };
  }
  if (type === 'b') return { type: 'boolean', text: bare, formula };
  if (type === 'e') return { type: 'error', text: bare, formula };
  if (type === 'd') return { type: 'text', text: bare, formula };
  const kind: CellType = context.styles.isDate(style) ? 'date' : 'number';
  return { type: kind, text: plainNumberText(bare), formula };
}

/** What stands inside the first element of that name; empty when there is none. */
function inside(content: string, name: string): string {
  const match = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([\\s\\S]*?)</${name}>)`).exec(content);
  return match?.[1] ?? '';
}
