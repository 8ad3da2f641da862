import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createApi } from '../../db/api/create-api.ts';
import { aid } from '../../renderer/text/id/aid.ts';
import { families } from '../../renderer/text/id/families.ts';
import { settings } from '../../renderer/text/id/settings.ts';
import { welcome } from '../../renderer/text/id/welcome.ts';
import { launchApp } from '../../tests/helpers/app.ts';
import type { LaunchedApp } from '../../tests/helpers/app.ts';
import { openScreen } from '../../tests/helpers/every-screen.ts';
import { callBridge } from '../../tests/helpers/shell-app.ts';
import type { Album } from './album.ts';

/** A whole NIK of nobody in the practice office. */
const strangersNik = '6474010101500001';

/** What goes wrong on each screen: real refusals of the real app, one after the other. `folder` holds the office's files. */
export async function takeFaults(app: LaunchedApp, folder: string, album: Album): Promise<void> {
  const { page } = app;
  const at = async (screen: string, route: string, then?: (page: Page) => Promise<void>): Promise<void> => {
    await openScreen(page, { name: screen, route, ...(then === undefined ? {} : { then }) });
    await album.take(page, screen, 'galat');
  };
  await at('keluarga-daftar', '/keluarga', (each) => each.getByLabel(families.filterText).fill('zzzz'));
  await page.getByRole('button', { name: families.clearFilter }).first().click();
  await at('cari', '/', typeInto('F2', 'zzzz'));
  await at('keluarga', '/keluarga/tidak-ada');
  await at('keluarga-ubah', '/keluarga/tidak-ada/ubah');
  await at('keluarga-baru', '/keluarga/baru', (each) => typeWrongly(each));
  await at('cek-bantuan', '/keluarga/bantuan', async (each) => {
    await each.getByLabel(aid.who).first().fill(strangersNik);
    await each.getByLabel(aid.purpose).fill('pertanyaan warga di loket');
    await each.keyboard.press('Enter');
    await each.getByText(aid.notFound).waitFor();
  });
  await at('program', '/program/tidak-ada');
  await at('laporan', '/laporan/tidak-ada');
  await at('impor-periksa', '/impor/tidak-ada/periksa');
  await at('impor', '/impor', async (each) => {
    const file = path.join(folder, 'daftar.csv');
    writeFileSync(file, 'nik;nama\n');
    await app.dialogs.answer(file);
    await each.keyboard.press('Control+n');
    await each.getByRole('alert').first().waitFor();
  });
  await at('paket', '/paket', (each) => takeTruncated(app, each, folder));
  await page.keyboard.press('Escape');
  await at('paket-masuk', '/paket/masuk');
  await at('pengaturan-kata-sandi', '/pengaturan/kata-sandi', async (each) => {
    await each.getByLabel(settings.passphraseOld).fill('bukan kata sandinya');
    await each.getByLabel(welcome.passphraseLabel, { exact: true }).fill('kopi hangat 88 pagi');
    await each.getByLabel(welcome.passphraseAgain).fill('kopi hangat 88 pagi');
    await each.keyboard.press('Enter');
    await each.getByText(settings.passphraseOldWrong).waitFor();
  });
  await page.keyboard.press('Control+l');
  await page.locator('input[type=password]').first().fill('salah sekali ini');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').first().waitFor();
  await album.take(page, 'masuk', 'galat');
}

/** The lock of an office that another process holds, and of one whose file was overwritten. Its window must be closed. */
export async function takeBrokenOffices(profileDir: string, passphrase: string, album: Album): Promise<void> {
  const other = createApi({ lane: 'both', profileDir, now: () => new Date(), onEvent: () => undefined });
  const status = (await other.call('office.status', {}, { session: '' })) as { users: { name: string }[]; offices: { dir: string; current: boolean }[] };
  await other.call('session.open', { user: status.users[0]?.name ?? '', passphrase }, { session: '' });
  await takeLock(profileDir, passphrase, 'masuk-sedang-dipakai', album);
  await other.close();
  const register = path.join(status.offices.find((office) => office.current)?.dir ?? '', 'register.db');
  writeFileSync(register, Buffer.alloc(4096), { flag: 'r+' });
  await takeLock(profileDir, passphrase, 'masuk-rusak', album);
}

async function takeLock(profileDir: string, passphrase: string, screen: string, album: Album): Promise<void> {
  const app = await launchApp({ profileDir });
  await app.page.locator('h1').first().waitFor();
  const field = app.page.locator('input[type=password]');
  if ((await field.count()) > 0) {
    await field.fill(passphrase);
    await app.page.keyboard.press('Enter');
    // What is no fault of the register's is told more quietly.
    await app.page.getByRole('alert').or(app.page.getByRole('status')).first().waitFor();
  }
  await album.take(app.page, screen, 'galat');
  await app.close();
}

function typeInto(key: string, text: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.keyboard.press(key);
    await page.keyboard.type(text);
  };
}

async function typeWrongly(page: Page): Promise<void> {
  await page.locator('[data-field="family.address"]').waitFor();
  for (const text of ['Jl', 'x9', '2']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Control+s');
}

/** A file of the stick that was pulled out of the computer too early. */
async function takeTruncated(app: LaunchedApp, page: Page, folder: string): Promise<void> {
  const [whole, cut] = [path.join(folder, 'stik/tanda-terima'), path.join(folder, 'stik-terpotong')];
  mkdirSync(cut);
  const bytes = readFileSync(path.join(whole, readdirSync(whole)[0] ?? ''));
  writeFileSync(path.join(cut, 'terpotong.tepat'), bytes.subarray(0, bytes.length - 40));
  const answer = await callBridge(app, 'package.receive', { paths: [cut] });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  await app.dialogs.answer(cut);
  await page.keyboard.press('Control+o');
  await page.getByRole('dialog').getByText('terpotong.tepat').waitFor();
}
