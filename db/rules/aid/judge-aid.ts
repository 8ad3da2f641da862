import { ageOn, isRealDate } from '../dates.ts';
import { fieldDef } from '../entities.ts';
import type { FieldValues } from '../field.ts';
import { isAnswered } from '../form/condition.ts';
import { codeIn } from '../lists.ts';
import { isDesa, isInside, regionLevel } from '../region-code.ts';
import { isChosen, receivesOn } from './aid-facts.ts';
import type { AidFamily, AidPerson } from './aid-facts.ts';
import type { AidTest, PersonTest } from './aid-rule.ts';

/** "Tidak tahu" among answers that are sums of ticked codes. */
export const dontKnow = 99;

/** A fact that a test looked at, and whether it was as asked; null when it cannot be told. */
export interface AidReason {
  readonly what: 'desil' | 'need' | 'answer' | 'place' | 'receives' | 'age' | 'recipient' | 'someone';
  readonly holds: boolean | null;
  /** Whose fact it is, where it is a person's. */
  readonly person: string | null;
  /** The field of an answer, the name of a need. */
  readonly field: string | null;
  readonly value: string | number | null;
  readonly from: number | null;
  readonly to: number | null;
  /** Programmes received, codes asked for. */
  readonly list: readonly (string | number)[];
}

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
  if ('desil' in test) return judgeDesil(test.desil, family);
  if ('need' in test) return leaf('need', family.needs.some((need) => test.need === '' || need === test.need), { field: test.need || null, list: family.needs });
  if ('answer' in test) return judgeAnswer('family', test.answer, family.values, null);
  if ('inside' in test) return leaf('place', family.region === null ? null : test.inside.some((area) => isInside(family.region ?? '', area)), { value: family.region, list: test.inside });
  if ('desa' in test) return leaf('place', family.region === null || regionLevel(family.region) !== 'kelurahan' ? null : isDesa(family.region) === test.desa, { value: family.region });
  if ('receives' in test) return judgeReceives(test.receives, family, null, date);
  if ('recipient' in test) return person === null ? leaf('recipient', null, {}) : judgePerson(test.recipient, family, person, date);
  return judgeSomeone(test.someone, family, date);
}

function judgePerson(test: PersonTest, family: AidFamily, person: AidPerson, date: string): AidVerdict {
  if ('all' in test) return allOf(test.all.map((part) => judgePerson(part, family, person, date)));
  if ('any' in test) return anyOf(test.any.map((part) => judgePerson(part, family, person, date)));
  if ('not' in test) return not(judgePerson(test.not, family, person, date));
  if ('age' in test) return judgeAge(test.age, person, date);
  if ('receives' in test) return judgeReceives(test.receives, family, person.uid, date);
  if ('sex' in test) return judgeAnswer('person', { field: 'sex', in: [test.sex] }, person.values, person.uid);
  return judgeAnswer('person', test.answer, person.values, person.uid);
}

/** Somebody alive and here; that nobody fits is only known when each of them was told. */
function judgeSomeone(test: PersonTest, family: AidFamily, date: string): AidVerdict {
  const verdicts = family.people.filter((one) => one.active).map((one) => judgePerson(test, family, one, date));
  const found = verdicts.find((one) => one.holds === true);
  if (found) return found;
  return leaf('someone', verdicts.some((one) => one.holds === null) ? null : false, {});
}

function judgeDesil(asked: { from?: number; to?: number; source?: number }, family: AidFamily): AidVerdict {
  const value = asked.source === undefined ? family.desil : newestDesil(family, asked.source);
  return leaf('desil', value === null ? null : within(value, asked), { value, from: asked.from ?? null, to: asked.to ?? null, list: asked.source === undefined ? [] : [asked.source] });
}

/** The newest desil of a source. */
export function newestDesil(family: AidFamily, source: number): number | null {
  const of = family.desils.filter((one) => one.source === source);
  return of.reduce<(typeof of)[number] | null>((best, one) => (best === null || (one.date ?? '') >= (best.date ?? '') ? one : best), null)?.value ?? null;
}

function judgeAge(asked: { from?: number; to?: number }, person: AidPerson, date: string): AidVerdict {
  const birth = person.values.birthDate;
  const age = typeof birth === 'string' && isRealDate(birth) ? ageOn(birth, date) : null;
  return leaf('age', age === null ? null : within(age, asked), { person: person.uid, value: age, from: asked.from ?? null, to: asked.to ?? null });
}

function judgeAnswer(entity: 'family' | 'person', asked: { field: string; in: readonly number[] }, values: FieldValues, person: string | null): AidVerdict {
  const value = values[asked.field];
  const field = fieldDef(entity, asked.field);
  const said = { person, field: asked.field, list: asked.in };
  if (!isAnswered(value) || !field) return leaf('answer', null, said);
  if (field.kind === 'bits' || field.kind === 'flag' || field.kind === 'int') {
    const number = typeof value === 'number' && !(field.kind === 'bits' && value === dontKnow) ? value : null;
    const fits = number === null ? null : asked.in.some((code) => (field.kind === 'bits' && code > 0 ? (number & code) === code : number === code));
    return leaf('answer', fits, { ...said, value: number });
  }
  const code = codeIn(field.list ?? '', value);
  return leaf('answer', code === null ? null : asked.in.includes(code), { ...said, value: code });
}

function judgeReceives(choice: Parameters<typeof isChosen>[0], family: AidFamily, person: string | null, date: string): AidVerdict {
  const received = family.enrolments.filter((one) => (person === null || one.person === person) && receivesOn(one, date) && isChosen(choice, one.programme));
  return leaf('receives', received.length > 0, { person, list: [...new Set(received.map((one) => one.programme.name))] });
}

function within(value: number, { from = 0, to = Infinity }: { from?: number; to?: number }): boolean {
  return value >= from && value <= to;
}

function leaf(what: AidReason['what'], holds: boolean | null, more: Partial<AidReason>): AidVerdict {
  return { holds, reasons: [{ what, person: null, field: null, value: null, from: null, to: null, list: [], ...more, holds }] };
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
