import { expect, it } from 'vitest';
import { writingKills } from '../../helpers/writing-kills.ts';

const SEED = 20261128;
const ROUNDS = 10;
const LIMIT_MS = 120_000;

it(`kill -9 under writing, ${ROUNDS} rounds: every acknowledged save is there, none half, the chain fits (seed ${SEED})`, async () => {
  const { counts, faults } = await writingKills(SEED, ROUNDS);
  expect(faults).toEqual([]);
  expect(counts.killedWriting).toBeGreaterThan(ROUNDS / 2);
  expect(counts.acknowledged).toBeGreaterThan(ROUNDS);
}, LIMIT_MS);
