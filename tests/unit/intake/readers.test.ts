import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Cell, RawRow } from '../../../db/intake/readers/cell.ts';
import { columnLetters, plainNumberText } from '../../../db/intake/readers/cell.ts';
import { readWorkbook } from '../../../db/intake/readers/read-workbook.ts';
import type { ReadOptions } from '../../../db/intake/readers/read-options.ts';
import { isDateFormat } from '../../../db/intake/readers/styles.ts';
import { zipFile } from '../../helpers/zip-file.ts';
import { packCells, unpackCells } from '../../../db/intake/staged-row.ts';

const folder = mkdtempSync(join(tmpdir(), 'tepat-readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function book(sheet: string, more: Readonly<Record<string, string>> = {}): Buffer {
  return zipFile({
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${relations}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  });
}

function save(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function rowsOf(path: string, options: ReadOptions = {}): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const event of readWorkbook(path, options)) if (event.kind === 'rows') rows.push(...event.rows);
  return rows;
}

const refused = (path: string): Promise<unknown> => rowsOf(path).then(() => 'read', (error: { code?: string }) => error.code);
const texts = (rows: readonly RawRow[]): unknown[] => rows.map((row) => row.cells.map((cell) => cell && `${cell.type}:${cell.text}`));

describe('files that are no xlsx are named as what they are', () => {
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const compound = (name: string): Buffer => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000), wide(name), Buffer.alloc(500)]);
  it.each([
    ['lama.xls', compound('Workbook'), 'FILE_BROKEN'], ['sandi.xlsx', compound('EncryptedPackage'), 'FILE_PROTECTED'], ['surat.doc', compound('WordDocument'), 'FILE_NOT_SPREADSHEET'],
    ['biff2.xls', Buffer.from('0900040002001000', 'hex'), 'FILE_XLS'],
    ['web.xls', Buffer.from('<html><body><p>Silakan masuk</p></body></html>'), 'FILE_HTML'], ['web.mht', Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related'), 'FILE_HTML'],
    ['kosong.xlsx', Buffer.alloc(0), 'FILE_EMPTY'], ['gambar.xlsx', Buffer.from('ffd8ffe000104a46494600', 'hex'), 'FILE_NOT_SPREADSHEET'],
    ['calc.ods', zipFile({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), 'FILE_BROKEN'],
    ['sandi.ods', zipFile({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': 'x', 'META-INF/manifest.xml': '<manifest:manifest><manifest:encryption-data/></manifest:manifest>' }), 'FILE_PROTECTED'],
    ['surat.odt', zipFile({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': 'x' }), 'FILE_NOT_SPREADSHEET'], ['paket.tepat', zipFile({ 'header.json': '{}', 'header.sig': 'x', 'payload.age': 'x' }), 'FILE_IS_PACKAGE'],
    ['arsip.zip', zipFile({ 'data/isi.xlsx': 'x' }), 'FILE_IS_ARCHIVE'], ['surat.docx', zipFile({ '_rels/.rels': '<Relationships/>', 'word/document.xml': '<w/>' }), 'FILE_NOT_SPREADSHEET'],
    ['terkunci.xlsx', zipFile({ 'xl/workbook.xml': '<workbook/>' }, 1), 'FILE_PROTECTED'],
    ['biner.xlsb', zipFile({ '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.bin"/></Relationships>`, 'xl/workbook.bin': 'x' }), 'FILE_XLSB'],
    ['bom.xlsx', zipFile({ 'xl/worksheets/sheet1.xml': Buffer.alloc(40 * 2 ** 20) }), 'FILE_TOO_BIG'],
    ['rusak.xlsx', book('<worksheet><sheetData/></worksheet>').subarray(0, 300), 'FILE_BROKEN'],
    ['potong.xlsx', book('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'), 'FILE_BROKEN'],
  ] as const)('%s', async (name, content, code) => {
    expect(await refused(save(name, Buffer.from(content)))).toBe(code);
  });

  it('a file that is not there', async () => {
    expect(await refused(join(folder, 'tidak-ada.xlsx'))).toBe('FILE_NOT_FOUND');
  });

  it.each([['plain', '<t>', '</t>'], ['formatted', '<r><t>', '</t></r>'], ['in an unusual part', '<!-- x --><t>', '</t>']])('a text longer than a cell holds, which a small file may repeat until the disk is full: %s', async (_kind, open, close) => {
    const read = (length: number): Promise<unknown> => {
      const strings = `<sst><si>${open}${'x'.repeat(length)}${close}</si></sst>`;
      return rowsOf(save('panjang.xlsx', book('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>', { 'xl/sharedStrings.xml': strings })));
    };
    await expect(read(32_768)).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    await expect(read(32_767)).resolves.toHaveLength(1);
  });

  it('any bytes changed: a named refusal or rows, never a crash', async () => {
    const whole = book('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row></sheetData></worksheet>', { 'xl/sharedStrings.xml': '<sst><si><t>A</t></si></sst>' });
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
      const broken = Buffer.from(whole);
      for (const [at, byte] of changes) broken[at] = byte;
      const result = await rowsOf(save('acak.xlsx', broken)).then(() => 'READ', (error: { name?: string; code?: string }) => (error.name === 'Failure' ? error.code : String(error)));
      expect(result).toMatch(/^(READ|FILE_[A-Z_]+)$/);
    }), { numRuns: 200, seed: 7 });
  });
});

describe('cells', () => {
  it('reads 16 digits from the text of the file, never through a float', async () => {
    const cells = ['9171014507850003', '6.171014507850003E+15', '6.17101450785E15', '617101450785000.5', '1E-3', '-1.5E2'].map((v, i) => `<c r="${columnLetters(i)}1"><v>${v}</v></c>`).join('');
    const path = save('angka.xlsx', book(`<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`));
    const expected = [['number:9171014507850003', 'number:6171014507850003', 'number:6171014507850000', 'number:617101450785000.5', 'number:0.001', 'number:-150']];
    expect(texts(await rowsOf(path))).toEqual(expected);
    expect(texts(await rowsOf(path, { careful: true }))).toEqual(expected);
  });

  it('writes an exponent out as the number it is', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 17n }), fc.nat(20), (digits, zeros) => {
      const text = String(digits);
      const exponent = `${text[0]}${text.length > 1 ? `.${text.slice(1)}` : ''}E+${text.length - 1 + zeros}`;
      expect(plainNumberText(exponent)).toBe(text + '0'.repeat(zeros));
    }));
  });

  const odd = `<worksheet xmlns="x"><cols><col min="1" max="1" hidden="1"/></cols><sheetData>
    <row r="2" hidden="1"><c r='A2' t='inlineStr'><is><t xml:space="preserve"> A &amp; B </t></is></c><c r="C2" t="inlineStr"><is><r><t>dua</t></r><r><rPr><b/></rPr><t> bagian</t></r><rPh sb="0" eb="1"><t>X</t></rPh></is></c></row>
    <row r="4"><c r="B4" t="str"><f>A1&amp;"x"</f><v>hasil</v></c><c r="C4"><f>1+1</f><v>2</v></c><c r="D4" t="e"><v>#N/A</v></c><c r="E4" t="b"><v>1</v></c><c r="F4"/><c r="G4" t="s"><v>1</v></c><c t="s"><v>0</v></c></row>
    <row/><row r="9"><c r="AB9"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`;
  const strings = '<sst><si><t>pertama &#233; é _x0041_</t></si><si><r><t>ke</t></r><r><t xml:space="preserve">dua </t></r></si></sst>';

  it('reads inline and rich text, formulas, errors, gaps and hidden rows; scanner and parser agree', async () => {
    const path = save('ganjil.xlsx', book(odd, { 'xl/sharedStrings.xml': strings }));
    const rows = await rowsOf(path);
    expect(rows.filter((row) => row.cells.length > 0).map((row) => [row.no, row.hidden])).toEqual([[2, true], [4, false], [9, false]]);
    expect(texts(rows)[0]).toEqual(['text: A & B ', null, 'text:dua bagian']);
    expect(texts(rows)[1]).toEqual([null, 'text:hasil', 'number:2', 'error:#N/A', 'boolean:1', null, 'text:kedua ', 'text:pertama é é A']);
    expect(rows[1]?.cells[2]?.formula).toBe(true);
    const careful = await rowsOf(path, { careful: true });
    expect(careful.filter((row) => row.cells.length > 0)).toEqual(rows.filter((row) => row.cells.length > 0));
  });

  it.each([
    ['a prefix', (xml: string) => xml.replace(/<(\/?)(\w)/g, '<$1x:$2').replace('xmlns="x"', 'xmlns:x="x"')],
    ['CDATA and comments', (xml: string) => xml.replace('<v>2</v>', '<v><![CDATA[2]]></v><!-- catatan -->')],
    ['UTF-16', (xml: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le')])],
  ] as const)('hands XML with %s to the full parser and gets the same', async (name, change) => {
    const usual = await rowsOf(save('biasa.xlsx', book(odd, { 'xl/sharedStrings.xml': strings })));
    const changed = await rowsOf(save('lain.xlsx', book(change(odd) as string, { 'xl/sharedStrings.xml': strings })));
    expect(texts(changed).filter((row) => (row as unknown[]).length > 0), name).toEqual(texts(usual).filter((row) => (row as unknown[]).length > 0));
  });

  it('tells dates from numbers by their format', () => {
    for (const code of ['dd/mm/yyyy', 'd-mmm-yy', '[$-421]dd mmmm yyyy;@', 'yyyy\\-mm\\-dd', '[h]:mm']) expect(isDateFormat(code), code).toBe(true);
    for (const code of ['General', '0', '#,##0.00', '"Rp"#,##0', '[Red]0', '@', '0.00E+00', '0"hari"']) expect(isDateFormat(code), code).toBe(false);
  });

  it('survives packing for staging', () => {
    const cell = fc.record<Cell>({ type: fc.constantFrom('text', 'number', 'date', 'boolean', 'error'), text: fc.string({ minLength: 1 }), formula: fc.boolean() });
    fc.assert(fc.property(fc.array(fc.option(cell)), (cells) => void expect(unpackCells(packCells(cells))).toEqual(cells)));
  });
});

describe('against exceljs, cell by cell', () => {
  /** What exceljs makes of a cell, in our words; dates as the serial that stands in the file. */
  function theirs(cell: ExcelJS.Cell): string | null {
    const value = cell.value;
    if (value === null || value === '') return null;
    if (value instanceof Date) return `date:${Math.round((value.getTime() - Date.UTC(1899, 11, 30)) / 864e5 * 1e5) / 1e5}`;
    if (typeof value === 'number') return `number:${value}`;
    if (typeof value === 'boolean') return `boolean:${value ? 1 : 0}`;
    if (typeof value === 'object' && 'error' in value) return `error:${value.error}`;
    if (typeof value === 'object' && 'formula' in value) return typeof value.result === 'number' ? `number:${value.result}` : `text:${String(value.result)}`;
    return `text:${cell.text}`;
  }

  it('agrees on a workbook of all kinds, whether shared or inline strings', async () => {
    for (const useSharedStrings of [true, false]) {
      const path = join(folder, `korpus-${useSharedStrings}.xlsx`);
      const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings, useStyles: true });
      const sheet = writer.addWorksheet('Data');
      for (let row = 1; row <= 400; row += 1) {
        sheet.addRow([
          `61710145078${String(row).padStart(5, '0')}`, row * 1.5, new Date(Date.UTC(1985, 6, row % 28 + 1)), row % 3 ? `NAMA <${row}> & "é"` : null, row % 2 === 0,
          { formula: 'A1', result: row }, { error: '#N/A' }, `baris\n${row} 😀`, 'Label tetap', 6171014507850003,
        ]).commit();
      }
      sheet.commit();
      await writer.commit();
      const book = new ExcelJS.Workbook();
      await book.xlsx.readFile(path);
      const expected: unknown[] = [];
      book.getWorksheet('Data')?.eachRow((row) => expected.push(Array.from({ length: 10 }, (_, index) => theirs(row.getCell(index + 1)))));
      expect(texts(await rowsOf(path))).toEqual(expected);
      expect(texts(await rowsOf(path, { careful: true }))).toEqual(expected);
    }
    expect(readFileSync(join(folder, 'korpus-true.xlsx')).length).toBeGreaterThan(1000);
  });
});
