import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Writer } from '../store/office.ts';
import type { SearchLine, SummaryRow } from './derive.ts';
import type { DerivedLines, LineTask } from './line-deriver.ts';
import { deriveContext, programmeNumbers, writeSummaries } from './refresh-derived.ts';
import { copySearchTables, emptySearchTables } from './search-tables.ts';
import type { SearchPiece } from './search-tables.ts';
import { searchWriter } from './search-writer.ts';

/** What a thread that derives is told beside its own task. `signal[0]` counts its answers; `signal[1]` is what was taken of them. */
export interface ThreadTask extends LineTask {
  readonly port: MessagePort;
  readonly signal: Int32Array;
}

/** The writer's side of a thread that derives families: both wait for nothing but each other. */
export interface NearThread {
  post(message: unknown): void;
  /** The next answer; null where none is there and none is to be waited for. Throws what the thread failed with. */
  receive(mayWait: boolean): object | null;
  /** Writes what was derived into the lists, and into search where the thread builds no index. */
  write(lines: DerivedLines): void;
  /** Copies the finished index, asked for piece by piece. */
  copyIndex(): void;
  /** Ends the thread, whatever it is at. */
  stop(): void;
}

/** The thread answers within moments, also on a slow PC; after this it is taken for dead. */
const PATIENCE_MS = 120_000;
/** Room for what is young in the thread, in MB. */
const YOUNG_MB = 12;

/** So many letters of words are written together: with the next row of a table that has triggers FTS5 writes down what it has gathered. */
const MOST_LETTERS = 4 * 2 ** 20;

/** Each thread has a file of its own: one that is stopped may still hold its file when the next begins. */
let started = 0;

interface NearOptions {
  /** What the thread is told beside. */
  readonly more?: object;
  /** All families are new: the caller notes their last change, and the thread sends the pieces of the index without being asked. */
  readonly isNew?: boolean;
}

/** Starts a thread that derives. Only inside `writeChanges`, whose transaction number it is given. */
export function startNearThread(office: Writer, tx: number, script: URL, { more = {}, isNew = false }: NearOptions = {}): NearThread {
  const { port1: near, port2: far } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(8));
  const searchSql = emptySearchTables(office.db);
  const { today, source, area, needs } = deriveContext(office);
  const wordsFile = join(office.dir, `~words${(started += 1)}.tmp`);
  const workerData: ThreadTask = { ...more, port: far, signal, context: { today, source, area, needs }, programmes: programmeNumbers(office), tx, searchSql, wordsFile };
  const worker = new Worker(script, { workerData, transferList: [far], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  worker.unref();
  const index = searchWriter(office.db);
  let answered = 0;
  const words: string[] = [];
  let letters = 0;
  const writeWords = (): void => {
    for (const text of words.splice(0)) for (const row of JSON.parse(text) as SearchLine[]) index(row);
    letters = 0;
  };

  const receive = (mayWait: boolean): object | null => {
    for (;;) {
      const received = receiveMessageOnPort(near) as { message: object } | undefined;
      if (!received) {
        if (!mayWait) return null;
        if (Atomics.wait(signal, 0, answered, PATIENCE_MS) === 'timed-out') throw new Error('the deriving thread does not answer');
        continue;
      }
      answered += 1;
      Atomics.store(signal, 1, answered);
      Atomics.notify(signal, 1);
      if ('fault' in received.message) throw new Error(`deriving failed: ${String(received.message.fault)}`);
      return received.message;
    }
  };
  function* pieces(): Generator<SearchPiece> {
    for (;;) {
      if (!isNew) near.postMessage({ next: true });
      const { piece } = receive(true) as { piece: SearchPiece | null };
      if (!piece) return;
      yield piece;
    }
  }
  return {
    post: (message) => near.postMessage(message),
    receive,
    write({ summaries, search }) {
      writeSummaries(office, (JSON.parse(summaries) as SummaryRow[]).map((summary) => ({ summary, changedTx: tx })), true, isNew);
      if (search === null) return;
      words.push(search);
      letters += search.length;
      if (letters > MOST_LETTERS) writeWords();
    },
    copyIndex() {
      writeWords();
      // Asked for the next piece once more, it sees that nothing more is wanted, and ends.
      if (searchSql) copySearchTables(office.db, pieces());
      else for (const piece of pieces()) throw new Error(`a piece of ${piece.table} that nobody built`);
    },
    stop() {
      near.close();
      // The second is there for a moment, while the first is made.
      const sweep = (): void => { for (const suffix of ['', '-journal']) rmSync(`${wordsFile}${suffix}`, { force: true }); };
      // Windows gives a file free only when the thread that has it open is gone.
      void worker.terminate().then(sweep);
      if (process.platform !== 'win32') sweep();
    },
  };
}
