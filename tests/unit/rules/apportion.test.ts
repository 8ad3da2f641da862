import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apportion } from '../../../db/rules/apportion.ts';

const rupiah = fc.integer({ min: 0, max: 10 ** 14 });

test('what is divided among funds adds up to the whole rupiah, each within one of its exact share, whatever the shares', () => {
  fc.assert(fc.property(rupiah, fc.array(rupiah, { minLength: 1, maxLength: 8 }), (total, shares) => {
    const parts = apportion(total, shares);
    expect(parts.reduce((sum, one) => sum + BigInt(one), 0n)).toBe(BigInt(total));
    const sum = shares.reduce((all, one) => all + BigInt(one), 0n);
    parts.forEach((part, place) => {
      expect(part).toBeGreaterThanOrEqual(0);
      if (sum === 0n) return;
      const floor = (BigInt(total) * BigInt(shares[place] ?? 0)) / sum;
      expect([floor, floor + 1n]).toContain(BigInt(part));
    });
  }));
});

test('a third of a hundred goes to the first, and without shares all of it', () => {
  expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(apportion(100, [0, 0])).toEqual([100, 0]);
  expect(apportion(5, [])).toEqual([]);
});
