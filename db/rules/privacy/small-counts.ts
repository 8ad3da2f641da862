/** Fewer than so many people or families are never told to outsiders: k-anonymity with k = 5. */
export const SMALLEST_TOLD = 5;

/**
 * What is told of a count: a number, rounded down to a multiple of five; that there are some, but fewer than five
 * (`small`); or nothing (`hidden`).
 */
export type ToldCount = number | 'small' | 'hidden';

/** The counts of one kelurahan, which add up to its total, as they may be told to outsiders. */
interface ToldLine {
  readonly cells: readonly ToldCount[];
  readonly total: ToldCount;
}

/** The counts of every kelurahan, and over all of them, as they may be told. */
export interface ToldCounts {
  readonly lines: readonly ToldLine[];
  readonly total: ToldCount;
}

/**
 * Makes counts by RT of some kelurahan safe to hand out. Each kelurahan is made safe by itself, whatever else is in the
 * file, so that no two files tell different cells of it; and its cells are safe against its exact total, so that no
 * total of any file, which is a sum of kelurahan, gives one away. A total over several is told only where the total of
 * each of them may be told.
 */
export function toldCounts(kelurahan: readonly (readonly number[])[]): ToldCounts {
  const lines = kelurahan.map(toldLine);
  const total = kelurahan.flat().reduce((sum, count) => sum + count, 0);
  return { lines, total: lines.every((line) => typeof line.total === 'number') ? rounded(total) : isSmall(total) ? 'small' : 'hidden' };
}

/**
 * One kelurahan. Three things work together:
 *
 * - Counts of 1 to 4 are `small`.
 * - Where somebody who knows the exact total and every other cell could subtract, further cells are `hidden`
 *   (complementary suppression): enough of them that each small cell may still be anything from 1 to 4. If there are not
 *   enough cells, all of them and the total are hidden.
 * - Every number told, the total too, is rounded down to a multiple of five. So two lines that differ by a few people
 *   (another filter, another day, another office) tell nothing by their difference.
 *
 * Which cells are hidden beside the small ones follows from how large they are themselves, so that it says nothing of the small.
 */
function toldLine(counts: readonly number[]): ToldLine {
  const small = counts.filter(isSmall);
  const hidden = small.length === 0 || isBlurred(small) ? new Set<number>() : complements(counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    cells: counts.map((count, index) => (isSmall(count) ? 'small' : hidden === null || hidden.has(index) ? toldHidden(count) : rounded(count))),
    total: hidden === null && !isSmall(total) ? 'hidden' : isSmall(total) ? 'small' : rounded(total),
  };
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_TOLD;
}

function rounded(count: number): number {
  return count - (count % SMALLEST_TOLD);
}

/** That there is nobody protects nobody by being hidden. */
function toldHidden(count: number): ToldCount {
  return count === 0 ? 0 : 'hidden';
}

/** Whether each of these counts may be anything from 1 to 4 for who knows their sum. */
function isBlurred(small: readonly number[]): boolean {
  const most = SMALLEST_TOLD - 1;
  const sum = small.reduce((all, count) => all + count, 0);
  return sum >= small.length - 1 + most && sum <= 1 + most * (small.length - 1);
}

/**
 * The cells to hide beside the small ones: one that is large enough alone, the smallest such; else several. Hidden cells are known to hold five or
 * more, so that with q of them there must be a sum of 5q + 3 for a small cell to be free up to 4 whatever the others
 * are. Null when there are not enough.
 */
function complements(counts: readonly number[]): ReadonlySet<number> | null {
  const slack = SMALLEST_TOLD - 2;
  const large = counts.flatMap((count, index) => (count >= SMALLEST_TOLD ? [{ count, index }] : [])).sort((a, b) => a.count - b.count || a.index - b.index);
  const alone = large.find(({ count }) => count >= SMALLEST_TOLD + slack);
  if (alone) return new Set([alone.index]);
  const taken: number[] = [];
  let spare = 0;
  for (const { count, index } of [...large].reverse()) {
    taken.push(index);
    spare += count - SMALLEST_TOLD;
    if (spare >= slack) return new Set(taken);
  }
  return null;
}
