import type { FieldValues } from '../field.ts';
import type { ProgrammeChoice } from './aid-rule.ts';

/** A programme as rules look at it. */
export interface AidProgramme {
  readonly uid: string;
  readonly name: string;
  /** Who runs it: the agency that the lists name. */
  readonly provider: string | null;
  readonly benefitGroup: number | null;
  readonly strategy: number | null;
  readonly form: number | null;
  readonly unit: number | null;
  readonly fund: number | null;
}

/** A part in a programme. */
export interface AidEnrolment {
  readonly uid: string;
  readonly programme: AidProgramme;
  /** Null where the family, its house or its group receives. */
  readonly person: string | null;
  readonly family: string;
  /** What the house it is for is known by here: two parts are in one house when they share one of these. */
  readonly places: readonly string[];
  /** Code of TEPAT.statusKepesertaan. */
  readonly status: number;
  readonly start: string | null;
  readonly end: string | null;
}

/** A ranking in desil, as it was given. */
export interface AidDesil {
  readonly source: number | null;
  readonly date: string | null;
  readonly value: number | null;
}

export interface AidPerson {
  readonly uid: string;
  readonly values: FieldValues;
  /** Alive and here. */
  readonly active: boolean;
}

/** All that rules may ask about a family. */
export interface AidFamily {
  readonly uid: string;
  readonly values: FieldValues;
  readonly active: boolean;
  readonly region: string | null;
  readonly people: readonly AidPerson[];
  /** The desil that lists show. */
  readonly desil: number | null;
  readonly desils: readonly AidDesil[];
  readonly needs: readonly string[];
  readonly enrolments: readonly AidEnrolment[];
}

const proposed = 1;
const ended = [5, 6];

/** Whether somebody receives on a day: decided, active or suspended, begun and not yet ended. */
export function receivesOn(one: AidEnrolment, date: string): boolean {
  if (one.status === proposed || (one.start !== null && one.start > date)) return false;
  if (one.end !== null) return one.end > date;
  return !ended.includes(one.status);
}

/** Whether a programme is among those that a rule is about. */
export function isChosen(choice: ProgrammeChoice, programme: AidProgramme): boolean {
  const fits = (codes: readonly number[] | undefined, code: number | null): boolean => codes === undefined || (code !== null && codes.includes(code));
  return (choice.uids === undefined || choice.uids.includes(programme.uid)) && fits(choice.benefitGroups, programme.benefitGroup) && fits(choice.strategies, programme.strategy)
    && fits(choice.forms, programme.form) && fits(choice.units, programme.unit) && fits(choice.funds, programme.fund);
}

/** How narrow a choice is: named programmes before groups of benefit, these before anything wider. */
export function narrowness(choice: ProgrammeChoice): number {
  return (choice.uids ? 8 : 0) + (choice.benefitGroups ? 4 : 0) + [choice.strategies, choice.forms, choice.units, choice.funds].filter((one) => one !== undefined).length;
}
