import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { ask, startOffice, visit } from './packages-offices.ts';

const kelurahan = '64.74.03.1002';

test('what was imported is counted by RT and desil, and every number opens its list', async ({}, info) => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  const file = info.outputPath('DTSEN.xlsx');
  await writeWorkbook(file, 'dtsen', { seed: 'laporan', families: 60, region: kelurahan, today: '2026-11-01' });
  const { staging, regions } = await ask<{ staging: string; regions: { bpsCode: string; region: string }[] }>(app, 'import.open', { path: file });
  await ask(app, 'import.confirmRegions', { staging, regions: regions.map(({ bpsCode, region }) => ({ bpsCode, region })) });
  await ask(app, 'import.commit', { staging });
  const { families } = await ask<{ families: number }>(app, 'family.count');

  await visit(page, '/laporan');
  await expect(page.getByRole('heading', { level: 1, name: 'Laporan' })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { level: 1, name: 'Rekap, grafik, dan peta' })).toBeVisible();
  const total = page.locator('tfoot').first().getByRole('link');
  await expect(total.first()).toHaveText(String(families));
  expect(await seriousFaults(page)).toEqual([]);
  const row = page.locator('tbody').first().getByRole('row').first();
  const inRt = Number(await row.getByRole('link').first().textContent());
  await row.getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Daftar nominatif' })).toBeVisible();
  await expect(page.getByText(`${inRt} keluarga,`)).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(inRt + 1));
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Rekap, grafik, dan peta' })).toBeVisible();
  const unranked = Number(await total.last().textContent());
  await total.last().click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(unranked + 1));

  // A file of names asks what it is for.
  const saved = info.outputPath('nominatif.xlsx');
  await page.keyboard.press('Control+s');
  const save = page.getByRole('dialog').getByRole('button', { name: /Simpan berkas/ });
  await expect(save).toBeDisabled();
  await page.getByRole('dialog').getByRole('textbox').fill('Rapat RT');
  await app.dialogs.answer(saved);
  await save.click();
  await expect(page.getByText(`Disimpan: nominatif.xlsx, ${unranked} baris.`)).toBeVisible();
  expect(existsSync(saved)).toBe(true);
  await app.close();
});

test('a programme is added to the catalogue by keyboard and found again', async () => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  await visit(page, '/program');
  await expect(page.getByRole('grid')).toContainText('ATENSI');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Control+n');
  await expect(page.getByLabel(/Nama program/)).toBeFocused();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Wajib diisi.').first()).toBeVisible();
  await page.keyboard.type('Beras warga pesisir');
  await page.getByLabel('Satuan penerima').focus();
  await page.keyboard.type('2');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { level: 1, name: 'Beras warga pesisir' })).toBeVisible();
  await expect(page.getByText('Belum ada penerima di sini')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Keterangan program' }).click();
  await expect(page.locator('dd').filter({ hasText: 'Keluarga' }).first()).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('pesisir');
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(2);
  await app.close();
});
