import { isChosen, receivesOn } from '../../rules/aid/aid-facts.ts';
import type { AidEnrolment, AidFamily } from '../../rules/aid/aid-facts.ts';
import type { AidRule, AidRuleContent } from '../../rules/aid/aid-rule.ts';
import { rulesOfDay } from '../../rules/aid/day-rules.ts';
import type { DayRules } from '../../rules/aid/day-rules.ts';
import { judgeAid } from '../../rules/aid/judge-aid.ts';
import { judgeFamily } from '../../rules/aid/judge-recipients.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { loadFamilies } from '../family-facts.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { filterCondition } from '../family-filter.ts';
import { aidFamily, aidProgrammes, houseEnrolments } from './aid-families.ts';
import { listAidRules } from './aid-rules.ts';

const CHUNK = 500;
const EXAMPLES = 20;

/** What a rule would do in this register today. */
export interface RuleTrial {
  /** Active families that the test fits (eligibility, missed), or that the rule points out (anomaly, overlap). */
  readonly families: number;
  /** Parts in the programmes that the rule is about. */
  readonly enrolled: number;
  /** Of these, how many the rule speaks against; for `missed`, families without any aid; for overlaps, pairs. */
  readonly against: number;
  /** How many cannot be told. */
  readonly untold: number;
  /** The first families that it speaks against. */
  readonly examples: readonly { readonly id: string; readonly name: string }[];
}

/** Tries a rule, stored or not, against the families of the area. `id` is the stored rule that it would replace. */
export function tryAidRule(office: Reader, scope: Scope, content: AidRuleContent, id?: string): RuleTrial {
  const { where, params } = filterCondition(office, {}, scope);
  const heads = sql(office, `SELECT s.family, s.head FROM familySummary s WHERE ${where} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`).raw().all(...params) as [number, string | null][];
  const [programmes, needs, date] = [aidProgrammes(office), needRulesOf(office), today(office)];
  const rule: AidRule = { uid: id ?? 'trial', title: '', basis: null, version: 1, from: null, to: null, content };
  const others = content.kind === 'overlap' ? listAidRules(office).filter((one) => one.uid !== rule.uid) : [];
  const rules = rulesOfDay([rule, ...others], date);
  const sum = { families: 0, enrolled: 0, against: 0, untold: 0 };
  const examples: { id: string; name: string }[] = [];
  for (let at = 0; at < heads.length; at += CHUNK) {
    const names = new Map(heads.slice(at, at + CHUNK));
    for (const facts of loadFamilies(office, [...names.keys()])) {
      const family = aidFamily(office, facts, programmes, date, needs);
      const one = trialOf(family, rule, rules, () => houseEnrolments(office, family, programmes));
      for (const key of ['families', 'enrolled', 'against', 'untold'] as const) sum[key] += one[key];
      if (one.against > 0 && examples.length < EXAMPLES) examples.push({ id: family.uid, name: names.get(facts.family.id) ?? '' });
    }
  }
  return { ...sum, examples };
}

function trialOf(family: AidFamily, rule: AidRule, rules: DayRules, houses: () => readonly AidEnrolment[]): Omit<RuleTrial, 'examples'> {
  const { content } = rule;
  const { date } = rules;
  const received = family.enrolments.filter((one) => receivesOn(one, date));
  const count = (fits: boolean): number => (fits ? 1 : 0);
  if (content.kind === 'overlap') {
    const pairs = judgeFamily(family, rules, houses()).overlaps.filter((one) => one.rule.uid === rule.uid && (one.a.family === one.b.family || one.a.family < one.b.family)).length;
    return { families: count(pairs > 0), enrolled: received.filter((one) => isChosen(content.a, one.programme) || isChosen(content.b, one.programme)).length, against: pairs, untold: 0 };
  }
  const answers = judgeFamily(family, rules);
  const enrolled = received.filter((one) => isChosen(content.programmes, one.programme)).length;
  if (content.kind === 'eligibility') return { families: count(fitsSomebody(family, rule, date)), enrolled, against: answers.ineligible.length, untold: answers.untold.eligibility };
  if (content.kind === 'anomaly') return { families: count(answers.odd.length > 0), enrolled, against: answers.odd.length, untold: answers.untold.anomaly };
  const verdict = judgeAid(content.test, family, null, date);
  return { families: count(verdict.holds === true), enrolled, against: count(answers.missed !== null), untold: count(verdict.holds === null) };
}

/** Whether the family, or anybody in it, passes an eligibility test. */
function fitsSomebody(family: AidFamily, { content }: AidRule, date: string): boolean {
  if (content.kind === 'overlap') return false;
  return [null, ...family.people.filter((one) => one.active)].some((person) => judgeAid(content.test, family, person, date).holds === true);
}
