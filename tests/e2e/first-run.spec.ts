import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchApp } from '../helpers/app.ts';
import { askOf, saveFamilyAt } from '../helpers/by-api.ts';
import { TEST_PASSPHRASE } from '../helpers/temp-office.ts';
import { testApi } from '../helpers/test-api.ts';

const passphrase = 'perahu biru di muara 7';

test('first run: an office is chosen by typing and made, its recovery code is typed back, by keyboard alone', async () => {
  const app = await launchApp();
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Selamat datang di Tepat' })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('api');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expect(page.getByRole('option').first()).not.toContainText('Api-Api');
  // Enter comes before the answer to the last letters, and waits for it.
  await page.keyboard.type(' api bontang');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Kelurahan Api-Api');
  await page.keyboard.type('Siti Rahmawati');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Kata sandi baru')).toBeFocused();
  await page.keyboard.type('12345');
  await expect(page.getByText('Terlalu pendek')).toBeVisible();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(passphrase);
  await expect(page.getByText(/Kekuatan: (kuat|sangat kuat)/)).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: /Kode pemulihan/ })).toBeVisible({ timeout: 30_000 });
  const code = (await page.getByText(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/).textContent()) ?? '';
  const groups = code.split('-');
  const confirm = page.getByRole('button', { name: 'Sudah saya simpan' });
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('QQQQQ');
  await expect(page.getByText('Belum sama dengan kelompok ke-2')).toBeVisible();
  await expect(confirm).toBeDisabled();
  await page.keyboard.press('Control+A');
  await page.keyboard.type((groups[1] ?? '').toLowerCase());
  await page.keyboard.press('Tab');
  await page.keyboard.type(groups[4] ?? '');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /siap dipakai/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Beranda' })).toBeVisible();
  await expect(page.getByText('Kode pemulihan belum dipastikan')).toHaveCount(0);
  expect(await seriousFaults(page)).toEqual([]);

  // The next start asks for the passphrase; a wrong one says what is safe and keeps the name.
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('radio', { name: 'Siti Rahmawati' })).toBeChecked();
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('salah sekali ini');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Kata sandi tidak cocok');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Beranda' })).toBeVisible();
  await app.close();
});

test('the practice office is marked on every screen, and its settings work', async () => {
  const app = await launchApp();
  const { page } = app;
  await page.getByRole('button', { name: 'Coba dengan data contoh' }).click();
  await expect(page.getByRole('dialog')).toContainText(/[\d.]+ keluarga, [\d.]+ orang/, { timeout: 90_000 });
  await page.getByRole('button', { name: 'Buka kantor contoh' }).click();
  await expect(page.getByRole('heading', { name: 'Beranda' })).toBeVisible();
  for (const [route, heading] of [['tampilan', 'Tampilan'], ['pengguna', 'Pengguna'], ['kata-sandi', 'Kata sandi'], ['kartu', 'Kartu kantor'], ['cadangan', 'Cadangan'], ['riwayat', 'Perubahan'], ['periksa', 'Periksa data']] as const) {
    await page.evaluate((to) => { window.location.hash = to; }, `/pengaturan/${route}`);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.getByText('DATA CONTOH — bukan data warga')).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await seriousFaults(page), route).toEqual([]);
  }
  await page.getByRole('button', { name: 'Periksa sekarang' }).click();
  await expect(page.getByText(/Data utuh: [\d.]+ perubahan/)).toBeVisible({ timeout: 60_000 });

  await page.evaluate(() => { window.location.hash = '/pengaturan/pengguna'; });
  await expect(page.getByRole('grid')).toContainText('Operator Contoh');
  await page.keyboard.press('Control+n');
  await expect(page.getByLabel('Nama lengkap')).toBeFocused();
  await page.keyboard.type('Budi Santoso');
  await page.keyboard.press('Escape');
  await expect(page.getByText('Ada isian yang belum disimpan')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Nama lengkap')).toHaveValue('Budi Santoso');
  await page.getByLabel('Nama masuk').fill('budi');
  await page.getByLabel('Kata sandi baru').fill('kopi hangat 88 pagi');
  await page.getByLabel('Kata sandi sekali lagi').fill('kopi hangat 88 pagi');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Pengguna Budi Santoso ditambahkan.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('row').filter({ hasText: 'Budi Santoso' })).toContainText('Operator');

  await page.evaluate(() => { window.location.hash = '/pengaturan/tampilan'; });
  await page.getByText('English', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Appearance' })).toBeVisible();
  await expect(page.getByText('SAMPLE DATA — not real residents')).toBeVisible();
  await page.getByText('Bahasa Indonesia', { exact: true }).click();
  await app.close();
});

test('a backup is written, proved, and brings the office back', async ({}, info) => {
  const app = await launchApp();
  const { page } = app;
  await page.getByRole('button', { name: 'Coba dengan data contoh' }).click();
  await expect(page.getByRole('dialog')).toContainText('keluarga', { timeout: 90_000 });
  const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
  const user = (await page.getByRole('dialog').locator('dd').first().textContent()) ?? '';
  await page.getByRole('button', { name: 'Buka kantor contoh' }).click();
  await page.evaluate(() => { window.location.hash = '/pengaturan/cadangan'; });
  const file = info.outputPath('kantor.tepatbak');
  await app.dialogs.answer(file);
  await page.getByRole('button', { name: 'Cadangkan sekarang' }).click();
  await expect(page.getByText(/Cadangan terbukti utuh: [\d.]+ keluarga/)).toBeVisible({ timeout: 60_000 });

  await page.getByRole('button', { name: 'Pulihkan dari berkas …' }).click();
  await app.dialogs.answer(file);
  await page.getByRole('button', { name: 'Pilih berkas …' }).click();
  await page.getByLabel('Nama masuk saat cadangan dibuat').fill(user);
  await page.getByRole('dialog').locator('input[type=password]').fill(secret);
  await page.getByRole('button', { name: 'Pulihkan', exact: true }).click();
  await expect(page.getByText(/Dipulihkan: [\d.]+ keluarga/)).toBeVisible({ timeout: 60_000 });
  await page.locator('input[type=password]').fill(secret);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Cadangan' })).toBeVisible();
  await app.close();
});

test('a new PC takes its office back from a backup, by keyboard alone', async ({}, info) => {
  const lost = await testApi({ code: '64.74.03.1002' });
  await saveFamilyAt(askOf(lost), '64.74.03.1002', 'HASNAWATI CONTOH', 'Jl. Kapal Layar 3');
  const { file } = await lost.call('backup.create', { path: info.outputPath('cadangan.tepatbackup') });
  await lost.remove();
  const app = await launchApp();
  const { page } = app;
  await app.dialogs.answer(file);
  await page.getByRole('button', { name: /^Pulihkan kantor dari cadangan/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').locator('[data-autofocus]')).toBeFocused();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('cadangan.tepatbackup');
  await page.keyboard.press('Tab');
  await page.keyboard.type('siti');
  await page.keyboard.press('Tab');
  await page.keyboard.type(TEST_PASSPHRASE);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^Dipulihkan: 1 keluarga/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Gunung Telihan');
  await page.locator('input[type=password]').first().fill(TEST_PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: '1 keluarga' })).toBeVisible();
  await app.close();
});
