import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastNumberWords } from '../../../renderer/features/packages/package-words.ts';
import { textIn } from '../../../renderer/text/text.ts';
import type { Translate } from '../../../renderer/text/text.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const telihan = '64.74.03.1002';
const t: Translate = (key, ...args) => textIn('id', key, ...args);
let kelurahan: TestApi;
let kecamatan: TestApi;
let city: TestApi;

beforeAll(async () => {
  city = await testApi({ code: '64.74', folder: 'kota' });
  const { root } = city;
  kecamatan = await testApi({ code: '64.74.03', folder: 'kecamatan', root });
  kelurahan = await testApi({ code: telihan, folder: 'kelurahan', root });
  for (const [above, name] of [[kecamatan, 'satu'], [city, 'dua']] as const) await trustEachOther(askOf(kelurahan), askOf(above), root, name);
});
afterAll(async () => {
  await Promise.all([kelurahan.close(), kecamatan.close()]);
  await city.remove();
});

test('Beranda, Wilayah and the row of an office whose card was revoked say of what series its number is', async () => {
  const hand = async (step: string, ...to: string[]): Promise<void> => {
    const folder = path.join(city.root, step);
    mkdirSync(folder);
    await saveFamilyAt(askOf(kelurahan), telihan, `Rahmat Contoh ${step}`, 'Jl. Contoh 1');
    const { file } = await kelurahan.call('package.export', { to, folder });
    expect(await city.call('package.receive', { paths: [file] })).toMatchObject([{ outcome: 'accepted' }]);
  };
  const seen = async (): Promise<unknown[]> => {
    const row = (await city.call('home', {})).offices.find(({ code }) => code === telihan);
    const below = (await city.call('below.table', {})).find(({ code }) => code === telihan);
    return [lastNumberWords(t, row?.sequence ?? null, row?.shared ?? false), below?.lastShared];
  };
  expect(await seen()).toEqual(['', false]);
  await hand('bersama', '64.74.03', '64.74');
  expect(await seen()).toEqual(['nomor 1 (paket bersama)', true]);
  await hand('sendiri', '64.74');
  expect(await seen()).toEqual(['nomor 1', false]);
  await hand('bersama-lagi', '64.74.03', '64.74');
  expect(await seen()).toEqual(['nomor 2 (paket bersama)', true]);
  // Of a revoked card the last that came stays, and so does its series.
  await city.call('card.revoke', { code: telihan, reason: 'PC hilang' });
  expect(await seen()).toEqual(['nomor 2 (paket bersama)', true]);
});
