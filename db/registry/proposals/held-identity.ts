import { entities, groupOf } from '../../rules/entities.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { guardedIn, TWO_PERSON_KEY } from '../../rules/two-person.ts';
import type { WriteMeta } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { sameValue } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { readSettings } from '../settings.ts';

type Numbered = 'family' | 'person';

const numberOf = { family: 'noKk', person: 'nik' } as const;

/** Whether this office wants two people for a change of a NIK or No KK that stands already. */
export function identityIsGuarded(office: Reader): boolean {
  return guardedIn(readSettings(office)[TWO_PERSON_KEY]).includes('identity');
}

/** Whether these values change the NIK or No KK that stands; a first number, where none stood, is no change of one. */
export function changesIdentity(entity: Numbered, record: StoredRecord, values: FieldValues): boolean {
  const key = numberOf[entity];
  const stands = record.values[key] ?? null;
  return stands !== null && key in values && !sameValue(values[key] ?? null, stands);
}

/**
 * What of these values may be written at once. Where the office wants two people, another NIK or No KK is kept, with what
 * belongs to it, as this office's own proposal about its own record, and `held` says so: another user decides it as any
 * proposal. The same wish once more makes no second one; another wish takes its place.
 */
export function holdIdentity(
  office: Writer, log: Log, by: { readonly user: WriteMeta['user']; readonly reason: string | null }, entity: Numbered, record: StoredRecord, values: FieldValues,
): { readonly free: FieldValues; readonly held: boolean } {
  if (!changesIdentity(entity, record, values) || !identityIsGuarded(office)) return { free: values, held: false };
  const group = groupOf(entity, numberOf[entity]);
  const free: Record<string, FieldValue> = {};
  const wanted: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(values)) {
    if (!group.includes(key)) free[key] = value;
    else if (!sameValue(value, record.values[key] ?? null)) wanted[key] = value;
  }
  const text = JSON.stringify(wanted);
  const open = openWishes(office, entity, record.uid);
  if (open.some((one) => one.values === text)) return { free, held: true };
  for (const { id } of open) log.update('proposal', id, { withdrawn: today(office) });
  const before = Object.fromEntries(Object.keys(wanted).map((key) => [key, record.values[key] ?? null]));
  log.create('proposal', {
    owner: office.identity.code, entity, record: record.uid, values: text, before: JSON.stringify(before), reason: by.reason ?? '-', proposedOn: today(office), proposedBy: by.user.name,
  });
  return { free, held: true };
}

/** How many wishes an imported file left to a second person. */
export function heldByBatch(office: Reader, batch: string): number {
  return sql(office, `SELECT count(*) FROM change c JOIN batch b ON b.tx = c.tx WHERE b.uid = ? AND c.entity = ${entities.proposal.id} AND c.field = 0`).pluck().get(batch) as number;
}

/** Own proposals about an own record that nobody has decided or taken back. */
function openWishes(office: Reader, entity: Numbered, record: string): { id: number; values: string }[] {
  return sql(office, `SELECT p.id, p."values" FROM proposal p WHERE p.entity = ? AND p.record = ? AND p.owner = ? AND p.withdrawn IS NULL
    AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.proposal = p.uid AND a.owner = p.owner)`).all(entity, record, office.identity.code) as { id: number; values: string }[];
}
