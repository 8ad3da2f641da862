import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toldCounts } from '../../../../db/rules/privacy/small-counts.ts';
import type { ToldCount } from '../../../../db/rules/privacy/small-counts.ts';

/** One kelurahan alone. */
function toldLine(counts: readonly number[]): { cells: readonly ToldCount[]; total: ToldCount } {
  return toldCounts([counts]).lines[0] ?? { cells: [], total: 0 };
}

/** What a reader knows of a cell from the file alone: the least and the most it may be. */
function rangeOf(told: ToldCount): [number, number] {
  if (told === 'small') return [1, 4];
  if (told === 'hidden') return [5, Infinity];
  return told === 0 ? [0, 0] : [told, told + 4];
}

/** A total of 0 or of a hidden line tells nothing but itself; a shown one is a range too. */
function rangeOfTotal(told: ToldCount): [number, number] {
  return told === 'hidden' ? [0, Infinity] : rangeOf(told);
}

/** Every value that one cell may have, given ranges of the others and of the sum: what subtraction can find. */
function feasible(cell: [number, number], others: readonly [number, number][], total: [number, number]): number[] {
  const least = others.reduce((sum, [low]) => sum + low, 0);
  const most = others.reduce((sum, [, high]) => sum + high, 0);
  const found: number[] = [];
  for (let value = cell[0]; value <= Math.min(cell[1], 200); value += 1) if (value + least <= total[1] && value + most >= total[0]) found.push(value);
  return found;
}

const line = fc.array(fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 6 }) }, fc.nat({ max: 40 })), { minLength: 1, maxLength: 12 });
const exact = (count: number): [number, number] => [count, count];

describe('counts for outsiders', () => {
  test('BTG-11 an RT with three recipients is told as fewer than five, never as three', () => {
    const { cells, total } = toldLine([12, 3, 20, 0, 31]);
    expect(cells).toEqual(['hidden', 'small', 20, 0, 30]);
    expect(total).toBe(65);
    expect(toldLine([12, 7, 20]).cells).toEqual([10, 5, 20]);
    expect(toldLine([0, 0])).toEqual({ cells: [0, 0], total: 0 });
    expect(toldLine([3])).toEqual({ cells: ['small'], total: 'small' });
  });

  test('no number of one to four, and none that is no multiple of five, is ever told', () => {
    fc.assert(fc.property(line, (counts) => {
      const { cells, total } = toldLine(counts);
      for (const told of [...cells, total]) if (typeof told === 'number') expect(told % 5).toBe(0);
      counts.forEach((count, index) => expect(count > 0 && count < 5, String(counts)).toBe(cells[index] === 'small'));
    }));
  });

  test('from the file alone, by its total and all other cells, each small cell may be anything from 1 to 4', () => {
    fc.assert(fc.property(line, (counts) => {
      const { cells, total } = toldLine(counts);
      cells.forEach((told, index) => {
        if (told !== 'small' || counts.filter((count) => count > 0).length === 1) return;
        const sum = counts.reduce((all, count) => all + count, 0);
        if (sum < 5) return;
        expect(feasible([1, 4], cells.filter((_, other) => other !== index).map(rangeOf), rangeOfTotal(total)), `${counts.join()} cell ${index}`).toEqual([1, 2, 3, 4]);
      });
    }), { numRuns: 2000 });
  });

  test('who knows the exact total and every told cell exactly finds no small cell either, unless all there is was hidden', () => {
    fc.assert(fc.property(line, (counts) => {
      const { cells, total } = toldLine(counts);
      const sum = counts.reduce((all, count) => all + count, 0);
      // With nothing left to hide behind, the total is hidden too: no file says it.
      if (total === 'hidden' || sum < 5) return;
      cells.forEach((told, index) => {
        if (told !== 'small') return;
        const others = cells.flatMap((other, at) => (at === index ? [] : [typeof other === 'number' ? exact(counts[at] ?? 0) : rangeOf(other)]));
        expect(feasible([1, 4], others, exact(sum)), `${counts.join()} cell ${index}`).toEqual([1, 2, 3, 4]);
      });
    }), { numRuns: 2000 });
  });

  test('when the total is hidden, so is every cell of five or more', () => {
    fc.assert(fc.property(line, (counts) => {
      const { cells, total } = toldLine(counts);
      if (total === 'hidden') counts.forEach((count, index) => expect(cells[index]).toBe(count === 0 ? 0 : count < 5 ? 'small' : 'hidden'));
    }));
  });

  test('two files that differ by one to four people, by a filter, a day or a finer area, do not tell how many', () => {
    const more = fc.array(fc.nat({ max: 4 }), { minLength: 12, maxLength: 12 });
    fc.assert(fc.property(line, more, (counts, added) => {
      const [before, after] = [toldLine(counts), toldLine(counts.map((count, index) => count + (added[index] ?? 0)))];
      counts.forEach((count, index) => {
        const grown = added[index] ?? 0;
        if (grown === 0 || count === 0) return;
        const [low, high] = [rangeOf(before.cells[index] ?? 0), rangeOf(after.cells[index] ?? 0)];
        const possible = [0, 1, 2, 3, 4].filter((difference) => high[0] - low[1] <= difference && difference <= high[1] - low[0]);
        expect(possible.length, `${count}+${grown}`).toBeGreaterThanOrEqual(3);
      });
    }), { numRuns: 2000 });
  });

  test('a kelurahan is told alike in every file: no total over any kelurahan finds a small RT of one of them', () => {
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (city) => {
      const told = toldCounts(city);
      city.forEach((counts, at) => expect(told.lines[at]).toEqual(toldLine(counts)));
      // Every total told is a sum of kelurahan whose own total is told, and with that known exactly each RT stays open.
      if (typeof told.total === 'number') for (const { total } of told.lines) expect(typeof total).toBe('number');
      city.forEach((counts, at) => {
        const { cells = [], total = 0 } = told.lines[at] ?? {};
        if (typeof total !== 'number') return;
        const sum = counts.reduce((all, count) => all + count, 0);
        cells.forEach((cell, index) => {
          if (cell !== 'small') return;
          const others = cells.flatMap((other, place) => (place === index ? [] : [typeof other === 'number' ? exact(counts[place] ?? 0) : rangeOf(other)]));
          expect(feasible([1, 4], others, exact(sum)), `${JSON.stringify(city)} ${at}/${index}`).toEqual([1, 2, 3, 4]);
        });
      });
    }), { numRuns: 2000 });
  });

  test('a total over several kelurahan is hidden where one of them is small or hidden', () => {
    expect(toldCounts([[12, 20], [3]]).total).toBe('hidden');
    expect(toldCounts([[12, 20], [4, 4, 4, 4, 4]])).toMatchObject({ total: 'hidden', lines: [{ total: 30 }, { total: 'hidden' }] });
    expect(toldCounts([[12, 20], [9, 8]]).total).toBe(45);
  });
});
