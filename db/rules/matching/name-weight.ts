import type { AgreementKind } from './agreement.ts';
import type { PeopleColumns } from './people-columns.ts';
import { compareWords, wordLikeness, wordShare } from './words.ts';

/** How the words of two names fit each other. */
export interface NameFit {
  kind: AgreementKind;
  /** Bits that the fitting words are worth: the rarer, the more. */
  bits: number;
  /** Words on both sides that fit nothing. */
  apart: number;
  /** Words that only one of the names has. */
  extra: number;
  /** Words that fit by more than their first letter. */
  whole: number;
  /** Words that fit by their first letter, which is all that one of the names has. */
  initials: number;
}

const fit: NameFit = { kind: 'missing', bits: 0, apart: 0, extra: 0, whole: 0, initials: 0 };
/** Bits of the words of each name that are fitted already. */
let done = 0;
let taken = 0;

/**
 * Fits the words of two names, each to at most one: the same words first, then alike ones, then initials; their order does
 * not count. The result is overwritten by the next call.
 */
export function nameFit(people: PeopleColumns, column: Int32Array, a: number, b: number, room: number): NameFit {
  const [countA, countB] = [wordCount(column, a, room), wordCount(column, b, room)];
  const fewest = Math.min(countA, countB);
  fit.bits = 0;
  fit.apart = 0;
  fit.extra = 0;
  fit.whole = 0;
  fit.initials = 0;
  fit.kind = 'missing';
  if (fewest === 0) return fit;
  taken = 0;
  done = 0;
  const same = fitWords(people, column, a, b, countA, countB, wordLikeness.same);
  let alike = 0;
  // Most people born on one day have nothing in common: they are told apart without looking for what fits what.
  if (same < fewest && (same > 0 || haveLikeWords(people, column, a, b, countA, countB))) {
    // Which word takes which of several alike ones must not depend on whose name comes first.
    const turned = comesLater(people, column, a, b, fewest);
    if (turned) [taken, done] = [done, taken];
    for (let level = wordLikeness.alike; level >= wordLikeness.initial && same + alike < fewest; level -= 1) {
      alike += turned ? fitWords(people, column, b, a, countB, countA, level) : fitWords(people, column, a, b, countA, countB, level);
    }
  }
  fit.apart = fewest - same - alike;
  fit.extra = Math.abs(countA - countB);
  fit.kind = fit.apart > 0 ? 'differs' : alike === 0 && fit.extra === 0 ? 'same' : 'alike';
  return fit;
}

/** Whether any word of one name is alike any word of the other. */
function haveLikeWords({ words }: PeopleColumns, column: Int32Array, a: number, b: number, countA: number, countB: number): boolean {
  for (let i = 0; i < countA; i += 1) {
    const wordA = column[a + i] ?? 0;
    for (let j = 0; j < countB; j += 1) if (compareWords(words, wordA, column[b + j] ?? 0) !== wordLikeness.different) return true;
  }
  return false;
}

/** Fits words of one level that are not taken yet; adds their bits and returns how many. */
function fitWords(people: PeopleColumns, column: Int32Array, a: number, b: number, countA: number, countB: number, level: number): number {
  let fitted = 0;
  for (let i = 0; i < countA; i += 1) {
    if ((done & (1 << i)) !== 0) continue;
    const wordA = column[a + i] ?? 0;
    for (let j = 0; j < countB; j += 1) {
      if ((taken & (1 << j)) !== 0) continue;
      const wordB = column[b + j] ?? 0;
      if (level === wordLikeness.same ? wordA !== wordB : compareWords(people.words, wordA, wordB) !== level) continue;
      done |= 1 << i;
      taken |= 1 << j;
      fit.bits += wordBits(people, wordA, wordB, level);
      if (level === wordLikeness.initial) fit.initials += 1;
      else fit.whole += 1;
      fitted += 1;
      break;
    }
  }
  return fitted;
}

function comesLater({ words }: PeopleColumns, column: Int32Array, a: number, b: number, count: number): boolean {
  for (let at = 0; at < count; at += 1) {
    const [wordA, wordB] = [column[a + at] ?? 0, column[b + at] ?? 0];
    if (wordA !== wordB) return (words.texts[wordA] ?? '') > (words.texts[wordB] ?? '');
  }
  return false;
}

/** The weight of the own name in bits. */
export function nameWeight({ kind, bits, apart, extra }: NameFit): number {
  if (kind === 'missing') return 0;
  const sum = Math.min(20, bits) - apart * 6 - (kind === 'same' ? 0 : extra);
  return Math.max(-12, sum);
}

function wordCount(column: Int32Array, from: number, room: number): number {
  let count = 0;
  while (count < room && (column[from + count] ?? -1) >= 0) count += 1;
  return count;
}

/** An alike word is worth less than half of the same one: RAHMAN and RAHMAT are two names. */
function wordBits(people: PeopleColumns, a: number, b: number, level: number): number {
  const bits = Math.min(bitsOf(people, a), bitsOf(people, b));
  if (level === wordLikeness.same) return bits;
  return level === wordLikeness.alike ? Math.min(5, bits * 0.5) : 1;
}

function bitsOf({ words, people }: PeopleColumns, word: number): number {
  return Math.min(12, -Math.log2(wordShare(words.texts[word] ?? '', words.counts[word] ?? 0, people)));
}
