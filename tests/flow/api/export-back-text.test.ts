import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { splitRecords } from '../../../db/intake/readers/separated.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import { enrolAnyway } from '../../helpers/enrol-anyway.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const TODAY = '2025-11-20';
let api: TestApi;
let programme = '';

beforeAll(async () => {
  api = await testApi({ practice: true, now: () => new Date(`${TODAY}T02:00:00Z`) });
  const file = join(api.root, 'templat.xlsx');
  await writeWorkbook(file, 'template', { seed: 'balik', families: 120, region: '64.74.03.1002', today: TODAY });
  await api.call('import.commit', { staging: (await api.call('import.open', { path: file })).staging });
  programme = (await api.call('programme.list', {})).find(({ values }) => values.shortName === 'PKH')?.id ?? '';
  const { rows } = await api.call('family.list', { filter: {}, limit: 40 });
  for (const { id } of rows.slice(0, 25)) await enrolAnyway((name, input) => api.call(name as never, input as never), { programme, family: id, start: '2025-01-01' });
});
afterAll(() => api.remove());

const save = (name: string, path: string, format: 'csv' | 'xlsx', more: object = {}) =>
  api.call('report.save', { name, format, path: join(api.root, path), purpose: 'periksa silang', params: { identifiers: 'full', ...more } });

describe('a text file of our own, imported again, says 0 changes', () => {
  it('families and people, each file alone', async () => {
    const counts = await api.call('family.count', {});
    const { files } = await save('families', 'keluarga.csv', 'csv');
    const [families = '', people = ''] = files;
    const first = await api.call('import.open', { path: families });
    expect([first.blocked, first.tally.families]).toEqual([[], { rows: counts.families, new: 0, changed: 0, same: counts.families, rejected: 0, question: 0, left: 0 }]);
    const second = await api.call('import.open', { path: people });
    expect([second.blocked, second.tally.people]).toEqual([[], { rows: counts.people, new: 0, changed: 0, same: counts.people, rejected: 0, question: 0, left: 0 }]);
  });

  it('people alone', async () => {
    const { file, rows } = await save('people', 'orang.csv', 'csv');
    const { blocked, tally } = await api.call('import.open', { path: file });
    expect([blocked, tally.people]).toEqual([[], { rows, new: 0, changed: 0, same: rows, rejected: 0, question: 0, left: 0 }]);
  });

  it.each(['csv', 'xlsx'] as const)('recipients as .%s', async (format) => {
    const { file, rows } = await save('recipients', `penerima.${format}`, format, { programme });
    expect(rows).toBe(25);
    rmSync(join(api.root, 'penerima.meta.csv'), { force: true });
    const opened = await api.call('import.open', { path: file });
    // The metadata sheet of a workbook says whose recipients these are, and each row of a text file does, wherever it is put.
    expect(opened.options.programme).toBe(programme);
    expect(opened.blocked).toEqual([]);
    expect(opened.tally.recipients).toEqual({ rows, new: 0, changed: 0, same: rows, rejected: 0, question: 0, left: 0 });
    expect(opened.tally.people).toMatchObject({ new: 0, changed: 0, rejected: 0, question: 0 });
    const done = await api.call('import.commit', { staging: opened.staging });
    expect([done.created, done.updated]).toEqual([{ families: 0, people: 0 }, { families: 0, people: 0 }]);
    expect((await save('recipients', 'lagi.csv', 'csv', { programme })).rows).toBe(25);
  });
});

describe('the metadata of Satu Data', () => {
  const lists = [['families', 2, {}], ['people', 1, {}], ['recipients', 1, {}], ['recap', 1, {}], ['named-list', 1, {}]] as const;
  const keys = ['Judul', 'Produsen data', 'Walidata', 'Periode', 'Satuan', 'Definisi', 'Kode wilayah', 'Kode Kemendagri', 'Kode BPS', 'Tanggal dibuat', 'Dibuat oleh', 'Tujuan', 'Susunan data'];

  const codeSetsOf = { families: 20, people: 15, recipients: 2, recap: 0, 'named-list': 0 } as const;

  it.each(lists)('%s: complete and the same beside both formats, and each hash is that of the rows', async (name, tables) => {
    const more = name === 'recipients' ? { programme } : {};
    const { files } = await save(name, `meta-${name}.csv`, 'csv', more);
    const texts = textLines(readFileSync(files.at(-1) ?? '', 'utf8'));
    const { file } = await save(name, `meta-${name}.xlsx`, 'xlsx', more);
    expect(await sheetLines(file)).toEqual(texts);
    const about = new Map(texts);
    for (const key of keys) expect([key, (about.get(key) ?? '').length > 2]).toEqual([key, true]);
    // No file with BPS codes came in here: the code of the kelurahan is not known, and that is said.
    expect(about.get('Kode BPS')).toBe('belum dipadankan');
    const codeSets = texts.filter(([key]) => key.startsWith('Daftar kode '));
    expect(codeSets.length).toBeGreaterThanOrEqual(codeSetsOf[name]);
    for (const [key, version] of codeSets) expect([key, /^versi [^-]/.test(version)]).toEqual([key, true]);
    const hashes = texts.filter(([key]) => key.startsWith('SHA-256 data '));
    expect(hashes).toHaveLength(tables);
    for (const [at, [key, hash]] of hashes.entries()) {
      const lines = readFileSync(files[at] ?? '', 'utf8').split('\r\n').slice(2, -1);
      expect([key, createHash('sha256').update(lines.map((line) => `${line}\r\n`).join('')).digest('hex')]).toEqual([key, hash]);
      expect(about.get(key.replace('SHA-256 data', 'Jumlah baris'))).toBe(String(lines.length));
    }
  });
});

function textLines(content: string): [string, string][] {
  return splitRecords(content.replace(/^\uFEFF/, ''), ';', true).records.map(([key = '', value = '']) => [key.trim(), value.trim()]);
}

async function sheetLines(file: string): Promise<[string, string][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.getWorksheet('Metadata');
  return (sheet?.getRows(2, sheet.rowCount - 1) ?? []).map((row) => [String(row.getCell(1).value), String(row.getCell(2).value)]);
}
