import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

export type AliasedEntity = 'family' | 'person';

const columns = { family: ['fromFamily', 'toFamily'], person: ['fromPerson', 'toPerson'] } as const;

/** Aliases run from a larger id to a smaller one, so this many steps are never needed; a damaged log must not hang. */
const MOST_STEPS = 20;

/** The record that stands for this one: itself, or what it was merged into. */
export function resolveAlias(office: Reader, entity: AliasedEntity, uid: string): string {
  const [from, to] = columns[entity];
  const find = sql(office, `SELECT "${to}" FROM alias WHERE "${from}" = ? AND ended IS NULL`).pluck();
  let at = uid;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = find.get(at) as string | undefined;
    if (next === undefined || next >= at) return at;
    at = next;
  }
  return at;
}

/** The records that were merged into each of these, by the one that stayed; a merge keeps aliases flat, so one step is all. */
export function mergedInto(office: Reader, entity: AliasedEntity, uids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const [from, to] = columns[entity];
  if (uids.length === 0 || !hasAliases(office)) return new Map();
  const rows = sql(office, `SELECT "${to}" AS kept, "${from}" AS gone FROM alias WHERE ended IS NULL AND "${to}" IN (SELECT value FROM json_each(?)) ORDER BY id`)
    .all(JSON.stringify(uids)) as { kept: string; gone: string }[];
  return new Map([...Map.groupBy(rows, (row) => row.kept)].map(([kept, own]) => [kept, own.map((row) => row.gone)]));
}

/** The ids among these that were merged into another record. */
export function mergedAway(office: Reader, entity: AliasedEntity, uids: readonly string[]): ReadonlySet<string> {
  const [from] = columns[entity];
  if (uids.length === 0 || !hasAliases(office)) return new Set();
  const rows = sql(office, `SELECT "${from}" FROM alias WHERE ended IS NULL AND "${from}" IN (SELECT value FROM json_each(?))`).pluck().all(JSON.stringify(uids));
  return new Set(rows as string[]);
}

/** Whether any record stands for another. */
export function hasAliases(office: Reader): boolean {
  return sql(office, 'SELECT 1 FROM alias WHERE ended IS NULL LIMIT 1').get() !== undefined;
}
