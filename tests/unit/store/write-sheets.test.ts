import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as SheetJs from 'xlsx';
import { sha256Hex } from '../../../db/store/digest.ts';
import { writeSheets } from '../../../db/store/write-sheets.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'tepat-sheets-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const columns = [
  { header: 'NIK', kind: 'text' }, { header: 'Nama', kind: 'text' }, { header: 'Anggota', kind: 'number' }, { header: 'Tanggal lahir', kind: 'date' },
] as const;
const rows = [
  ['9171010101900001', 'Siti & <Aminah> "Ana"', 4, '1990-01-31'],
  ['0000000000000000', ' spasi ', 0, '1900-02-28'],
  [null, '', null, null],
  ['1234567890123456', 'a\r\nb\u0007 _x0041_ 😀 \ud800', 1.5, 'tidak tahu'],
] as const;

describe('writing a spreadsheet row by row', () => {
  test('two other libraries read every cell as it was written: identifiers as text, dates as dates', async () => {
    const file = join(folder, 'a.xlsx');
    const written = writeSheets(file, (add) => {
      add({ name: 'Daftar', columns }, (pen) => { for (const row of rows) pen.row(row); });
      add({ name: 'Kedua & <akhir>', columns: [{ header: 'A', kind: 'text' }], keys: ['kunci'], title: 'DATA CONTOH' }, (pen) => { pen.row(['x']); pen.boldRow(['JUMLAH']); });
    });
    expect(written).toMatchObject({ bytes: statSync(file).size, sha256: sha256Hex(readFileSync(file)) });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const [sheet, second] = book.worksheets;
    expect(book.worksheets.map((one) => one.name)).toEqual(['Daftar', 'Kedua & <akhir>']);
    expect(sheet?.getRow(1).values).toEqual([undefined, 'NIK', 'Nama', 'Anggota', 'Tanggal lahir']);
    expect(sheet?.getRow(2).values).toEqual([undefined, '9171010101900001', 'Siti & <Aminah> "Ana"', 4, new Date(Date.UTC(1990, 0, 31))]);
    expect(sheet?.getRow(3).values).toEqual([undefined, '0000000000000000', ' spasi ', 0, '1900-02-28']);
    expect(sheet?.getCell('A2').numFmt).toBe('@');
    expect(sheet?.getCell('D2').numFmt).toBe('dd-mm-yyyy');
    expect(sheet?.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
    expect(second?.getRow(1).hidden).toBe(true);
    expect(second?.getColumn(1).values).toEqual([undefined, 'kunci', 'DATA CONTOH', 'A', 'x', 'JUMLAH']);
    const other = SheetJs.read(readFileSync(file), { cellDates: false });
    const cells = other.Sheets.Daftar as Record<string, { t: string; v: unknown } | undefined>;
    expect(cells.A5).toMatchObject({ t: 's', v: '1234567890123456' });
    expect(cells.B5?.v).toBe('a\r\nb _x0041_ 😀 \ufffd');
    expect(cells.C5).toMatchObject({ t: 'n', v: 1.5 });
    expect(cells.D5).toMatchObject({ t: 's', v: 'tidak tahu' });
    expect(cells['!autofilter' as 'A1']).toMatchObject({ ref: 'A1:D5' });
  });

  test('the same rows give the same bytes, over many blocks', () => {
    const write = (name: string): Buffer => {
      const file = join(folder, name);
      writeSheets(file, (add) => { add({ name: 'S', columns }, (pen) => { for (let no = 0; no < 30_000; no += 1) pen.row([String(6_474_030_101_900_001 + no), `Nama ${no}`, no, '2020-02-29']); }); });
      return readFileSync(file);
    };
    const first = write('a.xlsx');
    expect(first.equals(write('b.xlsx'))).toBe(true);
    expect(SheetJs.utils.sheet_to_json(SheetJs.read(first).Sheets.S ?? {})).toHaveLength(30_000);
  });

  test('what fails midway leaves no file behind', () => {
    expect(() => writeSheets(join(folder, 'c.xlsx'), (add) => { add({ name: 'S', columns }, () => { throw new Error('putus'); }); })).toThrow('putus');
    expect(readdirSync(folder)).toEqual([]);
  });
});
