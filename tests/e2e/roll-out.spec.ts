import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { launchApp } from '../helpers/app.ts';
import { enrolAnyway } from '../helpers/enrol-anyway.ts';
import { ask, choose, saveFamily, startOffice, tabTo, visit } from './packages-offices.ts';

const code = '64.74.01.1001';

test('the city writes starter files, a kelurahan begins with one, its lurah approves, and the city sees who sent', async ({}, info) => {
  const [files, stick] = [info.outputPath('berkas-awal'), info.outputPath('stik')];
  for (const folder of [files, stick]) mkdirSync(folder, { recursive: true });
  const city = await startOffice('64.74');

  // The schedule is set, then one starter file per office is written at once.
  await visit(city.page, '/paket/acuan');
  await expect(city.page.getByText('Belum ada acuan yang diterbitkan.')).toBeVisible();
  await tabTo(city.page, city.page.getByRole('combobox', { name: 'Setor' }).or(city.page.getByRole('textbox', { name: 'Setor' })).first());
  await choose(city.page, 'Tiap minggu');
  await expect(city.page.getByLabel('Hari', { exact: true }).first()).toHaveValue('Jumat');
  await city.page.keyboard.press('Control+s');
  await expect(city.page.getByText('Acuan disimpan.')).toBeVisible();
  expect(await seriousFaults(city.page)).toEqual([]);
  await visit(city.page, '/paket/berkas-awal');
  await expect(city.page.getByRole('button', { name: 'Tulis 15 berkas awal …' })).toBeVisible();
  // The files say when to hand in; what is changed here goes into them, and into the reference data.
  const first = city.page.getByRole('row').filter({ hasText: '64.74.01.1001' });
  await expect(first).toContainText('Setor tiap Jumat');
  await city.page.getByLabel('Kelonggaran (hari)').fill('1');
  await expect(first).toContainText('kelonggaran 1 hari');
  expect(await seriousFaults(city.page)).toEqual([]);
  await city.dialogs.answer(files);
  await city.page.keyboard.press('Control+Enter');
  await expect(city.page.getByText('15 berkas awal ditulis, 0 tidak dapat ditulis.')).toBeVisible({ timeout: 60_000 });
  // What was pressed may not be pressed again: the keyboard is on the offices, each with what its file says.
  await expect(city.page.getByRole('region', { name: 'Berkas awal' })).toBeFocused();
  await expect(first.getByRole('checkbox')).not.toBeChecked();
  await expect(first).toContainText('Setor tiap Jumat');
  await expect(first).toContainText('kelonggaran 1 hari');
  const file = readdirSync(files).find((name) => name.includes('6474011001')) ?? '';
  expect(await ask(city, 'starter.read', { path: path.join(files, file) })).toMatchObject({ schedule: { every: 'week', day: 5, grace: 1 } });

  // A new PC takes its file: nothing is asked but the words, a user and a passphrase.
  const kelurahan = await launchApp();
  const { page } = kelurahan;
  await page.getByRole('button', { name: /Buka berkas awal dari kota/ }).waitFor();
  await kelurahan.dialogs.answer(path.join(files, file));
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('dialog')).toContainText('Kelurahan Bontang Kuala');
  await expect(page.getByRole('dialog')).toContainText('Kota Bontang');
  const { fingerprint } = await ask<{ fingerprint: string }>(city, 'card.mine');
  for (const word of fingerprint.split('-')) await expect(page.getByRole('dialog').getByRole('listitem').filter({ hasText: word }).first()).toBeVisible();
  await expect(page.getByRole('dialog')).toContainText('Ada kata yang berbeda? Pilih Batalkan');
  expect(await seriousFaults(page)).toEqual([]);
  await tabTo(page, page.getByRole('button', { name: 'Kata-katanya sama' }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Nama lengkap pengguna pertama')).toBeFocused();
  await page.keyboard.type('Laila Contoh');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(/Kata sandi baru/)).toBeFocused();
  await page.keyboard.type('kapal hijau di dermaga 9');
  await page.keyboard.press('Tab');
  await page.keyboard.type('kapal hijau di dermaga 9');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Kode pemulihan/ })).toBeVisible({ timeout: 60_000 });
  const groups = ((await page.locator('form > div').filter({ hasText: /^[0-9A-Z]+(-[0-9A-Z]+)+$/ }).textContent()) ?? '').split('-');
  await page.keyboard.type(groups[1] ?? '');
  await page.keyboard.press('Tab');
  await page.keyboard.type(groups[4] ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /siap dipakai/ })).toBeVisible();
  await expect(page.getByText(/tulis setoran pertama untuk Kota Bontang .* walau kosong/)).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor();
  await expect(page.getByRole('button', { name: /Setoran pertama belum ditulis/ })).toBeVisible();

  // It already knows the city and when to hand in; a recipient decision waits for the lurah.
  await visit(page, '/paket');
  await expect(page.getByRole('row').filter({ hasText: 'Kota Bontang' })).toContainText('Dicocokkan');
  await expect(page.getByText(/Setor tiap Jumat/)).toBeVisible();
  await saveFamily(kelurahan, code, 'Hasanuddin bin Abdul Karim Daeng Pasewang', 'Jl. Pelabuhan Rakyat 3');
  const { rows } = await ask<{ rows: { id: string }[] }>(kelurahan, 'family.list', {});
  const programme = (await ask<{ id: string; values: Record<string, unknown> }[]>(kelurahan, 'programme.list')).find((one) => one.values['code'] === 'ATENSI');
  const { people } = await ask<{ people: { id: string }[] }>(kelurahan, 'family.get', { id: rows[0]?.id });
  await enrolAnyway((name, input) => ask(kelurahan, name, input), { person: people[0]?.id, programme: programme?.id ?? '', start: '2026-11-01' });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toContainText('1 keputusan menunggu persetujuan pengesah.');
  await expect(page.getByRole('button', { name: /Pilih stik atau folder/ })).toBeDisabled();
  await tabTo(page, page.getByRole('button', { name: 'Lihat daftar' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: 'Hasanuddin bin Abdul Karim' })).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Disetujui Laila Contoh/)).toBeVisible();

  await visit(page, '/paket');
  await expect(page.getByRole('row').filter({ hasText: 'Kota Bontang' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toContainText('Disetujui Laila Contoh');
  await kelurahan.dialogs.answer(stick);
  // What was approved leaves with one key: also the first time, the button that writes has the keyboard, and the one that closes after it.
  await expect(page.getByRole('button', { name: /Pilih stik atau folder/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Stik aman dicabut.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).last()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The city takes it without having been given a card, and sees one in and fourteen that are silent, never zero.
  expect(await ask(city, 'package.receive', { paths: [stick] })).toMatchObject([{ outcome: 'accepted', message: null }]);
  await visit(city.page, '/paket/wilayah');
  const row = city.page.getByRole('row').filter({ hasText: 'Bontang Kuala' });
  await expect(row).toContainText('Tepat waktu');
  await expect(city.page.getByRole('row').filter({ hasText: 'Bontang Baru' })).toContainText('Belum kirim');
  await expect(city.page.getByText('15 kantor: 1 tepat waktu, 0 terlambat, 14 belum kirim.')).toBeVisible();
  expect(await seriousFaults(city.page)).toEqual([]);
  await city.page.keyboard.press('2');
  // The schedule holds from today on: late in a month its first due date is in the next.
  await expect(city.page.getByRole('button', { name: 'Bulan berikutnya', exact: true })).toBeVisible();
  await city.page.keyboard.press('Alt+ArrowRight');
  await expect(city.page.getByRole('region', { name: 'Kalender' })).toBeVisible();
  expect(await seriousFaults(city.page)).toEqual([]);
  await city.page.keyboard.press('3');
  await expect(city.page.getByRole('region', { name: 'Program' }).getByRole('row').filter({ hasText: 'Bontang Kuala' })).toContainText('1');
  expect(await seriousFaults(city.page)).toEqual([]);
  await visit(page, '/paket/unggah');
  await expect(page.getByText('Kota belum membuka unggahan.')).toBeVisible();
  expect(await seriousFaults(page)).toEqual([]);
  await Promise.all([kelurahan.close(), city.close()]);
});
