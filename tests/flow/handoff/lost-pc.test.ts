import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, createApi } from '../../../db/api/create-api.ts';
import type { Api } from '../../../db/api/create-api.ts';
import type { Call } from '../../../db/cli/session.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const KEL = '64.74.03.1002';
let city: TestApi;
const opened: { api: Api; call: Call }[] = [];
let day = '2026-11-27T02:00:00.000Z';
let sticks = 0;

/** A PC on which the office begins with the city's starter file. */
async function begin(folder: string): Promise<Call> {
  const written = await city.call('starter.write', { codes: [KEL], folder: join(city.root, `mulai-${folder}`) });
  let token = '';
  const api = createApi({ lane: 'both', profileDir: join(city.root, `profil-${folder}`), officeDir: join(city.root, folder), now: () => new Date(day), onEvent: () => undefined, kdfCost: 10 });
  const call = caller(api, () => token);
  opened.push({ api, call });
  await call('starter.create', { path: written[0]?.file ?? '', user: 'siti', passphrase: TEST_PASSPHRASE, fingerprint: (await city.call('card.mine', {})).fingerprint });
  token = (await call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session;
  return call;
}

const stick = (): string => join(city.root, `stik-${(sticks += 1)}`);
/** A report to the city, and the answer back. */
async function report(from: Call): Promise<{ file: string; outcome: string; code: string | null; applied: number }> {
  const { file } = await from('package.export', { to: ['64.74'], folder: stick() });
  const answers = stick();
  const [row] = await city.call('package.receive', { paths: [file], receiptsFolder: answers });
  if (row?.receipt) await from('package.receive', { paths: [row.receipt] });
  return { file, outcome: row?.outcome ?? '', code: row?.code ?? null, applied: row?.applied ?? 0 };
}
const register = async (at: Call): Promise<string> => (await at('family.save', {
  values: { region: KEL, address: 'Jl. Flores 4', rt: '001', rw: '001', account: 4 },
  people: [{ values: { name: 'AMINAH', relationship: 1, sex: 2, birthDate: '1985-07-05', nikReason: 6, maritalStatus: 1 } }],
  acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25', 'V10'].map((code) => ({ code, reason: 'uji' })),
})).id;
const setRt = (at: Call, id: string, rt: string) => at('record.change', { entity: 'family', id, values: { rt }, reason: 'Pemekaran RT' });
const rtOf = async (at: Call, id: string): Promise<unknown> => ((await at('record.show', { id })) as { values: Record<string, unknown> }).values.rt;

beforeAll(async () => {
  city = await testApi({ code: '64.74', folder: 'kota', now: () => new Date(day) });
});
afterAll(async () => {
  for (const { api } of opened) await api.close();
  await city.remove();
});

describe('a PC that was lost', () => {
  let lost: Call;
  let fresh: Call;
  let family: string;

  it('is replaced from the city: what the city acknowledged comes back, with the ids it had', async () => {
    lost = await begin('lama');
    family = await register(lost);
    await report(lost);
    await setRt(lost, family, '007');
    expect(await report(lost)).toMatchObject({ outcome: 'accepted', applied: 1 });
    expect(await city.call('card.revoke', { code: KEL, reason: 'PC rusak kena banjir' })).toMatchObject([{ code: KEL, epoch: 1 }]);
    // What it sent stays; Beranda, Paket and Wilayah say the same of it.
    const seen = async () => [(await city.call('home', {})).offices, await city.call('below.table', {})].map((rows) => rows.find(({ code }) => code === KEL));
    const [held, standing] = await seen();
    expect([held, standing]).toMatchObject([{ sent: true, scheduled: false, late: false, revoked: true, families: 1 }, { state: 'unscheduled', trusted: false, revoked: true, families: 1 }]);
    expect((held as { lastPackage: string }).lastPackage).toBe((standing as { lastAt: string }).lastAt);
    // What the PC wrote beyond that is refused, and stays to be asked about under the office's row and on Beranda.
    day = '2026-11-27T02:30:00.000Z';
    await setRt(lost, family, '098');
    expect(await report(lost)).toMatchObject({ outcome: 'refused', code: 'KEY_REVOKED' });
    expect((await seen())[0]).toMatchObject({ revoked: true, problems: [{ code: 'KEY_REVOKED' }] });
    expect((await city.call('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'packageProblem', id: KEL, count: 1 }));
    fresh = await begin('baru');
    const isFirst = async () => (await fresh('home', {})).items.some(({ kind, id }) => kind === 'firstReport' && id === '64.74');
    expect(await isFirst()).toBe(true);
    await report(fresh);
    expect(await isFirst()).toBe(false);
    expect(await seen()).toMatchObject([{ revoked: false }, { trusted: true, revoked: false }]);
    // Until it was given back that is said where the city looks, and not only among the cards.
    const lacks = async () => (await city.call('neighbour.list', {})).flatMap((one) => one.problems.map(({ code }) => code));
    expect(await lacks()).toEqual(['THEY_LACK_OWN']);
    const returned = async () => (await city.call('card.revoked', {})).map((one) => one.returned);
    expect(await returned()).toEqual([false]);
    const back = await city.call('package.handBack', { to: KEL, folder: stick() });
    expect([await lacks(), await returned()]).toEqual([[], [true]]);
    const answers = stick();
    const rows = await fresh('package.receive', { paths: [back.file], receiptsFolder: answers });
    expect(rows).toMatchObject([{ outcome: 'accepted', code: 'HANDED_BACK', quarantined: 0, conflicts: 0 }]);
    expect(rows[0]?.message).toContain('pengguna, kunci');
    expect(await rtOf(fresh, family)).toBe('007');
    expect((await fresh('verify', {})).ok).toBe(true);
  });

  it('goes on as the office: its changes rest on what came back, and the city takes each once', async () => {
    await setRt(fresh, family, '008');
    const sent = await report(fresh);
    expect(sent).toMatchObject({ outcome: 'accepted', code: null, applied: 1 });
    expect(await rtOf(city.call, family)).toBe('008');
    expect(await city.call('conflict.list', {})).toEqual([]);
  });

  it('whose card was revoked is refused by name when it turns up again, and nothing changes', async () => {
    await setRt(lost, family, '099');
    const { file } = await lost('package.export', { to: ['64.74'], folder: stick() });
    const [row] = await city.call('package.receive', { paths: [file] });
    expect(row).toMatchObject({ outcome: 'refused', code: 'KEY_REVOKED', applied: 0 });
    expect(row?.message).toContain('sejak 27 November 2026');
    expect(await rtOf(city.call, family)).toBe('008');
    expect(await city.call('card.revoked', {})).toMatchObject([{ code: KEL, reason: 'PC rusak kena banjir' }]);
    expect(await refusal(city.call('card.revoke', { code: '64.74.01', reason: 'tidak ada' }))).toBe('NO_CARD');
  });

  it('is trusted again only by voice', async () => {
    const path = join(city.root, 'lama.tepatcard');
    const { fingerprint } = await lost('card.export', { path });
    expect(await refusal(city.call('card.trust', { path, unchecked: true }))).toBe('FINGERPRINT_NEEDED');
    await city.call('card.trust', { path, fingerprint });
    expect(await city.call('card.revoked', {})).toEqual([]);
    const { file } = await lost('package.export', { to: ['64.74'], folder: stick() });
    expect(await city.call('package.receive', { paths: [file] })).not.toMatchObject([{ code: 'KEY_REVOKED' }]);
  });
});

it('what an office sent stays what came of it when it was made anew without a starter file: its row says so until it has sent something itself', async () => {
  const anew = await testApi({ code: KEL, folder: 'tanpa-berkas-awal', now: () => new Date(day) });
  try {
    const rows = async () => (await city.call('neighbour.list', {})).filter((one) => one.code === KEL);
    const before = (await rows()).map((one) => one.lastReceived);
    for (const [from, to] of [[anew, city], [city, anew]] as const) {
      const path = join(city.root, `anew-${from === city ? 'kota' : 'kel'}.tepatcard`);
      const { fingerprint } = await from.call('card.export', { path });
      await to.call('card.trust', { path, fingerprint });
    }
    const own = async () => (await rows()).find((one) => one.pcs.some(({ lastAt }) => lastAt === null))?.lastReceived;
    // Of two that came at the same moment either may be said.
    const newest = before.map((one) => one?.at ?? '').sort().at(-1);
    expect(before.filter((one) => one?.at === newest)).toContainEqual(await own());
    const { file } = await anew.call('package.export', { to: ['64.74'], folder: stick() });
    day = '2026-11-29T02:00:00.000Z';
    expect(await city.call('package.receive', { paths: [file] })).toMatchObject([{ outcome: 'accepted' }]);
    expect((await rows()).find((one) => one.lastReceived?.at.startsWith('2026-11-29'))?.lastReceived).toMatchObject({ sequence: 1 });
    await city.call('card.revoke', { code: KEL, deviceId: (await anew.call('card.mine', {})).deviceId, reason: 'uji' });
  } finally {
    await anew.remove();
  }
});

it('a PC that sends nothing for two weeks while another of its office works is named, until its card is revoked', async () => {
  const silent = async () => (await city.call('neighbour.list', {})).flatMap((one) => one.problems).filter((one) => one.code === 'THEY_PC_SILENT');
  expect(await silent()).toEqual([]);
  day = '2026-12-20T03:00:00.000Z';
  await report(opened[1]?.call as Call);
  expect(await silent()).toMatchObject([{ params: { days: 23 }, message: expect.stringContaining('23 hari') as string }]);
  await city.call('card.revoke', { code: KEL, deviceId: (await (opened[0]?.call as Call)('card.mine', {})).deviceId, reason: 'tidak dipakai lagi' });
  expect(await silent()).toEqual([]);
});

it('only the office that wrote the starter file gives an office’s own records back', async () => {
  expect(await refusal(city.call('package.handBack', { to: '61.71', folder: stick() }))).toBe('NOT_BELOW');
});
