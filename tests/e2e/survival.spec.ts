import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp } from '../helpers/app.ts';
import { launchOffice, signIn } from '../helpers/ready-office.ts';
import { callBridge } from '../helpers/shell-app.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const NAME = 'ZULAIKHA BUNGA RAHASIA';
const NIK = '6474035507850009';
const passphrase = 'perahu biru di muara 7';

test('an office is checked, printed, killed, damaged and brought back; nothing of it is readable on the disk and nothing was asked of the network', async () => {
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
  await callBridge(app, 'report.save', { name: 'families', format: 'csv', path: path.join(stick, 'daftar.csv'), purpose: 'uji' });

  await page.evaluate(() => { window.location.hash = '/pengaturan/kesehatan'; });
  await page.getByRole('button', { name: 'Periksa sekarang' }).click();
  await expect(page.getByRole('row')).toHaveCount(18);
  await expect(page.getByRole('cell', { name: 'Rantai catatan perubahan' })).toBeVisible();
  await app.dialogs.answer(path.join(stick, 'bantuan.zip'));
  await page.getByRole('button', { name: /Simpan berkas bantuan/ }).click();
  await expect(page.getByText('Berkas bantuan disimpan: bantuan.zip')).toBeVisible();

  await page.evaluate(() => { window.location.hash = '/pengaturan/pembaruan'; });
  await app.dialogs.answer(stick);
  await page.getByRole('button', { name: /Pilih folder/ }).click();
  await expect(page.getByText(/tidak ada pembaruan Tepat/)).toBeVisible();
  expect(await callBridge(app, 'shell.runUpdate', {})).toMatchObject({ ok: false, error: { code: 'UPDATE_NONE' } });

  // The snapshot of the day is taken beside the work.
  const office = path.join(profileDir, 'offices/contoh-64.74.03.1002');
  await expect.poll(() => (existsSync(path.join(office, 'snapshots')) ? readdirSync(path.join(office, 'snapshots')).filter((name) => name.endsWith('-daily.db')).length : 0)).toBe(1);
  await app.crash();

  expect(readable([profileDir, temporary], [NAME, NIK, 'CEMPAKA RAHASIA', passphrase])).toEqual([]);
  // The search finds what is there to be found.
  expect(readable([stick], ['CEMPAKA RAHASIA'])).toContain(path.join(stick, 'daftar.csv'));
  if (app.engine === 'stand-in') {
    // Playwright's own way to the page is one of these; it comes from outside and is no request of the app's.
    const asked = readFileSync(netLog, 'utf8').split('\n').filter((line) => /^(connect|lookup)/.test(line) && !/(localhost|127\.0\.0\.1|::1)/.test(line));
    expect(asked).toEqual([]);
    expect(readFileSync(netLog, 'utf8')).toMatch(/^watching/);
    const urls = [...readFileSync(browserLog, 'utf8').matchAll(/"url":"([a-z]+:[^"]*)"/g)].map((match) => match[1] ?? '').filter((url) => /^(https?|wss?|ftp):/.test(url) && !/^[a-z]+:\/\/(127\.0\.0\.1|localhost)/.test(url));
    // The address in whose place the stand-in answers, and Debian's browser itself, which Electron is not: none of its names can be resolved here.
    const browsersOwn = /^https?:\/\/(tepat\.invalid|accounts\.google\.com|clients2\.google\.com\/time|content-autofill\.googleapis\.com|www\.google\.com\/async)\//;
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
  await expect(dialog.getByText(/Cuplikan .*Harian/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Pulihkan dari ini' }).click();
  await expect(again.page.getByText(/^Dipulihkan: /)).toBeVisible();
  await signIn(again, passphrase);
  expect(await callBridge(again, 'verify', {})).toMatchObject({ ok: true, value: { ok: true } });
  await again.close();
});

/** Files below the folders in which one of the texts can be read, in bytes of one or of two per letter. */
function readable(folders: readonly string[], texts: readonly string[]): string[] {
  const wanted = texts.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(text.toLowerCase(), 'utf8')]);
  return folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return wanted.some((text) => bytes.includes(text));
    });
}
