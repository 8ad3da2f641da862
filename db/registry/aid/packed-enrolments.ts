import type { AidEnrolment, AidProgramme } from '../../rules/aid/aid-facts.ts';
import type { PartColumns } from '../../rules/aid/columns.ts';
import type { Reader } from '../../store/office.ts';
import { enrolmentStatus } from '../states.ts';
import type { AidProgrammes } from './aid-families.ts';
import type { Heads } from './heads.ts';
import type { Houses } from './houses.ts';
import type { PackedPeople } from './packed-people.ts';
import { dateAt, dayAt, isSame, packDate, textAt } from './packed-rows.ts';
import type { PackedRows, PackedTable } from './packed-rows.ts';

const UID = 36;
const nobody = ' '.repeat(UID);
const place = { uid: 0, programme: UID, family: UID * 2, person: UID * 3, status: UID * 4, raw: UID * 4 + 1, start: UID * 4 + 2, end: UID * 4 + 12 } as const;
const FIRST = 33;
const SPACE = 32;

/** How parts are read. */
export const enrolmentTable: PackedTable = {
  table: 'enrolment', width: UID * 4 + 22, where: 'voided IS NULL AND programme IS NOT NULL',
  expression: `uid || programme || coalesce(family, '${nobody}') || coalesce(person, '${nobody}') || char(${FIRST} + status, ${FIRST} + (raw IS NOT NULL)) || ${packDate('start')} || ${packDate('end')}`,
};

/** Every part in a programme, by the family that it counts for. */
export interface PackedEnrolments extends PartColumns {
  of(family: number): AidEnrolment[];
  /** The record that stands for whoever receives a part, null for the family. */
  personOf(part: number): string | null;
  /** Families with parts that have to be read in full. */
  readonly odd: ReadonlySet<number>;
  /** Families with a part for a house that is recorded. */
  readonly housed: ReadonlySet<number>;
}

/** Where things are found by their ids. */
export interface Homes {
  readonly heads: Heads;
  /** The family that stands for one that was merged. */
  readonly standingFamily: (family: string) => string;
  /** The record that stands for a person by now. */
  readonly standing: (person: string) => string;
  /** Whether anybody was ever merged. */
  readonly anyMerged: boolean;
  /** The family of a person who lives elsewhere than the part says; undefined for somebody unknown. */
  readonly homeOf: (person: string) => number | undefined;
  readonly houses: Houses;
}

/** Puts the parts that were read to their families and people. */
export function linkEnrolments(office: Reader, programmes: AidProgrammes, rows: PackedRows, people: PackedPeople, homes: Homes): PackedEnrolments {
  const { heads } = homes;
  const families = heads.last;
  const { bytes, stride, count } = rows;
  const [first, last, next] = [new Int32Array(families + 1).fill(-1), new Int32Array(families + 1).fill(-1), new Int32Array(count).fill(-1)];
  const [programme, person, status, start, end] = [new Int32Array(count), new Int32Array(count).fill(-1), new Uint8Array(count), new Int32Array(count), new Int32Array(count)];
  const known: AidProgramme[] = [...programmes.values()];
  const numberOf = finder([...programmes.keys()]);
  const [odd, housed] = [new Set<number>(), new Set<number>()];
  const { isFor } = homes.houses;
  const numberFor = (family: string, who: string | null): number | undefined => {
    const number = heads.numberOf(homes.standingFamily(family));
    if (who === null) return number;
    const standing = homes.standing(who);
    return number !== undefined && people.find(number, Buffer.from(standing, 'latin1'), 0) >= 0 ? number : homes.homeOf(standing);
  };
  let said: number | undefined;
  for (let row = 0, at = 0; row < count; row += 1, at += stride) {
    if (row === 0 || !isSame(bytes, at + place.family, bytes, at - stride + place.family, UID)) said = homes.anyMerged ? heads.numberOf(homes.standingFamily(textAt(bytes, at + place.family, UID))) : heads.find(bytes, at + place.family);
    let number = said;
    if (bytes[at + place.person] !== SPACE) {
      let found = number === undefined || homes.anyMerged ? -1 : people.find(number, bytes, at + place.person);
      if (found < 0) {
        const standing = homes.standing(textAt(bytes, at + place.person, UID));
        number = numberFor(textAt(bytes, at + place.family, UID), standing);
        found = number === undefined ? -1 : people.find(number, Buffer.from(standing, 'latin1'), 0);
        // Somebody whom this family does not have: what is known of them is asked one by one.
        if (number !== undefined && found < 0) odd.add(number);
      }
      person[row] = found;
    }
    if (number === undefined) continue;
    const of = numberOf(bytes, at + place.programme);
    if (of === undefined) continue;
    programme[row] = of;
    const stands = bytes[at + place.status] ?? 0;
    status[row] = stands === 0 ? enrolmentStatus.active : stands - FIRST;
    const [begins, ends] = [dayAt(bytes, at + place.start), dayAt(bytes, at + place.end)];
    if (bytes[at + place.raw] !== FIRST || begins < 0 || ends < 0) odd.add(number);
    if (isFor?.(textAt(bytes, at, UID)) === true) housed.add(number);
    start[row] = begins;
    end[row] = ends;
    const before = last[number] ?? -1;
    if (before < 0) first[number] = row;
    else next[before] = row;
    last[number] = row;
  }
  for (const [after, until] of rows.odd) {
    const some = office.db.prepare('SELECT family, person FROM enrolment WHERE id > ? AND id <= ? AND voided IS NULL').raw().all(after, until) as [string | null, string | null][];
    for (const [family, who] of some) odd.add(numberFor(family ?? '', who) ?? -1);
  }
  const personOf = (part: number): string | null => (bytes[part * stride + place.person] === SPACE ? null : homes.standing(textAt(bytes, part * stride + place.person, UID)));
  const uidOf = (part: number): string => textAt(bytes, part * stride, UID);
  return {
    first, next, programme, person, status, start, end, programmes: known, odd, housed, uidOf, personOf,
    of(family) {
      const found: AidEnrolment[] = [];
      const uid = heads.uidOf(family);
      for (let row = first[family] ?? -1; row >= 0; row = next[row] ?? -1) {
        const of = known[programme[row] ?? 0];
        const own = uidOf(row);
        if (of) found.push({ uid: own, programme: of, person: personOf(row), family: uid, places: homes.houses.placesOf(family, uid, own), status: status[row] ?? 0, start: dateAt(bytes, row * stride + place.start), end: dateAt(bytes, row * stride + place.end) });
      }
      return found;
    },
  };
}

/** Finds one of a few ids by its bytes: by their end first, which no text has to be made of. */
function finder(uids: readonly string[]): (bytes: Uint8Array, at: number) => number | undefined {
  const all = uids.map((uid) => Buffer.from(uid, 'latin1'));
  const byEnd = new Map<number, number[]>();
  const endOf = (bytes: Uint8Array, at: number): number => (((bytes[at + UID - 3] ?? 0) << 16) | ((bytes[at + UID - 2] ?? 0) << 8) | (bytes[at + UID - 1] ?? 0));
  all.forEach((bytes, number) => byEnd.set(endOf(bytes, 0), [...(byEnd.get(endOf(bytes, 0)) ?? []), number]));
  return (bytes, at) => byEnd.get(endOf(bytes, at))?.find((number) => isSame(bytes, at, all[number] ?? bytes, 0, UID));
}
