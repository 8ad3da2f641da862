import { expect, it } from 'vitest';
import { damageRounds } from '../../helpers/damage-rounds.ts';

const SEED = 20261128;
const ROUNDS = 48;
const LIMIT_MS = 120_000;

it(`${ROUNDS} damaged databases, WALs and keyrings: open with everything, or with the loss named, or a way back (seed ${SEED})`, () => {
  const { damages, ends, faults } = damageRounds(SEED, ROUNDS);
  expect(faults).toEqual([]);
  expect(Object.values(damages).reduce((sum, times) => sum + times, 0)).toBeGreaterThan(ROUNDS - 5);
  // Every end is met, or the rounds show less than they claim.
  const met = Object.keys(ends).join(', ');
  for (const part of ['the loss named', 'by snapshot', 'by keyring', 'found by the check']) expect(met).toContain(part);
}, LIMIT_MS);
