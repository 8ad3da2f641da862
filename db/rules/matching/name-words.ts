import { nameKey } from '../name-key.ts';
import { hashText } from './hash-text.ts';
import { wordNumber } from './words.ts';
import type { Words } from './words.ts';

/** A name as the columns take it. */
export interface NameWords {
  readonly name: string;
  readonly numbers: readonly number[];
  /** A hash of the key without spaces; 0 without a name. */
  readonly joined: number;
}

const nobody: NameWords = { name: '', numbers: [], joined: 0 };

/**
 * The words of a name. Brothers and sisters have the same parents, and these stand beside them: names of late are kept, a
 * newer one in an older one's place.
 */
export function nameWords(words: Words, name: string | null): NameWords {
  if (name === null || name === '') return nobody;
  const place = placeOf(name) & (words.names.length - 1);
  const known = words.names[place];
  if (known?.name === name) return known;
  const key = nameKey(name);
  const found = key === '' ? { ...nobody, name } : { name, numbers: key.split(' ').map((word) => wordNumber(words, word)), joined: hashText(key) };
  words.names[place] = found;
  return found;
}

/** A number from a few letters of a name, which the whole name is then compared by. */
function placeOf(name: string): number {
  const { length } = name;
  const middle = length >> 1;
  return Math.imul(length + 31 * name.charCodeAt(0) + 961 * name.charCodeAt(middle) + 29791 * name.charCodeAt(length - 1) + 923521 * name.charCodeAt((middle + length) >> 1), 0x9e3779b1) >>> 12;
}
