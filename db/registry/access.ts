import { fail } from '../rules/failure.ts';
import { textOf } from '../rules/field.ts';
import { isInside } from '../rules/region-code.ts';
import { mayTouchRegion } from '../rules/roles.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { WriteMeta } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';

/** The region code that bounds what a user may see and change; null or empty is the whole office. */
export type Scope = string | null;

/** Who does something, and within which area. */
export interface Actor {
  readonly user: WriteMeta['user'];
  readonly scope: Scope;
}

/** The record, or a NOT_FOUND refusal. */
export function needRecord(office: Reader, entity: EntityKey, uid: string): StoredRecord {
  return findRecord(office, entity, uid) ?? fail('NOT_FOUND', { id: uid });
}

/** The family, refused when it does not exist (NOT_FOUND) or lies outside the area (OUTSIDE_AREA). */
export function needFamily(office: Reader, uid: string, scope: Scope): StoredRecord {
  const family = needRecord(office, 'family', uid);
  requireArea(office, textValue(family, 'region'), scope);
  return family;
}

/** The person with the family they are in; refused as `needFamily` does. */
export function needPerson(office: Reader, uid: string, scope: Scope): { person: StoredRecord; family: StoredRecord } {
  const person = needRecord(office, 'person', uid);
  return { person, family: needFamily(office, String(person.values.family), scope) };
}

/** The area that narrows what a user sees, or null when it is the whole office or more. */
export function narrowing(office: Reader, scope: Scope): string | null {
  return scope && !isInside(office.identity.code, scope) ? scope : null;
}

/** Refuses (OUTSIDE_AREA) a region outside the user's area; the office's own code as area is the whole office. */
export function requireArea(office: Reader, region: string | null, scope: Scope): void {
  const area = narrowing(office, scope);
  if (!mayTouchRegion(area, region)) fail('OUTSIDE_AREA', { area: area ?? '' });
}

/** Whether a region lies in the user's area. */
export function mayTouch(office: Reader, region: string | null, scope: Scope): boolean {
  return mayTouchRegion(narrowing(office, scope), region);
}

/** Refuses (OUTSIDE_AREA) work on the whole register, such as an import, to a user whose area is only part of it. */
export function requireWholeOffice(office: Reader, scope: Scope): void {
  const area = narrowing(office, scope);
  if (area !== null) fail('OUTSIDE_AREA', { area });
}

/** Whether this office may change a record: it owns it, or nobody does. */
export function isOwn(office: Reader, record: StoredRecord): boolean {
  const owner = record.values.owner;
  return owner === null || owner === undefined || owner === '' || owner === office.identity.code;
}

/** Why this office may only read a record: another owns it (`owner`), or its family is on its way to one (`to`). */
export type ReadOnly = { readonly owner: string } | { readonly to: string };

/** Why a record may not be written here; null where it may. */
export function whyReadOnly(office: Reader, record: StoredRecord): ReadOnly | null {
  if (!isOwn(office, record)) return { owner: String(record.values.owner) };
  const to = travelsTo(office, record);
  return to === null ? null : { to };
}

/** Whether this office may write a record: it is its own, and its family is not on its way to another. */
export function mayWrite(office: Reader, record: StoredRecord): boolean {
  return whyReadOnly(office, record) === null;
}

/** Refuses (NOT_OWNER, TRANSFER_UNDERWAY) to change a record that this office may only read. */
export function requireOwn(office: Reader, record: StoredRecord): void {
  const why = whyReadOnly(office, record);
  if (why !== null) fail('owner' in why ? 'NOT_OWNER' : 'TRANSFER_UNDERWAY', { ...why });
}

/** The office that a record's family is offered to and that has not answered: until then it may only be read. */
function travelsTo(office: Reader, record: StoredRecord): string | null {
  const { family: named, person } = record.values;
  const home = typeof named !== 'string' && typeof person === 'string' ? findRecord(office, 'person', person)?.values.family : named;
  const family = typeof home === 'string' ? home : record.uid;
  const to = sql(office, "SELECT toCode FROM transfer WHERE family = ? AND state = 'travelling' AND fromCode = ?").pluck().get(family, office.identity.code);
  return typeof to === 'string' ? to : null;
}

/** A text value of a record, or null. */
export function textValue(record: StoredRecord, field: string): string | null {
  return textOf(record.values[field]);
}
