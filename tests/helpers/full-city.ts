import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeCard } from '../../db/handoff/card.ts';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import type { LaunchedApp, LaunchOptions } from './app.ts';
import { approve } from './approve.ts';
import { askOf, trustEachOther } from './by-api.ts';
import type { Ask } from './by-api.ts';
import { secondPc } from './questions.ts';
import { TEST_PASSPHRASE } from './temp-office.ts';
import { launchOffice } from './ready-office.ts';
import { callBridge } from './shell-app.ts';
import { testApi } from './test-api.ts';

const city = '64.74';

/** Opens a practice city in the window: a schedule, starter files, two kelurahan that sent and others that did not. */
export async function openFullCity(folder: string, options: LaunchOptions = {}): Promise<LaunchedApp> {
  mkdirSync(folder, { recursive: true });
  const { app } = await launchOffice({ code: city, user: 'rudi', displayName: 'Rudi Contoh', passphrase: 'gambar kota contoh 2026' }, options);
  const ask: Ask = async <T>(name: string, input: unknown = {}) => {
    const answer = await callBridge(app, name, input);
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
    return answer.value as T;
  };
  await ask('reference.set', { schedule: [{ code: '', every: 'week', day: 5, grace: 1 }] });
  const starters = path.join(folder, 'berkas-awal');
  mkdirSync(starters);
  await ask('starter.write', { codes: ['64.74.01.1001', '64.74.01.1002'], folder: starters });
  for (const [index, code] of ['64.74.03.1002', '64.74.03.1001', '64.74.02.1001'].entries()) await receiveFrom(ask, folder, code, index);
  await ask('card.revoke', { code: '64.74.02.1001', reason: 'PC rusak terendam banjir 14 November; diganti dinas dengan PC baru' });
  await ask('target.issue', { office: '64.74.03.1002', title: 'Verifikasi penerima PKH triwulan IV', dueOn: '2026-12-15', families: {} });
  return app;
}

/** A kelurahan with made-up families: cards exchanged, its first report taken. */
async function receiveFrom(ask: Ask, folder: string, code: string, index: number): Promise<void> {
  const office = await testApi({ code, practice: true });
  const file = path.join(folder, `${code}.xlsx`);
  await writeWorkbook(file, 'dtsen', { seed: `kota ${code}`, families: 20 + 15 * index, region: code, today: '2026-11-01' });
  const { staging, regions } = await office.call('import.open', { path: file });
  if (regions.length > 0) await office.call('import.confirmRegions', { staging, regions: regions.map(({ bpsCode, region }) => ({ bpsCode, region: region ?? code })) });
  await office.call('import.commit', { staging });
  const there = askOf(office);
  await trustEachOther(ask, there, folder, code);
  const stick = path.join(folder, `stik-${code}`);
  mkdirSync(stick);
  if (index === 0) await pairSecondPc(there, folder, office.dir, code);
  await approve(there, [city]);
  const sent = await office.call('package.export', { to: [city], folder: stick });
  await ask('package.receive', { paths: [sent.file] });
  await office.remove();
}

/** A second PC of a kelurahan, for which the first vouches, and that was never heard of. */
async function pairSecondPc(ask: Ask, folder: string, dir: string, code: string): Promise<void> {
  const second = secondPc({ folder: path.join(folder, 'kedua'), dir, code, user: 'siti', passphrase: TEST_PASSPHRASE });
  const card = await writeCard(second.session, path.join(folder, 'kedua.tepatcard'));
  second.office.close();
  await ask('card.trust', { path: card.file, fingerprint: card.fingerprint });
}
