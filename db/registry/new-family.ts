import type { FieldValue, FieldValues } from '../rules/field.ts';
import type { Fact, FamilyFacts } from './family-facts.ts';

/**
 * A new family to be written with everything that hangs on it. References among them are filled in by {@link recordsOf}, in
 * the very objects given: the values are handed over, and the caller does not use them again.
 */
export interface NewFamily {
  readonly uid?: string;
  readonly values: FieldValues;
  readonly people: readonly { readonly uid?: string; readonly values: FieldValues }[];
  readonly rankings?: readonly { readonly uid?: string; readonly values: FieldValues }[];
  /** `person` is the place of the person in `people`; absent for the family itself. */
  readonly enrolments?: readonly { readonly uid?: string; readonly values: FieldValues; readonly person?: number }[];
  /** How much the rules warn of in it today, where that was found out before. */
  readonly warnings?: number | null;
}

type NewEntity = 'family' | 'person' | 'ranking' | 'enrolment';

/** A record of a new family, with all that it says. */
interface NewRecord {
  readonly entity: NewEntity;
  readonly uid: string;
  readonly values: FieldValues;
}

/** The records of a new family in the order in which they are written; the owner is `office` unless the values name one. */
export function recordsOf(family: NewFamily, office: string, uidFor: (given: string | undefined) => string): NewRecord[] {
  const owner: FieldValue = family.values.owner ?? office;
  const records: NewRecord[] = [];
  const add = (entity: NewEntity, given: FieldValues, belongs: FieldValues, uid?: string): NewRecord => {
    // Not spread into a new object: copying 75 answers a person costs a tenth of an import.
    const record = { entity, uid: uidFor(uid), values: Object.assign(given as Record<string, FieldValue>, belongs) };
    records.push(record);
    return record;
  };
  const head = add('family', family.values, { owner }, family.uid);
  const belongs = { owner, family: head.uid };
  const people = family.people.map((person) => add('person', person.values, belongs, person.uid));
  for (const one of family.rankings ?? []) add('ranking', one.values, belongs, one.uid);
  for (const one of family.enrolments ?? []) {
    const person = one.person === undefined ? undefined : people[one.person];
    add('enrolment', one.values, person ? { ...belongs, person: person.uid } : belongs, one.uid);
  }
  return records;
}

/** The same records as lists and search take them, under the local numbers that they got. */
export function factsOf(records: readonly NewRecord[], ids: readonly number[], warnings: number | null | undefined): FamilyFacts {
  const facts: { [entity in NewEntity]: Fact[] } = { family: [], person: [], ranking: [], enrolment: [] };
  for (const [place, { entity, uid, values }] of records.entries()) facts[entity].push({ id: ids[place] ?? 0, uid, values });
  const [family] = facts.family;
  if (!family) throw new Error('a family without a record of its own');
  return { family, people: facts.person, rankings: facts.ranking, enrolments: facts.enrolment, former: [], warnings: warnings ?? null };
}
