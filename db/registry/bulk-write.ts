import type { FieldValue, FieldValues } from '../rules/field.ts';
import type { Log, Made } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { withLateIndexes, withoutTriggers } from '../store/late-indexes.ts';
import { startDeriveHelper } from './derive-helper.ts';
import { deriveFamily } from './derive.ts';
import type { Fact, FamilyFacts } from './family-facts.ts';
import { keepRecaps } from './recaps/keep-recaps.ts';
import { deriveContext, lastNumbers, programmeNumbers, writeDerived } from './refresh-derived.ts';

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
/** From so many new families on, a thread costs less than it saves, and indexes may be built last. */
const MANY = 1000;
const indexed = ['family', 'person', 'ranking', 'enrolment', 'change', 'familySummary'] as const;

/**
 * Writes new families with people, rankings and enrolments through the change log, and their lines in lists and search
 * from the values at hand: no `refreshDerived` is needed for them. Only inside `writeChanges`, whose log it is given.
 * The owner is this office unless the values name one. `expected` says about how many families come, where that is known:
 * many are derived in a thread of their own, and into an empty register written without secondary indexes, which are built
 * at the end.
 */
export function bulkWriteFamilies(office: Writer, log: Log, families: Iterable<NewFamily>, expected = 0): WrittenFamily[] {
  const written = writeAndDerive(office, log, families, expected);
  keepRecaps(office);
  return written;
}

function writeAndDerive(office: Writer, log: Log, families: Iterable<NewFamily>, expected: number): WrittenFamily[] {
  if (expected <= MANY) return writeFamilies(office, log, families, deriveHere(office, log));
  const helper = startDeriveHelper(office, log.tx);
  try {
    const work = (): WrittenFamily[] => withoutMarking(office, () => writeFamilies(office, log, families, helper));
    return isNearlyEmpty(office, expected) ? withLateIndexes(office.db, indexed, work) : work();
  } finally {
    helper.stop();
  }
}

/** What marks a family row by row for the lists of aid and for recaps: of new families every row would say the same. */
const marking = ['family_aid_made', 'person_aid_made', 'ranking_aid_made', 'enrolment_aid_made', 'familySummary_recap_made'];

function withoutMarking<T>(office: Writer, work: () => T): T {
  const last = lastNumbers(office).family;
  const result = withoutTriggers(office.db, marking, work);
  sql(office, "INSERT INTO aidState (family, edition, until, untoldEligibility, untoldAnomaly) SELECT id, 0, '', 0, 0 FROM family WHERE id > ?").run(last);
  sql(office, 'INSERT INTO recapPending (family, was) SELECT family, NULL FROM familySummary WHERE family > ?').run(last);
  return result;
}

/** Whether so little is there already that ordering it anew costs less than keeping every index in order meanwhile. */
function isNearlyEmpty(office: Writer, expected: number): boolean {
  const last = (table: string): number => (sql(office, `SELECT max(id) FROM "${table}"`).pluck().get() as number | null) ?? 0;
  return last('family') * 4 < expected && last('person') < expected * 4;
}

/** What becomes of families for lists and search, right after they were written. */
interface Deriving {
  give(family: FamilyFacts): void;
  finish(): void;
}

function writeFamilies(office: Writer, log: Log, families: Iterable<NewFamily>, deriving: Deriving): WrittenFamily[] {
  const written: WrittenFamily[] = [];
  for (const family of families) {
    const facts = writeFamily(office, log, family);
    const { family: head, people } = facts;
    // Without their values: all of a batch are kept to its end.
    written.push({ id: head.id, uid: head.uid, people: people.map(({ id, uid }) => ({ id, uid })) });
    deriving.give(facts);
  }
  deriving.finish();
  return written;
}

function deriveHere(office: Writer, log: Log): Deriving {
  const programmes = programmeNumbers(office);
  const context = deriveContext(office);
  let waiting: FamilyFacts[] = [];
  const finish = (): void => {
    writeDerived(office, waiting.map((facts) => deriveFamily(facts, log.tx, programmes, context)), true);
    waiting = [];
  };
  return {
    give(facts) {
      waiting.push(facts);
      if (waiting.length >= CHUNK) finish();
    },
    finish,
  };
}

function writeFamily(office: Writer, log: Log, family: NewFamily): FamilyFacts {
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
  return { family: head, people, rankings, enrolments, former: [] };
}
