import ExcelJS from 'exceljs';
import type { SheetColumn } from '../../../db/rules/sheet-xml.ts';
import { writeSheets } from '../../../db/store/write-sheets.ts';
import { reportRun } from './report-run.ts';

const [writer, file = '', count = ''] = process.argv.slice(2);
const rows = Number(count);

/** Twenty-five columns as a list of people has them: identifiers, names, places, codes, labels, dates, counts. */
const columns: SheetColumn[] = Array.from({ length: 25 }, (_, place) => ({ header: `Kolom ${place + 1}`, kind: place % 8 === 5 ? 'number' : place % 8 === 6 ? 'date' : 'text' }));
const words = ['AMINAH BINTI ABDULLAH', 'Jl. Bhayangkara Gg. Mawar No. 12', 'Islam', 'Tamat SMP/sederajat', 'Kawin tercatat', 'Buruh harian lepas', '003', 'Gunung Telihan'];

function cell(row: number, place: number): string | number {
  if (place % 8 === 0) return String(6_474_030_101_900_000 + row * 3 + place);
  if (place % 8 === 5) return row % 97;
  if (place % 8 === 6) return `19${70 + (row % 30)}-0${1 + (row % 9)}-1${place % 9}`;
  return words[(row + place) % words.length] ?? '';
}

function rowOf(row: number): (string | number)[] {
  return columns.map((_, place) => cell(row, place));
}

function ours(): void {
  writeSheets(file, (add) => {
    add({ name: 'Daftar', columns }, (pen) => {
      for (let row = 0; row < rows; row += 1) pen.row(rowOf(row));
    });
  });
}

/** As a program on exceljs would: the streaming writer with its own defaults, the same formats by column, dates as dates. */
async function theirs(): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet('Daftar', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ header, kind }) => ({ header, width: 14, style: { numFmt: kind === 'text' ? '@' : kind === 'date' ? 'dd-mm-yyyy' : '0' } }));
  for (let row = 0; row < rows; row += 1) sheet.addRow(rowOf(row).map((value, place) => (columns[place]?.kind === 'date' ? new Date(`${value}T00:00:00Z`) : value))).commit();
  sheet.commit();
  await book.commit();
}

await reportRun(writer === 'exceljs' ? theirs : ours);
