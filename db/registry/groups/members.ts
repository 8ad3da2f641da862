import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { needPerson, needRecord, requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { resolveAlias } from '../aliases.ts';
import { requireAlive, requirePast } from '../life-events.ts';
import { voidReason } from '../states.ts';
import { ownGroup, requireRunning } from './save-group.ts';

export interface NewMember {
  readonly group: string;
  readonly person: string;
  /** Code of TEPAT.peranKelompok. */
  readonly role: number;
  readonly joined: string;
}

/**
 * Somebody of the register joins a group. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, GROUP_ENDED, NOT_ALIVE, DATE_FUTURE,
 * GROUP_MEMBER_TWICE.
 */
export function addMember(office: Writer, actor: Actor, { group: id, person: named, role, joined }: NewMember): { id: string } {
  const group = ownGroup(office, actor, id);
  requireRunning(group);
  const { person } = needPerson(office, resolveAlias(office, 'person', named), actor.scope);
  requireAlive(person);
  requirePast(office, joined);
  const present = presentMembership(office, group.uid, person.uid);
  if (present) fail('GROUP_MEMBER_TWICE', { name: String(person.values.name ?? ''), since: present.joined ?? '' });
  return writeChanges(office, { user: actor.user, kind: 'edit' }, (log) => ({ id: log.create('groupMember', { owner: office.identity.code, peopleGroup: group.uid, person: person.uid, role, joined }).uid }));
}

export interface MemberChange {
  readonly id: string;
  readonly role?: number | undefined;
  readonly joined?: string | undefined;
  readonly left?: string | null | undefined;
  readonly leftReason?: string | null | undefined;
}

/** Another role or other dates; a date of leaving ends the membership. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA, DATE_ORDER, DATE_FUTURE. */
export function changeMember(office: Writer, actor: Actor, change: MemberChange): void {
  const member = ownMember(office, actor, change.id);
  const joined = change.joined ?? member.values.joined;
  for (const date of [change.joined, change.left]) if (typeof date === 'string') requirePast(office, date);
  if (typeof change.left === 'string' && typeof joined === 'string' && change.left < joined) fail('DATE_ORDER', { start: joined, end: change.left });
  const { id: _id, ...given } = change;
  const values = Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string | number | null] => entry[1] !== undefined));
  writeChanges(office, { user: actor.user, kind: 'edit', reason: change.leftReason ?? null }, (log) => {
    log.update('groupMember', member.id, values);
  });
}

/** Takes a membership back that was recorded by mistake. Errors: NOT_FOUND, NOT_OWNER, OUTSIDE_AREA. */
export function voidMember(office: Writer, actor: Actor, id: string, reason: string): void {
  const member = ownMember(office, actor, id);
  writeChanges(office, { user: actor.user, kind: 'edit', reason }, (log) => {
    log.update('groupMember', member.id, { voided: voidReason.mistake });
  });
}

function ownMember(office: Writer, actor: Actor, id: string) {
  const member = needRecord(office, 'groupMember', id);
  ownGroup(office, actor, String(member.values.peopleGroup));
  requireOwn(office, member);
  return member;
}

function presentMembership(office: Reader, group: string, person: string): { joined: string | null } | undefined {
  return sql(office, `SELECT joined FROM groupMember WHERE peopleGroup = ? AND voided IS NULL AND "left" IS NULL
    AND coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = groupMember.person AND a.ended IS NULL), person) = ?`).get(group, person) as { joined: string | null } | undefined;
}
