import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { writeWorkbook } from '../../db/sample/workbooks.ts';
import type { LaunchedApp, LaunchOptions } from './app.ts';
import { approve } from './approve.ts';
import { launchOffice } from './ready-office.ts';
import { callBridge } from './shell-app.ts';
import { testApi } from './test-api.ts';

const city = '64.74';

type Ask = <T>(name: string, input?: unknown) => Promise<T>;

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
  for (const [index, code] of ['64.74.03.1002', '64.74.03.1001'].entries()) await receiveFrom(ask, folder, code, index);
  return app;
}

/** A kelurahan with made-up families: cards exchanged, its first report taken. */
async function receiveFrom(ask: Ask, folder: string, code: string, index: number): Promise<void> {
  const office = await testApi({ code, practice: true });
  const [own, other, file] = [path.join(folder, `${code}.tepatcard`), path.join(folder, `kota-${code}.tepatcard`), path.join(folder, `${code}.xlsx`)];
  await writeWorkbook(file, 'dtsen', { seed: `kota ${code}`, families: 20 + 15 * index, region: code, today: '2026-11-01' });
  const { staging, regions } = await office.call('import.open', { path: file });
  if (regions.length > 0) await office.call('import.confirmRegions', { staging, regions: regions.map(({ bpsCode, region }) => ({ bpsCode, region: region ?? code })) });
  await office.call('import.commit', { staging });
  const mine = await office.call('card.export', { path: own });
  await ask('card.trust', { path: own, fingerprint: mine.fingerprint });
  const { fingerprint } = await ask<{ fingerprint: string }>('card.export', { path: other });
  await office.call('card.trust', { path: other, fingerprint });
  const stick = path.join(folder, `stik-${code}`);
  mkdirSync(stick);
  await approve(<T>(name: string, input: unknown) => office.call(name as 'approval.review', input as never) as Promise<T>, [city]);
  const sent = await office.call('package.export', { to: [city], folder: stick });
  await ask('package.receive', { paths: [sent.file] });
  await office.remove();
}
