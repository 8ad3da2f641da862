import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchOffice } from '../helpers/ready-office.ts';
import { ask, visit } from './packages-offices.ts';

interface Line { readonly id: string; readonly name: string; readonly status: string; readonly decisionNo: string | null; readonly exitReason: string | null }

/** Chooses from a list by its arrows, however many choices there are. */
async function choose(page: Page, field: Locator, option: string | RegExp): Promise<void> {
  await field.focus();
  await page.keyboard.press('ArrowDown');
  const wanted = page.getByRole('option', { name: option }).first();
  await wanted.waitFor();
  for (let step = 0; step < 40 && (await wanted.getAttribute('data-combobox-selected')) === null; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await wanted.waitFor({ state: 'hidden' });
}

test('a part in a programme goes from proposal to exit, and many are enrolled at once and taken back, by the keyboard alone', async () => {
  const { app } = await launchOffice();
  const { page } = app;
  const { id: programme } = await ask<{ id: string }>(app, 'programme.save', { values: { name: 'Kursi Roda Uji', shortName: 'Kursi Roda Uji', unitKind: 2 } });
  const { rows: families } = await ask<{ rows: { id: string; head: string; rt: string; rw: string }[] }>(app, 'family.list', { filter: { status: 'active' }, limit: 1 });
  const [family] = families;
  if (!family) throw new Error('no family');
  const lines = async (status = 'all'): Promise<Line[]> => (await ask<{ rows: Line[] }>(app, 'programme.recipients', { programme, status })).rows;
  const dialog = page.getByRole('dialog');

  // Proposed from the family's page.
  await visit(page, `/keluarga/${family.id}`);
  await page.getByRole('tab', { name: 'Program' }).waitFor();
  await page.keyboard.press('4');
  await page.getByRole('button', { name: 'Daftarkan', exact: true }).waitFor();
  await page.keyboard.press('d');
  await expect(dialog.getByLabel('Program', { exact: false }).first()).toBeFocused();
  await page.keyboard.type('Kursi Roda Uji');
  await page.getByRole('option', { name: /Kursi Roda Uji/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await choose(page, dialog.getByLabel('Dicatat sebagai').first(), 'Diusulkan');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Kursi Roda Uji diusulkan. Menunggu dalam daftar tunggu.')).toBeVisible();

  // Decided, made active, suspended, made active again, ended: in the tab of recipients.
  await visit(page, `/program/${programme}`);
  const grid = page.getByRole('grid', { name: 'Penerima' });
  const show = async (state: string): Promise<void> => {
    await page.getByRole('radio', { name: state, exact: true }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('row').filter({ hasText: family.head })).toBeVisible();
    await grid.focus();
  };
  await show('Diusulkan');
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('t');
  await expect(dialog.getByLabel('Nomor SK')).toBeFocused();
  await page.keyboard.type('SK 7/2026');
  await dialog.getByLabel('Tanggal SK').fill('20-11-2026');
  await dialog.getByLabel('Berlaku mulai').fill('20-11-2026');
  await expect(dialog.getByRole('button', { name: 'Tetapkan', exact: true })).toBeEnabled();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('1 ditetapkan dengan SK SK 7/2026.')).toBeVisible();
  await show('Sekarang');
  const act = async (key: string, button: string, said: string, fill: () => Promise<void> = async () => undefined): Promise<void> => {
    await grid.focus();
    await page.keyboard.press(key);
    await expect(dialog.getByLabel('Berlaku mulai')).toBeVisible();
    await fill();
    await expect(dialog.getByRole('button', { name: button, exact: true })).toBeEnabled();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(said)).toBeVisible();
  };
  await act('a', 'Aktifkan', '1 diaktifkan.');
  await act('u', 'Tunda', '1 ditunda.', async () => {
    await expect(dialog.getByLabel('Alasan ditunda')).toBeFocused();
    await page.keyboard.type('Tidak di tempat saat dikunjungi');
  });
  await expect(page.getByRole('row').filter({ hasText: 'Ditunda' })).toBeVisible();
  await act('l', 'Aktifkan kembali', '1 diaktifkan kembali.');
  await act('x', 'Keluarkan', '1 dikeluarkan.', async () => choose(page, dialog.getByLabel('Alasan keluar').first(), 'Mundur sukarela'));
  expect(await lines()).toMatchObject([{ name: family.head, status: 'Keluar', decisionNo: 'SK 7/2026', exitReason: 'Mundur sukarela' }]);
  await show('Sudah berakhir');
  await page.keyboard.press('w');
  await expect(dialog.getByRole('listitem')).toHaveCount(6);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // Everybody of a filter at once; who left before needs a decision of his own.
  const { families: all } = await ask<{ families: number }>(app, 'family.count', { filter: { rt: family.rt, rw: family.rw } });
  await page.evaluate(() => { window.location.hash = '/keluarga'; });
  await page.getByRole('grid', { name: 'Keluarga' }).waitFor();
  await choose(page, page.getByLabel('RW').first(), new RegExp(`^RW ${family.rw}`));
  await choose(page, page.getByLabel('RT').first(), new RegExp(`^RT ${family.rt}`));
  await expect(page.locator('[data-count]')).toContainText(`${all} keluarga`);
  await page.getByRole('grid', { name: 'Keluarga' }).focus();
  await page.keyboard.press('d');
  await expect(dialog.getByLabel('Program', { exact: false }).first()).toBeFocused();
  await page.keyboard.type('Kursi Roda Uji');
  await page.getByRole('option', { name: /Kursi Roda Uji/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('pernah keluar, perlu keputusan sendiri')).toBeVisible();
  const run = dialog.getByRole('button', { name: /^Daftarkan \d/ });
  await expect(run).toHaveText(`Daftarkan ${all - 1}`);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`${all - 1} didaftarkan, 0 masuk daftar tunggu.`)).toBeVisible();
  expect(await lines('active')).toHaveLength(all - 1);
  await visit(page, '/program/tindak-lanjut');
  await page.getByRole('tab', { name: 'Sekaligus (1)' }).waitFor();
  await page.keyboard.press('4');
  await expect(page.getByRole('row').filter({ hasText: 'Kursi Roda Uji' })).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Alasan')).toBeFocused();
  await page.keyboard.type('salah program');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${all - 1} dibatalkan, 0 tetap`)).toBeVisible();
  expect(await lines('active')).toHaveLength(0);
  await app.close();
});
