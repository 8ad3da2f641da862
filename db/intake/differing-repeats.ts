import { sameValue } from '../store/records.ts';
import type { ParsedRow } from './read-row.ts';

/**
 * What a further row of a flat file adds to its family: empty fields are completed, and fields that say something else are
 * named, because the first row counts.
 */
export function completeFamily(first: ParsedRow, again: ParsedRow): { completed: ParsedRow | null; differing: string[] } {
  const added: Record<string, ParsedRow['values'][string]> = {};
  const differing: string[] = [];
  for (const [field, value] of Object.entries(again.values)) {
    const known = first.values[field];
    if (known === undefined || known === null) added[field] = value;
    else if (!sameValue(known, value)) differing.push(field);
  }
  const rankings = again.rankings.filter(({ kind }) => !first.rankings.some((one) => one.kind === kind));
  const isMore = Object.keys(added).length > 0 || rankings.length > 0 || (first.bps === null && again.bps !== null) || (first.name === null && again.name !== null);
  if (again.rankings.some(({ kind, value }) => first.rankings.some((one) => one.kind === kind && one.value !== value))) differing.push('ranking');
  if (!isMore) return { completed: null, differing };
  return {
    completed: { ...first, values: { ...first.values, ...added }, rankings: [...first.rankings, ...rankings], bps: first.bps ?? again.bps, name: first.name ?? again.name },
    differing,
  };
}
