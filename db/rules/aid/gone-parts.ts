import type { AidEnrolment, AidFamily, AidPerson } from './aid-facts.ts';

/** A part of somebody who is no longer there: the person died or left, or the whole family is no longer active. */
export interface GonePart {
  readonly enrolment: AidEnrolment;
  readonly because: 'person' | 'family';
}

const proposed = 1;
const ended = [5, 6];

/** Parts that are not over on a day although whoever receives is gone by then; `ahead` brings those too that are still to begin. */
export function goneParts(family: AidFamily, date: string, ahead: boolean): GonePart[] {
  const familyGone = !family.active && by(family.values.statusDate, date);
  return family.enrolments.flatMap((enrolment): GonePart[] => {
    if (!isOpen(enrolment, date, ahead)) return [];
    const person = enrolment.person === null ? undefined : family.people.find((one) => one.uid === enrolment.person);
    if (person && isGone(person, date)) return [{ enrolment, because: 'person' }];
    return familyGone ? [{ enrolment, because: 'family' }] : [];
  });
}

function isGone(person: AidPerson, date: string): boolean {
  return !person.active && by(person.values.statusDate, date);
}

/** Without a date it has always been so. */
function by(since: unknown, date: string): boolean {
  return typeof since !== 'string' || since <= date;
}

function isOpen(one: AidEnrolment, date: string, ahead: boolean): boolean {
  if (one.status === proposed || (!ahead && one.start !== null && one.start > date)) return false;
  return one.end === null ? !ended.includes(one.status) : one.end > date;
}
