/** Dates in the rules are ISO texts `YYYY-MM-DD`; nothing here reads a clock or a time zone. */

/** Whether a text is an ISO date of the calendar, years 1800 to 2199. Read digit by digit: bulk work asks it millions of times. */
export function isRealDate(text: string): boolean {
  return dateNumber(text) > 0;
}

/** A calendar date as the number `YYYYMMDD`; 0 when the text is none. */
export function dateNumber(text: string | null): number {
  if (text?.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return 0;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const isReal = year >= 1800 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isReal ? year * 10_000 + month * 100 + day : 0;
}

/** The number that a part of a text spells, or NaN when there is anything but digits in it. */
function digits(text: string, from: number, until: number): number {
  let number = 0;
  for (let at = from; at < until; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Days of a month (1–12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The ISO date of its parts, or null when the calendar has no such day. */
export function isoDate(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isRealDate(text) ? text : null;
}

/** Full years between two ISO dates; negative when the first is later. */
export function ageOn(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** `1985-07-05` as the clerk reads it: `05-07-1985`. Anything else is returned as it is. */
export function showDate(date: string): string {
  return isRealDate(date) ? `${date.slice(8)}-${date.slice(5, 7)}-${date.slice(0, 4)}` : date;
}

const dayMs = 86_400_000;

/** The day `days` after an ISO date. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Days from the first date to the second. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}
