import { expect, it } from 'vitest';
import { importOutcome } from '../../../db/intake/import-outcome.ts';

const none = { rows: 0, new: 0, changed: 0, same: 0, rejected: 0, question: 0, left: 0 };
const summary = (people: Partial<typeof none>): string => importOutcome({ families: none, people: { ...none, ...people }, recipients: none }).summary;

it('nothing done is named by what kept it from being done, with what helps', () => {
  expect(summary({})).toContain('tidak berisi baris data');
  expect(summary({ rows: 5, same: 5 })).toContain('Tidak ada perubahan: semua 5 baris');
  expect(summary({ rows: 5, same: 1, left: 4 })).toMatch(/4 baris dibiarkan karena cara impor.*Pilih cara/);
  expect(summary({ rows: 5, left: 4, question: 1 })).toMatch(/1 pertanyaan, 4 dibiarkan.*Bereskan yang ditolak dan ditanyakan/);
  expect(summary({ rows: 5, left: 4, new: 1 })).toContain('1 data baru');
});
