import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { scratchDatabase } from '../store/scratch-database.ts';
import { deriveFamily } from './derive.ts';
import type { DeriveContext, Derived, ProgrammeNumbers } from './derive.ts';
import type { FamilyFacts } from './family-facts.ts';
import { isKnownDistrict } from './known-district.ts';
import { searchPieces } from './search-tables.ts';
import type { SearchPiece } from './search-tables.ts';
import { searchWriter } from './search-writer.ts';

/** What the deriving thread is told. `signal[0]` counts its answers. */
export interface DeriveTask {
  readonly port: MessagePort;
  readonly signal: Int32Array;
  readonly context: Omit<DeriveContext, 'isKnownRegion'>;
  readonly programmes: ProgrammeNumbers;
  readonly tx: number;
  /** How the search tables are made, where the thread builds them; null where the register has words already. */
  readonly searchSql: readonly string[] | null;
  /** Where the thread keeps words that do not fit in its memory. */
  readonly wordsFile: string;
}

/** Families as they were written, as JSON, which a thread has back in a third of the time of objects; or the next piece of the finished index. */
export type DeriveOrder = { readonly families: string } | { readonly next: true };
/** `summaries`: rows of the lists, as JSON for the same reason. */
export type DeriveAnswer =
  | { readonly summaries: string; readonly search: readonly Derived[] | null }
  | { readonly piece: SearchPiece | null }
  | { readonly fault: string };

function main(task: DeriveTask): void {
  const { port, signal, programmes, tx } = task;
  const context: DeriveContext = { ...task.context, isKnownRegion: isKnownDistrict };
  // What is built here is copied into the register: a city's words are hundreds of megabytes, of which a few are in memory.
  const scratch = task.searchSql && scratchDatabase(task.wordsFile);
  const search = scratch?.db;
  for (const text of task.searchSql ?? []) search?.exec(text);
  search?.exec('BEGIN');
  const index = search && searchWriter(search);
  let pieces: Iterator<SearchPiece> | null = null;
  const nextPiece = (): SearchPiece | null => {
    if (!search) return null;
    // FTS5 writes down what it still gathers; a commit would write every page of the cache as well.
    if (!pieces) search.exec('SAVEPOINT gathered; RELEASE gathered');
    pieces ??= searchPieces(search);
    const next = pieces.next();
    return next.done ? null : next.value;
  };
  const answer = (message: DeriveAnswer): void => {
    port.postMessage(message);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  port.on('message', (order: DeriveOrder) => {
    try {
      if ('families' in order) {
        const derived = (JSON.parse(order.families) as FamilyFacts[]).map((facts) => deriveFamily(facts, tx, programmes, context));
        if (index) for (const one of derived) index(one);
        answer({ summaries: JSON.stringify(derived.map((one) => one.summary)), search: index ? null : derived });
        return;
      }
      const piece = nextPiece();
      answer({ piece });
      if (piece) return;
      scratch?.drop();
      port.close();
    } catch (error) {
      answer({ fault: String(error) });
      port.close();
    }
  });
}

if (parentPort) main(workerData as DeriveTask);
