import { describe, expect, it } from 'vitest';
import { playHistory } from '../../helpers/handoff-history.ts';

/** Seeds whose histories hold conflicts, restores and damaged files; many more are played in the long tests. */
const SEEDS = [503, 901];

describe('any history of offices, sticks and accidents', () => {
  it.each(SEEDS)('seed %i: no acknowledged work is lost, nothing is applied twice, only people decide, and all end alike', async (seed) => {
    const history = await playHistory(seed, 40);
    expect(history.faults, `seed ${seed}`).toEqual([]);
    expect(history.edits).toBeGreaterThan(10);
    expect(history.packages).toBeGreaterThan(3);
  }, 180_000);
});
