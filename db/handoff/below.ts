import { daysFrom, dueAround, dueDates, scheduleFor } from '../rules/due-dates.ts';
import type { Schedule } from '../rules/due-dates.ts';
import { addDays } from '../rules/dates.ts';
import { isInside } from '../rules/region-code.ts';
import { localDate, sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { isSharedStream } from './inbox.ts';
import type { ScheduleRow } from './reference/content.ts';
import { heldReference } from './reference/held.ts';
import { RENEWED } from './succession.ts';
import { DELIVERED } from './undelivered.ts';

/** How one due date stands. */
export interface DueCell {
  readonly due: string;
  readonly state: 'received' | 'late' | 'missing' | 'upcoming';
  /** When what counts for it was taken; null while nothing was. */
  readonly at: string | null;
  readonly packages: number;
}

/** How an office stands with its reports. */
export interface Standing {
  /** `unscheduled`: it sent something, and no schedule says when it should have. */
  readonly state: 'never' | 'late' | 'due' | 'received' | 'unscheduled';
  readonly lastAt: string | null; readonly lastSequence: number | null;
  /** Whether the number is of the series for several offices. */
  readonly lastShared: boolean;
  readonly dueOn: string | null; readonly daysLate: number;
}

interface Report { readonly at: string; readonly sequence: number; readonly kind: string; readonly stream: string; readonly deviceUid: string; readonly epoch: number }

/** How far back late reports are looked for. */
const SPAN_DAYS = 92;

/** The schedules in force, by region; read once for many offices. */
export function schedulesHeld(office: Reader): readonly ScheduleRow[] {
  return heldReference(office)?.content.schedule ?? [];
}

/** How the office with this code stands: its last report and the due date it counts for. "Belum kirim" is never 0. */
export function standingOf(office: Reader, code: string, schedules: readonly ScheduleRow[] = schedulesHeld(office)): Standing {
  const reports = reportsFrom(office, code);
  const schedule = scheduleFor(schedules, code);
  const last = lastOf(reports);
  const known = { lastAt: last?.at ?? null, lastSequence: last?.sequence ?? null, lastShared: last !== null && isSharedStream(office, last) };
  if (!schedule) return { ...known, state: last ? 'unscheduled' : 'never', dueOn: null, daysLate: 0 };
  const day = today(office);
  const around = dueAround(schedule, day);
  const cell = lastCell(schedule, reports.map((one) => one.at), around.last, day, countsFrom(office, code, schedule));
  const behind = cell?.state === 'missing' ? daysFrom(around.last, day) : 0;
  if (!last) return { ...known, state: 'never', dueOn: cell ? around.last : around.next, daysLate: behind };
  if (cell?.state === 'missing') return { ...known, state: 'late', dueOn: around.last, daysLate: behind };
  return { ...known, state: cell?.state === 'upcoming' ? 'due' : 'received', dueOn: cell?.state === 'upcoming' ? around.last : around.next, daysLate: 0 };
}

/** The due dates of an office within a period, each with what came for it. */
export function calendarOf(office: Reader, code: string, from: string, to: string): DueCell[] {
  const schedule = scheduleOf(office, code);
  if (!schedule) return [];
  const cells = dueCells(schedule, reportsFrom(office, code).map((one) => one.at), addDays(from, -SPAN_DAYS), to, today(office));
  const since = countsFrom(office, code, schedule);
  return cells.filter((cell) => cell.due >= from && (cell.at !== null || cell.due >= since));
}

/** The day from which an office can be expected to hand in: not before this one began, its starter file was written, or the schedule was in force. */
function countsFrom(office: Reader, code: string, { since = '' }: Schedule): string {
  const moments = sql(office, 'SELECT min(startedAt) FROM epoch UNION ALL SELECT at FROM starter WHERE code = ?').pluck().all(code) as (string | null)[];
  return [since, ...moments.flatMap((at) => (at === null ? [] : localDate(new Date(at))))].sort().at(-1) ?? '';
}

/** How the last due date stands; undefined where nobody could be expected then, and nothing came. */
function lastCell(schedule: Schedule, moments: readonly string[], due: string, day: string, since: string): DueCell | undefined {
  const cell = dueCells(schedule, moments, addDays(due, -SPAN_DAYS), due, day).at(-1);
  return cell && (cell.at !== null || cell.due >= since) ? cell : undefined;
}

/** When this office has to hand in itself, and how it stands. */
export function ownSchedule(office: Reader) {
  const { code } = office.identity;
  // Whoever lays down the schedule hands in to nobody by it.
  const schedule = heldReference(office)?.issuer === code ? null : scheduleOf(office, code);
  const sent = handedIn(office);
  const lastSentOn = sent.length === 0 ? null : localDate(new Date(sent.at(-1) ?? ''));
  if (!schedule) return { state: 'none' as const, every: null, day: null, dueOn: null, daysLate: 0, until: null, lastSentOn };
  const day = today(office);
  const around = dueAround(schedule, day);
  const cell = lastCell(schedule, sent, around.last, day, countsFrom(office, code, schedule));
  const said = { every: schedule.every, day: schedule.day, until: null, lastSentOn };
  if (cell?.state === 'missing') return { ...said, state: 'late' as const, dueOn: around.last, daysLate: daysFrom(around.last, day) };
  if (cell?.state === 'upcoming') return { ...said, state: 'today' as const, dueOn: around.last, until: addDays(around.last, schedule.grace), daysLate: 0 };
  return { ...said, state: lastSentOn === day ? ('done' as const) : ('upcoming' as const), dueOn: around.next, daysLate: 0 };
}

/** When this office wrote a report to an office above it, or a kecamatan what it carries there for others: what it tells its own other PC, or a neighbour, is not handed in. */
function handedIn(office: Reader): string[] {
  const rows = sql(office, `SELECT at, receivers FROM packageOut WHERE kind IN ('LAPORAN', 'TERUSAN') AND ${DELIVERED} ORDER BY at`).all() as { at: string; receivers: string }[];
  const { code } = office.identity;
  return rows.filter(({ receivers }) => (JSON.parse(receivers) as { code: string }[]).some((one) => one.code !== code && isInside(code, one.code))).map(({ at }) => at);
}

/**
 * Goes through the due dates in order: what came since the one before counts for it; with nothing, the first report
 * after it does, in time within the days of grace, else late. A report counts once.
 */
function dueCells(schedule: Schedule, moments: readonly string[], earliest: string, to: string, day: string): DueCell[] {
  // A day before the schedule was in force was nobody's to miss, nor to be late for.
  const from = [earliest, schedule.since ?? ''].sort().at(-1) ?? earliest;
  const dues = dueDates(schedule, from, to);
  const left = moments.map((at) => ({ at, on: localDate(new Date(at)) })).filter((one) => one.on >= from);
  return dues.map((due, place): DueCell => {
    const before = left.filter((one) => one.on <= due);
    left.splice(0, before.length);
    const newest = before.at(-1);
    if (newest) return { due, state: 'received', at: newest.at, packages: before.length };
    const next = dues[place + 1] ?? dueAround(schedule, due).next;
    const [after] = left;
    if (after && after.on < next) {
      left.shift();
      return { due, state: after.on <= addDays(due, schedule.grace) ? 'received' : 'late', at: after.at, packages: 1 };
    }
    return { due, state: addDays(due, schedule.grace) < day ? 'missing' : 'upcoming', at: null, packages: 0 };
  });
}

function scheduleOf(office: Reader, code: string): Schedule | null {
  return scheduleFor(schedulesHeld(office), code);
}

/** The last report of the series that was taken last: one that waited for its gap is taken after a newer one. */
function lastOf(reports: readonly Report[]): Report | null {
  const taken = reports.at(-1);
  const series = reports.filter((one) => one.deviceUid === taken?.deviceUid && one.epoch === taken.epoch && one.stream === taken.stream);
  return series.reduce<Report | null>((last, one) => (last === null || one.sequence > last.sequence ? one : last), null);
}

/** The reports that were taken; a report of nothing by a PC whose card was revoked before may be the thief's, and is not the office's. */
function reportsFrom(office: Reader, code: string): Report[] {
  return sql(office, `SELECT at, sequence, kind, stream, deviceUid, epoch FROM packageIn p WHERE code = ? AND kind = 'LAPORAN' AND outcome = 'accepted' AND NOT (changes = 0
    AND EXISTS (SELECT 1 FROM card c WHERE c.deviceUid = p.deviceUid AND c.revokedAt < p.at AND c.revokedReason <> ?)) ORDER BY at`).all(code, RENEWED) as Report[];
}
