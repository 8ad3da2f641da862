import { isActiveFamily, isActivePerson } from '../../rules/checks/finding.ts';
import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { resolveAlias } from '../aliases.ts';
import { needFamily, needPerson, needRecord, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { codeFor, deliveryStatus, enrolmentStatus, labelFor, receivingStatuses, voidReason } from '../states.ts';

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

export interface DeliveryRun {
  readonly programme: string;
  readonly phase: string;
  readonly date: string;
  readonly place?: string | null;
  readonly officer?: string | null;
  readonly items: readonly DeliveryItem[];
}

/**
 * Records deliveries of a phase, all in one transaction: each recipient has one delivery of a phase, which a second
 * record corrects. Whoever is dead or gone gets nothing handed over (RECIPIENT_GONE), and what was not taken needs a
 * reason. Errors also: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, WRONG_PROGRAMME, ENROLMENT_ENDED, INVALID_INPUT.
 */
export function recordDeliveries(office: Writer, actor: Actor, run: DeliveryRun): { recorded: number } {
  const phase = run.phase.trim() || fail('INVALID_INPUT', { detail: 'phase' });
  const ready = run.items.map((item) => ({ item, ...recipientOf(office, actor, run, item) }));
  return writeChanges(office, { user: actor.user, kind: 'deliver' }, (log) => {
    for (const { item, enrolment, family, person } of ready) {
      const taken = item.status === deliveryStatus.received;
      const values = {
        date: run.date, status: item.status, rupiah: item.rupiah ?? null, quantity: item.quantity ?? null, unit: item.unit?.trim() || null,
        takenBy: taken ? item.takenBy?.trim() || null : null, relation: taken ? (item.relation ?? null) : null, proof: taken ? (item.proof ?? null) : null, proofNo: taken ? item.proofNo?.trim() || null : null,
        reason: taken ? null : item.reason?.trim() || null, place: run.place?.trim() || null, officer: run.officer?.trim() || null, note: item.note?.trim() || null,
      };
      const present = presentDelivery(office, enrolment.uid, phase);
      if (present !== undefined) log.update('delivery', present, values);
      else log.create('delivery', { owner: office.identity.code, enrolment: enrolment.uid, programme: run.programme, family: family.uid, person: person?.uid ?? null, phase, ...values });
    }
    return { recorded: ready.length };
  });
}

/** Takes a delivery back that was recorded by mistake; it stays in the history. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA. */
export function voidDelivery(office: Writer, actor: Actor, id: string, reason: string): void {
  const delivery = needRecord(office, 'delivery', id);
  requireOwn(office, delivery);
  needFamily(office, resolveAlias(office, 'family', String(delivery.values.family)), actor.scope);
  writeChanges(office, { user: actor.user, kind: 'deliver', reason }, (log) => {
    log.update('delivery', delivery.id, { voided: voidReason.mistake });
  });
}

/** The delivery of a phase that counts: of two PCs that recorded the same one, the first. */
function presentDelivery(office: Reader, enrolment: string, phase: string): number | undefined {
  return sql(office, 'SELECT id FROM delivery WHERE enrolment = ? AND phase = ? AND voided IS NULL ORDER BY uid LIMIT 1').pluck().get(enrolment, phase) as number | undefined;
}

function recipientOf(office: Reader, actor: Actor, run: DeliveryRun, item: DeliveryItem): { enrolment: StoredRecord; family: StoredRecord; person: StoredRecord | null } {
  const enrolment = needRecord(office, 'enrolment', item.enrolment);
  if (enrolment.values.programme !== run.programme) fail('WRONG_PROGRAMME', { name: labelFor('TEPAT.statusKepesertaan', enrolment.values.status) ?? '' });
  const named = enrolment.values.person;
  const found = typeof named === 'string' ? needPerson(office, resolveAlias(office, 'person', named), actor.scope) : { person: null, family: needFamily(office, resolveAlias(office, 'family', String(enrolment.values.family)), actor.scope) };
  requireOwn(office, found.family);
  const taken = item.status === deliveryStatus.received;
  const status = codeFor('TEPAT.statusKepesertaan', enrolment.values, 'status') ?? enrolmentStatus.active;
  if (taken && (!isActiveFamily(found.family.values) || (found.person && !isActivePerson(found.person.values)))) fail('RECIPIENT_GONE');
  if (taken && !receivingStatuses.includes(status)) fail('ENROLMENT_ENDED', { end: String(enrolment.values.end ?? '') });
  if (!taken && !item.reason?.trim()) fail('INVALID_INPUT', { detail: 'reason' });
  return { enrolment, ...found };
}
