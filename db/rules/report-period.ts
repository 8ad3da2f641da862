import { addDays, daysInMonth, isRealDate } from './dates.ts';

/** What a report is about: its first and last day, and the end of which day it is compared with. */
export interface ReportPeriod {
  /** As it is written: `2026`, `2026-S1`, `2026-T3`, `2026-07`, `2026-01-31..2026-07-31`. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly base: string;
}

const shapes = [
  { pattern: /^(\d{4})$/, months: 12 },
  { pattern: /^(\d{4})-S([12])$/i, months: 6 },
  { pattern: /^(\d{4})-[TQ]([1-4])$/i, months: 3 },
  { pattern: /^(\d{4})-(0[1-9]|1[0-2])$/, months: 1 },
] as const;

/**
 * Reads a period: a year, a half (`2026-S1`), a quarter (`2026-T3`), a month, or two days (`2026-01-31..2026-07-31`). What
 * stood at the end of the day before it is what it is compared with; of two days that are named, at the end of the first.
 * Null for anything else.
 */
export function readPeriod(text: string): ReportPeriod | null {
  const days = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (days) {
    const [, from = '', to = ''] = days;
    return isRealDate(from) && isRealDate(to) && from <= to ? { text, from, to, base: from } : null;
  }
  for (const { pattern, months } of shapes) {
    const [, year, part = '1'] = pattern.exec(text) ?? [];
    if (year === undefined) continue;
    const first = (Number(part) - 1) * months + 1;
    const last = first + months - 1;
    const from = `${year}-${two(first)}-01`;
    return { text: text.toUpperCase(), from, to: `${year}-${two(last)}-${two(daysInMonth(Number(year), last))}`, base: addDays(from, -1) };
  }
  return null;
}

/** The parts of a year by months: `{ months: 3 }` gives its four quarters. */
export function partsOfYear(year: number, months: 1 | 3 | 6): ReportPeriod[] {
  const name = (part: number): string => (months === 1 ? two(part) : `${months === 3 ? 'T' : 'S'}${part}`);
  return Array.from({ length: 12 / months }, (_none, at) => readPeriod(`${year}-${name(at + 1)}`)).filter((one) => one !== null);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
