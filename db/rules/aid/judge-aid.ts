import { isRealDate } from '../dates.ts';
import { isChosen, receivesOn } from './aid-facts.ts';
import type { AidFamily, AidPerson } from './aid-facts.ts';
import { aidReasons } from './aid-reasons.ts';
import type { AidReason } from './aid-reasons.ts';
import type { AidTest, PersonTest } from './aid-rule.ts';

/** What a test says: true, false, or null when the answers cannot tell; with the facts that decided. */
export interface AidVerdict {
  readonly holds: boolean | null;
  readonly reasons: readonly AidReason[];
}

/** Judges a family, or a person of it who is to receive, on a day. */
export function judgeAid(test: AidTest, family: AidFamily, person: AidPerson | null, date: string): AidVerdict {
  if ('all' in test) return allOf(test.all.map((part) => judgeAid(part, family, person, date)));
  if ('any' in test) return anyOf(test.any.map((part) => judgeAid(part, family, person, date)));
  if ('not' in test) return not(judgeAid(test.not, family, person, date));
  if ('desil' in test) return said(aidReasons.desil(test.desil, test.desil.source === undefined ? family.desil : newestDesil(family, test.desil.source)));
  if ('need' in test) return said(aidReasons.need(test.need, family.needs));
  if ('answer' in test) return said(aidReasons.answer('family', test.answer, family.values[test.answer.field], null));
  if ('inside' in test) return said(aidReasons.inside(test.inside, family.region));
  if ('desa' in test) return said(aidReasons.desa(test.desa, family.region));
  if ('receives' in test) return judgeReceives(test.receives, family, null, date);
  if ('recipient' in test) return person === null ? said(aidReasons.recipient()) : judgePerson(test.recipient, family, person, date);
  return judgeSomeone(test.someone, family, date);
}

function judgePerson(test: PersonTest, family: AidFamily, person: AidPerson, date: string): AidVerdict {
  if ('all' in test) return allOf(test.all.map((part) => judgePerson(part, family, person, date)));
  if ('any' in test) return anyOf(test.any.map((part) => judgePerson(part, family, person, date)));
  if ('not' in test) return not(judgePerson(test.not, family, person, date));
  if ('age' in test) return said(aidReasons.age(test.age, dayOf(person.values.birthDate), date, person.uid));
  if ('receives' in test) return judgeReceives(test.receives, family, person.uid, date);
  const asked = 'sex' in test ? { field: 'sex', in: [test.sex] } : test.answer;
  return said(aidReasons.answer('person', asked, person.values[asked.field], person.uid));
}

/** Somebody alive and here; that nobody fits is only known when each of them was told. */
function judgeSomeone(test: PersonTest, family: AidFamily, date: string): AidVerdict {
  const verdicts = family.people.filter((one) => one.active).map((one) => judgePerson(test, family, one, date));
  const found = verdicts.find((one) => one.holds === true);
  if (found) return found;
  return said(aidReasons.someone(verdicts.some((one) => one.holds === null) ? null : false));
}

/** The newest desil of a source. */
export function newestDesil(family: AidFamily, source: number): number | null {
  const of = family.desils.filter((one) => one.source === source);
  return of.reduce<(typeof of)[number] | null>((best, one) => (best === null || (one.date ?? '') >= (best.date ?? '') ? one : best), null)?.value ?? null;
}

function dayOf(value: unknown): string | null {
  return typeof value === 'string' && isRealDate(value) ? value : null;
}

function judgeReceives(choice: Parameters<typeof isChosen>[0], family: AidFamily, person: string | null, date: string): AidVerdict {
  return said(aidReasons.receives(family.enrolments.filter((one) => (person === null || one.person === person) && receivesOn(one, date) && isChosen(choice, one.programme)).map((one) => one.programme.name), person));
}

function said(reason: AidReason): AidVerdict {
  return { holds: reason.holds, reasons: [reason] };
}

/** Holds when all hold; what fails is named, else what cannot be told, else what held. */
function allOf(parts: readonly AidVerdict[]): AidVerdict {
  const holds = parts.some((one) => one.holds === false) ? false : parts.some((one) => one.holds === null) ? null : true;
  return { holds, reasons: parts.filter((one) => one.holds === holds).flatMap((one) => one.reasons) };
}

function anyOf(parts: readonly AidVerdict[]): AidVerdict {
  const holds = parts.some((one) => one.holds === true) ? true : parts.some((one) => one.holds === null) ? null : false;
  return { holds, reasons: parts.filter((one) => one.holds === holds).flatMap((one) => one.reasons) };
}

function not(verdict: AidVerdict): AidVerdict {
  return { holds: verdict.holds === null ? null : !verdict.holds, reasons: verdict.reasons };
}
