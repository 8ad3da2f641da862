import { jaroWinkler } from '../jaro-winkler.ts';
import { bitCount, letterMask } from '../letter-mask.ts';
import { hashText } from './hash-text.ts';
import type { NameWords } from './name-words.ts';

/**
 * The words of names, numbered, so that millions of names are compared by their numbers alone. A word is a key of
 * `nameKey`: usual spellings of one word have one number.
 */
export interface Words {
  readonly numbers: Map<string, number>;
  readonly texts: string[];
  /** Bit per letter that the word holds, and {@link oneLetter}. */
  readonly masks: number[];
  readonly hashes: number[];
  /** People whose name has the word. */
  readonly counts: number[];
  readonly memory: LikenessMemory;
  /** Names read lately, by a few of their letters: see `nameWords`. */
  readonly names: (NameWords | undefined)[];
}

/** Pairs judged lately: a table of fixed size, where a newer pair takes an older one's place. */
interface LikenessMemory {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly levels: Uint8Array;
}

/** Levels of likeness of two words. */
export const wordLikeness = { different: 0, initial: 1, alike: 2, same: 3 } as const;

const rememberedBits = 18;
const rememberedNames = 4096;
/** A bit beyond the letters: the word is an initial. */
const oneLetter = 1 << 30;
const alikeFrom = 0.84;
/** A slip of the pen changes at most two kinds of letters; with a doubled error three. */
const mostOtherLetters = 3;

/** An empty list of words; `remember` makes room to remember judged pairs, for comparing whole registers. */
export function createWords(remember: boolean): Words {
  const size = remember ? 1 << rememberedBits : 1;
  return {
    numbers: new Map(), texts: [], masks: [], hashes: [], counts: [],
    memory: { first: new Int32Array(size).fill(-1), second: new Int32Array(size).fill(-1), levels: new Uint8Array(size) },
    names: new Array<NameWords | undefined>(remember ? rememberedNames : 1).fill(undefined),
  };
}

/** The number of a word, given now if it is new. */
export function wordNumber(words: Words, text: string): number {
  const known = words.numbers.get(text);
  if (known !== undefined) return known;
  const number = words.texts.length;
  words.numbers.set(text, number);
  words.texts.push(text);
  words.masks.push(letterMask(text) | (text.length === 1 ? oneLetter : 0));
  words.hashes.push(hashText(text));
  words.counts.push(0);
  return number;
}

/** How alike two words are, a level of {@link wordLikeness}. The same whichever comes first. */
export function compareWords(words: Words, a: number, b: number): number {
  if (a === b) return wordLikeness.same;
  const maskA = words.masks[a] ?? 0;
  const maskB = words.masks[b] ?? 0;
  if (((maskA | maskB) & oneLetter) !== 0) return words.texts[a]?.[0] === words.texts[b]?.[0] ? wordLikeness.initial : wordLikeness.different;
  if (bitCount(maskA ^ maskB) > mostOtherLetters) return wordLikeness.different;
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  const { first, second, levels } = words.memory;
  const place = ((Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 7) & (first.length - 1);
  if (first[place] === low && second[place] === high) return levels[place] ?? 0;
  const level = judge(words.texts[low] ?? '', words.texts[high] ?? '');
  first[place] = low;
  second[place] = high;
  levels[place] = level;
  return level;
}

function judge(a: string, b: string): number {
  if (a.length < 3 || b.length < 3) return wordLikeness.different;
  if (isOneSlip(a, b)) return wordLikeness.alike;
  // Jaro counts common letters, so it depends a little on which text comes first: the order is fixed.
  return (a < b ? jaroWinkler(a, b) : jaroWinkler(b, a)) >= alikeFrom ? wordLikeness.alike : wordLikeness.different;
}

/** One letter changed, added or left out, or two neighbours that changed places: Jaro misses some of these. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  const [restA, restB] = [endA - start, endB - start];
  if (restA <= 1 && restB <= 1) return true;
  return restA === 2 && restB === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/** How often a word is met among people's names: from the register, leaning on what is usual while it is small. */
export function wordShare(text: string, count: number, people: number): number {
  return (count + (usualShares[text] ?? rareShare) * priorPeople) / (people + priorPeople);
}

const priorPeople = 2000;
const rareShare = 0.0003;
/** Words that everybody knows to be common, by key, with rough shares of all names. */
const usualShares: Readonly<Record<string, number>> = {
  MUHAMAD: 0.05, SITI: 0.04, NUR: 0.03, AHMAD: 0.02, ABDUL: 0.02, DEWI: 0.01, SRI: 0.015, PUTRA: 0.01, PUTRI: 0.015, SARI: 0.01, RISKI: 0.008,
};
