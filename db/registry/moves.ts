import { isActivePerson, isHead } from '../rules/checks/finding.ts';
import { fail } from '../rules/failure.ts';
import type { FieldValues } from '../rules/field.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log } from '../store/change-log.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, needPerson, requireOwn } from './access.ts';
import type { Actor } from './access.ts';
import type { Acknowledgement, Finding } from './findings.ts';
import { joinFamily } from './join-family.ts';
import type { Joining } from './join-family.ts';
import { isHeadless, requireAlive, requirePast } from './life-events.ts';
import { keepOldNoKk } from './no-kk-history.ts';
import { holdIdentity } from './proposals/held-identity.ts';
import { refreshDerived } from './refresh-derived.ts';
import { eventKind, familyStatus, headRelationship, personStatus } from './states.ts';

export interface MoveOut {
  readonly family: string;
  readonly people: readonly string[];
  readonly date: string;
  /** Where to, in words. */
  readonly destination: string;
  readonly reason?: string;
}

/**
 * People move out of the area; when nobody is left the family closes with them. They stay in the register, out of the
 * active lists. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, NOT_IN_FAMILY, DATE_FUTURE.
 */
export function moveOut(office: Writer, actor: Actor, move: MoveOut): { headless: boolean; familyClosed: boolean } {
  const leaving = needLeaving(office, actor, move);
  return writeChanges(office, { user: actor.user, kind: 'move', reason: move.reason ?? null }, (log) => {
    writeMoveOut(office, log, leaving, move);
    refreshDerived(office, [leaving.family.id]);
    return { headless: isHeadless(office, leaving.family.uid), familyClosed: leaving.closes };
  });
}

/** Who goes, from which family, and whether nobody is left. */
interface Leaving {
  readonly family: StoredRecord;
  readonly going: readonly StoredRecord[];
  readonly closes: boolean;
}

/** The people of a move, refused as {@link moveOut} says. */
export function needLeaving(office: Reader, actor: Actor, move: MoveOut): Leaving {
  const family = needFamily(office, move.family, actor.scope);
  requireOwn(office, family);
  requirePast(office, move.date);
  const living = recordsWhere(office, 'person', 'family', family.uid).filter((person) => isActivePerson(person.values));
  const going = [...new Set(move.people)].map((uid) => living.find((person) => person.uid === uid) ?? fail('NOT_IN_FAMILY'));
  return { family, going, closes: going.length === living.length };
}

/** Writes a move within a transaction; the family's lists are brought up to date by whoever opened it. */
export function writeMoveOut(office: Writer, log: Log, { family, going, closes }: Leaving, move: MoveOut): void {
  const reason = move.reason ?? null;
  for (const person of going) {
    log.update('person', person.id, { status: personStatus.moved, statusDate: move.date, statusReason: reason ?? move.destination });
    log.create('event', {
      owner: office.identity.code, person: person.uid, family: family.uid, kind: eventKind.moveOut, date: move.date,
      otherAddress: move.destination, ...(reason && { reason }),
    });
  }
  if (closes) log.update('family', family.id, { status: familyStatus.moved, statusDate: move.date, statusReason: reason ?? move.destination });
}

export interface Arrival {
  readonly family: string;
  /** Someone of this register who comes from another family. */
  readonly person?: string;
  /** Values of a new person, or changes of the one who comes. */
  readonly values?: FieldValues;
  readonly date: string;
  readonly origin?: string;
  readonly reason?: string;
  readonly acknowledged?: readonly Acknowledgement[];
}

/**
 * Someone joins an existing family: a new person, or one who comes from another family of this register. Who was head
 * there comes as "Lainnya" unless the values say otherwise. `held`: another NIK waits for a second person. Errors as `saveFamily`, and NOT_ALIVE, DATE_FUTURE.
 */
export function arrive(office: Writer, actor: Actor, arrival: Arrival): { id: string; findings: Finding[]; held: boolean } {
  const family = needFamily(office, arrival.family, actor.scope);
  requireOwn(office, family);
  requirePast(office, arrival.date);
  const from = arrival.person === undefined ? null : needPerson(office, arrival.person, actor.scope);
  if (from) {
    requireOwn(office, from.person);
    if (from.person.values.status !== personStatus.moved) requireAlive(from.person);
  }
  const back = from && !isActivePerson(from.person.values) ? { status: personStatus.alive, statusDate: arrival.date, statusReason: null } : {};
  const place = from && isHead(from.person.values) ? { relationship: otherRelationship, shdk: null } : {};
  const values: FieldValues = Object.assign({}, back, place, arrival.values);
  const joining: Joining = {
    values, acknowledged: arrival.acknowledged ?? [], kind: 'move', reason: arrival.reason ?? null,
    ...(from && { person: from.person }),
  };
  return joinFamily(office, actor, family, joining, (log, person) => {
    log.create('event', {
      owner: office.identity.code, person, family: family.uid, kind: eventKind.moveIn, date: arrival.date,
      ...(arrival.origin && { otherAddress: arrival.origin }), ...(arrival.reason && { reason: arrival.reason }),
    });
    if (from) closeIfEmpty(office, log, from.family, arrival.date);
  });
}

const otherRelationship = 8;

/** A family whose last living member joined another one is dissolved. */
export function closeIfEmpty(office: Reader, log: Log, family: { id: number; uid: string }, date: string): void {
  const living = recordsWhere(office, 'person', 'family', family.uid).filter((person) => isActivePerson(person.values));
  if (living.length === 0) log.update('family', family.id, { status: familyStatus.dissolved, statusDate: date });
}

export interface HeadChange {
  readonly family: string;
  readonly head: string;
  /** New relationship (RSEK.409) of other members by id. */
  readonly relationships: Readonly<Record<string, number>>;
  /** The number of the new card, when one was issued. */
  readonly noKk?: string | null;
  readonly date: string;
  readonly reason: string;
}

/**
 * Another member becomes Kepala Keluarga. The former head, if still a living member and not given a relationship, becomes
 * "Lainnya". `held`: the new card's number waits for a second person. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, NOT_IN_FAMILY, DATE_FUTURE.
 */
export function changeHead(office: Writer, actor: Actor, change: HeadChange): { held: boolean } {
  const family = needFamily(office, change.family, actor.scope);
  requireOwn(office, family);
  requirePast(office, change.date);
  const living = recordsWhere(office, 'person', 'family', family.uid).filter((person) => isActivePerson(person.values));
  if (!living.some((person) => person.uid === change.head)) fail('NOT_IN_FAMILY');
  for (const [uid, relationship] of Object.entries(change.relationships)) {
    if (!living.some((person) => person.uid === uid)) fail('NOT_IN_FAMILY');
    if (relationship === headRelationship && uid !== change.head) fail('INVALID_INPUT', { detail: 'relationships' });
  }
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: change.reason, detail: { what: 'changeHead', date: change.date } }, (log) => {
    for (const person of living) {
      const given = change.relationships[person.uid];
      const relationship = person.uid === change.head ? headRelationship : (given ?? (isHead(person.values) ? otherRelationship : undefined));
      // The family card's own relation is unknown until the new card is seen; the head's is certain.
      if (relationship !== undefined) log.update('person', person.id, { relationship, shdk: relationship === headRelationship ? headRelationship : null });
    }
    const number: FieldValues = change.noKk === undefined || change.noKk === family.values.noKk ? {} : { noKk: change.noKk, noKkReason: null };
    const { free, held } = holdIdentity(office, log, { user: actor.user, reason: change.reason }, 'family', family, number);
    if (free.noKk !== undefined) {
      keepOldNoKk(office, log, family, free.noKk, change.date, change.reason);
      log.update('family', family.id, free);
    }
    refreshDerived(office, [family.id]);
    return { held };
  });
}
