import { nameKey } from '../rules/name-key.ts';
import { normaliseRt } from '../rules/rt-rw.ts';
import type { Condition } from './family-filter.ts';
import { regionTerm, rtTerm, rwTerm } from './search-terms.ts';

/** What was typed, taken apart: numbers to look up, an RT or RW to stay within, and words. */
export interface Typed {
  /** Digits only, when nothing but a number was typed (spaces and dots aside). */
  readonly digits: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  /** Lower-case words and numbers, the last one perhaps unfinished. */
  readonly words: readonly string[];
  /** Words of the phonetic key, in lower case as the index holds them. */
  readonly keys: readonly string[];
}

const rtInText = /\brt[\s.:]*0*(\d{1,3})(?:\s*[/\s]\s*(?:rw[\s.:]*)?0*(\d{1,3})\b)?/i;
const rwInText = /\brw[\s.:]*0*(\d{1,3})\b/i;

/** Takes a search text apart. */
export function readTyped(text: string): Typed {
  const bare = text.replace(/[\s.-]/g, '');
  if (/^\d{2,16}$/.test(bare)) return { digits: bare, rt: null, rw: null, words: [], keys: [] };
  const rtMatch = rtInText.exec(text);
  const rwMatch = rwInText.exec(text);
  const rt = normaliseRt(rtMatch?.[1]);
  const rw = normaliseRt(rwMatch?.[1] ?? rtMatch?.[2]);
  const rest = text.replace(rtInText, ' ').replace(rwInText, ' ').replace(/\brt\s*\/?\s*rw\b/i, ' ');
  const words = wordsOf(rest);
  // From the text, not the words: S.Pd is a degree, S and PD are not.
  const keys = words.every((word) => /\d/.test(word)) ? [] : nameKey(rest.replace(/\S*\d\S*/g, ' ')).toLowerCase().split(' ').filter(Boolean);
  return { digits: null, rt, rw, words, keys };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 8);
}

/** How much of a word has to be typed: all of it, all but of the last one, or only its beginning. */
export type Typing = 'whole' | 'lastBegun' | 'begun';

/** The FTS5 query for people: every word as typed or by its sound, in any order; null without letters. */
export function personQuery(typed: Typed, typing: Typing = 'begun', area: string | null = null): string | null {
  const { words, keys } = typed;
  if (words.length === 0 || words.some((word) => /\d/.test(word))) return null;
  return nameQuery(words, keys, typing) + areaQuery(typed, area);
}

/**
 * Where each word has a key of its own, one list is read for a word that is its own key, and a name may have one word as
 * typed and the next by its sound. Else (a title among the words) all words count as typed, or all by their sound. No
 * column is named where it need not be: the area has digits only.
 */
function nameQuery(words: readonly string[], keys: readonly string[], typing: Typing): string {
  const star = (place: number, of: readonly string[]): string => (typing === 'begun' || typing === 'lastBegun' && place === of.length - 1 ? '*' : '');
  const all = (of: readonly string[]): string => of.map((word, place) => `"${word}"${star(place, of)}`).join(' AND ');
  if (keys.length !== words.length) return keys.length > 0 ? `({name} : (${all(words)}) OR {key} : (${all(keys)}))` : `{name} : (${all(words)})`;
  return `(${words.map((word, place) => {
    const key = keys[place] ?? word;
    const end = star(place, words);
    return key === word || saysNothing(key, word) ? `"${word}"${end}` : `("${word}"${end} OR "${key}"${end})`;
  }).join(' AND ')})`;
}

/** Whether the sound of a word is a single letter (ZZZZ is S): half the register begins so. Of two letters typed more will follow. */
function saysNothing(key: string, word: string): boolean {
  return key.length === 1 && word.length > 2;
}

/** The FTS5 query for people whose name has the words but the last as they are, and one of these in its place. */
export function endingQuery(typed: Typed, endings: readonly string[], area: string | null): string {
  const rest = typed.words.slice(0, -1);
  const ending = `(${endings.map((word) => `"${word}"`).join(' OR ')})`;
  return (rest.length === 0 ? ending : `${nameQuery(rest, typed.keys.slice(0, -1), 'whole')} AND ${ending}`) + areaQuery(typed, area);
}

/** Words that nearly every address has. */
const usualInAddresses = new Set(['jl', 'jln', 'jalan', 'gg', 'gang', 'no', 'nomor']);

const streets = new Set(['jl', 'jln', 'jalan', 'gg', 'gang']);

/** Whether what was typed begins as an address does, with more behind it. */
export function isAddress({ words }: Typed): boolean {
  return words.length > 1 && streets.has(words[0] ?? '');
}

/** The FTS5 query for addresses; null without words. What every address has is not looked for beside other words. */
export function addressQuery(typed: Typed, typing: Exclude<Typing, 'whole'> = 'begun', area: string | null = null): string | null {
  const telling = typed.words.filter((word) => !usualInAddresses.has(word));
  const words = telling.length > 0 ? telling : typed.words;
  if (words.length === 0) return null;
  const last = words.at(-1) === typed.words.at(-1) ? words.length - 1 : -1;
  return `{address} : (${words.map((word, place) => `"${word}"${typing === 'begun' || place === last ? '*' : ''}`).join(' AND ')})${areaQuery(typed, area)}`;
}

/** The part of an FTS5 query that stays within the RT and RW typed and the region given; empty without them. */
export function areaQuery(typed: Typed, area: string | null): string {
  const terms = [typed.rt && rtTerm(typed.rt), typed.rw && rwTerm(typed.rw), area && regionTerm(area)].filter(Boolean);
  return terms.map((term) => ` AND {area} : "${String(term)}"`).join('');
}

/** The condition of a list's text box on `familySummary s`: a name, a number or an address within the family. */
export function matchText(text: string): Condition {
  const typed = readTyped(text);
  if (typed.digits !== null) {
    const range = [typed.digits, `${typed.digits}:`];
    return {
      where: '(s.noKk >= ? AND s.noKk < ? OR s.uid IN (SELECT family FROM person WHERE nik >= ? AND nik < ?))', params: [...range, ...range],
    };
  }
  const parts: string[] = [];
  const params: string[] = [];
  const person = personQuery(typed);
  if (person) {
    parts.push('s.uid IN (SELECT p.family FROM personSearch JOIN person p ON p.id = personSearch.rowid WHERE personSearch MATCH ?)');
    params.push(person);
  }
  const address = addressQuery(typed);
  if (address) {
    parts.push('s.family IN (SELECT rowid FROM addressSearch WHERE addressSearch MATCH ?)');
    params.push(address);
  }
  if (parts.length > 0) return { where: `(${parts.join(' OR ')})`, params };
  const area: string[] = [];
  if (typed.rt) area.push('s.rt = ?');
  if (typed.rw) area.push('s.rw = ?');
  return { where: area.length > 0 ? area.join(' AND ') : '1', params: [typed.rt, typed.rw].filter((one) => one !== null) };
}
