import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchOffice } from '../helpers/ready-office.ts';
import { ask, visit } from './packages-offices.ts';

interface Page { readonly rows: readonly { readonly family: string; readonly need: string; readonly label: string }[] }

test('a need that the form shows is taken up with a plan, referred and closed with evidence; the rule of a need is tried and changed', async () => {
  const { app } = await launchOffice();
  const { page } = app;
  const { rows } = await ask<Page>(app, 'case.list', { view: 'proposed' });
  const [first] = rows;
  if (!first) throw new Error('no family of the practice register lacks anything');

  await visit(page, '/kasus/proposed');
  await expect(page.getByRole('grid', { name: 'Diusulkan dari formulir' })).toBeFocused();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Kasus' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: `Tangani kebutuhan ${first.label}` }).click();
  const plan = page.getByRole('dialog');
  await expect(plan.getByLabel('Rencana')).toBeFocused();
  await page.keyboard.type('Diajukan ke dinas tahun ini');
  await page.keyboard.press('Control+Enter');
  await expect(plan).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Ditangani' }).getByText('Diajukan ke dinas tahun ini')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('button', { name: `Tutup dengan bukti: ${first.label}` }).click();
  const closing = page.getByRole('dialog');
  await expect(closing.getByLabel('Bukti terpenuhi')).toBeFocused();
  await expect(closing.getByRole('button', { name: 'Tutup dengan bukti' })).toBeDisabled();
  await page.keyboard.type('Dilihat petugas, sudah dipakai');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('list', { name: 'Selesai atau tidak dilanjutkan' }).getByText('Dilihat petugas, sudah dipakai')).toBeVisible();
  expect((await ask<Page>(app, 'case.list', { view: 'met' })).rows).toMatchObject([{ family: first.family, need: first.need }]);

  await visit(page, '/kasus/aturan/kebutuhan-air');
  await expect(page.getByLabel('Nama kebutuhan')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status', { name: 'Uji pada data kantor ini' })).toBeVisible();
  await page.getByLabel('Dasar aturan').fill('Keputusan Wali Kota');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/Air minum layak versi 2 disimpan/)).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Aturan kebutuhan' })).toBeFocused();
});
