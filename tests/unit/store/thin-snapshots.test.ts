import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapshotsToDrop } from '../../../db/store/thin-snapshots.ts';

const NOW = '2026-11-22T12:00:00.000Z';
const before = (hours: number): string => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

describe('thinning snapshots', () => {
  it('keeps the newest of each hour, day, week and month, within 24, 7, 5 and 12', () => {
    const hourly = Array.from({ length: 24 * 400 }, (_, hour) => before(hour));
    const dropped = new Set(snapshotsToDrop(hourly, NOW));
    const kept = hourly.filter((at) => !dropped.has(at));
    expect(kept.filter((at) => at > before(24))).toHaveLength(24);
    expect(kept.length).toBeGreaterThanOrEqual(24 + 6 + 4 + 10);
    expect(kept.length).toBeLessThanOrEqual(24 + 7 + 5 + 12);
    expect(new Set(kept.map((at) => at.slice(0, 7))).size).toBeGreaterThanOrEqual(12);
  });

  it('never drops the newest, and drops nothing twice', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 20_000 }).map(before), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(times, (all) => {
        const dropped = snapshotsToDrop(all, NOW);
        expect(dropped).not.toContain([...all].sort().at(-1));
        expect(new Set(dropped).size).toBe(dropped.length);
        expect(snapshotsToDrop(all.filter((at) => !dropped.includes(at)), NOW)).toEqual([]);
      }),
    );
  });
});
