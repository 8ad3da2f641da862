import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { launchOffice } from '../helpers/ready-office.ts';
import { ask, choose, tabTo, visit } from './packages-offices.ts';

interface Cell { readonly day: number; readonly status: number; readonly quantity: number | null; readonly reason: string | null }
interface Grid { readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[]; readonly days: readonly { readonly day: number; readonly off: boolean }[]; readonly portions: number; readonly absent: number }

const passphrase = 'periksa saja dahulu 9';
const note = 'luka dibersihkan';

/** Enrols one person each of the first families in these programmes. */
async function enrolElders(app: LaunchedApp, programmes: readonly string[], count: number): Promise<void> {
  const { rows } = await ask<{ rows: { id: string }[] }>(app, 'family.list', { limit: 20 });
  for (const row of rows.slice(0, count)) {
    const { people } = await ask<{ people: { id: string; active: boolean }[] }>(app, 'family.get', { id: row.id });
    const person = people.find((one) => one.active)?.id ?? '';
    for (const programme of programmes) {
      const against = await ask<{ rule: string }[]>(app, 'enrolment.check', { programme, person, start: '2026-01-01' });
      await ask(app, 'enrolment.create', { programme, person, start: '2026-01-01', overrides: against.map(({ rule }) => ({ rule, reason: 'contoh' })) });
    }
  }
}

test('BTG-4, BTG-5: a month of meals is ticked by one key each, and a visit’s note is read by whoever may read about health only', async () => {
  const { app } = await launchOffice();
  const { page } = app;
  const programmes = await ask<{ id: string; values: Record<string, unknown> }[]>(app, 'programme.list');
  const idOf = (code: string): string => programmes.find((one) => one.values['code'] === code)?.id ?? '';
  const [meals, doctor] = [idOf('LOKAL-MAKAN-LANSIA'), idOf('LOKAL-DOKTER-KUNJUNG')];
  await enrolElders(app, [meals, doctor], 4);
  await ask(app, 'user.create', { name: 'auditor', displayName: 'Auditor Contoh', role: 'auditor', passphrase });
  const { today } = await ask<{ today: string }>(app, 'office.info');
  const grid = (): Promise<Grid> => ask<Grid>(app, 'delivery.grid', { programme: meals, month: today.slice(0, 7) });

  await visit(page, `/program/${meals}`);
  await page.getByRole('button', { name: 'Lembar harian', exact: true }).waitFor();
  await page.keyboard.press('h');
  const sheet = page.getByRole('grid', { name: 'Lembar harian' });
  await expect(sheet).toBeFocused();
  expect(await seriousFaults(page)).toEqual([]);
  // The first of the month, whatever day it is today; then one key for each person.
  await page.keyboard.press('Home');
  const [one, two, three] = (await grid()).rows.map((row) => row.name) as [string, string, string];
  await page.keyboard.press('Space');
  await expect(sheet.getByRole('gridcell', { name: `${one}, 1 ` }).filter({ hasText: '1' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(sheet.getByRole('gridcell', { name: `${two}, 1 ` }).filter({ hasText: '2' })).toBeVisible();
  await page.keyboard.press('a');
  const reason = page.getByRole('dialog').getByLabel('Alasan');
  await expect(reason).toBeFocused();
  await page.keyboard.type('2');
  await expect(page.getByRole('dialog').getByText('sakit atau dirawat', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(sheet.getByRole('gridcell', { name: `${three}, 1 ` }).filter({ hasText: 'T' })).toBeVisible();
  await expect(sheet).toBeFocused();
  // The rest of the day at once; then the mistake is cleared.
  await page.keyboard.press('d');
  await expect(page.getByText('1 penerima dicentang')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await expect(page.getByText('3 porsi · 2 kali diterima · 1 kali tidak')).toBeVisible();
  const after = await grid();
  expect(after.rows.map((row) => row.cells.map(({ day, status, quantity, reason: why }) => [day, status, quantity, why]))).toEqual([[], [[1, 1, 2, null]], [[1, 4, null, 'sakit atau dirawat']], [[1, 1, 1, null]]]);
  const wasOff = after.days[0]?.off === true;
  await page.keyboard.press('l');
  if (!wasOff) {
    await expect(page.getByRole('dialog').getByLabel('Keterangan libur')).toBeFocused();
    await page.keyboard.type('dapur tutup');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText(wasOff ? 'menjadi hari antar' : 'dicatat libur')).toBeVisible();
  expect((await grid()).days[0]?.off).toBe(!wasOff);

  await visit(page, `/program/${doctor}/kunjungan`);
  await page.getByRole('button', { name: 'Catat kunjungan …' }).waitFor();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog').getByRole('combobox', { name: 'Yang dikunjungi' })).toBeFocused();
  await choose(page, await page.getByRole('option').first().innerText());
  await tabTo(page, page.getByRole('dialog').getByLabel('Petugas'));
  await page.keyboard.type('dr. Contoh');
  await tabTo(page, page.getByRole('dialog').getByLabel('Catatan kesehatan'));
  await page.keyboard.type(note);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: 'dr. Contoh' })).toContainText(note);

  await page.keyboard.press('Control+l');
  await page.getByRole('radio', { name: /Auditor/ }).click();
  await page.locator('input[type=password]').first().fill(passphrase);
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor();
  await visit(page, `/program/${doctor}/kunjungan`);
  await expect(page.getByRole('row').filter({ hasText: 'dr. Contoh' })).toBeVisible();
  await expect(page.getByText('Catatan kesehatan hanya dibaca peran yang berhak.')).toBeVisible();
  expect(await page.content()).not.toContain(note);
  await app.close();
});
