import { isRealDate } from '../dates.ts';
import type { FieldValue } from '../field.ts';
import type { AidEnrolment, AidFamily } from './aid-facts.ts';
import type { DayRules } from './day-rules.ts';

/** A day that never comes. */
export const NEVER = '9999-12-31';

/**
 * The first day after that of the rules on which a family's answers may be others although nobody writes anything: a part
 * begins or ends, somebody has a birthday, a date of leaving comes, or other rules are in force. Until then they hold.
 */
export function nextChange(family: AidFamily, rules: DayRules, houses: readonly AidEnrolment[] = []): string {
  const { date } = rules;
  let next = rules.until ?? NEVER;
  const at = (day: FieldValue | undefined): void => {
    if (typeof day === 'string' && day > date && day < next) next = day;
  };
  for (const one of family.enrolments) {
    at(one.start);
    at(one.end);
  }
  for (const one of houses) {
    at(one.start);
    at(one.end);
  }
  at(family.values.statusDate);
  for (const { values } of family.people) {
    at(nextBirthday(values.birthDate, date));
    at(values.statusDate);
  }
  return next;
}

/** The next day on which somebody is a year older; null without a birth date. Only compared with dates, so it need not be one (29 February). */
export function nextBirthday(birthDate: FieldValue | undefined, date: string): string | null {
  if (typeof birthDate !== 'string' || !isRealDate(birthDate)) return null;
  if (birthDate > date) return birthDate;
  const day = birthDate.slice(4);
  const year = date.slice(0, 4);
  return day > date.slice(4) ? `${year}${day}` : `${Number(year) + 1}${day}`;
}
