import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { seriousFaults } from '../helpers/accessibility.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { approve } from '../helpers/approve.ts';
import { ask, exchangeCards, startAgain, startOffice, visit } from './packages-offices.ts';

interface Staged { readonly staging: string; readonly regions: readonly { readonly bpsCode: string; readonly region: string }[] }

/** Fills an office with made-up families. */
async function fillOffice(app: LaunchedApp, file: string, region: string): Promise<void> {
  await writeWorkbook(file, 'dtsen', { seed: 'paket', families: 30, region, today: '2026-11-01' });
  const { staging, regions } = await ask<Staged>(app, 'import.open', { path: file });
  await ask(app, 'import.confirmRegions', { staging, regions: regions.map(({ bpsCode, region: code }) => ({ bpsCode, region: code })) });
  await ask(app, 'import.commit', { staging });
}

/** Watches in the window, until a button that closes its dialog has the keyboard, whether it ever fell to nothing. */
function keyboardLost(): Promise<boolean> {
  return new Promise((resolve) => {
    let lost = false;
    const look = (): void => {
      const at = document.activeElement;
      lost ||= at === null || at === document.body;
      if (at?.textContent === 'Tutup') resolve(lost);
      else setTimeout(look, 5);
    };
    look();
  });
}

test('a kelurahan writes a report, the city takes it, and the receipt comes back', async ({}, info) => {
  const stick = info.outputPath('stik');
  mkdirSync(stick, { recursive: true });
  const kelurahan = await startOffice('64.74.03.1002');
  await visit(kelurahan.page, '/paket');
  await expect(kelurahan.page.getByText('Belum ada kantor yang dipercaya')).toBeVisible();
  await fillOffice(kelurahan, info.outputPath('DTSEN.xlsx'), '64.74.03.1002');
  const { families, people } = await ask<{ families: number; people: number }>(kelurahan, 'family.count');
  let city = await startOffice('64.74');
  await exchangeCards(kelurahan, city, info.outputDir);

  await expect(kelurahan.page.getByRole('row').filter({ hasText: 'Kota Bontang' })).toContainText('belum pernah');
  expect(await seriousFaults(kelurahan.page)).toEqual([]);
  await approve((name, input) => ask(kelurahan, name, input), ['64.74']);
  await kelurahan.page.keyboard.press('Control+Enter');
  await expect(kelurahan.page.getByRole('checkbox', { name: /Kota Bontang/ })).toBeChecked();
  expect(await seriousFaults(kelurahan.page)).toEqual([]);
  await kelurahan.dialogs.answer(stick);
  await kelurahan.page.getByRole('button', { name: /Pilih stik atau folder/ }).click();
  await expect(kelurahan.page.getByText('Stik aman dicabut.')).toBeVisible({ timeout: 60_000 });
  await expect(kelurahan.page.getByRole('dialog')).toContainText(`${families} keluarga dan ${people} orang`);
  await kelurahan.page.keyboard.press('Escape');
  await expect(kelurahan.page.getByRole('row').filter({ hasText: 'Kota Bontang' })).toContainText('Semua terkirim');

  // Beside the good one lies a copy that was pulled out too early.
  const [name = ''] = readdirSync(stick);
  const bytes = readFileSync(path.join(stick, name));
  writeFileSync(path.join(stick, 'terpotong.tepat'), bytes.subarray(0, Math.floor(bytes.length / 2)));
  await visit(city.page, '/paket');
  await expect(city.page.getByRole('row').filter({ hasText: 'Gunung Telihan' })).toContainText('Belum kirim');
  await city.dialogs.answer(stick);
  await city.page.keyboard.press('Control+o');
  await expect(city.page.getByRole('dialog')).toContainText('terpotong.tepat');
  expect(await seriousFaults(city.page)).toEqual([]);
  await expect(city.page.getByRole('button', { name: 'Ambil 2 paket' })).toBeFocused();
  const lost = city.page.evaluate(keyboardLost);
  await city.page.keyboard.press('Enter');
  await expect(city.page.getByRole('dialog')).toContainText('2 berkas: 1 diterima, 0 sudah ada, 1 perlu perhatian.', { timeout: 60_000 });
  await expect(city.page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).last()).toBeFocused();
  expect(await lost, 'the keyboard stays in the dialog while packages are taken').toBe(false);
  await expect(city.page.getByRole('dialog')).toContainText('1 tanda terima ditulis');
  await expect(city.page.getByRole('dialog').getByRole('row').filter({ hasText: 'terpotong.tepat' })).toContainText('Minta pengirim menyalin ulang paket yang sama.');
  await city.page.keyboard.press('Escape');
  const row = city.page.getByRole('row').filter({ hasText: 'Gunung Telihan' });
  await expect(row).toContainText(String(families));
  await expect(row).toContainText('Diterima');

  // What was refused stays on record after a restart.
  const { profileDir } = city;
  await city.close();
  city = await startAgain(profileDir);
  await visit(city.page, '/paket/masuk');
  await expect(city.page.getByRole('row').filter({ hasText: 'terpotong.tepat' })).toContainText('Ditolak');
  await expect(city.page.getByRole('row').filter({ hasText: name })).toContainText('perubahan diterapkan');
  expect(await seriousFaults(city.page)).toEqual([]);
  await city.close();

  // The stick goes back with the receipt on it.
  await kelurahan.dialogs.answer(stick);
  await kelurahan.page.keyboard.press('Control+o');
  await expect(kelurahan.page.getByRole('dialog')).toContainText('Tanda terima');
  await kelurahan.page.getByRole('button', { name: 'Ambil 1 paket' }).click();
  await expect(kelurahan.page.getByRole('dialog')).toContainText('Tanda terima dibaca');
  // Esc closes nothing while files are still taken.
  await expect(kelurahan.page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).last()).toBeFocused();
  await kelurahan.page.keyboard.press('Escape');
  await expect(kelurahan.page.getByRole('dialog')).toHaveCount(0);
  await expect(kelurahan.page.getByRole('row').filter({ hasText: 'Kota Bontang' })).toContainText('sampai nomor 1');
  await visit(kelurahan.page, '/paket/keluar');
  await expect(kelurahan.page.getByRole('row').filter({ hasText: name })).toContainText('Diterima');
  expect(await seriousFaults(kelurahan.page)).toEqual([]);

  // The same package again, byte for byte.
  const second = info.outputPath('stik-kedua');
  mkdirSync(second);
  await kelurahan.dialogs.answer(second);
  await kelurahan.page.getByRole('button', { name: `Salin ulang: ${name}` }).click();
  await expect(kelurahan.page.getByText('Stik aman dicabut.')).toBeVisible();
  expect(readFileSync(path.join(second, name)).equals(bytes)).toBe(true);
  await kelurahan.page.keyboard.press('Escape');

  // Nothing new is said plainly.
  await visit(kelurahan.page, '/paket');
  await expect(kelurahan.page.getByRole('row').filter({ hasText: 'Kota Bontang' })).toBeVisible();
  await kelurahan.page.keyboard.press('Control+Enter');
  await expect(kelurahan.page.getByRole('dialog')).toContainText('Tidak ada perubahan baru.');
  await kelurahan.dialogs.answer(second);
  await kelurahan.page.getByRole('button', { name: /Pilih stik atau folder/ }).click();
  await expect(kelurahan.page.getByText('Paket ini kosong: tidak ada perubahan sejak yang terakhir diterima.')).toBeVisible({ timeout: 60_000 });
  await kelurahan.close();
});
