import { checkpointFor } from '../../registry/checkpoints/checkpoints.ts';
import type { Checkpoint } from '../../registry/checkpoints/checkpoints.ts';
import { daysInMonth, isRealDate } from '../../rules/dates.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** The day that a recap is about, and the checkpoint that speaks for it where it has passed. */
export interface RecapDay {
  readonly day: string;
  readonly isPast: boolean;
  /** Null for today, and for a past day of which nothing is kept. */
  readonly checkpoint: Checkpoint | null;
}

/** The day that a period names: a date, or the last day of a month (`2026-05`) or quarter (`2026-Q2`); today otherwise, and for what is yet to come. */
export function recapDay(office: Reader, period: string | undefined): RecapDay {
  const now = today(office);
  const day = period === undefined ? now : (endOf(period) ?? now);
  return day < now ? { day, isPast: true, checkpoint: checkpointFor(office, day) } : { day: now, isPast: false, checkpoint: null };
}

function endOf(period: string): string | null {
  if (isRealDate(period)) return period;
  const [, year, quarter, month] = /^(\d{4})-(?:Q([1-4])|(\d{2}))$/.exec(period) ?? [];
  if (year === undefined) return null;
  const last = quarter === undefined ? Number(month) : Number(quarter) * 3;
  const end = `${year}-${String(last).padStart(2, '0')}-${String(daysInMonth(Number(year), last)).padStart(2, '0')}`;
  return isRealDate(end) ? end : null;
}
