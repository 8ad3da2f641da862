import { isActiveFamily, isActivePerson } from '../rules/checks/finding.ts';
import { fail } from '../rules/failure.ts';
import { writeChanges } from '../store/change-log.ts';
import { today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, requireOwn } from './access.ts';
import type { Actor } from './access.ts';
import { inOrder } from './family-facts.ts';
import { findingsOf, requireSettled } from './findings.ts';
import type { Finding } from './findings.ts';
import { requirePast } from './life-events.ts';
import { refreshDerived } from './refresh-derived.ts';
import { numberMembers } from './number-members.ts';
import { placesOf } from './split-family.ts';
import { familyStatus } from './states.ts';

export interface FamilyJoin {
  readonly from: string;
  readonly into: string;
  /** The Kepala Keluarga afterwards, of either family. */
  readonly head: string;
  /** Relationships (RSEK.409) to that head by person. */
  readonly relationships: Readonly<Record<string, number>>;
  readonly date?: string;
  readonly reason: string;
}

/**
 * Two families become one card: the living members of one move into the other, which has one head afterwards (V09); the
 * empty family ends with the reason and keeps its history, its card's number and its past. Errors: NOT_FOUND,
 * OUTSIDE_AREA, NOT_OWNER, INVALID_INPUT (the same family), NOT_IN_FAMILY (the head is of neither), RECIPIENT_GONE,
 * SAVE_BLOCKED, DATE_FUTURE.
 */
export function joinFamilies(office: Writer, actor: Actor, join: FamilyJoin): { id: string; moved: string[]; findings: Finding[] } {
  const need = (uid: string): StoredRecord => {
    const family = needFamily(office, uid, actor.scope);
    requireOwn(office, family);
    return isActiveFamily(family.values) ? family : fail('RECIPIENT_GONE');
  };
  if (join.from === join.into) fail('INVALID_INPUT', { detail: 'into' });
  const [from, into] = [need(join.from), need(join.into)];
  const date = join.date ?? today(office);
  requirePast(office, date);
  const members = inOrder(recordsWhere(office, 'person', 'family', into.uid));
  const isLiving = (one: StoredRecord): boolean => isActivePerson(one.values);
  const [moving, present] = [inOrder(recordsWhere(office, 'person', 'family', from.uid)).filter(isLiving), members.filter(isLiving)];
  const people = [...present, ...moving];
  if (!people.some((person) => person.uid === join.head)) fail('NOT_IN_FAMILY');
  const places = new Map(placesOf(people, join.head, join.relationships));
  for (const [uid, sequence] of numberMembers(members, moving.map((person) => person.uid))) places.set(uid, { ...places.get(uid), sequence });
  const findings = findingsOf(office, { family: { key: into.uid, values: into.values }, people: people.map((one) => ({ key: one.uid, values: { ...one.values, ...places.get(one.uid) } })) });
  requireSettled(findings.filter((finding) => finding.severity === 'block' && ['V07', 'V09'].includes(finding.code)), []);
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: join.reason, detail: { what: 'join', from: from.uid, date } }, (log) => {
    for (const person of people) log.update('person', person.id, { ...places.get(person.uid), ...(moving.includes(person) && { family: into.uid }) });
    log.update('family', from.id, { status: familyStatus.merged, statusDate: date, statusReason: join.reason });
    refreshDerived(office, [from.id, into.id]);
    return { id: into.uid, moved: moving.map((person) => person.uid), findings: [...findings] };
  });
}
