import type { AnswerColumn } from '../../rules/aid/columns.ts';
import type { AidDesil } from '../../rules/aid/aid-facts.ts';
import type { AskedFields } from '../../rules/aid/asked-fields.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import type { Reader } from '../../store/office.ts';
import { measureOf } from '../states.ts';
import type { Heads } from './heads.ts';
import { packedDate, packedId, packedNo } from '../../store/migrations/0048-aid-columns.ts';
import { mostPacked, packedNumber, packedValue, packFields, unpack } from './packed-fields.ts';
import type { PackedField } from './packed-fields.ts';
import { ID, idAt, isSameId } from './packed-ids.ts';
import { dateAt, numberAt, readPacked } from './packed-rows.ts';
import type { PackedTable } from './packed-rows.ts';

const FIRST = 33;
/** A family's row begins with its local number. */
const RAW = 4;
const rank = { measure: ID, source: ID + 1, value: ID + 2, raw: ID + 3, date: ID + 4 } as const;
const rankings: PackedTable = {
  table: 'ranking', width: ID + 14, where: 'voided IS NULL AND family IS NOT NULL', names: 'family',
  expression: `${packedId('family')} || char(${FIRST} + measure, ${FIRST} + source, ${FIRST} + value, ${FIRST} + (raw IS NOT NULL)) || ${packedDate('date')}`,
};

/** What rules ask of families beside what the lists' lines say: their own answers, and desil by source. */
export interface PackedFamilies {
  /** The answers of a field by family; undefined for one that no column holds. */
  answers(field: string): AnswerColumn | undefined;
  /** The newest desil of a source by family, -1 for none; undefined where no rule asks for one by source. */
  newestOf(source: number): Int16Array | undefined;
  valuesOf(family: number): FieldValues;
  desilsOf(family: number): readonly AidDesil[];
  /** Families whose answers have to be read in full. */
  readonly odd: ReadonlySet<number>;
}

/** Reads them, as far as they are asked; null when a field cannot be read so. `standing` is the family that stands for one that was merged. */
export function readFamilies(office: Reader, asked: AskedFields, heads: Heads, standing: ReadonlyMap<string, string>): PackedFamilies | null {
  const odd = new Set<number>();
  const answers = asked.family.length === 0 ? nothingAsked : answersOf(office, asked.family, heads, odd);
  return answers && { ...answers, ...(asked.desils ? desilsBySource(office, heads, standing, odd) : noDesils), odd };
}

const noValues: FieldValues = {};
const nothingAsked: Pick<PackedFamilies, 'answers' | 'valuesOf'> = { answers: () => undefined, valuesOf: () => noValues };
const noDesils: Pick<PackedFamilies, 'newestOf' | 'desilsOf'> = { newestOf: () => undefined, desilsOf: () => [] };

function answersOf(office: Reader, keys: readonly string[], heads: Heads, odd: Set<number>): Pick<PackedFamilies, 'answers' | 'valuesOf'> | null {
  const packed = packFields('family', keys, RAW + 1);
  if (!packed) return null;
  const { fields } = packed;
  const rows = readPacked(office.db, { table: 'family', width: RAW + 1 + packed.width, where: '1', names: 'id', expression: `${packedNo('id')} || char(${[`${FIRST} + (raw IS NOT NULL)`, ...packed.arguments].join(', ')})` });
  const { bytes, stride, count } = rows;
  // Before the first row: a family that is in no slice that could be read is looked at by itself.
  const rowOf = new Int32Array(heads.last + 1).fill(-1);
  for (let row = 0, at = 0; row < count; row += 1, at += stride) {
    const number = numberAt(bytes, at);
    if (number > heads.last) continue;
    rowOf[number] = at;
    if (bytes[at + RAW] !== FIRST) odd.add(number);
  }
  for (const [id] of rows.odd) odd.add(Number(id));
  const valueOf = (family: number, field: PackedField): FieldValue => ((rowOf[family] ?? -1) < 0 ? null : unpack(bytes, rowOf[family] ?? 0, field));
  return {
    answers(key) {
      const field = fields.find((one) => one.key === key);
      return field && { most: mostPacked(field), at: (family) => packedNumber(bytes, rowOf[family] ?? 0, field), valueOf: (number) => packedValue(number, field) };
    },
    valuesOf: (family) => Object.fromEntries(fields.map((field) => [field.key, valueOf(family, field)])),
  };
}

function desilsBySource(office: Reader, heads: Heads, standing: ReadonlyMap<string, string>, odd: Set<number>): Pick<PackedFamilies, 'newestOf' | 'desilsOf'> {
  const rows = readPacked(office.db, rankings);
  const { bytes, stride, count } = rows;
  const newest = new Map<number, { readonly value: Int16Array; readonly row: Int32Array }>();
  let number: number | undefined;
  for (let row = 0, at = 0; row < count; row += 1, at += stride) {
    if (row === 0 || !isSameId(bytes, at, bytes, at - stride)) {
      number = heads.find(bytes, at);
      if (standing.size > 0) {
        const kept = standing.get(idAt(bytes, at));
        if (kept !== undefined) odd.add((number = heads.numberOf(kept)) ?? -1);
      }
    }
    if (number === undefined) continue;
    if (bytes[at + rank.raw] !== FIRST) odd.add(number);
    if (bytes[at + rank.measure] !== FIRST + measureOf.desil) continue;
    const source = codeAt(bytes, at + rank.source);
    let of = newest.get(source);
    if (!of) newest.set(source, (of = { value: new Int16Array(heads.last + 1).fill(-1), row: new Int32Array(heads.last + 1).fill(-1) }));
    const known = of.row[number] ?? -1;
    // Of one day the last counts.
    if (known >= 0 && (dateAt(bytes, known + rank.date) ?? '') > (dateAt(bytes, at + rank.date) ?? '')) continue;
    of.row[number] = at;
    of.value[number] = codeAt(bytes, at + rank.value);
  }
  for (const [uid] of rows.odd) odd.add(heads.numberOf(standing.get(String(uid)) ?? String(uid)) ?? -1);
  const none = new Int16Array(heads.last + 1).fill(-1);
  return {
    newestOf: (source) => newest.get(source)?.value ?? none,
    desilsOf: (family) => [...newest].flatMap(([source, { value, row }]): AidDesil[] => {
      const at = row[family] ?? -1;
      const desil = value[family] ?? -1;
      return at < 0 ? [] : [{ source: source < 0 ? null : source, date: dateAt(bytes, at + rank.date), value: desil < 0 ? null : desil }];
    }),
  };
}

/** A code of one character; -1 for none. */
function codeAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  return byte === 0 ? -1 : byte - FIRST;
}
