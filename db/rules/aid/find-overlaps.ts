import { isChosen, narrowness, receivesOn } from './aid-facts.ts';
import type { AidEnrolment } from './aid-facts.ts';
import type { AidRule, OverlapContent } from './aid-rule.ts';

/** Two parts in programmes that should not come together, and the rule that says so. */
export interface Overlap {
  readonly rule: AidRule<OverlapContent>;
  readonly a: AidEnrolment;
  readonly b: AidEnrolment;
}

const proposed = 1;
const strictness = { allow: 0, warn: 1, forbid: 2 } as const;

/**
 * The pairs among the parts of one family, or of the families of one house, that a rule warns of or forbids on a day. Of
 * the rules that fit a pair the narrowest decides, so that two programmes may be allowed together although their kinds
 * are not; among equally narrow ones the strictest. One part of a pair must be received on that day; the other too, or
 * it ended no longer ago than the rule's months. `house` are the other families under the same roof.
 */
export function findOverlaps(enrolments: readonly AidEnrolment[], rules: readonly AidRule<OverlapContent>[], date: string, houses: readonly AidEnrolment[] = []): Overlap[] {
  const found: Overlap[] = [];
  const own = enrolments.filter((one) => hasBegun(one, date));
  const others = houses.filter((one) => hasBegun(one, date));
  own.forEach((a, place) => {
    for (const b of own.slice(place + 1)) add(found, rules, a, b, date, false);
    for (const b of others) add(found, rules, a, b, date, true);
  });
  return found;
}

function add(found: Overlap[], rules: readonly AidRule<OverlapContent>[], a: AidEnrolment, b: AidEnrolment, date: string, acrossFamilies: boolean): void {
  if (!receivesOn(a, date) && !receivesOn(b, date)) return;
  const rule = decidingRule(rules, a, b, date, acrossFamilies);
  if (rule && rule.content.result !== 'allow') found.push({ rule, a, b });
}

/** The rule that decides about two parts, or null when none fits. */
function decidingRule(rules: readonly AidRule<OverlapContent>[], a: AidEnrolment, b: AidEnrolment, date: string, acrossFamilies = false): AidRule<OverlapContent> | null {
  let best: AidRule<OverlapContent> | null = null;
  for (const rule of rules) {
    if (!fits(rule.content, a, b, acrossFamilies) || !meet(a, b, rule.content.months, date)) continue;
    if (best === null || comesBefore(rule.content, best.content)) best = rule;
  }
  return best;
}

function fits(rule: OverlapContent, a: AidEnrolment, b: AidEnrolment, acrossFamilies: boolean): boolean {
  if (acrossFamilies && rule.per !== 'house') return false;
  if (rule.per === 'person' && (a.person === null || a.person !== b.person)) return false;
  if ((rule.pair === 'same') !== (a.programme.uid === b.programme.uid)) return false;
  const chosen = (isChosen(rule.a, a.programme) && isChosen(rule.b, b.programme)) || (isChosen(rule.a, b.programme) && isChosen(rule.b, a.programme));
  return chosen && (rule.per !== 'house' || a.places.some((place) => b.places.includes(place)));
}

function comesBefore(one: OverlapContent, other: OverlapContent): boolean {
  const by = narrowness(one.a) + narrowness(one.b) - narrowness(other.a) - narrowness(other.b);
  return by > 0 || (by === 0 && strictness[one.result] > strictness[other.result]);
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
