import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import { launchApp } from '../helpers/app.ts';
import type { LaunchedApp } from '../helpers/app.ts';
import { askOf, trustEachOther } from '../helpers/by-api.ts';
import { photoFile } from '../helpers/photo-file.ts';
import { readableIn } from '../helpers/plain-search.ts';
import { launchOffice, signIn } from '../helpers/ready-office.ts';
import { callBridge } from '../helpers/shell-app.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { testApi } from '../helpers/test-api.ts';
import { serverCertificate, tusServer } from '../helpers/tus-server.ts';
import { ask } from './packages-offices.ts';

const NAME = 'ZULAIKHA BUNGA RAHASIA';
const NIK = '6474035507850009';
const passphrase = 'perahu biru di muara 7';
const own = '64.74.03.1002';

test('an office imports, sends, prints, backs up, is killed, damaged and brought back; nothing of it is readable on the disk and nothing left but the upload to its one address', async () => {
  const [profileDir, temporary, stick] = [temporaryFolder('profile'), temporaryFolder('sementara'), temporaryFolder('stik')];
  const netLog = path.join(stick, 'jaringan.log');
  const browserLog = path.join(stick, 'peramban.json');
  const env = { TMPDIR: temporary, TEPAT_NET_LOG: netLog, TEPAT_BROWSER_NET_LOG: browserLog, NODE_OPTIONS: `--require ${path.join(import.meta.dirname, '../fixtures/shell/watch-net.cjs')}` };
  const { app } = await launchOffice({ code: '64.74.03.1002', user: 'siti', displayName: 'Siti', passphrase }, { profileDir, env });
  const { page } = app;
  const saved = await callBridge(app, 'family.save', {
    values: { region: '64.74.03.1002', address: 'JL. CEMPAKA RAHASIA 9', rt: '001', rw: '001' },
    people: [{ values: { name: NAME, nik: NIK, relationship: 1, sex: 2, birthDate: '1985-07-15', maritalStatus: 1 } }],
    acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25'].map((code) => ({ code, reason: 'uji' })),
  });
  expect(saved.ok).toBe(true);
  await page.evaluate(() => { window.location.hash = '/keluarga'; });
  await expect(page.getByText(NAME).first()).toBeVisible();
  // On paper it is as readable as any file that the user saved; it lies where the user said.
  const paper = path.join(stick, 'cetak.pdf');
  await app.dialogs.answer(paper);
  expect(await callBridge(app, 'shell.printToPdf', { name: 'cetak.pdf' })).toMatchObject({ ok: true });
  for (const format of ['csv', 'xlsx']) await callBridge(app, 'report.save', { name: 'families', format, path: path.join(stick, `daftar.${format}`), purpose: 'uji' });
  const imported = await importOne(app, path.join(stick, 'satu.xlsx'));
  const picture = photoFile({ seed: 7 });
  const { id: visit } = await ask<{ id: string }>(app, 'verval.record', { family: imported.family, date: '2026-11-01', result: 1 });
  await ask(app, 'photo.add', { visit, image: picture.toString('base64') });
  const server = await tusServer();
  await uploadReport(app, stick, server.url);
  expect(server.uploads()).toHaveLength(1);
  await ask(app, 'backup.create', { path: path.join(temporary, 'cadangan.tepatbak') });

  await page.evaluate(() => { window.location.hash = '/pengaturan/kesehatan'; });
  await page.getByRole('button', { name: 'Periksa sekarang' }).click();
  await expect(page.getByRole('row')).toHaveCount(19);
  await expect(page.getByRole('cell', { name: 'Rantai catatan perubahan' })).toBeVisible();
  await app.dialogs.answer(path.join(stick, 'bantuan.zip'));
  await page.getByRole('button', { name: /Simpan berkas bantuan/ }).click();
  await expect(page.getByText('Berkas bantuan disimpan: bantuan.zip')).toBeVisible();

  await page.evaluate(() => { window.location.hash = '/pengaturan/pembaruan'; });
  await app.dialogs.answer(stick);
  await page.getByRole('button', { name: /Pilih folder/ }).click();
  await expect(page.getByText(/tidak ada pembaruan Tepat/)).toBeVisible();
  expect(await callBridge(app, 'shell.runUpdate', {})).toMatchObject({ ok: false, error: { code: 'UPDATE_NONE' } });

  const office = path.join(profileDir, 'offices/contoh-64.74.03.1002');
  expect(readdirSync(path.join(office, 'snapshots')).some((name) => /-(import|daily)\.db$/.test(name))).toBe(true);
  await killedWhileImporting(app, path.join(stick, 'dua.xlsx'));

  // The bytes of the picture where no two pictures are alike.
  const secrets = [NAME, NIK, 'CEMPAKA RAHASIA', passphrase, imported.name, imported.nik, picture.subarray(2, 60)];
  expect(readableIn([profileDir, temporary], secrets)).toEqual([]);
  expect(readableIn([path.join(stick, 'bantuan.zip'), ...packagesOn(stick)], secrets)).toEqual([]);
  for (const upload of server.uploads()) writeFileSync(path.join(stick, 'unggahan.bin'), upload.bytes);
  expect(readableIn([path.join(stick, 'unggahan.bin')], secrets)).toEqual([]);
  await server.close();
  // The search finds what is there to be found, inside a compressed file as well.
  expect(readableIn([path.join(stick, 'daftar.csv'), path.join(stick, 'daftar.xlsx')], ['CEMPAKA RAHASIA'])).toEqual(['daftar.csv', 'daftar.xlsx'].map((name) => path.join(stick, name)));
  if (app.engine === 'stand-in') {
    const asked = readFileSync(netLog, 'utf8').split('\n').filter((line) => /^(connect|lookup)/.test(line));
    expect([...new Set(asked)]).toEqual([`connect ${new URL(server.url).host}`]);
    expect(readFileSync(netLog, 'utf8')).toMatch(/^watching/);
    const urls = [...readFileSync(browserLog, 'utf8').matchAll(/"url":"([a-z]+:[^"]*)"/g)].map((match) => match[1] ?? '').filter((url) => /^(https?|wss?|ftp):/.test(url) && !/^[a-z]+:\/\/(127\.0\.0\.1|localhost)/.test(url));
    // The address in whose place the stand-in answers, and Debian's browser itself, which Electron is not: none of its names can be resolved here.
    const browsersOwn = /^https?:\/\/(tepat\.invalid|accounts\.google\.com|clients2\.google\.com\/time|android\.clients\.google\.com\/checkin|content-autofill\.googleapis\.com|www\.google\.com\/async)(\/|$)/;
    expect([...new Set(urls)].filter((url) => !browsersOwn.test(url))).toEqual([]);
    expect(urls.some((url) => url.startsWith('https://tepat.invalid/'))).toBe(true);
  }

  const register = path.join(office, 'register.db');
  writeFileSync(register, readFileSync(register).fill(0, 0, 4096));
  const again = await launchApp({ profileDir });
  const lock = again.page.locator('input[type=password]').first();
  await lock.waitFor();
  await lock.fill(passphrase);
  await again.page.keyboard.press('Enter');
  await again.page.getByRole('button', { name: /^Pulihkan …/ }).click();
  const dialog = again.page.getByRole('dialog');
  await dialog.locator('input[type=password]').fill(passphrase);
  await again.page.keyboard.press('Enter');
  await expect(dialog.getByText(/^Cuplikan /).first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Pulihkan dari ini' }).first().click();
  await expect(again.page.getByText(/^Dipulihkan: /)).toBeVisible();
  await signIn(again, passphrase);
  expect(await callBridge(again, 'verify', {})).toMatchObject({ ok: true, value: { ok: true } });
  await again.close();
});

/** Takes a list in; answers one of its people. */
async function importOne(app: LaunchedApp, file: string): Promise<{ family: string; name: string; nik: string }> {
  const before = new Set(await familiesOf(app));
  await ask(app, 'import.commit', { staging: await stage(app, file, 12) });
  const family = (await familiesOf(app)).find((id) => !before.has(id)) ?? '';
  const { people } = await ask<{ people: { values: { name?: string; nik?: string } }[] }>(app, 'family.forEdit', { id: family });
  const { name = '', nik = '' } = people[0]?.values ?? {};
  expect(nik).toHaveLength(16);
  return { family, name, nik };
}

async function familiesOf(app: LaunchedApp): Promise<string[]> {
  return (await ask<{ rows: { id: string }[] }>(app, 'family.list', { limit: 100 })).rows.map(({ id }) => id);
}

async function stage(app: LaunchedApp, file: string, families: number): Promise<string> {
  await writeWorkbook(file, 'dtsen', { seed: file, families, region: own, today: '2026-11-01' });
  const { staging, regions } = await ask<{ staging: string; regions: { bpsCode: string; region: string | null }[] }>(app, 'import.open', { path: file });
  if (regions.length > 0) await ask(app, 'import.confirmRegions', { staging, regions: regions.map(({ bpsCode, region }) => ({ bpsCode, region: region ?? own })) });
  return staging;
}

/** Ends the app with SIGKILL while a list is being written into the register. */
async function killedWhileImporting(app: LaunchedApp, file: string): Promise<void> {
  const staging = await stage(app, file, 400);
  let done = false;
  void callBridge(app, 'import.commit', { staging }).then(() => { done = true; }, () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(done).toBe(false);
  await app.crash();
}

/** The city lays the address down; the next report goes there. */
async function uploadReport(app: LaunchedApp, stick: string, url: string): Promise<void> {
  const kota = await testApi({ code: '64.74', practice: true });
  const cards = path.join(stick, 'kartu');
  mkdirSync(cards);
  await trustEachOther((name, input) => ask(app, name, input), askOf(kota), cards, 'kota');
  await kota.call('reference.set', { upload: { url, certificate: serverCertificate } });
  const { file } = await kota.call('package.export', { to: [own], folder: stick, kind: 'ACUAN' });
  await ask(app, 'package.receive', { paths: [file] });
  await ask(app, 'package.export', { to: ['64.74'], folder: stick });
  const sent = await ask<{ packageId: string; kind: string }[]>(app, 'package.outbox');
  await ask(app, 'upload.queue', { packageIds: sent.filter(({ kind }) => kind === 'LAPORAN').map(({ packageId }) => packageId) });
  await ask(app, 'upload.run');
  await kota.remove();
}

function packagesOn(stick: string): string[] {
  return readdirSync(stick).filter((name) => name.endsWith('.tepat')).map((name) => path.join(stick, name));
}
