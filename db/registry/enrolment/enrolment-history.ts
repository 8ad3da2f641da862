import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { labelFor } from '../states.ts';
import { readPart } from './parts.ts';

/** How a part in a programme began, and each move since: when, by which document, why, recorded by whom. */
export interface HistoryLine {
  /** Null for how it began. */
  readonly from: number | null;
  readonly to: number;
  readonly date: string | null;
  readonly decisionNo: string | null;
  readonly decisionDate: string | null;
  readonly reason: string | null;
  readonly exitReason: string | null;
  readonly until: string | null;
  readonly by: string | null;
}

interface Step { readonly from: number; readonly to: number; readonly date: string; readonly decisionNo: string | null; readonly decisionDate: string | null; readonly reason: string | null; readonly exitReason: number | null; readonly until: string | null; readonly by: string | null }

/** The whole history of a part in a programme, the oldest first. Errors as `readPart`. */
export function enrolmentHistory(office: Reader, id: string, scope: Scope): HistoryLine[] {
  const { enrolment: { values }, status } = readPart(office, id, scope);
  const steps = sql(office, `SELECT "from", "to", date, decisionNo, decisionDate, reason, exitReason, until, "by" FROM enrolmentStep WHERE enrolment = ? AND voided IS NULL ORDER BY date, uid`).all(id) as Step[];
  const began = steps[0]?.from ?? status;
  const text = (key: string): string | null => (typeof values[key] === 'string' ? values[key] : null);
  const own = steps.some((step) => step.decisionNo !== null) ? { decisionNo: null, decisionDate: null } : { decisionNo: text('decisionNo'), decisionDate: text('decisionDate') };
  const first: HistoryLine = { from: null, to: began, date: text('proposedOn') ?? (steps.length === 0 || began !== 1 ? text('start') : null), ...own, reason: text('source'), exitReason: null, until: null, by: null };
  return [first, ...steps.map((step) => ({ ...step, exitReason: labelFor('TEPAT.alasanKeluar', step.exitReason) }))];
}
