import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallInput } from '../../../db/api/contract.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { enrolAnyway } from '../../helpers/enrol-anyway.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

let day = '2026-11-20';
let api: TestApi;
let partner = '';
let agreement = '';
let sembako = '';
const acknowledged = ['V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'V19', 'V20', 'V21', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));
const names: Record<string, { id: string; people: string[] }> = {};

async function family(name: string, values: FieldValues = {}, more: FieldValues[] = []): Promise<{ id: string; people: string[] }> {
  const saved = await api.call('family.save', { values: familyValues(values), people: [{ values: personValues(name, { chronicDisease: 4 }) }, ...more.map((one) => ({ values: one }))], acknowledged });
  return (names[name] = saved);
}
const programme = async (code: string): Promise<string> => (await api.call('programme.list', {})).find((one) => one.values['code'] === code)?.id ?? '';
const enrol = async (code: string, who: { family?: string; person?: string }) => enrolAnyway((name, input) => api.call(name as never, input as never), { programme: await programme(code), ...who, start: '2026-01-01' });
const agree = async (values: Partial<CallInput<'agreement.save'>> = {}): Promise<string> =>
  (await api.call('agreement.save', { partner, number: '12/PKS/2026', date: '2026-01-05', purpose: 'CSR pangan 2026', programmes: [sembako], fields: ['name', 'rtRw', 'nik'], from: '2026-01-05', until: '2026-12-31', ...values })).id;
const path = (name: string): string => join(api.root, name);
const save = (values: Partial<CallInput<'report.save'>> & { path: string }) => api.call('report.save', { name: 'recipients', format: 'xlsx', profile: 'masked', agreement, purpose: 'penyaluran CSR', ...values });
async function sheets(file: string): Promise<Record<string, string[][]>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return Object.fromEntries(book.worksheets.map((sheet) => [sheet.name, sheet.getSheetValues().slice(1).map((row) => Array.from(Array.isArray(row) ? row.slice(1) : []).map((cell) => (cell === null || cell === undefined ? '' : String(cell as string | number))))]));
}

beforeAll(async () => {
  api = await testApi({ now: () => new Date(`${day}T09:00:00`) });
  sembako = await programme('SEMBAKO');
  for (const [name, rt] of [['Aminah Satu', '001'], ['Budi Dua', '001'], ['Citra Tiga', '002']] as const) await enrol('SEMBAKO', { family: (await family(name, { rt, rw: '001' })).id });
  await family('Dedi Ayah', { rt: '002', rw: '001' }, [personValues('Eka Anak', { birthDate: '2016-03-01', relationship: 3, sequence: 2, maritalStatus: 1 })]);
  await family('Fulan Bukan Penerima', { rt: '003', rw: '001' });
  partner = (await api.call('partner.save', { name: 'PT Muara Jaya', kind: 7, contact: 'Hendra', phone: '0812' })).id;
  agreement = await agree();
});
afterAll(() => api.remove());

describe('lists for partners', () => {
  test('PTK-8 a company gets name, RT/RW and masked NIK, no health, no No KK, no child, and the export is logged', async () => {
    const done = await save({ path: path('mitra.xlsx') });
    expect(done.rows).toBe(3);
    const { Daftar: rows = [], Metadata: meta = [] } = await sheets(path('mitra.xlsx'));
    const mark = 'Untuk PT Muara Jaya · Perjanjian 12/PKS/2026 tanggal 05-01-2026 · dibuat 20-11-2026 oleh siti · tidak untuk disebarkan';
    expect(rows[0]?.[0]).toBe(mark);
    expect(rows[1]).toEqual(['No', 'Nama', 'Sebagai', 'RT', 'RW', 'NIK']);
    expect(rows.slice(2).map((row) => row.slice(1, 5))).toEqual([['Aminah Satu', 'Kepala Keluarga', '001', '001'], ['Budi Dua', 'Kepala Keluarga', '001', '001'], ['Citra Tiga', 'Kepala Keluarga', '002', '001']]);
    for (const row of rows.slice(2)) expect(row[5]).toMatch(/^\d{4}•{8}\d{4}$/);
    expect(meta).toContainEqual(['Tanda', mark]);
    const xml = readFileSync(path('mitra.xlsx'));
    expect(createHash('sha256').update(xml).digest('hex')).toBe(done.sha256);
    const register = await api.call('report.run', { name: 'exports', params: { kind: 'file' } });
    expect(register.rows[0]).toMatchObject({ by: 'siti', what: 'Daftar penerima program (xlsx)', profile: 'Tersamar', to: 'PT Muara Jaya', agreement: '12/PKS/2026', purpose: 'penyaluran CSR', fields: 'name, rtRw, nik', rows: 3, sha256: done.sha256 });
  });

  test('every list is masked and narrowed to the agreement, whoever writes it and whatever is asked', async () => {
    for (const name of ['families', 'people', 'named-list', 'recipients']) {
      const file = path(`${name}.csv`);
      await save({ name, path: file, format: 'csv', params: { identifiers: 'full' } });
      const text = readFileSync(file, 'utf8');
      expect(text.split('\r\n')[0], name).toContain('Untuk PT Muara Jaya');
      expect(text, name).toContain('Aminah Satu');
      expect(text, name).not.toMatch(/Fulan|Eka|Dedi|64740\d{11}|Penyakit|Jl\. /);
      expect(text.split('\r\n').filter((line) => line.includes('•')).length, name).toBe(3);
    }
    await save({ name: 'search', path: path('cari.csv'), format: 'csv', params: { text: 'a' } });
    expect(readFileSync(path('cari.csv'), 'utf8')).not.toMatch(/Fulan|Eka|Dedi/);
  });

  test('a child who receives stands under the name of the head, and a family outside only where the agreement is wider', async () => {
    const grant = await api.call('programme.save', { values: { name: 'Beasiswa Muara', unitKind: 1, provider: 'PT MUARA  Jaya', providerKind: 7 } });
    await api.call('enrolment.create', { programme: grant.id, person: names['Dedi Ayah']?.people[1] ?? '', start: '2026-02-01' });
    const child = await agree({ number: '13/PKS/2026', programmes: [grant.id], fields: ['name', 'nik', 'programme'] });
    const { rows, columns, notes } = await api.call('agreement.preview', { name: 'recipients', profile: 'masked', agreement: child });
    expect(columns.map(({ header }) => header)).toEqual(['No', 'Nama', 'Sebagai', 'NIK', 'Program']);
    expect(rows).toMatchObject([[1, 'Dedi Ayah', 'Wali penerima', expect.stringMatching(/•{8}/) as string, 'Beasiswa Muara']]);
    expect(JSON.stringify({ rows, notes })).not.toContain('Eka');
    const wider = await agree({ number: '14/PKS/2026', wider: true });
    const people = await api.call('agreement.preview', { name: 'people', profile: 'masked', agreement: wider });
    expect(JSON.stringify(people.rows)).toContain('Fulan');
    expect(JSON.stringify(people.rows)).not.toContain('Eka');
    expect((await api.call('partner.list', {})).find((one) => one.id === partner)?.programmes).toEqual([{ id: grant.id, name: 'Beasiswa Muara' }]);
  });

  test('BTG-11 counts by RT tell fewer than five as <5, and refuse to be filtered', async () => {
    for (let n = 0; n < 12; n += 1) await enrol('SEMBAKO', { family: (await family(`Gita ${n}`, { rt: '004', rw: '002' })).id });
    for (let n = 0; n < 9; n += 1) await enrol('SEMBAKO', { family: (await family(`Hani ${n}`, { rt: '005', rw: '002' })).id });
    await save({ profile: 'aggregate', path: path('jumlah.xlsx') });
    const { Jumlah: rows = [] } = await sheets(path('jumlah.xlsx'));
    expect(rows[1]).toEqual(['Kelurahan/Desa', 'RW', 'RT', 'Sembako']);
    expect(rows.slice(2).map((row) => row.slice(1))).toEqual([['001', '001', '<5'], ['001', '002', '<5'], ['001', '003', '0'], ['002', '004', '10'], ['002', '005', '*'], ['', '', '20']]);
    expect(rows.flat().join()).not.toMatch(/Aminah|Gita/);
    expect(await refusal(save({ name: 'families', profile: 'aggregate', params: { rt: '001' }, path: path('saring.csv'), format: 'csv' }))).toBe('AGGREGATE_FILTER');
    expect(await refusal(save({ profile: 'aggregate', params: { programme: await programme('PKH') }, path: path('lain.csv'), format: 'csv' }))).toBe('AGREEMENT_PROGRAMME');
    const counts = await agree({ number: '15/PKS/2026', fields: [], level: 'region' });
    expect(await refusal(save({ agreement: counts, path: path('nama.xlsx') }))).toBe('AGREEMENT_COUNTS_ONLY');
    const given = await api.call('agreement.preview', { name: 'recap', profile: 'aggregate', agreement: counts });
    expect(given).toMatchObject({ columns: [{ header: 'Kelurahan/Desa' }, { header: 'Jumlah keluarga' }], rows: [['Gunung Telihan', 20]], totals: ['JUMLAH', 20] });
    expect(existsSync(path('nama.xlsx'))).toBe(false);
  });

  test('what was received, what kelompok receive and the items of a scheme leave masked or counted, of the agreement’s programmes alone', async () => {
    await enrol('PKH', { family: names['Aminah Satu']?.id ?? '' });
    const give = async (code: string, family: string): Promise<void> => {
      const id = await programme(code);
      const row = (await api.call('programme.recipients', { programme: id })).rows.find((one) => one.family === names[family]?.id);
      await api.call('delivery.record', { programme: id, phase: '2026-11', date: '2026-11-10', items: [{ enrolment: row?.id ?? '', status: 1, rupiah: 200_000 }] });
    };
    await give('SEMBAKO', 'Budi Dua');
    await give('PKH', 'Aminah Satu');
    for (let n = 0; n < 12; n += 1) await give('SEMBAKO', `Gita ${n}`);
    const seen = await agree({ number: '18/PKS/2026', fields: ['name', 'rtRw'] });
    await save({ name: 'delivery-names', agreement: seen, params: { rt: '001', rw: '001' }, path: path('terima.xlsx') });
    const { Daftar: received = [] } = await sheets(path('terima.xlsx'));
    expect([received[1], received.slice(2).map((row) => row[1])]).toEqual([['No', 'Nama', 'Sebagai', 'RT', 'RW'], ['Budi Dua']]);
    const counted = await api.call('agreement.preview', { name: 'deliveries', profile: 'aggregate', agreement: seen });
    expect([counted.columns.at(-1)?.header, counted.totals?.at(-1), counted.rows.find((row) => row[1] === '002' && row[2] === '004')?.at(-1)]).toEqual(['Jumlah penerima', 10, '*']);
    const scheme = await api.call('agreement.preview', { name: 'schemes', profile: 'aggregate', agreement: seen });
    expect([scheme.columns.map(({ header }) => header).slice(3), scheme.totals?.slice(3)]).toEqual([['Pengurangan beban pengeluaran', 'Peningkatan pendapatan', 'Penurunan kantong kemiskinan', 'Belum dipetakan'], [20, 0, 0, 0]]);
    const up2k = await programme('LOKAL-UP2K');
    const withGroups = await agree({ number: '19/PKS/2026', fields: ['name', 'rtRw', 'nik'], programmes: [up2k] });
    const { id: group } = await api.call('group.save', { values: { name: 'UP2K Anggrek', kind: 2, rt: '001', rw: '001', region: '64.74.03.1002' } });
    await api.call('group.save', { values: { name: 'Kelompok Lain', kind: 2, rt: '001', rw: '001', region: '64.74.03.1002' } });
    for (let n = 0; n < 7; n += 1) await api.call('group.addMember', { group, person: names[`Gita ${n}`]?.people[0] ?? '', role: 4, joined: '2026-02-01' });
    await api.call('group.report', { group, date: '2026-10-31', capital: 2_500_000, loans: 0, turnover: 71_200_001 });
    const against = await api.call('enrolment.check', { programme: up2k, group, start: '2026-03-01' });
    await api.call('enrolment.create', { programme: up2k, group, start: '2026-03-01', overrides: against.map((one) => ({ rule: one.rule, reason: 'uji' })) });
    await save({ name: 'groups', agreement: withGroups, path: path('kelompok.xlsx') });
    const { Daftar: groups = [] } = await sheets(path('kelompok.xlsx'));
    expect(groups[0]?.[0]).toContain('19/PKS/2026');
    expect(groups.slice(1)).toEqual([['No', 'Kelompok', 'Jenis', 'RT', 'RW', 'Anggota'], ['1', 'UP2K Anggrek', expect.any(String), '001', '001', '5']]);
    expect(groups.flat().join()).not.toMatch(/Gita|71200001/);
    const few = await api.call('agreement.preview', { name: 'groups', profile: 'aggregate', agreement: withGroups });
    expect(few.rows.find((row) => row[1] === '001' && row[2] === '001')?.at(-1)).toBe('<5');
    expect((await api.call('report.run', { name: 'exports', params: { kind: 'file', text: '19/PKS' } })).rows).toMatchObject([{ what: 'Kelompok, anggota, dan perputarannya (xlsx)', profile: 'Tersamar', rows: 1 }]);
  });

  test('who is on a masked list is told nothing by how it was narrowed, nor that something is wrong with what they receive', async () => {
    const refused = async (values: Partial<CallInput<'report.save'>>) => refusal(save({ path: path('selisih.csv'), format: 'csv', ...values }));
    for (const [key, value] of [['desil', '1'], ['need', 'air'], ['tag', 'disabilitas'], ['least', '2'], ['receiving', 'no'], ['wanting', '1'], ['surveyed', 'none']] as const) expect(await refused({ name: 'families', params: { [key]: value } }), key).toBe('MASKED_FILTER');
    expect(await refused({ name: 'families', params: { programme: await programme('PKH') } })).toBe('AGREEMENT_PROGRAMME');
    const wider = await agree({ number: '20/PKS/2026', wider: true });
    expect(await refused({ name: 'families', agreement: wider, params: { need: 'air', rt: '003' } })).toBe('no error');
    for (const [key, value] of [['need', 'air,kesehatan'], ['tag', 'lansia,disabilitas']] as const) expect(await refused({ name: 'families', agreement: wider, params: { [key]: value } }), key).toBe('MASKED_FILTER');
    for (const name of ['overlap', 'ineligible', 'anomalies', 'overrides']) {
      expect(await refused({ name, agreement: wider }), name).toBe('PROFILE_UNAVAILABLE');
      expect(await refused({ name, profile: 'aggregate', agreement: wider }), name).toBe('no error');
    }
  });

  test('a print is marked, needs a purpose and stands in the register with its hash', async () => {
    expect(await refusal(api.call('agreement.print', { name: 'recipients', profile: 'masked', agreement, purpose: ' ' }))).toBe('INVALID_INPUT');
    const given = await api.call('agreement.print', { name: 'recipients', profile: 'masked', agreement, purpose: 'rapat CSR' });
    expect(given.mark).toContain('12/PKS/2026');
    expect(given.rows).toHaveLength(given.total);
    const [row] = (await api.call('report.run', { name: 'exports', params: { kind: 'print' } })).rows;
    expect(row).toMatchObject({ profile: 'Tersamar', to: 'PT Muara Jaya', purpose: 'rapat CSR', rows: given.total, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  test('without agreement, purpose, a list for outsiders or a date in force nothing leaves, and the internal list stays as it was', async () => {
    const refused = async (values: Partial<CallInput<'report.save'>>) => refusal(save({ path: path('tidak.xlsx'), ...values }));
    expect(await refused({ agreement: undefined })).toBe('AGREEMENT_NEEDED');
    expect(await refused({ purpose: '  ' })).toBe('PURPOSE_NEEDED');
    expect(await refused({ name: 'deliveries' })).toBe('PROFILE_UNAVAILABLE');
    expect(await refused({ name: 'credit' })).toBe('PROFILE_UNAVAILABLE');
    expect(await refused({ name: 'recap' })).toBe('PROFILE_UNAVAILABLE');
    expect(await refused({ params: { status: 'all' } })).toBe('PROFILE_UNAVAILABLE');
    expect(await refused({ format: 'json' })).toBe('REPORT_FORMAT');
    const ended = await agree({ number: '16/PKS/2026' });
    await api.call('agreement.end', { id: ended, reason: 'mitra mundur' });
    expect(await refused({ agreement: ended })).toBe('AGREEMENT_ENDED');
    expect(await refused({ agreement: await agree({ number: '17/PKS/2026', from: '2026-12-01' }) })).toBe('AGREEMENT_NOT_YET');
    expect(await refusal(agree({ until: '2025-12-31' }))).toBe('DATE_ORDER');
    expect(await refusal(agree({ programmes: [] }))).toBe('INVALID_INPUT');
    expect(await refusal(agree({ regions: ['64.72'] }))).toBe('OUTSIDE_AREA');
    day = '2027-01-01';
    expect(await refused({})).toBe('AGREEMENT_EXPIRED');
    expect(await refusal(api.call('agreement.preview', { name: 'recipients', profile: 'aggregate', agreement }))).toBe('AGREEMENT_EXPIRED');
    expect(await refusal(api.call('agreement.print', { name: 'recipients', profile: 'masked', agreement, purpose: 'rapat' }))).toBe('AGREEMENT_EXPIRED');
    expect(existsSync(path('tidak.xlsx'))).toBe(false);
    expect((await save({ profile: 'internal', agreement: undefined, params: { programme: sembako, identifiers: 'full' }, path: path('dalam.csv'), format: 'csv' })).rows).toBe(24);
    expect(readFileSync(path('dalam.csv'), 'utf8')).toMatch(/64740\d{11}/);
    day = '2026-11-20';
  });

  test('the register of exports is for who may read the audit', async () => {
    await api.call('user.create', { name: 'op', displayName: 'Op', role: 'operator', passphrase: 'kata sandi uji coba 1' });
    await api.signIn('op', 'kata sandi uji coba 1');
    expect(await refusal(api.call('report.run', { name: 'exports' }))).toBe('NOT_ALLOWED');
    expect((await api.call('report.list', {})).some((one) => one.name === 'exports')).toBe(false);
    expect(await refusal(api.call('partner.save', { name: 'Lain', kind: 7 }))).toBe('NOT_ALLOWED');
    expect((await save({ path: path('operator.xlsx') })).rows).toBe(24);
    await api.signIn('siti');
  });
});
