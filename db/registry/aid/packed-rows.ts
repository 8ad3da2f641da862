import { fieldDef } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { codeList } from '../../rules/lists.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/**
 * Rows of a whole table as text: so many of them in one string that SQLite puts together, each of the same length. To bring
 * a value of a row over one by one costs more than to find, decrypt and read the row.
 */
export interface PackedRows {
  readonly texts: readonly string[];
  /** Where each row begins: the number of its text, and the place in it. */
  readonly textOf: Int32Array;
  readonly placeOf: Int32Array;
  readonly count: number;
  /** Ranges of local numbers whose rows are not of that length: somebody has to look at them one by one. */
  readonly odd: readonly (readonly [after: number, until: number])[];
}

const SLICE = 2000;
const newLine = 10;

/** Reads a table by slices of local numbers. `expression` is the text of a row, `width` characters long. */
export function readPacked(office: Reader, table: 'person' | 'enrolment', expression: string, width: number, where: string): PackedRows {
  const last = (sql(office, `SELECT max(id) FROM "${table}"`).pluck().get() as number | null) ?? 0;
  const slice = sql(office, `SELECT group_concat(${expression}, char(${newLine})) FROM "${table}" WHERE id > ? AND id <= ? AND ${where}`).pluck();
  const [textOf, placeOf] = [new Int32Array(last), new Int32Array(last)];
  const texts: string[] = [];
  const odd: [number, number][] = [];
  let count = 0;
  for (let after = 0; after < last; after += SLICE) {
    const text = slice.get(after, after + SLICE) as string | null;
    if (text === null) continue;
    if (!isEven(text, width)) {
      odd.push([after, after + SLICE]);
      continue;
    }
    for (let place = 0; place < text.length; place += width + 1) {
      textOf[count] = texts.length;
      placeOf[count] = place;
      count += 1;
    }
    texts.push(text);
  }
  return { texts, textOf, placeOf, count, odd };
}

function isEven(text: string, width: number): boolean {
  if ((text.length + 1) % (width + 1) !== 0) return false;
  for (let at = width; at < text.length; at += width + 1) if (text.charCodeAt(at) !== newLine) return false;
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
const EMPTY = BASE * BASE - 1;

/** The arguments of SQLite's `char()` for these answers, and where each stands. Null for a field that no character holds. */
export function packFields(entity: 'person', keys: readonly string[], from: number): { arguments: string[]; fields: PackedField[]; width: number } | null {
  const fields: PackedField[] = [];
  const args: string[] = [];
  for (const key of keys) {
    const def = fieldDef(entity, key);
    if (!def || def.kind === 'text' || def.kind === 'date' || def.kind === 'ref' || def.kind === 'json') continue;
    if (def.kind === 'real') return null;
    const codes = def.kind === 'code' ? codeList(def.list ?? '')?.codes.map(([code]) => code) : undefined;
    const wide = codes === undefined || Math.max(...codes) > BASE;
    fields.push({ key, place: from + args.length, wide });
    const value = `coalesce(min("${key}", ${EMPTY - 1}), ${EMPTY})`;
    if (wide) args.push(`${FIRST} + ${value} / ${BASE}`, `${FIRST} + ${value} % ${BASE}`);
    else args.push(`${FIRST} + coalesce("${key}", -1)`);
  }
  return { arguments: args, fields, width: args.length };
}

/** An answer out of a row's text. */
export function unpack(text: string, row: number, { place, wide }: PackedField): FieldValue {
  const first = text.charCodeAt(row + place) - FIRST;
  if (!wide) return first < 0 ? null : first;
  const value = first * BASE + text.charCodeAt(row + place + 1) - FIRST;
  return value === EMPTY ? null : value;
}

/** A date as ten characters, spaces where there is none. */
export function packDate(column: string): string {
  return `CASE WHEN length("${column}") = 10 THEN "${column}" ELSE '          ' END`;
}
