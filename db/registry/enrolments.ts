import { isActiveFamily, isActivePerson } from '../rules/checks/finding.ts';
import { fail } from '../rules/failure.ts';
import type { Lang } from '../rules/text.ts';
import { writeChanges } from '../store/change-log.ts';
import { sql, today } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, needPerson, needRecord, requireOwn } from './access.ts';
import type { Actor, Scope } from './access.ts';
import { objectionsTo } from './aid/candidate.ts';
import type { AidObjection } from './aid/candidate.ts';
import { codeFromWord } from './input-values.ts';
import { refreshDerived } from './refresh-derived.ts';
import { codeFor, enrolmentStatus, labelFor, openStatuses, unitKind } from './states.ts';

export interface NewEnrolment {
  readonly programme: string;
  readonly family?: string;
  readonly person?: string;
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
}

/**
 * Enrols a person or a family. The unit must be the programme's (V28: UNIT_MISMATCH), alive and active (V27:
 * RECIPIENT_GONE), and not already in it (ALREADY_ENROLLED); whoever was only proposed becomes a recipient. What the rules
 * say against it must be answered with a reason each (RULES_AGAINST, RULE_FORBIDS), which is kept. Errors also: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER,
 * NOT_IN_FAMILY (a pengurus from elsewhere).
 */
export function enrol(office: Writer, actor: Actor, input: NewEnrolment): { id: string } {
  const programme = needRecord(office, 'programme', input.programme);
  const { person, family } = recipientOf(office, actor.scope, input);
  requireOwn(office, family);
  const name = String(programme.values.shortName ?? programme.values.name ?? '');
  const unit = codeFor('TEPAT.satuanPenerima', programme.values, 'unitKind') ?? unitKind.family;
  if ((unit === unitKind.person) !== (person !== null)) fail('UNIT_MISMATCH', { programme: name, unit: labelFor('TEPAT.satuanPenerima', unit) ?? '' });
  if (!isActiveFamily(family.values) || (person && !isActivePerson(person.values))) fail('RECIPIENT_GONE');
  const present = openEnrolment(office, programme, person ?? family, person !== null);
  if (present && present.status !== enrolmentStatus.proposed) fail('ALREADY_ENROLLED', { programme: name, since: String(present.start ?? '') });
  if (input.pengurus) {
    if (needPerson(office, input.pengurus, actor.scope).family.uid !== family.uid) fail('NOT_IN_FAMILY');
  }
  const objections = objectionsTo(office, { programme, family, person, start: input.start, present: present?.uid ?? null }, 'id', true);
  const answered = requireAnswered(objections, input);
  return writeChanges(office, { user: actor.user, kind: 'enrol' }, (log) => {
    const { start, decisionNo = null, decisionDate = null, source = null, pengurus = null, note = null } = input;
    const decided = { status: enrolmentStatus.active, start, decisionNo, decisionDate, pengurus };
    // What the proposal said, and where from, stays unless something else is given.
    if (present) log.update('enrolment', present.id, { ...decided, ...(source && { source }), ...(note && { notes: note }) });
    const id = present?.uid ?? log.create('enrolment', {
      owner: office.identity.code, programme: programme.uid, unitKind: unit, family: family.uid, person: person?.uid ?? null, ...decided, source, notes: note,
    }).uid;
    for (const { rule, title, version, result, facts, reason } of answered) {
      log.create('override', {
        owner: office.identity.code, family: family.uid, person: person?.uid ?? null, enrolment: id, programme: programme.uid, rule, ruleTitle: title, ruleVersion: version,
        result, facts, reason, decidedOn: today(office), decidedBy: actor.user.name,
      });
    }
    refreshDerived(office, [family.id]);
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
  const { person, family: named, start } = enrolment.values;
  const family = typeof person === 'string' ? needPerson(office, person, actor.scope).family : needFamily(office, String(named), actor.scope);
  const status = codeFor('TEPAT.statusKepesertaan', enrolment.values, 'status') ?? enrolmentStatus.active;
  if (!openStatuses.includes(status)) fail('ENROLMENT_ENDED', { end: String(enrolment.values.end ?? '') });
  if (typeof start === 'string' && input.end < start) fail('DATE_ORDER', { start, end: input.end });
  const finished = input.exitReason.toLowerCase() === 'selesai';
  const exitReason = finished ? null : codeFromWord('TEPAT.alasanKeluar', input.exitReason);
  writeChanges(office, { user: actor.user, kind: 'enrol', reason: input.exitNote ?? null }, (log) => {
    log.update('enrolment', enrolment.id, {
      status: finished ? enrolmentStatus.finished : enrolmentStatus.left, end: input.end, exitReason, exitNote: input.exitNote ?? null,
    });
    refreshDerived(office, [family.id]);
  });
}

interface OpenEnrolment { readonly id: number; readonly uid: string; readonly status: number; readonly start: string | null }

/** What the rules say against enrolling somebody, before it is done. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function checkEnrolment(office: Reader, scope: Scope, input: Pick<NewEnrolment, 'programme' | 'family' | 'person' | 'start'>, lang: Lang, health: boolean): AidObjection[] {
  const programme = needRecord(office, 'programme', input.programme);
  const { person, family } = recipientOf(office, scope, input);
  const present = openEnrolment(office, programme, person ?? family, person !== null);
  return objectionsTo(office, { programme, family, person, start: input.start, present: present?.uid ?? null }, lang, health);
}

function recipientOf(office: Reader, scope: Scope, input: Pick<NewEnrolment, 'family' | 'person'>): { person: StoredRecord | null; family: StoredRecord } {
  return input.person !== undefined ? needPerson(office, input.person, scope) : { person: null, family: needFamily(office, input.family ?? '', scope) };
}

/** The part that a person or family has in a programme: one that is more than a proposal before a proposal. */
export function openEnrolment(office: Reader, programme: StoredRecord, unit: StoredRecord, isPerson: boolean): OpenEnrolment | undefined {
  const of = isPerson ? 'person = ?' : 'person IS NULL AND family = ?';
  return sql(office, `SELECT id, uid, coalesce(status, 3) AS status, start FROM enrolment WHERE ${of} AND programme = ? AND voided IS NULL AND coalesce(status, 3) IN (${openStatuses.join(',')})
    ORDER BY status = ${enrolmentStatus.proposed}, id LIMIT 1`).get(unit.uid, programme.uid) as OpenEnrolment | undefined;
}
