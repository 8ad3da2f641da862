import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportPackage } from '../../../db/handoff/export.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { listBreaches } from '../../../db/registry/breaches.ts';
import { befriend, edit, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const KEL = '64.74.03.1002';
let world: World;
let kelurahan: TestOffice;
let kecamatan: TestOffice;

beforeAll(async () => {
  world = makeWorld();
  kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kecamatan = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
  await befriend(world, kelurahan, kecamatan);
});
afterAll(() => world.end());

it('families without a head are told apart by where they live and their masked card', async () => {
  edit(kelurahan, (log) => ['001', '002'].map((rt) => {
    const family = log.create('family', { owner: KEL, noKk: `6474030101900${rt}`, address: `Jl. Contoh ${rt}`, rt, rw: '004', region: KEL, status: 1 });
    log.create('person', { owner: KEL, family: family.uid, sequence: 1, name: `Anak ${rt}`, birthDate: '1990-02-01', sex: 1, relationship: 3, shdk: 4, status: 1 });
  }));
  const { file } = await exportPackage(kelurahan.session, { to: ['64.74.03'], folder: world.stick() });
  await receivePackages(kecamatan.session, { paths: [file] });
  const breaches = listBreaches(kecamatan.session.office, 'id', '', () => 'Gunung Telihan');
  expect(breaches.map(({ name, rt, rw, address, noKk, own }) => ({ name, rt, rw, address, noKk, own })).toSorted((a, b) => String(a.rt).localeCompare(String(b.rt)))).toEqual([
    { name: null, rt: '001', rw: '004', address: 'Jl. Contoh 001', noKk: '6474••••••••0001', own: false },
    { name: null, rt: '002', rw: '004', address: 'Jl. Contoh 002', noKk: '6474••••••••0002', own: false },
  ]);
});
