import type { Log } from '../store/change-log.ts';
import type { PreparedFor } from '../store/prepare-records.ts';
import { sql } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import type { BuildIndexes } from '../store/late-indexes.ts';
import { withLateIndexes, withoutTriggers, withSmallCache } from '../store/late-indexes.ts';
import { withLeanHeap } from '../store/lean-heap.ts';
import { startDeriveHelper } from './derive-helper.ts';
import type { DeriveHelper } from './derive-helper.ts';
import { deriveFamily } from './derive.ts';
import type { FamilyFacts } from './family-facts.ts';
import { noteNewLines } from './line-changes.ts';
import { startNearThread } from './near-thread.ts';
import type { NearThread } from './near-thread.ts';
import { factsOf, recordsOf } from './new-family.ts';
import type { NewFamily } from './new-family.ts';
import type { PreparedFamilies } from './prepared-families.ts';
import { keepRecaps } from './recaps/keep-recaps.ts';
import { deriveContext, lastNumbers, programmeNumbers, writeDerived } from './refresh-derived.ts';
import type { LastNumbers } from './refresh-derived.ts';

/** Records of one kind that were written: they have numbers that follow each other. */
export interface Numbered {
  /** The local number of the first; 0 where there is none. */
  first: number;
  count: number;
}

/** What was written, in the order in which it was given: a family's people come before those of the next. */
export interface BulkWritten {
  readonly families: Numbered;
  readonly people: Numbered;
}

/** Few enough that families are gone again before the collector takes them for lasting. */
const CHUNK = 50;
/** From so many new families on, a thread costs less than it saves, and indexes may be built last. */
const MANY = 1000;
/** Tables of records and of the log, whole before the lists are. */
const recordTables = ['family', 'person', 'ranking', 'enrolment', 'change'] as const;
const indexed = [...recordTables, 'familySummary', 'lineChange'] as const;

/**
 * Writes new families with people, rankings and enrolments through the change log, and their lines in lists and search
 * from the values at hand: no `refreshDerived` is needed for them. Only inside `writeChanges`, whose log it is given.
 * The owner is this office unless the values name one. `expected` says about how many families come, where that is known:
 * many are derived in a thread of their own, and into an empty register written without secondary indexes, which are built at
 * the end.
 */
export function bulkWriteFamilies(office: Writer, log: Log, families: Iterable<NewFamily>, expected = 0): BulkWritten {
  const isFirst = expected > MANY && isNearlyEmpty(office, expected);
  const work = (): BulkWritten => {
    const written = writeAndDerive(office, log, families, { expected, isFirst });
    keepRecaps(office);
    return written;
  };
  if (expected <= MANY) return work();
  return withLeanHeap(() => (isFirst ? withSmallCache(office.db, work) : work()));
}

interface BulkOptions {
  readonly expected: number;
  /** Whether hardly anything is there before. */
  readonly isFirst: boolean;
}

/** New families that a thread of their own makes ready: where it lies and what it is told, and who hears how many records were written. */
export interface FamiliesElsewhere {
  readonly script: URL;
  readonly task: object;
  readonly step: (records: number) => void;
}

/** Whether so many new families are worth a thread. */
export function areMany(expected: number): boolean {
  return expected > MANY;
}

/**
 * The same for families that a thread makes ready (`prepareFamilies`): this one only writes what comes. For {@link areMany}
 * alone.
 */
export function bulkWritePrepared(office: Writer, log: Log, { script, task, step }: FamiliesElsewhere, expected: number): BulkWritten {
  const isFirst = isNearlyEmpty(office, expected);
  const { device, epoch, counter } = office.author;
  const last = lastNumbers(office);
  const by: PreparedFor = { device, epoch, counter, code: office.identity.code, last };
  const work = (): BulkWritten => {
    const thread = startNearThread(office, log.tx, script, { more: { ...task, by }, isNew: true });
    try {
      const written = withoutIndexes(office, isFirst, (build) => takePrepared(log, thread, last, step, () => build(indexed)));
      noteNewLines(office, last.family, log.tx);
      keepRecaps(office);
      return written;
    } finally {
      thread.stop();
    }
  };
  return withLeanHeap(() => (isFirst ? withSmallCache(office.db, work) : work()));
}

function takePrepared(log: Log, thread: NearThread, last: LastNumbers, step: (records: number) => void, whenWritten: () => void): BulkWritten {
  const written: BulkWritten = { families: { first: last.family + 1, count: 0 }, people: { first: last.person + 1, count: 0 } };
  for (;;) {
    const { prepared } = thread.receive(true) as { prepared: PreparedFamilies | null };
    if (!prepared) break;
    log.createPrepared(prepared.records);
    thread.write(prepared.lines);
    written.families.count += prepared.families;
    written.people.count += prepared.people;
    step(prepared.families + prepared.people);
  }
  whenWritten();
  thread.copyIndex();
  return written;
}

/** Without what orders and marks row by row, where all of it is done at the end. */
function withoutIndexes(office: Writer, isFirst: boolean, write: (build: BuildIndexes) => BulkWritten): BulkWritten {
  const work = (build: BuildIndexes = () => undefined): BulkWritten => withoutMarking(office, () => write(build));
  return isFirst ? withLateIndexes(office.db, indexed, work) : work();
}

function writeAndDerive(office: Writer, log: Log, families: Iterable<NewFamily>, { expected, isFirst }: BulkOptions): BulkWritten {
  if (expected <= MANY) return writeFamilies(families, writeHere(office, log));
  const helper = startDeriveHelper(office, log.tx);
  try {
    return withoutIndexes(office, isFirst, (build) => writeFamilies(families, writeBeside(office, log, helper, () => build(recordTables))));
  } finally {
    helper.stop();
  }
}

/** What marks a family row by row for the lists of aid and for recaps: of new families every row would say the same. */
const marking = ['family_aid_made', 'person_aid_made', 'ranking_aid_made', 'enrolment_aid_made', 'familySummary_recap_made', 'lineChange_recap_made', 'familySummary_work_over', 'familySummary_work_made'];

function withoutMarking<T>(office: Writer, work: () => T): T {
  const last = lastNumbers(office).family;
  const result = withoutTriggers(office.db, marking, work);
  sql(office, "INSERT INTO aidState (family, edition, until, untoldEligibility, untoldAnomaly) SELECT id, 0, '', 0, 0 FROM family WHERE id > ?").run(last);
  sql(office, 'INSERT INTO recapPending (family, was) SELECT family, NULL FROM familySummary WHERE family > ?').run(last);
  touchWork(office, last);
  return result;
}

/** Notes that the worklists where families behind this number live may be others now. */
function touchWork(office: Writer, last: number): void {
  const places = sql(office, "SELECT DISTINCT coalesce(region, ''), coalesce(rw, ''), coalesce(rt, '') FROM familySummary WHERE family > ?").raw().all(last) as string[][];
  for (const place of places) {
    sql(office, 'DELETE FROM workTouched WHERE region = ? AND rw = ? AND rt = ?').run(place);
    sql(office, 'INSERT INTO workTouched (region, rw, rt) VALUES (?, ?, ?)').run(place);
  }
}

/** Whether so little is there already that ordering it anew costs less than keeping every index in order meanwhile. */
function isNearlyEmpty(office: Writer, expected: number): boolean {
  const last = (table: string): number => (sql(office, `SELECT max(id) FROM "${table}"`).pluck().get() as number | null) ?? 0;
  return last('family') * 4 < expected && last('person') < expected * 4;
}

/** Writes a family, and what lists and search know of it then or later. */
interface Writing {
  write(family: NewFamily): FamilyFacts;
  finish(): void;
}

function writeFamilies(families: Iterable<NewFamily>, writing: Writing): BulkWritten {
  const written: BulkWritten = { families: { first: 0, count: 0 }, people: { first: 0, count: 0 } };
  const note = (numbered: Numbered, number: number): void => {
    if (numbered.count === 0) numbered.first = number;
    if (number !== numbered.first + numbered.count) throw new Error('numbers do not follow each other');
    numbered.count += 1;
  };
  for (const each of families) {
    const { family, people } = writing.write(each);
    note(written.families, family.id);
    for (const person of people) note(written.people, person.id);
  }
  writing.finish();
  return written;
}

/** Everything in this thread. */
function writeHere(office: Writer, log: Log): Writing {
  const programmes = programmeNumbers(office);
  const context = deriveContext(office);
  let waiting: FamilyFacts[] = [];
  const finish = (): void => {
    writeDerived(office, waiting.map((facts) => deriveFamily(facts, log.tx, programmes, context)), true);
    waiting = [];
  };
  return {
    write(family) {
      const facts = writeRecords(office, log, family);
      waiting.push(facts);
      if (waiting.length >= CHUNK) finish();
      return facts;
    },
    finish,
  };
}

/** The rows in this thread; what the lists keep of them is worked out by another, which may still be at it `whenWritten`. */
function writeBeside(office: Writer, log: Log, helper: DeriveHelper, whenWritten: () => void): Writing {
  return {
    write(family) {
      const facts = writeRecords(office, log, family);
      helper.give(facts);
      return facts;
    },
    finish: () => helper.finish(whenWritten),
  };
}

function writeRecords(office: Writer, log: Log, family: NewFamily): FamilyFacts {
  const records = recordsOf(family, office.identity.code, (uid) => uid ?? office.newId());
  return factsOf(records, records.map(({ entity, uid, values }) => log.create(entity, values, uid).id), family.warnings);
}
