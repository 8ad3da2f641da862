import type { DayRules } from '../../rules/aid/day-rules.ts';
import { nextChange } from '../../rules/aid/next-change.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { loadFamilies } from '../family-facts.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { aidFamily, houseEnrolments } from './aid-families.ts';
import type { AidProgrammes } from './aid-families.ts';
import { findingsOf } from './aid-finding.ts';
import type { FamilyFindings } from './aid-finding.ts';

/** A family as it was judged, by its local number. */
export interface JudgedFamily {
  readonly family: number;
  /** In the order of the days. */
  readonly days: readonly FamilyFindings[];
  /** The first day after the last of them on which that may be otherwise without anything being written. */
  readonly until: () => string;
}

const CHUNK = 500;

/** Judges these families on each day, from everything that is known of them. */
export function* judgeSome(office: Reader, families: readonly number[], programmes: AidProgrammes, days: readonly DayRules[]): Generator<JudgedFamily> {
  const [now, needs] = [today(office), needRulesOf(office)];
  for (let at = 0; at < families.length; at += CHUNK) {
    for (const facts of loadFamilies(office, families.slice(at, at + CHUNK))) {
      const family = aidFamily(office, facts, programmes, now, needs);
      const houses = houseEnrolments(office, family, programmes);
      yield {
        family: facts.family.id, days: days.map((rules) => findingsOf(family, rules, houses, now)),
        until: () => days.reduce((soonest, rules) => earlier(soonest, nextChange(family, rules, houses)), '9999-12-31'),
      };
    }
  }
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
