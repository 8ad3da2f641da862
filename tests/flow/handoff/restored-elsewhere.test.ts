import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { caller, createApi } from '../../../db/api/create-api.ts';
import type { Api } from '../../../db/api/create-api.ts';
import type { Call } from '../../../db/cli/session.ts';
import { handBack } from '../../../db/handoff/hand-back.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { revokeCards } from '../../../db/handoff/revoke.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { handOver, valueAt } from './exchange.ts';
import { addFamilies, befriend, change, makeWorld } from './offices.ts';

const [KEL, KOTA] = ['64.74.03.1002', '64.74'];
let city: TestApi;
let lost: TestApi;
let newPc: Api;
let token = '';
let sticks = 0;
let minutes = 0;
// The clock moves: a card is trusted after another was revoked.
const now = (): Date => new Date(Date.parse('2026-11-27T02:00:00.000Z') + 60_000 * (minutes += 1));

function stick(): string {
  const folder = join(city.root, `stik${(sticks += 1)}`);
  mkdirSync(folder);
  return folder;
}

/** A report to the city, and the answer back. */
async function report(from: Call): Promise<unknown[]> {
  const { file } = await from('package.export', { to: [KOTA], folder: stick() });
  const [row] = await city.call('package.receive', { paths: [file], receiptsFolder: stick() });
  if (row?.receipt) await from('package.receive', { paths: [row.receipt] });
  return [row?.outcome, row?.code, row?.applied];
}

const rtOf = async (at: Call, id: string): Promise<unknown> => ((await at('record.show', { id })) as { values: Record<string, unknown> }).values.rt;
const setRt = (at: Call, id: string, rt: string) => at('record.change', { entity: 'family', id, values: { rt }, reason: 'Pemekaran RT' });

beforeAll(async () => {
  city = await testApi({ code: KOTA, folder: 'kota', now });
  lost = await testApi({ code: KEL, folder: 'kel', now });
  newPc = createApi({ lane: 'both', profileDir: join(city.root, 'profil-baru'), officeDir: undefined, now, onEvent: () => undefined, kdfCost: 10 });
  await trustEachOther(askOf(lost), askOf(city), city.root, 'kartu');
});
afterAll(async () => {
  await newPc.close();
  await city.remove();
});

it('an office that is restored from a backup on a new PC is led to its new card, and given back what it had sent after the backup', async () => {
  const id = await saveFamilyAt(askOf(lost), KEL, 'Hasnawati Contoh', 'Jl. Kapal Layar 3');
  await report(lost.call);
  const { file } = await lost.call('backup.create', { path: join(city.root, 'cadangan.tepatbackup') });
  await setRt(lost.call, id, '009');
  expect(await report(lost.call)).toEqual(['accepted', null, 1]);
  await lost.remove();

  const fresh = caller(newPc, () => token);
  expect(await fresh('backup.restore', { file, user: 'siti', passphrase: TEST_PASSPHRASE })).toMatchObject({ families: 1 });
  token = (await fresh('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session;
  // The city cannot know its key, whoever opens it when; the backup says nothing of what came after it.
  const steps = async () => (await fresh('neighbour.list', {})).map(({ code, newCard, unsent }) => [code, newCard, unsent]);
  expect([await steps(), await rtOf(fresh, id)]).toEqual([[[KOTA, true, 0]], '004']);
  expect((await fresh('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'newCard', title: 'Kota Bontang' }));

  const lacks = async () => (await city.call('neighbour.list', {})).flatMap(({ problems }) => problems.map(({ code }) => code));
  await city.call('card.revoke', { code: KEL, reason: 'PC rusak kena banjir' });
  const card = join(stick(), 'baru.tepatcard');
  const { fingerprint } = await fresh('card.export', { path: card });
  await city.call('card.trust', { path: card, fingerprint });
  expect(await lacks()).toEqual(['THEY_LACK_OWN']);
  expect(await report(fresh)).toEqual(['accepted', null, 0]);
  expect(await steps()).toEqual([[KOTA, false, 0]]);
  expect(await lacks()).toEqual(['THEY_LACK_OWN']);
  const back = await city.call('package.handBack', { to: KEL, folder: stick() });
  expect(await fresh('package.receive', { paths: [back.file] })).toMatchObject([{ outcome: 'accepted', applied: 1, conflicts: 0, quarantined: 0 }]);
  expect([await lacks(), await rtOf(fresh, id)]).toEqual([[], '009']);

  // It goes on where the lost one stopped.
  await setRt(fresh, id, '011');
  expect(await report(fresh)).toEqual(['accepted', null, 1]);
  expect([await rtOf(city.call, id), await city.call('conflict.list', {}), await lacks()]).toEqual(['011', [], []]);
  for (const call of [fresh, city.call]) expect((await call('verify', {})).ok).toBe(true);
});

it('the other PC of an office is given what the lost one had told the city and nobody else', async () => {
  const world = makeWorld();
  try {
    const pc1 = world.make(KEL, 'Gunung Telihan', 'kelurahan');
    const kota = world.make(KOTA, 'Kota Bontang', 'kota');
    const [family] = addFamilies(pc1, 1) as [string];
    const pc2 = world.clone(pc1);
    for (const [a, b] of [[pc1, kota], [pc2, kota], [pc1, pc2]] as const) await befriend(world, a, b);
    await handOver(world, pc1, kota);
    await handOver(world, pc1, pc2);
    change(pc1, 'family', family, { rt: '009' });
    await handOver(world, pc1, kota);
    revokeCards(kota.session, { code: KEL, deviceId: pc1.session.office.author.deviceUid, reason: 'PC hilang' });
    await handOver(world, pc2, kota);
    expect([pc2, kota].map((one) => valueAt(one, 'family', family, 'rt'))).toEqual(['001', '009']);
    const back = await handBack(kota.session, { to: KEL, folder: world.stick() });
    expect(await receivePackages(pc2.session, { paths: [back.file] })).toMatchObject([{ outcome: 'accepted', quarantined: 0, conflicts: 0 }]);
    change(pc2, 'family', family, { notes: 'dilanjutkan' });
    expect(await handOver(world, pc2, kota)).toMatchObject({ outcome: 'accepted', conflicts: 0 });
    for (const one of [pc2, kota]) expect([valueAt(one, 'family', family, 'rt'), valueAt(one, 'family', family, 'notes'), verifyOffice(one.session.office).auditOk]).toEqual(['009', 'dilanjutkan', true]);
  } finally {
    world.end();
  }
});
