import { expect, test } from 'vitest';
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

test('a row of a schedule is in force from the first edition with its days; more grace makes it no new one', () => {
  const friday = { code: '', every: 'week', day: 5, grace: 0 } as const;
  const first = scheduleSince<Schedule & { code: string }>([friday], [], '2026-11-02');
  expect(first).toEqual([{ ...friday, since: '2026-11-02' }]);
  expect(scheduleSince([{ ...friday, grace: 2 }], first, '2026-11-20')).toEqual([{ ...friday, grace: 2, since: '2026-11-02' }]);
  expect(scheduleSince<typeof first[number]>([{ ...friday, day: 1 }, { ...friday, code: '64.74.03' }], first, '2026-11-20').map(({ since }) => since)).toEqual(['2026-11-20', '2026-11-20']);
  // Of an edition from before days were noted it is not known: it holds as it did.
  expect(scheduleSince([friday], [friday], '2026-11-20')).toEqual([{ ...friday, since: undefined }]);
});
