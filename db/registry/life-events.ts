import { isActivePerson, isHead } from '../rules/checks/finding.ts';
import { fail } from '../rules/failure.ts';
import type { FieldValues } from '../rules/field.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log } from '../store/change-log.ts';
import { sql, today } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, needPerson, requireOwn, textValue } from './access.ts';
import type { Actor } from './access.ts';
import { lostPengurus } from './enrolment/pengurus.ts';
import type { LostPengurus } from './enrolment/pengurus.ts';
import { joinFamily } from './join-family.ts';
import type { Acknowledgement, Finding } from './findings.ts';
import { refreshDerived } from './refresh-derived.ts';
import { eventKind, labelFor, openStatuses, personStatus } from './states.ts';

export interface Birth {
  readonly family: string;
  readonly values: FieldValues;
  readonly date: string;
  readonly place?: string;
  readonly certificateNo?: string;
  readonly acknowledged?: readonly Acknowledgement[];
}

/** Records a birth: a new person in the family and the event. Errors as `saveFamily`, and DATE_FUTURE. */
export function recordBirth(office: Writer, actor: Actor, birth: Birth): { id: string; findings: Finding[] } {
  requirePast(office, birth.date);
  const family = needFamily(office, birth.family, actor.scope);
  requireOwn(office, family);
  const values = { birthDate: birth.date, ...(birth.place ? { birthPlace: birth.place } : {}), ...birth.values };
  return joinFamily(office, actor, family, { values, acknowledged: birth.acknowledged ?? [], kind: 'birth' }, (log, person) => {
    log.create('event', {
      owner: office.identity.code, person, family: family.uid, kind: eventKind.birth, date: birth.date,
      ...(birth.place && { place: birth.place }), ...(birth.certificateNo && { certificateNo: birth.certificateNo }),
    });
  });
}

export interface Death {
  readonly id: string;
  readonly date: string;
  readonly place?: string;
  readonly certificateNo?: string;
  readonly reason?: string;
}

/**
 * Records a death. Returns whether living members are left without a head, and the person's open enrolments, which
 * someone has to end, and the family's for which they received: somebody else of the family has to. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, NOT_ALIVE, DATE_FUTURE, DATE_ORDER.
 */
export function recordDeath(office: Writer, actor: Actor, death: Death): { headless: boolean; enrolments: string[]; pengurus: LostPengurus[] } {
  const { person, family } = needMortal(office, actor, death);
  return writeChanges(office, { user: actor.user, kind: 'death', reason: death.reason ?? null }, (log) => {
    writeDeath(office, log, { person, family }, death);
    refreshDerived(office, [family.id]);
    return { headless: isHeadless(office, family.uid), enrolments: openEnrolments(office, person.uid), pengurus: lostPengurus(office, actor.scope, family.uid) };
  });
}

/** Whoever a death is said of, and the family; refused as {@link recordDeath} says. */
export function needMortal(office: Reader, actor: Actor, death: Pick<Death, 'id' | 'date'>): { person: StoredRecord; family: StoredRecord } {
  const found = needPerson(office, death.id, actor.scope);
  requireOwn(office, found.person);
  requireAlive(found.person);
  requirePast(office, death.date);
  const birth = textValue(found.person, 'birthDate');
  if (birth !== null && death.date < birth) fail('DATE_ORDER', { start: birth, end: death.date });
  return found;
}

/** Writes a death within a transaction; the family's lists are brought up to date by whoever opened it. */
export function writeDeath(office: Writer, log: Log, { person, family }: { person: StoredRecord; family: StoredRecord }, death: Death): void {
  log.update('person', person.id, { status: personStatus.dead, statusDate: death.date, statusReason: death.reason ?? null });
  log.create('event', {
    owner: office.identity.code, person: person.uid, family: family.uid, kind: eventKind.death, date: death.date,
    ...(death.place && { place: death.place }), ...(death.certificateNo && { certificateNo: death.certificateNo }), ...(death.reason && { reason: death.reason }),
  });
}

/** Whether a family has living members and no head among them. */
export function isHeadless(office: Reader, family: string): boolean {
  const living = recordsWhere(office, 'person', 'family', family).filter((person) => isActivePerson(person.values));
  return living.length > 0 && !living.some((person) => isHead(person.values));
}

/** Refuses (NOT_ALIVE) someone who is recorded as dead, moved or gone. */
export function requireAlive(person: StoredRecord): void {
  if (isActivePerson(person.values)) return;
  fail('NOT_ALIVE', { name: String(person.values.name ?? ''), status: labelFor('KK.status_dasar', person.values.status) ?? '' });
}

/** Refuses (DATE_FUTURE) a day that has not come yet. */
export function requirePast(office: Reader, date: string): void {
  if (date > today(office)) fail('DATE_FUTURE', { date });
}

function openEnrolments(office: Reader, person: string): string[] {
  return sql(office, `SELECT uid FROM enrolment WHERE person = ? AND voided IS NULL AND coalesce(status, 3) IN (${openStatuses.join(',')})`)
    .pluck().all(person) as string[];
}
