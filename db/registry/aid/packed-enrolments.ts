import type { AidEnrolment, AidProgramme } from '../../rules/aid/aid-facts.ts';
import type { PartColumns } from '../../rules/aid/columns.ts';
import { enrolmentIndex } from '../../store/migrations/0048-aid-columns.ts';
import { enrolmentStatus } from '../states.ts';
import type { AidProgrammes } from './aid-families.ts';
import type { Heads } from './heads.ts';
import type { Houses } from './houses.ts';
import type { PackedPeople } from './packed-people.ts';
import { ID, idAt, idBytes, isNoId, isSameId } from './packed-ids.ts';
import { dateAt, dayAt, numberAt } from './packed-rows.ts';
import type { PackedRows, PackedTable } from './packed-rows.ts';

const place = { family: 0, number: ID, uid: ID + 4, programme: ID * 2 + 4, person: ID * 3 + 4, status: ID * 4 + 4, raw: ID * 4 + 5, start: ID * 4 + 6, end: ID * 4 + 16 } as const;
const FIRST = 33;

/** How parts are read. */
export const enrolmentTable: PackedTable = { ...enrolmentIndex, names: 'family, person' };

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
export function linkEnrolments(programmes: AidProgrammes, rows: PackedRows, people: PackedPeople, homes: Homes): PackedEnrolments {
  const { heads } = homes;
  const families = heads.last;
  const { bytes, stride, count } = rows;
  const [first, last, next] = [new Int32Array(families + 1).fill(-1), new Int32Array(families + 1).fill(-1), new Int32Array(count).fill(-1)];
  const [programme, person, status, start, end] = [new Int32Array(count), new Int32Array(count).fill(-1), new Uint8Array(count), new Int32Array(count), new Int32Array(count)];
  const known: AidProgramme[] = [...programmes.values()];
  const numberOf = finder([...programmes.keys()]);
  const [odd, housed] = [new Set<number>(), new Set<number>()];
  const { isFor } = homes.houses;
  const personOfFamily = (number: number | undefined, uid: string): number => {
    const id = number === undefined ? null : idBytes(uid);
    return id === null || number === undefined ? -1 : people.find(number, id, 0);
  };
  const numberFor = (family: string, who: string | null): number | undefined => {
    const number = heads.numberOf(homes.standingFamily(family));
    if (who === null) return number;
    const standing = homes.standing(who);
    return personOfFamily(number, standing) >= 0 ? number : homes.homeOf(standing);
  };
  const elsewhere: [family: number, row: number][] = [];
  const chain = (number: number, row: number): void => {
    const before = last[number] ?? -1;
    if (before < 0) first[number] = row;
    else next[before] = row;
    last[number] = row;
  };
  const insert = (number: number, row: number): void => {
    let before = -1;
    for (let one = first[number] ?? -1; one >= 0 && numberAt(bytes, one * stride + place.number) < numberAt(bytes, row * stride + place.number); one = next[one] ?? -1) before = one;
    next[row] = before < 0 ? (first[number] ?? -1) : (next[before] ?? -1);
    if (before < 0) first[number] = row;
    else next[before] = row;
  };
  let said: number | undefined;
  for (let row = 0, at = 0; row < count; row += 1, at += stride) {
    if (row === 0 || !isSameId(bytes, at + place.family, bytes, at - stride + place.family)) said = homes.anyMerged ? heads.numberOf(homes.standingFamily(idAt(bytes, at + place.family))) : heads.find(bytes, at + place.family);
    let number = said;
    if (!isNoId(bytes, at + place.person)) {
      let found = number === undefined || homes.anyMerged ? -1 : people.find(number, bytes, at + place.person);
      if (found < 0) {
        const standing = homes.standing(idAt(bytes, at + place.person));
        number = numberFor(idAt(bytes, at + place.family), standing);
        found = personOfFamily(number, standing);
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
    if (isFor?.(idAt(bytes, at + place.uid)) === true) housed.add(number);
    start[row] = begins;
    end[row] = ends;
    if (number === said) chain(number, row);
    else elsewhere.push([number, row]);
  }
  // Parts are read family by family: those of somebody who lives in another one take their place by number.
  for (const [number, row] of elsewhere) insert(number, row);
  for (const [family, who] of rows.odd) odd.add(numberFor(String(family ?? ''), who === null || who === undefined ? null : String(who)) ?? -1);
  const personOf = (part: number): string | null => (isNoId(bytes, part * stride + place.person) ? null : homes.standing(idAt(bytes, part * stride + place.person)));
  const uidOf = (part: number): string => idAt(bytes, part * stride + place.uid);
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

/** Finds one of a few ids by its bytes: by their end first, which differs. */
function finder(uids: readonly string[]): (bytes: Uint8Array, at: number) => number | undefined {
  const all = uids.map(idBytes);
  const byEnd = new Map<number, number[]>();
  const endOf = (bytes: Uint8Array, at: number): number => ((bytes[at + ID - 3] ?? 0) << 16) | ((bytes[at + ID - 2] ?? 0) << 8) | (bytes[at + ID - 1] ?? 0);
  all.forEach((bytes, number) => bytes && byEnd.set(endOf(bytes, 0), [...(byEnd.get(endOf(bytes, 0)) ?? []), number]));
  return (bytes, at) => byEnd.get(endOf(bytes, at))?.find((number) => isSameId(bytes, at, all[number] ?? bytes, 0));
}
