import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice } from '../../../db/store/open-office.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { enrolAnyway } from '../../helpers/enrol-anyway.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

const month = '2026-10';
const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
const folder = mkdtempSync(join(tmpdir(), 'tepat-lembar-'));

let api: TestApi;
let meals: string;
let doctor: string;
let elders: string[];

beforeAll(async () => {
  api = await testApi({ now: () => new Date('2026-10-30T09:00:00') });
  for (const role of ['operator', 'auditor'] as const) await api.call('user.create', { name: role, displayName: role, role, passphrase: TEST_PASSPHRASE });
  const programmes = await api.call('programme.list', {});
  const idOf = (code: string): string => programmes.find((one) => one.values['code'] === code)?.id ?? '';
  [meals, doctor] = [idOf('LOKAL-MAKAN-LANSIA'), idOf('LOKAL-DOKTER-KUNJUNG')];
  elders = [];
  for (let number = 1; number <= 30; number += 1) {
    const name = `Lansia ${String(number).padStart(2, '0')}`;
    const made = await api.call('family.save', { values: familyValues({ rt: String(1 + (number % 3)).padStart(3, '0') }), people: [{ values: personValues(name, { birthDate: '1950-02-03' }) }], acknowledged });
    elders.push(made.people[0] ?? '');
    await enrolAnyway((call, input) => api.call(call as never, input as never), { programme: meals, person: made.people[0], start: '2026-01-01' });
  }
}, 60_000);
afterAll(() => {
  rmSync(api.root, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const grid = () => api.call('delivery.grid', { programme: meals, month });

describe('the daily grid', () => {
  test('BTG-4 30 elderly are given meals on 22 days: days off are known, absences have reasons, and every sum of the 30 × 22 grid agrees', async () => {
    const before = await grid();
    const open = before.days.filter((day) => !day.off);
    expect([before.rows.length, open.length]).toEqual([30, 22]);
    expect(before.days.filter((day) => day.off).every((day) => day.weekday >= 6 && day.rule === 'weekend')).toBe(true);
    // The whole day at once, for every day.
    for (const { date } of open) {
      const items = before.rows.map(({ enrolment }) => ({ enrolment, status: 1, quantity: 1, unit: 'porsi' }));
      expect(await api.call('delivery.record', { programme: meals, phase: date, date, items })).toMatchObject({ recorded: 30 });
    }
    // Three were away, each with a reason; a second word corrects the first.
    const absent = before.rows.slice(0, 3);
    const day = open[4]?.date ?? '';
    expect(await refusal(api.call('delivery.record', { programme: meals, phase: day, date: day, items: [{ enrolment: absent[0]?.enrolment ?? '', status: 4 }] }))).toBe('INVALID_INPUT');
    for (const [place, reason] of ['di rumah anak', 'dirawat', 'menolak'].entries()) {
      await api.call('delivery.record', { programme: meals, phase: day, date: day, items: [{ enrolment: absent[place]?.enrolment ?? '', status: 4, reason }] });
    }
    // Two portions on one day, for one who was hungry.
    const double = open[9]?.date ?? '';
    await api.call('delivery.record', { programme: meals, phase: double, date: double, items: [{ enrolment: absent[1]?.enrolment ?? '', status: 1, quantity: 2, unit: 'porsi' }] });

    const after = await grid();
    expect([after.portions, after.received, after.absent]).toEqual([30 * 22 - 3 + 1, 30 * 22 - 3, 3]);
    expect(after.rows.reduce((sum, row) => sum + row.portions, 0)).toBe(after.portions);
    expect(after.days.reduce((sum, one) => sum + one.portions, 0)).toBe(after.portions);
    expect(after.days.find((one) => one.date === day)).toMatchObject({ portions: 27, absent: 3 });
    expect(after.rows[1]).toMatchObject({ portions: 22, absent: 1 });
    expect(after.rows.flatMap((row) => row.cells).filter((cell) => cell.status === 4).map((cell) => cell.reason).sort()).toEqual(['di rumah anak', 'dirawat', 'menolak']);
    const totals = await api.call('report.run', { name: 'deliveries', params: { by: 'programme', programme: meals, from: `${month}-01`, to: month } });
    expect(totals.rows).toMatchObject([{ key: 'Makan lansia', deliveries: 657, recipients: 30, 'unit:porsi': after.portions }]);
  });

  test('BTG-4 the monthly sheet is written to a file with its days, its sums and the reasons of absence', async () => {
    const sheet = await api.call('report.run', { name: 'daily-sheet', params: { programme: meals, month } });
    expect(sheet.columns.filter((column) => /^d\d+$/.test(column.key))).toHaveLength(22);
    expect(sheet.rows).toHaveLength(30);
    expect(sheet.totals).toMatchObject({ portions: 658, absent: 3 });
    const path = join(folder, 'lembar.csv');
    expect(await refusal(api.call('report.save', { name: 'daily-sheet', params: { programme: meals, month }, format: 'csv', path }))).toBe('PURPOSE_NEEDED');
    const saved = await api.call('report.save', { name: 'daily-sheet', params: { programme: meals, month }, format: 'csv', path, purpose: 'laporan bulanan katering' });
    const text = saved.files.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(text).toContain('Lansia 30');
    expect(text).toContain('dirawat');
    await api.call('report.save', { name: 'daily-sheet', params: { programme: meals, month }, format: 'xlsx', path: join(folder, 'lembar.xlsx'), purpose: 'laporan bulanan katering' });
  });

  test('BTG-4 a day off is said for a date or a day of the week and taken back; whoever left stays on the sheet of the month', async () => {
    await api.call('delivery.dayOff', { programme: meals, date: '2026-10-21', off: true, reason: 'Maulid Nabi' });
    await api.call('delivery.dayOff', { programme: meals, weekday: 6, off: false });
    const saturdays = (await grid()).days.filter((day) => day.weekday === 6);
    expect(saturdays.every((day) => !day.off)).toBe(true);
    expect((await grid()).days[20]).toMatchObject({ off: true, reason: 'Maulid Nabi', rule: null, portions: 30 });
    await api.call('delivery.dayOff', { programme: meals, date: '2026-10-21', off: false });
    await api.call('delivery.dayOff', { programme: meals, weekday: 6, off: true });
    expect((await grid()).days.filter((day) => !day.off)).toHaveLength(22);
    expect(await refusal(api.call('delivery.dayOff', { programme: meals, off: true }))).toBe('INVALID_INPUT');
    expect((await api.call('delivery.grid', { programme: meals, month: '2026-12' })).days[24]).toMatchObject({ off: true, rule: 'holiday', reason: 'Hari Natal' });

    await api.call('person.death', { id: elders[0] ?? '', date: '2026-10-29' });
    const after = await grid();
    expect([after.rows.length, after.rows.filter((row) => row.active).length, after.followUp.length]).toEqual([30, 29, 1]);
    expect(after.portions).toBe(658);
  });
});

describe('visits at home', () => {
  test('BTG-5 the note of a visit is read with the health permission only: in the api, the record, its history and as of a day', async () => {
    const person = elders[1] ?? '';
    const { id: enrolment } = await enrolAnyway((call, input) => api.call(call as never, input as never), { programme: doctor, person, start: '2026-01-01' });
    const note = 'luka di kaki dibersihkan';
    await api.call('visit.record', { programme: doctor, enrolment, date: '2026-10-12', officer: 'dr. Contoh', followUp: 2, followUpDate: '2026-10-26', note, recordNo: 'RM-001' });
    const list = await api.call('visit.list', { programme: doctor });
    expect(list).toMatchObject({ health: true, rows: [{ officer: 'dr. Contoh', followUp: 2, due: true, note, recordNo: 'RM-001' }] });
    const id = list.rows[0]?.id ?? '';
    // Correcting the visit without the note leaves the note.
    await api.call('visit.record', { programme: doctor, enrolment, date: '2026-10-12', officer: 'dr. Contoh', followUp: 3, followUpDate: '2026-10-26' });
    expect((await api.call('visit.list', { programme: doctor })).rows).toMatchObject([{ id, followUp: 3, note }]);
    const said = async (): Promise<string> => JSON.stringify(await Promise.all([
      api.call('visit.list', { programme: doctor }), api.call('record.show', { id }), api.call('record.history', { id, limit: 50 }), api.call('record.asOf', { id, date: '2026-10-30' }),
      api.call('changes.list', { limit: 500 }), api.call('delivery.list', { programme: doctor, phase: '2026-10-12' }), api.call('report.run', { name: 'delivery-names', params: { programme: doctor } }),
    ]));
    expect(await said()).toContain(note);
    await api.signIn('operator');
    expect(await said()).toContain(note);
    await api.signIn('auditor');
    expect(await said()).not.toContain(note);
    expect(await said()).not.toContain('RM-001');
    expect(await api.call('visit.list', { programme: doctor })).toMatchObject({ health: false, rows: [{ officer: 'dr. Contoh', followUp: 3, note: null, recordNo: null }] });
    await api.signIn('siti');
    // Files never carry it, whoever writes them.
    const path = join(folder, 'kunjungan.csv');
    const saved = await api.call('report.save', { name: 'delivery-names', params: { programme: doctor }, format: 'csv', path, purpose: 'uji' });
    expect(saved.files.map((file) => readFileSync(file, 'utf8')).join('')).not.toContain(note);
  });

  test('BTG-5 a follow-up is due until the next visit; a visit that failed needs its reason', async () => {
    const due = () => api.call('visit.list', { programme: doctor, due: true });
    const [first] = (await due()).rows;
    expect(first).toMatchObject({ followUpDate: '2026-10-26' });
    expect(await refusal(api.call('visit.record', { programme: doctor, enrolment: first?.enrolment ?? '', date: '2026-10-27', officer: 'dr. Contoh', status: 4 }))).toBe('INVALID_INPUT');
    await api.call('visit.record', { programme: doctor, enrolment: first?.enrolment ?? '', date: '2026-10-27', officer: 'dr. Contoh', status: 4, reason: 'tidak di rumah' });
    expect((await due()).rows).toHaveLength(1);
    await api.call('visit.record', { programme: doctor, enrolment: first?.enrolment ?? '', date: '2026-10-28', officer: 'dr. Contoh', followUp: 1 });
    expect((await due()).rows).toHaveLength(0);
    expect((await api.call('report.run', { name: 'deliveries', params: { programme: doctor } })).totals).toMatchObject({ deliveries: 2, 'unit:kunjungan': 2 });
  });
});

describe('what was received without proof', () => {
  test('is listed until the signed sheet is back, by the phase and over all programmes, and is signed for in one go', async () => {
    const at = { programme: meals, phase: '2026-10-01' };
    expect(await api.call('delivery.list', at)).toMatchObject({ received: 30, unsigned: 30 });
    const unsigned = await api.call('report.run', { name: 'delivery-names', params: { ...at, proof: 'none' } });
    // Whoever died since is handed nothing more, but what they received stays: the list and the report say the same.
    expect(unsigned.rows).toHaveLength(30);
    const ids = unsigned.rows.map((row) => String(row['id']));
    expect(await api.call('delivery.sign', { ids: ids.slice(0, 20), proof: 1 })).toEqual({ signed: 20 });
    expect((await api.call('report.run', { name: 'delivery-names', params: { ...at, proof: 'none' } })).rows).toHaveLength(10);
    const absent = (await grid()).rows.flatMap((row) => row.cells).find((cell) => cell.status === 4)?.delivery ?? '';
    expect(await refusal(api.call('delivery.sign', { ids: [absent], proof: 1 }))).toBe('INVALID_INPUT');
  });

  test('the sheet to sign is in the order of RT, masked unless the right to see identifiers is used, and its printing is logged', async () => {
    const at = { programme: meals, phase: '2026-10-30', purpose: 'tanda terima katering' };
    const masked = await api.call('delivery.sheet', at);
    expect(masked.rows.map((row) => row.rt)).toEqual([...masked.rows].map((row) => row.rt).sort());
    expect(masked.rows.every((row) => row.identifier?.includes('•'))).toBe(true);
    const full = await api.call('delivery.sheet', { ...at, identifiers: 'full' });
    expect(full.rows.every((row) => /^\d{16}$/.test(row.identifier ?? ''))).toBe(true);
    expect(await refusal(api.call('delivery.sheet', { ...at, purpose: ' ' }))).toBe('INVALID_INPUT');
    await api.signIn('auditor');
    expect(await refusal(api.call('delivery.sheet', { ...at, identifiers: 'full' }))).toBe('NOT_ALLOWED');
    await api.close();
    const office = openOffice({ dir: api.dir, profileDir: join(api.root, 'profil'), passphrase: TEST_PASSPHRASE, user: 'siti', now: () => new Date('2026-10-30T10:00:00'), newId: uuidv7 });
    const logged = office.writer.db.prepare("SELECT detail FROM tx WHERE kind = 'access' AND reason = 'tanda terima katering' ORDER BY id").pluck().all() as string[];
    office.close();
    expect(logged.map((detail) => (JSON.parse(detail) as Record<string, unknown>)['identifiers'])).toEqual(['masked', 'full']);
  });
});
