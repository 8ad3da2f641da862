import { scheduleSince } from '../../../db/rules/due-dates.ts';
import type { CallOutput } from '../../../db/api/contract.ts';

/** When the offices of a region hand in; of the empty code all. */
export type ScheduleRow = NonNullable<CallOutput<'reference.status'>['draft']>['schedule'][number];

/** When every office hands in, as it is chosen in a form. */
export interface ScheduleChoice { readonly every: 'none' | 'week' | 'month'; readonly day: number; readonly grace: number }

const LAST_WEEKDAY = 7;
const FRIDAY = 5;

/** What a schedule says for everyone. */
export function choiceOf(schedule: readonly ScheduleRow[]): ScheduleChoice {
  const general = schedule.find((row) => row.code === '');
  return { every: general?.every ?? 'none', day: general?.day ?? FRIDAY, grace: general?.grace ?? 0 };
}

/** A schedule with another choice for everyone; what single regions have of their own stays. */
export function scheduleWith(schedule: readonly ScheduleRow[], { every, day, grace }: ScheduleChoice): ScheduleRow[] {
  const others = schedule.filter((row) => row.code !== '');
  return every === 'none' ? others : [...others, { code: '', every, day: every === 'week' ? Math.min(LAST_WEEKDAY, day) : day, grace }];
}

/** Whether the next edition would say another schedule than the one in force, from whatever day on. */
export function isScheduleNew(draft: readonly ScheduleRow[], held: readonly ScheduleRow[]): boolean {
  const words = (rows: readonly ScheduleRow[]): string => rows.map(({ code, every, day, grace }) => `${code} ${every} ${day} ${grace}`).sort().join(';');
  return words(scheduleSince<ScheduleRow & { since?: string | undefined }>(draft, held, '')) !== words(held);
}
