import { fail } from '../../rules/failure.ts';
import { readPeriod } from '../../rules/report-period.ts';
import type { ReportPeriod } from '../../rules/report-period.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { checkpointFor } from './checkpoints.ts';
import type { Checkpoint } from './checkpoints.ts';

/** What a period is compared from and to. */
export interface OutcomeSpan {
  readonly period: ReportPeriod;
  /** Null when nothing was kept before the period ended: there is nothing to compare. */
  readonly base: Checkpoint | null;
  /** Null for how the families stand now. */
  readonly end: Checkpoint | null;
  readonly endDay: string;
  /** The day of the only snapshot that speaks for the period, which has nothing to be compared with; null otherwise. */
  readonly lone: string | null;
}

/** The period of a text, this year where none is given. Error: PERIOD_BAD. */
export function periodOr(office: Reader, text: string | undefined): ReportPeriod {
  const asked = text === undefined || text === '' ? today(office).slice(0, 4) : text;
  return readPeriod(asked) ?? fail('PERIOD_BAD', { period: asked });
}

/**
 * The two checkpoints that tell what changed in a period. What stood as it began, or else the first that was kept within
 * it; and the last one kept within it, or how families stand now while it runs.
 */
export function outcomeSpan(office: Reader, period: ReportPeriod): OutcomeSpan {
  const now = today(office);
  const first = checkpointFor(office, period.base) ?? firstAfter(office, period);
  const last = period.to >= now ? null : checkpointFor(office, period.to);
  // Kept today, it is how families stand now.
  const isLone = first !== null && (last === null ? first.day >= now : last.id === first.id);
  return { period, base: isLone || (last === null && period.to < now) ? null : first, end: last, endDay: last?.day ?? now, lone: isLone ? first.day : null };
}

function firstAfter(office: Reader, { base, to }: ReportPeriod): Checkpoint | null {
  const day = sql(office, 'SELECT min(day) FROM checkpoint WHERE day > ? AND day <= ?').pluck().get(base, to) as string | null;
  return day === null ? null : checkpointFor(office, day);
}
