import { faultBits, freshSince } from '../../rules/recaps/quality.ts';
import type { QualityKey } from '../../rules/recaps/quality.ts';
import { surveyedSpan } from '../../rules/recaps/freshness.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** A part of a condition on `familySummary s`, with its values. */
type Part = [part: string, ...values: (string | number)[]];

/** Records in a pair that may be one and that nobody decided yet; who was merged since is no longer one of two. */
export const openDoubles = `SELECT "left" AS record FROM duplicateFound UNION SELECT "right" FROM duplicateFound
  EXCEPT SELECT coalesce(fromPerson, fromFamily) FROM alias WHERE ended IS NULL`;

/** Living people who, or whose family, may be in the register twice: their families' numbers. The few pairs are read first, whatever SQLite thinks of their number. */
export const doubledPeople = `SELECT p.id AS person, d.family AS family FROM (${openDoubles}) o CROSS JOIN person p ON p.uid = o.record CROSS JOIN familySummary d ON d.uid = p.family WHERE d.active = 1 AND coalesce(p.status, 1) = 1 AND coalesce(p.presence, 0) <> 2
  UNION SELECT p.id, d.family FROM (${openDoubles}) o CROSS JOIN familySummary d ON d.uid = o.record CROSS JOIN person p ON p.family = d.uid WHERE d.active = 1 AND coalesce(p.status, 1) = 1 AND coalesce(p.presence, 0) <> 2`;

/** Where the date of the last survey is had: from a line of a past day, from `lineChange l` joined to the lines, or asked for line by line. */
export type DatesFrom = 'past' | 'joined' | 'asked';

const dates: Readonly<Record<DatesFrom, string>> = { past: 's.surveyDate', joined: 'l.surveyDate', asked: '(SELECT d.surveyDate FROM lineChange d WHERE d.family = s.family)' };

/** Families not surveyed since a day, which is the value. Most are or most are not: no index is asked, so that a page keeps its order. */
export function olderCondition(from: DatesFrom, day: string): Part {
  return [`(+${dates[from]} IS NULL OR +${dates[from]} <= ?)`, day];
}

/** Few enough to be looked up one by one. */
const FEW = 20_000;

/** Families surveyed last in a span of months, or never (`none`); up to `few` of them are looked up. */
export function surveyedCondition(office: Reader, from: DatesFrom, text: string, few = FEW): Part {
  const span = surveyedSpan(text);
  // A day comes after its month and before the next, also as a text.
  const days = span ? [span.from ?? '', span.until ?? '~'] : [];
  const within = (date: string): string => (span ? `${date} <> '' AND ${date} >= ? AND ${date} < ?` : `coalesce(${date}, '') = ''`);
  if (from === 'past') return [within(dates.past), ...days];
  // SQLite does not know how many they are: it would walk a city in the order of names for a handful, or look up and sort most of it for a page.
  const those = `SELECT d.family FROM lineChange d WHERE ${span ? within('d.surveyDate') : 'd.surveyDate IS NULL'}`;
  const count = sql(office, `SELECT count(*) FROM (${those} LIMIT ${few + 1})`).pluck().get(...days) as number;
  return [count > few ? within(`+${dates[from]}`) : `s.family IN (${those})`, ...days];
}

/** Families that do not pass a measure of quality on a day. */
export function lackingCondition(measure: QualityKey, day: string, from: DatesFrom): Part {
  switch (measure) {
    case 'nik':
      return ['s.badNiks > 0'];
    case 'noKk':
    case 'address':
      return ['s.faults & ? <> 0', faultBits[measure]];
    case 'desil':
      return ['s.desil IS NULL'];
    case 'fresh':
      return [`(coalesce(${dates[from]}, '') = '' OR ${dates[from]} < ?)`, freshSince(day)];
    case 'single':
      return [`s.family IN (SELECT family FROM (${doubledPeople}))`];
  }
}
