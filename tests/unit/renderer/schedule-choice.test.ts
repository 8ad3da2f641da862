import { expect, test } from 'vitest';
import { scheduleFor } from '../../../db/rules/due-dates.ts';
import { choiceOf, scheduleWith } from '../../../renderer/features/packages/schedule-choice.ts';

const kecamatan = { code: '64.74.03', every: 'month', day: 5, grace: 0 } as const;

test('a schedule for everyone is chosen beside those of single regions, which stay', () => {
  expect(choiceOf([kecamatan])).toEqual({ every: 'none', day: 5, grace: 0 });
  const both = scheduleWith([kecamatan], { every: 'week', day: 5, grace: 2 });
  expect(both).toEqual([kecamatan, { code: '', every: 'week', day: 5, grace: 2 }]);
  expect(choiceOf(both)).toEqual({ every: 'week', day: 5, grace: 2 });
  // A day of the month is no day of the week.
  expect(scheduleWith(both, { every: 'week', day: 28, grace: 0 })).toEqual([kecamatan, { code: '', every: 'week', day: 7, grace: 0 }]);
  expect(scheduleWith(both, { every: 'none', day: 5, grace: 0 })).toEqual([kecamatan]);
});

test('an office gets the schedule of the longest region that holds it, or none', () => {
  const rows = scheduleWith([kecamatan], { every: 'week', day: 5, grace: 0 });
  expect([scheduleFor(rows, '64.74.03.1002')?.every, scheduleFor(rows, '64.74.01.1001')?.every, scheduleFor([kecamatan], '64.74.01.1001')]).toEqual(['month', 'week', null]);
});
