import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { LaunchedApp } from '../helpers/app.ts';
import { countHands } from './form-typing.ts';
import { ask, serious, startOffice, visit } from './packages-offices.ts';

const kelurahan = '64.74.03.1002';

interface Member {
  readonly name: string;
  readonly relationship: number;
  readonly sex: number;
  readonly birthDate: string;
}

const darwis: readonly Member[] = [
  { name: 'Darwis Hasanuddin', relationship: 1, sex: 1, birthDate: '1961-03-02' },
  { name: 'Halimah Tussadiah', relationship: 2, sex: 2, birthDate: '1964-08-11' },
  { name: 'Rahmat Darwis', relationship: 3, sex: 1, birthDate: '1990-01-15' },
  { name: 'Nurul Aini', relationship: 4, sex: 2, birthDate: '1992-05-20' },
];
const other: readonly Member[] = [{ name: 'Zainuddin Pabottingi', relationship: 1, sex: 1, birthDate: '1950-12-01' }];

/** Saves a family whatever the checks warn of; answers its id. */
async function saveFamily(app: LaunchedApp, address: string, people: readonly Member[]): Promise<string> {
  const family = {
    values: { address, rt: '004', rw: '002', region: kelurahan, noKkReason: 2 },
    people: people.map((person) => ({ values: { ...person, birthPlace: 'Bontang', maritalStatus: 2, nikReason: 2 } })), reason: 'contoh uji',
  };
  const found = await ask<{ code: string; severity: string; record?: string; field?: string }[]>(app, 'family.check', family);
  const acknowledged = found.filter((each) => each.severity === 'warn').map(({ code, record, field }) => ({ code, record, field, reason: 'contoh uji' }));
  return (await ask<{ id: string }>(app, 'family.save', { ...family, acknowledged })).id;
}

/** Opens what can be recorded of a family and chooses by the arrows. */
async function record(page: Page, what: string): Promise<void> {
  await page.keyboard.press('c');
  const item = page.getByRole('menuitem', { name: what, exact: true });
  await expect(item).toBeVisible();
  for (let step = 0; step < 12 && !(await item.evaluate((each) => each === document.activeElement)); step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: what })).toBeVisible();
}

const people = (page: Page): Promise<string[]> => page.getByRole('tabpanel').locator('tbody th, tbody tr td:first-child').allTextContents();

test('a KK is split and joined again, and two families make a household and part, by keyboard alone', async () => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  const home = await saveFamily(app, 'Jl. Kapal Selam 12', darwis);
  await saveFamily(app, 'Jl. Kapal Selam 14', other);
  const hands = await countHands(page);
  await visit(page, `/keluarga/${home}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Darwis Hasanuddin');

  await record(page, 'Pecah KK');
  expect(await serious(page)).toEqual([]);
  await page.screenshot({ path: '/tmp/w2.png' });
  console.log(await people(page), await hands());
});
