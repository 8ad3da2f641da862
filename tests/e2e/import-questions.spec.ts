import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { put, smallDtsen, writeSheets } from '../flow/intake/import-office.ts';
import { countHands } from './form-typing.ts';
import { ask, numbersOf, startOffice, tabTo, visit } from './packages-offices.ts';

const kelurahan = '64.74.03.1002';

/** Stores a small file without a window. */
async function storeFirst(app: LaunchedApp, file: string): Promise<void> {
  const { staging, regions } = await ask<{ staging: string; regions: { bpsCode: string; region: string }[] }>(app, 'import.open', { path: file });
  await ask(app, 'import.confirmRegions', { staging, regions: regions.map(({ bpsCode, region }) => ({ bpsCode, region })) });
  await ask(app, 'import.commit', { staging });
}

test('a doubtful row is answered with both records side by side, a cell is fixed in place, and the result opens its rows', async ({}, info) => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  await storeFirst(app, await writeSheets(info.outputPath('pertama.xlsx'), smallDtsen()));
  // The same NIK under another name and day asks; a NIK with digits missing is refused.
  const second = await writeSheets(info.outputPath('kedua.xlsx'), smallDtsen(({ people }) => {
    put(people, 1, 2, 'ROSMINI WAHYUNINGTYAS KUSUMANEGARA');
    put(people, 1, 3, '01-01-1950');
    put(people, 3, 0, '64740345089');
  }));
  const hands = await countHands(page);
  await visit(page, '/impor');
  await app.dialogs.answer(second);
  await expect(page.getByRole('heading', { level: 1, name: 'Impor' })).toBeVisible();
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('heading', { name: /Dikenali sebagai DTSEN/ })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid')).toBeVisible();
  const [all = 0, ...parts] = await numbersOf(page, 'baris orang');
  expect([all, parts.reduce((sum, n) => sum + n, 0)]).toEqual([3, 3]);

  // What is refused comes first: its cell is under the keyboard, Enter opens it where it stands.
  const grid = page.getByRole('grid');
  await tabTo(page, grid);
  await expect(grid.getByRole('row', { name: /Ditolak/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /nomor_induk_kependudukan/ })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('6474034508900001');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Baris 4.*diperbaiki/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await ask<{ rows: { fixes: unknown[] }[] }>(app, 'import.rows', { staging: await stagingOf(app), state: 'rejected' })).rows.map((row) => row.fixes)).toEqual([[]]);
  await expect(grid.getByRole('row', { name: /Ditolak/ })).toBeVisible();
  await tabTo(page, grid);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /nomor_induk_kependudukan/ })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('6474034508900001');
  await page.keyboard.press('Enter');
  await expect(grid).toContainText('Tidak ada baris seperti ini');

  await tabTo(page, page.getByRole('button', { name: /^1 pertanyaan/ }));
  await page.keyboard.press('Enter');
  const question = page.getByRole('region', { name: 'Pertanyaan baris 2' });
  await expect(question).toContainText('AMINAH');
  await expect(question).toContainText('ROSMINI WAHYUNINGTYAS KUSUMANEGARA');
  await expect(question.getByRole('row', { name: /RT \/ RW/ })).toHaveText(/012 \/ 003.*012 \/ 003/);
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('1');
  await expect(page.getByText(/Baris 2 .*: sama dengan data kantor/)).toBeVisible();
  await expect.poll(async () => (await numbersOf(page, 'baris orang'))[5]).toBe(0);

  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText('Cadangan dibuat lebih dahulu');
  // What somebody else stored meanwhile makes the numbers others than were agreed to: told where the rows are, and nothing is stored.
  await storeFirst(app, await writeSheets(info.outputPath('ketiga.xlsx'), smallDtsen(({ people }) => put(people, 3, 6, 'Cerai mati'))));
  await page.keyboard.press('Enter');
  // Who went to other work meanwhile is told on coming back, and is one key from the rows.
  await visit(page, '/keluarga');
  await expect(page.getByRole('heading', { level: 1, name: 'Keluarga' })).toBeVisible();
  await visit(page, '/impor');
  const refused = page.getByRole('alert').filter({ hasText: 'Impor kedua.xlsx tidak tersimpan.' });
  await expect(refused).toContainText('Data kantor berubah sesudah pratinjau dibuat', { timeout: 30_000 });
  await tabTo(page, refused.getByRole('button', { name: 'Kembali ke barisnya' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Data kantor berubah sesudah pratinjau dibuat');
  await expect.poll(async () => (await numbersOf(page, 'baris orang'))[2]).toBe(2);
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText('Cadangan dibuat lebih dahulu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Hasil' })).toBeVisible({ timeout: 60_000 });
  await tabTo(page, page.getByRole('button', { name: /^2 berubah/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid')).toContainText('ROSMINI WAHYUNINGTYAS KUSUMANEGARA');
  await tabTo(page, page.getByRole('button', { name: 'Lihat 1 sel yang dibetulkan' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Sel yang dibetulkan' }).getByRole('row', { name: /baris 4, kolom A/ })).toContainText('6474034508900001');
  expect(await seriousFaults(page)).toEqual([]);
  expect((await hands()).mouse).toBe(0);
  await app.close();
});

async function stagingOf(app: LaunchedApp): Promise<string> {
  return (await ask<{ staged: { staging: string }[] }>(app, 'import.list')).staged[0]?.staging ?? '';
}
