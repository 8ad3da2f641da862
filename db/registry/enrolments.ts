import { entryStates } from '../rules/enrolment/states.ts';
import { fail } from '../rules/failure.ts';
import type { FieldValues } from '../rules/field.ts';
import type { Lang } from '../rules/text.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import type { StoredRecord } from '../store/records.ts';
import { needPerson, needRecord, requireOwn } from './access.ts';
import type { Actor, Scope } from './access.ts';
import { objectionsTo } from './aid/candidate.ts';
import { objectionsToGroup } from './aid/group-candidate.ts';
import { requireEmergency } from './enrolment/emergencies.ts';
import { moveEnrolments } from './enrolment/move-enrolments.ts';
import type { Moved } from './enrolment/move-enrolments.ts';
import { keepOverrides, leftObjection, quotaObjection, requireAnswered } from './enrolment/objections.ts';
import type { Answers, Objection } from './enrolment/objections.ts';
import { needPart, regionOf } from './enrolment/parts.ts';
import { openTally } from './enrolment/quota.ts';
import { requireMove, writeMove } from './enrolment/write-move.ts';
import type { SaidMove } from './enrolment/write-move.ts';
import { openPart, recipientUnit, requireKnownHouse, unitValues } from './recipient-unit.ts';
import type { NamedRecipient, OpenEnrolment, RecipientUnit } from './recipient-unit.ts';
import { refreshDerived } from './refresh-derived.ts';
import { enrolmentStatus, openStatuses } from './states.ts';

export interface NewEnrolment extends NamedRecipient, Answers {
  readonly programme: string;
  /** The day from which it holds; of a proposal, the day on which it was made. */
  readonly start: string;
  /** Proposed, decided or active (TEPAT.statusKepesertaan); active unless something else is said. */
  readonly as?: number;
  readonly decisionNo?: string | null;
  readonly decisionDate?: string | null;
  readonly source?: string | null;
  /** The person who receives on the family's behalf. */
  readonly pengurus?: string | null;
  readonly note?: string | null;
  /** Code of TEPAT.sebabDarurat: enrolled now, verified later (KPS-6). */
  readonly emergency?: number | null;
  readonly verifyBy?: string | null;
  /** Of credit: up to how many whole rupiah, and how it stands (TEPAT.statusKredit). */
  readonly creditLimit?: number | null | undefined;
  readonly creditState?: number | null | undefined;
}

/**
 * Enrols a person, a family, its rumah tangga or house, or a group, or proposes them. The unit must be the programme's (V28: UNIT_MISMATCH),
 * alive and active (V27: RECIPIENT_GONE), a house known for certain (HOUSE_UNSURE), and not already in it (ALREADY_ENROLLED, ALREADY_PROPOSED); whoever was
 * only proposed becomes a recipient by a decision (DECISION_NEEDED). What the rules say against it, that the quota is used
 * up, that somebody left before, must be answered with a reason each (RULES_AGAINST, RULE_FORBIDS), which is kept. Errors
 * also: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, NOT_IN_FAMILY (a pengurus from elsewhere), VERIFY_BY_NEEDED.
 */
export function enrol(office: Writer, actor: Actor, input: NewEnrolment): { id: string } {
  const programme = needRecord(office, 'programme', input.programme);
  const recipient = recipientUnit(office, actor.scope, programme, input);
  const { person, family, group } = recipient;
  requireOwn(office, group ?? family ?? programme);
  requireKnownHouse(office, recipient);
  const as = input.as ?? enrolmentStatus.active;
  if (!entryStates.includes(as)) fail('INVALID_INPUT', { detail: 'as' });
  const present = openPart(office, programme, recipient);
  requireFree(present, as, programme);
  requireEmergency(input);
  if (input.pengurus && needPerson(office, input.pengurus, actor.scope).family.uid !== family?.uid) fail('NOT_IN_FAMILY');
  // A proposal is only a wish: what speaks against it is answered when it is decided.
  const answered = as === enrolmentStatus.proposed ? [] : requireAnswered(objectionsOf(office, programme, recipient, input.start, 'id', true), input);
  return writeChanges(office, { user: actor.user, kind: 'enrol' }, (log) => {
    const whom = { ...unitValues(office, log, recipient), creditLimit: input.creditLimit ?? null, creditState: input.creditState ?? null };
    const id = present?.uid ?? log.create('enrolment', { owner: office.identity.code, programme: programme.uid, ...whom, ...entryValues(input, as) }).uid;
    if (present) decideProposal(office, log, actor, present, whom, input, as);
    keepOverrides(office, log, actor, { enrolment: id, programme: programme.uid, family, person }, answered);
    if (family) refreshDerived(office, [family.id]);
    return { id };
  });
}

/** A proposal becomes a part by its moves; what it said, and where from, stays unless something else is given. */
function decideProposal(office: Writer, log: Log, actor: Actor, present: OpenEnrolment, whom: FieldValues, input: NewEnrolment, as: number): void {
  const { source, note, pengurus = null, emergency = null, verifyBy = null } = input;
  const said: SaidMove = { date: input.start, emergency: emergency !== null, ...(input.decisionNo && { decisionNo: input.decisionNo, decisionDate: input.decisionDate ?? null }) };
  for (const move of as === enrolmentStatus.active ? (['decide', 'activate'] as const) : (['decide'] as const)) {
    const part = needPart(office, present.uid, actor.scope);
    requireMove(part, move, said);
    writeMove(office, log, actor.user.name, part, move, said);
  }
  log.update('enrolment', present.id, { ...whom, pengurus, ...(source && { source }), ...(note && { notes: note }), ...(emergency !== null && { emergency, verifyBy }) });
}

function entryValues({ start, decisionNo = null, decisionDate = null, source = null, pengurus = null, note = null, emergency = null, verifyBy = null }: NewEnrolment, as: number): FieldValues {
  const proposed = as === enrolmentStatus.proposed;
  return {
    status: as, start: as === enrolmentStatus.active ? start : null, proposedOn: proposed ? start : null, statusDate: proposed ? null : start, decisionNo, decisionDate, source, pengurus, notes: note,
    ...(emergency !== null && { emergency, verifyBy }),
  };
}

function requireFree(present: OpenEnrolment | undefined, as: number, { values }: StoredRecord): void {
  if (!present) return;
  const programme = String(values.shortName ?? values.name ?? '');
  if (present.status !== enrolmentStatus.proposed) fail('ALREADY_ENROLLED', { programme, since: String(present.start ?? '') });
  if (as === enrolmentStatus.proposed) fail('ALREADY_PROPOSED', { programme, since: String(present.proposedOn ?? '–') });
}

export interface EnrolmentEnd {
  readonly id: string;
  readonly end: string;
  /** A label or code of TEPAT.alasanKeluar, or "Selesai" when the programme simply ran its course. */
  readonly exitReason: string;
  readonly exitNote?: string;
}

/** Ends an enrolment with a date and a reason. Errors as `moveEnrolments`. */
export function endEnrolment(office: Writer, actor: Actor, { id, end, exitReason, exitNote }: EnrolmentEnd): Moved {
  const finished = exitReason.toLowerCase() === 'selesai';
  return moveEnrolments(office, actor, { ids: [id], move: finished ? 'finish' : 'leave', date: end, exitReason: finished ? null : exitReason, note: exitNote ?? null });
}

/** What speaks against enrolling somebody, before it is done. Errors as for `enrol`. */
export function checkEnrolment(office: Reader, scope: Scope, input: NamedRecipient & Pick<NewEnrolment, 'programme' | 'start'>, lang: Lang, health: boolean): Objection[] {
  const programme = needRecord(office, 'programme', input.programme);
  return objectionsOf(office, programme, recipientUnit(office, scope, programme, input), input.start, lang, health);
}

/** What the rules, the quota and an earlier exit say against a recipient; a kelompok is judged by its members. */
function objectionsOf(office: Reader, programme: StoredRecord, recipient: RecipientUnit, start: string, lang: Lang, health: boolean): Objection[] {
  const { family, person, group, house } = recipient;
  const present = openPart(office, programme, recipient)?.uid ?? null;
  const full = openTally(office, programme).full(regionOf(recipient));
  const left = leftObjection(office, programme.uid, recipient, lang);
  return [
    ...(family === null ? [] : objectionsTo(office, { programme, family, person, house, start, present }, lang, health)),
    ...(group === null ? [] : objectionsToGroup(office, { programme, group, start, present }, lang, health)),
    ...(full ? [quotaObjection(full, lang)] : []), ...(left ? [left] : []),
  ];
}

/** The part that a person or family has in a programme: one that is more than a proposal before a proposal. */
export function openEnrolment(office: Reader, programme: StoredRecord, unit: StoredRecord, isPerson: boolean): OpenEnrolment | undefined {
  const of = isPerson ? 'person = ?' : 'person IS NULL AND family = ?';
  return sql(office, `SELECT id, uid, coalesce(status, 3) AS status, start, proposedOn FROM enrolment WHERE ${of} AND programme = ? AND voided IS NULL AND coalesce(status, 3) IN (${openStatuses.join(',')})
    ORDER BY status = ${enrolmentStatus.proposed}, id LIMIT 1`).get(unit.uid, programme.uid) as OpenEnrolment | undefined;
}
