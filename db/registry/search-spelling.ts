import type { Reader } from '../store/office.ts';
import { sql } from '../store/office.ts';
import type { Connection } from '../store/connection.ts';
import { bitCount, letterMask } from '../rules/letter-mask.ts';
import type { Typed } from './search-match.ts';

/** Words of the phonetic index of one length. */
interface WordsOfLength {
  readonly words: string[];
  /** A bit per letter that the word has: most words are told apart by it, without counting letters. */
  readonly masks: number[];
  /** Names that have each. */
  readonly names: number[];
}

interface Vocabulary {
  readonly byLength: Readonly<Record<NameColumn, ReadonlyMap<number, WordsOfLength>>>;
  readonly version: number;
  /** When it is due to be read again, if the register changed. */
  readonly due: number;
}

/** A city's vocabulary takes a tenth of a second to read: it may take a five-hundredth of the time, new words can wait. */
const KEEP_TIMES = 500;
const SHORTEST_WORD = 3;
const MOST_WORDS = 8;
/** Short words have many neighbours; all of them are asked for when the nearest find few. */
const ALL_WORDS = 20;
/** From so many words on one of them may be left out. */
const FEWER_FROM = 3;
/** A beginning of so many letters has a list of its own in the index; a longer one would have to be gathered. */
const INDEXED_BEGINNING = 3;
/** Gathering the names of so many people takes longer than asking for the words that most of them have. */
const MANY_NAMES = 2000;
/** The columns of the index that hold names: as written, and by their sound. */
type NameColumn = 'name' | 'key';
const kept = new WeakMap<Connection, Vocabulary>();

/**
 * FTS5 queries for names that are spelt otherwise than typed: every word is a word of the register one or two letters away
 * by its sound (`any`), and all words but one are as typed (`one`), for when there are too many of the first. A short word,
 * or one that nothing is near, is left out as long as another remains. Null when there is nothing to look for.
 */
export function spellingQueries(office: Reader, { keys }: Typed): { readonly any: string; readonly one: string | null } | null {
  const long = keys.filter((key) => key.length >= SHORTEST_WORD);
  if (long.length === 0) return null;
  const vocabulary = vocabularyOf(office).byLength.key;
  const near = long.map((key) => nearWords(vocabulary, key, MOST_WORDS)).filter((words) => words.length > 0);
  if (near.length === 0) return null;
  const oneSlip = near.flatMap((words, place) => {
    const others = words.filter((word) => word !== long[place]);
    return others.length === 0 ? [] : [`(${near.map((own, at) => (at === place ? anyOf(others) : `"${own[0] ?? ''}"`)).join(' AND ')})`];
  });
  return { any: `{key} : (${near.map(anyOf).join(' AND ')})`, one: near.length > 1 && oneSlip.length > 0 ? `{key} : (${oneSlip.join(' OR ')})` : null };
}

/**
 * The FTS5 query for when those find few: a word is any that is near by its sound or by its letters (a lost letter can
 * change the sound of those beside it: AELIA for AMELIA), and of three words or more any one may be no part of the name, as a
 * misspelt BINTI is. Null when nothing is near.
 */
export function wideSpellingQuery(office: Reader, { words, keys }: Typed): string | null {
  // Where one of the words may be left out, it is the one that is misspelt: the others need no far neighbours.
  const most = words.length < FEWER_FROM ? ALL_WORDS : MOST_WORDS;
  const places = (keys.length === words.length ? words : keys).map((word, place) => {
    const [sounds, letters] = ([['key', keys[place] ?? word], ['name', word]] as const)
      .map(([column, wanted]) => (wanted.length < SHORTEST_WORD ? [] : nearWords(vocabularyOf(office).byLength[column], wanted, most)));
    return [...new Set([...(sounds ?? []), ...(letters ?? [])])];
  }).filter((near) => near.length > 0);
  if (places.length === 0) return null;
  if (places.length < FEWER_FROM) return `(${places.map(anyOf).join(' AND ')})`;
  return `(${places.map((_, place) => `(${places.filter((__, at) => at !== place).map(anyOf).join(' AND ')})`).join(' OR ')})`;
}

function anyOf(words: readonly string[]): string {
  return `(${words.map((word) => `"${word}"`).join(' OR ')})`;
}

/**
 * The most usual words that begin so, when they are too many to gather: null when their lists are short, when the beginning
 * has a list of its own, or when no vocabulary was read yet, which is not worth it for this.
 */
export function usualWords(office: Reader, beginning: string): string[] | null {
  const known = kept.get(office.db);
  if (!known || beginning.length <= INDEXED_BEGINNING) return null;
  const begun: { word: string; names: number }[] = [];
  let names = 0;
  for (const [length, list] of known.byLength.key) {
    if (length < beginning.length) continue;
    for (const [place, word] of list.words.entries()) {
      if (!word.startsWith(beginning)) continue;
      begun.push({ word, names: list.names[place] ?? 0 });
      names += list.names[place] ?? 0;
    }
  }
  if (names < MANY_NAMES) return null;
  return begun.sort((a, b) => b.names - a.names).slice(0, MOST_WORDS).map(({ word }) => word);
}

/** Known words within one letter of a short word, two of a longer one; the nearest first, then the most usual. */
function nearWords(byLength: ReadonlyMap<number, WordsOfLength>, key: string, most: number): string[] {
  const reach = key.length > 5 ? 2 : 1;
  const mask = letterMask(key);
  const near: { word: string; distance: number; names: number }[] = [];
  for (let length = key.length - reach; length <= key.length + reach; length += 1) {
    const known = byLength.get(length);
    if (!known) continue;
    for (const [place, word] of known.words.entries()) {
      // A letter that changed is two letters of difference.
      if (bitCount((known.masks[place] ?? 0) ^ mask) > 2 * reach) continue;
      const distance = editDistance(key, word, reach);
      if (distance <= reach) near.push({ word, distance, names: known.names[place] ?? 0 });
    }
  }
  near.sort((a, b) => a.distance - b.distance || b.names - a.names);
  return near.slice(0, most).map((one) => one.word);
}

/** The words of both columns in one reading. Those that begin with a digit are areas, in which half a register lies: counting those takes as long as all names. */
function vocabularyOf(office: Reader): Vocabulary {
  const version = office.db.pragma('data_version', { simple: true }) as number;
  const known = kept.get(office.db);
  const start = performance.now();
  if (known && (known.version === version || start < known.due)) return known;
  const byLength = { name: new Map<number, WordsOfLength>(), key: new Map<number, WordsOfLength>() };
  for (const [word, names, column] of sql(office, "SELECT term, doc, col FROM personWord WHERE term >= 'a' AND col <> 'area'").raw().iterate() as IterableIterator<[string, number, NameColumn]>) {
    let list = byLength[column].get(word.length);
    if (!list) byLength[column].set(word.length, (list = { words: [], masks: [], names: [] }));
    list.words.push(word);
    list.masks.push(letterMask(word));
    list.names.push(names);
  }
  const end = performance.now();
  const read: Vocabulary = { byLength, version, due: end + (end - start) * KEEP_TIMES };
  kept.set(office.db, read);
  return read;
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
