import type { FullRegion } from '../../rules/enrolment/quota.ts';
import { fail } from '../../rules/failure.ts';
import { say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { enrolmentEn } from '../../rules/text/enrolment.en.ts';
import { enrolmentId } from '../../rules/text/enrolment.id.ts';
import type { Log } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import type { Actor } from '../access.ts';
import type { AidObjection } from '../aid/candidate.ts';
import type { RecipientUnit } from '../recipient-unit.ts';
import { enrolmentStatus, labelFor } from '../states.ts';

const words = { id: enrolmentId, en: enrolmentEn };
const own = { basis: null, version: 1, other: null } as const;

/** Whom somebody speaks against, and what: a rule of aid, the quota, or that they left before. */
export interface Objection extends Omit<AidObjection, 'kind'> {
  readonly kind: AidObjection['kind'] | 'quota' | 'left';
}

/** The ids under which these two are answered and kept beside the rules. */
export const objectionRule = { quota: 'tepat:kuota', left: 'tepat:pernah-keluar' } as const;

/** That every place of a region is taken: to enrol all the same is for who answers for the office. */
export function quotaObjection({ region, used, places }: FullRegion, lang: Lang): Objection {
  return { ...own, rule: objectionRule.quota, kind: 'quota', result: 'forbid', title: say(lang, words, 'quotaTitle'), facts: say(lang, words, 'quotaFacts', { region, used, places }) };
}

/** That somebody left the programme before (KPS-4); null where nobody did. */
export function leftObjection(office: Reader, programme: string, { person, family, group }: RecipientUnit, lang: Lang): Objection | null {
  const of = group ? 'peopleGroup = ?' : person ? 'person = ?' : 'person IS NULL AND family = ?';
  const past = sql(office, `SELECT "end", exitReason FROM enrolment WHERE ${of} AND programme = ? AND voided IS NULL AND status = ${enrolmentStatus.left} ORDER BY "end" DESC, id DESC LIMIT 1`)
    .get((group ?? person ?? family)?.uid ?? '', programme) as { end: string | null; exitReason: number | null } | undefined;
  return past ? leftSaid(past.end, past.exitReason, lang) : null;
}

/** The words of somebody's leaving. */
export function leftSaid(end: string | null, exitReason: number | null, lang: Lang): Objection {
  const reason = labelFor('TEPAT.alasanKeluar', exitReason) ?? '–';
  return { ...own, rule: objectionRule.left, kind: 'left', result: 'warn', title: say(lang, words, 'leftTitle'), facts: say(lang, words, 'leftFacts', { end: end ?? '–', reason }) };
}

export interface Answers {
  readonly overrides?: readonly { readonly rule: string; readonly reason: string }[] | undefined;
  /** Whether the user may set aside what a rule forbids; who may not can only answer warnings. */
  readonly mayForbidden?: boolean | undefined;
}

export type Answered = Objection & { readonly reason: string };

/** The objections with the reasons that were given for setting them aside. Errors: RULES_AGAINST, RULE_FORBIDS. */
export function requireAnswered(objections: readonly Objection[], { overrides = [], mayForbidden = false }: Answers, name = ''): Answered[] {
  const answered = objections.map((one) => ({ ...one, reason: overrides.find(({ rule }) => rule === one.rule)?.reason.trim() ?? '' }));
  const of = name === '' ? '' : `${name}: `;
  const open = answered.find((one) => one.reason === '');
  if (open) fail('RULES_AGAINST', { count: answered.filter((one) => one.reason === '').length, rule: open.title, facts: of + open.facts });
  const forbidden = mayForbidden ? undefined : answered.find((one) => one.result === 'forbid');
  if (forbidden) fail('RULE_FORBIDS', { rule: forbidden.title, facts: of + forbidden.facts });
  return answered;
}

/** Keeps why somebody was enrolled although something spoke against it. */
export function keepOverrides(office: Reader, log: Log, actor: Actor, of: { readonly enrolment: string; readonly programme: string; readonly family: Pick<StoredRecord, 'uid'> | null; readonly person: Pick<StoredRecord, 'uid'> | null }, answered: readonly Answered[]): void {
  for (const { rule, title, version, result, facts, reason } of answered) {
    log.create('override', {
      owner: office.identity.code, family: of.family?.uid ?? null, person: of.person?.uid ?? null, enrolment: of.enrolment, programme: of.programme, rule, ruleTitle: title, ruleVersion: version,
      result, facts, reason, decidedOn: today(office), decidedBy: actor.user.name,
    });
  }
}
