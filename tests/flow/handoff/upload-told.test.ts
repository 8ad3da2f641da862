import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { serverCertificate, tusServer } from '../../helpers/tus-server.ts';
import type { TusServer } from '../../helpers/tus-server.ts';

const [own, kota] = ['64.74.03.1002', '64.74'] as const;
const MINUTE_MS = 60_000;
let kelurahan: TestApi;
let city: TestApi;
let server: TusServer;
let steps = 0;

beforeAll(async () => {
  // The clock of uploads, and what looks whether a run was stopped, are moved by hand.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  city = await testApi({ code: kota, folder: 'kota' });
  kelurahan = await testApi({ code: own, folder: 'kelurahan', root: city.root, lane: 'write' });
  await trustEachOther(askOf(kelurahan), askOf(city), city.root, 'kartu');
  server = await tusServer();
  await city.call('reference.set', { upload: { url: server.url, certificate: serverCertificate } });
  const { file } = await city.call('package.export', { to: [own], folder: stick(), kind: 'ACUAN' });
  await kelurahan.call('package.receive', { paths: [file] });
  // The answer to it goes by the network as well; here it is gone already.
  await kelurahan.call('upload.queue', {});
  expect(await kelurahan.call('upload.run', {})).toMatchObject({ sent: 1, failed: 0 });
});
afterAll(async () => {
  vi.useRealTimers();
  await server.close();
  await kelurahan.close();
  await city.remove();
});
beforeEach(async () => {
  server.faults.slowMs = 0;
  await saveFamilyAt(askOf(kelurahan), own, `Hasnawati Contoh ${steps}`, 'Jl. Kapal Layar 3');
  await kelurahan.call('package.export', { to: [kota], folder: stick() });
});

function stick(): string {
  const folder = path.join(city.root, `stik${(steps += 1)}`);
  mkdirSync(folder);
  return folder;
}

/** What the row of the city, Beranda and the screen of uploads say. */
async function told(): Promise<unknown> {
  const row = (await kelurahan.call('neighbour.list', {})).find(({ code }) => code === kota);
  const items = (await kelurahan.call('home', {})).items.filter(({ kind }) => kind === 'uploadFailed');
  return { row: row?.upload, home: items.map(({ count, title }) => `${count} ${title}`), running: (await kelurahan.call('upload.running', {})).running };
}
const progress = () => kelurahan.events.filter((event) => event.type === 'progress' && event.job === 'upload');
const changes = () => kelurahan.events.filter((event) => event.type === 'changed').length;

it('a failed upload is told on Paket and on Beranda until the server has the package, and the receipt ends the telling', async () => {
  expect(await told()).toEqual({ row: null, home: [], running: false });
  await kelurahan.call('upload.queue', {});
  expect(await told()).toEqual({ row: 'waiting', home: [], running: false });
  server.faults.full = true;
  expect(await kelurahan.call('upload.run', {})).toMatchObject({ failed: 1 });
  expect(await told()).toEqual({ row: 'failed', home: ['1 Kota Bontang'], running: false });
  server.faults.full = false;
  expect(await kelurahan.call('upload.run', {})).toMatchObject({ sent: 1 });
  expect(await told()).toEqual({ row: 'sent', home: [], running: false });

  const arrived = path.join(stick(), 'unggahan.tepat');
  writeFileSync(arrived, server.uploads().at(-1)?.bytes ?? '');
  const [taken] = await city.call('package.receive', { paths: [arrived], receiptsFolder: stick() });
  server.put(own, readFileSync(taken?.receipt ?? ''));
  await kelurahan.call('upload.run', {});
  expect(await told()).toEqual({ row: null, home: [], running: false });
});

it('a run that the clock began is seen under way with its progress, and can be stopped, which is no failure', async () => {
  await kelurahan.call('upload.queue', {});
  server.faults.slowMs = 1500;
  kelurahan.events.length = 0;
  const before = server.requests.length;
  vi.advanceTimersByTime(MINUTE_MS);
  await expect.poll(() => server.requests.slice(before).some(({ line }) => line.startsWith('PATCH')), { timeout: 10_000 }).toBe(true);
  // Told as it began, so that every screen asks anew.
  expect(changes()).toBe(1);
  expect(await told()).toEqual({ row: 'sending', home: [], running: true });
  expect(progress().length).toBeGreaterThan(0);
  await kelurahan.call('job.cancel', { job: 'upload' });
  vi.advanceTimersByTime(1000);
  await expect.poll(told, { timeout: 10_000 }).toEqual({ row: 'waiting', home: [], running: false });
  expect(changes()).toBe(2);
  expect((await kelurahan.call('upload.status', {})).items[0]).toMatchObject({ state: 'waiting', code: 'CANCELLED' });
});

it('whoever comes back while a run goes on joins it', async () => {
  await kelurahan.call('upload.queue', {});
  server.faults.slowMs = 100;
  const first = kelurahan.call('upload.run', {});
  expect(await told()).toMatchObject({ running: true });
  const [one, two] = await Promise.all([first, kelurahan.call('upload.run', {})]);
  expect([one.failed, two]).toEqual([0, one]);
  expect(await told()).toEqual({ row: 'sent', home: [], running: false });
});
