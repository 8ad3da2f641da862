import type { FieldValue, FieldValues } from '../rules/field.ts';
import type { EntityKey } from '../rules/entities.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { rawToRecord, recordColumns } from '../store/records.ts';
import type { RawRow, StoredRecord } from '../store/records.ts';
import { mergedAway, mergedInto } from './aliases.ts';
import type { AliasedEntity } from './aliases.ts';

/** A record as the derived tables need it. */
export interface Fact {
  readonly id: number;
  readonly uid: string;
  readonly values: FieldValues;
}

/** A family with everything that its line in lists and search follows from. */
export interface FamilyFacts {
  readonly family: Fact;
  readonly people: readonly Fact[];
  readonly rankings: readonly Fact[];
  /** Enrolments of the family itself and of its people. */
  readonly enrolments: readonly Fact[];
  /** Records merged into its people, so that they are found by what these were called. */
  readonly former: readonly Fact[];
  /** How much the rules warn of in it today, where that is known. */
  readonly warnings?: number | null;
}

/**
 * Families by local number with their people, rankings and enrolments; voided rankings and enrolments are left out, and
 * people who were merged into another. What names a merged record is that of the one that stayed. `toRecord` makes a record of a row.
 */
export function loadFamilies(office: Reader, families: readonly number[], toRecord = rawToRecord): FamilyFacts[] {
  const read = readerOf(office, toRecord);
  const ids = JSON.stringify(families);
  const heads = read('family', 'id IN (SELECT value FROM json_each(?))', ids);
  const uids = JSON.stringify(heads.map((family) => family.uid));
  const everyone = read('person', 'family IN (SELECT value FROM json_each(?))', uids);
  const away = mergedAway(office, 'person', everyone.map((person) => person.uid));
  const people = away.size === 0 ? everyone : everyone.filter((person) => !away.has(person.uid));
  const [familyNames, personNames] = [namesOf(office, 'family', heads), namesOf(office, 'person', people)];
  const rankings = read('ranking', 'voided IS NULL AND family IN (SELECT value FROM json_each(?))', JSON.stringify([...familyNames.keys()]));
  const enrolments = [
    ...read('enrolment', 'voided IS NULL AND person IS NULL AND family IN (SELECT value FROM json_each(?))', JSON.stringify([...familyNames.keys()])),
    ...read('enrolment', 'voided IS NULL AND person IN (SELECT value FROM json_each(?))', JSON.stringify([...personNames.keys()])),
  ];
  const familyOf = new Map(people.map((person) => [person.uid, String(person.values.family)]));
  const peopleBy = groupBy(people, (person) => String(person.values.family));
  const present = (names: ReadonlyMap<string, string>, uid: FieldValue | undefined): string => names.get(String(uid)) ?? String(uid);
  const rankingsBy = groupBy(rankings, (ranking) => present(familyNames, ranking.values.family));
  const enrolmentsBy = groupBy(enrolments, (one) => familyOf.get(present(personNames, one.values.person)) ?? present(familyNames, one.values.family));
  const gone = [...personNames].filter(([name, kept]) => name !== kept).map(([name]) => name);
  const former = groupBy(read('person', 'uid IN (SELECT value FROM json_each(?))', JSON.stringify(gone)), (one) => familyOf.get(present(personNames, one.uid)) ?? '');
  return heads.map((family) => ({
    family,
    people: inOrder(peopleBy.get(family.uid) ?? []),
    rankings: rankingsBy.get(family.uid) ?? [],
    enrolments: enrolmentsBy.get(family.uid) ?? [],
    former: former.get(family.uid) ?? [],
  }));
}

/** The ids of these records and of those merged into them, each with the record that stands for it now. */
function namesOf(office: Reader, entity: AliasedEntity, records: readonly Fact[]): ReadonlyMap<string, string> {
  const names = new Map(records.map((record) => [record.uid, record.uid]));
  for (const [kept, gone] of mergedInto(office, entity, [...names.keys()])) for (const uid of gone) names.set(uid, kept);
  return names;
}

/** People as the form lists them: by sequence, then in the order they were entered. */
export function inOrder<T extends Fact>(people: readonly T[]): T[] {
  return [...people].sort((a, b) => sequenceOf(a) - sequenceOf(b) || a.id - b.id);
}

function sequenceOf(person: Fact): number {
  return typeof person.values.sequence === 'number' ? person.values.sequence : 1000;
}

function readerOf(office: Reader, make: typeof rawToRecord) {
  return (entity: EntityKey, where: string, json: string): StoredRecord[] => {
    if (json === '[]') return [];
    const rows = sql(office, `SELECT ${recordColumns(entity)} FROM "${entity}" WHERE ${where} ORDER BY id`).raw().all(json) as RawRow[];
    return rows.map((row) => make(entity, row));
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
