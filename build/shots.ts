import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchApp } from '../tests/helpers/app.ts';
import { cityScreens, openScreen, plainScreens, recordScreens } from '../tests/helpers/every-screen.ts';
import { openFullCity } from '../tests/helpers/full-city.ts';
import { openFullOffice } from '../tests/helpers/full-office.ts';
import { signIn } from '../tests/helpers/ready-office.ts';
import { callBridge } from '../tests/helpers/shell-app.ts';
import { buildApp } from './build-app.ts';
import { chooseEngine } from './electron-binary.ts';
import { needChromium } from './need-chromium.ts';
import { openAlbum } from './shots/album.ts';
import { takeBrokenOffices, takeFaults } from './shots/faults.ts';

/**
 * `npm run shots`: every screen × light/dark × empty/full/error × both sizes, of real offices made for it, in the real
 * window. Pictures and `index.html` go to `shots/`, or to the folder that is named.
 */
const outDir = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../shots'));
const passphrase = 'gambar layar contoh 2026';

const choice = chooseEngine();
if (choice.engine === 'stand-in') needChromium();
const engine = choice.engine === 'electron' ? 'Electron' : `stand-in (Peraga Chromium), because ${choice.reason}`;
if (process.env['TEPAT_DIST'] === undefined) await buildApp();
rmSync(outDir, { recursive: true, force: true });
const album = openAlbum(outDir);
const folder = mkdtempSync(path.join(tmpdir(), 'tepat-shots-'));
try {
  await takeEmpty();
  await takeFull();
  await takeCity();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${album.finish(engine)} pictures (${engine}): ${path.join(outDir, 'index.html')}\n`);

/** A new PC, then a new office without anything in it. */
async function takeEmpty(): Promise<void> {
  const app = await launchApp();
  await app.page.locator('h1').first().waitFor();
  await album.take(app.page, 'awal', 'kosong');
  const made = await callBridge(app, 'office.create', { code: '64.74.03.1002', user: 'siti', displayName: 'Siti Contoh', passphrase });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  await app.page.reload();
  await app.page.locator('input[type=password]').first().waitFor();
  await album.take(app.page, 'masuk', 'kosong');
  await signIn(app, passphrase);
  for (const screen of plainScreens) {
    await openScreen(app.page, screen);
    await album.take(app.page, screen.name, 'kosong');
  }
  await app.close();
}

/** A city with offices below it. */
async function takeCity(): Promise<void> {
  const app = await openFullCity(path.join(folder, 'kota'));
  for (const screen of cityScreens) {
    await openScreen(app.page, screen);
    await album.take(app.page, screen.name, 'isi');
  }
  await app.close();
}

/** An office at work, what it refuses, and what stands in the way of opening it. */
async function takeFull(): Promise<void> {
  const office = await openFullOffice(folder);
  const { app } = office;
  for (const screen of [...plainScreens, ...recordScreens(office)]) {
    await openScreen(app.page, screen);
    await album.take(app.page, screen.name, 'isi');
  }
  await takeFaults(app, folder, album);
  await app.close();
  await takeBrokenOffices(app.profileDir, office.passphrase, album);
}
