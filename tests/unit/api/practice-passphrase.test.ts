import { expect, test } from 'vitest';
import { practicePassphrase } from '../../../db/api/practice-passphrase.ts';
import { passphraseProblem } from '../../../db/rules/passphrase.ts';

test('a practice office gets another passphrase each time, and none that the rules would refuse', () => {
  const drawn = Array.from({ length: 300 }, practicePassphrase);
  expect(new Set(drawn).size).toBe(300);
  expect(drawn.filter((one) => one.split(' ').length !== 5 || passphraseProblem(one, ['operator', 'Gunung Telihan']) !== null)).toEqual([]);
});
