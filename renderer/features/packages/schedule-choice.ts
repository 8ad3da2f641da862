import type { CallOutput } from '../../../db/api/contract.ts';
import { isInside } from '../../../db/rules/region-code.ts';

type Row = NonNullable<CallOutput<'reference.status'>['draft']>['schedule'][number];

/** When every office hands in, as it is chosen in a form. */
export interface ScheduleChoice { readonly every: 'none' | 'week' | 'month'; readonly day: number; readonly grace: number }

const LAST_WEEKDAY = 7;
const FRIDAY = 5;

/** What a schedule says for everyone. */
export function choiceOf(schedule: readonly Row[]): ScheduleChoice {
  const general = schedule.find((row) => row.code === '');
  return { every: general?.every ?? 'none', day: general?.day ?? FRIDAY, grace: general?.grace ?? 0 };
}

/** A schedule with another choice for everyone; what single regions have of their own stays. */
export function scheduleWith(schedule: readonly Row[], { every, day, grace }: ScheduleChoice): Row[] {
  const others = schedule.filter((row) => row.code !== '');
  return every === 'none' ? others : [...others, { code: '', every, day: every === 'week' ? Math.min(LAST_WEEKDAY, day) : day, grace }];
}

/** What goes into the file of an office: the row of the longest region that holds it; null where it has no schedule. */
export function rowFor(schedule: readonly Row[], code: string): Row | null {
  return schedule.filter((row) => row.code === '' || isInside(code, row.code)).sort((a, b) => b.code.length - a.code.length)[0] ?? null;
}
