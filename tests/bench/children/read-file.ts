import { readFileSync } from 'node:fs';
import { readWorkbook } from '../../../db/intake/readers/read-workbook.ts';
import { openContainer } from '../../../db/intake/readers/container.ts';
import { reportRun } from './report-run.ts';

const [reader, file = ''] = process.argv.slice(2);

/** What each reader must agree on: how many cells, and how many letters their texts have together. */
interface Sum {
  cells: number;
  letters: number;
}

async function tepat(): Promise<Sum> {
  const sum: Sum = { cells: 0, letters: 0 };
  for await (const event of readWorkbook(file)) {
    if (event.kind !== 'rows') continue;
    for (const { cells } of event.rows) for (const cell of cells) if (cell) add(sum, cell.type === 'text' ? cell.text : '');
  }
  return sum;
}

async function exceljs(): Promise<Sum> {
  const { default: ExcelJS } = await import('exceljs');
  const sum: Sum = { cells: 0, letters: 0 };
  const book = new ExcelJS.stream.xlsx.WorkbookReader(file, { sharedStrings: 'cache', worksheets: 'emit', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore' });
  for await (const sheet of book) for await (const row of sheet) row.eachCell((cell) => add(sum, typeof cell.value === 'string' ? cell.value : ''));
  return sum;
}

async function hucre(): Promise<Sum> {
  const { streamXlsxRows } = await import('hucre/xlsx');
  const sum: Sum = { cells: 0, letters: 0 };
  for await (const { values } of streamXlsxRows(readFileSync(file))) for (const value of values) if (value !== null && value !== undefined) add(sum, typeof value === 'string' ? value : '');
  return sum;
}

/** The least that any reader does: unpack the parts and look at every byte. */
async function floor(): Promise<Sum> {
  const container = await openContainer(file);
  const sum: Sum = { cells: 0, letters: 0 };
  for (const name of container.names()) {
    for await (const chunk of container.chunks(name)) {
      for (let at = chunk.indexOf(0x3c); at >= 0; at = chunk.indexOf(0x3c, at + 1)) sum.cells += 1;
    }
  }
  container.close();
  return sum;
}

function add(sum: Sum, text: string): void {
  sum.cells += 1;
  sum.letters += text.length;
}

await reportRun({ tepat, exceljs, hucre, floor }[reader ?? ''] ?? tepat);
