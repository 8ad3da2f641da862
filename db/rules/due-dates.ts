import { addDays } from './dates.ts';
import { isInside } from './region-code.ts';

/** How often an office hands in: `day` is 1 (Monday) to 7 of a week, or 1 to 31 of a month, its last day when that is shorter. */
export interface Schedule {
  readonly every: 'week' | 'month';
  readonly day: number;
  readonly grace: number;
  /** The day from which it is in force, YYYY-MM-DD: nobody was to hand in by it before. */
  readonly since?: string | undefined;
}

/** The schedule that counts for an office: the row of the longest region that holds it. */
export function scheduleFor<Row extends { readonly code: string }>(schedule: readonly Row[], code: string): Row | null {
  const fitting = schedule.filter((row) => isInside(code, row.code));
  return fitting.sort((a, b) => b.code.length - a.code.length)[0] ?? null;
}

/**
 * Says with each row of a schedule from which day it is in force: where the offices of its region had the same days before,
 * as it was said then, else today. A region that loses its own row keeps one with the days that hold there now, if these are
 * newer there than elsewhere: nobody has missed a day that was another's.
 */
export function scheduleSince<Row extends Schedule & { readonly code: string }>(schedule: readonly Row[], before: readonly Row[], today: string): Row[] {
  const sinceAt = (row: Row, code: string): string | undefined => {
    const known = scheduleFor(before, code);
    return known && known.every === row.every && known.day === row.day ? known.since : today;
  };
  const rows = schedule.map((row) => ({ ...row, since: sinceAt(row, row.code) }));
  const lost = before.flatMap(({ code }) => {
    const row = rows.some((one) => one.code === code) ? null : scheduleFor(rows, code);
    const since = row && sinceAt(row, code);
    return row && since !== row.since ? [{ ...row, code, since: since ?? undefined }] : [];
  });
  return [...rows, ...lost];
}

/** The due dates of a schedule from one date to another, both included, in order. */
export function dueDates({ every, day }: Pick<Schedule, 'every' | 'day'>, from: string, to: string): string[] {
  const dates: string[] = [];
  if (every === 'week') {
    for (let date = addDays(from, (Math.min(day, 7) - weekday(from) + 7) % 7); date <= to; date = addDays(date, 7)) dates.push(date);
    return dates;
  }
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = nextMonth(month)) {
    const date = `${month}-${String(Math.min(day, lastDay(month))).padStart(2, '0')}`;
    if (date >= from && date <= to) dates.push(date);
  }
  return dates;
}

/** The last due date up to a day, and the next one after it. */
export function dueAround(schedule: Pick<Schedule, 'every' | 'day'>, today: string): { last: string; next: string } {
  const span = schedule.every === 'week' ? 7 : 62;
  return { last: dueDates(schedule, addDays(today, -span), today).at(-1) ?? today, next: dueDates(schedule, addDays(today, 1), addDays(today, span))[0] ?? today };
}

/** Whole days from one date to a later one. */
export function daysFrom(earlier: string, later: string): number {
  return Math.round((Date.parse(`${later}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / 86_400_000);
}

/** 1 for Monday to 7 for Sunday. */
function weekday(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

function lastDay(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
}

function nextMonth(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
