import { describe, expect, test } from 'vitest';
import type { AidRule } from '../../../db/rules/aid/aid-rule.ts';
import { rulesOfDay } from '../../../db/rules/aid/day-rules.ts';

/** Missed are families of desil 1 up to `to`, from `since` on. */
const missed = (uid: string, to: number, since: string | null): AidRule => (
  { uid, title: uid, basis: null, version: 1, from: since, to: null, content: { kind: 'missed', programmes: {}, test: { desil: { from: 1, to } }, result: 'warn' } });

describe('rules of a day', () => {
  test('are made ready once for a list and a day, and apart for another day or another list', () => {
    const rules = [missed('since-ever', 1, null), missed('since-july', 2, '2026-07-01')];
    const [june, july] = [rulesOfDay(rules, '2026-06-30'), rulesOfDay(rules, '2026-07-01')];
    expect([june, july].map((day) => day.missed.map((one) => one.rule.uid))).toEqual([['since-ever'], ['since-ever', 'since-july']]);
    expect(june.until).toBe('2026-07-01');
    expect(rulesOfDay(rules, '2026-06-30')).toBe(june);
    expect(rulesOfDay(rules.slice(1), '2026-06-30').missed).toEqual([]);
  });
});
