import { jaroWinkler } from '../rules/jaro-winkler.ts';
import { nameKey } from '../rules/name-key.ts';
import type { FieldValue } from '../rules/field.ts';
import { resolveAlias } from '../registry/aliases.ts';
import { familyStatus } from '../registry/states.ts';
import { personCandidates } from '../registry/person-candidates.ts';
import type { MatchPerson } from '../rules/matching/match-person.ts';
import { findRecord, recordsWhere } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

const undone = 9;

export interface FamilyMatch {
  readonly record: StoredRecord;
  /** The number in the file is one that this family had before. */
  readonly byOldNumber: boolean;
}

export type PersonMatch =
  | { readonly kind: 'none' }
  /** `byMerged`: the NIK is that of a record that was merged into this one, which has another. */
  | { readonly kind: 'sure'; readonly record: StoredRecord; readonly byMerged?: boolean }
  /** A person must say; `code` is the finding that tells why. */
  | { readonly kind: 'doubt'; readonly record: StoredRecord; readonly code: string };

/** Whether a record is left over from an import that was taken back; such records match nothing. */
function isUndone(record: StoredRecord): boolean {
  return record.values.status === undone;
}

/** The record that stands for this one: itself, or what it was merged into; undefined for what an undone import left. */
export function standing(office: Reader, entity: 'family' | 'person', record: StoredRecord): StoredRecord | undefined {
  const { status } = record.values;
  // Whoever was merged away has one of these states, so that aliases need not be looked up for everybody else.
  const uid = status === undone || (entity === 'family' && status === familyStatus.merged) ? resolveAlias(office, entity, record.uid) : record.uid;
  const present = uid === record.uid ? record : findRecord(office, entity, uid);
  return present && !isUndone(present) ? present : undefined;
}

/** Who has a NIK: somebody active before others. `byMerged`: only somebody had it who was merged into the one answered. */
export function holderOf(office: Reader, nik: string): { readonly record: StoredRecord; readonly byMerged: boolean } | undefined {
  const [holder] = holdersOf(office, nik);
  return holder && { record: holder, byMerged: holder.values.nik !== nik };
}

/** All who have a NIK, each once: who has it now before who was merged, the active before the others. */
function holdersOf(office: Reader, nik: string): StoredRecord[] {
  const found = new Map(recordsWhere(office, 'person', 'nik', nik).flatMap((one) => standing(office, 'person', one) ?? []).map((one) => [one.uid, one]));
  if (found.size < 2) return [...found.values()];
  const weight = (one: StoredRecord): number => (one.values.nik === nik ? 2 : 0) + (isActive(one) ? 1 : 0);
  return [...found.values()].sort((a, b) => weight(b) - weight(a));
}

function isActive({ values: { status } }: StoredRecord): boolean {
  return status === null || status === 1;
}

/** Whether the register has any family at all: a first import need not look for matches. */
export function hasFamilies(office: Reader): boolean {
  return sql(office, 'SELECT 1 FROM family LIMIT 1').get() !== undefined;
}

/** The family that a row speaks of: by its id (a filled template), its No KK, or a No KK that it had before. */
export function matchFamily(office: Reader, noKk: string | null, key: string | null): FamilyMatch | null {
  const keyed = key !== null && key.length === 36 ? findRecord(office, 'family', key) : undefined;
  const byKey = keyed && standing(office, 'family', keyed);
  if (byKey) return { record: byKey, byOldNumber: false };
  if (noKk === null) return null;
  const numbered = recordsWhere(office, 'family', 'noKk', noKk);
  const present = numbered.filter((one) => !isUndone(one) && one.values.status !== familyStatus.merged);
  const active = present.find(isActive) ?? present[0];
  if (active) return { record: active, byOldNumber: false };
  const former = recordsWhere(office, 'familyNumber', 'noKk', noKk).filter((one) => one.values.voided === null).map((one) => one.values.family);
  for (const uid of [...numbered.map((one) => one.uid), ...former]) {
    const record = typeof uid === 'string' ? findRecord(office, 'family', uid) : undefined;
    const present = record && standing(office, 'family', record);
    if (present) return { record: present, byOldNumber: present.values.noKk !== noKk };
  }
  return null;
}

/** The family in which the one active person with that NIK lives, or null. */
export function familyOfNik(office: Reader, nik: FieldValue | undefined): FamilyMatch | null {
  if (typeof nik !== 'string') return null;
  const holders = holdersOf(office, nik).filter(isActive);
  const uid = holders.length === 1 ? holders[0]?.values.family : null;
  const family = typeof uid === 'string' ? findRecord(office, 'family', uid) : undefined;
  const record = family && standing(office, 'family', family);
  return record ? { record, byOldNumber: false } : null;
}

/** The one family in which all of these people live who are known by their NIK: for files that name no No KK. */
export function familyOfPeople(office: Reader, niks: readonly (FieldValue | undefined)[]): FamilyMatch | null {
  const found = new Map(niks.flatMap((nik) => familyOfNik(office, nik) ?? []).map((match) => [match.record.uid, match]));
  const [only] = found.values();
  return found.size === 1 && only ? only : null;
}

/** The people of a family who are not left over from an undone import. */
export function peopleOf(office: Reader, family: string): StoredRecord[] {
  return recordsWhere(office, 'person', 'family', family).filter((one) => !isUndone(one));
}

/** Below this a name with the same NIK is another person's, unless the birth date agrees. */
const SAME_NAME = 0.85;

/**
 * The person that a row speaks of: by NIK, else in the same family by name key and birth date, or by the name alone where
 * neither side knows more. Whatever is less than that is a doubt, for a person to decide; nothing is merged silently.
 */
export function matchPerson(office: Reader, values: Readonly<Record<string, FieldValue>>, family: StoredRecord | null, people: readonly StoredRecord[]): PersonMatch {
  const nik = typeof values.nik === 'string' ? values.nik : null;
  const name = typeof values.name === 'string' ? nameKey(values.name) : '';
  if (nik !== null) {
    // Nearly always the family at hand has that NIK; only otherwise is the whole register asked.
    const here = family ? people.find((one) => one.values.nik === nik) : undefined;
    const { record: holder, byMerged } = here ? { record: here, byMerged: false } : (holderOf(office, nik) ?? { record: undefined, byMerged: false });
    if (holder) {
      // A list of numbers only, without names, says nothing that could differ.
      if (name !== '' && !alike(name, values.birthDate, holder)) return { kind: 'doubt', record: holder, code: 'NIK_OTHER_PERSON' };
      const isHere = holder === here || (family !== null && holder.values.family === family.uid);
      return isHere ? { kind: 'sure', record: holder, byMerged } : { kind: 'doubt', record: holder, code: 'PERSON_ELSEWHERE' };
    }
  }
  const sameName = people.filter((one) => typeof one.values.name === 'string' && nameKey(one.values.name) === name);
  const candidate = sameName.find((one) => one.values.birthDate === (values.birthDate ?? null)) ?? sameName[0];
  if (!candidate) return { kind: 'none' };
  if (nik !== null && candidate.values.nik !== null) return { kind: 'doubt', record: candidate, code: 'NIK_DIFFERS' };
  const sameBirth = typeof values.birthDate === 'string' && candidate.values.birthDate === values.birthDate;
  return sameBirth || (sameName.length === 1 && bothBare(values, candidate)) ? { kind: 'sure', record: candidate } : { kind: 'doubt', record: candidate, code: 'SAME_NAME' };
}

/**
 * A list that says neither NIK nor birth date (SIKS-NG has rows of both kinds missing) comes again: the only one of that card
 * with exactly that name, of whom no more is known than the list says, is the one whom it brought. Whoever is known by a
 * number or a date may be the father of a namesake, and is asked about.
 */
function bothBare(values: Readonly<Record<string, FieldValue>>, { values: known }: StoredRecord): boolean {
  const bare = (one: FieldValue | undefined): boolean => (one ?? null) === null;
  const sex = bare(values.sex) || bare(known.sex) || values.sex === known.sex;
  return sex && values.name === known.name && [values.nik, values.birthDate, known.nik, known.birthDate].every(bare);
}

/** Above this two names may be one with a slip of the pen. */
const NEAR_NAME = 0.92;

/**
 * Somebody of the same family with nearly the same name, where a birth date is missing so that nothing else could tell:
 * "MUH. YUSUF" beside "H. MUHAMMAD YUSUF BIN ABDULLAH". Adding him unasked would make one person two.
 */
export function nearInFamily(values: Readonly<Record<string, FieldValue>>, people: readonly StoredRecord[], taken: { has(record: string): boolean }): PersonMatch {
  const name = typeof values.name === 'string' ? nameKey(values.name) : '';
  const record = name === '' ? undefined : people.find((one) => !taken.has(one.uid) && mayBe(values, one) && isNear(name, nameKey(String(one.values.name ?? ''))));
  return record ? { kind: 'doubt', record, code: 'SAME_NAME' } : { kind: 'none' };
}

function mayBe(values: Readonly<Record<string, FieldValue>>, { values: known }: StoredRecord): boolean {
  const differs = (field: string): boolean => (values[field] ?? null) !== null && known[field] !== null && values[field] !== known[field];
  const dated = typeof values.birthDate === 'string' && known.birthDate !== null;
  return !dated && !differs('nik') && !differs('sex');
}

function isNear(name: string, other: string): boolean {
  const [some, all] = [name.split(' '), other.split(' ')].sort((a, b) => a.length - b.length);
  return other !== '' && (some?.every((word) => all?.includes(word)) || jaroWinkler(name, other) >= NEAR_NAME);
}

/** Where a person may live to be taken for the one that a row speaks of: the family of the row, or anywhere. */
export type Home = { readonly family: string | null } | 'anywhere';

/**
 * Somebody of the register who is likely the person of a row that neither a NIK nor the family settled: by name, birth date,
 * parents, No KK and address together. Less than sure is a doubt, and so is somebody of another family. `taken` are people
 * whom another row of the file means.
 */
export function searchPerson(office: Reader, asked: MatchPerson, home: Home, taken: { has(record: string): boolean }): PersonMatch {
  if (asked.name === null) return { kind: 'none' };
  const best = personCandidates(office, asked, { limit: NEAREST }).find((one) => !taken.has(one.record));
  const record = best && findRecord(office, 'person', best.record);
  if (!record) return { kind: 'none' };
  if (best.verdict !== 'sure') return { kind: 'doubt', record, code: 'PERSON_DOUBT' };
  return home === 'anywhere' || record.values.family === home.family ? { kind: 'sure', record } : { kind: 'doubt', record, code: 'PERSON_ELSEWHERE' };
}

const NEAREST = 3;

function alike(name: string, birthDate: FieldValue | undefined, record: StoredRecord): boolean {
  if (typeof birthDate === 'string' && record.values.birthDate === birthDate) return true;
  return typeof record.values.name === 'string' && jaroWinkler(name, nameKey(record.values.name)) >= SAME_NAME;
}
