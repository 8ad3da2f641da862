import { isChosen, receivesOn } from './aid-facts.ts';
import type { AidEnrolment, AidFamily } from './aid-facts.ts';
import { rulesOn } from './aid-rule.ts';
import type { AidRule, TestedContent } from './aid-rule.ts';
import { findOverlaps } from './find-overlaps.ts';
import { judgeAid } from './judge-aid.ts';
import type { AidReason } from './judge-aid.ts';

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
  /** Rules whose test cannot be told of a recipient. */
  readonly untold: readonly Judged[];
  /** The first rule by which the family should receive something and does not. */
  readonly missed: { readonly rule: AidRule<TestedContent>; readonly reasons: readonly AidReason[] } | null;
}

/** Answers the four questions for one family on a day; `houses` are the parts of other families under the same roof. */
export function judgeFamily(family: AidFamily, rules: readonly AidRule[], date: string, houses: readonly AidEnrolment[] = []): AidAnswers {
  const received = family.enrolments.filter((one) => receivesOn(one, date));
  const eligibility = received.flatMap((one) => judgeEnrolment(family, one, rulesOn(rules, 'eligibility', date), date));
  const anomalies = received.flatMap((one) => judgeEnrolment(family, one, rulesOn(rules, 'anomaly', date), date));
  return {
    overlaps: findOverlaps(family.enrolments, rulesOn(rules, 'overlap', date), date, houses),
    ineligible: eligibility.filter((one) => one.holds === false), odd: anomalies.filter((one) => one.holds === true),
    untold: [...eligibility, ...anomalies].filter((one) => one.holds === null),
    missed: missedBy(family, rulesOn(rules, 'missed', date), date),
  };
}

/** Judges one part by the rules of its programme. */
export function judgeEnrolment(family: AidFamily, enrolment: AidEnrolment, rules: readonly AidRule<TestedContent>[], date: string): (Judged & { holds: boolean | null })[] {
  const person = family.people.find((one) => one.uid === enrolment.person) ?? null;
  return rules.filter((rule) => isChosen(rule.content.programmes, enrolment.programme)).map((rule) => {
    const { holds, reasons } = judgeAid(rule.content.test, family, person, date);
    return { rule, enrolment, holds, reasons };
  });
}

function missedBy(family: AidFamily, rules: readonly AidRule<TestedContent>[], date: string): AidAnswers['missed'] {
  if (!family.active) return null;
  for (const rule of rules) {
    if (family.enrolments.some((one) => receivesOn(one, date) && isChosen(rule.content.programmes, one.programme))) continue;
    const { holds, reasons } = judgeAid(rule.content.test, family, null, date);
    if (holds === true) return { rule, reasons };
  }
  return null;
}

/** What stands against a new part in a programme, by every rule that fires; nothing stands against it when both are empty. */
export function judgeCandidate(family: AidFamily, candidate: AidEnrolment, rules: readonly AidRule[], date: string, houses: readonly AidEnrolment[] = []): Pick<AidAnswers, 'overlaps' | 'ineligible' | 'odd' | 'untold'> {
  const day = candidate.start !== null && candidate.start > date ? candidate.start : date;
  const eligibility = judgeEnrolment(family, candidate, rulesOn(rules, 'eligibility', day), day);
  const anomalies = judgeEnrolment(family, candidate, rulesOn(rules, 'anomaly', day), day);
  const others = family.enrolments.filter((one) => one.uid !== candidate.uid);
  const overlaps = findOverlaps([candidate, ...others], rulesOn(rules, 'overlap', day), day, houses).filter((one) => one.a.uid === candidate.uid || one.b.uid === candidate.uid);
  return {
    overlaps, ineligible: eligibility.filter((one) => one.holds === false), odd: anomalies.filter((one) => one.holds === true),
    untold: [...eligibility, ...anomalies].filter((one) => one.holds === null),
  };
}

