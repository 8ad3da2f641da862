import type { PreparedFor, PreparedRecords } from '../store/prepare-records.ts';
import { recordPreparer } from '../store/prepare-records.ts';
import type { FamilyFacts } from './family-facts.ts';
import { lineDeriver } from './line-deriver.ts';
import type { DerivedLines } from './line-deriver.ts';
import type { ThreadTask } from './near-thread.ts';
import { factsOf, recordsOf } from './new-family.ts';
import type { NewFamily } from './new-family.ts';
import type { SearchPiece } from './search-tables.ts';

/** New families that a thread made ready to be written, with their lines. */
export interface PreparedFamilies {
  readonly records: PreparedRecords;
  readonly lines: DerivedLines;
  readonly families: number;
  readonly people: number;
}

/** What a thread that makes families ready is told. */
export interface PrepareTask extends ThreadTask {
  readonly by: PreparedFor;
}

/** `prepared` is null behind the last. */
type PrepareAnswer = { readonly prepared: PreparedFamilies | null } | { readonly piece: SearchPiece | null } | { readonly fault: string };

/** Families that go over together. */
const CHUNK = 50;
/** So many chunks may wait for the writer, so that memory stays small. */
const MOST_WAITING = 6;
/** Whoever stops the thread ends it; it looks now and then all the same. */
const WAIT_MS = 1000;

/**
 * Makes new families ready for the log, derives their lines, and sends both to the writer, which only inserts: the whole of
 * such a thread.
 */
export function prepareFamilies({ port, signal, by, ...task }: PrepareTask, families: () => Iterable<NewFamily>, newId: () => string): void {
  const deriver = lineDeriver(task, true);
  const post = (answer: PrepareAnswer): void => {
    port.postMessage(answer);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
    for (let taken = Atomics.load(signal, 1); Atomics.load(signal, 0) - taken > MOST_WAITING; taken = Atomics.load(signal, 1)) {
      if (!deriver.indexSome()) Atomics.wait(signal, 1, taken, WAIT_MS);
    }
  };
  try {
    for (const prepared of chunks(by, deriver.derive, families(), newId)) post({ prepared });
    post({ prepared: null });
    for (let piece = deriver.nextPiece(); piece; piece = deriver.nextPiece()) post({ piece });
    deriver.drop();
    post({ piece: null });
  } catch (error) {
    post({ fault: String(error) });
  }
  port.close();
}

function* chunks(by: PreparedFor, derive: (families: readonly FamilyFacts[]) => DerivedLines, families: Iterable<NewFamily>, newId: () => string): Generator<PreparedFamilies> {
  const preparer = recordPreparer(by);
  let facts: FamilyFacts[] = [];
  const taken = (): PreparedFamilies => {
    const now = facts;
    facts = [];
    return { records: preparer.take(), lines: derive(now), families: now.length, people: now.reduce((sum, { people }) => sum + people.length, 0) };
  };
  for (const family of families) {
    const records = recordsOf(family, by.code, (uid) => uid ?? newId());
    facts.push(factsOf(records, records.map(({ entity, uid, values }) => preparer.add(entity, uid, values)), family.warnings));
    if (facts.length >= CHUNK) yield taken();
  }
  if (facts.length > 0) yield taken();
}
