import { describe, expect, it } from 'vitest';
import { readSeen, seenAfter, seenText } from '../../../db/rules/seen-days.ts';
import type { SeenDays } from '../../../db/rules/seen-days.ts';

const after = (...days: string[]): SeenDays => days.reduce<SeenDays | null>((seen, day) => seenAfter(seen, day), null) as SeenDays;

describe('the days that a clock has shown', () => {
  it('go on with the days and never back', () => {
    expect(after('2026-11-28', '2026-12-11', '2026-12-09')).toEqual({ believed: '2026-12-11', ahead: [] });
    expect(after('2026-11-28', '2026-12-29', '2026-12-31').believed).toBe('2026-12-31');
  });

  it('do not leap with a clock that stood in the future for one day or two', () => {
    const leapt = after('2026-11-28', '2036-01-01', '2036-01-01', '2036-01-02', '2026-11-29');
    expect(leapt.believed).toBe('2026-11-29');
    expect(seenAfter(leapt, '2027-02-10').believed).toBe('2026-11-29');
  });

  it('believe a time ahead once days pass there: a PC that nobody used for months', () => {
    expect(after('2026-11-28', '2027-05-03', '2027-05-04', '2027-05-10').believed).toBe('2027-05-10');
    expect(after('2026-11-28', '2027-05-03', '2029-05-04', '2031-05-10').believed).toBe('2026-11-28');
  });

  it('are kept as a line, also as an older version wrote it', () => {
    const seen = after('2026-11-28', '2036-01-01');
    expect(readSeen(seenText(seen))).toEqual(seen);
    expect(readSeen('2026-12-11')).toEqual({ believed: '2026-12-11', ahead: [] });
    for (const nothing of ['', 'x', '2026-13-40']) expect(readSeen(nothing)).toBeNull();
  });
});
