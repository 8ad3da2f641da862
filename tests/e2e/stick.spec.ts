import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { exchangeCards, saveFamily, startOffice, visit } from './packages-offices.ts';

test('a stick shows up by itself and offers one thing at a time: write, take all, take the answer', async ({}, info) => {
  const [here, there] = [info.outputPath('usb-kelurahan'), info.outputPath('usb-kota')];
  for (const folder of [here, there]) mkdirSync(folder, { recursive: true });
  const [kelurahan, city] = await Promise.all([startOffice('64.74.03.1002', { env: { TEPAT_DRIVES: here } }), startOffice('64.74', { env: { TEPAT_DRIVES: there } })]);
  await saveFamily(kelurahan, '64.74.03.1002', 'Muhammad Syafruddin Daeng Mattawang', 'Jl. Kapal Selam 12');
  await exchangeCards(kelurahan, city, info.outputDir);
  const bar = (app: typeof city) => app.page.getByRole('region', { name: 'Stik KINGSTON' });

  // An empty stick is put in while Beranda stands open.
  await visit(kelurahan.page, '/');
  mkdirSync(path.join(here, 'KINGSTON'));
  await expect(bar(kelurahan)).toContainText('perubahan belum dikirim; setoran dapat ditulis ke stik ini', { timeout: 20_000 });
  await expect(bar(kelurahan).getByRole('button')).toHaveCount(1);
  expect(await seriousFaults(kelurahan.page)).toEqual([]);
  const write = kelurahan.page.getByRole('button', { name: 'Tulis ke stik KINGSTON' });
  // The dialog may be drawn before the sticks are known, as after an approval: the one that is in has the keyboard all the same.
  await visit(kelurahan.page, '/paket/tulis/64.74');
  await expect(write).toBeFocused();
  await kelurahan.page.keyboard.press('Escape');
  await visit(kelurahan.page, '/');
  await expect(bar(kelurahan).getByRole('button')).toHaveCount(1);
  await kelurahan.page.keyboard.press('Control+m');
  await expect(write).toBeFocused();
  // Pulled out at this moment: the dialog stays and says so, no number is used, and the key goes on from there.
  renameSync(path.join(here, 'KINGSTON'), path.join(info.outputDir, 'dicabut'));
  await kelurahan.page.keyboard.press('Enter');
  await expect(kelurahan.page.getByRole('dialog')).toContainText('tidak dapat dipakai', { timeout: 30_000 });
  await expect(bar(kelurahan)).toHaveCount(0, { timeout: 20_000 });
  await expect(write).toBeFocused();
  renameSync(path.join(info.outputDir, 'dicabut'), path.join(here, 'KINGSTON'));
  await kelurahan.page.keyboard.press('Enter');
  await expect(kelurahan.page.getByText('Stik aman dicabut.')).toBeVisible({ timeout: 30_000 });
  await expect(kelurahan.page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).last()).toBeFocused();
  await kelurahan.page.keyboard.press('Enter');
  await expect(kelurahan.page.getByRole('dialog')).toHaveCount(0);
  await expect(bar(kelurahan)).toContainText('Tidak ada yang perlu diambil atau ditulis');
  await expect(bar(kelurahan).getByRole('button')).toHaveCount(0);
  // What had the keyboard is done and gone from Beranda: it goes to the first piece of work that is left.
  await expect(kelurahan.page.getByRole('main').getByRole('listitem').getByRole('button').first()).toBeFocused();

  // At the city it lies beside a copy that was pulled out too early, and comes after a disk that is always in and holds nothing.
  mkdirSync(path.join(there, 'ARSIP'));
  const [name = ''] = readdirSync(path.join(here, 'KINGSTON'));
  const bytes = readFileSync(path.join(here, 'KINGSTON', name));
  writeFileSync(path.join(here, 'KINGSTON', 'terpotong.tepat'), bytes.subarray(0, bytes.length - 900));
  await visit(city.page, '/paket');
  renameSync(path.join(here, 'KINGSTON'), path.join(there, 'KINGSTON'));
  await expect(bar(city)).toContainText('untuk kantor ini belum diambil', { timeout: 20_000 });
  await expect(bar(kelurahan)).toHaveCount(0, { timeout: 20_000 });
  expect(await seriousFaults(city.page)).toEqual([]);
  await city.page.keyboard.press('Control+m');
  const dialog = city.page.getByRole('dialog');
  await expect(dialog.getByText(/2 berkas: 1 diterima, 0 sudah ada, 1 perlu perhatian/)).toBeVisible({ timeout: 30_000 });
  await expect(dialog).toContainText('Stik aman dicabut.');
  await expect(dialog.getByRole('button', { name: 'Tutup' }).last()).toBeFocused();
  await expect(dialog.getByRole('row').filter({ hasText: 'terpotong.tepat' })).toContainText('Ditolak');
  await expect(dialog.getByRole('row').filter({ hasText: name })).toContainText('Diterima');
  expect(await seriousFaults(city.page)).toEqual([]);
  expect(readdirSync(path.join(there, 'KINGSTON', 'tanda-terima'))).toHaveLength(1);
  await city.page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);

  // Back at the kelurahan the answer is all that is left to take.
  renameSync(path.join(there, 'KINGSTON'), path.join(here, 'KINGSTON'));
  await expect(bar(kelurahan)).toContainText('0 paket dan 1 tanda terima untuk kantor ini', { timeout: 20_000 });
  await kelurahan.page.keyboard.press('Control+m');
  await expect(kelurahan.page.getByRole('dialog')).toContainText('Tanda terima dibaca', { timeout: 30_000 });
  await kelurahan.page.keyboard.press('Enter');
  await visit(kelurahan.page, '/paket');
  await expect(kelurahan.page.getByRole('row').filter({ hasText: 'Kota Bontang' })).toContainText('sampai nomor 1');
  await Promise.all([kelurahan.close(), city.close()]);
});
