import { receivesOn } from './aid-facts.ts';
import type { AidEnrolment } from './aid-facts.ts';
import type { AidRule, OverlapContent } from './aid-rule.ts';
import type { DayRules } from './day-rules.ts';

/** Two parts in programmes that should not come together, and the rule that says so. */
export interface Overlap {
  readonly rule: AidRule<OverlapContent>;
  readonly a: AidEnrolment;
  readonly b: AidEnrolment;
}

const proposed = 1;

/**
 * The pairs among the parts of one family, or of the families of one house, that a rule warns of or forbids on a day. Of
 * the rules that fit a pair the narrowest decides, so that two programmes may be allowed together although their kinds
 * are not; among equally narrow ones the strictest. One part of a pair must be received on that day; the other too, or
 * it ended no longer ago than the rule's months. `houses` are the parts of the other families under the same roof.
 */
export function findOverlaps(enrolments: readonly AidEnrolment[], rules: DayRules, houses: readonly AidEnrolment[] = []): Overlap[] {
  const found: Overlap[] = [];
  if (enrolments.length + houses.length < 2) return found;
  const { date } = rules;
  const own = enrolments.filter((one) => hasBegun(one, date));
  const others = houses.length === 0 ? houses : houses.filter((one) => hasBegun(one, date));
  for (let place = 0; place < own.length; place += 1) {
    const a = own[place];
    if (!a) continue;
    for (let next = place + 1; next < own.length; next += 1) add(found, rules, a, own[next], false);
    for (const b of others) add(found, rules, a, b, true);
  }
  return found;
}

function add(found: Overlap[], rules: DayRules, a: AidEnrolment, b: AidEnrolment | undefined, acrossFamilies: boolean): void {
  if (!b) return;
  const deciding = rules.pairs(a.programme, b.programme);
  if (deciding.length === 0 || (!receivesOn(a, rules.date) && !receivesOn(b, rules.date))) return;
  const rule = deciding.find(({ content }) => fits(content, a, b, acrossFamilies) && meet(a, b, content.months, rules.date));
  if (rule && rule.content.result !== 'allow') found.push({ rule, a, b });
}

function fits(rule: OverlapContent, a: AidEnrolment, b: AidEnrolment, acrossFamilies: boolean): boolean {
  if (rule.per === 'house') return a.places.some((place) => b.places.includes(place));
  return !acrossFamilies && (rule.per !== 'person' || (a.person !== null && a.person === b.person));
}

function hasBegun(one: AidEnrolment, date: string): boolean {
  return one.status !== proposed && (one.start === null || one.start <= date);
}

/** Whether two parts touch: within the same month, or with no more than so many months between. */
function meet(a: AidEnrolment, b: AidEnrolment, months: number, date: string): boolean {
  const gap = Math.max(firstMonth(a), firstMonth(b)) - Math.min(lastMonth(a, date), lastMonth(b, date));
  return gap <= months;
}

function firstMonth(one: AidEnrolment): number {
  return one.start === null ? -Infinity : monthOf(one.start);
}

/** Until when somebody received; who still does counts until the day itself, and who ended without a date until the beginning. */
function lastMonth(one: AidEnrolment, date: string): number {
  if (one.end !== null && one.end <= date) return monthOf(one.end);
  return receivesOn(one, date) ? monthOf(date) : firstMonth(one);
}

function monthOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
