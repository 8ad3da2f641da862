import { isActivePerson } from '../../rules/checks/finding.ts';
import type { FieldValues } from '../../rules/field.ts';
import { mask } from '../../rules/mask.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { recipientName } from '../enrolment/parts.ts';
import { filterCondition } from '../family-filter.ts';
import { deliveryStatus, personStatus } from '../states.ts';
import { heldBy, standingColumns, standingParams, standingWhere } from './standing.ts';
import type { Held, HeldCause, Standing } from './standing.ts';
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
  /** Received in this phase, and would be handed nothing now. */
  readonly held: HeldCause | null;
}

/** A recipient who must not be handed anything, and why. */
export interface DeliveryFollowUp extends Omit<Recipient, 'family'>, Held {
  readonly family: string | null; readonly group: string | null;
}

/** What was said of a recipient and waits to be written: see `db/store/waiting-writes.ts`. */
export type WaitingLine = Pick<DeliveryLine, 'enrolment' | 'status' | 'date'> & { readonly [K in 'rupiah' | 'quantity' | 'unit' | 'takenBy' | 'relation' | 'proof' | 'reason']?: DeliveryLine[K] | undefined };

export interface DeliveryList {
  readonly rows: readonly DeliveryLine[];
  /** Dead, gone, suspended, or ended of late: left out of the rows unless they received in this phase, and listed for somebody to settle. */
  readonly followUp: readonly DeliveryFollowUp[];
  readonly received: number;
  /** Received, and nothing proves it yet. */
  readonly unsigned: number;
  readonly rupiah: number;
  /** Sums of goods by their unit. */
  readonly quantities: readonly { readonly unit: string; readonly quantity: number }[];
}

/** A recipient with what tells whether they are here. */
type Enrolled = Recipient & Standing & { readonly personState: number | null; readonly presence: number | null; readonly raw: string | null; readonly familyActive: number };

type Delivered = Omit<DeliveryLine, keyof Recipient | 'group' | 'own' | 'held' | 'delivery'> & { readonly uid: string; readonly person: string | null; readonly family: string | null; readonly owner: string | null };

/**
 * Everybody who receives a programme now, in the order of RT and name; apart those to whom nothing is handed: the dead,
 * the gone, the suspended, and who left of late or received in the phase. `full` shows identifiers as they are.
 */
export function recipientsNow(office: Reader, programme: string, scope: Scope, full = false, phase = ''): { present: Recipient[]; followUp: DeliveryFollowUp[]; order: ReadonlyMap<string, number> } {
  const { where, params } = filterCondition(office, { status: 'all' }, scope);
  const rows = sql(office, `SELECT e.uid AS enrolment, s.uid AS family, p.uid AS person, ${recipientName} AS name, coalesce(p.nik, CASE WHEN p.uid IS NULL THEN s.noKk END) AS identifier, s.address AS address,
      s.rt AS rt, s.rw AS rw, p.status AS personState, p.presence AS presence, p.raw AS raw, s.active AS familyActive, ${standingColumns}
    FROM enrolment e LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
    JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
    WHERE e.programme = ? AND e.voided IS NULL AND ${standingWhere} AND ${where}
    ORDER BY s.region, s.rw, s.rt, name, e.id`).all(programme, ...standingParams(office, programme, phase), ...params) as Enrolled[];
  const present: Recipient[] = [];
  const held: DeliveryFollowUp[] = [];
  for (const { personState, presence, raw, familyActive, identifier: whole, state, since, until, statusReason, end, exitReason, exitNote, ...named } of rows) {
    const who = { ...named, identifier: whole === null || full ? whole : mask(whole) };
    const here = familyActive === 1 && (who.person === null || isHere({ status: personState, presence }, raw));
    const by = heldBy({ state, since, until, statusReason, end, exitReason, exitNote });
    if (here && by === null) present.push(who);
    else held.push({ ...who, group: null, ...(by !== null && (here || by.cause === 'ended') ? by : goneBy(personState)) });
  }
  return { present, followUp: withoutReturned(present, held), order: new Map(rows.map((row, at) => [row.enrolment, at])) };
}

function goneBy(state: number | null): Held {
  return { cause: state === personStatus.dead ? 'dead' : 'gone', since: null, until: null, why: null };
}

/** Who left and was enrolled again receives; who is held for two causes is named once. */
function withoutReturned(present: readonly Recipient[], held: readonly DeliveryFollowUp[]): DeliveryFollowUp[] {
  const keyOf = (one: { readonly person: string | null; readonly family: string | null }): string => one.person ?? one.family ?? '';
  const others = new Set([...present.map(keyOf), ...held.filter((one) => one.cause !== 'ended').map(keyOf)]);
  return held.filter((one) => one.cause !== 'ended' || !others.has(keyOf(one)));
}

/** Everybody who receives a programme now with the delivery of a phase; what two PCs recorded counts once, what waits to be written as if it were. */
export function deliveryList(office: Reader, programme: string, phase: string, scope: Scope, full = false, waiting: readonly WaitingLine[] = []): DeliveryList {
  const { present, followUp, order } = recipientsNow(office, programme, scope, full, phase);
  const nameOf = recipientNamer(office);
  const delivered = new Map<string, Delivered>();
  const found = sql(office, `SELECT uid, person, family, owner, status, date, rupiah, quantity, unit, takenBy, relation, proof, reason FROM delivery WHERE programme = ? AND phase = ? AND voided IS NULL`).all(programme, phase) as Delivered[];
  for (const one of found.sort(inOrderOfCounting)) if (!delivered.has(nameOf(one))) delivered.set(nameOf(one), one);
  const lineOf = (who: Omit<Recipient, 'family'> & { readonly family: string | null }, held: HeldCause | null): DeliveryLine => {
    const { uid = null, owner = null, status = null, date = null, rupiah = null, quantity = null, unit = null, takenBy = null, relation = null, proof = null, reason = null } = delivered.get(who.person ?? who.family ?? '') ?? {};
    const { enrolment, family, person, name, identifier, address, rt, rw } = who;
    return { enrolment, family, person, name, identifier, address, rt, rw, group: null, delivery: uid, status, date, rupiah, quantity, unit, takenBy, relation, proof, reason, own: uid === null || owner === office.identity.code, held };
  };
  const groups = groupLines(office, programme, phase, scope);
  // Somebody who received in this phase stands in it, whatever became of them since.
  const [were, out] = [new Map<string, DeliveryLine>(), [] as DeliveryFollowUp[]];
  for (const one of followUp) {
    const line = lineOf(one, one.cause);
    if (line.status === deliveryStatus.received) were.set(line.delivery ?? line.enrolment, line);
    else out.push(one);
  }
  const ofFamilies = [...present.map((who) => lineOf(who, null)), ...were.values()].sort((a, b) => (order.get(a.enrolment) ?? 0) - (order.get(b.enrolment) ?? 0));
  const rows = [...ofFamilies, ...groups.rows];
  const said = new Map(waiting.map((one) => [one.enrolment, one]));
  const known = rows.map((row) => withWaiting(row, said.get(row.enrolment)));
  // Somebody who was enrolled twice received once.
  const got = [...new Map(known.filter((row) => row.status === deliveryStatus.received).map((row) => [row.delivery ?? row.enrolment, row])).values()];
  return {
    rows: known, followUp: [...out, ...groups.followUp], received: got.length, unsigned: got.filter((row) => row.proof === null).length, rupiah: got.reduce((sum, row) => sum + (row.rupiah ?? 0), 0), quantities: sumByUnit(got),
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
