import { fieldDef } from '../../rules/entities.ts';
import { daysInMonth } from '../../rules/dates.ts';
import type { FieldValue } from '../../rules/field.ts';
import { codeList } from '../../rules/lists.ts';
import { prepared } from '../../store/connection.ts';
import type { Connection } from '../../store/connection.ts';

/** What of a table is read, as text: `expression` is the text of a row, `width` characters long, all of them ASCII. */
export interface PackedTable {
  readonly table: 'family' | 'person' | 'enrolment' | 'ranking';
  readonly expression: string;
  readonly width: number;
  readonly where: string;
}

/**
 * Rows of a whole table as bytes, each of the same length: SQLite puts many of them together in one text. To bring a value
 * of a row over one by one costs more than to find, decrypt and read the row.
 */
export interface PackedRows {
  readonly bytes: Uint8Array;
  /** From one row to the next. */
  readonly stride: number;
  readonly count: number;
  /** Ranges of local numbers whose rows are not of that length: somebody has to look at them one by one. */
  readonly odd: readonly (readonly [after: number, until: number])[];
}

/** A register in which nothing of people was written between says the same. */
export const registerState = "SELECT (SELECT max(id) FROM tx) || ' ' || (SELECT count(*) FROM alias)";

const SLICE = 2000;
const newLine = 10;

/** Reads a table by slices of local numbers. The bytes may be shared with another thread. */
export function readPacked(db: Connection, { table, expression, width, where }: PackedTable): PackedRows {
  const last = (prepared(db, `SELECT max(id) FROM "${table}"`).pluck().get() as number | null) ?? 0;
  const slice = prepared(db, `SELECT group_concat(${expression}, char(${newLine})) FROM "${table}" WHERE id > ? AND id <= ? AND ${where}`).pluck();
  const stride = width + 1;
  // Pages that nothing is written to cost nothing.
  const bytes = Buffer.from(new SharedArrayBuffer(last * stride));
  const odd: [number, number][] = [];
  let end = 0;
  for (let after = 0; after < last; after += SLICE) {
    const text = slice.get(after, after + SLICE) as string | null;
    if (text === null) continue;
    const until = isEven(text, stride) ? end + bytes.write(text, end, 'latin1') + 1 : end;
    if (until === end) odd.push([after, after + SLICE]);
    end = until;
  }
  return { bytes, stride, count: end / stride, odd };
}

function isEven(text: string, stride: number): boolean {
  if ((text.length + 1) % stride !== 0) return false;
  for (let at = stride - 1; at < text.length; at += stride) if (text.charCodeAt(at) !== newLine) return false;
  return true;
}

/** How an answer stands in such a row: by one character or two. */
export interface PackedField {
  readonly key: string;
  readonly place: number;
  readonly wide: boolean;
}

const FIRST = 33;
const BASE = 90;
/** The most that a first character of ASCII can stand for. */
const MOST_FIRST = 127 - FIRST;
const EMPTY = (MOST_FIRST + 1) * BASE;

/**
 * The arguments of SQLite's `char()` for these answers, and where each stands: it makes a 0 of what is empty, and more than one byte
 * of what is larger than a character holds, so that its slice is odd; to ask for either costs more than the answer. Null for a field
 * that no character holds.
 */
export function packFields(entity: 'family' | 'person', keys: readonly string[], from: number): { arguments: string[]; fields: PackedField[]; width: number } | null {
  const fields: PackedField[] = [];
  const args: string[] = [];
  for (const key of keys) {
    const def = fieldDef(entity, key);
    if (!def || def.kind === 'text' || def.kind === 'date' || def.kind === 'ref' || def.kind === 'json') continue;
    if (def.kind === 'real') return null;
    const codes = def.kind === 'code' ? codeList(def.list ?? '')?.codes.map(([code]) => code) : undefined;
    const wide = codes === undefined || Math.max(...codes) > BASE;
    fields.push({ key, place: from + args.length, wide });
    if (wide) args.push(`${FIRST} + "${key}" / ${BASE}`, `${FIRST} + "${key}" % ${BASE}`);
    else args.push(`${FIRST} + "${key}"`);
  }
  return { arguments: args, fields, width: args.length };
}

/** The number that an answer stands as in a row. */
export function packedNumber(bytes: Uint8Array, row: number, { place, wide }: PackedField): number {
  const first = bytes[row + place] ?? 0;
  return !wide ? first : first === 0 ? EMPTY : (first - FIRST) * BASE + (bytes[row + place + 1] ?? 0) - FIRST;
}

/** Numbers of a field are below this. */
export function mostPacked({ wide }: PackedField): number {
  return wide ? EMPTY + 1 : FIRST + MOST_FIRST + 1;
}

/** The answer that such a number stands for. */
export function packedValue(number: number, { wide }: PackedField): FieldValue {
  if (!wide) return number < FIRST ? null : number - FIRST;
  return number === EMPTY ? null : number;
}

/** An answer out of a row. */
export function unpack(bytes: Uint8Array, row: number, field: PackedField): FieldValue {
  return packedValue(packedNumber(bytes, row, field), field);
}

/** A date as ten characters, spaces where there is none; one of another length makes its slice odd. */
export function packDate(column: string): string {
  return `coalesce("${column}", '          ')`;
}

/** The date in a row, or null. */
export function dateAt(bytes: Uint8Array, at: number): string | null {
  return bytes[at] === 32 ? null : textAt(bytes, at, 10);
}

/** Characters out of a row. */
export function textAt(bytes: Uint8Array, at: number, length: number): string {
  return (bytes as Buffer).toString('latin1', at, at + length);
}

/** The date in a row as a number `YYYYMMDD`; 0 for none, -1 for a text that is no day of the calendar. */
export function dayAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 32) return 0;
  const year = digits(bytes, at, 4);
  const month = digits(bytes, at + 5, 2);
  const day = digits(bytes, at + 8, 2);
  if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45 || !(year >= 1800 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return -1;
  return year * 10_000 + month * 100 + day;
}

function digits(bytes: Uint8Array, at: number, length: number): number {
  let number = 0;
  for (let place = at; place < at + length; place += 1) {
    const digit = (bytes[place] ?? 0) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Whether two places hold the same characters. They differ at the end sooner than at the beginning: ids begin with the time. */
export function isSame(bytes: Uint8Array, at: number, others: Uint8Array, other: number, length: number): boolean {
  for (let place = length - 1; place >= 0; place -= 1) if (bytes[at + place] !== others[other + place]) return false;
  return true;
}
