import { mkdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../helpers/by-api.ts';
import { testApi } from '../helpers/test-api.ts';
import { ask, startOffice, tabTo, visit } from './packages-offices.ts';

const steps = '01900000-0000-7000-a000-000000000003';
const code = '64.74.03.1002';

test('a scheme changed in the form changes its report; a target list chosen by a rule goes to its kelurahan', async ({}, info) => {
  const down = info.outputPath('turun');
  mkdirSync(down, { recursive: true });
  const [city, kelurahan] = [await startOffice('64.74'), await testApi({ code, practice: true })];
  const { page } = city;
  const [above, below] = [<T>(name: string, input?: unknown): Promise<T> => ask<T>(city, name, input), askOf(kelurahan)];
  await trustEachOther(above, below, info.outputDir, 'kartu');
  await saveFamilyAt(above, code, 'Hasanuddin', 'Jl. Pelabuhan 3');
  const { rows: [family] } = await above<{ rows: { id: string }[] }>('family.list');
  await above('ranking.add', { family: family?.id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: 1, date: '2026-06-30' });

  // PKH belongs to none of the four steps, until the form says so.
  await visit(page, `/laporan/schemes/${steps}`);
  const economy = page.getByRole('row').filter({ hasText: 'Pemberdayaan ekonomi' });
  await expect(economy.getByRole('cell').first()).toHaveText('9');
  await visit(page, `/program/skema/${steps}`);
  await expect(page.getByLabel('Nama skema')).toHaveValue('Empat langkah Kalimantan Barat');
  await tabTo(page, page.getByRole('group', { name: 'Butir 1' }).getByLabel('Juga program ini'));
  await page.keyboard.type('PKH');
  const option = page.getByRole('option', { name: 'PKH', exact: true });
  await page.keyboard.press('ArrowDown');
  await expect(option).toHaveAttribute('data-combobox-selected', /.*/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Butir 1' })).toContainText('10 program:');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('disimpan sebagai versi 2')).toBeVisible();
  await visit(page, `/laporan/schemes/${steps}`);
  await expect(economy.getByRole('cell').first()).toHaveText('10');

  // The city chooses families by a rule, and sees whom before anything is made.
  await visit(page, '/program/sasaran/baru');
  const name = page.getByLabel('Nama daftar');
  await tabTo(page, name);
  await page.keyboard.type('Sasaran tertarget');
  await tabTo(page, page.getByRole('group', { name: 'Syarat 1' }).getByLabel('Sampai'));
  await page.keyboard.type('2');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status', { name: 'Akan terpilih' })).toContainText('1 keluarga di 1 kelurahan/desa');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Sasaran tertarget versi 1: 1 keluarga')).toBeVisible();
  const part = page.getByRole('row').filter({ hasText: 'Gunung Telihan' });
  await expect(part).toContainText('Belum dikirim');
  expect(await seriousFaults(page)).toEqual([]);
  await above('package.export', { to: [code], folder: down, kind: 'SASARAN' });
  await expect(part).toContainText('Terkirim');
  expect(await below('package.receive', { paths: [down] })).toMatchObject([{ outcome: 'accepted' }]);
  expect(await below('targetSet.list')).toMatchObject([{ title: 'Sasaran tertarget', version: 1, own: false, families: 1 }]);

  // What each family of the list has and lacks.
  await page.keyboard.press('k');
  const line = page.getByRole('row').filter({ hasText: 'Hasanuddin' });
  await expect(line).toContainText('Penurunan kantong kemiskinan');
  await page.keyboard.press('v');
  await expect(line).toContainText('belum');
  await kelurahan.remove();
  await city.close();
});
