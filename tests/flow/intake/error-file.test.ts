import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { afterEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { mainSheet, personRowNumbers } from '../../../db/sample/damage-tools.ts';
import { valueOf } from '../../../db/sample/sheet-content.ts';
import type { WorkbookLayout } from '../../../db/sample/workbooks.ts';
import type { WorkbookModel } from '../../../db/sample/workbook-model.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { casesOf, cleanModel, corpusOffice, listLayouts, openFile, register, workbookLayouts } from './corpus.ts';

/** Every shape of file: written with its reasons, mended in the error file, and imported again by the same layout. */

let office: TestApi | null = null;
afterEach(async () => {
  await office?.remove();
  office = null;
});

const damage = 'one-nik-number';
/** What the reason says of the damaged NIK. */
const reason = /selnya bertipe Angka|pangkat/;

type Preview = Awaited<ReturnType<typeof openFile>>;

const rejected = ({ tally }: Preview): number => tally.families.rejected + tally.people.rejected + tally.recipients.rejected;

/** The NIK that the damage took, from the clean file. */
function lostNik(layout: WorkbookLayout): string {
  const sheet = mainSheet(cleanModel(layout));
  const row = sheet && personRowNumbers(sheet)[1];
  const nik = sheet && row !== undefined ? String(valueOf(sheet.rows[row - 1]?.[sheet.places.nik ?? 0]) ?? '') : '';
  return /\d{16}/.exec(nik)?.[0] ?? '';
}

/** Types the right NIK into the one row of the error file that asks for it; returns how many rows had reasons. */
async function mend(path: string, nik: string): Promise<number> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  let withReasons = 0;
  for (const sheet of book.worksheets) {
    sheet.eachRow((row) => {
      const texts = Array.from(row.values as unknown[], (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : ''));
      const last = texts.at(-1) ?? '';
      if (last.length > 20 && last.endsWith('.')) withReasons += 1;
      if (!reason.test(last)) return;
      const at = texts.findIndex((text) => text.startsWith(nik.slice(0, 15)) || text.endsWith('E+15'));
      row.getCell(at).value = nik;
    });
  }
  await book.xlsx.writeFile(path);
  return withReasons;
}

async function throughErrorFile(test: TestApi, opened: Preview, layout: WorkbookLayout): Promise<void> {
  const before = rejected(opened);
  expect(before).toBeGreaterThan(0);
  const path = join(test.root, 'galat.xlsx');
  const written = await test.call('import.errorFile', { staging: opened.staging, path });
  expect(written.rows).toBe(before);
  const left = await test.call('report.run', { name: 'exports' });
  expect(left.rows[0]).toMatchObject({ what: 'Baris impor yang ditolak (xlsx)', rows: before });
  await test.call('import.commit', { staging: opened.staging });

  const asWritten = await test.call('import.open', { path });
  expect([asWritten.profile, asWritten.blocked, rejected(asWritten)]).toEqual([layout, [], before]);
  expect(asWritten.sheets.flatMap(({ columns }) => columns).filter(({ header }) => header === 'ALASAN DITOLAK').map(({ field, note }) => [field, note])).toContainEqual([null, 'not-kept']);
  await test.call('import.discard', { staging: asWritten.staging });

  expect(await mend(path, lostNik(layout))).toBe(before);
  const mended = await test.call('import.open', { path });
  const { people, families } = mended.tally;
  // A row that names its programme proposes it, now that its person is found; of its family the list says a desil.
  expect([mended.profile, rejected(mended), people.question, people.changed, families.changed, families.new]).toEqual([layout, before - 1, 0, layout === 'kpm' ? 1 : 0, layout === 'list' ? 1 : 0, 0]);
  if (listLayouts.includes(layout)) return expect(people.same + people.changed).toBeGreaterThan(0);
  expect(people.new).toBe(1);
  await test.call('import.commit', { staging: mended.staging });
  expect((await register(test)).people.filter(({ nik }) => nik === lostNik(layout))).toHaveLength(1);
}

describe('the error file of each layout, mended, imports by that layout', () => {
  it.each(workbookLayouts)('%s', async (layout) => {
    office = await corpusOffice(layout);
    const one = casesOf(layout).find((candidate) => candidate.damage === damage);
    if (!one) throw new Error(`${layout} has no case ${damage}`);
    await throughErrorFile(office, await openFile(office, one), layout);
  });
});

describe('the error file of each format is an .xlsx', () => {
  it.each(['xls', 'ods', 'csv'] as const)('%s', async (format) => {
    const layout = 'siak';
    office = await corpusOffice(layout);
    const one = casesOf(layout).find((candidate) => candidate.damage === damage);
    if (!one) throw new Error('no case');
    const path = join(office.root, `siak.${format}`);
    writeFileSync(path, asFormat(one.model, format));
    const opened = await office.call('import.open', { path });
    await throughErrorFile(office, opened, layout);
  });
});

function asFormat(model: WorkbookModel, format: 'xls' | 'ods' | 'csv'): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const sheet of model) {
    // A number of 16 digits has lost some on its way: it stands as Excel shows it.
    const rows = sheet.rows.map((cells) => cells.map((cell) => (format === 'csv' && typeof cell === 'number' && cell > 1e14 ? '6,47E+15' : valueOf(cell))));
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), sheet.name);
  }
  return new Uint8Array(XLSX.write(book, { type: 'buffer', bookType: format === 'xls' ? 'biff8' : format }) as Buffer);
}
