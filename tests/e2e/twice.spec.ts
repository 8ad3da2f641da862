import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { familyValues, madeUpNik, personValues } from '../flow/registry/office.ts';
import { seriousFaults } from '../helpers/accessibility.ts';
import { askOf, trustEachOther } from '../helpers/by-api.ts';
import { testApi } from '../helpers/test-api.ts';
import { ask, startOffice, visit } from './packages-offices.ts';

test('people whom a package brought twice are one question, decided at once with a reason', async ({}, info) => {
  const app = await startOffice('64.74.03');
  const here = <T>(name: string, input?: unknown): Promise<T> => ask<T>(app, name, input);
  const nik = madeUpNik('1980-05-17', 1);
  for (const code of ['64.74.03.1001', '64.74.03.1002']) {
    const folder = info.outputPath(code);
    mkdirSync(folder, { recursive: true });
    const below = await testApi({ root: folder, code, practice: true });
    await below.call('family.save', { values: familyValues({ region: code }), people: [{ values: personValues('RAHMAT HIDAYAT', { nik }) }] });
    await trustEachOther(here, askOf(below), folder, 'kartu');
    const { file } = await below.call('package.export', { to: ['64.74.03'], folder });
    await here('package.receive', { paths: [path.resolve(file)] });
    await below.close();
  }
  const { page } = app;
  // What was received says how many of it may be here twice, and leads to their question.
  await visit(page, '/paket/masuk');
  const link = page.getByRole('row').filter({ hasText: 'Gunung Telihan' }).getByRole('link', { name: '1 orang mungkin ganda: putuskan' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText('1 orang sepertinya sama dengan yang sudah ada di sini')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await visit(page, '/putusan');
  const notice = page.getByRole('status').filter({ hasText: '1 orang sepertinya sama dengan yang sudah ada di sini' });
  await expect(notice).toContainText('Belum ada yang digabung');
  expect(await seriousFaults(page)).toEqual([]);
  await notice.getByRole('button', { name: /Putuskan sekaligus/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Orang berbeda/ }).check();
  await expect(dialog.getByRole('button', { name: 'Putuskan 1' })).toBeDisabled();
  await dialog.getByLabel('Alasan').fill('kembar');
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Putuskan 1' }).click();
  await expect(notice).toHaveCount(0);
  expect(await here('duplicate.count')).toMatchObject({ open: 0, different: 1 });
  await app.close();
});
