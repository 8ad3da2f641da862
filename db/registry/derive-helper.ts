import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Writer } from '../store/office.ts';
import type { Derived, SummaryRow } from './derive.ts';
import type { DeriveAnswer, DeriveOrder, DeriveTask } from './derive-thread.ts';
import type { FamilyFacts } from './family-facts.ts';
import { deriveContext, programmeNumbers, writeSummaries } from './refresh-derived.ts';
import { copySearchTables, emptySearchTables } from './search-tables.ts';
import type { SearchPiece } from './search-tables.ts';
import { searchWriter } from './search-writer.ts';

/** Derives new families in a thread of its own while this one writes the next: both wait for nothing but each other. */
export interface DeriveHelper {
  /** Hands over a family with everything of it, right after it was written. */
  give(family: FamilyFacts): void;
  /** Waits for the rest, and writes what was derived into lists and search; `meanwhile` is done while the thread is still at it. */
  finish(meanwhile?: () => void): void;
  /** Ends the thread, whatever it is at. */
  stop(): void;
}

/** Families that go over together. */
const CHUNK = 50;
/** So many chunks may wait for the thread, so that memory stays small. */
const MOST_WAITING = 12;
/** The thread answers every chunk within moments, also on a slow PC; after this it is taken for dead. */
const PATIENCE_MS = 120_000;
/** Room for what is young in the thread, in MB. */
const YOUNG_MB = 12;

/** Each thread has a file of its own: one that is stopped may still hold its file when the next begins. */
let started = 0;

/** Starts the thread. Only inside `writeChanges`, whose transaction number it is given. */
export function startDeriveHelper(office: Writer, tx: number): DeriveHelper {
  const { port1: near, port2: far } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const searchSql = emptySearchTables(office.db);
  const { today, source, area, needs } = deriveContext(office);
  const wordsFile = join(office.dir, `~words${(started += 1)}.tmp`);
  const workerData: DeriveTask = {
    port: far, signal, context: { today, source, area, needs }, programmes: programmeNumbers(office), tx, searchSql, wordsFile,
  };
  const worker = new Worker(new URL('./derive-thread.ts', import.meta.url), { workerData, transferList: [far], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  worker.unref();
  const index = searchWriter(office.db);
  let waiting: FamilyFacts[] = [];
  let asked = 0;
  let answered = 0;
  let piece: SearchPiece | null = null;

  const take = (answer: DeriveAnswer): void => {
    answered += 1;
    if ('fault' in answer) throw new Error(`deriving failed: ${answer.fault}`);
    if ('piece' in answer) {
      piece = answer.piece;
      return;
    }
    writeSummaries(office, (JSON.parse(answer.summaries) as SummaryRow[]).map((summary) => ({ summary, changedTx: tx })), true);
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
      if (waiting.length < CHUNK) return;
      flush();
      settle(MOST_WAITING);
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
      const sweep = (): void => rmSync(wordsFile, { force: true });
      // Windows gives a file free only when the thread that has it open is gone.
      void worker.terminate().then(sweep);
      if (process.platform !== 'win32') sweep();
    },
  };
}
