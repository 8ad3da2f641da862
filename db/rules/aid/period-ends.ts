/** How far apart the points of a trend lie, in months: a month, a quarter, a year. */
export const trendSteps = { month: 1, quarter: 3, year: 12 } as const;
export type TrendStep = keyof typeof trendSteps;

/** The last days of so many months, quarters or years before a day, the oldest first. */
export function periodEnds(day: string, step: TrendStep, count: number): string[] {
  const ends: string[] = [];
  for (let back = 0; ends.length < count; back += 1) {
    const end = lastDayBefore(day, back);
    if (Number(end.slice(5, 7)) % trendSteps[step] === 0) ends.unshift(end);
  }
  return ends;
}

/** The last day of the month that lies so many months, and one, before a day's own. */
function lastDayBefore(day: string, months: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - months, 0)).toISOString().slice(0, 10);
}
