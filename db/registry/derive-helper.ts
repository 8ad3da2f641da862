import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Writer } from '../store/office.ts';
import type { Log, Unsealed } from '../store/change-log.ts';
import type { Derived, SummaryRow } from './derive.ts';
import type { DeriveAnswer, DeriveOrder, DeriveSource, DeriveTask, WrittenRecords } from './deriving.ts';
import type { FamilyFacts } from './family-facts.ts';
import type { NewFamily } from './new-family.ts';
import { deriveContext, programmeNumbers, writeSummaries } from './refresh-derived.ts';
import { copySearchTables, emptySearchTables } from './search-tables.ts';
import type { SearchPiece } from './search-tables.ts';
import { searchWriter } from './search-writer.ts';

/** Derives new families in a thread of its own while this one writes the next: both wait for nothing but each other. */
export interface DeriveHelper {
  /** Hands over a family with everything of it, right after it was written. */
  give(family: FamilyFacts): void;
  /** Hands over a new family whose records were just written; the digests of their entries go to the log as they come. */
  giveMade(family: NewFamily, made: readonly Unsealed[]): void;
  /** Waits for the rest, and writes what was derived into lists and search; `meanwhile` is done while the thread is still at it. */
  finish(meanwhile?: () => void): void;
  /** Ends the thread, whatever it is at. */
  stop(): void;
}

/** Families that go over together. */
const CHUNK = 50;
/** So many chunks may wait for the thread, so that memory stays small: whole families, or numbers of rows that it reads itself. */
const [MOST_WAITING, MOST_NUMBERS] = [12, 150];
/** The thread answers every chunk within moments, also on a slow PC; after this it is taken for dead. */
const PATIENCE_MS = 120_000;
/** Room for what is young in the thread, in MB. */
const YOUNG_MB = 12;

/** For new families: the log that they are written to, and where the thread has them from, if not from here. */
interface ForNew {
  readonly log: Log;
  readonly source: DeriveSource | null;
}

/** Starts the thread. Only inside `writeChanges`, whose transaction number it is given. */
export function startDeriveHelper(office: Writer, tx: number, forNew: ForNew | null = null): DeriveHelper {
  const { port1: near, port2: far } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const searchSql = emptySearchTables(office.db);
  const { today, source, area, needs } = deriveContext(office);
  const workerData: DeriveTask = {
    port: far, signal, context: { today, source, area, needs }, programmes: programmeNumbers(office), tx, searchSql, wordsFile: join(office.dir, '~words.tmp'),
    author: { device: office.author.device, epoch: office.author.epoch, office: office.identity.code, isHashing: forNew?.log.isHashing() ?? false }, source: forNew?.source?.data,
  };
  const worker = new Worker(forNew?.source?.script ?? new URL('./derive-thread.ts', import.meta.url), { workerData, transferList: [far], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  worker.unref();
  const index = searchWriter(office.db);
  let waiting: FamilyFacts[] = [];
  let made: WrittenRecords[] = [];
  let counter = 0;
  let asked = 0;
  let answered = 0;
  let piece: SearchPiece | null = null;
  /** Whether the thread finds the new families by itself. */
  let isFound = false;

  const take = (answer: DeriveAnswer): void => {
    answered += 1;
    if ('fault' in answer) throw new Error(`deriving failed: ${answer.fault}`);
    if ('piece' in answer) {
      piece = answer.piece;
      return;
    }
    if (answer.sealed) forNew?.log.seal(answer.sealed.digests, answer.sealed.rows);
    writeSummaries(office, JSON.parse(answer.summaries) as SummaryRow[], true);
    for (const row of answer.search ?? ([] as readonly Derived[])) index(row);
  };
  /** Takes in what is there, and waits until no more than so many answers are still to come. */
  const settle = (mayWait: number): void => {
    for (;;) {
      const message = receiveMessageOnPort(near) as { message: DeriveAnswer } | undefined;
      if (message) take(message.message);
      else if (asked - answered <= mayWait) return;
      else if (Atomics.wait(signal, 0, answered, PATIENCE_MS) === 'timed-out') throw new Error('the deriving thread does not answer');
    }
  };
  const order = (message: DeriveOrder): void => {
    near.postMessage(message);
    asked += 1;
  };
  const flush = (): void => {
    if (waiting.length > 0) order({ families: JSON.stringify(waiting) });
    waiting = [];
    if (made.length > 0) order({ made: JSON.stringify(made), counter });
    made = [];
  };
  const flushMany = (count: number): void => {
    if (count < CHUNK) return;
    flush();
    settle(isFound ? MOST_NUMBERS : MOST_WAITING);
  };
  function* pieces(): Generator<SearchPiece> {
    do {
      order({ next: true });
      settle(0);
      if (piece) yield piece;
    } while (piece);
  }
  return {
    give(family) {
      waiting.push(family);
      flushMany(waiting.length);
    },
    giveMade(family, records) {
      if (made.length === 0) counter = records[0]?.counter ?? 0;
      isFound = forNew?.source !== null && family.from !== undefined;
      made.push({ family: isFound ? null : family, from: family.from, ids: records.map(({ id }) => id), uids: records.map(({ uid }) => uid), salts: records.map(({ salt }) => salt) });
      flushMany(made.length);
    },
    finish(meanwhile) {
      flush();
      meanwhile?.();
      settle(0);
      if (searchSql) copySearchTables(office.db, pieces());
      else order({ next: true });
      settle(0);
    },
    stop() {
      near.close();
      void worker.terminate();
    },
  };
}
