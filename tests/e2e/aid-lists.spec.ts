import { expect, test } from '@playwright/test';
import { launchOffice } from '../helpers/ready-office.ts';

test('the home screen counts the four lists of aid and leads to them; a number of a past month opens its list', async () => {
  const { app } = await launchOffice();
  const { page } = app;
  try {
    if (process.env['SHOTS']) { await page.waitForTimeout(6000); await page.screenshot({ path: `${process.env['SHOTS']}/first.png` }); }
    await page.getByRole('link', { name: /^Terlewat: \d/ }).waitFor();
    const said = await page.getByRole('link', { name: /^Terlewat: \d/ }).textContent();
    const count = Number(/\d+/.exec(said ?? '')?.[0]);
    expect(count).toBeGreaterThan(0);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/home.png` });
    await page.getByRole('link', { name: /^Terlewat: \d/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(`${count} baris, ${count} keluarga`).waitFor();
    const past = page.getByRole('table', { name: 'Jumlah baris pada akhir tiap periode' }).getByRole('link').first();
    await past.waitFor();
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/list.png` });
    const before = Number((await past.textContent())?.replaceAll('.', ''));
    await past.focus();
    await page.keyboard.press('Enter');
    await page.getByText('menurut keadaan').waitFor();
    await page.getByText(`${before} baris, ${before} keluarga`).waitFor();
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/past.png` });
    await page.getByRole('combobox', { name: 'Periode' }).click();
    await page.getByRole('option', { name: 'Tiap triwulan' }).click();
    await expect(page.getByRole('table', { name: 'Jumlah baris pada akhir tiap periode' }).getByRole('columnheader').first()).toHaveText(/^(Mar|Jun|Sep|Des) \d{4}$/);
    await page.getByRole('button', { name: 'Ke hari ini' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(`${count} baris, ${count} keluarga`).waitFor();
    if (process.env['SHOTS']) {
      await page.setViewportSize({ width: 1024, height: 768 });
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.screenshot({ path: `${process.env['SHOTS']}/list-dark.png` });
      await page.goto(page.url().replace(/#.*/, '#/program'));
      await page.getByText('PKH', { exact: true }).first().click();
      await page.getByRole('link', { name: /^Tidak layak: \d/ }).waitFor();
      await page.screenshot({ path: `${process.env['SHOTS']}/programme.png` });
    }
  } finally {
    await app.close();
  }
});
