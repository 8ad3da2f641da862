import { isChosen, receivesOn } from './aid-facts.ts';
import type { AidEnrolment, AidFamily, AidPerson } from './aid-facts.ts';
import type { AidRule, TestedContent } from './aid-rule.ts';
import { rulesOfDay } from './day-rules.ts';
import type { DayRule, DayRules } from './day-rules.ts';
import { findOverlaps } from './find-overlaps.ts';
import { judgeAid } from './judge-aid.ts';
import type { AidReason } from './aid-reasons.ts';

/** What a rule of recipients found: who fails it (eligibility) or whom it points out (anomaly), and by which facts. */
export interface Judged {
  readonly rule: AidRule<TestedContent>;
  readonly enrolment: AidEnrolment;
  readonly reasons: readonly AidReason[];
}

/** What becomes of a family's aid on a day: the four questions that are always answered. */
export interface AidAnswers {
  readonly overlaps: ReturnType<typeof findOverlaps>;
  readonly ineligible: readonly Judged[];
  readonly odd: readonly Judged[];
  /** How many rules cannot be told of a recipient. */
  readonly untold: { readonly eligibility: number; readonly anomaly: number };
  /** The first rule by which the family should receive something and does not. */
  readonly missed: { readonly rule: AidRule<TestedContent>; readonly reasons: readonly AidReason[] } | null;
}

/** Answers the four questions for one family on the day of the rules; `houses` are the parts of other families under the same roof. */
export function judgeFamily(family: AidFamily, rules: DayRules, houses: readonly AidEnrolment[] = []): AidAnswers {
  const found = { ineligible: [] as Judged[], odd: [] as Judged[], untold: { eligibility: 0, anomaly: 0 } };
  const known: (boolean | null | undefined)[] = [];
  for (const one of family.enrolments) {
    if (!receivesOn(one, rules.date)) continue;
    judgePart(family, one, rules, found, known);
  }
  return { overlaps: findOverlaps(family.enrolments, rules, houses), ...found, missed: missedBy(family, rules) };
}

interface Found { readonly ineligible: Judged[]; readonly odd: Judged[]; readonly untold: { eligibility: number; anomaly: number } }

/** Judges one part by the rules of its programme. `known` keeps what a rule says of the whole family. */
function judgePart(family: AidFamily, enrolment: AidEnrolment, rules: DayRules, found: Found, known: (boolean | null | undefined)[]): void {
  const eligibility = rules.eligibility(enrolment.programme);
  const anomaly = rules.anomaly(enrolment.programme);
  if (eligibility.length + anomaly.length === 0) return;
  const person = enrolment.person === null ? null : (family.people.find((one) => one.uid === enrolment.person) ?? null);
  const holds = (one: DayRule): boolean | null => {
    if (!one.perFamily) return one.fits(family, person);
    let said = known[one.no];
    if (said === undefined) known[one.no] = said = one.fits(family, null);
    return said;
  };
  const add = (list: Judged[], { rule }: DayRule): void => void list.push({ rule, enrolment, reasons: reasonsOf(rule, family, person, rules.date) });
  for (const one of eligibility) {
    const said = holds(one);
    if (said === false) add(found.ineligible, one);
    else if (said === null) found.untold.eligibility += 1;
  }
  for (const one of anomaly) {
    const said = holds(one);
    if (said === true) add(found.odd, one);
    else if (said === null) found.untold.anomaly += 1;
  }
}

function reasonsOf({ content }: AidRule<TestedContent>, family: AidFamily, person: AidPerson | null, date: string): readonly AidReason[] {
  return judgeAid(content.test, family, person, date).reasons;
}

function missedBy(family: AidFamily, { missed, date }: DayRules): AidAnswers['missed'] {
  if (!family.active) return null;
  for (const { rule, fits } of missed) {
    if (family.enrolments.some((one) => receivesOn(one, date) && isChosen(rule.content.programmes, one.programme))) continue;
    if (fits(family, null) === true) return { rule, reasons: reasonsOf(rule, family, null, date) };
  }
  return null;
}

/** What stands against a new part in a programme, by every rule that fires; nothing stands against it when all are empty. */
export function judgeCandidate(family: AidFamily, candidate: AidEnrolment, rules: readonly AidRule[], date: string, houses: readonly AidEnrolment[] = []): Omit<AidAnswers, 'missed'> {
  const day = rulesOfDay(rules, candidate.start !== null && candidate.start > date ? candidate.start : date);
  const found: Found = { ineligible: [], odd: [], untold: { eligibility: 0, anomaly: 0 } };
  judgePart(family, candidate, day, found, []);
  const others = family.enrolments.filter((one) => one.uid !== candidate.uid);
  return { ...found, overlaps: findOverlaps([candidate, ...others], day, houses).filter((one) => one.a.uid === candidate.uid || one.b.uid === candidate.uid) };
}
