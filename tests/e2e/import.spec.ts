import { existsSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import type { WorkbookDamage } from '../../db/sample/workbooks.ts';
import { seriousFaults } from '../helpers/accessibility.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { ask, numbersOf, startOffice, visit } from './packages-offices.ts';

const kelurahan = '64.74.03.1002';

async function dtsen(file: string, families: number, damage: WorkbookDamage = {}): Promise<string> {
  await writeWorkbook(file, 'dtsen', { seed: 'impor', families, region: kelurahan, today: '2026-11-01' }, damage);
  return file;
}

async function choose(app: LaunchedApp, file: string): Promise<void> {
  await visit(app.page, '/impor');
  await expect(app.page.getByRole('heading', { level: 1, name: 'Impor' })).toBeVisible();
  await app.dialogs.answer(file);
  await app.page.keyboard.press('Control+n');
}

async function store(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('dialog')).toContainText('Cadangan dibuat lebih dahulu');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Hasil' })).toBeVisible({ timeout: 60_000 });
}

test('a DTSEN file with errors is recognised, checked, stored in numbers that add up, and undone', async ({}, info) => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  await visit(page, '/impor');
  await expect(page.getByText('Belum ada impor')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  await choose(app, await dtsen(info.outputPath('DTSEN_pertama.xlsx'), 40));
  await expect(page.getByRole('heading', { name: 'Dikenali sebagai DTSEN (keluarga dan anggota)' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('cell', { name: /Gunung Telihan.*64\.74\.03\.1002/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Periksa baris' })).toHaveCount(0);
  expect(await seriousFaults(page)).toEqual([]);
  await expect(page.getByRole('button', { name: 'Wilayah ini benar (1)', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Semua kode wilayah BPS di berkas ini sudah dipastikan.')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid')).toBeVisible();
  const families = await numbersOf(page, 'baris keluarga');
  expect(families[3]).toBe(families[0]);
  await store(page);
  expect((await ask<{ families: number }>(app, 'family.count')).families).toBe(families[0]);
  expect(await seriousFaults(page)).toEqual([]);

  // The same people with typing errors, and some numbers that Excel has ruined.
  const damaged = await dtsen(info.outputPath('DTSEN_kedua.xlsx'), 44, { people: 0.2, identifiers: { kind: 'scientific', share: 0.04 } });
  await choose(app, damaged);
  await expect(page.getByRole('heading', { name: /Dikenali sebagai DTSEN/ })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('grid')).toBeVisible();
  for (const total of ['baris keluarga', 'baris orang']) {
    const [all = 0, ...parts] = await numbersOf(page, total);
    expect(parts.reduce((sum, n) => sum + n, 0)).toBe(all);
  }
  const [, , changed = 0, fresh = 0, rejected = 0] = await numbersOf(page, 'baris orang');
  expect(changed).toBeGreaterThan(0);
  expect(rejected).toBeGreaterThan(0);
  expect(await seriousFaults(page)).toEqual([]);
  await page.locator('button').filter({ hasText: `${rejected} ditolak` }).last().click();
  await expect(page.getByRole('grid')).toContainText('Ditolak');
  await page.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('region', { name: /Rincian baris/ })).toContainText('Ditolak');
  await page.locator('button').filter({ hasText: `${changed} berubah` }).last().click();
  await expect(page.getByRole('grid')).toContainText('→');

  const errors = info.outputPath('kesalahan.xlsx');
  await app.dialogs.answer(errors);
  await page.keyboard.press('Control+e');
  await expect(page.getByText(/baris ditolak disimpan dengan alasannya: kesalahan\.xlsx/)).toBeVisible();
  expect(existsSync(errors)).toBe(true);

  const before = await ask<{ people: number }>(app, 'family.count');
  await store(page);
  const line = await numbersOf(page, 'baris orang');
  expect(line.slice(1).reduce((sum, n) => sum + n, 0)).toBe(line[0]);
  expect(line[2]).toBe(changed);
  expect(line[3]).toBe(fresh);
  expect(line[4]).toBe(rejected);
  expect((await ask<{ people: number }>(app, 'family.count')).people).toBe(before.people + fresh);

  await page.getByRole('button', { name: /Batalkan impor/ }).click();
  await page.getByLabel('Alasan pembatalan').fill('Berkas yang salah');
  await page.getByRole('dialog').getByRole('button', { name: 'Batalkan impor' }).click();
  await expect(page.getByText(/Dibatalkan: \d+ keluarga dan \d+ orang\. Dibiarkan: 0\./)).toBeVisible();
  expect((await ask<{ people: number }>(app, 'family.count')).people).toBe(before.people);
  expect(await seriousFaults(page)).toEqual([]);
  await app.close();
});

test('a file that cannot be imported is named as what it is, and nothing changes', async ({}, info) => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  await choose(app, await dtsen(info.outputPath('DTSEN_angka.xlsx'), 20, { identifiers: { kind: 'number', share: 1 } }));
  await expect(page.getByRole('alert').first()).toContainText('sudah hilang karena Excel', { timeout: 60_000 });
  await expect(page.getByRole('alert').first()).toContainText('Tidak ada data yang diubah.');
  await expect(page.getByRole('button', { name: 'Periksa baris' })).toHaveCount(0);
  expect(await seriousFaults(page)).toEqual([]);

  const other = info.outputPath('daftar.xlsx');
  writeFileSync(other, '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n');
  await choose(app, other);
  await expect(page.getByRole('alert')).toContainText('Ini bukan');
  expect((await ask<{ families: number }>(app, 'family.count')).families).toBe(0);
  expect((await ask<{ batches: unknown[] }>(app, 'import.list')).batches).toEqual([]);
  await app.close();
});
