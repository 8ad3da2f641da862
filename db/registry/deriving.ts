import type { MessagePort } from 'node:worker_threads';
import { bindRow } from '../store/bind-row.ts';
import { entryDigest, rowsHashText } from '../store/chain-hash.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { entities } from '../rules/entities.ts';
import { deriveFamily } from './derive.ts';
import type { DeriveContext, Derived, ProgrammeNumbers } from './derive.ts';
import type { FamilyFacts } from './family-facts.ts';
import { isKnownDistrict } from './known-district.ts';
import { factsOf, recordsOf } from './new-family.ts';
import type { NewFamily, NewRecord } from './new-family.ts';
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
  /** Whose changes new records are, and whether a batch's hash is kept of them. */
  readonly author: { readonly device: number; readonly epoch: number; readonly office: string; readonly isHashing: boolean };
  /** What {@link DeriveSource} is given, where it has the values. */
  readonly source: unknown;
}

/** Where a thread has new families from by itself, so that they need not be handed over: a script that serves with {@link serveDeriving}. */
export interface DeriveSource {
  readonly script: URL;
  readonly data: unknown;
}

/** A new family as it was written: the thread has the same values, or finds them `from` where it knows. */
export interface WrittenRecords {
  readonly family: NewFamily | null;
  readonly from: unknown;
  /** Of each record, in the order of writing: its local number and id, and the salt of its entry. */
  readonly ids: readonly number[];
  readonly uids: readonly string[];
  readonly salts: readonly string[];
}

/**
 * Families that were there or are whole, or new ones in the order of their entries, of which `counter` is the first: as JSON,
 * which a thread has back in a third of the time of objects. Or the next piece of the finished index.
 */
export type DeriveOrder = { readonly families: string } | { readonly made: string; readonly counter: number } | { readonly next: true };

/** What the log keeps of new records: the digests of their entries, and what a batch's hash covers of them. */
export interface Sealed {
  readonly digests: Uint8Array;
  readonly rows: Uint8Array | null;
}

/** `summaries`: rows of the lists, as JSON for the same reason. */
export type DeriveAnswer =
  | { readonly summaries: string; readonly search: readonly Derived[] | null; readonly sealed: Sealed | null }
  | { readonly piece: SearchPiece | null }
  | { readonly fault: string };

/** Serves what `startDeriveHelper` asks of its thread; `read` finds new families by where they are from. */
export function serveDeriving(task: DeriveTask, read: (from: unknown) => NewFamily, close: () => void = () => undefined): void {
  const { port, signal, programmes, tx, author } = task;
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
  const answer = (message: DeriveAnswer, transfer: readonly ArrayBuffer[] = []): void => {
    port.postMessage(message, transfer);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  const derive = (families: readonly FamilyFacts[], sealed: Sealed | null): void => {
    const derived = families.map((facts) => deriveFamily(facts, tx, programmes, context));
    if (index) for (const one of derived) index(one);
    answer({ summaries: JSON.stringify(derived.map((one) => one.summary)), search: index ? null : derived, sealed }, [sealed?.digests, sealed?.rows].flatMap((bytes) => (bytes ? [bytes.buffer as ArrayBuffer] : [])));
  };
  port.on('message', (order: DeriveOrder) => {
    try {
      if ('families' in order) return derive(JSON.parse(order.families) as FamilyFacts[], null);
      if ('made' in order) {
        const written = JSON.parse(order.made) as WrittenRecords[];
        const families = written.map(({ family, from }) => family ?? read(from));
        const records = written.map(({ uids }, at) => {
          let place = 0;
          return recordsOf(families[at] as NewFamily, author.office, () => uids[place++] ?? '');
        });
        const sealed = seal(records.flat(), written.flatMap(({ salts }) => salts), order.counter, author);
        return derive(records.map((one, place) => factsOf(one, written[place]?.ids ?? [], families[place]?.warnings)), sealed);
      }
      const piece = nextPiece();
      answer({ piece });
      if (piece) return;
      scratch?.drop();
      close();
      port.close();
    } catch (error) {
      answer({ fault: String(error) });
      port.close();
    }
  });
}

const DIGEST_BYTES = 32;

/** The digests of the entries that make these records, numbered from `counter` on. */
function seal(records: readonly NewRecord[], salts: readonly string[], counter: number, { device, epoch, isHashing }: DeriveTask['author']): Sealed {
  const digests = new Uint8Array(records.length * DIGEST_BYTES);
  const rows: string[] = [];
  for (const [place, { entity, uid, values }] of records.entries()) {
    const { id } = entities[entity];
    const { text } = bindRow(entity, uid, values);
    digests.set(entryDigest(salts[place] ?? '', { device, epoch, counter: counter + place, entity: id, recordUid: uid, field: 0, old: null, new: text, parent: null, taken: true }), place * DIGEST_BYTES);
    if (isHashing) rows.push(rowsHashText(id, uid, 0, text));
  }
  return { digests, rows: isHashing ? new TextEncoder().encode(rows.join('')) : null };
}
