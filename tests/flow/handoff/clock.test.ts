import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let city: TestApi;
let kel: TestApi;
let family: string;
let day = '2026-11-27T02:00:00.000Z';
let sticks = 0;

beforeAll(async () => {
  city = await testApi({ code: '64.74', folder: 'kota', now: () => new Date('2026-11-27T02:00:00.000Z') });
  kel = await testApi({ code: '64.74.03.1002', folder: 'kel', root: join(city.root, 'kel'), now: () => new Date(day) });
  for (const [from, to] of [[city, kel], [kel, city]] as const) {
    const { file, fingerprint } = await from.call('card.export', { path: join(city.root, `${from === city ? 'kota' : 'kel'}.tepatcard`) });
    await to.call('card.trust', { path: file, fingerprint });
  }
  family = (await kel.call('family.save', {
    values: { region: '64.74.03.1002', address: 'Jl. Flores 4', rt: '001', rw: '001', account: 4 },
    people: [{ values: { name: 'AMINAH', relationship: 1, sex: 2, birthDate: '1985-07-05', nikReason: 6, maritalStatus: 1 } }],
    acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25', 'V10'].map((code) => ({ code, reason: 'uji' })),
  })).id;
});
afterAll(async () => {
  await kel.close();
  await city.remove();
});

/** Changes the RT with the PC's clock at a date, and reports. */
async function work(at: string, rt: string): Promise<unknown> {
  day = at;
  await kel.call('record.change', { entity: 'family', id: family, values: { rt }, reason: 'Pemekaran RT' });
  const { file } = await kel.call('package.export', { to: ['64.74'], folder: join(city.root, `stik-${(sticks += 1)}`) });
  const [row] = await city.call('package.receive', { paths: [file] });
  return [row?.outcome, row?.conflicts, (await city.call('record.show', { id: family })).values.rt];
}
const clock = async () => (await kel.call('home', {})).items.filter((one) => one.kind === 'clock');

it('a clock years ahead and then years behind orders nothing: the later change stands, and the chain verifies', async () => {
  expect(await work('2036-03-01T02:00:00.000Z', '002')).toEqual(['accepted', 0, '002']);
  expect(await clock()).toEqual([]);
  expect(await work('2019-01-01T02:00:00.000Z', '003')).toEqual(['accepted', 0, '003']);
  expect(await work('2026-11-28T02:00:00.000Z', '004')).toEqual(['accepted', 0, '004']);
  expect([(await kel.call('verify', {})).ok, (await city.call('verify', {})).ok]).toEqual([true, true]);
});

it('Beranda says that the clock is the problem, by how many days', async () => {
  expect(await clock()).toMatchObject([{ kind: 'clock', count: 3381 }]);
});
