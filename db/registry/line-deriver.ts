import { scratchDatabase } from '../store/scratch-database.ts';
import { deriveFamily } from './derive.ts';
import type { DeriveContext, Derived, ProgrammeNumbers, SearchLine } from './derive.ts';
import type { FamilyFacts } from './family-facts.ts';
import { isKnownDistrict } from './known-district.ts';
import { gatherMore, searchPieces } from './search-tables.ts';
import type { SearchPiece } from './search-tables.ts';
import { searchWriter } from './search-writer.ts';

/** What a thread that derives families is told; plain, to be sent. */
export interface LineTask {
  readonly context: Omit<DeriveContext, 'isKnownRegion'>;
  readonly programmes: ProgrammeNumbers;
  readonly tx: number;
  /** How the search tables are made, where the thread builds them; null where the register has words already. */
  readonly searchSql: readonly string[] | null;
  /** Where the thread keeps words that do not fit in its memory. */
  readonly wordsFile: string;
}

/** What was derived of some families: rows of the lists as JSON, which a thread has back in a third of the time of objects. */
export interface DerivedLines {
  readonly summaries: string;
  /** JSON too; null where the words stay here until all are there. */
  readonly search: string | null;
}

/** Derives families in a thread of its own, and builds the index of their words. */
export interface LineDeriver {
  derive(families: readonly FamilyFacts[]): DerivedLines;
  /** Indexes some of the words that were held back; false where there are none. */
  indexSome(): boolean;
  /** The next piece of the finished index; null when none is left, or none was built. */
  nextPiece(): SearchPiece | null;
  /** Removes what it keeps on the disk. */
  drop(): void;
}

/** So many letters of words are held back at most: those of some fifty thousand people. */
const MOST_HELD = 12 * 2 ** 20;

/**
 * Begins to derive, as the task says. With `isWordsLast` words are held back until there is time for them, because whoever writes
 * the rows needs the lines first.
 */
export function lineDeriver({ context, programmes, tx, searchSql, wordsFile }: LineTask, isWordsLast = false): LineDeriver {
  const whole: DeriveContext = { ...context, isKnownRegion: isKnownDistrict };
  // What is built here is copied into the register: a city's words are hundreds of megabytes, of which a few are in memory.
  const scratch = searchSql && scratchDatabase(wordsFile);
  const search = scratch?.db;
  for (const text of searchSql ?? []) search?.exec(text);
  if (search) gatherMore(search);
  search?.exec('BEGIN');
  const index = search && searchWriter(search);
  let pieces: Iterator<SearchPiece> | null = null;
  const held: string[] = [];
  let letters = 0;
  const indexSome = (): boolean => {
    const text = held.shift();
    if (!index || text === undefined) return false;
    letters -= text.length;
    for (const line of JSON.parse(text) as SearchLine[]) index(line);
    return true;
  };
  return {
    derive(families) {
      const derived = families.map((facts) => deriveFamily(facts, tx, programmes, whole));
      const summaries = JSON.stringify(derived.map((one) => one.summary));
      if (index && !(isWordsLast && letters < MOST_HELD)) {
        for (const one of derived) index(one);
        return { summaries, search: null };
      }
      const words = JSON.stringify(derived.map(searchLine));
      if (!index) return { summaries, search: words };
      held.push(words);
      letters += words.length;
      return { summaries, search: null };
    },
    indexSome,
    nextPiece() {
      if (!search) return null;
      while (indexSome()) continue;
      // FTS5 writes down what it still gathers; a commit would write every page of the cache as well.
      if (!pieces) search.exec('SAVEPOINT gathered; RELEASE gathered');
      pieces ??= searchPieces(search);
      const next = pieces.next();
      return next.done ? null : next.value;
    },
    drop: () => scratch?.drop(),
  };
}

function searchLine({ family, address, noKk, people, searchable }: Derived): SearchLine {
  return { family, address, noKk, people, searchable };
}
