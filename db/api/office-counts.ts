import { peopleAt } from '../registry/recaps/recap-counts.ts';
import { readRecap } from '../registry/recaps/read-recap.ts';
import type { Reader } from '../store/office.ts';

interface Households { readonly families: number; readonly people: number }

/** Active families and people of each kelurahan inside a region, out of what recaps keep, in one reading. */
export function householdsBelow(reader: Reader, code: string): ReadonlyMap<string, Households> {
  return new Map(readRecap(reader, ['all'], 'region', { region: code }, null).map(({ region, dimensions }) => {
    const sums = { families: 0, people: 0 };
    for (const counts of dimensions.get('all')?.values() ?? []) counts.forEach((count, at) => (sums[at < peopleAt ? 'families' : 'people'] += count));
    return [region, sums];
  }));
}

/** Active families and people of the offices inside a region; null for both where none ever arrived. */
export function householdCounts(reader: Reader, place: { readonly code: string; readonly families: number | null }): { families: number | null; people: number | null } {
  if (place.families === null) return { families: null, people: null };
  const all = [...householdsBelow(reader, place.code).values()];
  return { families: all.reduce((sum, one) => sum + one.families, 0), people: all.reduce((sum, one) => sum + one.people, 0) };
}
