import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { seriousFaults } from '../helpers/accessibility.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { signIn } from '../helpers/ready-office.ts';
import { ask, exchangeCards, officePassphrase, saveFamily, startAgain, startOffice, visit } from './packages-offices.ts';

const [own, city] = ['64.74.03.1002', '64.74'];

interface Sent { readonly file: string }
interface Count { readonly families: number }

/** Another PC with the same disk: on one machine only the path of the office has to be another. */
function copyOf(profileDir: string): string {
  const copied = temporaryFolder('profile');
  cpSync(profileDir, copied, { recursive: true });
  const list = path.join(copied, 'offices.json');
  writeFileSync(list, readFileSync(list, 'utf8').replaceAll(profileDir, copied));
  return copied;
}

test('the folder of an office was copied, profile included, and both PCs went on: each side reads what happened, what is safe and what comes next', async ({}, info) => {
  const [stick, answers] = [info.outputPath('stik'), info.outputPath('jawaban')];
  for (const folder of [stick, answers]) mkdirSync(folder, { recursive: true });
  const [kota, first] = await Promise.all([startOffice(city), startOffice(own)]);
  await exchangeCards(first, kota, info.outputDir);
  await first.close();
  const profileDir = copyOf(first.profileDir);

  // The one PC goes on and reports; then the other does, under the same numbers.
  const original = await startAgain(first.profileDir);
  await saveFamily(original, own, 'HASNAWATI CONTOH', 'Jl. Kapal Layar 3');
  const { file } = await ask<Sent>(original, 'package.export', { to: [city], folder: stick });
  await ask(kota, 'package.receive', { paths: [file], receiptsFolder: answers });
  await original.close();
  const copy = await startAgain(profileDir);
  await saveFamily(copy, own, 'BURHANUDDIN CONTOH', 'Jl. Kapal Layar 5');
  await ask(copy, 'package.export', { to: [city], folder: stick });

  // The city: set aside, nothing changed, the receipt is the way out.
  const below = kota.page.getByRole('row').filter({ hasText: own });
  await visit(kota.page, '/paket');
  await expect(below).toContainText('Diterima');
  await kota.dialogs.answer(stick);
  await kota.page.keyboard.press('Control+o');
  await kota.page.getByRole('button', { name: /^Ambil \d/ }).click();
  const taken = kota.page.getByRole('dialog').getByRole('row').filter({ hasText: 'Disisihkan' });
  await expect(taken).toContainText('Paket ini disisihkan dan data tidak diubah. Kirimkan tanda terima', { timeout: 30_000 });
  expect(await seriousFaults(kota.page)).toEqual([]);
  await kota.page.keyboard.press('Escape');
  await expect(below).toContainText('Salinan PC: kirim tanda terima; di PC itu kantor dibuka ulang dan kartu barunya dikirim');
  expect(await ask<Count>(kota, 'family.count')).toMatchObject({ families: 1 });

  // The copy reads the receipt: its data is safe; lock, open again.
  const above = copy.page.getByRole('row').filter({ hasText: 'Dicocokkan' });
  await visit(copy.page, '/paket');
  await expect(above).toContainText('Semua terkirim');
  await copy.dialogs.answer(stick);
  await copy.page.keyboard.press('Control+o');
  await copy.page.getByRole('button', { name: /^Ambil \d/ }).click();
  await expect(copy.page.getByRole('dialog')).toContainText('Tanda terima dibaca', { timeout: 30_000 });
  await expect(copy.page.getByRole('dialog')).toContainText('PC ini salinan penuh dari PC lain');
  await copy.page.keyboard.press('Escape');
  await expect(above).toContainText('Kunci lalu buka lagi kantor ini, kirim kartunya yang baru, lalu tulis setoran');
  await expect(above).not.toContainText(/Semua terkirim|sampai nomor/);
  await expect(copy.page.getByText(/PC ini salinan penuh dari PC lain/)).toBeVisible();
  await expect(copy.page.getByRole('button', { name: /^Tulis setoran/ })).toHaveCount(0);
  expect(await seriousFaults(copy.page)).toEqual([]);
  await copy.page.keyboard.press('Control+l');
  await signIn(copy, officePassphrase);
  await visit(copy.page, '/');
  await expect(copy.page.getByText('PC ini ternyata salinan penuh dari PC lain')).toBeVisible();
  expect(await seriousFaults(copy.page)).toEqual([]);
  await visit(copy.page, '/paket');
  await expect(above).not.toContainText('Kunci lalu buka');
  await expect(above).toContainText('Kirim kartu kantor yang baru, lalu tulis paket');

  // With its new card it is a PC of its own, and its work arrives.
  await exchangeCards(copy, kota, info.outputDir);
  const second = await ask<Sent>(copy, 'package.export', { to: [city], folder: answers });
  await ask(kota, 'package.receive', { paths: [second.file] });
  await visit(kota.page, '/');
  await visit(kota.page, '/paket');
  await expect(below).not.toContainText('Salinan PC');
  expect(await ask<Count>(kota, 'family.count')).toMatchObject({ families: 2 });
  await Promise.all([copy.close(), kota.close()]);
});
