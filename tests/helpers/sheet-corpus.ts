import { mulberry } from './mulberry.ts';
import * as XLSX from 'xlsx';
import { isDateFormat } from '../../db/intake/readers/styles.ts';

/** Two sheets of everything that a cell can be, the same for the same seed. SheetJS cannot write texts above 255 letters to `.xls`. */
export function corpusBook(seed: number, rows = 120, longest = 200): XLSX.WorkBook {
  const random = mulberry(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const book = XLSX.utils.book_new();
  for (const name of ['Data', 'Lembar dua']) {
    const sheet: XLSX.WorkSheet = {};
    const put = (row: number, column: number, cell: XLSX.CellObject): void => void (sheet[XLSX.utils.encode_cell({ r: row, c: column })] = cell);
    for (let row = 0; row < rows; row += 1) {
      if (random() < 0.05) continue;
      put(row, 0, { t: 's', v: `9171${String(Math.floor(random() * 1e12)).padStart(12, '0')}` });
      put(row, 1, { t: 'n', v: 1_000_000_000_000_000 + Math.floor(random() * 8e15) });
      put(row, 2, { t: 's', v: pick(['BUDI', 'SITI  AISYAH', 'Ibu <A> & "B"', 'é è ü ñ', 'baris\nkedua', '😀 emoji', ' spasi ', "DG. TALLASA'", '   ', 'nama-'.repeat(longest / 5)]) });
      put(row, 3, { t: 'n', v: 20_000 + Math.floor(random() * 20_000), z: pick(['dd/mm/yyyy', 'yyyy-mm-dd', 'd-mmm-yy']) });
      put(row, 4, { t: 'n', v: pick([0, -1, 1.5, 0.1, 1e-7, 123_456.789, 1e21, -0.07, 100, 1_073_741_824, 12.34, 99.99]) });
      put(row, 5, { t: 'b', v: random() < 0.5 });
      put(row, 6, { t: 'e', v: pick([0x2a, 0x0f, 0x07]) });
      put(row, 7, random() < 0.5 ? { t: 'n', v: row * 2, f: `A${row + 1}*2` } : { t: 's', v: `hasil ${row}`, f: 'B1&"x"' });
      if (random() < 0.4) put(row, 8 + Math.floor(random() * 30), { t: 's', v: pick(['a', '-', 'NULL', "6474030505120003'", 'RT 03/RW 001']) });
    }
    sheet['!ref'] = `A1:AM${rows}`;
    sheet['!merges'] = [XLSX.utils.decode_range('A1:C1'), XLSX.utils.decode_range('D1:D2')];
    sheet['!cols'] = [{}, { hidden: true }];
    sheet['!rows'] = [{}, {}, { hidden: true }];
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  book.Workbook = { Sheets: [{}, { Hidden: 1 }], WBProps: { date1904: false } };
  return book;
}

/** What SheetJS reads out of a file, in our words: one line of cells a row that has any. */
export function readWithSheetJs(content: Buffer): { name: string; rows: Map<number, (string | null)[]> }[] {
  const book = XLSX.read(content, { type: 'buffer', cellNF: true, cellDates: false, cellText: false });
  return book.SheetNames.map((name) => {
    const sheet = book.Sheets[name] ?? {};
    const rows = new Map<number, (string | null)[]>();
    for (const [address, cell] of Object.entries(sheet) as [string, XLSX.CellObject][]) {
      if (address.startsWith('!')) continue;
      const { r, c } = XLSX.utils.decode_cell(address);
      const said = cellWords(cell);
      if (said === null) continue;
      const row = rows.get(r + 1) ?? [];
      while (row.length <= c) row.push(null);
      row[c] = said;
      rows.set(r + 1, row);
    }
    return { name, rows };
  });
}

function cellWords(cell: XLSX.CellObject): string | null {
  if (cell.t === 'e') return `error:${XLSX_ERRORS[Number(cell.v)] ?? String(cell.w)}`;
  if (cell.t === 'b') return `boolean:${cell.v ? 1 : 0}`;
  if (cell.t === 'n') return `${cell.z !== undefined && isDateFormat(String(cell.z)) ? 'date' : 'number'}:${Number(cell.v)}`;
  return cell.t === 's' && cell.v !== '' ? `text:${String(cell.v)}` : null;
}

const XLSX_ERRORS: Readonly<Record<number, string>> = { 0x00: '#NULL!', 0x07: '#DIV/0!', 0x0f: '#VALUE!', 0x17: '#REF!', 0x1d: '#NAME?', 0x24: '#NUM!', 0x2a: '#N/A' };
