import { fieldDef } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import { codeList } from '../../rules/lists.ts';
import { packedAnswer } from '../../store/migrations/0048-aid-columns.ts';

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

/** How answers stand that an index holds: by two characters where that is said. */
export function fieldsAt(answers: readonly (readonly [key: string, wide: boolean])[], from: number): PackedField[] {
  let place = from;
  return answers.map(([key, wide]) => {
    const field = { key, place, wide };
    place += wide ? 2 : 1;
    return field;
  });
}

/**
 * The arguments of SQLite's `char()` for these answers, and where each stands: it makes a 0 of what is empty, and more than one byte
 * of what is larger than a character holds, so that its slice is odd; to ask for either costs more than the answer. Null for a field
 * that no character holds.
 */
export function packFields(entity: 'family' | 'person', keys: readonly string[], from: number): { arguments: string[]; fields: PackedField[]; width: number } | null {
  const fields: PackedField[] = [];
  const args: string[] = [];
  let width = 0;
  for (const key of keys) {
    const def = fieldDef(entity, key);
    if (!def || def.kind === 'text' || def.kind === 'date' || def.kind === 'ref' || def.kind === 'json') continue;
    if (def.kind === 'real') return null;
    const codes = def.kind === 'code' ? codeList(def.list ?? '')?.codes.map(([code]) => code) : undefined;
    const wide = codes === undefined || Math.max(...codes) > BASE;
    fields.push({ key, place: from + width, wide });
    args.push(packedAnswer(key, wide));
    width += wide ? 2 : 1;
  }
  return { arguments: args, fields, width };
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
