import type { Reader } from '../store/office.ts';
import { sql } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import type { Typed } from './search-match.ts';

/** Words of the phonetic index by their length, with the number of names that have each. */
type Vocabulary = ReadonlyMap<number, readonly (readonly [word: string, names: number])[]>;

interface Kept {
  readonly vocabulary: Vocabulary;
  readonly version: number;
  readonly readAt: number;
}

/** The vocabulary is read again when the register changed, but not more often than this: new words can wait. */
const KEEP_MS = 60_000;
const SHORTEST_WORD = 3;
const MOST_WORDS = 8;
const kept = new WeakMap<Connection, Kept>();

/**
 * An FTS5 query for names that are spelt otherwise than typed: each word may be any word of the register that is one or
 * two letters away by its sound. Null when a word has none or was too short to judge.
 */
export function spellingQuery(office: Reader, typed: Typed): string | null {
  if (typed.keys.length === 0 || typed.keys.some((key) => key.length < SHORTEST_WORD)) return null;
  const vocabulary = vocabularyOf(office);
  const parts: string[] = [];
  for (const key of typed.keys) {
    const near = nearWords(vocabulary, key);
    if (near.length === 0) return null;
    parts.push(`(${near.map((word) => `"${word}"`).join(' OR ')})`);
  }
  return `{key} : (${parts.join(' AND ')})`;
}

/** Known words within one letter of a short word, two of a longer one; the nearest first, then the most usual. */
function nearWords(vocabulary: Vocabulary, key: string): string[] {
  const reach = key.length > 5 ? 2 : 1;
  const near: { word: string; distance: number; names: number }[] = [];
  for (let length = key.length - reach; length <= key.length + reach; length += 1) {
    for (const [word, names] of vocabulary.get(length) ?? []) {
      const distance = editDistance(key, word, reach);
      if (distance <= reach) near.push({ word, distance, names });
    }
  }
  near.sort((a, b) => a.distance - b.distance || b.names - a.names);
  return near.slice(0, MOST_WORDS).map((one) => one.word);
}

function vocabularyOf(office: Reader): Vocabulary {
  const version = office.db.pragma('data_version', { simple: true }) as number;
  const now = performance.now();
  const known = kept.get(office.db);
  if (known && (known.version === version || now - known.readAt < KEEP_MS)) return known.vocabulary;
  const rows = sql(office, "SELECT term, doc FROM personWord WHERE col = 'key'").raw().all() as [string, number][];
  const vocabulary = new Map<number, [string, number][]>();
  for (const row of rows) {
    const words = vocabulary.get(row[0].length);
    if (words) words.push(row);
    else vocabulary.set(row[0].length, [row]);
  }
  kept.set(office.db, { vocabulary, version, readAt: now });
  return vocabulary;
}

const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/**
 * Letters to change, add, leave out or swap with the next to turn one word into the other; more than `most` is not
 * counted further. Words longer than 60 letters are cut.
 */
export function editDistance(a: string, b: string, most: number): number {
  const [lengthA, lengthB] = [Math.min(a.length, 60), Math.min(b.length, 60)];
  if (Math.abs(lengthA - lengthB) > most) return most + 1;
  let [before, above, current] = rows as readonly [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= lengthB; j += 1) above[j] = j;
  for (let i = 1; i <= lengthA; i += 1) {
    current[0] = i;
    let least = i;
    for (let j = 1; j <= lengthB; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((above[j - 1] ?? 0) + (same ? 0 : 1), (above[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      const swapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, above, current] = [above, current, before];
  }
  return above[lengthB] ?? 0;
}
