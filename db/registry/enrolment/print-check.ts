import { rulesOfDay } from '../../rules/aid/day-rules.ts';
import { judgeFamily } from '../../rules/aid/judge-recipients.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { explainAid } from '../../rules/aid/explain-aid.ts';
import { say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { enrolmentEn } from '../../rules/text/enrolment.en.ts';
import { enrolmentId } from '../../rules/text/enrolment.id.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing, needRecord, textValue } from '../access.ts';
import type { Scope } from '../access.ts';
import { rulesAtHand } from '../aid/candidate.ts';
import { objectionsToGroup } from '../aid/group-candidate.ts';
import { aidFamily, aidProgrammes, houseEnrolments } from '../aid/aid-families.ts';
import { listAidRules } from '../aid/aid-rules.ts';
import { loadFamilies } from '../family-facts.ts';
import { filterCondition } from '../family-filter.ts';
import { enrolmentStatus, receivingStatuses } from '../states.ts';
import { partJoins, partName } from './parts.ts';
import { proposedExits } from './proposed-exits.ts';
import { unverified } from './emergencies.ts';

const words = { id: enrolmentId, en: enrolmentEn };
const CHUNK = 500;

/** Somebody of a list that is to be printed, who needs a look first. */
export interface PrintConcern {
  readonly enrolment: string;
  /** Null where a kelompok receives. */
  readonly family: string | null;
  readonly name: string;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  /**
   * `excluded` never stands on the list: dead, gone, suspended. `blocked` stands on it only with a reason: a rule
   * forbids it. `warned` stands on it and is named beside it.
   */
  readonly level: 'excluded' | 'blocked' | 'warned';
  /** Why, in words. */
  readonly why: string;
}

interface Row { readonly enrolment: string; readonly familyNumber: number; readonly family: string; readonly name: string; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly status: number; readonly nik: number }

/** Everybody on a programme's list of recipients who must not stand there, or not without a word, before it is printed (PLK-6); the gravest cause of each. */
export function printConcerns(office: Reader, programme: string, scope: Scope, lang: Lang): PrintConcern[] {
  const { where, params } = filterCondition(office, { status: 'all' }, scope);
  const rows = sql(office, `SELECT e.uid AS enrolment, s.family AS familyNumber, s.uid AS family, ${partName} AS name, s.address AS address, s.rt AS rt, s.rw AS rw, coalesce(e.status, 3) AS status,
      (p.nik IS NOT NULL AND EXISTS (SELECT 1 FROM person q WHERE q.nik = p.nik AND q.id <> p.id AND coalesce(q.status, 1) = 1 AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.ended IS NULL AND a.fromPerson IN (p.uid, q.uid)))) AS nik
    FROM enrolment e ${partJoins} WHERE e.programme = ? AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) AND ${where} ORDER BY s.region, s.rw, s.rt, name, e.id`).all(programme, ...params) as Row[];
  const gone = new Map(proposedExits(office, scope, programme).map((one) => [one.enrolment, say(lang, words, causeWords[one.cause], { date: one.since ?? '' })]));
  const late = new Map(unverified(office, scope, programme).filter((one) => one.overdue).map((one) => [one.enrolment, say(lang, words, 'causeVerify', { date: one.verifyBy ?? '' })]));
  const judged = judgeRows(office, programme, rows, lang);
  const ofFamilies = rows.flatMap(({ familyNumber: _number, status, nik, ...row }): PrintConcern[] => {
    const left = gone.get(row.enrolment) ?? (status === enrolmentStatus.suspended ? say(lang, words, 'causeSuspended') : null);
    if (left !== null) return [{ ...row, level: 'excluded', why: left }];
    const { forbidden = [], warned = [] } = judged.get(row.enrolment) ?? {};
    if (forbidden.length > 0) return [{ ...row, level: 'blocked', why: forbidden.join('; ') }];
    const doubts = [...warned, ...(nik === 1 ? [say(lang, words, 'causeNik')] : []), ...(late.has(row.enrolment) ? [late.get(row.enrolment) ?? ''] : [])];
    return doubts.length > 0 ? [{ ...row, level: 'warned', why: doubts.join('; ') }] : [];
  });
  return [...ofFamilies, ...groupConcerns(office, programme, scope, lang)];
}

/** The same of kelompok: one that has ended or is suspended is left out, and the rules judge its members. */
function groupConcerns(office: Reader, id: string, scope: Scope, lang: Lang): PrintConcern[] {
  const area = narrowing(office, scope);
  const parts = sql(office, `SELECT e.uid AS enrolment, k.uid AS uid, coalesce(e.status, 3) AS status, k.ended AS ended, e.start AS start FROM enrolment e JOIN peopleGroup k ON k.uid = e.peopleGroup
    WHERE e.programme = ? AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) ${area === null ? '' : "AND (k.region = ? OR k.region LIKE ? || '.%')"} ORDER BY k.name, e.id`)
    .all(id, ...(area === null ? [] : [area, area])) as { enrolment: string; uid: string; status: number; ended: string | null; start: string | null }[];
  if (parts.length === 0) return [];
  const [programme, rules] = [needRecord(office, 'programme', id), rulesAtHand(office)];
  return parts.flatMap(({ enrolment, uid, status, ended, start }): PrintConcern[] => {
    const group = needRecord(office, 'peopleGroup', uid);
    const row = { enrolment, family: null, name: String(group.values.name ?? ''), address: textValue(group, 'address'), rt: textValue(group, 'rt'), rw: textValue(group, 'rw') };
    const left = ended !== null ? say(lang, words, 'causeEnded', { date: ended }) : status === enrolmentStatus.suspended ? say(lang, words, 'causeSuspended') : null;
    if (left !== null) return [{ ...row, level: 'excluded', why: left }];
    const against = objectionsToGroup(office, { programme, group, start: start ?? today(office), present: enrolment }, lang, false, rules);
    const forbidden = against.filter((one) => one.result === 'forbid');
    const why = (some: typeof against): string => some.map((one) => `${one.title} (${one.facts})`).join('; ');
    return forbidden.length > 0 ? [{ ...row, level: 'blocked', why: why(forbidden) }] : against.length > 0 ? [{ ...row, level: 'warned', why: why(against) }] : [];
  });
}

const causeWords = { dead: 'causeDead', moved: 'causeMoved', missing: 'causeMissing', away: 'causeAway', family: 'causeFamily', empty: 'causeEmpty', double: 'causeDouble', ended: 'causeEnded' } as const;

interface Said { readonly forbidden: string[]; readonly warned: string[] }

/** What the rules say against each part, forbidden and warned apart. A list may be handed on: it never says what somebody's health is. */
function judgeRows(office: Reader, programme: string, rows: readonly Row[], lang: Lang): ReadonlyMap<string, Said> {
  const [programmes, rules, needs, date] = [aidProgrammes(office), rulesOfDay(listAidRules(office), today(office)), needRulesOf(office), today(office)];
  const said = new Map<string, Said>();
  const add = (enrolment: string, forbidden: boolean, text: string): void => {
    const one = said.get(enrolment) ?? { forbidden: [], warned: [] };
    one[forbidden ? 'forbidden' : 'warned'].push(text);
    said.set(enrolment, one);
  };
  const numbers = [...new Set(rows.map((row) => row.familyNumber))];
  for (let at = 0; at < numbers.length; at += CHUNK) {
    for (const facts of loadFamilies(office, numbers.slice(at, at + CHUNK))) {
      const family = aidFamily(office, facts, programmes, date, needs);
      const { overlaps, ineligible, odd } = judgeFamily(family, rules, houseEnrolments(office, family, programmes));
      const nameOf = (uid: string): string => String(family.people.find((one) => one.uid === uid)?.values.name ?? '');
      for (const { rule, a, b } of overlaps) {
        for (const one of [a, b]) if (one.programme.uid === programme) add(one.uid, rule.content.result === 'forbid', `${rule.title} (${a.programme.name}, ${b.programme.name})`);
      }
      for (const { rule, enrolment, reasons } of [...ineligible, ...odd]) {
        if (enrolment.programme.uid === programme) add(enrolment.uid, 'result' in rule.content && rule.content.result === 'forbid', `${rule.title} (${explainAid(lang, reasons, { nameOf, health: false, needs })})`);
      }
    }
  }
  return said;
}
