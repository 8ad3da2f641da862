import { mask } from '../../rules/mask.ts';
import type { ServiceDay } from '../../rules/service-days.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { recipientName } from '../enrolment/parts.ts';
import { filterCondition } from '../family-filter.ts';
import { deliveryStatus } from '../states.ts';
import { inOrderOfCounting, recipientNamer } from './counting.ts';
import type { Countable } from './counting.ts';
import { recipientsNow } from './delivery-list.ts';
import type { DeliveryFollowUp, Recipient } from './delivery-list.ts';
import { programmeDays } from './service-days.ts';

/** What became of one recipient's day. */
export interface GridCell {
  readonly day: number; readonly delivery: string; readonly status: number; readonly quantity: number | null; readonly reason: string | null; readonly own: boolean;
}

/** A recipient with the days of the month. */
export interface GridRow extends Recipient {
  /** Whether they receive now; who left during the month stays on its sheet. */
  readonly active: boolean;
  readonly cells: readonly GridCell[];
  readonly portions: number;
  readonly absent: number;
}

/** A day of the month with what was given on it. */
export interface GridDay extends ServiceDay {
  readonly portions: number;
  readonly received: number;
  readonly absent: number;
}

export interface DeliveryGrid {
  readonly month: string;
  readonly days: readonly GridDay[];
  readonly rows: readonly GridRow[];
  readonly followUp: readonly DeliveryFollowUp[];
  readonly portions: number;
  readonly received: number;
  readonly absent: number;
}

type Row = Countable & Omit<GridCell, 'day' | 'own' | 'status'> & { readonly status: number; readonly phase: string; readonly person: string | null; readonly family: string; readonly enrolment: string; readonly owner: string | null };
type Person = Omit<Recipient, 'enrolment'>;

/** The recipients of a programme by the days of a month (`YYYY-MM`): what was given, who was absent and why, with sums each way. */
export function deliveryGrid(office: Reader, programme: string, month: string, scope: Scope, full = false): DeliveryGrid {
  const { present, followUp } = recipientsNow(office, programme, scope, full);
  const cells = cellsOf(office, programme, month);
  const here = new Map(present.map((who) => [who.person ?? who.family, who]));
  const rows = [
    ...[...here].map(([key, who]) => rowOf(who, true, cells.get(key)?.cells ?? [])),
    ...[...cells].filter(([key]) => !here.has(key)).flatMap(([key, one]) => {
      const who = whoWas(office, key, scope, full);
      return who ? [rowOf({ ...who, enrolment: one.enrolment }, false, one.cells)] : [];
    }),
  ];
  const days = programmeDays(office, programme, month).map((day): GridDay => {
    const of = rows.flatMap((row) => row.cells.filter((cell) => cell.day === day.day));
    return { ...day, ...sums(of) };
  });
  return { month, days, rows, followUp, ...sums(rows.flatMap((row) => row.cells)) };
}

/** What one delivery gives: a portion where no number is said. */
export function portionsOf({ status, quantity }: Pick<GridCell, 'status' | 'quantity'>): number {
  return status === deliveryStatus.received ? (quantity ?? 1) : 0;
}

function sums(cells: readonly GridCell[]): { portions: number; received: number; absent: number } {
  const received = cells.filter((cell) => cell.status === deliveryStatus.received).length;
  return { portions: cells.reduce((sum, cell) => sum + portionsOf(cell), 0), received, absent: cells.length - received };
}

function rowOf(who: Recipient, active: boolean, cells: readonly GridCell[]): GridRow {
  const { portions, absent } = sums(cells);
  return { ...who, active, cells, portions, absent };
}

/** The deliveries of a month by recipient; each day is a phase of its own, named by its date. */
function cellsOf(office: Reader, programme: string, month: string): Map<string, { enrolment: string; cells: GridCell[] }> {
  const nameOf = recipientNamer(office);
  const rows = sql(office, `SELECT uid, uid AS delivery, owner, enrolment, person, family, phase, coalesce(status, 1) AS status, quantity, reason FROM delivery
    WHERE programme = ? AND phase BETWEEN ? AND ? AND length(phase) = 10 AND voided IS NULL`).all(programme, `${month}-01`, `${month}-31`) as Row[];
  const byRecipient = new Map<string, { enrolment: string; cells: GridCell[]; days: Set<number> }>();
  for (const row of rows.sort(inOrderOfCounting)) {
    const key = nameOf(row);
    const one = byRecipient.get(key) ?? { enrolment: row.enrolment, cells: [], days: new Set() };
    const day = Number(row.phase.slice(8));
    byRecipient.set(key, one);
    if (one.days.has(day)) continue;
    one.days.add(day);
    one.cells.push({ day, delivery: row.delivery, status: row.status, quantity: row.quantity, reason: row.reason, own: row.owner === office.identity.code });
  }
  return byRecipient;
}

/** Who received and does not any more. */
function whoWas(office: Reader, key: string, scope: Scope, full: boolean): Person | undefined {
  const { where, params } = filterCondition(office, { status: 'all' }, scope);
  const row = sql(office, `SELECT s.uid AS family, p.uid AS person, ${recipientName} AS name, coalesce(p.nik, CASE WHEN p.uid IS NULL THEN s.noKk END) AS identifier, s.address AS address, s.rt AS rt, s.rw AS rw
    FROM familySummary s LEFT JOIN person p ON p.uid = ? WHERE s.uid = coalesce(p.family, ?) AND ${where}`).get(key, key, ...params) as Person | undefined;
  return row && { ...row, identifier: row.identifier === null || full ? row.identifier : mask(row.identifier) };
}
