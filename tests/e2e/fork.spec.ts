import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { caller, createApi } from '../../db/api/create-api.ts';
import { saveFamilyAt, trustEachOther } from '../helpers/by-api.ts';
import type { Ask } from '../helpers/by-api.ts';
import { makeOffice } from '../helpers/ready-office.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TEST_KDF_COST } from '../helpers/temp-office.ts';
import { officePassphrase, startAgain, visit } from './packages-offices.ts';

const [KEL, KOTA] = ['64.74.03.1002', '64.74'] as const;

interface Desk { readonly profileDir: string; readonly ask: Ask; close(): Promise<void> }

/** Works at an office without a window. */
async function desk(profileDir: string): Promise<Desk> {
  const api = createApi({ lane: 'both', profileDir, now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST });
  let token = '';
  const call = caller(api, () => token);
  token = (await call('session.open', { user: 'siti', passphrase: officePassphrase })).session;
  return { profileDir, ask: <T>(name: string, input: unknown = {}) => call(name as 'family.list', input as never) as Promise<T>, close: () => api.close() };
}

async function newDesk(code: string): Promise<Desk> {
  const profileDir = temporaryFolder('profile');
  await makeOffice(profileDir, { code, user: 'siti', displayName: 'Siti Rahmawati', passphrase: officePassphrase });
  return desk(profileDir);
}

async function report(from: Desk, folder: string): Promise<string> {
  return (await from.ask<{ file: string }>('package.export', { to: [KOTA], folder })).file;
}

test('a PC that was copied whole: the city says what was set aside, the copy what was kept and what to do next', async ({}, info) => {
  const [stick, other] = [info.outputPath('stik'), info.outputPath('stik-asli')];
  for (const folder of [stick, other]) mkdirSync(folder, { recursive: true });
  const [kelurahan, kota] = [await newDesk(KEL), await newDesk(KOTA)];
  await trustEachOther(kelurahan.ask, kota.ask, info.outputDir, 'kartu');
  await saveFamilyAt(kelurahan.ask, KEL, 'Ahmad Contoh', 'Jl. Satu 1');
  await kota.ask('package.receive', { paths: [await report(kelurahan, other)], receiptsFolder: other });
  await kelurahan.ask('package.receive', { paths: [other] });
  await kelurahan.close();
  const copied = temporaryFolder('profile');
  cpSync(kelurahan.profileDir, copied, { recursive: true });
  // A disk image has its folders where they were; here they lie elsewhere, and what names them has to say so.
  for (const name of readdirSync(copied)) {
    const file = path.join(copied, name);
    if (name.endsWith('.json')) writeFileSync(file, readFileSync(file, 'utf8').replaceAll(kelurahan.profileDir, copied));
  }
  const [original, copy] = [await desk(kelurahan.profileDir), await desk(copied)];
  await saveFamilyAt(original.ask, KEL, 'Budi Contoh', 'Jl. Dua 2');
  await saveFamilyAt(copy.ask, KEL, 'Citra Contoh', 'Jl. Tiga 3');
  await kota.ask('package.receive', { paths: [await report(original, other)] });
  await report(copy, stick);
  for (const one of [original, copy, kota]) await one.close();

  const city = await startAgain(kota.profileDir);
  await visit(city.page, '/paket');
  await city.dialogs.answer(stick);
  await city.page.keyboard.press('Control+o');
  await city.page.getByRole('button', { name: 'Ambil 1 paket' }).click();
  const told = city.page.getByRole('dialog');
  await expect(told).toContainText('Paket ini disisihkan dan data tidak diubah. Kirimkan tanda terima', { timeout: 30_000 });
  await city.page.keyboard.press('Escape');
  await expect(city.page.getByRole('row').filter({ hasText: 'Gunung Telihan' })).toBeVisible();
  await city.close();

  let window = await startAgain(copied);
  await visit(window.page, '/paket');
  await window.dialogs.answer(stick);
  await window.page.keyboard.press('Control+o');
  await window.page.getByRole('button', { name: 'Ambil 1 paket' }).click();
  await expect(window.page.getByRole('dialog')).toContainText('Tanda terima dibaca', { timeout: 30_000 });
  await window.page.keyboard.press('Escape');
  await expect(window.page.getByText('Data di sini aman. PC ini salinan penuh dari PC lain', { exact: false }).first()).toBeVisible();
  await window.close();

  // Opened again, as it was told to: its work is all there, under a name of its own.
  window = await startAgain(copied);
  await expect(window.page.getByText('PC ini ternyata salinan penuh dari PC lain')).toBeVisible();
  await expect(window.page.getByText('Kirim kartu kantor yang baru ke setiap kantor tujuan', { exact: false })).toBeVisible();
  await visit(window.page, '/keluarga');
  await expect(window.page.getByText('Citra Contoh').first()).toBeVisible();
  await window.close();
});
