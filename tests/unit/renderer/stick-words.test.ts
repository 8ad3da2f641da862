import { expect, test } from 'vitest';
import { asideWords, broughtWords, numberWords, writtenWords } from '../../../renderer/features/packages/package-words.ts';
import type { FoundFile, ReceivedRow } from '../../../renderer/features/packages/package-words.ts';
import type { Translate } from '../../../renderer/text/text.ts';
import { filesDone, takenWords } from '../../../renderer/features/packages/taken-words.ts';
import { textIn } from '../../../renderer/text/text.ts';

const t: Translate = (key, ...args) => textIn('id', key, ...args);
const found = (file: string, more: Partial<FoundFile>): FoundFile => ({ file: `/media/STIK/${file}`, kind: 'LAPORAN', own: false, from: '64.74.03', fromName: 'Bontang Barat', sequence: 1, forUs: false, relay: false, seen: false, barred: false, damaged: false, bytes: 1000, ...more });

test('damaged files on a stick are said by name, and packages for other offices by number', () => {
  expect(asideWords(t, [])).toEqual([]);
  expect(asideWords(t, [found('a.tepat', { forUs: true }), found('b.tepat', { own: true }), found('c.tepat', { kind: 'TANDA_TERIMA' })])).toEqual([]);
  expect(asideWords(t, [found('rusak.tepat', { kind: null }), found('d.tepat', {})])).toEqual(['1 berkas Tepat tidak terbaca (rusak.tepat); minta pengirim menyalin ulang.', '1 paket untuk kantor lain; antarkan ke kantor tujuannya.']);
  expect(asideWords(t, [found('k.tepat', { forUs: true, seen: true, barred: true, fromName: 'Kanaan' })])).toEqual(['1 paket ditolak karena kartunya tidak dipercaya (Kanaan); tukar kartu kantor dahulu.']);
  expect(asideWords(t, ['a', 'b', 'c'].map((name) => found(`${name}.tepat`, { kind: null })))).toEqual(['3 berkas Tepat tidak terbaca (a.tepat, b.tepat, …); minta pengirim menyalin ulang.']);
});

test('a number says its series: for several offices together, and of a restored PC', () => {
  const words = [{ sequence: 1, shared: false }, { sequence: 1, shared: true, epoch: 1 }, { sequence: 1, shared: false, epoch: 2 }, { sequence: 1, shared: true, epoch: 2 }].map((one) => numberWords(t, one));
  expect(words).toEqual(['1', '1 (paket bersama)', '1, deret ke-2', '1 (paket bersama), deret ke-2']);
});

test('an answer that could not be written takes nothing from what a package brought', () => {
  const row: ReceivedRow = {
    file: 'a.tepat', outcome: 'accepted', code: 'FOLDER_UNUSABLE', message: 'Folder tidak dapat dipakai (EROFS).', kind: 'LAPORAN', from: '64.74.03.1002', fromName: 'Gunung Telihan', sequence: 2, shared: false, released: false,
    applied: 6, unchanged: 0, conflicts: 0, quarantined: 0, missing: [], receipt: null, answerWaits: { packageId: 'p', code: 'FOLDER_UNUSABLE', why: 'readonly' }, papers: { count: 0, accepted: 0, refused: 0 }, changes: 6, bytes: null, seconds: null, packageId: 'q', sha256: null,
  };
  expect(broughtWords(t, row)).toBe('6 perubahan diterapkan, 0 sudah sama · tanda terima belum tertulis');
  expect(broughtWords(t, { ...row, code: 'HANDED_BACK', message: 'Data kantor ini kembali.' })).toBe('Data kantor ini kembali. · tanda terima belum tertulis');
});

const row = (kind: string, applied: number, papers: ReceivedRow['papers'], more: Partial<ReceivedRow> = {}): ReceivedRow => ({
  file: 'a.tepat', outcome: 'accepted', code: null, message: null, kind, from: '64.74.03.1001', fromName: 'Belimbing', sequence: 1, shared: false, released: false,
  applied, unchanged: 0, conflicts: 0, quarantined: 0, missing: [], receipt: null, answerWaits: null, papers, changes: applied, bytes: null, seconds: null, packageId: 'q', sha256: null, ...more,
});

test('papers of families that move are no changes, and a package that carries only these is not empty', () => {
  expect(writtenWords(t, { changes: 0, families: 0, people: 0, papers: 1 })).toBe('1 pindahan atau jawaban');
  expect(writtenWords(t, { changes: 3, families: 1, people: 2, papers: 1 })).toBe('3 perubahan pada 1 keluarga dan 2 orang · 1 pindahan atau jawaban');
  expect(writtenWords(t, { changes: 0, families: 0, people: 0, papers: 0 })).toBe('0 perubahan pada 0 keluarga dan 0 orang');
  expect(broughtWords(t, row('LAPORAN', 0, { count: 0, accepted: 0, refused: 0 }))).toBe('Tidak ada perubahan di dalamnya');
  expect(broughtWords(t, row('LAPORAN', 0, { count: 1, accepted: 0, refused: 1 }))).toBe('1 keluarga ditolak kantor tujuannya: alasannya di Beranda');
  expect(broughtWords(t, row('PINDAH', 0, { count: 2, accepted: 1, refused: 0 }))).toBe('1 keluarga diterima kantor tujuannya');
  expect(broughtWords(t, row('PINDAH', 6, { count: 1, accepted: 0, refused: 0 }))).toBe('6 perubahan diterapkan, 0 sudah sama · 1 pindahan atau jawaban pindahan dibaca');
});

test('what was taken is counted by what the stick offered; what waited here, or lay inside a relay, is said beside it', () => {
  const file = (name: string, more: Partial<ReceivedRow> = {}): ReceivedRow => row(more.kind ?? 'LAPORAN', 3, { count: 0, accepted: 0, refused: 0 }, { file: `/media/STIK/${name}`, ...more });
  const waited = { ...file(''), file: 'b.tepat', released: true };
  const taken = [file('a.tepat'), file('c.tepat', { outcome: 'duplicate' }), waited];
  expect(takenWords(t, taken)).toEqual({ title: '2 berkas: 1 diterima, 1 sudah ada, 0 perlu perhatian.', more: ['1 paket yang sebelumnya menunggu di sini ikut diterima.'], bad: 0 });
  expect(filesDone(taken)).toBe(2);
  const relay = [file('t.tepat', { kind: 'TERUSAN' }), file('t.tepat › d.tepat'), file('t.tepat › e.tepat', { outcome: 'refused' }), file('a.tepat')];
  expect(takenWords(t, relay)).toEqual({ title: '3 berkas: 2 diterima, 0 sudah ada, 1 perlu perhatian.', more: ['2 di antaranya dari dalam terusan.'], bad: 1 });
  expect(filesDone(relay)).toBe(2);
  expect(takenWords(t, [file('a.tepat')]).more).toEqual([]);
});
