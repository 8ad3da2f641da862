import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Active families and people of the offices inside a region; null for both where none ever arrived. */
export function householdCounts(reader: Reader, place: { readonly code: string; readonly families: number | null }): { families: number | null; people: number | null } {
  if (place.families === null) return { families: null, people: null };
  const found = sql(reader, `SELECT count(*) AS families, coalesce(sum(members), 0) AS people FROM familySummary
    WHERE active = 1 AND (region = ? OR region LIKE ? || '.%')`).get(place.code, place.code);
  return found as { families: number; people: number };
}
