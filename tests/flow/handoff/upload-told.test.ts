import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { serverCertificate, tusServer } from '../../helpers/tus-server.ts';
import type { TusServer } from '../../helpers/tus-server.ts';

const [own, kota] = ['64.74.03.1002', '64.74'] as const;
let kelurahan: TestApi;
let city: TestApi;
let server: TusServer;
let steps = 0;

beforeAll(async () => {
  city = await testApi({ code: kota, folder: 'kota' });
  kelurahan = await testApi({ code: own, folder: 'kelurahan', root: city.root });
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

/** What the row of the city and Beranda say. */
async function told(): Promise<unknown> {
  const row = (await kelurahan.call('neighbour.list', {})).find(({ code }) => code === kota);
  const items = (await kelurahan.call('home', {})).items.filter(({ kind }) => kind === 'uploadFailed');
  return { row: row?.upload, home: items.map(({ count, title }) => `${count} ${title}`) };
}

it('a failed upload is told on Paket and on Beranda until the server has the package, and the receipt ends the telling', async () => {
  expect(await told()).toEqual({ row: null, home: [] });
  await kelurahan.call('upload.queue', {});
  expect(await told()).toEqual({ row: 'waiting', home: [] });
  server.faults.full = true;
  expect(await kelurahan.call('upload.run', {})).toMatchObject({ failed: 1 });
  expect(await told()).toEqual({ row: 'failed', home: ['1 Kota Bontang'] });
  server.faults.full = false;
  expect(await kelurahan.call('upload.run', {})).toMatchObject({ sent: 1 });
  expect(await told()).toEqual({ row: 'sent', home: [] });

  const arrived = path.join(stick(), 'unggahan.tepat');
  writeFileSync(arrived, server.uploads().at(-1)?.bytes ?? '');
  const [taken] = await city.call('package.receive', { paths: [arrived], receiptsFolder: stick() });
  server.put(own, readFileSync(taken?.receipt ?? ''));
  await kelurahan.call('upload.run', {});
  expect(await told()).toEqual({ row: null, home: [] });
});
