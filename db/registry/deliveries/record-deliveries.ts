import { isActiveFamily, isActivePerson } from '../../rules/checks/finding.ts';
import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { refuseHandOver } from '../../rules/enrolment/hand-over.ts';
import type { HandOverRefusal } from '../../rules/enrolment/hand-over.ts';
import { isInside } from '../../rules/region-code.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { resolveAlias } from '../aliases.ts';
import { needFamily, needPerson, needRecord, requireOwn, textValue } from '../access.ts';
import type { Actor } from '../access.ts';
import { headName } from '../enrolment/parts.ts';
import { ownGroup } from '../groups/save-group.ts';
import { codeFor, deliveryStatus, enrolmentStatus, labelFor, voidReason } from '../states.ts';
import { inOrderOfCounting, namesOf } from './counting.ts';

/** What became of one recipient's delivery. */
export interface DeliveryItem {
  readonly enrolment: string;
  /** Code of TEPAT.statusPenyaluran. */
  readonly status: number;
  readonly rupiah?: number | null;
  readonly quantity?: number | null;
  readonly unit?: string | null;
  readonly takenBy?: string | null;
  readonly relation?: number | null;
  readonly proof?: number | null;
  readonly proofNo?: string | null;
  readonly reason?: string | null;
  readonly note?: string | null;
}

/** What a visit adds; what is not said stays as it is. */
export interface VisitFacts {
  readonly followUp?: number | null | undefined;
  readonly followUpDate?: string | null | undefined;
  readonly healthNote?: string | null | undefined;
  readonly recordNo?: string | null | undefined;
}

export interface DeliveryRun {
  readonly programme: string;
  readonly phase: string;
  readonly date: string;
  readonly place?: string | null;
  readonly officer?: string | null;
  readonly items: readonly (DeliveryItem & VisitFacts)[];
}

/**
 * Records deliveries of a phase, all in one transaction: each recipient has one delivery of a phase, which a second
 * record corrects. The office of the family records, or one above it. Whoever is dead or gone gets nothing handed over
 * (RECIPIENT_GONE), what was not taken needs a reason, and what another office handed over is not handed over again
 * (DELIVERY_ELSEWHERE), nor anything to who is only proposed, or was suspended or had left by that day
 * (ENROLMENT_PROPOSED, ENROLMENT_SUSPENDED, ENROLMENT_ENDED). Errors also: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, WRONG_PROGRAMME, INVALID_INPUT.
 */
export function recordDeliveries(office: Writer, actor: Actor, run: DeliveryRun): { recorded: number } {
  const { phase, ready } = checkDeliveries(office, actor, run);
  return writeChanges(office, { user: actor.user, kind: 'deliver' }, (log) => {
    for (const { item, enrolment, family, person, group, present } of ready) {
      const values = valuesOf(run, item);
      if (present !== undefined) log.update('delivery', present, values);
      else log.create('delivery', { owner: office.identity.code, enrolment: enrolment.uid, programme: run.programme, family: family?.uid ?? null, person: person?.uid ?? null, peopleGroup: group?.uid ?? null, phase, ...values });
    }
    return { recorded: ready.length };
  });
}

/** A delivery that may be recorded: to whom, and the one that it corrects. */
interface ReadyDelivery extends Receiving { readonly item: DeliveryItem & VisitFacts; readonly enrolment: StoredRecord; readonly present: number | undefined }

/** Refuses what {@link recordDeliveries} refuses, without writing anything. */
export function checkDeliveries(office: Reader, actor: Actor, run: DeliveryRun): { phase: string; ready: ReadyDelivery[] } {
  const phase = run.phase.trim() || fail('INVALID_INPUT', { detail: 'phase' });
  const ready = run.items.map((item) => {
    const recipient = recipientOf(office, actor, run, item);
    const { person, family, group } = recipient;
    const present = group ? presentToGroup(office, run.programme, phase, group.uid) : presentDelivery(office, run.programme, phase, person?.uid ?? family?.uid ?? '', item.status);
    return { item, ...recipient, present };
  });
  return { phase, ready };
}

function valuesOf(run: DeliveryRun, item: DeliveryItem & VisitFacts): FieldValues {
  const taken = item.status === deliveryStatus.received;
  const { followUp, followUpDate, healthNote, recordNo } = item;
  return {
    date: run.date, status: item.status, rupiah: item.rupiah ?? null, quantity: item.quantity ?? null, unit: item.unit?.trim() || null,
    takenBy: taken ? item.takenBy?.trim() || null : null, relation: taken ? (item.relation ?? null) : null, proof: taken ? (item.proof ?? null) : null, proofNo: taken ? item.proofNo?.trim() || null : null,
    reason: taken ? null : item.reason?.trim() || null, place: run.place?.trim() || null, officer: run.officer?.trim() || null, note: item.note?.trim() || null,
    ...(followUp !== undefined && { followUp }), ...(followUpDate !== undefined && { followUpDate }),
    ...(healthNote !== undefined && { healthNote: healthNote?.trim() || null }), ...(recordNo !== undefined && { recordNo: recordNo?.trim() || null }),
  };
}

/** Takes a delivery back that was recorded by mistake; it stays in the history. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA. */
export function voidDelivery(office: Writer, actor: Actor, id: string, reason: string): void {
  const delivery = needDelivery(office, actor, id);
  writeChanges(office, { user: actor.user, kind: 'deliver', reason }, (log) => {
    log.update('delivery', delivery.id, { voided: voidReason.mistake });
  });
}

/** Notes what proves that these were received: the signed sheet came back. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, INVALID_INPUT (one was not received). */
export function proveDeliveries(office: Writer, actor: Actor, input: { ids: readonly string[]; proof: number; proofNo: string | null }): { signed: number } {
  const deliveries = input.ids.map((id) => needDelivery(office, actor, id));
  if (deliveries.some((one) => one.values.status !== deliveryStatus.received || one.values.voided !== null)) fail('INVALID_INPUT', { detail: 'ids' });
  return writeChanges(office, { user: actor.user, kind: 'deliver' }, (log) => {
    for (const { id } of deliveries) log.update('delivery', id, { proof: input.proof, proofNo: input.proofNo?.trim() || null });
    return { signed: deliveries.length };
  });
}

/** A delivery that this user may change. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA. */
export function needDelivery(office: Reader, actor: Actor, id: string): StoredRecord {
  const delivery = needRecord(office, 'delivery', id);
  requireOwn(office, delivery);
  if (typeof delivery.values.peopleGroup === 'string') ownGroup(office, actor, delivery.values.peopleGroup);
  else needFamily(office, resolveAlias(office, 'family', String(delivery.values.family)), actor.scope);
  return delivery;
}

interface Present { readonly id: number; readonly uid: string; readonly owner: string | null; readonly status: number | null }

/** Local number of the delivery of a phase that a second record corrects: this office's own that counts. */
function presentDelivery(office: Reader, programme: string, phase: string, recipient: string, status: number): number | undefined {
  const find = sql(office, 'SELECT id, uid, owner, status FROM delivery WHERE voided IS NULL AND coalesce(person, family) = ? AND programme = ? AND phase = ?');
  const present = namesOf(office, recipient).flatMap((name) => find.all(name, programme, phase) as Present[]).sort(inOrderOfCounting);
  const own = present.find((one) => one.owner === office.identity.code);
  const elsewhere = present.find((one) => one.owner !== office.identity.code && one.status === deliveryStatus.received);
  if (!own && elsewhere && status === deliveryStatus.received) fail('DELIVERY_ELSEWHERE', { office: elsewhere.owner ?? '' });
  return own?.id;
}

/** Local number of this office's own delivery of a phase to a kelompok. */
function presentToGroup(office: Reader, programme: string, phase: string, group: string): number | undefined {
  return sql(office, 'SELECT id FROM delivery WHERE voided IS NULL AND peopleGroup = ? AND programme = ? AND phase = ? AND owner = ? ORDER BY uid LIMIT 1').pluck().get(group, programme, phase, office.identity.code) as number | undefined;
}

/** A person with their family, a family, or a kelompok, which has none. */
interface Receiving { readonly family: StoredRecord | null; readonly person: StoredRecord | null; readonly group: StoredRecord | null }

function recipientOf(office: Reader, actor: Actor, run: DeliveryRun, item: DeliveryItem): Receiving & { enrolment: StoredRecord } {
  const enrolment = needRecord(office, 'enrolment', item.enrolment);
  if (enrolment.values.programme !== run.programme) fail('WRONG_PROGRAMME', { name: labelFor('TEPAT.statusKepesertaan', enrolment.values.status) ?? '' });
  const found = receivingOf(office, actor, enrolment.values);
  const { family, person, group } = found;
  const taken = item.status === deliveryStatus.received;
  const status = codeFor('TEPAT.statusKepesertaan', enrolment.values, 'status') ?? enrolmentStatus.active;
  if (taken && ((family && !isActiveFamily(family.values)) || (person && !isActivePerson(person.values)) || (group && group.values.ended !== null))) fail('RECIPIENT_GONE');
  const refusal = taken ? refuseHandOver(status, textValue(enrolment, 'statusDate') ?? textValue(enrolment, 'end'), run.date) : null;
  if (refusal !== null) refuse(office, refusal, enrolment, found);
  if (!taken && !item.reason?.trim()) fail('INVALID_INPUT', { detail: 'reason' });
  return { enrolment, ...found };
}

/** Says why somebody may not receive, by name: the clerk stands before them. */
function refuse(office: Reader, code: HandOverRefusal, enrolment: StoredRecord, { person, family, group }: Receiving): never {
  const who = person ?? group;
  const name = who === null && family !== null ? headName(office, family) : String(who?.values.name ?? '');
  if (code === 'ENROLMENT_ENDED') return fail(code, { end: textValue(enrolment, 'end') ?? '' });
  return fail(code, { name, since: textValue(enrolment, 'statusDate') ?? '', reason: textValue(enrolment, 'statusReason') ?? '' });
}

function receivingOf(office: Reader, actor: Actor, { person: named, family: home, peopleGroup }: StoredRecord['values']): Receiving {
  if (typeof peopleGroup === 'string') return { family: null, person: null, group: ownGroup(office, actor, peopleGroup) };
  const found = typeof named === 'string' ? needPerson(office, resolveAlias(office, 'person', named), actor.scope) : { person: null, family: needFamily(office, resolveAlias(office, 'family', String(home)), actor.scope) };
  if (!isBelow(office, found.family)) requireOwn(office, found.family);
  return { ...found, group: null };
}

/** Whether a family belongs to an office below this one, whose programmes may be handed out from here. */
function isBelow(office: Reader, { values }: StoredRecord): boolean {
  return typeof values.owner === 'string' && values.owner !== office.identity.code && isInside(values.owner, office.identity.code);
}
