import type { FieldValue, FieldValues } from '../rules/field.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Log } from '../store/change-log.ts';
import { sql, today } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { needFamily, requireArea, requireOwn } from './access.ts';
import type { Actor, Scope } from './access.ts';
import { fail } from '../rules/failure.ts';
import { inOrder } from './family-facts.ts';
import { findingsOf, requireSettled } from './findings.ts';
import type { Acknowledgement, CheckedFamily, Finding } from './findings.ts';
import { readValues } from './input-values.ts';
import { keepOldNoKk } from './no-kk-history.ts';
import { holdIdentity } from './proposals/held-identity.ts';
import { refreshDerived } from './refresh-derived.ts';
import { familyStatus, personStatus } from './states.ts';

/** What the form holds: only the fields it shows, only the people it touched. */
export interface FamilyInput {
  readonly id?: string;
  readonly values: FieldValues;
  readonly people: readonly { readonly id?: string; readonly values: FieldValues }[];
}

export interface FamilySave extends FamilyInput {
  readonly acknowledged?: readonly Acknowledgement[];
  readonly reason?: string;
  /** The draft that this save finishes. */
  readonly draft?: string;
}

export interface SavedFamily {
  readonly id: string;
  /** Ids in the order of the people given. */
  readonly people: string[];
  readonly changes: number;
  /** NIK and No KK that wait for a second person. */
  readonly held: number;
  readonly findings: Finding[];
}

/** A family as stored and as it would be after saving. */
interface Prepared {
  readonly family: StoredRecord | null;
  readonly values: Record<string, FieldValue>;
  readonly people: readonly { readonly stored: StoredRecord | null; readonly values: Record<string, FieldValue> }[];
  readonly after: CheckedFamily;
  readonly before: CheckedFamily | null;
}

/**
 * What saving these values would find. Records are named by their ids; a new family is `new`, new people are `new-0`,
 * `new-1` … by their place in `people`. Errors: NOT_FOUND, OUTSIDE_AREA, INVALID_INPUT.
 */
export function checkFamilyInput(office: Reader, input: FamilyInput, scope: Scope): Finding[] {
  return [...findingsOf(office, prepare(office, input, scope).after)];
}

/**
 * Creates or changes a family and its people in one transaction. Blocking findings refuse (SAVE_BLOCKED), warnings that
 * are new need a reason (WARNINGS_OPEN); the reasons are kept with the transaction. A No KK that is replaced is kept.
 * Errors also: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER, INVALID_INPUT.
 */
export function saveFamily(office: Writer, actor: Actor, input: FamilySave): SavedFamily {
  const prepared = prepare(office, input, actor.scope);
  if (prepared.family) requireOwn(office, prepared.family);
  requireArea(office, typeof prepared.after.family.values.region === 'string' ? prepared.after.family.values.region : null, actor.scope);
  const findings = findingsOf(office, prepared.after);
  const known = prepared.before ? warningsBefore(office, prepared.before) : [];
  const acknowledged = input.acknowledged ?? [];
  requireSettled(findings, acknowledged, known);
  const detail = acknowledged.length > 0 ? { acknowledged } : undefined;
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: input.reason ?? null, detail }, (log) => {
    const saved = write(office, log, prepared, { user: actor.user, reason: input.reason ?? null });
    if (input.draft !== undefined) sql(office, 'DELETE FROM draft WHERE id = ?').run(input.draft);
    refreshDerived(office, [saved.number]);
    const named = new Map([['new', saved.id], ...saved.people.map((id, place): [string, string] => [`new-${place}`, id])]);
    return {
      id: saved.id, people: saved.people, changes: log.count(), held: saved.held,
      findings: findings.map((finding) => ({ ...finding, record: named.get(finding.record) ?? finding.record })),
    };
  });
}

/** Warnings that stood before are not asked about again; mistakes are, because a save of the form says that all is right. */
function warningsBefore(office: Reader, before: CheckedFamily): readonly Finding[] {
  return findingsOf(office, before).filter((finding) => finding.severity === 'warn');
}

function prepare(office: Reader, input: FamilyInput, scope: Scope): Prepared {
  const family = input.id === undefined ? null : needFamily(office, input.id, scope);
  const values = readValues('family', input.values);
  if (!family) Object.assign(values, { status: values.status ?? familyStatus.active, ...regionOf(office, values) });
  const members = family ? inOrder(recordsWhere(office, 'person', 'family', family.uid)) : [];
  const byId = new Map(members.map((member) => [member.uid, member]));
  const people = input.people.map((given) => {
    const stored = given.id === undefined ? null : (byId.get(given.id) ?? fail('NOT_FOUND', { id: given.id }));
    const own = readValues('person', given.values);
    return { stored, values: stored ? own : { status: personStatus.alive, ...own } };
  });
  const changed = new Map(people.flatMap(({ stored, values: own }) => (stored ? [[stored.uid, own] as const] : [])));
  const familyKey = family?.uid ?? 'new';
  const stay = members.map((member) => ({ key: member.uid, values: { ...member.values, ...changed.get(member.uid) } }));
  const come = people.flatMap(({ stored, values: own }, place) => (stored ? [] : [{ key: `new-${place}`, values: own }]));
  return {
    family, values, people,
    after: { family: { key: familyKey, values: { ...family?.values, ...values } }, people: [...stay, ...come] },
    before: family && { family: { key: familyKey, values: family.values }, people: members.map((member) => ({ key: member.uid, values: member.values })) },
  };
}

/** In a kelurahan or desa a new family without a region lives there. */
function regionOf(office: Reader, values: FieldValues): { region: FieldValue } {
  const local = office.identity.level === 'kelurahan' || office.identity.level === 'desa';
  return { region: values.region ?? (local ? office.identity.code : null) };
}

function write(office: Writer, log: Log, prepared: Prepared, by: Parameters<typeof holdIdentity>[2]): { id: string; number: number; people: string[]; held: number } {
  const owner = office.identity.code;
  const { family, values } = prepared;
  let held = 0;
  const freeOf = (entity: 'family' | 'person', record: StoredRecord, wanted: FieldValues): FieldValues => {
    const split = holdIdentity(office, log, by, entity, record, wanted);
    if (split.held) held++;
    return split.free;
  };
  const head = family ?? log.create('family', { ...values, owner });
  if (family) {
    const free = freeOf('family', family, values);
    if ('noKk' in free) keepOldNoKk(office, log, family, free.noKk ?? null, today(office), by.reason);
    log.update('family', family.id, free);
  }
  const people = prepared.people.map(({ stored, values: own }) => {
    if (!stored) return log.create('person', { ...own, owner, family: head.uid }).uid;
    log.update('person', stored.id, freeOf('person', stored, own));
    return stored.uid;
  });
  return { id: head.uid, number: head.id, people, held };
}
