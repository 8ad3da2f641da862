import type { AidEnrolment } from '../../rules/aid/aid-facts.ts';
import type { Reader } from '../../store/office.ts';
import { enrolmentStatus } from '../states.ts';
import type { AidProgrammes } from './aid-families.ts';
import type { Houses } from './houses.ts';
import { dateAt } from './packed-people.ts';
import { packDate, readPacked } from './packed-rows.ts';

const UID = 36;
const nobody = ' '.repeat(UID);
const place = { uid: 0, programme: UID, family: UID * 2, person: UID * 3, status: UID * 4, raw: UID * 4 + 1, start: UID * 4 + 2, end: UID * 4 + 12 } as const;
const WIDTH = UID * 4 + 22;

/** Every part in a programme, by the family that it counts for. */
export interface PackedEnrolments {
  of(family: number): AidEnrolment[];
  /** Families with parts that have to be read in full. */
  readonly odd: ReadonlySet<number>;
}

/** Where things are found by their ids. */
export interface Homes {
  readonly numberOf: (family: string) => number | undefined;
  readonly uidOf: (family: number) => string;
  /** The record that stands for a person by now. */
  readonly standing: (person: string) => string;
  readonly isIn: (family: number, person: string) => boolean;
  /** The family of a person who lives elsewhere than the part says; undefined for somebody unknown. */
  readonly homeOf: (person: string) => number | undefined;
  readonly placesOf: Houses['placesOf'];
}

/** Reads all parts in programmes. */
export function readEnrolments(office: Reader, programmes: AidProgrammes, families: number, homes: Homes): PackedEnrolments {
  const expression = `uid || programme || coalesce(family, '${nobody}') || coalesce(person, '${nobody}') || char(33 + coalesce(status, ${enrolmentStatus.active}), 33 + (raw IS NOT NULL)) || ${packDate('start')} || ${packDate('end')}`;
  const rows = readPacked(office, 'enrolment', expression, WIDTH, 'voided IS NULL AND programme IS NOT NULL');
  const [first, last] = [new Int32Array(families + 1).fill(-1), new Int32Array(families + 1).fill(-1)];
  const next = new Int32Array(rows.count).fill(-1);
  const odd = new Set<number>();
  const numberFor = (family: string, person: string): number | undefined => {
    const number = homes.numberOf(family);
    if (person === nobody) return number;
    const who = homes.standing(person);
    return number !== undefined && homes.isIn(number, who) ? number : homes.homeOf(who);
  };
  for (let row = 0; row < rows.count; row += 1) {
    const text = rows.texts[rows.textOf[row] ?? 0] ?? '';
    const at = rows.placeOf[row] ?? 0;
    const number = numberFor(text.slice(at + place.family, at + place.person), text.slice(at + place.person, at + place.status));
    if (number === undefined) continue;
    if (text.charCodeAt(at + place.raw) !== 33) odd.add(number);
    const end = last[number] ?? -1;
    if (end < 0) first[number] = row;
    else next[end] = row;
    last[number] = row;
  }
  for (const [after, until] of rows.odd) {
    const some = office.db.prepare('SELECT family, person FROM enrolment WHERE id > ? AND id <= ? AND voided IS NULL').raw().all(after, until) as [string | null, string | null][];
    for (const [family, person] of some) odd.add(numberFor(family ?? '', person ?? nobody) ?? -1);
  }
  return {
    odd,
    of(family) {
      const found: AidEnrolment[] = [];
      const uid = homes.uidOf(family);
      for (let row = first[family] ?? -1; row >= 0; row = next[row] ?? -1) {
        const text = rows.texts[rows.textOf[row] ?? 0] ?? '';
        const at = rows.placeOf[row] ?? 0;
        const programme = programmes.get(text.slice(at + place.programme, at + place.family));
        if (!programme) continue;
        const person = text.charCodeAt(at + place.person) === 32 ? null : homes.standing(text.slice(at + place.person, at + place.status));
        const own = text.slice(at, at + UID);
        found.push({ uid: own, programme, person, family: uid, places: homes.placesOf(family, uid, own), status: text.charCodeAt(at + place.status) - 33, start: dateAt(text, at + place.start), end: dateAt(text, at + place.end) });
      }
      return found;
    },
  };
}
