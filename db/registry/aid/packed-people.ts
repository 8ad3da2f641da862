import type { AidPerson } from '../../rules/aid/aid-facts.ts';
import { personStatus } from '../states.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import type { Reader } from '../../store/office.ts';
import { packDate, packFields, readPacked, unpack } from './packed-rows.ts';
import type { PackedField } from './packed-rows.ts';

const UID = 36;
const place = { family: 0, uid: UID, birth: UID * 2, status: UID * 2 + 10, raw: UID * 2 + 20 } as const;
/** In this order: `personOf` reads them first. Who is active is said as `isActivePerson` says it. */
const always = ['status', 'presence', 'sequence'];
const alive = personStatus.alive;
const foundDead = 2;

/** Everybody of the register as far as rules ask about people, by family. */
export interface PackedPeople {
  /** The people of a family by its number, as the form lists them. */
  readonly of: (family: number) => readonly AidPerson[];
  /** Families with somebody whose answers have to be read in full. */
  readonly odd: ReadonlySet<number>;
  /** Whether this person is among those of a family. */
  readonly isIn: (family: number, person: string) => boolean;
}

/** Reads all people; `numberOf` gives a family's number by its id, `isAway` says who was merged into somebody else. Null when a field cannot be read so. */
export function readPeople(office: Reader, asked: readonly string[], families: number, numberOf: (uid: string) => number | undefined, isAway: (person: string) => boolean): PackedPeople | null {
  const packed = packFields('person', [...new Set([...always, ...asked])], place.raw + 1);
  if (!packed) return null;
  const codes = [`33 + (raw IS NOT NULL)`, ...packed.arguments].join(', ');
  const rows = readPacked(office, 'person', `family || uid || ${packDate('birthDate')} || ${packDate('statusDate')} || char(${codes})`, place.raw + 1 + packed.width, 'family IS NOT NULL');
  const first = new Int32Array(families + 1).fill(-1);
  const last = new Int32Array(families + 1).fill(-1);
  const next = new Int32Array(rows.count).fill(-1);
  const odd = new Set<number>();
  let [before, number] = ['', undefined as number | undefined];
  for (let row = 0; row < rows.count; row += 1) {
    const text = rows.texts[rows.textOf[row] ?? 0] ?? '';
    const at = rows.placeOf[row] ?? 0;
    // The people of a family come one after another.
    if (number === undefined || !text.startsWith(before, at)) {
      before = text.slice(at, at + UID);
      number = numberOf(before);
    }
    if (number === undefined || isAway(text.slice(at + place.uid, at + place.uid + UID))) continue;
    if (text.charCodeAt(at + place.raw) !== 33) odd.add(number);
    const end = last[number] ?? -1;
    if (end < 0) first[number] = row;
    else next[end] = row;
    last[number] = row;
  }
  for (const [after, until] of rows.odd) for (const uid of office.db.prepare('SELECT family FROM person WHERE id > ? AND id <= ?').pluck().all(after, until)) odd.add(numberOf(String(uid)) ?? -1);
  const empty: FieldValues = JSON.parse(JSON.stringify(Object.fromEntries(['birthDate', 'statusDate', ...packed.fields.map(({ key }) => key)].map((key) => [key, null])))) as FieldValues;
  const textAt = (row: number): string => rows.texts[rows.textOf[row] ?? 0] ?? '';
  return {
    odd,
    of(family) {
      const people: Sequenced[] = [];
      for (let row = first[family] ?? -1; row >= 0; row = next[row] ?? -1) people.push(personOf(textAt(row), rows.placeOf[row] ?? 0, packed.fields, empty));
      return people.length > 1 ? people.sort((a, b) => a.sequence - b.sequence) : people;
    },
    isIn(family, person) {
      for (let row = first[family] ?? -1; row >= 0; row = next[row] ?? -1) if (textAt(row).startsWith(person, (rows.placeOf[row] ?? 0) + place.uid)) return true;
      return false;
    },
  };
}

interface Sequenced extends AidPerson { readonly sequence: number }

/** Whoever has no number stands behind, as `inOrder` has it. */
const NO_SEQUENCE = 1000;

/** A person whose answers are read when a test asks for them: of most only whether they are there is. */
function personOf(text: string, at: number, fields: readonly PackedField[], empty: FieldValues): Sequenced {
  const [status, presence, sequence] = [answerAt(text, at, fields[0]), answerAt(text, at, fields[1]), answerAt(text, at, fields[2])];
  let values: FieldValues | undefined;
  return {
    uid: text.slice(at + place.uid, at + place.uid + UID), active: (status === null || status === alive) && presence !== foundDead, sequence: typeof sequence === 'number' ? sequence : NO_SEQUENCE,
    get values() {
      return (values ??= valuesOf(text, at, fields, empty));
    },
  };
}

function answerAt(text: string, at: number, field: PackedField | undefined): FieldValue {
  return field ? unpack(text, at, field) : null;
}

/** A copy of one object is made and read faster than one that grows field by field. */
function valuesOf(text: string, at: number, fields: readonly PackedField[], empty: FieldValues): FieldValues {
  const values: Record<string, FieldValue> = { ...empty };
  values['birthDate'] = dateAt(text, at + place.birth);
  values['statusDate'] = dateAt(text, at + place.status);
  for (const field of fields) values[field.key] = unpack(text, at, field);
  return values;
}

/** The date in a row's text, or null. */
export function dateAt(text: string, at: number): string | null {
  return text.charCodeAt(at) === 32 ? null : text.slice(at, at + 10);
}
