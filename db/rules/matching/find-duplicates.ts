import type { MatchVerdict } from './agreement.ts';
import { duplicateBlocks, mostPeople, sortedKeys } from './duplicate-blocks.ts';
import type { Block } from './duplicate-blocks.ts';
import type { PeopleColumns } from './people-columns.ts';
import { scorePair } from './score-pair.ts';

/** Two records that may be one person; `left` is the smaller number. */
export interface DuplicatePair {
  readonly left: number;
  readonly right: number;
  readonly score: number;
  readonly verdict: Exclude<MatchVerdict, 'none'>;
}

export interface DuplicateOptions {
  /** Called every few milliseconds with the share that is done, 0 to 1. May wait; throws to stop the search. */
  readonly pause?: (done: number) => Promise<void> | void;
  /** So many pairs at most are answered, the best. */
  readonly most?: number;
}

/** Pairs compared between two pauses. */
const SLICE = 50_000;
const MOST_PAIRS = 500_000;
/** In a block that is too big each person is compared with so many after it. */
const NEIGHBOURS = 25;

/**
 * Pairs of people who may be one, best first, sure ones before doubtful ones. People that share a key (NIK, birth date and
 * sex, name and year, name and day, both parents) are compared, nobody else. One thread; the same answer in whatever order people
 * were added, as long as their record numbers differ.
 */
export async function findDuplicates(people: PeopleColumns, options: DuplicateOptions = {}): Promise<DuplicatePair[]> {
  if (people.length > mostPeople) throw new RangeError(`more than ${mostPeople} people`);
  const found = new Map<number, DuplicatePair>();
  let sinceThen = 0;
  for (const [number, block] of duplicateBlocks.entries()) {
    await options.pause?.(number / duplicateBlocks.length);
    const keys = sortedKeys(people, block);
    for (let from = 0; from < keys.length;) {
      const until = endOfBlock(keys, from);
      sinceThen += compareBlock(people, block, keys.subarray(from, until), found);
      from = until;
      if (sinceThen < SLICE) continue;
      sinceThen = 0;
      await options.pause?.((number + from / keys.length) / duplicateBlocks.length);
    }
  }
  const pairs = [...found.values()].sort(best);
  return pairs.slice(0, options.most ?? MOST_PAIRS);
}

function best(a: DuplicatePair, b: DuplicatePair): number {
  if (a.verdict !== b.verdict) return a.verdict === 'sure' ? -1 : 1;
  return b.score - a.score || a.left - b.left || a.right - b.right;
}

function endOfBlock(keys: Float64Array, from: number): number {
  const next = (Math.floor((keys[from] ?? 0) / mostPeople) + 1) * mostPeople;
  let until = from + 1;
  while (until < keys.length && (keys[until] ?? 0) < next) until += 1;
  return until;
}

/** Compares the people of one block; answers how many pairs that were. */
function compareBlock(people: PeopleColumns, block: Block, keys: Float64Array, found: Map<number, DuplicatePair>): number {
  const size = keys.length;
  if (size < 2) return 0;
  const places = Array.from(keys, (key) => key % mostPeople);
  let reach = size;
  if (size > block.most) {
    places.sort((a, b) => block.order(people, a, b));
    reach = NEIGHBOURS;
  }
  let pairs = 0;
  for (let i = 0; i < size; i += 1) {
    const a = places[i] ?? 0;
    const end = Math.min(size, i + 1 + reach);
    for (let j = i + 1; j < end; j += 1) {
      const b = places[j] ?? 0;
      const { score, verdict } = scorePair(people, a, b);
      if (verdict !== 'none') keep(people, found, a, b, score, verdict);
    }
    pairs += end - i - 1;
  }
  return pairs;
}

function keep({ column }: PeopleColumns, found: Map<number, DuplicatePair>, a: number, b: number, score: number, verdict: DuplicatePair['verdict']): void {
  const key = a < b ? a * mostPeople + b : b * mostPeople + a;
  if (found.has(key)) return;
  const [recordA, recordB] = [column.record[a] ?? 0, column.record[b] ?? 0];
  found.set(key, { left: Math.min(recordA, recordB), right: Math.max(recordA, recordB), score: Math.round(score * 10) / 10, verdict });
}
