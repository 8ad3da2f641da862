import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'tepat-zones-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = `
import { readWorkbook } from '${join(import.meta.dirname, '../../../db/intake/readers/read-workbook.ts')}';
import { readDate } from '${join(import.meta.dirname, '../../../db/intake/row-values.ts')}';
let date1904 = false;
const said = [];
for await (const event of readWorkbook(process.argv[1])) {
  if (event.kind === 'workbook') date1904 = event.facts.date1904;
  if (event.kind === 'rows') for (const row of event.rows) for (const cell of row.cells) said.push(readDate(cell, cell.text, { today: '2026-11-22', date1904, nik: null }).value);
}
process.stdout.write(JSON.stringify(said));
`;

/** Dates of every form in a workbook, read by processes in zones east and west of Greenwich. */
it.each([[false], [true]])('dates are the same in every time zone (1904: %s)', async (date1904) => {
  const path = join(folder, `tanggal-${date1904}.xlsx`);
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = date1904;
  const days = ['1948-08-17', '1959-12-31', '1985-07-05', '2000-02-29', '2026-01-01'];
  const sheet = book.addWorksheet('T');
  for (const day of days) sheet.addRow([new Date(`${day}T00:00:00Z`), `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`, day]);
  await book.xlsx.writeFile(path);
  for (const TZ of ['Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura', 'UTC', 'America/New_York']) {
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, path], { encoding: 'utf8', env: { ...process.env, TZ } });
    expect(JSON.parse(said), TZ).toEqual(days.flatMap((day) => [day, day, day]));
  }
});
