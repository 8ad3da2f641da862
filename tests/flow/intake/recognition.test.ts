import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { personRowNumbers } from '../../../db/sample/damage-tools.ts';
import { writeModel } from '../../../db/sample/workbook-model.ts';
import { cleanModel } from './corpus.ts';
import { importOffice, smallDtsen, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

let at: ImportOffice;
beforeEach(() => (at = importOffice()));
afterEach(() => at.close());

it('V34 counts the No KK of the rows above the people too', async () => {
  const clean = cleanModel('bip-2016');
  const lost = clean.map((sheet) => ({
    ...sheet, rows: sheet.rows.map((cells, place) => (personRowNumbers(sheet).includes(place + 1) ? cells : cells.map((cell) => (typeof cell === 'string' ? cell.replace(/\d{16}/, '6,47403E+15') : cell)))),
  }));
  await writeModel(at.file('bip.xlsx'), lost);
  const opened = await at.preview(at.file('bip.xlsx'));
  expect([opened.profile, opened.sheets[0]?.shape]).toEqual(['bip-2016', 'grouped']);
  expect(opened.blocked.map(({ code, params }) => [code, params.column])).toEqual([['DIGITS_LOST', 'No KK']]);
  await writeModel(at.file('bersih.xlsx'), clean);
  expect((await at.preview(at.file('bersih.xlsx'))).blocked).toEqual([]);
});

it('a header over two merged rows is one header, even where its lower row has years', async () => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Daftar');
  sheet.addRow(['NO', 'NIK', 'NAMA', 'NO KK', 'BANTUAN TAHUN', null, 'ALAMAT']);
  sheet.addRow([null, null, null, null, '2024', '2025', null]);
  for (const column of ['A', 'B', 'C', 'D', 'G']) sheet.mergeCells(`${column}1:${column}2`);
  sheet.mergeCells('E1:F1');
  sheet.addRow([1, '6474035708480002', 'AMINAH', '6474030505120003', 'YA', 'TIDAK', 'JL. FLORES']);
  await book.xlsx.writeFile(at.file('judul.xlsx'));
  const opened = await at.preview(at.file('judul.xlsx'));
  expect(opened.sheets[0]?.columns.map(({ header }) => header)).toEqual(['NO', 'NIK', 'NAMA', 'NO KK', 'BANTUAN TAHUN / 2024', 'BANTUAN TAHUN / 2025', 'ALAMAT']);
  expect(opened.tally.people.rows).toBe(1);
});

it('a list beside a known layout is read as a list; a look-up sheet is not', async () => {
  const first = { ...smallDtsen(), Lansia: [['NO', 'NIK', 'NAMA', 'NO KK'], [1, '6474035708480002', 'AMINAH', '6474030505120003']], Acuan: [['NO KK', 'DESIL'], ['6474030505120003', 1]] };
  await at.take(await writeSheets(at.file('dtsen.xlsx'), smallDtsen()));
  const opened = await at.preview(await writeSheets(at.file('dua.xlsx'), first));
  expect(opened.sheets.map(({ name, layout, shape }) => [name, layout, shape])).toEqual([['Keluarga', 'dtsen', 'families'], ['Anggota', 'dtsen', 'people'], ['Lansia', 'list', 'list'], ['Acuan', null, null]]);
  expect(opened.profile).toBe('dtsen');
});
