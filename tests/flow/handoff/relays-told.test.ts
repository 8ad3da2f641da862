import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReceivedRow } from '../../../db/handoff/inbox.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import type { Ask } from '../../helpers/by-api.ts';
import { readDocx } from '../../helpers/docx-text.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const telihan = '64.74.03.1002';
const now = (): Date => new Date('2026-11-20T08:00:00+08:00');
let kelurahan: TestApi;
let kecamatan: TestApi;
let city: TestApi;
let steps = 0;

beforeAll(async () => {
  kecamatan = await testApi({ code: '64.74.03', folder: 'kecamatan', now });
  const { root } = kecamatan;
  kelurahan = await testApi({ code: telihan, folder: 'kelurahan', root, now });
  city = await testApi({ code: '64.74', folder: 'kota', root, now });
  for (const [a, b, name] of [[kelurahan, kecamatan, 'satu'], [kelurahan, city, 'dua'], [kecamatan, city, 'tiga']] as const) await trustEachOther(askOf(a), askOf(b), root, name);
});
afterAll(async () => {
  for (const office of [kelurahan, city]) await office.close();
  await kecamatan.remove();
});

function stick(): string {
  const folder = path.join(kecamatan.root, `stik${(steps += 1)}`);
  mkdirSync(folder);
  return folder;
}

async function told(office: TestApi): Promise<{ items: unknown[]; relays: number | undefined }> {
  const items = (await office.call('home', {})).items.filter(({ kind }) => kind === 'relayWaiting');
  const neighbours = await office.call('neighbour.list', {});
  return { items, relays: neighbours.find(({ code }) => code === '64.74')?.relays };
}

async function letter(ask: Ask, about: object = { kind: 'surat-pengantar' }): Promise<string> {
  const { id } = await ask<{ id: string }>('letter.issue', about);
  const { file } = await ask<{ file: string }>('letter.write', { id, format: 'docx', path: path.join(stick(), 'surat.docx') });
  const { paragraphs, tables } = readDocx(readFileSync(file));
  return [...paragraphs, ...tables.flat(2)].join('\n');
}

test('a kecamatan takes a package for the city alone, is told that it waits, and its letter names only what it wrote', async () => {
  const given = stick();
  await saveFamilyAt(askOf(kelurahan), telihan, 'Rahmat Contoh', 'Jl. Contoh 1');
  const { sha256 } = await kelurahan.call('package.export', { to: ['64.74'], folder: given });
  expect(await told(kecamatan)).toEqual({ items: [], relays: 0 });
  const [found] = await kecamatan.call('package.look', { folder: given });
  expect(found).toMatchObject({ forUs: false, relay: true, seen: false });
  expect(await kecamatan.call('package.receive', { paths: [found?.file ?? ''] })).toMatchObject([{ outcome: 'accepted', code: 'RELAY_KEPT', sha256 }]);
  expect(await kecamatan.call('package.look', { folder: given })).toMatchObject([{ relay: true, seen: true }]);

  expect(await told(kecamatan)).toMatchObject({ items: [{ count: 1, title: 'Kota Bontang' }], relays: 1 });
  expect(await kecamatan.call('package.inbox', {})).toMatchObject([{ code: 'RELAY_KEPT', from: telihan, outcome: 'accepted', sha256 }]);
  const before = await letter(askOf(kecamatan));
  expect(before).toContain('Belum diteruskan: 1 paket asli.');
  expect(before).not.toContain('Paket yang diteruskan');
  expect(before).toContain('Yth. Wali Kota Bontang');

  const carried = stick();
  expect(await kecamatan.call('package.export', { to: ['64.74'], folder: carried, kind: 'TERUSAN' })).toMatchObject({ changes: 1, families: 0 });
  // What it carries is what a kecamatan hands in.
  expect(await kecamatan.call('schedule.mine', {})).toMatchObject({ lastSentOn: '2026-11-20' });
  expect(await told(kecamatan)).toEqual({ items: [], relays: 0 });
  const after = await letter(askOf(kecamatan));
  expect(after).toContain('Paket yang diteruskan: 1 paket asli, tanpa diubah, dalam Terusan nomor 1 tanggal 20 November 2026.');
  expect(after).not.toContain('Belum diteruskan');
  // What it carries is handed over with minutes as well: so many packages, and no families of its own.
  const [wrote] = (await kecamatan.call('package.outbox', {})).filter(({ kind }) => kind === 'TERUSAN');
  const minutes = await letter(askOf(kecamatan), { kind: 'bast', packageId: wrote?.packageId });
  expect(minutes).toContain('1 paket asli kantor lain, tanpa diubah');
  expect(minutes).not.toContain('0 keluarga');

  const rows = await city.call('package.receive', { paths: [carried] }) as unknown as ReceivedRow[];
  expect(rows.map(({ kind, outcome }) => [kind, outcome])).toEqual([['TERUSAN', 'accepted'], ['LAPORAN', 'accepted']]);
  // Of an office that only carries on, what it carried is what last came.
  expect((await city.call('neighbour.list', {})).find(({ code }) => code === '64.74.03')?.lastReceived).toMatchObject({ kind: 'TERUSAN', sequence: 1 });
  // The receiver sees the hash that the sender does, when it takes a package and afterwards.
  expect(rows[1]?.sha256).toBe(sha256);
  expect((await city.call('package.inbox', {})).find(({ kind }) => kind === 'LAPORAN')?.sha256).toBe(sha256);
});

test('what lies on a stick for an office below is nothing that the city would carry, and the city is told of none', async () => {
  const given = stick();
  await saveFamilyAt(askOf(kelurahan), telihan, 'Hasan Contoh', 'Jl. Contoh 2');
  await kelurahan.call('package.export', { to: ['64.74.03', '64.74'], folder: given });
  await city.call('package.receive', { paths: [given] });
  expect((await city.call('neighbour.list', {})).map(({ relays }) => relays)).toEqual([0, 0]);
  expect((await city.call('home', {})).items.filter(({ kind }) => kind === 'relayWaiting')).toEqual([]);
  const beside = stick();
  await kelurahan.call('package.export', { to: ['64.74.03'], folder: beside });
  expect(await city.call('package.look', { folder: beside })).toMatchObject([{ forUs: false, relay: false }]);
  // Packages say the name of an office whose card is trusted no more.
  await kelurahan.call('card.revoke', { code: '64.74.03', reason: 'PC hilang' });
  expect((await kelurahan.call('package.outbox', {})).find(({ to }) => to.join() === '64.74.03')?.toNames).toEqual(['Bontang Barat']);
});
