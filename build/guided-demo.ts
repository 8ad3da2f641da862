import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeWorkbook } from '../db/sample/workbooks.ts';
import { launchApp } from '../tests/helpers/app.ts';
import { importFile, sendReport, showForm, showHome, showRegister, takeFromStick } from './demo/acts.ts';
import { seatClerk } from './demo/clerk.ts';
import type { Clerk } from './demo/clerk.ts';
import { commandsFor, findAgain } from './demo/compare.ts';
import type { Pictured } from './demo/compare.ts';
import { tourAreas } from './demo/tour.ts';
import { addOffice, city, handOutCard, kecamatan, kelurahan, passphrase, setUpOffice, trustCard } from './demo/offices.ts';

const generated = { seed: '7', families: 600, region: kelurahan.code, today: '2026-11-22' } as const;
/** A file as offices get them: some people with slips of the pen, some numbers that a spreadsheet spoilt. */
const damage = { people: 0.04, identifiers: { kind: 'scientific', share: 0.008 } } as const;

type Say = (line: string) => void;

/**
 * Shows the main job in the real window without a display, by clicks and keys: first run, import, package to kecamatan
 * and city, receipts, list, search, family, form, and then every other area with work in it. Leaves pictures (1366×768) in `demoDir` and the three office folders
 * in `demoDir/offices`; throws when the terminal says other numbers of these folders than the pictures.
 */
export async function guidedDemo(demoDir: string, say: Say, distDir?: string): Promise<void> {
  rmSync(demoDir, { recursive: true, force: true });
  const stick = path.join(demoDir, 'stick');
  mkdirSync(stick, { recursive: true });
  const file = path.join(demoDir, 'dtsen-gunung-telihan.xlsx');
  await writeWorkbook(file, 'dtsen', generated, damage);
  const app = await launchApp({ profileDir: demoDir, ...(distDir === undefined ? {} : { distDir }) });
  say(`Window: ${app.engine === 'electron' ? 'Electron' : 'stand-in (Peraga Chromium)'}.`);
  let pictured: Pictured;
  try {
    pictured = await playAll(await seatClerk(app, demoDir), file, stick, say);
  } finally {
    await app.close();
    rmSync(path.join(demoDir, 'window'), { recursive: true, force: true });
  }
  const found = findAgain(demoDir, pictured);
  const pictures = readdirSync(demoDir).filter((name) => name.endsWith('.png')).sort();
  writeFileSync(path.join(demoDir, 'index.html'), indexPage(pictures));
  say(`${pictures.length} pictures in ${demoDir}, with index.html. The terminal finds ${found.length} pictured numbers again:`);
  for (const { what, value } of found) say(`  ${what}: ${value}`);
  say('To look for yourself:');
  for (const command of commandsFor(demoDir, pictured.family.id)) say(`  ${command}`);
}

/** The whole plot; answers what stood on the pictures. */
async function playAll(clerk: Clerk, file: string, stick: string, say: Say): Promise<Pictured> {
  await setUpOffice(clerk, kelurahan, { pictures: true });
  say(`First run: ${kelurahan.code} ${kelurahan.name} set up in the wizard.`);
  const preview = await importFile(clerk, file);
  say(`Import: ${preview.families} families and ${preview.people} people taken from ${path.basename(file)}.`);
  await exchangeCards(clerk, stick);
  say('Cards of kelurahan, kecamatan and city exchanged, their words compared.');
  const sent = await sendReport(clerk, stick);
  say(`Package: ${sent.changes} changes on ${sent.families} families and ${sent.people} people.`);
  await clerk.changeTo(kecamatan.name, passphrase);
  await takeFromStick(clerk, stick, '09-paket-diterima-kecamatan');
  const atKecamatan = await showHome(clerk, '10-beranda-kecamatan');
  await clerk.changeTo(city.name, passphrase);
  await takeFromStick(clerk, stick, '11-paket-diterima-kota');
  const atCity = await showHome(clerk, '12-beranda-kota');
  await clerk.changeTo(kelurahan.name, passphrase);
  await takeFromStick(clerk, stick, '13-tanda-terima');
  say('Package taken by kecamatan and city, their receipts by the kelurahan.');
  const { list, recap, family } = await showRegister(clerk);
  await showForm(clerk);
  const handled = await tourAreas(clerk);
  const home = await showHome(clerk, '39-beranda');
  say('List, recap, search, family page, form, every other area and Beranda shown.');
  return { preview, sent, home, handled, receiverHomes: { kecamatan: atKecamatan, city: atCity }, list, recap, family };
}

/** Kecamatan and city are set up; each pair of offices trusts the other's card after its words were read aloud. */
async function exchangeCards(clerk: Clerk, stick: string): Promise<void> {
  const cardOf = (code: string): string => path.join(stick, `${code}.tepatcard`);
  const own = await handOutCard(clerk, cardOf(kelurahan.code));
  const aloud: [string, string][] = [];
  for (const receiver of [kecamatan, city]) {
    await addOffice(clerk, receiver);
    aloud.push([receiver.code, await handOutCard(clerk, cardOf(receiver.code))]);
    await trustCard(clerk, cardOf(kelurahan.code), own);
  }
  await clerk.changeTo(kelurahan.name, passphrase);
  for (const [code, words] of aloud) await trustCard(clerk, cardOf(code), words);
}

function indexPage(pictures: readonly string[]): string {
  const figures = pictures.map((file) => `<figure><img src="${file}" alt="" width="1366"><figcaption>${path.basename(file, '.png')}</figcaption></figure>`);
  return `<!doctype html><html lang="id"><meta charset="utf-8"><title>Tepat</title>\n${figures.join('\n')}</html>\n`;
}
