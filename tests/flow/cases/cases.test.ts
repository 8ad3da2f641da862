import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FieldValues } from '../../../db/rules/field.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
let now = '2026-01-12T09:00:00';
const folder = mkdtempSync(join(tmpdir(), 'tepat-kasus-'));
beforeAll(async () => {
  api = await testApi({ now: () => new Date(now), practice: true });
});
afterAll(async () => {
  await api.remove();
  rmSync(folder, { recursive: true, force: true });
});

const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
let number = 0;
const family = async (values: FieldValues, person: FieldValues = {}) => (await api.call('family.save', {
  values: familyValues({ address: `Jl. Meranti No. ${(number += 1)}`, ...values }), acknowledged, people: [{ values: personValues(`Warga ${number}`, person) }],
})).id;
const view = (id: string) => api.call('case.family', { family: id });
const counts = async () => (await api.call('case.list', {})).counts;

test('PTK-5: no toilet proposes sanitation; it is accepted with a plan or dismissed with a reason, and closed only with evidence', async () => {
  const [one, two] = [await family({ toilet: 6 }), await family({ toilet: 6 })];
  expect((await view(one)).proposed).toEqual([{ need: 'sanitasi', label: 'Sanitasi layak', because: ['309a Fasilitas buang air besar: Tidak ada fasilitas'], agency: 'Dinas Pekerjaan Umum', since: null }]);
  expect(await counts()).toMatchObject({ proposed: 2, open: 0 });
  // Dismissing needs a reason, and the need is not proposed again while the answers stay as they are.
  expect(await refusal(api.call('case.dismiss', { family: two, need: 'sanitasi', reason: '' }))).toBe('INVALID_INPUT');
  await api.call('case.dismiss', { family: two, need: 'sanitasi', reason: 'Jamban baru selesai, formulir belum diperbarui' });
  expect(await view(two)).toMatchObject({ proposed: [], items: [{ stateLabel: 'Ditolak', reason: 'Jamban baru selesai, formulir belum diperbarui' }] });
  const { id } = await api.call('case.accept', { family: one, need: 'sanitasi', plan: 'Bangun jamban dengan tangki septik', agency: 'Dinas PU', dueOn: '2026-06-30', companion: 'Kader RT 001' });
  expect(await refusal(api.call('case.accept', { family: one, need: 'sanitasi' }))).toBe('CASE_OPEN');
  expect(await refusal(api.call('case.plan', { id, dueOn: '2025-01-01' }))).toBe('CASE_DUE');
  expect(await counts()).toEqual({ proposed: 0, open: 1, overdue: 0, unplanned: 0, perhapsMet: 0, met: 0, ended: 1 });
  // The date of the plan passes: it stands in the list of what is overdue, and at the start.
  now = '2026-07-01T09:00:00';
  expect((await api.call('case.list', { view: 'overdue' })).rows).toEqual([expect.objectContaining({ id, family: one, agency: 'Dinas PU', dueOn: '2026-06-30', overdue: true })]);
  expect((await api.call('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'caseOverdue', count: 1 }));
  // The family has a toilet by now: the turn is logged and closing proposed; it takes evidence.
  await api.call('record.change', { entity: 'family', id: one, values: { toilet: 1 } });
  expect((await view(one)).turns).toEqual([{ day: '2026-07-01', need: 'sanitasi', on: false, label: 'Sanitasi layak' }]);
  expect((await view(one)).items[0]).toMatchObject({ metOn: '2026-07-01', overdue: true });
  expect((await api.call('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'caseMet', count: 1 }));
  expect(await refusal(api.call('case.close', { id }))).toBe('CASE_NO_EVIDENCE');
  expect(await refusal(api.call('case.close', { id, evidence: '   ' }))).toBe('CASE_NO_EVIDENCE');
  expect(await refusal(api.call('case.close', { id, photo: 'abc' }))).toBe('CASE_PHOTO');
  await api.call('case.close', { id, evidence: 'Jamban dipakai, dilihat petugas 1 Juli', date: '2026-07-01' });
  expect((await view(one)).items[0]).toMatchObject({ stateLabel: 'Terpenuhi', evidence: 'Jamban dipakai, dilihat petugas 1 Juli', overdue: false, metOn: null });
  expect(await refusal(api.call('case.plan', { id, plan: 'lain' }))).toBe('CASE_CLOSED');
  expect(await counts()).toMatchObject({ open: 0, overdue: 0, perhapsMet: 0, met: 1 });
  // A year later the toilet is gone: the need shows anew and is proposed again.
  now = '2027-03-01T09:00:00';
  await api.call('record.change', { entity: 'family', id: one, values: { toilet: 6 } });
  expect((await view(one)).proposed).toMatchObject([{ need: 'sanitasi', since: '2027-03-01' }]);
  expect(await counts()).toMatchObject({ proposed: 1 });
  expect((await api.call('record.history', { id })).some((entry) => entry.field === 'evidence')).toBe(true);
  now = '2026-07-02T09:00:00';
});

test('a need that no question tells is added by what was seen; needs go to agencies on lists, with their answers', async () => {
  const id = await family({ rt: '004', waterSource: 11 });
  expect(await refusal(api.call('case.accept', { family: id, need: 'pangan' }))).toBe('NEED_NOT_SHOWN');
  expect(await refusal(api.call('case.accept', { family: id, need: 'entah', because: 'x' }))).toBe('NEED_UNKNOWN');
  const food = await api.call('case.accept', { family: id, need: 'pangan', because: 'Anak makan sekali sehari, dilihat kader' });
  const water = await api.call('case.accept', { family: id, need: 'air', dueOn: '2026-12-31', plan: 'Sambungan rumah' });
  expect((await view(id)).items.map(({ need, agency, byHand, because }) => [need, agency, byHand, because])).toEqual([
    ['air', 'PDAM / Dinas Pekerjaan Umum', false, '306a Sumber air minum utama: Lainnya'], ['pangan', 'Dinas Sosial', true, 'Anak makan sekali sehari, dilihat kader'],
  ]);
  expect(await api.call('case.refer', { ids: [water.id], agency: 'PDAM', number: '440/12' })).toEqual({ referred: 1 });
  expect(await api.call('case.refer', { ids: [water.id], agency: 'PDAM', number: '440/12' })).toEqual({ referred: 0 });
  const referral = (await view(id)).items[0]?.referrals[0];
  await api.call('case.answer', { id: referral?.id ?? '', answer: 1, note: 'Masuk anggaran 2027' });
  const list = await api.call('report.run', { name: 'referrals', params: { agency: 'PDAM / Dinas Pekerjaan Umum' } });
  expect(list.rows).toEqual([expect.objectContaining({ no: 1, label: 'Air minum layak', rt: '004', dueOn: '2026-12-31', referredOn: '2026-07-02', answer: 'Akan ditangani' })]);
  expect((await api.call('report.run', { name: 'referrals' })).notes).toContain('Dinas Sosial: 1.');
  const path = join(folder, 'rujukan.csv');
  await api.call('report.save', { name: 'referrals', format: 'csv', path, purpose: 'Rujukan ke instansi' } as never);
  expect(readFileSync(path, 'utf8')).toContain('Sambungan rumah');
  const workbook = join(folder, 'rujukan.xlsx');
  await api.call('report.save', { name: 'referrals', format: 'xlsx', path: workbook, purpose: 'Rujukan ke instansi' } as never);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(workbook);
  const cells = book.worksheets.flatMap((sheet) => sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : []))).map(String);
  for (const said of ['Air minum layak', 'PDAM / Dinas Pekerjaan Umum', 'Sambungan rumah', 'Pangan', 'Dinas Sosial', 'Akan ditangani']) expect(cells).toContain(said);
  await api.call('case.stop', { id: food.id, reason: 'Keluarga menolak dibantu' });
  await api.call('case.reopen', { id: food.id, reason: 'Bersedia lagi' });
  expect((await view(id)).items.find(({ need }) => need === 'pangan')).toMatchObject({ stateLabel: 'Ditangani', reason: 'Bersedia lagi' });
  await api.call('case.void', { id: food.id, reason: 'salah keluarga' });
  expect((await view(id)).items.map(({ need }) => need)).toEqual(['air']);
});

test('PLK-11: the need "akses transportasi" gets a rule without code, is tried, shows in lists, and is taken out of use again; what offices do not send is refused', async () => {
  const id = await family({ rt: '007', motorcycle: 2, car: 2, boat: 2 });
  const rule = (await api.call('need.rules', {})).rules.find(({ content }) => content.need === 'transportasi');
  const none = { all: ['motorcycle', 'car', 'boat'].map((field) => ({ field, in: [2] })) };
  const some = { any: ['motorcycle', 'car', 'boat'].map((field) => ({ field, in: [1] })) };
  const content = { need: 'transportasi', label: { id: 'Akses transportasi', en: 'Access to transport' }, agency: 'Dishub', parts: [{ kind: 'family' as const, fit: some, unfit: none, field: 'motorcycle' }] };
  expect(await api.call('need.rule.try', { content })).toMatchObject({ lacking: 1, more: 1, fewer: 0, examples: [{ id }] });
  const { need: _need, ...given } = content;
  const saved = await api.call('need.rule.save', { id: rule?.uid ?? '', content: given });
  expect(saved).toMatchObject({ need: 'transportasi', version: 2 });
  expect(saved.families).toBeGreaterThan(3);
  expect((await api.call('family.list', { filter: { need: 'transportasi' } })).rows.map((row) => row.id)).toEqual([id]);
  expect((await view(id)).turns).toMatchObject([{ need: 'transportasi', on: true }]);
  expect((await api.call('report.run', { name: 'needs', params: { rt: '7' } })).rows).toEqual([expect.objectContaining({ rt: '007', transportasi: 1 })]);
  // A need that was not there: its name follows from what it is called.
  const internet = { label: { id: 'Akses internet', en: 'Internet' }, agency: null, parts: [{ kind: 'answer' as const, field: 'internet', unfit: { 'RSEK.505': [4] } }] };
  expect(await api.call('need.rule.save', { content: internet })).toMatchObject({ need: 'akses-internet', version: 1 });
  expect(await refusal(api.call('need.rule.save', { content: internet }))).toBe('NEED_NAME');
  expect(await refusal(api.call('need.rule.save', { content: { ...internet, label: { id: 'Rekening', en: 'Account' }, parts: [{ kind: 'answer', field: 'account', unfit: { 'RSEK.506': [1] } }] } }))).toBe('NEED_FIELD');
  await api.call('need.rule.save', { id: saved.id, content: given, ended: true, reason: 'uji coba selesai' });
  expect((await api.call('family.list', { filter: { need: 'transportasi' } })).rows).toEqual([]);
  expect((await view(id)).turns.map(({ on }) => on)).toEqual([false, true]);
});
