import { describe, expect, it, test } from 'vitest';
import type { Schedule } from '../../../db/rules/due-dates.ts';
import { daysFrom, dueAround, dueDates, scheduleSince } from '../../../db/rules/due-dates.ts';

test('every Friday, both ends included', () => {
  expect(dueDates({ every: 'week', day: 5 }, '2026-11-27', '2026-12-11')).toEqual(['2026-11-27', '2026-12-04', '2026-12-11']);
  expect(dueDates({ every: 'week', day: 7 }, '2026-11-28', '2026-12-05')).toEqual(['2026-11-29']);
});

test('the last day of every month, also of a short one and over the new year', () => {
  expect(dueDates({ every: 'month', day: 31 }, '2026-11-30', '2027-02-28')).toEqual(['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28']);
  expect(dueDates({ every: 'month', day: 30 }, '2028-02-01', '2028-02-29')).toEqual(['2028-02-29']);
});

test('the due date before and after a day; a due day itself is the last one', () => {
  expect(dueAround({ every: 'week', day: 5 }, '2026-12-04')).toEqual({ last: '2026-12-04', next: '2026-12-11' });
  expect(dueAround({ every: 'month', day: 31 }, '2027-02-27')).toEqual({ last: '2027-01-31', next: '2027-02-28' });
  expect(dueAround({ every: 'month', day: 1 }, '2026-12-31')).toEqual({ last: '2026-12-01', next: '2027-01-01' });
});

test('days between dates, over a leap day', () => {
  expect([daysFrom('2026-12-04', '2026-12-07'), daysFrom('2028-02-28', '2028-03-01')]).toEqual([3, 2]);
});

describe('from when a schedule is in force', () => {
  type Row = Schedule & { readonly code: string };
  const friday: Row = { code: '', every: 'week', day: 5, grace: 0 };
  const region = '64.74.03';
  const since = (rows: readonly Row[], before: readonly Row[]): unknown => scheduleSince(rows, before, '2026-12-09').map((row) => [row.code, row.since]);
  const held: Row = { ...friday, since: '2026-01-02' };

  it('is the first edition with its days; more grace makes it no new one', () => {
    expect(since([friday], [])).toEqual([['', '2026-12-09']]);
    expect(since([{ ...friday, grace: 2 }], [held])).toEqual([['', '2026-01-02']]);
    expect(since([{ ...friday, day: 1 }], [held])).toEqual([['', '2026-12-09']]);
    // Of an edition from before days were noted it is not known: it holds as it did.
    expect(since([friday], [friday])).toEqual([['', undefined]]);
  });

  it('goes by what held for the offices of a region, not by who has a row', () => {
    expect(since([friday, { ...friday, code: region, grace: 3 }], [held])).toEqual([['', '2026-01-02'], [region, '2026-01-02']]);
    const monthly: Row = { code: region, every: 'month', day: 30, grace: 0, since: '2026-01-02' };
    // Whoever loses a row of their own has not missed the days of the others.
    const after = scheduleSince([friday], [held, monthly], '2026-12-09');
    expect(after.map((row) => [row.code, row.every, row.since])).toEqual([['', 'week', '2026-01-02'], [region, 'week', '2026-12-09']]);
    expect(since([friday], after)).toEqual([['', '2026-01-02'], [region, '2026-12-09']]);
  });
});
