import { isActiveFamily, isActivePerson, isHead } from '../rules/checks/finding.ts';
import type { CheckRecord } from '../rules/checks.ts';
import { fieldsOf } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import type { FieldValue } from '../rules/field.ts';
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
import { familyStatus, headRelationship } from './states.ts';

export interface FamilySplit {
  readonly family: string;
  /** Who leaves. */
  readonly people: readonly string[];
  /** The new card's number; null with a reason (TEPAT.alasanTanpaKk) while it has none. */
  readonly noKk: string | null;
  readonly noKkReason?: number;
  /** The Kepala Keluarga of the new card, one of those who leave. */
  readonly head: string;
  /** Who becomes Kepala Keluarga of those who stay, needed when theirs leaves. */
  readonly stayHead?: string;
  /** Relationships (RSEK.409) on either card by person. */
  readonly relationships: Readonly<Record<string, number>>;
  readonly date?: string;
  readonly reason: string;
}

const otherRelationship = 8;
/** Codes of TEPAT.alasanTanpaKk: the card is being made. */
const inProcess = 2;
/** What the new family takes over: where it lives and what its dwelling is like, not what was answered for the old card. */
const own = ['owner', 'noKk', 'noKkReason', 'kkCode', 'status', 'statusDate', 'statusReason', 'surveyDate', 'enumerator', 'checkDate', 'supervisor', 'respondent', 'respondentPhone', 'surveyResult', 'familyNo', 'notes'];

/**
 * Pecah KK: some members leave for a new family at the same address, with a card and a head of its own; those who stay
 * keep theirs. Both families have exactly one head afterwards (V09). Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER,
 * NOT_IN_FAMILY, HEAD_NEEDED, SPLIT_ALL (nobody would stay), SAVE_BLOCKED, DATE_FUTURE.
 */
export function splitFamily(office: Writer, actor: Actor, split: FamilySplit): { id: string; findings: Finding[] } {
  const family = needFamily(office, split.family, actor.scope);
  requireOwn(office, family);
  if (!isActiveFamily(family.values)) fail('RECIPIENT_GONE');
  const date = split.date ?? today(office);
  requirePast(office, date);
  const living = inOrder(recordsWhere(office, 'person', 'family', family.uid)).filter((person) => isActivePerson(person.values));
  const going = [...new Set(split.people)].map((uid) => living.find((person) => person.uid === uid) ?? fail('NOT_IN_FAMILY'));
  const staying = living.filter((person) => !going.includes(person));
  if (staying.length === 0) fail('SPLIT_ALL');
  if (!going.some((person) => person.uid === split.head)) fail('HEAD_NEEDED', { name: '' });
  const stayHead = split.stayHead ?? staying.find((person) => isHead(person.values))?.uid;
  if (!staying.some((person) => person.uid === stayHead)) fail('HEAD_NEEDED', { name: String(family.values.noKk ?? '') });
  const places = new Map([...placesOf(staying, stayHead ?? '', split.relationships), ...placesOf(going, split.head, split.relationships, true)]);
  const values = newFamilyValues(office, family, split);
  const checked = (people: readonly StoredRecord[]): CheckRecord[] => people.map((one) => ({ key: one.uid, values: { ...one.values, ...places.get(one.uid) } }));
  const fresh = findingsOf(office, { family: { key: 'new', values }, people: checked(going) });
  const rest = findingsOf(office, { family: { key: family.uid, values: family.values }, people: checked(staying) });
  requireSettled([...fresh, ...rest].filter((finding) => finding.severity === 'block' && ['V04', 'V05', 'V08', 'V09'].includes(finding.code)), []);
  return writeChanges(office, { user: actor.user, kind: 'edit', reason: split.reason, detail: { what: 'split', from: family.uid, date } }, (log) => {
    const made = log.create('family', values);
    for (const person of living) log.update('person', person.id, { ...places.get(person.uid), ...(going.includes(person) && { family: made.uid }) });
    refreshDerived(office, [family.id, made.id]);
    return { id: made.uid, findings: fresh.map((finding) => ({ ...finding, record: finding.record === 'new' ? made.uid : finding.record })) };
  });
}

/** What each person is on a card: its head, what was said, else what they were; one who was head elsewhere is "Lainnya". */
export function placesOf(people: readonly StoredRecord[], head: string, relationships: Readonly<Record<string, number>>, renumber = false): [string, Record<string, FieldValue>][] {
  const ordered = [...people].sort((a, b) => Number(b.uid === head) - Number(a.uid === head));
  return ordered.map((person, index) => {
    const said = person.uid === head ? headRelationship : (relationships[person.uid] ?? (isHead(person.values) ? otherRelationship : undefined));
    if (said === headRelationship && person.uid !== head) fail('INVALID_INPUT', { detail: 'relationships' });
    // The family card's own relation is unknown until the new card is seen; the head's is certain.
    const place: Record<string, FieldValue> = {};
    if (said !== undefined && !(said === headRelationship && isHead(person.values))) Object.assign(place, { relationship: said, shdk: said === headRelationship ? headRelationship : null });
    if (renumber) place.sequence = index + 1;
    return [person.uid, place];
  });
}

function newFamilyValues(office: Writer, family: StoredRecord, split: FamilySplit): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const { key } of fieldsOf('family')) if (!own.includes(key)) values[key] = family.values[key] ?? null;
  const noKk = split.noKk?.trim() || null;
  return { ...values, owner: office.identity.code, noKk, noKkReason: noKk === null ? (split.noKkReason ?? inProcess) : null, status: familyStatus.active, household: null };
}
