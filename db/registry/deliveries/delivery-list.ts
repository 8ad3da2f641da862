import { isActivePerson } from '../../rules/checks/finding.ts';
import type { FieldValues } from '../../rules/field.ts';
import { mask } from '../../rules/mask.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { filterCondition } from '../family-filter.ts';
import { deliveryStatus, personStatus, receivingStatuses } from '../states.ts';
import { inOrderOfCounting, recipientNamer } from './counting.ts';
import { groupLines } from './group-lines.ts';

/** Who receives a programme, and where they live. */
export interface Recipient {
  readonly enrolment: string; readonly family: string; readonly person: string | null; readonly name: string; readonly identifier: string | null; readonly address: string | null;
  readonly rt: string | null; readonly rw: string | null;
}

/** A recipient of a programme with what became of a phase. */
export interface DeliveryLine extends Omit<Recipient, 'family'> {
  /** Null for a kelompok, which is none. */
  readonly family: string | null; readonly group: string | null;
  readonly delivery: string | null; readonly status: number | null; readonly date: string | null; readonly rupiah: number | null;
  readonly quantity: number | null; readonly unit: string | null; readonly takenBy: string | null; readonly relation: number | null; readonly proof: number | null; readonly reason: string | null;
  /** Whether this office recorded it; what another did is corrected there. */
  readonly own: boolean;
}

/** A recipient who must not be handed anything, and why. */
export interface DeliveryFollowUp extends Omit<Recipient, 'identifier'> {
  readonly cause: 'dead' | 'gone';
}

/** What was said of a recipient and waits to be written: see `db/store/waiting-writes.ts`. */
export type WaitingLine = Pick<DeliveryLine, 'enrolment' | 'status' | 'date'> & { readonly [K in 'rupiah' | 'quantity' | 'unit' | 'takenBy' | 'relation' | 'proof' | 'reason']?: DeliveryLine[K] | undefined };

export interface DeliveryList {
  readonly rows: readonly DeliveryLine[];
  /** Dead or gone: left out of the rows, and listed for somebody to settle. */
  readonly followUp: readonly DeliveryFollowUp[];
  readonly received: number;
  /** Received, and nothing proves it yet. */
  readonly unsigned: number;
  readonly rupiah: number;
  /** Sums of goods by their unit. */
  readonly quantities: readonly { readonly unit: string; readonly quantity: number }[];
}

/** A recipient with what tells whether they are here. */
type Enrolled = Recipient & { readonly personState: number | null; readonly presence: number | null; readonly raw: string | null; readonly familyActive: number };

type Delivered = Omit<DeliveryLine, keyof Recipient | 'group' | 'own' | 'delivery'> & { readonly uid: string; readonly person: string | null; readonly family: string | null; readonly owner: string | null };

/** Everybody who receives a programme now, in the order of RT and name; the dead and the gone apart. `full` shows identifiers as they are. */
export function recipientsNow(office: Reader, programme: string, scope: Scope, full = false): { present: Recipient[]; followUp: DeliveryFollowUp[] } {
  const { where, params } = filterCondition(office, { status: 'all' }, scope);
  const rows = sql(office, `SELECT e.uid AS enrolment, s.uid AS family, p.uid AS person, coalesce(p.name, s.head, '') AS name, coalesce(p.nik, CASE WHEN p.uid IS NULL THEN s.noKk END) AS identifier, s.address AS address,
      s.rt AS rt, s.rw AS rw, p.status AS personState, p.presence AS presence, p.raw AS raw, s.active AS familyActive
    FROM enrolment e LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
    JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
    WHERE e.programme = ? AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) AND ${where}
    ORDER BY s.region, s.rw, s.rt, name, e.id`).all(programme, ...params) as Enrolled[];
  const present: Recipient[] = [];
  const followUp: DeliveryFollowUp[] = [];
  for (const { personState, presence, raw, familyActive, identifier, ...who } of rows) {
    if (familyActive === 1 && (who.person === null || isHere({ status: personState, presence }, raw))) present.push({ ...who, identifier: identifier === null || full ? identifier : mask(identifier) });
    else followUp.push({ ...who, cause: personState === personStatus.dead ? 'dead' : 'gone' });
  }
  return { present, followUp };
}

/** Everybody who receives a programme now with the delivery of a phase; what two PCs recorded counts once, what waits to be written as if it were. */
export function deliveryList(office: Reader, programme: string, phase: string, scope: Scope, full = false, waiting: readonly WaitingLine[] = []): DeliveryList {
  const { present, followUp } = recipientsNow(office, programme, scope, full);
  const nameOf = recipientNamer(office);
  const delivered = new Map<string, Delivered>();
  const found = sql(office, `SELECT uid, person, family, owner, status, date, rupiah, quantity, unit, takenBy, relation, proof, reason FROM delivery WHERE programme = ? AND phase = ? AND voided IS NULL`).all(programme, phase) as Delivered[];
  for (const one of found.sort(inOrderOfCounting)) if (!delivered.has(nameOf(one))) delivered.set(nameOf(one), one);
  const ofFamilies = present.map((who): DeliveryLine => {
    const { uid = null, owner = null, status = null, date = null, rupiah = null, quantity = null, unit = null, takenBy = null, relation = null, proof = null, reason = null } = delivered.get(who.person ?? who.family) ?? {};
    return { ...who, group: null, delivery: uid, status, date, rupiah, quantity, unit, takenBy, relation, proof, reason, own: uid === null || owner === office.identity.code };
  });
  const said = new Map(waiting.map((one) => [one.enrolment, one]));
  const rows = [...ofFamilies, ...groupLines(office, programme, phase, scope)].map((row) => withWaiting(row, said.get(row.enrolment)));
  // Somebody who was enrolled twice received once.
  const got = [...new Map(rows.filter((row) => row.status === deliveryStatus.received).map((row) => [row.delivery ?? row.enrolment, row])).values()];
  return {
    rows, followUp, received: got.length, unsigned: got.filter((row) => row.proof === null).length, rupiah: got.reduce((sum, row) => sum + (row.rupiah ?? 0), 0), quantities: sumByUnit(got),
  };
}

/** The line as it will be once what waits is written. */
function withWaiting(row: DeliveryLine, said: WaitingLine | undefined): DeliveryLine {
  if (said === undefined) return row;
  const { status, date, rupiah = null, quantity = null, unit = null, takenBy = null, relation = null, proof = null, reason = null } = said;
  return { ...row, status, date, rupiah, quantity, unit, takenBy, relation, proof, reason };
}

/** Answers outside their lists are kept in `raw` and say more than the columns. */
function isHere(values: FieldValues, raw: string | null): boolean {
  return isActivePerson(raw === null ? values : { ...values, ...(JSON.parse(raw) as FieldValues) });
}

function sumByUnit(rows: readonly Pick<DeliveryLine, 'quantity' | 'unit'>[]): { unit: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { quantity, unit } of rows) if (quantity !== null) sums.set(unit ?? '', (sums.get(unit ?? '') ?? 0) + quantity);
  return [...sums].map(([unit, quantity]) => ({ unit, quantity })).sort((a, b) => a.unit.localeCompare(b.unit));
}

/** The phases of a programme that anything was recorded for, the newest first. */
export function deliveryPhases(office: Reader, programme: string): { phase: string; date: string | null; received: number; others: number }[] {
  return sql(office, `SELECT phase, max(date) AS date, count(DISTINCT CASE WHEN status = ${deliveryStatus.received} THEN enrolment END) AS received, count(DISTINCT CASE WHEN status <> ${deliveryStatus.received} THEN enrolment END) AS others
    FROM delivery WHERE programme = ? AND voided IS NULL GROUP BY phase ORDER BY date DESC, phase DESC`).all(programme) as { phase: string; date: string | null; received: number; others: number }[];
}
