import { addDays } from '../rules/dates.ts';
import type { FieldValues } from '../rules/field.ts';
import type { Member } from './household.ts';
import type { Random } from './random.ts';

/** An enrolment to create: the programme by its code, the person by place in the family (null: the family). */
export interface SampleEnrolment {
  readonly programme: string;
  readonly person: number | null;
  /** Place in the family of who receives on its behalf, for programmes of families. */
  readonly pengurus: number | null;
  /** `status`, `start`, `decisionNo`, `decisionDate` and, for those who left, `end` and `exitReason`. */
  readonly values: FieldValues;
}

export interface AidFacts {
  /** National desil, null when not ranked. */
  readonly desil: number | null;
  readonly members: readonly Member[];
  readonly attends: readonly boolean[];
  readonly isDesa: boolean;
  readonly today: string;
}

/**
 * Draws the programmes of a family: likelier the lower the desil, within the ranges of the domain reference §3.2, with a
 * few who receive above them and many who receive nothing, as in life.
 */
export function drawAid(random: Random, facts: AidFacts): readonly SampleEnrolment[] {
  const { desil, members, attends, isDesa, today } = facts;
  const found: SampleEnrolment[] = [];
  const pengurus = pengurusOf(members);
  const enrol = (programme: string, person: number | null): void => {
    found.push({ programme, person, pengurus: person === null ? pengurus : null, values: decision(random, programme, today) });
  };
  const share = (shares: readonly number[]): number => (desil === null ? 0.03 : (shares[desil - 1] ?? 0.008));
  const hasComponent = members.some((member, i) => member.age >= 60 || member.age <= 6 || attends[i] === true);
  const pkh = hasComponent && random.chance(share([0.66, 0.55, 0.38, 0.2]));
  if (pkh) enrol('PKH', null);
  if (random.chance(pkh ? 0.9 : share([0.55, 0.5, 0.36, 0.2, 0.1]))) enrol('SEMBAKO', null);
  if (isDesa && !pkh && random.chance(share([0.3, 0.14, 0.06, 0.04]))) enrol('BLT-DD', null);
  if (random.chance(share([0.9, 0.86, 0.76, 0.56, 0.34]))) members.forEach((_, person) => enrol('PBI-JK', person));
  members.forEach((member, person) => {
    if (attends[person] && member.age >= 6 && member.age <= 21 && random.chance(share([0.5, 0.45, 0.35, 0.2, 0.1]))) enrol('PIP', person);
    const alone = members.length === 1 && member.age >= 75;
    if (alone && random.chance(share([0.5, 0.4, 0.3]))) enrol('PERMAKANAN-LANSIA', person);
  });
  return found;
}

/** Who receives for the family: the wife or mother where there is one, else the head. */
function pengurusOf(members: readonly Member[]): number {
  const woman = members.findIndex((member) => member.sex === 2 && member.relationship <= 2);
  return Math.max(woman, 0);
}

function decision(random: Random, programme: string, today: string): FieldValues {
  const year = Number(today.slice(0, 4)) - random.between(0, 3);
  const month = String(random.between(1, 9)).padStart(2, '0');
  const decided = `${year}-${month}-${random.pick(['05', '12', '20'])}`;
  const start = decided < today ? decided : addDays(today, -30);
  const base = { status: 3, start, decisionNo: `${random.between(1, 240)}/${programme}/${start.slice(0, 4)}`, decisionDate: start };
  const end = addDays(start, 365);
  if (end >= today || !random.chance(0.06)) return base;
  return { ...base, status: 6, end, exitReason: random.weighted([[3, 60], [4, 15], [6, 15], [7, 10]]) };
}
