import type { AidEnrolment } from '../../rules/aid/aid-facts.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** Who lives under one roof, and for which houses parts are: of a whole register, by numbers of families. */
export interface Houses {
  /** What the house of a part is known by, as `placesOf` has it for one family. */
  readonly placesOf: (family: number, uid: string, enrolment: string) => readonly string[];
  /** Other families in the houses that a family lives in or received for. */
  readonly matesOf: (family: number, uid: string, enrolments: readonly AidEnrolment[]) => readonly number[];
  /** Whether it is recorded in which house a family lives. */
  readonly isHome: (family: number) => boolean;
  /** Whether a part is for a house that is recorded; null where none is. */
  readonly isFor: ((enrolment: string) => boolean) | null;
}

/** Reads them: few families have any. */
export function readHouses(office: Reader, numberOf: (uid: string) => number | undefined): Houses {
  const homes = sql(office, 'SELECT id, house, household FROM family INDEXED BY family_house WHERE house IS NOT NULL UNION SELECT id, house, household FROM family INDEXED BY family_household WHERE household IS NOT NULL ORDER BY id').raw().all() as [number, string | null, string | null][];
  const parts = sql(office, 'SELECT uid, family, house FROM enrolment INDEXED BY enrolment_house WHERE house IS NOT NULL').raw().all() as [string, string, string][];
  const lives = new Map(homes.map(([family, house, household]) => [family, { house, household }]));
  const houseOf = new Map(parts.map(([uid, , house]) => [uid, house]));
  const at = new Map<string, Set<number>>();
  const add = (place: string | null, family: number | undefined): void => {
    if (place === null || family === undefined) return;
    const there = at.get(place);
    if (there) there.add(family);
    else at.set(place, new Set([family]));
  };
  for (const [family, house, household] of homes) for (const place of [house, household]) add(place, family);
  for (const [, family, house] of parts) add(house, numberOf(family));
  return {
    isHome: (family) => lives.has(family),
    isFor: houseOf.size === 0 ? null : (enrolment) => houseOf.has(enrolment),
    placesOf(family, uid, enrolment) {
      const home = lives.get(family);
      const house = houseOf.get(enrolment);
      if (house !== undefined && house !== home?.house) return [house];
      return home ? [home.house, home.household, uid].filter((one) => one !== null) : [uid];
    },
    matesOf(family, uid, enrolments) {
      const home = lives.get(family);
      const places = new Set([home?.house ?? '', home?.household ?? '', ...enrolments.flatMap((one) => one.places)]);
      places.delete(uid);
      const mates = new Set([...places].flatMap((place) => [...(at.get(place) ?? [])]));
      mates.delete(family);
      return [...mates].sort((a, b) => a - b);
    },
  };
}
