import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approve } from '../../helpers/approve.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const [telihan, kec, kota] = ['64.74.03.1002', '64.74.03', '64.74'];
const now = (): Date => new Date('2026-11-20T08:00:00+08:00');
let kelurahan: TestApi;
let kecamatan: TestApi;
let city: TestApi;
let steps = 0;

beforeAll(async () => {
  kecamatan = await testApi({ code: kec, folder: 'kecamatan', now });
  const { root } = kecamatan;
  kelurahan = await testApi({ code: telihan, folder: 'kelurahan', root, now });
  city = await testApi({ code: kota, folder: 'kota', root, now });
  for (const [a, b, name] of [[kelurahan, kecamatan, 'satu'], [kecamatan, city, 'dua']] as const) await trustEachOther(askOf(a), askOf(b), root, name);
});
afterAll(async () => {
  for (const office of [kelurahan, city]) await office.close();
  await kecamatan.remove();
});

async function send(from: TestApi, to: string): Promise<string> {
  const folder = path.join(kecamatan.root, `stik${(steps += 1)}`);
  mkdirSync(folder);
  await approve(askOf(from), [to]);
  return (await from.call('package.export', { to: [to], folder })).file;
}

/** How many proposals wait for the kelurahan, and what Beranda of the kecamatan says of them. */
async function waiting(): Promise<unknown[]> {
  const row = (await kecamatan.call('neighbour.list', {})).find(({ code }) => code === telihan);
  return [row?.words, ...(await kecamatan.call('home', {})).items.filter(({ kind }) => kind === 'wordUnsent').map(({ count, title }) => [count, title])];
}

test('a proposal waits until a report for its owner took it there, whatever went to the city; so does its withdrawal', async () => {
  const id = await saveFamilyAt(askOf(kelurahan), telihan, 'Hasnawati Contoh', 'Jl. Kapal Layar 3');
  await kecamatan.call('package.receive', { paths: [await send(kelurahan, kec)] });
  expect(await waiting()).toEqual([0]);
  const first = await kecamatan.call('proposal.make', { entity: 'family', id, values: { landmark: 'dekat balai' }, reason: 'surat RT' });
  expect(await waiting()).toEqual([1, [1, 'Gunung Telihan']]);
  await send(kecamatan, kota);
  expect(await waiting()).toEqual([1, [1, 'Gunung Telihan']]);
  await kelurahan.call('package.receive', { paths: [await send(kecamatan, telihan)] });
  expect(await waiting()).toEqual([0]);

  // Of one that was never told nobody has to hear that it was taken back.
  const second = await kecamatan.call('proposal.make', { entity: 'family', id, values: { notes: 'pindah' }, reason: 'surat RT' });
  await kecamatan.call('proposal.withdraw', { id: second.id, reason: 'keliru' });
  expect(await waiting()).toEqual([0]);
  await kecamatan.call('proposal.withdraw', { id: first.id, reason: 'keliru' });
  expect(await waiting()).toEqual([1, [1, 'Gunung Telihan']]);
  await send(kecamatan, telihan);
  expect(await waiting()).toEqual([0]);
});
