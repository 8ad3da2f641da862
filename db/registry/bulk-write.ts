import type { FieldValue, FieldValues } from '../rules/field.ts';
import type { Log, Made } from '../store/change-log.ts';
import type { Writer } from '../store/office.ts';
import { deriveFamily } from './derive.ts';
import type { Fact, FamilyFacts } from './family-facts.ts';
import { deriveContext, programmeNumbers, writeDerived } from './refresh-derived.ts';

/**
 * A new family to be written with everything that hangs on it. References among them are filled in here, in the very
 * objects given: the values are handed over, and the caller does not use them again.
 */
export interface NewFamily {
  readonly uid?: string;
  readonly values: FieldValues;
  readonly people: readonly { readonly uid?: string; readonly values: FieldValues }[];
  readonly rankings?: readonly { readonly uid?: string; readonly values: FieldValues }[];
  /** `person` is the place of the person in `people`; absent for the family itself. */
  readonly enrolments?: readonly { readonly uid?: string; readonly values: FieldValues; readonly person?: number }[];
}

/** A family that was written: its local number and id, and its people's in the order given. */
export interface WrittenFamily extends Made {
  readonly people: readonly Made[];
}

/** Few enough that families are gone again before the collector takes them for lasting. */
const CHUNK = 50;

/**
 * Writes new families with people, rankings and enrolments through the change log, and their lines in lists and search
 * from the values at hand: no `refreshDerived` is needed for them. Only inside `writeChanges`, whose log it is given.
 * The owner is this office unless the values name one.
 */
export function bulkWriteFamilies(office: Writer, log: Log, families: Iterable<NewFamily>): WrittenFamily[] {
  const written: WrittenFamily[] = [];
  const programmes = programmeNumbers(office);
  const context = deriveContext(office);
  let waiting: FamilyFacts[] = [];
  const flush = (): void => {
    writeDerived(office, waiting.map((facts) => deriveFamily(facts, log.tx, programmes, context)), true);
    waiting = [];
  };
  for (const family of families) {
    const { facts, made } = writeFamily(office, log, family);
    written.push(made);
    waiting.push(facts);
    if (waiting.length >= CHUNK) flush();
  }
  flush();
  return written;
}

function writeFamily(office: Writer, log: Log, family: NewFamily): { facts: FamilyFacts; made: WrittenFamily } {
  const owner = family.values.owner ?? office.identity.code;
  const create = (entity: 'family' | 'person' | 'ranking' | 'enrolment', given: FieldValues, belongs: FieldValues, uid?: string): Fact => {
    // Not spread into a new object: copying 75 answers a person costs a tenth of an import.
    const values = Object.assign(given as Record<string, FieldValue>, belongs);
    const made = log.create(entity, values, uid);
    return { id: made.id, uid: made.uid, values };
  };
  const head = create('family', family.values, { owner }, family.uid);
  const belongs = { owner, family: head.uid };
  const people = family.people.map((person) => create('person', person.values, belongs, person.uid));
  const rankings = (family.rankings ?? []).map((one) => create('ranking', one.values, belongs, one.uid));
  const enrolments = (family.enrolments ?? []).map((one) => {
    const person = one.person === undefined ? undefined : people[one.person];
    return create('enrolment', one.values, person ? { ...belongs, person: person.uid } : belongs, one.uid);
  });
  return { facts: { family: head, people, rankings, enrolments, former: [] }, made: { id: head.id, uid: head.uid, people } };
}
