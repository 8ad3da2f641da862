import { expect, test } from 'vitest';
import type { Preview } from '../../../renderer/features/import/recognised-step.tsx';
import { firstFilter, sheetOf, sheetsWith } from '../../../renderer/features/import/row-filter.ts';

const tally = (rows: number, rest: Partial<Record<'rejected' | 'changed' | 'question', number>> = {}) => ({ rows, new: 0, changed: 0, same: 0, rejected: 0, question: 0, left: 0, ...rest });
const sheet = (name: string, people: ReturnType<typeof tally>, families = tally(0)) => ({ name, shape: 'list', entity: 'person', ignored: false, tally: { families, people, recipients: tally(0) } });
const preview = {
  sheets: [sheet('RT 01', tally(5)), { name: 'Rekap', ignored: false, tally: null }, sheet('RT 02', tally(4, { rejected: 2 }), tally(1, { changed: 1 }))],
  tally: { families: tally(1, { changed: 1 }), people: tally(9, { rejected: 2 }), recipients: tally(0) },
} as unknown as Preview;

test('each number of the check opens a sheet that has such rows, whichever sheet of the file that is', () => {
  expect(firstFilter(preview)).toEqual({ sheet: 'RT 02', entity: 'person', state: 'rejected', code: null });
  expect(sheetsWith(preview, 'person', null)).toEqual([{ name: 'RT 01', rows: 5 }, { name: 'RT 02', rows: 4 }]);
  // A list of people may change families: they have a line of their own, with its rows behind it.
  expect([sheetOf(preview, 'family', 'changed'), sheetOf(preview, 'person', 'same'), sheetOf(preview, 'recipient')]).toEqual(['RT 02', 'RT 01', null]);
});
