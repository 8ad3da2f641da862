import { peopleAt } from '../registry/recaps/recap-counts.ts';
import { readRecap } from '../registry/recaps/read-recap.ts';
import type { Reader } from '../store/office.ts';

/** Active families and people of the offices inside a region, out of what recaps keep; null for both where none ever arrived. */
export function householdCounts(reader: Reader, place: { readonly code: string; readonly families: number | null }): { families: number | null; people: number | null } {
  if (place.families === null) return { families: null, people: null };
  const sums = { families: 0, people: 0 };
  for (const { dimensions } of readRecap(reader, ['all'], 'region', { region: place.code }, null)) {
    for (const counts of dimensions.get('all')?.values() ?? []) counts.forEach((count, at) => (sums[at < peopleAt ? 'families' : 'people'] += count));
  }
  return sums;
}
