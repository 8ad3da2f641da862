import { readRecap } from '../registry/recaps/read-recap.ts';
import { allDesils } from '../registry/recaps/recap-table.ts';
import type { Reader } from '../store/office.ts';

interface Households { readonly families: number; readonly people: number }

/** Active families and people of each kelurahan inside a region, out of what recaps keep, in one reading. */
export function householdsBelow(reader: Reader, code: string): ReadonlyMap<string, Households> {
  const table = readRecap(reader, ['all'], 'region', { region: code }, null);
  const count = (area: number, unit: 'families' | 'people'): number => table.sum([area], 'all', '', unit, allDesils);
  return new Map(table.areas.map(({ region }, area) => [region, { families: count(area, 'families'), people: count(area, 'people') }]));
}

/** Active families and people of the offices inside a region; null for both where none ever arrived. */
export function householdCounts(reader: Reader, place: { readonly code: string; readonly families: number | null }): { families: number | null; people: number | null } {
  if (place.families === null) return { families: null, people: null };
  const all = [...householdsBelow(reader, place.code).values()];
  return { families: all.reduce((sum, one) => sum + one.families, 0), people: all.reduce((sum, one) => sum + one.people, 0) };
}
