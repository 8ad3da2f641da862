import type { Cell } from './cell.ts';
import { sharedCell } from './make-cell.ts';
import type { SheetContext } from './make-cell.ts';
import { LONGEST_TEXT } from './shared-strings.ts';
import { isPlainByte, latin1 } from './xml-text.ts';

/** A cell that was read: where it ends in the bytes, its column, its style. One object is reused: this runs millions of times. */
interface UsualCell {
  end: number;
  column: number;
  style: number;
  cell: Cell | null;
}

const CACHE = 8192;
const QUOTE = 34;
const LESS = 60;
const MORE = 62;

/**
 * Reads a cell as nearly every program writes it, straight from the bytes: `<c r="B7" s="3" t="s"><v>12</v></c>`, a number,
 * or an inline text. Null for any other form and for what the chunk does not hold to its end: the caller reads those by the
 * slower way. Cells of shared texts are kept by number, because labels repeat; they are never changed.
 */
export function usualCells(context: SheetContext): (bytes: Buffer, at: number) => UsualCell | null {
  const found: UsualCell = { end: 0, column: 0, style: 0, cell: null };
  const known: (Cell | null)[] = new Array<Cell | null>(CACHE).fill(null);
  const knownFor = new Int32Array(CACHE).fill(-1);
  const small = new Map<number, string>();

  function shared(index: number): Cell | null {
    const slot = index & (CACHE - 1);
    if (knownFor[slot] === index) return known[slot] ?? null;
    const cell = sharedCell(index, context);
    known[slot] = cell;
    knownFor[slot] = index;
    return cell;
  }

  function wholeNumber(value: number): string {
    let text = small.get(value);
    if (text === undefined) {
      text = String(value);
      if (small.size < CACHE) small.set(value, text);
    }
    return text;
  }

  /** `from` stands behind `<v>`. */
  function readValue(bytes: Buffer, from: number, type: number, style: number): boolean {
    let at = from;
    let value = 0;
    let code = bytes[at] ?? 0;
    while (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      code = bytes[(at += 1)] ?? 0;
    }
    const digits = at - from;
    if (type === SHARED) {
      if (code !== LESS || digits === 0 || digits > 9) return false;
      found.cell = shared(value);
    } else {
      while (code !== LESS) {
        // An exponent, an entity, a space: not for here.
        if (code !== 46 && code !== 45 && !(code >= 48 && code <= 57)) return false;
        code = bytes[(at += 1)] ?? 0;
      }
      if (at === from) return false;
      const short = digits === at - from && digits < 7 && (digits === 1 || bytes[from] !== 48);
      found.cell = { type: context.styles.isDate(style) ? 'date' : 'number', text: short ? wholeNumber(value) : latin1(bytes, from, at), formula: false };
    }
    // </v></c>
    if (bytes[at + 1] !== 47 || bytes[at + 2] !== 118 || bytes[at + 3] !== MORE || !closes(bytes, at + 4)) return false;
    found.end = at + 8;
    return true;
  }

  /** `from` stands behind `<is><t>`. */
  function readInline(bytes: Buffer, from: number): boolean {
    let at = from;
    let code = bytes[at] ?? 0;
    while (isPlainByte(code) && code !== LESS) code = bytes[(at += 1)] ?? 0;
    if (code !== LESS || at - from > LONGEST_TEXT) return false;
    // </t></is></c>
    if (bytes[at + 1] !== 47 || bytes[at + 2] !== 116 || bytes[at + 3] !== MORE || bytes[at + 4] !== LESS || bytes[at + 5] !== 47 || bytes[at + 6] !== 105 || bytes[at + 7] !== 115 || bytes[at + 8] !== MORE || !closes(bytes, at + 9)) return false;
    found.cell = at === from ? null : { type: 'text', text: latin1(bytes, from, at), formula: false };
    found.end = at + 13;
    return true;
  }

  return (bytes, start) => {
    // <c r="
    if (bytes[start + 3] !== 114 || bytes[start + 4] !== 61 || bytes[start + 5] !== QUOTE) return null;
    let at = start + 6;
    let column = 0;
    let code = bytes[at] ?? 0;
    for (; code >= 65 && code <= 90; code = bytes[(at += 1)] ?? 0) column = column * 26 + code - 64;
    while (code >= 48 && code <= 57) code = bytes[(at += 1)] ?? 0;
    if (code !== QUOTE || column === 0) return null;
    at += 1;
    let style = 0;
    if (bytes[at] === 32 && bytes[at + 1] === 115 && bytes[at + 2] === 61 && bytes[at + 3] === QUOTE) {
      at += 4;
      for (code = bytes[at] ?? 0; code >= 48 && code <= 57; code = bytes[(at += 1)] ?? 0) style = style * 10 + code - 48;
      if (code !== QUOTE) return null;
      at += 1;
    }
    found.column = column - 1;
    found.style = style;
    let type = NUMBER;
    if (bytes[at] === 32 && bytes[at + 1] === 116 && bytes[at + 2] === 61 && bytes[at + 3] === QUOTE) {
      if (bytes[at + 5] === QUOTE && (bytes[at + 4] === 115 || bytes[at + 4] === 110)) {
        type = bytes[at + 4] === 115 ? SHARED : NUMBER;
        at += 6;
      } else if (isInlineType(bytes, at + 4)) {
        type = INLINE;
        at += 14;
      } else return null;
    }
    if (bytes[at] === 47 && bytes[at + 1] === MORE) {
      found.cell = null;
      found.end = at + 2;
      return found;
    }
    // ><v> or ><is><t>
    if (bytes[at] !== MORE || bytes[at + 1] !== LESS) return null;
    if (type !== INLINE) return bytes[at + 2] === 118 && bytes[at + 3] === MORE && readValue(bytes, at + 4, type, style) ? found : null;
    const isText = bytes[at + 2] === 105 && bytes[at + 3] === 115 && bytes[at + 4] === MORE && bytes[at + 5] === LESS && bytes[at + 6] === 116 && bytes[at + 7] === MORE;
    return isText && readInline(bytes, at + 8) ? found : null;
  };
}

const NUMBER = 0;
const SHARED = 1;
const INLINE = 2;

/** `</c>`. */
function closes(bytes: Buffer, at: number): boolean {
  return bytes[at] === LESS && bytes[at + 1] === 47 && bytes[at + 2] === 99 && bytes[at + 3] === MORE;
}

/** `inlineStr"`. */
function isInlineType(bytes: Buffer, at: number): boolean {
  return bytes[at] === 105 && bytes[at + 1] === 110 && bytes[at + 6] === 83 && bytes[at + 8] === 114 && bytes[at + 9] === QUOTE;
}
