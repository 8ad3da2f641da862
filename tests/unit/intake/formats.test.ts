import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import CFB from 'cfb';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { RawRow, ReadEvent } from '../../../db/intake/readers/cell.ts';
import { readWorkbook } from '../../../db/intake/readers/read-workbook.ts';
import { biffStream, f64, record, u16, u32, unicode } from '../../helpers/biff-writer.ts';
import { zipFile } from '../../helpers/zip-file.ts';
import { corpusBook, readWithSheetJs } from '../../helpers/sheet-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'tepat-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface ReadSheet {
  name: string;
  hidden: boolean;
  rows: RawRow[];
  end: Extract<ReadEvent, { kind: 'sheetEnd' }>['facts'] | null;
}

async function sheetsOf(path: string): Promise<ReadSheet[]> {
  const sheets: ReadSheet[] = [];
  for await (const event of readWorkbook(path)) {
    if (event.kind === 'sheet') sheets.push({ name: event.head.name, hidden: event.head.hidden, rows: [], end: null });
    const last = sheets.at(-1);
    if (event.kind === 'rows') last?.rows.push(...event.rows);
    if (event.kind === 'sheetEnd' && last) last.end = event.facts;
  }
  return sheets;
}

/** Our cells in the words of the comparison; numbers as numbers, since others read them as such. */
function words(rows: readonly RawRow[]): Map<number, (string | null)[]> {
  const said = rows.filter((row) => row.cells.length > 0);
  return new Map(said.map((row) => [row.no, row.cells.map((cell) => cell && (cell.type === 'number' || cell.type === 'date' ? `${cell.type}:${Number(cell.text)}` : `${cell.type}:${cell.text}`))]));
}

/** The first cells in which two readings differ; short, since a whole sheet is no message. */
function differences(ours: ReadonlyMap<number, readonly (string | null)[]>, theirs: ReadonlyMap<number, readonly (string | null)[]>): string[] {
  const found: string[] = [];
  for (const no of new Set([...ours.keys(), ...theirs.keys()])) {
    const [mine, other] = [ours.get(no) ?? [], theirs.get(no) ?? []];
    for (let column = 0; column < Math.max(mine.length, other.length); column += 1) {
      if ((mine[column] ?? null) === (other[column] ?? null)) continue;
      found.push(`R${no} C${column + 1}: ${String(mine[column]).slice(0, 60)} <> ${String(other[column]).slice(0, 60)}`);
      if (found.length > 5) return found;
    }
  }
  return found;
}

const texts = (sheet: ReadSheet | undefined): (string | null)[][] => (sheet?.rows ?? []).map((row) => row.cells.map((cell) => cell && `${cell.type}:${cell.text}`));
const seeds = [1, 2, 3, 4, 5];
const write = (book: XLSX.WorkBook, bookType: XLSX.BookType): Buffer => XLSX.write(book, { type: 'buffer', bookType, bookSST: bookType !== 'biff5' }) as Buffer;

describe('cell by cell against other readers', () => {
  it.each(seeds.flatMap((seed) => (['xlsx', 'biff8', 'biff5', 'ods', 'xlml'] as const).map((kind) => [kind, seed] as const)))('%s written and read by SheetJS, seed %i', async (kind, seed) => {
    const content = write(corpusBook(seed, 120, kind.startsWith('biff') ? 200 : 5000), kind);
    const ours = await sheetsOf(save(`${kind}-${seed}`, content));
    const theirs = readWithSheetJs(content);
    expect(ours.map(({ name, hidden }) => [name, hidden])).toEqual(theirs.map(({ name }, index) => [name, index === 1 && kind !== 'ods' && kind !== 'xlml']));
    for (const [index, sheet] of theirs.entries()) expect(differences(words(ours[index]?.rows ?? []), sheet.rows)).toEqual([]);
  });

  it.each(seeds)('xlsx written by SheetJS, read by exceljs, seed %i', async (seed) => {
    // Without shared strings: exceljs takes the number of one for the result of a formula.
    const content = XLSX.write(corpusBook(seed), { type: 'buffer', bookType: 'xlsx', bookSST: false }) as Buffer;
    const ours = await sheetsOf(save(`exceljs-${seed}.xlsx`, content));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(content as unknown as ArrayBuffer);
    for (const [index, sheet] of book.worksheets.entries()) {
      const theirs = new Map<number, (string | null)[]>();
      sheet.eachRow((row, no) => {
        const cells: (string | null)[] = [];
        row.eachCell({ includeEmpty: true }, (cell, column) => {
          // The other parts of a merged cell repeat its value there.
          if (cell.isMerged && cell.master !== cell) return;
          while (cells.length < column - 1) cells.push(null);
          cells[column - 1] = exceljsWords(cell.value);
        });
        while (cells.length > 0 && cells.at(-1) === null) cells.pop();
        if (cells.length > 0) theirs.set(no, cells);
      });
      const mine = words(ours[index]?.rows ?? []);
      // What lies under a merged cell is left out there.
      for (const [no, column] of [[1, 1], [1, 2], [2, 3]] as const) {
        const row = mine.get(no);
        if (row) row[column] = null;
      }
      expect(differences(mine, theirs)).toEqual([]);
    }
  });

  function exceljsWords(value: ExcelJS.CellValue): string | null {
    if (value === null || value === undefined || value === '') return null;
    if (value instanceof Date) return `date:${Math.round(((value.getTime() - Date.UTC(1899, 11, 30)) / 864e5) * 1e6) / 1e6}`;
    if (typeof value === 'number') return `number:${value}`;
    if (typeof value === 'boolean') return `boolean:${value ? 1 : 0}`;
    if (typeof value === 'string') return `text:${value}`;
    if ('error' in value) return `error:${value.error}`;
    if ('formula' in value) return exceljsWords(value.result ?? 0);
    return `text:${JSON.stringify(value)}`;
  }
});

describe('old workbooks (.xls)', () => {
  const readStream = (globals: readonly Buffer[], sheet: readonly Buffer[]): Promise<ReadSheet[]> => sheetsOf(save('biff.xls', biffStream(globals, sheet, 1)));

  it('tells hidden sheets and columns, and merged cells', async () => {
    const [first, second] = await sheetsOf(save('fakta.xls', write(corpusBook(7), 'biff8')));
    expect([first?.hidden, second?.hidden]).toEqual([false, true]);
    expect(first?.end).toMatchObject({ merged: 2, merges: [[1, 0, 1, 2], [1, 3, 2, 3]], hiddenColumns: [[1, 1]], filtered: false });
  });

  it('gives all digits of a whole number that a double holds', async () => {
    const numbers = [6_474_030_507_850_003, 9_007_199_254_740_991, 9_171_014_507_850_003, 0.1, 1234.5, 1e21, -7];
    const [read] = await readStream([], numbers.map((number, column) => record(0x203, u16(0, column, 0), f64(number))));
    // The third one lies above 2^53: what the file holds is another number, which the import reports as lost digits.
    expect(texts(read)).toEqual([['number:6474030507850003', 'number:9007199254740991', 'number:9171014507850004', 'number:0.1', 'number:1234.5', 'number:1000000000000000000000', 'number:-7']]);
  });

  it('reads small numbers, formulas with their results, errors and truth', async () => {
    const rk = (value: number, hundredths = 0): Buffer => u32((value << 2) | 2 | hundredths);
    const result = (kind: number, value: number): Buffer => Buffer.concat([Buffer.from([kind, 0, value, 0, 0, 0, 0xff, 0xff]), u16(0), u32(0), u16(0)]);
    const formula = (column: number, value: Buffer): Buffer => record(0x06, u16(1, column, 0), value);
    const [read] = await readStream([], [
      record(0x27e, u16(0, 0, 0), rk(-12)), record(0xbd, u16(0, 1), u16(0), rk(1234, 1), u16(0), u32(f64(1.5).readInt32LE(4) & ~3), u16(2)),
      record(0x205, u16(0, 3, 0), Buffer.from([0x2a, 1])), record(0x205, u16(0, 4, 0), Buffer.from([1, 0])), record(0xd6, u16(0, 5, 0), unicode('kaya', 2), u16(0)),
      formula(0, result(0, 0)), record(0x4bc, u16(0)), record(0x207, unicode('hasil é', 2)), formula(1, result(1, 1)), formula(2, result(2, 0x07)), formula(3, result(3, 0)),
      formula(4, Buffer.concat([f64(2.5), u16(0), u32(0), u16(0)])),
    ]);
    expect(texts(read)).toEqual([
      ['number:-12', 'number:12.34', 'number:1.5', 'error:#N/A', 'boolean:1', 'text:kaya'],
      ['text:hasil é', 'boolean:1', 'error:#DIV/0!', null, 'number:2.5'],
    ]);
    expect(read?.rows[1]?.cells.map((cell) => cell?.formula)).toEqual([true, true, true, undefined, true]);
  });

  it('reads shared texts that go on in the next record, whatever the cut', async () => {
    const strings = ['NAMA LENGKAP', 'Bu 😀 Aïsyah — kota', 'kaya'];
    const rich = Buffer.concat([u16(4), Buffer.from([0x0c]), u16(1), u32(3), Buffer.from('kaya'), u32(0), Buffer.from('ext')]);
    const plain = Buffer.concat([u32(3, 3), unicode(strings[0] ?? '', 2), unicode(strings[1] ?? '', 2), rich]);
    const [narrow, wide] = [11, 11 + 12 + 3];
    for (let cut = 9; cut < plain.length; cut += 1) {
      // Inside the letters of a text the rest begins with its width again; one cut in half a letter is no file of Excel's.
      const inNarrow = cut >= narrow && cut < narrow + 12;
      const inWide = cut >= wide && cut < wide + (strings[1]?.length ?? 0) * 2;
      const inRich = cut >= plain.length - 11 && cut < plain.length - 7;
      if (inWide && (cut - wide) % 2 === 1) continue;
      const again = inNarrow || inRich ? Buffer.from([0]) : inWide ? Buffer.from([1]) : Buffer.alloc(0);
      const [read] = await readStream([record(0xfc, plain.subarray(0, cut)), record(0x3c, again, plain.subarray(cut))], strings.map((_, column) => record(0xfd, u16(0, column, 0), u32(column))));
      expect(texts(read), `cut at ${cut}`).toEqual([strings.map((text) => `text:${text}`)]);
    }
  });

  it('tells dates, colours and hidden rows, and sorts rows that come out of order', async () => {
    const font = (colour: number): Buffer => record(0x31, u16(200, 0, colour, 400, 0), Buffer.alloc(4), unicode('Arial', 1));
    const xf = (fontNo: number, format: number, fill = 0): Buffer => record(0xe0, u16(fontNo, format, 0, 0, 0, 0, 0, 0, fill === 0 ? 0 : 1 << 10, fill));
    const fills = [font(0x7fff), font(0x7fff), font(0x7fff), font(0x7fff), font(10), record(0x41e, u16(164), unicode('dd\\-mm\\-yyyy', 2)), xf(0, 0), xf(0, 164), xf(0, 14), xf(0, 0, 10), xf(5, 0), xf(0, 0, 13)];
    const [read] = await readStream(fills, [
      record(0x208, u16(0, 0, 3, 255, 0, 0, 0x20, 0)),
      record(0x203, u16(2, 0, 3), f64(1)), record(0x203, u16(0, 0, 1), f64(31234)), record(0x203, u16(0, 1, 2), f64(31235)), record(0x201, u16(2, 1, 5)), record(0x203, u16(1, 0, 4), f64(2)),
      record(0x9d, u16(1)),
    ]);
    expect(texts(read)).toEqual([['date:31234', 'date:31235'], ['number:2'], ['number:1']]);
    expect(read?.rows.map(({ no, hidden, colours }) => [no, hidden, colours])).toEqual([[1, true, ''], [2, false, 'red'], [3, false, 'red,yellow']]);
    expect([read?.hidden, read?.end?.filtered]).toEqual([true, true]);
  });

  it('names a password, a cut file and Excel 2 to 4', async () => {
    await expect(readStream([record(0x2f, u16(0, 0, 0))], [])).rejects.toMatchObject({ code: 'FILE_PROTECTED' });
    await expect(sheetsOf(save('potong.xls', biffStream([], [record(0x203, u16(0, 0, 0), f64(1))]).subarray(0, -8)))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    await expect(readStream([], [record(0xfd, u16(0, 0, 0), u32(7))])).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    for (const kind of ['biff2', 'biff3', 'biff4']) await expect(sheetsOf(save(`${kind}.xls`, write(corpusBook(1, 5), kind as XLSX.BookType)))).rejects.toMatchObject({ code: 'FILE_XLS' });
  });

  it('reads the bare stream of records that simple programs write', async () => {
    const content = Buffer.concat([record(0x809, u16(0, 0x10, 0, 0)), record(0x204, u16(0, 0, 0, 3), Buffer.from('NIK')), record(0x203, u16(1, 1, 0), f64(12.5)), record(0x0a)]);
    expect(texts((await sheetsOf(save('polos.xls', content)))[0])).toEqual([['text:NIK'], [null, 'number:12.5']]);
  });

  it.each(['Workbook', 'WORKBOOK', 'Book', 'BOOK'])('finds the stream that a program named %s', async (name) => {
    const container = CFB.utils.cfb_new();
    CFB.utils.cfb_add(container, name, biffStream([], [record(0x204, u16(0, 0, 0), unicode('NIK', 2))]));
    expect(texts((await sheetsOf(save(`${name}-stream.xls`, CFB.write(container, { type: 'buffer' }) as Buffer)))[0])).toEqual([['text:NIK']]);
  });

  it('reads a workbook whose number formats are a byte too short, and formulas in the records of older versions', async () => {
    const short = record(0x41e, u16(200), u16(11), Buffer.from([0]), Buffer.from('dd/mm/yyyy'));
    const style = (format: number): Buffer => record(0xe0, u16(0, format), Buffer.alloc(16));
    const sheets = await readStream([short, style(0), style(200)], [
      record(0x203, u16(0, 0, 1), f64(32874)), record(0x206, u16(0, 1, 0), f64(3), u16(0)), record(0x406, u16(0, 2, 0), f64(4), u16(0)),
    ]);
    expect(texts(sheets[0])).toEqual([['date:32874', 'number:3', 'number:4']]);
  });
});

describe('text with separators', () => {
  const rowsOf = async (content: Buffer | string): Promise<(string | null)[][]> => (await sheetsOf(save('data.csv', content)))[0]?.rows.map((row) => row.cells.map((cell) => cell?.text ?? null)) ?? [];
  const table = [['NIK', 'NAMA', 'ALAMAT'], ['6474030507850003', 'BUDI', 'JL. FLORES, NO 5'], ['6474034205500002', 'DG. TALLASA', 'RT.07']];

  it.each([';', ',', '\t', '|'])('finds the separator %j', async (separator) => {
    const quoted = (text: string): string => (text.includes(separator) ? `"${text}"` : text);
    for (const end of ['\n', '\r\n', '\r']) expect(await rowsOf(table.map((row) => row.map(quoted).join(separator)).join(end))).toEqual(table);
  });

  it('finds the encoding', async () => {
    const text = 'NIK;NAMA\n6474030507850003;JOSÉ É\n';
    const wide = Buffer.from(text, 'utf16le');
    const expected = [['NIK', 'NAMA'], ['6474030507850003', 'JOSÉ É']];
    expect(await rowsOf(text)).toEqual(expected);
    expect(await rowsOf(`\ufeff${text}`)).toEqual(expected);
    expect(await rowsOf(Buffer.concat([Buffer.from([0xff, 0xfe]), wide]))).toEqual(expected);
    expect(await rowsOf(wide)).toEqual(expected);
    expect(await rowsOf(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]))).toEqual(expected);
    expect(await rowsOf(Buffer.from(text, 'latin1'))).toEqual(expected);
  });

  it('keeps quoted line ends, doubled quotes, ="…" and a last line without its end', async () => {
    expect(await rowsOf('A;B\n"satu\ndua";"kata ""dalam"" kutip"\n="0647";"=""0648"""\n;;\nx;a "b" c')).toEqual([['A', 'B'], ['satu\ndua', 'kata "dalam" kutip'], ['0647', '0648'], [], ['x', 'a "b" c']]);
    expect(await rowsOf('sep=|\r\nA|B;C\r\n1|2')).toEqual([['A', 'B;C'], ['1', '2']]);
  });

  it('names a quote that is never closed instead of losing rows in it', async () => {
    await expect(rowsOf('A;B\n1;"dua\n3;4\n')).rejects.toMatchObject({ code: 'FILE_QUOTE', params: { row: 2 } });
    await expect(rowsOf('A;B\n1;"dua\n3;4\n5;6" PIPA\n')).rejects.toMatchObject({ code: 'FILE_QUOTE' });
  });

  it('is the same however the text is cut into pieces', async () => {
    const rows = Array.from({ length: 30_000 }, (_, no) => [`6474${String(no).padStart(12, '0')}`, `NAMA "${no}"`, no % 3 ? 'x' : `dua\nbaris ${no}`]);
    const content = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\r\n');
    expect(JSON.stringify(await rowsOf(content)) === JSON.stringify(rows)).toBe(true);
  });
});

describe('web pages named .xls', () => {
  it('reads each table as a sheet, spans and numbers behind the text', async () => {
    const page = `<html><head><style>td{mso-number-format:"\\@"}</style></head><body><table><caption>x</caption>
      <tr><th rowspan=2>NIK</th><th colspan="2">Nama &amp; alamat</th></tr><tr><td>Nama</td><td>Alamat</tr>
      <tr bgcolor=red><td x:num="6474030507850000">6,47E+15<td bgcolor="#FF0000">BUDI<br>S</td><td>RT 1<table><tr><td>dalam</td></tr></table></td></tr>
      <tr style="display:none"><td x:num>12</td></tr></table><p>antara</p><table><tr><td>kedua</td></tr></table></body></html>`;
    const [first, second] = await sheetsOf(save('halaman.xls', page));
    expect(texts(first)).toEqual([['text:NIK', 'text:Nama & alamat'], [null, 'text:Nama', 'text:Alamat'], ['number:6474030507850000', 'text:BUDI\nS', 'text:RT 1\ndalam'], ['number:12']]);
    expect(first?.end?.merges).toEqual([[1, 0, 2, 0], [1, 1, 1, 2]]);
    expect(first?.rows.map((row) => [row.hidden, row.colours])).toEqual([[false, ''], [false, ''], [false, 'red'], [true, '']]);
    expect(texts(second)).toEqual([['text:kedua']]);
  });
});

describe('XML Spreadsheet 2003 named .xls', () => {
  const book = (sheets: string): string => `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${sheets}</Workbook>`;

  it('reads cells in their places, sixteen digits whole, dates as days, spans, and what is hidden', async () => {
    const [data, other] = await sheetsOf(save('ekspor.xls', book(`<Worksheet ss:Name="Data &amp; isi"><Table><Column ss:Index="3" ss:Hidden="1"/>
      <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Identitas</Data></Cell><Cell><Data ss:Type="String">Lahir</Data></Cell></Row>
      <Row ss:Index="4" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Number">6.474030507850003E15</Data></Cell><Cell><Data ss:Type="DateTime">1985-07-05T00:00:00.000</Data></Cell></Row>
      <Row><Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell><ss:Data ss:Type="String">DG. <B>TALLASA</B></ss:Data><Comment><ss:Data>catatan</ss:Data></Comment></Cell></Row>
      </Table><AutoFilter/></Worksheet><Worksheet ss:Name="Kosong"/>`)));
    expect([data?.name, other?.name, other?.rows.length]).toEqual(['Data & isi', 'Kosong', 0]);
    expect(data?.rows.map(({ no, hidden }) => [no, hidden])).toEqual([[1, false], [4, true], [5, false]]);
    expect(texts(data)).toEqual([['text:Identitas', null, 'text:Lahir'], [null, 'number:6474030507850003', 'date:31233'], ['error:#DIV/0!', 'text:DG. TALLASA']]);
    expect(data?.end).toMatchObject({ merges: [[1, 0, 1, 1]], hiddenColumns: [[2, 2]], filtered: true });
    expect(data?.rows[2]?.cells[0]?.formula).toBe(true);
  });

  it('names one that just stops, and tables of other programs with what to do', async () => {
    await expect(sheetsOf(save('potong.xls', book('<Worksheet ss:Name="A"><Table><Row><Cell><Data>x</Data></Cell></Row>').replace('</Workbook>', '')))).rejects.toMatchObject({ code: 'FILE_BROKEN' });
    await expect(sheetsOf(save('tanpa.xls', book('')))).rejects.toMatchObject({ code: 'FILE_NO_SHEETS' });
    for (const kind of ['sylk', 'dif', 'fods', 'rtf'] as const) await expect(sheetsOf(save(`lain.${kind}`, write(corpusBook(1, 5), kind)))).rejects.toMatchObject({ code: 'FILE_NOT_SPREADSHEET' });
  });
});

describe('OpenDocument', () => {
  it('names a cell that stands in no row, instead of looking for its row for ever', async () => {
    const content = '<o:document-content xmlns:o="o" xmlns:table="t"><table:table table:name="Data"><table:table-cell/><table:table-row><table:table-cell/></table:table-row></table:table></o:document-content>';
    const path = save('tanpa-baris.ods', zipFile({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': content }));
    await expect(sheetsOf(path)).rejects.toMatchObject({ code: 'FILE_BROKEN' });
  });
});
