import { fail } from '../rules/failure.ts';
import { isActiveFamily } from '../rules/checks/finding.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log } from '../store/change-log.ts';
import { sql, today } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { findRecord, recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, needRecord, requireOwn, textValue } from './access.ts';
import type { Actor } from './access.ts';

export interface HouseholdInput {
  /** An existing rumah tangga to add to; absent: that of one of the families, or a new one. */
  readonly id?: string;
  readonly families: readonly string[];
  readonly label?: string;
  readonly number?: string;
  readonly reason?: string;
}

/** A rumah tangga as a family's page shows it: the other families that live there. */
export interface HouseholdView {
  readonly id: string;
  readonly number: string | null;
  readonly label: string | null;
  readonly families: { readonly id: string; readonly head: string | null; readonly members: number; readonly active: boolean }[];
}

/**
 * Groups families as one rumah tangga. Families of another group change to this one; a group left with one family ends.
 * Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, RECIPIENT_GONE (a family that is no longer active).
 */
export function setHousehold(office: Writer, actor: Actor, input: HouseholdInput): { id: string; families: string[] } {
  const families = [...new Set(input.families)].map((uid) => {
    const family = needFamily(office, uid, actor.scope);
    requireOwn(office, family);
    if (!isActiveFamily(family.values)) fail('RECIPIENT_GONE');
    return family;
  });
  const given = input.id === undefined ? null : needRecord(office, 'household', input.id);
  if (given) requireOwn(office, given);
  const present = given ?? presentHousehold(office, families);
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: input.reason ?? null }, (log) => {
    const named = { ...(input.label !== undefined && { label: input.label }), ...(input.number !== undefined && { number: input.number }) };
    const group = present ?? log.create('household', { owner: office.identity.code, ...named });
    if (present) log.update('household', present.id, { ...named, ended: null, endedReason: null });
    const left = new Set(families.flatMap((family) => textValue(family, 'household') ?? []));
    for (const family of families) log.update('family', family.id, { household: group.uid });
    for (const other of left) if (other !== group.uid) endIfAlone(office, log, other, input.reason ?? null);
    return { id: group.uid, families: membersOf(office, group.uid).map((family) => family.uid) };
  });
}

/** Takes a family out of its rumah tangga. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, NO_HOUSEHOLD. */
export function leaveHousehold(office: Writer, actor: Actor, uid: string, reason: string | null): { ended: boolean } {
  const family = needFamily(office, uid, actor.scope);
  requireOwn(office, family);
  const household = textValue(family, 'household') ?? fail('NO_HOUSEHOLD');
  return writeChanges(office, { user: actor.user, kind: 'edit', reason }, (log) => {
    log.update('family', family.id, { household: null });
    return { ended: endIfAlone(office, log, household, reason) };
  });
}

/** The rumah tangga of a family with all its families, or null. */
export function householdView(office: Reader, uid: string | null): HouseholdView | null {
  const group = uid === null ? undefined : findRecord(office, 'household', uid);
  if (!group) return null;
  const families = sql(office, `SELECT s.uid AS id, s.head AS head, s.members AS members, s.active AS active FROM familySummary s JOIN family f ON f.id = s.family
    WHERE f.household = ? ORDER BY f.id`).all(group.uid) as { id: string; head: string | null; members: number; active: number }[];
  return {
    id: group.uid, number: textValue(group, 'number'), label: textValue(group, 'label'), families: families.map((one) => ({ ...one, active: one.active === 1 })),
  };
}

function presentHousehold(office: Reader, families: readonly StoredRecord[]): StoredRecord | null {
  for (const family of families) {
    const uid = textValue(family, 'household');
    const group = uid === null ? undefined : findRecord(office, 'household', uid);
    if (group) return group;
  }
  return null;
}

function membersOf(office: Reader, household: string): StoredRecord[] {
  return recordsWhere(office, 'family', 'household', household);
}

/** One family is no grouping: the last one leaves too, and the rumah tangga ends. */
export function endIfAlone(office: Writer, log: Log, uid: string, reason: string | null): boolean {
  const group = findRecord(office, 'household', uid);
  const members = membersOf(office, uid);
  if (!group || members.length > 1) return false;
  for (const family of members) log.update('family', family.id, { household: null });
  log.update('household', group.id, { ended: today(office), endedReason: reason });
  return true;
}
