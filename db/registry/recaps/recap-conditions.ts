import { faultBits, freshSince } from '../../rules/recaps/quality.ts';
import type { QualityKey } from '../../rules/recaps/quality.ts';
import { surveyedSpan } from '../../rules/recaps/freshness.ts';

/** A part of a condition on `familySummary s`, with its values. */
type Part = [part: string, ...values: (string | number)[]];

/** Records in a pair that may be one and that nobody decided yet; who was merged since is no longer one of two. */
export const openDoubles = `SELECT "left" AS record FROM duplicateFound UNION SELECT "right" FROM duplicateFound
  EXCEPT SELECT coalesce(fromPerson, fromFamily) FROM alias WHERE ended IS NULL`;

/** Living people who, or whose family, may be in the register twice: their families' numbers. The few pairs are read first, whatever SQLite thinks of their number. */
export const doubledPeople = `SELECT p.id AS person, d.family AS family FROM (${openDoubles}) o CROSS JOIN person p ON p.uid = o.record CROSS JOIN familySummary d ON d.uid = p.family WHERE d.active = 1 AND coalesce(p.status, 1) = 1 AND coalesce(p.presence, 0) <> 2
  UNION SELECT p.id, d.family FROM (${openDoubles}) o CROSS JOIN familySummary d ON d.uid = o.record CROSS JOIN person p ON p.family = d.uid WHERE d.active = 1 AND coalesce(p.status, 1) = 1 AND coalesce(p.presence, 0) <> 2`;

/**
 * Families by the date of their last survey, `d.surveyDate` in the condition. Of a past day the date stands in the line itself; now it stands beside
 * the last change (`line-changes.ts`), where an index orders it.
 */
export function bySurveyDate(condition: string, isPast: boolean): string {
  return isPast ? condition.replaceAll('d.surveyDate', 's.surveyDate') : `s.family IN (SELECT d.family FROM lineChange d WHERE ${condition})`;
}

/** Families surveyed last in a span of months, or never (`none`). */
export function surveyedCondition(text: string, isPast: boolean): Part {
  const span = surveyedSpan(text);
  if (!span) return [bySurveyDate(never, isPast)];
  const [from, until] = [span.from ?? '', span.until ?? '~'];
  // A day comes after its month and before the next, also as a text.
  return [bySurveyDate("(d.surveyDate <> '' AND d.surveyDate >= ? AND d.surveyDate < ?)", isPast), from, until];
}

/** Of a family that was never surveyed. */
const never = "(d.surveyDate IS NULL OR d.surveyDate = '')";

/** Families that do not pass a measure of quality on a day. */
export function lackingCondition(measure: QualityKey, day: string, isPast: boolean): Part {
  switch (measure) {
    case 'nik':
      return ['s.badNiks > 0'];
    case 'noKk':
    case 'address':
      return ['s.faults & ? <> 0', faultBits[measure]];
    case 'desil':
      return ['s.desil IS NULL'];
    case 'fresh':
      return [bySurveyDate(`(${never} OR d.surveyDate < ?)`, isPast), freshSince(day)];
    case 'single':
      return [`s.family IN (SELECT family FROM (${doubledPeople}))`];
  }
}
