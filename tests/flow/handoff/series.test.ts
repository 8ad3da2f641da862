import { afterAll, beforeAll, expect, it } from 'vitest';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { sendApproved } from '../../helpers/send-approved.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const [KEL, KEC, KOTA] = ['64.74.03.1002', '64.74.03', '64.74'] as const;
let world: World;
let kelurahan: TestOffice;
let kecamatan: TestOffice;
let kota: TestOffice;

beforeAll(async () => {
  world = makeWorld();
  kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kecamatan = world.make(KEC, 'Bontang Barat', 'kecamatan');
  kota = world.make(KOTA, 'Kota Bontang', 'kota');
  await befriend(world, kelurahan, kecamatan);
  await befriend(world, kelurahan, kota);
});
afterAll(() => world.end());

const send = async (...to: string[]): Promise<string> => (await sendApproved(kelurahan.session, { to, folder: world.stick() })).file;
const seen = (at: TestOffice, code: string) => neighbours(at.session.office).find((one) => one.code === code);

async function acknowledge(at: TestOffice, file: string): Promise<void> {
  const answers = world.stick();
  await receivePackages(at.session, { paths: [file], receiptsFolder: answers });
  await receivePackages(kelurahan.session, { paths: [answers] });
}

it('a package for one office waits for its own receipt, whatever number packages for both have reached', async () => {
  for (let round = 0; round < 2; round += 1) {
    addFamilies(kelurahan, 1);
    const together = await send(KEC, KOTA);
    await acknowledge(kecamatan, together);
    await acknowledge(kota, together);
  }
  expect(seen(kelurahan, KOTA)).toMatchObject({ waits: false, lastSent: { sequence: 2, shared: true }, lastAcknowledged: { sequence: 2, shared: true } });
  expect(seen(kota, KEL)).toMatchObject({ lastReceived: { sequence: 2, shared: true } });
  addFamilies(kelurahan, 1);
  const alone = await send(KOTA);
  expect(seen(kelurahan, KOTA)).toMatchObject({ waits: true, lastSent: { sequence: 1, shared: false }, lastAcknowledged: { sequence: 2, shared: true } });
  expect(seen(kelurahan, KEC)).toMatchObject({ waits: false });
  await acknowledge(kota, alone);
  expect(seen(kelurahan, KOTA)).toMatchObject({ waits: false, lastAcknowledged: { sequence: 1, shared: false } });
  expect(seen(kota, KEL)).toMatchObject({ lastReceived: { sequence: 1, shared: false } });
});
