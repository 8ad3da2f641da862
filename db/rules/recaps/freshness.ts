import { addMonths } from './months.ts';

/** A span of months in which families were surveyed last; `until` is the first month after it. `none`: never. */
export interface Freshness {
  readonly key: 'm6' | 'm12' | 'm24' | 'older' | 'none';
  readonly from: string | null;
  readonly until: string | null;
}

/** How fresh data is, by whole months before a day, the freshest first. */
export function freshnessOn(day: string): readonly Freshness[] {
  const [six, twelve, twoYears] = [6, 12, 24].map((months) => addMonths(day.slice(0, 7), -months)) as [string, string, string];
  return [
    { key: 'm6', from: six, until: null }, { key: 'm12', from: twelve, until: six }, { key: 'm24', from: twoYears, until: twelve },
    { key: 'older', from: null, until: twoYears }, { key: 'none', from: null, until: null },
  ];
}

/** The span as a filter of families says it: `2026-05..`, `2025-11..2026-05`, `..2024-11`, `none`. */
export function surveyedText({ key, from, until }: Freshness): string {
  return key === 'none' ? 'none' : `${from ?? ''}..${until ?? ''}`;
}

/** The span that a filter says; null where it says none. */
export function surveyedSpan(text: string): Pick<Freshness, 'from' | 'until'> | null {
  const found = /^(\d{4}-\d{2})?\.\.(\d{4}-\d{2})?$/.exec(text);
  return found ? { from: found[1] ?? null, until: found[2] ?? null } : null;
}

/** Which span a month of the last survey lies in; '' is never. */
export function freshnessOf(month: string, spans: readonly Freshness[]): Freshness['key'] {
  if (month === '') return 'none';
  return spans.find(({ key, from, until }) => key !== 'none' && (from === null || month >= from) && (until === null || month < until))?.key ?? 'older';
}
