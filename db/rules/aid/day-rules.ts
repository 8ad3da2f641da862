import { addDays } from '../dates.ts';
import { isChosen, narrowness } from './aid-facts.ts';
import type { AidProgramme } from './aid-facts.ts';
import { rulesOn, versionsOf } from './aid-rule.ts';
import type { AidRule, OverlapContent, TestedContent } from './aid-rule.ts';
import { asksRecipient, compileAid } from './compile-aid.ts';
import type { Fits } from './compile-aid.ts';

/** A rule of recipients made ready for a day. */
export interface DayRule {
  /** Its place among all rules of the day. */
  readonly no: number;
  readonly rule: AidRule<TestedContent>;
  readonly fits: Fits;
  /** Says the same for every part of a family. */
  readonly perFamily: boolean;
}

/** The rules that are in force on a day, made ready: which of them are about a programme, or about two, is found once. */
export interface DayRules {
  readonly date: string;
  readonly eligibility: (programme: AidProgramme) => readonly DayRule[];
  readonly anomaly: (programme: AidProgramme) => readonly DayRule[];
  readonly missed: readonly DayRule[];
  /** What decides about two programmes together, whatever decides first in front. */
  readonly pairs: (a: AidProgramme, b: AidProgramme) => readonly AidRule<OverlapContent>[];
  /** The first day after this one on which other rules are in force; null when that never comes. */
  readonly until: string | null;
}

const strictness = { allow: 0, warn: 1, forbid: 2 } as const;

/** What was made ready of a list of rules, by day: whoever judges many recipients asks for the same again and again. */
const made = new WeakMap<readonly AidRule[], Map<string, DayRules>>();

/** Makes the rules ready for a day; of the same list and day it is the same object. */
export function rulesOfDay(rules: readonly AidRule[], date: string): DayRules {
  const days = made.get(rules) ?? new Map<string, DayRules>();
  made.set(rules, days);
  const of = days.get(date) ?? makeReady(rules, date);
  days.set(date, of);
  return of;
}

function makeReady(rules: readonly AidRule[], date: string): DayRules {
  let count = 0;
  const ready = (some: readonly AidRule<TestedContent>[]): DayRule[] => some.map((rule) => ({ no: count++, rule, fits: compileAid(rule.content.test, date), perFamily: !asksRecipient(rule.content.test) }));
  const about = (some: readonly DayRule[]) => {
    const known = new Map<string, readonly DayRule[]>();
    return (programme: AidProgramme): readonly DayRule[] => {
      let own = known.get(programme.uid);
      if (!own) known.set(programme.uid, (own = some.filter(({ rule }) => isChosen(rule.content.programmes, programme))));
      return own;
    };
  };
  return {
    date, eligibility: about(ready(rulesOn(rules, 'eligibility', date))), anomaly: about(ready(rulesOn(rules, 'anomaly', date))), missed: ready(rulesOn(rules, 'missed', date)),
    pairs: pairsOf(rulesOn(rules, 'overlap', date)), until: nextRules(rules, date),
  };
}

/** Of the rules that fit two programmes the narrowest decides, among equally narrow ones the strictest, else the first. */
function pairsOf(rules: readonly AidRule<OverlapContent>[]): DayRules['pairs'] {
  const known = new Map<string, Map<string, readonly AidRule<OverlapContent>[]>>();
  const width = ({ content }: AidRule<OverlapContent>): number => narrowness(content.a) + narrowness(content.b);
  return (a, b) => {
    let others = known.get(a.uid);
    if (!others) known.set(a.uid, (others = new Map()));
    let found = others.get(b.uid);
    if (!found) {
      found = rules.filter(({ content }) => (content.pair === 'same') === (a.uid === b.uid) && fitsBoth(content, a, b))
        .sort((one, other) => width(other) - width(one) || strictness[other.content.result] - strictness[one.content.result]);
      others.set(b.uid, found);
    }
    return found;
  };
}

function fitsBoth(rule: OverlapContent, a: AidProgramme, b: AidProgramme): boolean {
  return (isChosen(rule.a, a) && isChosen(rule.b, b)) || (isChosen(rule.a, b) && isChosen(rule.b, a));
}

function nextRules(rules: readonly AidRule[], date: string): string | null {
  let next: string | null = null;
  for (const { from, to } of rules.flatMap(versionsOf)) for (const day of [from, to === null ? null : addDays(to, 1)]) if (day !== null && day > date && (next === null || day < next)) next = day;
  return next;
}
