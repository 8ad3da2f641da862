/** What a cell holds in the file. A date is a number whose style shows it as one. */
export type CellType = 'text' | 'number' | 'date' | 'boolean' | 'error';

export interface Cell {
  readonly type: CellType;
  /**
   * Text cells: the text. All others: exactly what the file says (`6171014507850003`, `31234.5`, `1`, `#N/A`), except that
   * an exponent is written out digit by digit. Never through a floating-point number: 16 digits do not fit one.
   */
  readonly text: string;
  /** The value is what a formula gave when the file was last calculated. */
  readonly formula: boolean;
}

export interface RawRow {
  /** Row number as the spreadsheet shows it, from 1. */
  readonly no: number;
  readonly hidden: boolean;
  /** Names of the colours (fill or letters) of its cells, as `red,yellow`; '' for none. They may mean something to whoever made the file. */
  readonly colours: string;
  /** By column, from A; null for an empty cell. */
  readonly cells: readonly (Cell | null)[];
}

export interface SheetHead {
  readonly no: number;
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that the file says it has; 0 when it does not say. */
  readonly expectedRows: number;
}

/** Merged cells: first row (from 1) and column (from 0), last row and column. The value stands in the first one. */
export type MergedRange = readonly [row: number, column: number, lastRow: number, lastColumn: number];

/** What a sheet does to its rows and columns; known when it was read to its end. */
export interface SheetFacts {
  /** How many merged ranges there are. */
  readonly merged: number;
  /** The ranges themselves, those that begin in the first rows only: headers are there. */
  readonly merges: readonly MergedRange[];
  /** Hidden columns, from and to, from 0. */
  readonly hiddenColumns: readonly (readonly [from: number, to: number])[];
  /** A filter is set; it may be what hides rows. */
  readonly filtered: boolean;
}

export interface WorkbookFacts {
  /** Days count from 1904 instead of 1900. */
  readonly date1904: boolean;
  /** `YYYY-MM-DD` when the file's own properties say it was last changed, or null. */
  readonly modifiedOn: string | null;
}

/** What a reader yields, in this order: the workbook, then for each sheet its head, batches of rows, its end. */
export type ReadEvent =
  | { readonly kind: 'workbook'; readonly facts: WorkbookFacts }
  | { readonly kind: 'sheet'; readonly head: SheetHead }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: readonly RawRow[] }
  | { readonly kind: 'sheetEnd'; readonly sheet: number; readonly facts: SheetFacts };

/** A cell of a format that has only texts: an error is written there as Excel shows it. */
export function textCell(text: string): Cell | null {
  if (text === '') return null;
  return { type: /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(text) ? 'error' : 'text', text, formula: false };
}

/** The letters of a column from 0: A, B, …, Z, AA. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** The place of a column from 0 by its letters. */
export function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A number's text without an exponent: `6.171014507850003E+15` → `6171014507850003`, by moving the point, never by a float. */
export function plainNumberText(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,3})$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`.replace(/0+$/, '');
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`.replace(/^(-?)0+(?=\d)/, '$1');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`.replace(/\.?0+$/, '').replace(/^(-?)0+(?=\d)/, '$1');
}
