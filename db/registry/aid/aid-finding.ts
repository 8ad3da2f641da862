import type { AidEnrolment, AidFamily } from '../../rules/aid/aid-facts.ts';
import type { DayRules } from '../../rules/aid/day-rules.ts';
import { goneParts } from '../../rules/aid/gone-parts.ts';
import type { AidReason } from '../../rules/aid/aid-reasons.ts';
import { judgeFamily } from '../../rules/aid/judge-recipients.ts';
import type { Judged } from '../../rules/aid/judge-recipients.ts';

/** What one of the lists of aid says of a family. */
export const findingKinds = { overlap: 1, ineligible: 2, missed: 3, odd: 4, gone: 5 } as const;

/** One row of a list of aid, as it is kept: by ids, words are put to it when it is shown. */
export interface AidFinding {
  readonly kind: (typeof findingKinds)[keyof typeof findingKinds];
  readonly rule: string | null;
  readonly enrolment: string | null;
  readonly programme: string | null;
  readonly person: string | null;
  /** The other part, where two meet. */
  readonly other: string | null;
  readonly otherProgramme: string | null;
  readonly otherFamily: string | null;
  /** The facts by which a rule fires. */
  readonly reasons: readonly AidReason[];
}

/** What the lists say of a family on a day, and how many checks cannot be told. */
export interface FamilyFindings {
  readonly findings: readonly AidFinding[];
  readonly untoldEligibility: number;
  readonly untoldAnomaly: number;
}

const nothing = { rule: null, enrolment: null, programme: null, person: null, other: null, otherProgramme: null, otherFamily: null, reasons: [] } as const;

/** Judges a family and puts the answers into rows. A pair across two families stands with the one of the smaller id. */
export function findingsOf(family: AidFamily, rules: DayRules, houses: readonly AidEnrolment[], today: string): FamilyFindings {
  const { overlaps, ineligible, odd, missed, untold } = judgeFamily(family, rules, houses);
  const findings: AidFinding[] = [];
  for (const { rule, a, b } of overlaps) {
    if (a.family > b.family) continue;
    findings.push({ ...partOf(a), kind: findingKinds.overlap, rule: rule.uid, other: b.uid, otherProgramme: b.programme.uid, otherFamily: a.family === b.family ? null : b.family });
  }
  for (const one of ineligible) findings.push(judgedRow(findingKinds.ineligible, one));
  if (missed) findings.push({ ...nothing, kind: findingKinds.missed, rule: missed.rule.uid, reasons: missed.reasons });
  for (const one of odd) findings.push(judgedRow(findingKinds.odd, one));
  for (const { enrolment, because } of goneParts(family, rules.date, rules.date >= today)) findings.push({ ...partOf(enrolment), kind: findingKinds.gone, rule: because });
  return { findings, untoldEligibility: untold.eligibility, untoldAnomaly: untold.anomaly };
}

/** A row by what is known of it. */
export function columnFinding(known: Pick<AidFinding, 'kind'> & Partial<AidFinding>): AidFinding {
  return {
    kind: known.kind, rule: known.rule ?? null, enrolment: known.enrolment ?? null, programme: known.programme ?? null, person: known.person ?? null,
    other: known.other ?? null, otherProgramme: known.otherProgramme ?? null, otherFamily: known.otherFamily ?? null, reasons: known.reasons ?? nothing.reasons,
  };
}

function partOf({ uid, programme, person }: AidEnrolment): AidFinding {
  return { ...nothing, kind: findingKinds.overlap, enrolment: uid, programme: programme.uid, person };
}

function judgedRow(kind: AidFinding['kind'], { rule, enrolment, reasons }: Judged): AidFinding {
  return { ...partOf(enrolment), kind, rule: rule.uid, reasons };
}
