import { addDays } from '../../rules/dates.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { deliveryStatus, enrolmentStatus, labelFor, receivingStatuses } from '../states.ts';

/** Why nothing is handed to a recipient: dead or gone; suspended; left or finished. */
export type HeldCause = 'dead' | 'gone' | 'suspended' | 'ended';

/** Why nothing is handed to a recipient. */
export interface Held {
  readonly cause: HeldCause;
  /** From when, until when as far as anybody said, and for what reason: of who is suspended or has left. */
  readonly since: string | null; readonly until: string | null; readonly why: string | null;
}

/** What tells whether a part in a programme receives now. */
export interface Standing { readonly state: number; readonly since: string | null; readonly until: string | null; readonly statusReason: string | null; readonly end: string | null; readonly exitReason: number | null; readonly exitNote: string | null }

/** Whoever left longer ago is not expected at a distribution any more, and is named by none. */
const EXPECTED_DAYS = 92;

/** The columns of {@link Standing}, of an enrolment `e`. */
export const standingColumns = 'coalesce(e.status, 3) AS state, e.statusDate AS since, e.until AS until, e.statusReason AS statusReason, e."end" AS "end", e.exitReason AS exitReason, e.exitNote AS exitNote';

/** Which enrolments `e` a list of a day asks for: who receives, who left of late, and by the two parameters who received in that phase of the programme. */
export const standingWhere = `(coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) OR (e.status IN (${enrolmentStatus.finished},${enrolmentStatus.left}) AND e."end" >= ?)
  OR e.uid IN (SELECT enrolment FROM delivery WHERE programme = ? AND phase = ? AND status = ${deliveryStatus.received} AND voided IS NULL))`;

/** The parameters of {@link standingWhere}. */
export function standingParams(office: Reader, programme: string, phase: string): [string, string, string] {
  return [addDays(today(office), -EXPECTED_DAYS), programme, phase];
}

/** Why nothing is handed over to a part in a programme, as far as its own state says it; null when it receives. */
export function heldBy({ state, since, until, statusReason, end, exitReason, exitNote }: Standing): Held | null {
  if (state === enrolmentStatus.suspended) return { cause: 'suspended', since, until, why: statusReason };
  if (receivingStatuses.includes(state)) return null;
  return { cause: 'ended', since: end, until: null, why: labelFor('TEPAT.alasanKeluar', exitReason) ?? exitNote };
}
