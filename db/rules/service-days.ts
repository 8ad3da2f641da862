import { daysInMonth, isoDate } from './dates.ts';

/** What somebody said about a date or a day of the week (1 Monday to 7 Sunday). */
export interface DayWord {
  readonly date: string | null;
  readonly weekday: number | null;
  readonly off: boolean;
  readonly reason: string | null;
}

/** A day of a month, and whether a daily programme is given on it. */
export interface ServiceDay {
  readonly date: string;
  /** 1 to 31. */
  readonly day: number;
  readonly weekday: number;
  readonly off: boolean;
  readonly reason: string | null;
  /** What made it a day off where nobody said so. */
  readonly rule: 'weekend' | 'holiday' | null;
}

/** National holidays whose date never moves; those that the moon decides are entered by the office. */
const fixedHolidays: ReadonlyMap<string, string> = new Map([
  ['01-01', 'Tahun Baru'], ['05-01', 'Hari Buruh'], ['06-01', 'Hari Lahir Pancasila'], ['08-17', 'Hari Kemerdekaan'], ['12-25', 'Hari Natal'],
]);
const saturday = 6;

/** The days of a month (`YYYY-MM`): what is said of the date itself goes before what is said of its weekday, and that before the rule; the earlier word before the later. */
export function serviceDays(month: string, said: readonly DayWord[]): ServiceDay[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return Array.from({ length: daysInMonth(year, number) }, (_, index) => {
    const day = index + 1;
    const date = isoDate(year, number, day) ?? '';
    const weekday = weekdayOf(date);
    const word = said.find((one) => one.date === date) ?? said.find((one) => one.date === null && one.weekday === weekday);
    const holiday = fixedHolidays.get(date.slice(5)) ?? null;
    if (word && (word.date !== null || holiday === null)) return { date, day, weekday, off: word.off, reason: word.reason, rule: null };
    const rule = holiday !== null ? 'holiday' : weekday >= saturday ? 'weekend' : null;
    return { date, day, weekday, off: rule !== null, reason: holiday, rule };
  });
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
