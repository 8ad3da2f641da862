import type { FieldValue, FieldValues } from '../rules/field.ts';
import { groupOf } from '../rules/entities.ts';
import { isActivePerson } from '../rules/checks/finding.ts';
import { mask } from '../rules/mask.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log } from '../store/change-log.ts';
import { today } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, needPerson, requireArea, requireOwn } from './access.ts';
import type { Actor } from './access.ts';
import { inOrder } from './family-facts.ts';
import { findingsOf, requireSettled } from './findings.ts';
import type { Acknowledgement, Finding } from './findings.ts';
import { readValues } from './input-values.ts';
import { keepOldNoKk } from './no-kk-history.ts';
import { holdIdentity } from './proposals/held-identity.ts';
import { refreshDerived } from './refresh-derived.ts';

export interface RecordChange {
  readonly entity: 'family' | 'person';
  readonly id: string;
  readonly values: FieldValues;
  readonly acknowledged?: readonly Acknowledgement[];
  readonly reason?: string;
  /** Whether a second person stands behind it already, so that a NIK or No KK need not wait for one. */
  readonly confirmed?: boolean;
  /** Written in the same transaction. */
  readonly also?: (log: Log) => void;
}

/**
 * Changes some fields of one family or person in place. Only findings that the change brings, or that are about the
 * changed fields, refuse it (SAVE_BLOCKED, WARNINGS_OPEN). `held` says that a NIK or No KK waits for a second person. Errors also: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, INVALID_INPUT.
 */
export function changeRecord(office: Writer, actor: Actor, change: RecordChange): { changes: number; held: boolean; findings: Finding[] } {
  const planned = planChange(office, actor, change);
  const acknowledged = change.acknowledged ?? [];
  const detail = acknowledged.length > 0 ? { acknowledged } : undefined;
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: change.reason ?? null, detail }, (log) => {
    const by = { user: actor.user, reason: change.reason ?? null };
    const { free, held } = change.confirmed === true ? { free: planned.values, held: false } : holdIdentity(office, log, by, change.entity, planned.record, planned.values);
    const changes = writeChange(office, log, { ...planned, values: free }, change);
    if (changes > 0) refreshDerived(office, [planned.family.id]);
    change.also?.(log);
    return { changes, held, findings: planned.findings.filter((finding) => finding.record === planned.record.uid) };
  });
}

/** A change that was checked and may be written. */
interface PlannedChange {
  readonly family: StoredRecord;
  readonly record: StoredRecord;
  readonly values: FieldValues;
  readonly findings: readonly Finding[];
}

/** Checks a change of one record; refused as {@link changeRecord} says. */
export function planChange(office: Reader, actor: Actor, change: RecordChange): PlannedChange {
  const found = change.entity === 'family' ? { person: null, family: needFamily(office, change.id, actor.scope) } : needPerson(office, change.id, actor.scope);
  const { family } = found;
  const record = found.person ?? family;
  requireOwn(office, record);
  const values = readValues(change.entity, change.values);
  if (change.entity === 'family' && 'region' in values) requireArea(office, typeof values.region === 'string' ? values.region : null, actor.scope);
  const people = inOrder(recordsWhere(office, 'person', 'family', family.uid));
  const seen = (changes: FieldValues) => findingsOf(office, {
    family: { key: family.uid, values: record === family ? { ...family.values, ...changes } : family.values },
    people: people.map((person) => ({ key: person.uid, values: person.uid === record.uid ? { ...person.values, ...changes } : person.values })),
  });
  const findings = seen(values);
  const touched = new Set(Object.keys(values).flatMap((key) => groupOf(change.entity, key)));
  const known = seen({}).filter((finding) => finding.severity === 'warn' || finding.record !== record.uid || !touched.has(finding.field));
  requireSettled(findings, change.acknowledged ?? [], known);
  return { family, record, values, findings };
}

/** Writes a planned change within a transaction; the family's lists are brought up to date by whoever opened it. */
export function writeChange(office: Writer, log: Log, { family, record, values }: PlannedChange, change: RecordChange): number {
  if (change.entity === 'family' && 'noKk' in values) keepOldNoKk(office, log, family, values.noKk ?? null, today(office), change.reason ?? null);
  return log.update(change.entity, record.id, values);
}

/** Shows one NIK or No KK in full; who saw which record's, and when, is kept in the change log. */
export function revealIdentifier(office: Writer, actor: Actor, entity: 'family' | 'person', id: string, field: 'nik' | 'noKk'): { value: string | null } {
  const record = entity === 'family' ? needFamily(office, id, actor.scope) : needPerson(office, id, actor.scope).person;
  const value = record.values[entity === 'family' ? 'noKk' : 'nik'];
  const shown = typeof value === 'string' ? value : null;
  const detail = { what: 'reveal', entity, record: id, field, shown: shown === null ? null : mask(shown) };
  return writeChanges(office, { user: actor.user, kind: 'access', detail }, () => ({ value: shown }));
}

/** All values of a family and its people for the form, unmasked; logged as a reveal of the whole family. */
export function familyForEdit(office: Writer, actor: Actor, id: string): {
  id: string; values: Record<string, FieldValue>; people: { id: string; values: Record<string, FieldValue>; active: boolean }[];
} {
  const family = needFamily(office, id, actor.scope);
  const people = inOrder(recordsWhere(office, 'person', 'family', id));
  const detail = { what: 'reveal', entity: 'family', record: id, field: '*', people: people.length };
  return writeChanges(office, { user: actor.user, kind: 'access', detail }, () => ({
    id, values: family.values,
    people: people.map((person) => ({ id: person.uid, values: person.values, active: isActivePerson(person.values) })),
  }));
}
