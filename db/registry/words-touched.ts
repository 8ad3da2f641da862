import { entities, fieldDef } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Fields that search finds families and people by, as `deriveFamily` has it; a change of any other leaves the search index as it is. */
export const searchedFields: Readonly<Partial<Record<EntityKey, readonly string[]>>> = {
  family: ['owner', 'region', 'address', 'rt', 'rw', 'noKk', 'status'], person: ['owner', 'family', 'name', 'nik', 'status'], ranking: [], enrolment: [],
};

const touching = [
  `entity = ${entities.alias.id}`,
  ...(['family', 'person'] as const).map((entity) => `entity = ${entities[entity].id} AND field IN (0, ${(searchedFields[entity] ?? []).map((key) => fieldDef(entity, key)?.id ?? 0).join(', ')})`),
].join(' OR ');

/**
 * Whether the running transaction changed anything that search finds by; also where it says nothing of what it changed. Most that a clerk
 * saves does not, and to write a family's words anew makes the search index put hundreds of pages in order every now and then.
 */
export function wordsTouched(office: Reader, changedTx?: number): boolean {
  const tx = changedTx ?? 1 + ((sql(office, 'SELECT max(id) FROM tx').pluck().get() as number | null) ?? 0);
  if (sql(office, 'SELECT 1 FROM change WHERE tx = ? LIMIT 1').get(tx) === undefined) return true;
  return sql(office, `SELECT 1 FROM change WHERE tx = ? AND (${touching}) LIMIT 1`).get(tx) !== undefined;
}
