import { fail } from '../rules/failure.ts';
import type { Lang } from '../rules/text.ts';
import { writeChanges } from '../store/change-log.ts';
import { sql, today } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, needPerson, needRecord, requireArea, requireOwn, textValue } from './access.ts';
import type { Actor, Scope } from './access.ts';
import { objectionsTo } from './aid/candidate.ts';
import type { AidObjection } from './aid/candidate.ts';
import { codeFromWord } from './input-values.ts';
import { openPart, recipientUnit, requireKnownHouse, unitValues } from './recipient-unit.ts';
import type { NamedRecipient, OpenEnrolment, RecipientUnit } from './recipient-unit.ts';
import { refreshDerived } from './refresh-derived.ts';
import { codeFor, enrolmentStatus, openStatuses } from './states.ts';

export interface NewEnrolment extends NamedRecipient {
  readonly programme: string;
  readonly start: string;
  readonly decisionNo?: string | null;
  readonly decisionDate?: string | null;
  readonly source?: string | null;
  /** The person who receives on the family's behalf. */
  readonly pengurus?: string | null;
  readonly note?: string | null;
  /** Why somebody is enrolled although a rule speaks against it: a reason for each such rule. */
  readonly overrides?: readonly { readonly rule: string; readonly reason: string }[];
  /** Whether the user may set aside a rule that forbids; who may not can only answer warnings. */
  readonly mayForbidden?: boolean;
  /** Of credit: up to how many whole rupiah, and how it stands (TEPAT.statusKredit). */
  readonly creditLimit?: number | null | undefined;
  readonly creditState?: number | null | undefined;
}

/**
 * Enrols a person, a family, its rumah tangga or house, or a group. The unit must be the programme's (V28: UNIT_MISMATCH),
 * alive and active (V27: RECIPIENT_GONE), a house known for certain (HOUSE_UNSURE), and not already in it (ALREADY_ENROLLED); whoever was only proposed becomes a recipient. What the rules
 * say against it must be answered with a reason each (RULES_AGAINST, RULE_FORBIDS), which is kept. Errors also: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER,
 * NOT_IN_FAMILY (a pengurus from elsewhere).
 */
export function enrol(office: Writer, actor: Actor, input: NewEnrolment): { id: string } {
  const programme = needRecord(office, 'programme', input.programme);
  const recipient = recipientUnit(office, actor.scope, programme, input);
  const { person, family, group } = recipient;
  requireOwn(office, group ?? family ?? programme);
  requireKnownHouse(office, recipient);
  const name = String(programme.values.shortName ?? programme.values.name ?? '');
  const present = openPart(office, programme, recipient);
  if (present && present.status !== enrolmentStatus.proposed) fail('ALREADY_ENROLLED', { programme: name, since: String(present.start ?? '') });
  if (input.pengurus) {
    if (needPerson(office, input.pengurus, actor.scope).family.uid !== family?.uid) fail('NOT_IN_FAMILY');
  }
  const objections = objectionsOf(office, programme, recipient, input.start, 'id', true);
  const answered = requireAnswered(objections, input);
  return writeChanges(office, { user: actor.user, kind: 'enrol' }, (log) => {
    const { start, decisionNo = null, decisionDate = null, source = null, pengurus = null, note = null } = input;
    const credit = { creditLimit: input.creditLimit ?? null, creditState: input.creditState ?? null };
    const decided = { status: enrolmentStatus.active, start, decisionNo, decisionDate, pengurus, ...unitValues(office, log, recipient), ...credit };
    // What the proposal said, and where from, stays unless something else is given.
    if (present) log.update('enrolment', present.id, { ...decided, ...(source && { source }), ...(note && { notes: note }) });
    const id = present?.uid ?? log.create('enrolment', {
      owner: office.identity.code, programme: programme.uid, ...decided, source, notes: note,
    }).uid;
    for (const { rule, title, version, result, facts, reason } of answered) {
      log.create('override', {
        owner: office.identity.code, family: family?.uid ?? null, person: person?.uid ?? null, enrolment: id, programme: programme.uid, rule, ruleTitle: title, ruleVersion: version,
        result, facts, reason, decidedOn: today(office), decidedBy: actor.user.name,
      });
    }
    if (family) refreshDerived(office, [family.id]);
    return { id };
  });
}

/** The objections with the reasons that were given for setting them aside; refused while one has none. */
function requireAnswered(objections: readonly AidObjection[], { overrides = [], mayForbidden = false }: NewEnrolment): (AidObjection & { reason: string })[] {
  const answered = objections.map((one) => ({ ...one, reason: overrides.find(({ rule }) => rule === one.rule)?.reason.trim() ?? '' }));
  const open = answered.find((one) => one.reason === '');
  if (open) fail('RULES_AGAINST', { count: answered.filter((one) => one.reason === '').length, rule: open.title, facts: open.facts });
  const forbidden = mayForbidden ? undefined : answered.find((one) => one.result === 'forbid');
  if (forbidden) fail('RULE_FORBIDS', { rule: forbidden.title, facts: forbidden.facts });
  return answered;
}

export interface EnrolmentEnd {
  readonly id: string;
  readonly end: string;
  /** A label or code of TEPAT.alasanKeluar, or "Selesai" when the programme simply ran its course. */
  readonly exitReason: string;
  readonly exitNote?: string;
}

/** Ends an enrolment with a date and a reason. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, ENROLMENT_ENDED, DATE_ORDER, INVALID_INPUT. */
export function endEnrolment(office: Writer, actor: Actor, input: EnrolmentEnd): void {
  const enrolment = needRecord(office, 'enrolment', input.id);
  requireOwn(office, enrolment);
  const { start } = enrolment.values;
  const family = familyOf(office, actor.scope, enrolment);
  const status = codeFor('TEPAT.statusKepesertaan', enrolment.values, 'status') ?? enrolmentStatus.active;
  if (!openStatuses.includes(status)) fail('ENROLMENT_ENDED', { end: String(enrolment.values.end ?? '') });
  if (typeof start === 'string' && input.end < start) fail('DATE_ORDER', { start, end: input.end });
  const finished = input.exitReason.toLowerCase() === 'selesai';
  const exitReason = finished ? null : codeFromWord('TEPAT.alasanKeluar', input.exitReason);
  writeChanges(office, { user: actor.user, kind: 'enrol', reason: input.exitNote ?? null }, (log) => {
    log.update('enrolment', enrolment.id, {
      status: finished ? enrolmentStatus.finished : enrolmentStatus.left, end: input.end, exitReason, exitNote: input.exitNote ?? null,
    });
    if (family) refreshDerived(office, [family.id]);
  });
}

/** The family that a part in a programme is about, null for a group's. Errors: NOT_FOUND, OUTSIDE_AREA. */
function familyOf(office: Reader, scope: Scope, { values }: StoredRecord): StoredRecord | null {
  if (typeof values.peopleGroup === 'string') requireArea(office, textValue(needRecord(office, 'peopleGroup', values.peopleGroup), 'region'), scope);
  else return typeof values.person === 'string' ? needPerson(office, values.person, scope).family : needFamily(office, String(values.family), scope);
  return null;
}

/** What the rules say against enrolling somebody, before it is done. Errors as for `enrol`. */
export function checkEnrolment(office: Reader, scope: Scope, input: NamedRecipient & Pick<NewEnrolment, 'programme' | 'start'>, lang: Lang, health: boolean): AidObjection[] {
  const programme = needRecord(office, 'programme', input.programme);
  return objectionsOf(office, programme, recipientUnit(office, scope, programme, input), input.start, lang, health);
}

/** The rules judge people and families; of a kelompok they say nothing. */
function objectionsOf(office: Reader, programme: StoredRecord, recipient: RecipientUnit, start: string, lang: Lang, health: boolean): AidObjection[] {
  const { family, person, house } = recipient;
  return family === null ? [] : objectionsTo(office, { programme, family, person, house, start, present: openPart(office, programme, recipient)?.uid ?? null }, lang, health);
}

/** The part that a person or family has in a programme: one that is more than a proposal before a proposal. */
export function openEnrolment(office: Reader, programme: StoredRecord, unit: StoredRecord, isPerson: boolean): OpenEnrolment | undefined {
  const of = isPerson ? 'person = ?' : 'person IS NULL AND family = ?';
  return sql(office, `SELECT id, uid, coalesce(status, 3) AS status, start FROM enrolment WHERE ${of} AND programme = ? AND voided IS NULL AND coalesce(status, 3) IN (${openStatuses.join(',')})
    ORDER BY status = ${enrolmentStatus.proposed}, id LIMIT 1`).get(unit.uid, programme.uid) as OpenEnrolment | undefined;
}
