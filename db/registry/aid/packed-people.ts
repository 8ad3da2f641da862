import type { AidPerson } from '../../rules/aid/aid-facts.ts';
import type { PeopleColumns } from '../../rules/aid/columns.ts';
import { personStatus } from '../states.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import type { Heads } from './heads.ts';
import { personAnswers, personIndex } from '../../store/migrations/0048-aid-columns.ts';
import { fieldsAt, mostPacked, packedNumber, packedValue, packFields, unpack } from './packed-fields.ts';
import type { PackedField } from './packed-fields.ts';
import { ID, idAt, isSameId } from './packed-ids.ts';
import { dateAt, dayAt } from './packed-rows.ts';
import type { PackedRows, PackedTable } from './packed-rows.ts';

const place = { family: 0, uid: ID + 4, birth: ID * 2 + 4, status: ID * 2 + 14, raw: ID * 2 + 24, answers: ID * 2 + 25 } as const;
const alive = personStatus.alive;
const foundDead = 2;
const NOT_RAW = 33;

/** Everybody of the register as far as rules ask about people. */
export interface PackedPeople extends PeopleColumns {
  /** The people of a family by its number, as the form lists them. */
  of(family: number): readonly AidPerson[];
  /** Families with somebody whose answers have to be read in full. */
  readonly odd: ReadonlySet<number>;
  /** The number of a person among those of a family, by an id that stands in other bytes; -1 for nobody. */
  find(family: number, bytes: Uint8Array, at: number): number;
}

/** How people are read where these answers are asked. */
export interface PeoplePlan {
  readonly table: PackedTable;
  readonly fields: readonly PackedField[];
}

/** In the order of the index; status, presence and number come first, and are always asked. Who is active is said as `isActivePerson` says it. */
const indexed = fieldsAt(personAnswers, place.answers);

/** How people are to be read: out of the index where it holds every answer that is asked. Null when a field cannot be read so. */
export function planPeople(asked: readonly string[]): PeoplePlan | null {
  const known = indexed.filter(({ key }, at) => at < 3 || asked.includes(key));
  const packed = packFields('person', asked.filter((key) => !indexed.some((one) => one.key === key)), personIndex.width);
  if (!packed) return null;
  const { table, index, expression, where, width } = personIndex;
  const rows = { table, where, names: 'family' } as const;
  if (packed.fields.length === 0) return { table: { ...rows, index, expression, width }, fields: known };
  return { table: { ...rows, expression: `${expression} || char(${packed.arguments.join(', ')})`, width: width + packed.width }, fields: [...known, ...packed.fields] };
}

/** Puts people who were read to their families; `isAway` says who was merged into somebody else, where anybody was. */
export function linkPeople({ fields }: PeoplePlan, rows: PackedRows, heads: Heads, isAway: ((person: string) => boolean) | null): PackedPeople {
  const { bytes, stride, count } = rows;
  const families = heads.last;
  const [first, last, next] = [new Int32Array(families + 1).fill(-1), new Int32Array(families + 1).fill(-1), new Int32Array(count).fill(-1)];
  const [active, birth, since] = [new Uint8Array(count), new Int32Array(count), new Int32Array(count)];
  const odd = new Set<number>();
  let number: number | undefined;
  for (let row = 0, at = 0; row < count; row += 1, at += stride) {
    // The people of a family come one after another.
    if (row === 0 || !isSameId(bytes, at, bytes, at - stride)) number = heads.find(bytes, at);
    if (number === undefined || isAway?.(idAt(bytes, at + place.uid)) === true) continue;
    const born = dayAt(bytes, at + place.birth);
    const left = dayAt(bytes, at + place.status);
    if (bytes[at + place.raw] !== NOT_RAW || left < 0) odd.add(number);
    birth[row] = born < 0 ? 0 : born;
    since[row] = left;
    active[row] = isHere(bytes, at, fields) ? 1 : 0;
    const end = last[number] ?? -1;
    if (end < 0) first[number] = row;
    else next[end] = row;
    last[number] = row;
  }
  for (const [family] of rows.odd) odd.add(heads.numberOf(String(family)) ?? -1);
  const empty: FieldValues = JSON.parse(JSON.stringify(Object.fromEntries(['birthDate', 'statusDate', ...fields.map(({ key }) => key)].map((key) => [key, null])))) as FieldValues;
  const sequenceOf = (row: number): number => {
    const sequence = answerAt(bytes, row * stride, fields[2]);
    return typeof sequence === 'number' ? sequence : NO_SEQUENCE;
  };
  const rowsOf = (family: number): number[] => {
    const rows: number[] = [];
    for (let row = first[family] ?? -1; row >= 0; row = next[row] ?? -1) rows.push(row);
    return rows.length > 1 ? rows.sort((a, b) => sequenceOf(a) - sequenceOf(b)) : rows;
  };
  return {
    first, next, active, birth, since, odd,
    uidOf: (person) => idAt(bytes, person * stride + place.uid),
    answers(key) {
      const field = fields.find((one) => one.key === key);
      return field && { most: mostPacked(field), at: (person) => packedNumber(bytes, person * stride, field), valueOf: (packed) => packedValue(packed, field) };
    },
    rowsOf,
    of: (family) => rowsOf(family).map((row) => personOf(bytes, row * stride, active[row] === 1, fields, empty)),
    find(family, others, at) {
      for (let row = first[family] ?? -1; row >= 0; row = next[row] ?? -1) if (isSameId(bytes, row * stride + place.uid, others, at)) return row;
      return -1;
    },
  };
}

/** Whoever has no number stands behind, as `inOrder` has it. */
const NO_SEQUENCE = 1000;

function isHere(bytes: Uint8Array, at: number, fields: readonly PackedField[]): boolean {
  const [status, presence] = [answerAt(bytes, at, fields[0]), answerAt(bytes, at, fields[1])];
  return (status === null || status === alive) && presence !== foundDead;
}

/** A person whose answers are read when a test asks for them: of most only whether they are there is. */
function personOf(bytes: Uint8Array, at: number, isActive: boolean, fields: readonly PackedField[], empty: FieldValues): AidPerson {
  let values: FieldValues | undefined;
  return {
    uid: idAt(bytes, at + place.uid), active: isActive,
    get values() {
      return (values ??= valuesOf(bytes, at, fields, empty));
    },
  };
}

function answerAt(bytes: Uint8Array, at: number, field: PackedField | undefined): FieldValue {
  return field ? unpack(bytes, at, field) : null;
}

/** A copy of one object is made and read faster than one that grows field by field. */
function valuesOf(bytes: Uint8Array, at: number, fields: readonly PackedField[], empty: FieldValues): FieldValues {
  const values: Record<string, FieldValue> = { ...empty };
  values['birthDate'] = dateAt(bytes, at + place.birth);
  values['statusDate'] = dateAt(bytes, at + place.status);
  for (const field of fields) values[field.key] = unpack(bytes, at, field);
  return values;
}
