import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleRegion } from '../../../db/sample/places.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import { loadRegions } from '../../../db/store/regions.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const PAPUA = '91.03.01.1001';
const TODAY = '2025-11-20';
let api: TestApi;
afterEach(() => api.remove());

const regionsOf = loadRegions();

/** A kelurahan anywhere, with its names. */
function placeOf(code: string): ReturnType<typeof sampleRegion> {
  const [province = '', regency = '', district = '', village = ''] = regionsOf.path(code).map(({ name }) => name);
  return sampleRegion(code, { province, regency, district, village });
}

async function fill(code: string, families: number): Promise<void> {
  api = await testApi({ code, practice: true, now: () => new Date(`${TODAY}T02:00:00Z`) });
  const file = join(api.root, 'dtsen.xlsx');
  await writeWorkbook(file, 'dtsen', { seed: 'ekspor', families, region: placeOf(code), today: TODAY });
  const opened = await api.call('import.open', { path: file });
  const regions = opened.regions.flatMap(({ bpsCode, region, confirmed }) => (region === null || confirmed ? [] : [{ bpsCode, region }]));
  const { staging } = regions.length > 0 ? await api.call('import.confirmRegions', { staging: opened.staging, regions }) : opened;
  expect((await api.call('import.commit', { staging })).created.families).toBeGreaterThan(families * 0.9);
}

const warned = ['V02', 'V10', 'V21', 'V22', 'V23'].map((code) => ({ code, reason: 'uji' }));
const save = (name: string, path: string, format: 'csv' | 'xlsx', more: object = {}) =>
  api.call('report.save', { name, format, path: join(api.root, path), purpose: 'periksa silang', params: { identifiers: 'full', ...more } });

async function sheetOf(path: string, name: string): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(api.root, path));
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** Cells of a sheet's column under a header of its second row. */
function column(sheet: ExcelJS.Worksheet, header: string): unknown[] {
  const place = (sheet.getRow(2).values as unknown[]).indexOf(header);
  return (sheet.getColumn(place).values as unknown[]).slice(3);
}

describe('a list written to a file and imported again', () => {
  beforeEach(async () => {
    await fill(PAPUA, 300);
    await api.call('family.save', {
      values: { address: 'Jl. Flores 5', rt: '001', rw: '001', region: PAPUA, noKkReason: 1 }, acknowledged: warned,
      people: [{ values: { name: 'TANPA KK', relationship: 1, sex: 2, birthDate: '1985-07-05', maritalStatus: 1, nikReason: 6 } }],
    });
  });

  it('says 0 changes: families and people of a province 91 to 96, without No KK and NIK too, with coded answers', async () => {
    const counts = await api.call('family.count', {});
    const saved = await save('families', 'keluarga.xlsx', 'xlsx');
    expect(saved.rows).toBeGreaterThanOrEqual(counts.families + counts.people);
    const opened = await api.call('import.open', { path: saved.file });
    expect(opened.blocked).toEqual([]);
    for (const tally of [opened.tally.families, opened.tally.people]) {
      expect(tally).toMatchObject({ new: 0, changed: 0, rejected: 0, question: 0, same: tally.rows });
      expect(tally.rows).toBeGreaterThan(200);
    }
    expect(opened.tally.families.rows).toBe(counts.families);
  });

  it('says 0 changes for people alone, and with masked identifiers', async () => {
    for (const [name, params] of [['people', {}], ['families', { identifiers: '' }]] as const) {
      const opened = await api.call('import.open', { path: (await save(name, `${name}.xlsx`, 'xlsx', params)).file });
      expect(opened.tally.people).toMatchObject({ new: 0, changed: 0, rejected: 0, same: opened.tally.people.rows });
      expect(opened.tally.families).toMatchObject({ new: 0, changed: 0, rejected: 0 });
    }
  });

  it('keeps identifiers as text, dates as dates, and puts codes beside labels; the metadata says where it comes from', async () => {
    const { rows } = await save('families', 'a.xlsx', 'xlsx');
    const people = await sheetOf('a.xlsx', 'Anggota');
    const niks = column(people, 'NIK').filter((value) => value !== undefined && value !== null);
    expect(niks.length).toBeGreaterThan(200);
    for (const nik of niks) expect(nik).toMatch(/^\d{16}$/);
    expect(niks.some((nik) => String(nik).startsWith('9103'))).toBe(true);
    expect(column(people, 'Tanggal lahir').filter((value) => value instanceof Date).length).toBeGreaterThan(200);
    const headers = people.getRow(2).values as string[];
    const label = headers.indexOf('Jenis kelamin');
    expect(headers[label + 1]).toBe('Kode Jenis kelamin');
    expect(new Set(people.getColumn(label).values.slice(3))).toEqual(new Set(['Laki-laki', 'Perempuan']));
    expect(new Set(people.getColumn(label + 1).values.slice(3))).toEqual(new Set([1, 2]));
    const facts = await sheetOf('a.xlsx', 'Metadata');
    const about = new Map(facts.getRows(1, facts.rowCount)?.map((row) => [String(row.getCell(1).value), String(row.getCell(2).value)]));
    expect(about.get('Produsen data')).toContain(PAPUA);
    expect(about.get('Walidata')).toContain('Jayapura');
    expect(about.get('Kode BPS')).toMatch(/^\d{10}$/);
    expect(about.get('Periode')).toBe('2025-Q4');
    expect(about.get('Daftar kode RSEK.405')).toMatch(/^versi /);
    expect(Number(about.get('Jumlah baris Keluarga')) + Number(about.get('Jumlah baris Anggota'))).toBe(rows);
    const csv = await save('families', 'a.csv', 'csv');
    expect(csv.files.map((file) => file.slice(api.root.length + 1))).toEqual(['a.csv', 'a-anggota.csv', 'a.meta.csv']);
    const hash = /"SHA-256 data Anggota";"\t?([0-9a-f]{64})"/.exec(readFileSync(join(api.root, 'a.meta.csv'), 'utf8'))?.[1];
    expect(hash).toBe(about.get('SHA-256 data Anggota'));
  });

  it('writes text files that Excel eats no digit of: a mark, semicolons, a tab before what looks like a number', async () => {
    await save('people', 'orang.csv', 'csv');
    const text = readFileSync(join(api.root, 'orang.csv'), 'utf8');
    expect(text.startsWith('\uFEFF"TEPAT-TEMPLATE/1"')).toBe(true);
    const niks = text.match(/"\t\d{16}"/g) ?? [];
    expect(niks.length).toBeGreaterThan(200);
    expect(text).not.toMatch(/;"?\d{16}"?;/);
  });
});

describe('who may write which list', () => {
  it('needs a purpose, stays within the area, and masks unless the role may see', async () => {
    await fill('64.74.03.1002', 40);
    const path = join(api.root, 'x.csv');
    expect(await refusal(api.call('report.save', { name: 'people', format: 'csv', path }))).toBe('PURPOSE_NEEDED');
    expect(await refusal(api.call('report.save', { name: 'people', format: 'json', path, purpose: 'uji' }))).toBe('REPORT_FORMAT');
    expect(await refusal(api.call('report.save', { name: 'recipients', format: 'csv', path, purpose: 'uji' }))).toBe('NEED_PARAM');
    await api.call('report.save', { name: 'people', format: 'csv', path, purpose: 'uji' });
    expect(readFileSync(path, 'utf8')).not.toMatch(/\d{16}/);
    expect(readFileSync(path, 'utf8')).toContain('6474••••••••');
    await api.call('user.create', { name: 'kanaan', displayName: 'Kanaan', role: 'operator', passphrase: 'kapal ferry sungai', areaPrefix: '64.74.03.1003' });
    await api.signIn('kanaan', 'kapal ferry sungai');
    expect(await api.call('report.save', { name: 'families', format: 'xlsx', path: join(api.root, 'k.xlsx'), purpose: 'uji' })).toMatchObject({ rows: 0 });
  });

  it('writes recipients, search results, staged rows, the recap and the named list', async () => {
    await fill('64.74.03.1002', 40);
    const [programme] = await api.call('programme.list', {});
    const { rows } = await api.call('family.list', { limit: 3 });
    const found = await save('search', 'cari.xlsx', 'xlsx', { text: (rows[0]?.head ?? '').split(' ')[0] ?? '' });
    expect(found.rows).toBeGreaterThan(0);
    await save('recipients', 'penerima.xlsx', 'xlsx', { programme: programme?.id ?? '', status: 'all' });
    const staged = await api.call('import.open', { path: join(api.root, 'dtsen.xlsx') });
    const written = await save('import-rows', 'baris.csv', 'csv', { staging: staged.staging });
    expect(written.rows).toBe(staged.tally.families.rows + staged.tally.people.rows);
    for (const name of ['recap', 'named-list']) for (const format of ['csv', 'xlsx'] as const) await save(name, `${name}.${format}`, format);
    expect(readdirSync(api.root)).toContain('recap.meta.csv');
    expect(readFileSync(join(api.root, 'named-list.csv'), 'utf8')).toMatch(/^\uFEFF"DATA CONTOH/);
    expect(readdirSync(api.root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
