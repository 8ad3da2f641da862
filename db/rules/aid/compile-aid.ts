import { isRealDate } from '../dates.ts';
import { fieldDef } from '../entities.ts';
import type { FieldValues } from '../field.ts';
import { isAnswered } from '../form/condition.ts';
import { codeIn } from '../lists.ts';
import { isDesa, isInside, regionLevel } from '../region-code.ts';
import { isChosen, receivesOn } from './aid-facts.ts';
import type { AidFamily, AidPerson } from './aid-facts.ts';
import type { AidTest, PersonTest, ProgrammeChoice } from './aid-rule.ts';
import { dontKnow } from './aid-reasons.ts';
import { newestDesil } from './judge-aid.ts';

/** Whether a test holds for a family, or for the person of it who is to receive; null when it cannot be told. */
export type Fits = (family: AidFamily, person: AidPerson | null) => boolean | null;
type PersonFits = (family: AidFamily, person: AidPerson) => boolean | null;

/**
 * A test made ready for one day, for whole registers: the same answer as `judgeAid` without its reasons, which are asked
 * for only where a rule fires. What a test looks up by name is looked up here, once.
 */
export function compileAid(test: AidTest, date: string): Fits {
  if ('all' in test) return every(test.all.map((part) => compileAid(part, date)));
  if ('any' in test) return some(test.any.map((part) => compileAid(part, date)));
  if ('not' in test) return negated(compileAid(test.not, date));
  if ('desil' in test) return compileDesil(test.desil);
  if ('need' in test) return (family) => family.needs.some((need) => test.need === '' || need === test.need);
  if ('answer' in test) {
    const fits = compileAnswer('family', test.answer);
    return (family) => fits(family.values);
  }
  if ('inside' in test) return ({ region }) => (region === null ? null : test.inside.some((area) => isInside(region, area)));
  if ('desa' in test) return ({ region }) => (region === null || regionLevel(region) !== 'kelurahan' ? null : isDesa(region) === test.desa);
  if ('receives' in test) return (family) => receives(test.receives, family, null, date);
  if ('recipient' in test) {
    const fits = compilePerson(test.recipient, date);
    return (family, person) => (person === null ? null : fits(family, person));
  }
  return compileSomeone(compilePerson(test.someone, date));
}

/** Whether a test asks about the person who receives, so that it is not the same for everybody in a family. */
export function asksRecipient(test: AidTest): boolean {
  if ('all' in test) return test.all.some(asksRecipient);
  if ('any' in test) return test.any.some(asksRecipient);
  return 'not' in test ? asksRecipient(test.not) : 'recipient' in test;
}

function compilePerson(test: PersonTest, date: string): PersonFits {
  if ('all' in test) return every(test.all.map((part) => compilePerson(part, date)));
  if ('any' in test) return some(test.any.map((part) => compilePerson(part, date)));
  if ('not' in test) return negated(compilePerson(test.not, date));
  if ('age' in test) return compileAge(test.age, date);
  if ('receives' in test) return (family, person) => receives(test.receives, family, person.uid, date);
  const fits = compileAnswer('person', 'sex' in test ? { field: 'sex', in: [test.sex] } : test.answer);
  return (_family, person) => fits(person.values);
}

function compileSomeone(fits: PersonFits): Fits {
  return (family) => {
    let untold = false;
    for (const person of family.people) {
      if (!person.active) continue;
      const holds = fits(family, person);
      if (holds === true) return true;
      if (holds === null) untold = true;
    }
    return untold ? null : false;
  };
}

function compileDesil({ from = 0, to = Infinity, source }: { from?: number; to?: number; source?: number }): Fits {
  return (family) => {
    const value = source === undefined ? family.desil : newestDesil(family, source);
    return value === null ? null : value >= from && value <= to;
  };
}

/** An age between two is a birth date between two days: no age is counted. */
function compileAge({ from = 0, to }: { from?: number; to?: number }, date: string): PersonFits {
  const latest = yearsBefore(date, from);
  const earliest = to === undefined ? null : yearsBefore(date, to + 1);
  return (_family, { values: { birthDate } }) => (typeof birthDate !== 'string' || !isRealDate(birthDate) ? null : birthDate <= latest && (earliest === null || birthDate > earliest));
}

/** Whoever was born on this day or before is so many years old. Only compared with dates, so it need not be one (29 February). */
export function yearsBefore(date: string, years: number): string {
  return `${String(Number(date.slice(0, 4)) - years).padStart(4, '0')}${date.slice(4)}`;
}

/** Whether an answer is among these codes; null when it was not given, or cannot be compared. */
export function compileAnswer(entity: 'family' | 'person', { field, in: codes }: { field: string; in: readonly number[] }): (values: FieldValues) => boolean | null {
  const def = fieldDef(entity, field);
  if (!def) return () => null;
  if (def.kind === 'bits') return (values) => {
    const value = values[field];
    return typeof value !== 'number' || value === dontKnow ? null : codes.some((code) => (code > 0 ? (value & code) === code : value === code));
  };
  if (def.kind === 'flag' || def.kind === 'int') return (values) => {
    const value = values[field];
    return typeof value === 'number' ? codes.includes(value) : null;
  };
  const list = def.list ?? '';
  return (values) => {
    const value = values[field];
    if (!isAnswered(value)) return null;
    const code = codeIn(list, value);
    return code === null ? null : codes.includes(code);
  };
}

function receives(choice: ProgrammeChoice, family: AidFamily, person: string | null, date: string): boolean {
  return family.enrolments.some((one) => (person === null || one.person === person) && receivesOn(one, date) && isChosen(choice, one.programme));
}

type Part<A extends readonly unknown[]> = (...given: A) => boolean | null;

function every<A extends readonly unknown[]>(parts: readonly Part<A>[]): Part<A> {
  return (...given) => {
    let untold = false;
    for (const part of parts) {
      const holds = part(...given);
      if (holds === false) return false;
      if (holds === null) untold = true;
    }
    return untold ? null : true;
  };
}

function some<A extends readonly unknown[]>(parts: readonly Part<A>[]): Part<A> {
  return (...given) => {
    let untold = false;
    for (const part of parts) {
      const holds = part(...given);
      if (holds === true) return true;
      if (holds === null) untold = true;
    }
    return untold ? null : false;
  };
}

function negated<A extends readonly unknown[]>(part: Part<A>): Part<A> {
  return (...given) => {
    const holds = part(...given);
    return holds === null ? null : !holds;
  };
}
