import { jaroWinkler } from '../rules/jaro-winkler.ts';
import { nameKey } from '../rules/name-key.ts';
import type { FieldValue } from '../rules/field.ts';
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
  | { readonly kind: 'sure'; readonly record: StoredRecord }
  /** A person must say; `code` is the finding that tells why. */
  | { readonly kind: 'doubt'; readonly record: StoredRecord; readonly code: string };

/** Whether a record is left over from an import that was taken back; such records match nothing. */
function isUndone(record: StoredRecord): boolean {
  return record.values.status === undone;
}

/** Whether the register has any family at all: a first import need not look for matches. */
export function hasFamilies(office: Reader): boolean {
  return sql(office, 'SELECT 1 FROM family LIMIT 1').get() !== undefined;
}

/** The family that a row speaks of: by its id (a filled template), its No KK, or a No KK that it had before. */
export function matchFamily(office: Reader, noKk: string | null, key: string | null): FamilyMatch | null {
  const byKey = key !== null && key.length === 36 ? findRecord(office, 'family', key) : undefined;
  if (byKey && !isUndone(byKey)) return { record: byKey, byOldNumber: false };
  if (noKk === null) return null;
  const present = recordsWhere(office, 'family', 'noKk', noKk).filter((one) => !isUndone(one));
  const active = present.find((one) => one.values.status === null || one.values.status === 1) ?? present[0];
  if (active) return { record: active, byOldNumber: false };
  for (const former of recordsWhere(office, 'familyNumber', 'noKk', noKk)) {
    if (former.values.voided !== null || typeof former.values.family !== 'string') continue;
    const record = findRecord(office, 'family', former.values.family);
    if (record && !isUndone(record)) return { record, byOldNumber: true };
  }
  return null;
}

/** The family in which the one active person with that NIK lives, or null. */
export function familyOfNik(office: Reader, nik: FieldValue | undefined): FamilyMatch | null {
  if (typeof nik !== 'string') return null;
  const holders = recordsWhere(office, 'person', 'nik', nik).filter((one) => !isUndone(one) && (one.values.status === null || one.values.status === 1));
  const family = holders.length === 1 ? holders[0]?.values.family : null;
  const record = typeof family === 'string' ? findRecord(office, 'family', family) : undefined;
  return record && !isUndone(record) ? { record, byOldNumber: false } : null;
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
 * The person that a row speaks of (part 1): by NIK, else in the same family by name key and birth date. Whatever is less
 * than that is a doubt, for a person to decide; nothing is merged silently.
 */
export function matchPerson(office: Reader, values: Readonly<Record<string, FieldValue>>, family: StoredRecord | null, people: readonly StoredRecord[]): PersonMatch {
  const nik = typeof values.nik === 'string' ? values.nik : null;
  const name = typeof values.name === 'string' ? nameKey(values.name) : '';
  if (nik !== null) {
    // Nearly always the family at hand has that NIK; only otherwise is the whole register asked.
    const here = family ? people.find((one) => one.values.nik === nik) : undefined;
    const holders = here ? [here] : recordsWhere(office, 'person', 'nik', nik).filter((one) => !isUndone(one));
    const holder = here ?? holders.find((one) => one.values.status === null || one.values.status === 1) ?? holders[0];
    if (holder) {
      // A list of numbers only, without names, says nothing that could differ.
      if (name !== '' && !alike(name, values.birthDate, holder)) return { kind: 'doubt', record: holder, code: 'NIK_OTHER_PERSON' };
      return holder === here ? { kind: 'sure', record: holder } : { kind: 'doubt', record: holder, code: 'PERSON_ELSEWHERE' };
    }
  }
  const sameName = people.filter((one) => typeof one.values.name === 'string' && nameKey(one.values.name) === name);
  const candidate = sameName.find((one) => one.values.birthDate === (values.birthDate ?? null)) ?? sameName[0];
  if (!candidate) return { kind: 'none' };
  if (nik !== null && candidate.values.nik !== null) return { kind: 'doubt', record: candidate, code: 'NIK_DIFFERS' };
  const sameBirth = typeof values.birthDate === 'string' && candidate.values.birthDate === values.birthDate;
  return sameBirth ? { kind: 'sure', record: candidate } : { kind: 'doubt', record: candidate, code: 'SAME_NAME' };
}

function alike(name: string, birthDate: FieldValue | undefined, record: StoredRecord): boolean {
  if (typeof birthDate === 'string' && record.values.birthDate === birthDate) return true;
  return typeof record.values.name === 'string' && jaroWinkler(name, nameKey(record.values.name)) >= SAME_NAME;
}
