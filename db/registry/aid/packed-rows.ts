import { daysInMonth } from '../../rules/dates.ts';
import { prepared } from '../../store/connection.ts';
import type { Connection } from '../../store/connection.ts';

/** What of a table is read, as bytes. */
export interface PackedTable {
  readonly table: 'family' | 'person' | 'enrolment' | 'ranking';
  /** The bytes of a row: `width` of them, more where something does not fit, never fewer. */
  readonly expression: string;
  readonly width: number;
  readonly where: string;
  /** The index that holds the rows; without one the table is read. */
  readonly index?: string;
  /** By what rows that do not fit are named: columns. */
  readonly names: string;
}

/**
 * Rows of a whole table as bytes, each of the same length: SQLite puts many of them together. To bring a value of a row over
 * one by one costs more than to find, decrypt and read the row.
 */
export interface PackedRows {
  readonly bytes: Uint8Array;
  readonly stride: number;
  readonly count: number;
  /** The names of rows in slices in which not all are of that length: somebody has to look at these one by one. */
  readonly odd: readonly (readonly (string | number | null)[])[];
}

/** A register in which nothing of people was written between says the same. */
export const registerState = "SELECT (SELECT max(id) FROM tx) || ' ' || (SELECT count(*) FROM alias)";

const SLICE = 2000;
const beforeAll: Buffer = Buffer.alloc(0);

/** Reads a table: by its index in the order of families, or by slices of local numbers. The bytes may be shared with another thread. */
export function readPacked(db: Connection, asked: PackedTable): PackedRows {
  const { width } = asked;
  const last = (prepared(db, `SELECT max(id) FROM "${asked.table}"`).pluck().get() as number | null) ?? 0;
  // Pages that nothing is written to cost nothing.
  const bytes = Buffer.from(new SharedArrayBuffer(last * width));
  const odd: (string | number | null)[][] = [];
  let end = 0;
  for (const { rows, packed, names } of asked.index === undefined ? slicesByNumber(db, asked, last) : slicesByIndex(db, asked, asked.index)) {
    if (packed.length === rows * width) end += packed.copy(bytes, end);
    else for (const each of names()) odd.push(each);
  }
  return { bytes, stride: width, count: end / width, odd };
}

interface Slice {
  readonly rows: number;
  readonly packed: Buffer;
  names(): (string | number | null)[][];
}

function* slicesByNumber(db: Connection, { table, expression, where, names }: PackedTable, last: number): Generator<Slice> {
  const slice = prepared(db, `SELECT count(*), CAST(group_concat(${expression}, '') AS BLOB) FROM "${table}" WHERE id > ? AND id <= ? AND ${where}`).raw();
  for (let after = 0; after < last; after += SLICE) {
    const [rows, packed] = slice.get(after, after + SLICE) as [number, Buffer | null];
    if (packed) yield { rows, packed, names: () => db.prepare(`SELECT DISTINCT ${names} FROM "${table}" WHERE id > ? AND id <= ? AND ${where}`).raw().all(after, after + SLICE) as (string | number | null)[][] };
  }
}

function* slicesByIndex(db: Connection, { table, expression, width, where, names }: PackedTable, index: string): Generator<Slice> {
  const from = `FROM "${table}" INDEXED BY ${index} WHERE ${expression} > ? AND ${where} ORDER BY ${expression} LIMIT ${SLICE}`;
  const slice = prepared(db, `SELECT count(*), CAST(group_concat(row, '') AS BLOB) FROM (SELECT ${expression} AS row ${from})`).raw();
  for (let after = beforeAll; ;) {
    const [rows, packed] = slice.get(after) as [number, Buffer | null];
    if (!packed) return;
    const begin = after;
    yield { rows, packed, names: () => db.prepare(`SELECT DISTINCT ${names} FROM (SELECT ${names} ${from})`).raw().all(begin) as (string | number | null)[][] };
    if (rows < SLICE) return;
    after = packed.length === rows * width ? packed.subarray(-width) : (db.prepare(`SELECT max(row) FROM (SELECT ${expression} AS row ${from})`).pluck().get(after) as Buffer);
  }
}

/** The date in a row, or null. */
export function dateAt(bytes: Uint8Array, at: number): string | null {
  return bytes[at] === 32 ? null : (bytes as Buffer).toString('latin1', at, at + 10);
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

/** A local number as the indexes have it, in four characters. */
export function numberAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 21) | ((bytes[at + 1] ?? 0) << 14) | ((bytes[at + 2] ?? 0) << 7) | (bytes[at + 3] ?? 0);
}
