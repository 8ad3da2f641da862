import { addDays, daysBetween } from './dates.ts';

/** Which days a PC's clock has shown: what of it is believed, and days so far ahead that the clock may be wrong. */
export interface SeenDays {
  readonly believed: string;
  readonly ahead: readonly string[];
}

/** Time passes in steps: a step of more days than this is a clock that was wrong, or a PC that nobody used for so long. */
const STEP_DAYS = 31;
/** On so many different days, each a step from the one before, a time ahead is believed: days do pass there. */
const ENOUGH = 3;

/**
 * What is seen after one more day. The clock that is put back changes nothing. A day far ahead is set aside first: one start
 * with a wrong clock must not close for ever what has a last day.
 */
export function seenAfter(seen: SeenDays | null, today: string): SeenDays {
  if (seen === null) return { believed: today, ahead: [] };
  if (today <= seen.believed) return seen;
  if (daysBetween(seen.believed, today) <= STEP_DAYS) return { believed: today, ahead: seen.ahead.filter((day) => day > today) };
  const before = seen.ahead.filter((day) => day < today && daysBetween(day, today) <= STEP_DAYS * ENOUGH);
  const ahead = [...before, today];
  return ahead.length >= ENOUGH ? { believed: today, ahead: [] } : { believed: seen.believed, ahead };
}

/** The line that is kept of it. */
export function seenText({ believed, ahead }: SeenDays): string {
  return [believed, ...ahead].join(' ');
}

/** What a kept line says; null for one that says nothing. A day alone is the line of an older version. */
export function readSeen(line: string): SeenDays | null {
  const [believed, ...ahead] = line.trim().split(/\s+/);
  const isDay = (day: string | undefined): day is string => day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day;
  return isDay(believed) ? { believed, ahead: ahead.filter(isDay) } : null;
}
