import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { ask, saveFamily, startOffice, visit } from './packages-offices.ts';

test('KPS-5 BTG-12 a target is written by keyboard and held against what was published; a report is made final and tells what differs later', async () => {
  const office = await startOffice('64.74.03.1002');
  const { page } = office;
  await saveFamily(office, '64.74.03.1002', 'Rohana', 'Jl. Nusa Indah 9');

  await visit(page, '/laporan/indicators');
  await expect(page.getByText('Belum ada indikator')).toBeVisible();
  await page.keyboard.press('Control+n');
  const name = page.getByLabel('Nama indikator');
  await expect(name).toBeFocused();
  await page.keyboard.type('Persentase penduduk miskin');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Persentase penduduk miskin disimpan.')).toBeVisible();
  // The next key takes a figure down once there is an indicator to have it.
  await page.getByRole('button', { name: 'Nilai baru …' }).waitFor();
  await page.keyboard.press('Control+n');
  const value = page.getByLabel('Nilai (%)');
  await expect(value).toBeFocused();
  await page.keyboard.type('3,75');
  await page.getByText('Target', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Sumber', exact: true }).fill('RPJMD');
  await page.keyboard.press('Control+s');
  const target = page.getByRole('row').filter({ hasText: 'RPJMD' });
  await expect(target).toContainText('3,75 %');
  await expect(target).toContainText('Belum ada angka terbit');
  const [indicator] = await ask<{ id: string; values: { area: string; year: number }[] }[]>(office, 'indicator.list');
  const { area = '', year = 0 } = indicator?.values[0] ?? {};
  await ask(office, 'indicator.saveValue', { indicator: indicator?.id, area, year, kind: 'published', value: 3.7, source: 'BPS', document: 'BRS' });
  await visit(page, '/laporan');
  await expect(page.getByRole('heading', { name: 'Laporan', level: 1 })).toBeVisible();
  await visit(page, '/laporan/indicators');
  await expect(target).toContainText('Tercapai');
  // What the register counts stands apart, under its own name.
  await expect(page.getByRole('heading', { name: 'Hitungan register: Keluarga desil 1', exact: true })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  // A key belongs to the screen that is there: the next one is loaded when it is gone to.
  const arrive = async (route: string, title: string): Promise<void> => {
    await visit(page, route);
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  };
  await arrive('/laporan/outcomes', 'Output & outcome');
  await page.keyboard.press('p');
  await expect(page.getByLabel('Nama potret')).toBeFocused();
  await page.keyboard.type('Awal kegiatan');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Potret "Awal kegiatan" disimpan: 1 keluarga.')).toBeVisible();
  // Kept today and nothing changed since: there is one only, and it is said.
  await expect(page.getByText(/^Hanya ada satu potret untuk masa ini/)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  await arrive('/laporan/periods', 'Laporan masa');
  await page.keyboard.press('Control+n');
  await expect(page.getByLabel('Judul laporan')).toBeFocused();
  await page.keyboard.type('Laporan tahun lalu');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Draf: tabel menunjukkan register sekarang.')).toBeVisible();
  await page.getByRole('button', { name: /^Finalkan/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Finalkan' }).click();
  await expect(page.getByText('Register sekarang masih sama dengan laporan ini.')).toBeVisible();
  await ask(office, 'indicator.saveValue', { indicator: indicator?.id, area, year: 2020, kind: 'published', value: 4.38, source: 'BPS', document: 'BRS' });
  await page.keyboard.press('Escape');
  await page.getByRole('row').filter({ hasText: 'Laporan tahun lalu' }).click();
  await expect(page.getByRole('heading', { name: '1 angka di register sekarang berbeda dari laporan ini' })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
});
