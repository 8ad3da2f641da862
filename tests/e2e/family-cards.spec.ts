import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { record } from '../helpers/record-menu.ts';
import { countHands } from './form-typing.ts';
import { ask, startOffice, tabTo, visit } from './packages-offices.ts';

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

test('a KK is split and joined again, and two families make a household and part, by keyboard alone', async () => {
  const app = await startOffice(kelurahan);
  const { page } = app;
  const home = await saveFamily(app, 'Jl. Kapal Selam 12', darwis);
  await saveFamily(app, 'Jl. Kapal Selam 14', other);
  const hands = await countHands(page);
  await visit(page, `/keluarga/${home}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Darwis Hasanuddin');

  await record(page, 'Pecah KK');
  expect(await seriousFaults(page)).toEqual([]);
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(dialog.getByLabel('Kepala Keluarga KK baru').first()).toHaveValue('Rahmat Darwis');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Nurul Aini').last()).toBeFocused();
  // The daughter-in-law of the old head is the wife of the new one.
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Sudah berkeluarga sendiri');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('KK dipecah: 2 orang pindah ke KK baru, 2 orang tinggal.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rahmat Darwis');
  await expect(page.getByText('Aktif, 2 anggota')).toBeVisible();
  // The keyboard is where the clerk goes on: on the members of the family that is shown.
  const members = page.getByRole('grid', { name: 'Anggota' });
  await expect(members).toBeFocused();

  await visit(page, `/keluarga/${home}`);
  await expect(page.getByText('Aktif, 2 anggota')).toBeVisible();
  await record(page, 'Gabung KK');
  // Enter at once: it waits for what is found for the whole name.
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('rahmat darwis');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('KK Rahmat Darwis berakhir')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await tabTo(page, dialog.getByRole('textbox', { name: 'Rahmat Darwis', exact: true }));
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await page.keyboard.type('4');
  await tabTo(page, dialog.getByRole('textbox', { name: 'Alasan' }));
  await page.keyboard.type('Kembali ke rumah orang tua');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('KK digabung: 2 orang dari keluarga Rahmat Darwis kini di sini.')).toBeVisible();
  await expect(page.getByText('Aktif, 4 anggota')).toBeVisible();
  await expect(members).toBeFocused();

  await record(page, 'Rumah tangga');
  await expect(page.getByRole('dialog').locator('input:focus')).toBeVisible();
  await page.keyboard.type('zainuddin pab');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('combobox')).toHaveValue(/Zainuddin Pabottingi/);
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('RT-12');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Rumah tangga kini 2 keluarga.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Zainuddin Pabottingi (1 orang)' })).toBeVisible();
  await expect(members).toBeFocused();
  await tabTo(page, page.getByRole('button', { name: 'Keluar dari rumah tangga' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Keluarkan keluarga ini dari rumah tangga?');
  await tabTo(page, dialog.getByRole('button', { name: 'Keluar dari rumah tangga' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Keluarga ini keluar dari rumah tangga.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Zainuddin Pabottingi (1 orang)' })).toHaveCount(0);
  await expect(members).toBeFocused();
  expect((await hands()).mouse).toBe(0);
  await app.close();
});
