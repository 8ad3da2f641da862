import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { ask, saveFamily, startOffice, visit } from './packages-offices.ts';

const kelurahan = '64.74.03.1002';

test('a duplicate is decided and taken back by the keyboard alone', async () => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  await saveFamily(app, kelurahan, 'Muhammad Syafruddin', 'Jl. Kapal Selam 12');
  await saveFamily(app, kelurahan, 'Moh. Safrudin', 'Jl Kapal Selam No 12');
  await visit(page, '/keluarga/ganda');
  await expect(page.getByText('Tidak ada dugaan ganda yang menunggu')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('region', { name: 'Dua data berdampingan' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/orang dan .* keluarga dibandingkan/)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);

  const waiting = (await ask<{ open: number }>(app, 'duplicate.count')).open;
  expect(waiting).toBeGreaterThan(0);
  await visit(page, '/');
  await expect(page.getByText(`${waiting} dugaan ganda menunggu keputusan`)).toBeVisible();
  await visit(page, '/keluarga/ganda');
  await expect(page.getByRole('region', { name: 'Dua data berdampingan' })).toBeVisible();

  await page.keyboard.press('1');
  // The key takes back what the window knows to be decided: it says so with the message.
  await expect(page.getByRole('button', { name: 'Urungkan', exact: true })).toBeVisible();
  expect((await ask<{ merged: number }>(app, 'duplicate.count')).merged).toBeGreaterThan(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Diurungkan:/)).toBeVisible();
  expect((await ask<{ open: number; merged: number }>(app, 'duplicate.count'))).toMatchObject({ open: waiting, merged: 0 });

  await expect(page.getByRole('button', { name: 'Orang berbeda' })).toBeEnabled();
  await page.keyboard.press('2');
  await expect(page.getByRole('button', { name: 'Urungkan', exact: true })).toBeVisible();
  expect((await ask<{ different: number }>(app, 'duplicate.count')).different).toBe(1);
  await app.close();
});
