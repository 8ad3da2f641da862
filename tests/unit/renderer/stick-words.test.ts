import { expect, test } from 'vitest';
import { asideWords, broughtWords } from '../../../renderer/features/packages/package-words.ts';
import type { FoundFile, ReceivedRow } from '../../../renderer/features/packages/package-words.ts';
import type { Translate } from '../../../renderer/text/text.ts';
import { textIn } from '../../../renderer/text/text.ts';

const t: Translate = (key, ...args) => textIn('id', key, ...args);
const found = (file: string, more: Partial<FoundFile>): FoundFile => ({ file: `/media/STIK/${file}`, kind: 'LAPORAN', own: false, from: '64.74.03', fromName: 'Bontang Barat', sequence: 1, forUs: false, relay: false, seen: false, damaged: false, bytes: 1000, ...more });

test('damaged files on a stick are said by name, and packages for other offices by number', () => {
  expect(asideWords(t, [])).toEqual([]);
  expect(asideWords(t, [found('a.tepat', { forUs: true }), found('b.tepat', { own: true }), found('c.tepat', { kind: 'TANDA_TERIMA' })])).toEqual([]);
  expect(asideWords(t, [found('rusak.tepat', { kind: null }), found('d.tepat', {})])).toEqual(['1 berkas Tepat tidak terbaca (rusak.tepat); minta pengirim menyalin ulang.', '1 paket untuk kantor lain; antarkan ke kantor tujuannya.']);
  expect(asideWords(t, ['a', 'b', 'c'].map((name) => found(`${name}.tepat`, { kind: null })))).toEqual(['3 berkas Tepat tidak terbaca (a.tepat, b.tepat, …); minta pengirim menyalin ulang.']);
});

test('an answer that could not be written takes nothing from what a package brought', () => {
  const row: ReceivedRow = {
    file: 'a.tepat', outcome: 'accepted', code: 'FOLDER_UNUSABLE', message: 'Folder tidak dapat dipakai (EROFS).', kind: 'LAPORAN', from: '64.74.03.1002', fromName: 'Gunung Telihan', sequence: 2, shared: false,
    applied: 6, unchanged: 0, conflicts: 0, quarantined: 0, missing: [], receipt: null, answerWaits: { packageId: 'p', code: 'FOLDER_UNUSABLE', why: 'readonly' }, changes: 6, bytes: null, seconds: null, packageId: 'q', sha256: null,
  };
  expect(broughtWords(t, row)).toBe('6 perubahan diterapkan, 0 sudah sama · tanda terima belum tertulis');
  expect(broughtWords(t, { ...row, code: 'HANDED_BACK', message: 'Data kantor ini kembali.' })).toBe('Data kantor ini kembali. · tanda terima belum tertulis');
});
