import { jsonOrNull } from '../json-or-null.ts';
import { isInside, isRegionCode } from '../region-code.ts';

/** How many may receive a programme, by region code; a region inside another is bound by both. */
export type Quota = Readonly<Record<string, number>>;

/** Reads what is stored in a programme; what is no region or no whole number is left out. */
export function readQuota(text: unknown): Quota {
  if (typeof text !== 'string' || text === '') return {};
  const stored = jsonOrNull(text);
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return {};
  return Object.fromEntries(Object.entries(stored).filter(([code, places]) => isRegionCode(code) && Number.isSafeInteger(places) && Number(places) >= 0));
}

/** A region whose places are all taken. */
export interface FullRegion {
  readonly region: string;
  readonly places: number;
  readonly used: number;
}

/** Counts places as they are taken: `used` is how many receive now, by the region they live in. */
export function quotaTally(quota: Quota, used: ReadonlyMap<string, number>): { full(region: string | null): FullRegion | null; take(region: string | null): void; usedIn(code: string): number } {
  const rows = Object.entries(quota).map(([code, places]) => ({ code, places, used: [...used].reduce((sum, [region, count]) => (isInside(region, code) ? sum + count : sum), 0) }));
  const over = (region: string | null): typeof rows => rows.filter(({ code }) => region !== null && isInside(region, code));
  return {
    full(region) {
      const row = over(region).find((one) => one.used >= one.places);
      return row ? { region: row.code, places: row.places, used: row.used } : null;
    },
    take(region) {
      for (const row of over(region)) row.used += 1;
    },
    usedIn: (code) => rows.find((row) => row.code === code)?.used ?? 0,
  };
}
