import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { seriousFaults } from '../helpers/accessibility.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { countHands } from './form-typing.ts';
import { ask, numbersOf, startOffice, visit } from './packages-offices.ts';

const kelurahan = '64.74.03.1002';
const headers = ['Urutan', 'Sebutan', 'Identitas', 'Hari jadi', 'Tempat bernaung', 'Besar sumbangan'];

interface Listed {
  readonly name: string;
  readonly nik: string;
  readonly birthDate: string;
}

/** The register's people under headers that no agency uses, below a title. */
async function agencyList(file: string, people: readonly Listed[]): Promise<string> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Lembar1').addRows([['REKAPITULASI KEGIATAN TAHUN 2026'], [], headers, ...people.map(({ name, nik, birthDate }, index) => [index + 1, name, nik, birthDate, `Jl. Kapal Selam ${index + 1}`, 200_000])]);
  await book.xlsx.writeFile(file);
  return file;
}

/** The people of a generated file, once it is stored; numbers as they are. */
async function storePeople(app: LaunchedApp, file: string): Promise<Listed[]> {
  await writeWorkbook(file, 'dtsen', { seed: 'daftar', families: 12, region: kelurahan, today: '2026-11-01' });
  const { staging, regions } = await ask<{ staging: string; regions: { bpsCode: string; region: string }[] }>(app, 'import.open', { path: file });
  await ask(app, 'import.confirmRegions', { staging, regions: regions.map(({ bpsCode, region }) => ({ bpsCode, region })) });
  await ask(app, 'import.commit', { staging });
  const { rows } = await ask<{ rows: { id: string }[] }>(app, 'family.list', { limit: 20 });
  const people: Listed[] = [];
  for (const { id } of rows) {
    const family = await ask<{ people: { values: Record<string, unknown> }[] }>(app, 'family.forEdit', { id });
    for (const { values } of family.people) if (typeof values['nik'] === 'string') people.push({ name: String(values['name']), nik: values['nik'], birthDate: String(values['birthDate']) });
  }
  return people;
}

async function choose(app: LaunchedApp, file: string): Promise<void> {
  await visit(app.page, '/impor');
  await app.dialogs.answer(file);
  await expect(app.page.getByRole('heading', { level: 1, name: 'Impor' })).toBeVisible();
  await app.page.keyboard.press('Control+n');
}

/** Says what the column under a header is, by keyboard: the arrows reach it, letters are typed, Enter takes. */
async function mapColumn(page: Page, header: string, letters: string, taken: string): Promise<void> {
  const button = page.getByRole('button', { name: header });
  for (let step = 0; step < headers.length && !(await button.evaluate((each) => each === document.activeElement)); step += 1) await page.keyboard.press('ArrowDown');
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button).toContainText(taken);
  await expect(button).toBeFocused();
}

test('an unfamiliar list is mapped column by column, kept under a name, and known again the next time', async ({}, info) => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  const people = await storePeople(app, info.outputPath('dtsen.xlsx'));
  const hands = await countHands(page);
  await choose(app, await agencyList(info.outputPath('kegiatan.xlsx'), people.slice(0, 8)));
  await expect(page.getByRole('alert')).toContainText('tidak dikenal', { timeout: 30_000 });
  await expect(page.getByText('baris 3 dikira judul')).toBeVisible();
  await expect(page.getByRole('row', { name: /Hari jadi/ })).toContainText(people[0]?.birthDate ?? '');
  expect(await seriousFaults(page)).toEqual([]);

  const first = page.getByRole('button', { name: headers[0] ?? '' });
  for (let step = 0; step < 25 && !(await first.evaluate((each) => each === document.activeElement)); step += 1) await page.keyboard.press('Tab');
  await mapColumn(page, 'Sebutan', 'nama', 'Nama');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await mapColumn(page, 'Identitas', 'nik', 'NIK');
  await mapColumn(page, 'Hari jadi', 'tanggal lahir', 'Tanggal lahir');
  await mapColumn(page, 'Tempat bernaung', 'alamat', 'Alamat');
  // The mode and the programme stand above the columns, and choosing one leaves the keyboard where it is.
  const programme = page.getByRole('combobox', { name: 'Program' });
  const top = async (what: Locator): Promise<number> => (await what.boundingBox())?.y ?? 0;
  expect(await top(programme)).toBeLessThan(await top(first));
  await programme.focus();
  await page.keyboard.type('PKH');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Baris yang cocok dicatat sebagai penerima program ini.')).toBeVisible();
  await expect(programme).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Nomor SK')).toBeFocused();
  await page.keyboard.type('12/SK/2026');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Tanggal SK')).toBeFocused();
  await expect.poll(async () => (await ask<{ options: { decisionNo: string | null } }>(app, 'import.preview', { staging: page.url().split('/').at(-1) })).options.decisionNo).toBe('12/SK/2026');
  await expect(page.getByLabel('Tanggal SK')).toBeFocused();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText('Simpan pemetaan');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Daftar kegiatan dinas');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Pemetaan Daftar kegiatan dinas disimpan')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid')).toBeVisible();
  const [rows = 0, ...parts] = await numbersOf(page, 'baris penerima');
  expect([rows, parts.reduce((sum, n) => sum + n, 0)]).toEqual([8, 8]);

  await choose(app, await agencyList(info.outputPath('kegiatan-2.xlsx'), people.slice(6, 14)));
  await expect(page.getByRole('heading', { name: 'Dikenali sebagai Daftar kegiatan dinas' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Identitas' })).toContainText('NIK');
  expect((await hands()).mouse).toBe(0);

  // A list without header is known again by its columns and their values.
  const headless = async (name: string, of: readonly Listed[]): Promise<string> => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Lembar1').addRows(of.map((each, index) => [index + 1, each.nik, each.name, each.birthDate]));
    await book.xlsx.writeFile(info.outputPath(name));
    return info.outputPath(name);
  };
  const { staging } = await ask<{ staging: string }>(app, 'import.open', { path: await headless('polos.xlsx', people.slice(0, 8)) });
  const columns = ['person.nik', 'person.name', 'person.birthDate'].map((target, index) => ({ index: index + 1, target }));
  await ask(app, 'import.setMapping', { staging, sheet: 'Lembar1', headerRow: 0, shape: 'list', columns });
  await ask(app, 'import.saveMapping', { staging, name: 'Daftar polos' });
  await choose(app, await headless('polos-2.xlsx', people.slice(5, 13)));
  await expect(page.getByRole('heading', { name: 'Dikenali sebagai Daftar polos' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: /^Kolom B/ })).toContainText('NIK');
  await app.close();
});
