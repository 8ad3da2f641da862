import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchApp } from '../tests/helpers/app.ts';
import { seatClerk } from './demo/clerk.ts';
import type { Clerk } from './demo/clerk.ts';
import { terminal } from './demo/terminal.ts';

/** Generated office, user and passphrase; the passphrase is printed, so that the folders can be looked into afterwards. */
const kelurahan = { region: 'Gunung Telihan', code: '64.74.03.1002', name: 'Siti Contoh', user: 'siti' };
const kecamatan = { code: '64.74.03', user: 'camat' };
const city = { code: '64.74', user: 'kota' };
const passphrase = 'peraga tepat sasaran 2026';
const families = '400';

/**
 * Shows the main job in the real window without a display: first run, import, list, search, family, form, package,
 * receipt. Leaves pictures (1366×768) in `demoDir` and the office folders in `demoDir/offices`.
 */
export async function guidedDemo(demoDir: string, say: (line: string) => void): Promise<void> {
  rmSync(demoDir, { recursive: true, force: true });
  const files = path.join(demoDir, 'files');
  mkdirSync(files, { recursive: true });
  const tepat = terminal(passphrase);
  tepat('generate', '--families', families, '--seed', '7', '--out', files, '--layout', 'dtsen');

  const app = await launchApp({ profileDir: demoDir });
  say(`Window: ${app.engine === 'electron' ? 'Electron' : 'stand-in (Peraga Chromium)'}.`);
  try {
    const clerk = await seatClerk(app, demoDir);
    await clerk.setUpOffice({ ...kelurahan, passphrase });
    say(`Office ${kelurahan.code} set up in the wizard; user ${kelurahan.user}, passphrase "${passphrase}".`);
    await showImport(clerk, files, say);
    await showRegister(clerk, say);
    await showHandover(clerk, demoDir, tepat, say);
  } finally {
    await app.close();
    rmSync(path.join(demoDir, 'window'), { recursive: true, force: true });
  }
  const pictures = readdirSync(demoDir).filter((file) => file.endsWith('.png'));
  writeFileSync(path.join(demoDir, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Tepat</title>${pictures.map((file) => `<p>${file}<br><img src="${file}" alt="" width="1366"></p>`).join('')}\n`);
  say(`${pictures.length} pictures in demo/, office folders in demo/offices/ and demo/receivers/.`);
}

async function showImport(clerk: Clerk, files: string, say: (line: string) => void): Promise<void> {
  const file = readdirSync(files).find((name) => name.endsWith('.xlsx'));
  if (file === undefined) throw new Error('The generator wrote no spreadsheet');
  let preview = await clerk.call('import.open', { path: path.join(files, file) });
  const regions = preview.regions.flatMap(({ bpsCode, region }) => (region === null ? [] : [{ bpsCode, region }]));
  if (regions.length > 0) preview = await clerk.call('import.confirmRegions', { staging: preview.staging, regions });
  await clerk.goTo(`/impor/${preview.staging}`);
  await clerk.picture('05-impor-periksa');
  const result = await clerk.call('import.commit', { staging: preview.staging });
  say(`Imported ${file}: ${result.created.families} families, ${result.created.people} people, ${result.rejected.families} families rejected.`);
}

async function showRegister(clerk: Clerk, say: (line: string) => void): Promise<void> {
  await clerk.goTo('/');
  await clerk.picture('06-beranda');
  await clerk.goTo('/keluarga');
  await clerk.picture('07-keluarga-daftar');
  await clerk.press('F2');
  await clerk.type('siti');
  await clerk.picture('08-cari');
  await clerk.press('Escape');
  const { rows } = await clerk.call('family.list', { limit: 1 });
  const family = rows[0];
  if (family === undefined) throw new Error('The register is empty after the import');
  await clerk.goTo(`/keluarga/${family.id}`);
  await clerk.picture('09-keluarga');
  await clerk.goTo(`/keluarga/${family.id}/ubah`);
  await clerk.picture('10-formulir');
  await clerk.goTo('/');
  say('List, search, family page and form shown.');
}

/** Cards are exchanged without a phone here, which both sides log; then one package goes up and two receipts come back. */
async function showHandover(clerk: Clerk, demoDir: string, tepat: ReturnType<typeof terminal>, say: (line: string) => void): Promise<void> {
  const stick = path.join(demoDir, 'stick');
  const receipts = path.join(stick, 'receipts');
  mkdirSync(receipts, { recursive: true });
  const ownCard = path.join(stick, 'kelurahan.card');
  await clerk.call('card.export', { path: ownCard });
  for (const receiver of [kecamatan, city]) {
    const office = path.join(demoDir, 'receivers', receiver.code);
    const card = path.join(stick, `${receiver.code}.card`);
    tepat('office', 'create', '--office', office, '--code', receiver.code, '--user', receiver.user);
    tepat('office', 'card', '--office', office, '--out', card);
    tepat('office', 'trust', '--office', office, ownCard, '--unchecked');
    await clerk.call('card.trust', { path: card, unchecked: true });
  }
  const sent = await clerk.call('package.export', { to: [kecamatan.code, city.code], folder: stick });
  await clerk.goTo('/paket');
  await clerk.picture('11-paket');
  say(`Package ${path.basename(sent.file)}: ${sent.changes} changes, ${sent.bytes} bytes.`);
  for (const receiver of [kecamatan, city]) tepat('receive', '--office', path.join(demoDir, 'receivers', receiver.code), sent.file, '--receipts', receipts);
  const taken = await clerk.call('package.receive', { paths: [receipts] });
  await clerk.goTo('/paket');
  await clerk.picture('12-tanda-terima');
  await clerk.goTo('/');
  await clerk.picture('13-beranda-sesudah-kirim');
  say(`Receipts taken: ${taken.filter((row) => row.outcome === 'accepted').length} of ${taken.length}.`);
}
