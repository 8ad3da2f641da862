import { isActivePerson, isHead } from '../../rules/checks/finding.ts';
import { nameKey } from '../../rules/name-key.ts';
import type { Reader } from '../../store/office.ts';
import { recordsWhere } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { inOrder } from '../family-facts.ts';
import { keepOldNoKk } from '../no-kk-history.ts';
import { numberMembers, renumber } from '../number-members.ts';
import { familyStatus } from '../states.ts';
import { mergePeople } from './merge-people.ts';
import { rehang, settleFamily, takeChosen, writeAlias } from './merge-records.ts';
import type { Merge } from './merge-records.ts';
import { isNumber, suggestSides } from './pair-fields.ts';
import type { Choices, Side } from './pair-fields.ts';

const otherRelationship = 8;

/** A member of either family with the same person in the other one; null where there is none. */
export interface PeoplePair {
  readonly left: StoredRecord | null;
  readonly right: StoredRecord | null;
}

/** Who of two families is surely one person: the same NIK, or the same name and birth date where not both have a NIK. */
export function pairMembers(office: Reader, left: string, right: string): PeoplePair[] {
  const living = (family: string): StoredRecord[] => inOrder(recordsWhere(office, 'person', 'family', family)).filter((one) => isActivePerson(one.values));
  const others = living(right);
  const taken = new Set<string>();
  const pairs = living(left).map((one): PeoplePair => {
    const twin = others.find((other) => !taken.has(other.uid) && isSamePerson(one, other)) ?? null;
    if (twin) taken.add(twin.uid);
    return { left: one, right: twin };
  });
  return [...pairs, ...others.filter((other) => !taken.has(other.uid)).map((other): PeoplePair => ({ left: null, right: other }))];
}

function isSamePerson(a: StoredRecord, b: StoredRecord): boolean {
  if (isNumber(a.values.nik) && isNumber(b.values.nik)) return a.values.nik === b.values.nik;
  const key = (one: StoredRecord): string => nameKey(String(one.values.name ?? ''));
  return key(a) !== '' && key(a) === key(b) && a.values.birthDate !== null && a.values.birthDate === b.values.birthDate;
}

/**
 * Makes one family of two: who is surely one person is merged, the others move in as they are, a second Kepala Keluarga
 * becomes "Lainnya", the other card's number is kept, and the family that goes ends as merged. Returns the families left
 * without Kepala Keluarga.
 */
export function mergeFamilies(merge: Merge, keep: StoredRecord, gone: StoredRecord, sideOfGone: Side, choices: Choices): string[] {
  const { office, log, date, reason } = merge;
  const pairs = pairMembers(office, keep.uid, gone.uid);
  // A number that waits is not this family's yet: until then it is the other card's.
  const { noKk = keep.values.noKk ?? null } = takeChosen(merge, 'family', keep, gone, sideOfGone, choices);
  keepOldNoKk(office, log, keep, noKk, date, reason);
  for (const entity of ['familyNumber', 'ranking', 'event', 'enrolment', 'delivery', 'override', 'petition'] as const) rehang(merge, entity, 'family', keep, gone);
  noteOtherNumber(merge, keep, gone, noKk);
  if (keep.values.household === null) log.update('family', keep.id, { household: gone.values.household ?? null });
  if (keep.values.house === null) log.update('family', keep.id, { house: gone.values.house ?? null });
  log.update('family', gone.id, { status: familyStatus.merged, statusDate: date, statusReason: reason });
  writeAlias(merge, 'family', keep.uid, gone.uid);
  for (const { left, right } of pairs) if (left && right) mergeMembers(merge, keep, left, right);
  moveIn(merge, keep, gone);
  oneHead(merge, keep, new Set(pairs.flatMap(({ left, right }) => (left ? [left.uid, right?.uid] : []))));
  merge.touched.add(gone.uid);
  return settleFamily(merge, keep.uid) ? [keep.uid] : [];
}

/** The number on the card of the family that goes is one this family had. */
function noteOtherNumber({ office, log, date, reason }: Merge, keep: StoredRecord, gone: StoredRecord, noKk: unknown): void {
  const other = gone.values.noKk;
  if (typeof other !== 'string' || other === '' || other === noKk || other === keep.values.noKk) return;
  const known = recordsWhere(office, 'familyNumber', 'family', keep.uid).some((one) => one.values.voided === null && one.values.noKk === other);
  if (!known) log.create('familyNumber', { owner: office.identity.code, family: keep.uid, noKk: other, until: date, reason });
}

/** Merges a member of the family that stays (`left`) with the same person of the other; their place is the one in the family that stays. */
function mergeMembers(merge: Merge, family: StoredRecord, left: StoredRecord, right: StoredRecord): void {
  const [keep, gone] = left.uid < right.uid ? [left, right] : [right, left];
  mergePeople(merge, keep, gone, 'right', { ...suggestSides(merge.office, 'person', keep, gone), family: 'left' });
  const { sequence = null, relationship = null, shdk = null } = left.values;
  merge.log.update('person', keep.id, { family: family.uid, sequence, relationship, shdk });
}

/** Everyone else of the family that goes moves in behind those who are there. */
function moveIn({ office, log, gone: merged }: Merge, keep: StoredRecord, gone: StoredRecord): void {
  const members = recordsWhere(office, 'person', 'family', keep.uid);
  const comers = inOrder(recordsWhere(office, 'person', 'family', gone.uid)).filter(({ uid }) => !merged.includes(uid));
  if (comers.length === 0) return;
  const numbers = numberMembers(members.filter(({ uid }) => !merged.includes(uid)), comers.map(({ uid }) => uid));
  renumber(log, members, numbers);
  for (const person of comers) log.update('person', person.id, { family: keep.uid, sequence: numbers.get(person.uid) ?? null });
}

/** A family has one head; one who was in the family that stays comes first. */
function oneHead({ office, log }: Merge, family: StoredRecord, own: ReadonlySet<string | undefined>): void {
  const heads = inOrder(recordsWhere(office, 'person', 'family', family.uid)).filter((one) => isActivePerson(one.values) && isHead(one.values));
  const first = heads.find((one) => own.has(one.uid)) ?? heads[0];
  for (const head of heads) if (head !== first) log.update('person', head.id, { relationship: otherRelationship, shdk: null });
}
