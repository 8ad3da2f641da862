import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallInput, CallOutput } from '../../../db/api/contract.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const [telihan, belimbing, kota] = ['64.74.03.1002', '64.74.03.1001', '64.74'];
const DAY_MS = 86_400_000;
let moment = Date.parse('2026-11-20T08:00:00+08:00');
const now = (): Date => new Date((moment += 1000));
let old: TestApi;
let fresh: TestApi;
let city: TestApi;
let steps = 0;

beforeAll(async () => {
  old = await testApi({ code: telihan, folder: 'telihan', now });
  const { root } = old;
  fresh = await testApi({ code: belimbing, folder: 'belimbing', root, now });
  city = await testApi({ code: kota, folder: 'kota', root, now });
  for (const [a, b, name] of [[old, fresh, 'satu'], [fresh, city, 'dua']] as const) await trustEachOther(askOf(a), askOf(b), root, name);
});
afterAll(async () => {
  for (const office of [fresh, city]) await office.close();
  await old.remove();
});

async function write(from: TestApi, to: string, kind: CallInput<'package.export'>['kind']): Promise<CallOutput<'package.export'>> {
  const folder = path.join(old.root, `stik${(steps += 1)}`);
  mkdirSync(folder);
  return from.call('package.export', { to: [to], folder, kind });
}

async function bring(from: TestApi, to: TestApi, kind: CallInput<'package.export'>['kind']): Promise<CallOutput<'package.receive'>[number] | undefined> {
  const { file } = await write(from, to === old ? telihan : belimbing, kind);
  return (await to.call('package.receive', { paths: [file] }))[0];
}

/** How many papers wait for an office, and what Beranda says of them. */
async function waiting(office: TestApi, to: string): Promise<unknown[]> {
  const row = (await office.call('neighbour.list', {})).find(({ code }) => code === to);
  return [row?.papers, ...(await office.call('home', {})).items.filter(({ kind }) => kind === 'paperUnsent').map(({ count, title }) => [count, title])];
}

const refused = async (office: TestApi) => (await office.call('home', {})).items.filter(({ kind }) => kind === 'transferRefused');
const lastOf = async (family: string) => (await old.call('transfer.list', { family }))[0];

test('an offer and its refusal are each told as unsent until they went to the other office, and the refusal with its reason to whoever offered', async () => {
  const family = await saveFamilyAt(askOf(old), telihan, 'Burhanuddin Contoh', 'Jl. Kapal Layar 5');
  const { id } = await old.call('transfer.start', { family, to: belimbing, reason: 'pindah rumah' });
  expect(await waiting(old, belimbing)).toEqual([1, [1, 'Belimbing']]);
  // A report tells of the offer; the family goes with a PINDAH.
  await write(old, belimbing, 'LAPORAN');
  expect(await waiting(old, belimbing)).toEqual([1, [1, 'Belimbing']]);
  expect(await bring(old, fresh, 'PINDAH')).toMatchObject({ outcome: 'accepted', papers: { count: 1, accepted: 0, refused: 0 } });
  expect(await waiting(old, belimbing)).toEqual([0]);

  expect(await waiting(fresh, telihan)).toEqual([0]);
  await fresh.call('transfer.refuse', { id, reason: 'rumahnya di Kanaan' });
  expect(await waiting(fresh, telihan)).toEqual([1, [1, 'Gunung Telihan']]);
  // What goes to the city takes no answer to the neighbour.
  await write(fresh, kota, 'LAPORAN');
  expect(await waiting(fresh, telihan)).toEqual([1, [1, 'Gunung Telihan']]);
  const told = await write(fresh, telihan, 'LAPORAN');
  expect(told).toMatchObject({ changes: 0, papers: 1, empty: false });
  expect(await waiting(fresh, telihan)).toEqual([0]);

  moment += 30 * DAY_MS;
  expect(await old.call('package.receive', { paths: [told.file] })).toMatchObject([{ outcome: 'accepted', applied: 0, papers: { count: 1, accepted: 0, refused: 1 } }]);
  expect((await old.call('package.inbox', {}))[0]).toMatchObject({ papers: { count: 1, accepted: 0, refused: 1 } });
  expect(await refused(old)).toMatchObject([{ count: 1, id: family, title: 'Burhanuddin Contoh · Belimbing: rumahnya di Kanaan' }]);
  expect(await lastOf(family)).toMatchObject({ direction: 'out', state: 'refused', toName: 'Belimbing', answer: { reason: 'rumahnya di Kanaan' } });
  expect(await refused(fresh)).toEqual([]);
  moment += 15 * DAY_MS;
  expect(await refused(old)).toEqual([]);
});

test('offered again, nothing is said of the refusal any more; that it was accepted is read by whoever offered', async () => {
  const family = await saveFamilyAt(askOf(old), telihan, 'Hasnawati Contoh', 'Jl. Kapal Layar 3');
  const first = await old.call('transfer.start', { family, to: belimbing, reason: 'pindah rumah' });
  await bring(old, fresh, 'PINDAH');
  await fresh.call('transfer.refuse', { id: first.id, reason: 'belum pindah' });
  await bring(fresh, old, 'PINDAH');
  expect(await refused(old)).toMatchObject([{ id: family }]);
  const { id } = await old.call('transfer.start', { family, to: belimbing, reason: 'sudah pindah' });
  expect(await refused(old)).toEqual([]);
  expect(await waiting(old, belimbing)).toEqual([1, [1, 'Belimbing']]);
  await bring(old, fresh, 'PINDAH');
  await fresh.call('transfer.accept', { id });
  expect(await waiting(fresh, telihan)).toEqual([1, [1, 'Gunung Telihan']]);
  expect(await bring(fresh, old, 'PINDAH')).toMatchObject({ papers: { accepted: 1, refused: 0 } });
  expect([await waiting(fresh, telihan), await waiting(old, belimbing)]).toEqual([[0], [0]]);
  expect(await lastOf(family)).toMatchObject({ direction: 'out', state: 'accepted' });
});

test('an offer that was taken back before any package went is nobody’s to hear of; one that went is', async () => {
  const family = await saveFamilyAt(askOf(old), telihan, 'Rahmat Contoh', 'Jl. Kapal Layar 7');
  const { id } = await old.call('transfer.start', { family, to: belimbing, reason: 'pindah rumah' });
  await old.call('transfer.withdraw', { id, reason: 'salah pilih' });
  expect(await waiting(old, belimbing)).toEqual([0]);
  const second = await old.call('transfer.start', { family, to: belimbing, reason: 'pindah rumah' });
  await write(old, belimbing, 'PINDAH');
  expect(await waiting(old, belimbing)).toEqual([0]);
  await old.call('transfer.withdraw', { id: second.id, reason: 'tidak jadi' });
  expect(await waiting(old, belimbing)).toEqual([1, [1, 'Belimbing']]);
});

test('an offer to an office whose card is not trusted is told as one that waits for the card', async () => {
  const kanaan = '64.74.03.1003';
  const family = await saveFamilyAt(askOf(old), telihan, 'Rosmini Contoh', 'Jl. Kapal Layar 8');
  const { id } = await old.call('transfer.start', { family, to: kanaan, reason: 'pindah rumah' });
  const waits = async () => (await old.call('home', {})).items.filter(({ kind }) => kind === 'paperNoCard').map(({ count, title }) => [count, title]);
  expect(await waits()).toEqual([[1, 'Kanaan']]);
  await old.call('transfer.withdraw', { id, reason: 'batal' });
  expect(await waits()).toEqual([]);
});
