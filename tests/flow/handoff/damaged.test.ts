import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inbox } from '../../../db/handoff/inbox.ts';
import { look } from '../../../db/handoff/look.ts';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { sendApproved } from '../../helpers/send-approved.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const [KEL, KEC] = ['64.74.03.1002', '64.74.03'] as const;
let world: World;
let kelurahan: TestOffice;
let kecamatan: TestOffice;

beforeEach(async () => {
  world = makeWorld();
  kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kecamatan = world.make(KEC, 'Bontang Barat', 'kecamatan');
  await befriend(world, kelurahan, kecamatan);
  addFamilies(kelurahan, 20);
});
afterEach(() => world.end());

const problems = (): string[] => neighbours(kecamatan.session.office).flatMap((row) => (row.code === KEL ? row.problems.map((problem) => problem.code) : []));

async function sent(): Promise<string> {
  return (await sendApproved(kelurahan.session, { to: [KEC], folder: world.stick() })).file;
}

/** A copy of a file on a stick of its own. */
function copyOf(file: string, change: (bytes: Buffer) => Buffer): { stick: string; copy: string } {
  const stick = world.stick();
  const copy = join(stick, 'LAPORAN_rusak.tepat');
  writeFileSync(copy, change(readFileSync(file)));
  return { stick, copy };
}

it('a package that was cut short stands under the office that it names, until the whole one came', async () => {
  const file = await sent();
  const { stick, copy } = copyOf(file, (bytes) => bytes.subarray(0, bytes.length - 500));
  expect(look(kecamatan.session.office, stick)).toMatchObject([{ fromName: 'Gunung Telihan', sequence: 1, seen: false, damaged: true }]);
  const named = { outcome: 'refused', code: 'PACKAGE_TRUNCATED', kind: 'LAPORAN', from: KEL, fromName: 'Gunung Telihan', sequence: 1 };
  expect(await receivePackages(kecamatan.session, { paths: [copy] })).toMatchObject([named]);
  expect(inbox(kecamatan.session.office)).toMatchObject([named]);
  expect(problems()).toEqual(['PACKAGE_TRUNCATED']);
  // It was looked at once: a stick does not offer it again and again.
  expect(look(kecamatan.session.office, stick)).toMatchObject([{ seen: true, damaged: true }]);
  await receivePackages(kecamatan.session, { paths: [file] });
  expect(problems()).toEqual([]);
  // What is here already need not be asked for; the list still says what the file is worth.
  expect(await receivePackages(kecamatan.session, { paths: [copy] })).toMatchObject([named]);
  expect(problems()).toEqual([]);
  expect(look(kecamatan.session.office, stick)).toMatchObject([{ seen: true, damaged: true }]);
});

it('a whole package is not called damaged, and one whose header was changed is', async () => {
  const file = await sent();
  const whole = copyOf(file, (bytes) => bytes);
  const changed = copyOf(file, (bytes) => Buffer.from(bytes.toString('latin1').replace('Gunung Telihan', 'Gunung Telihen'), 'latin1'));
  expect(look(kecamatan.session.office, whole.stick)).toMatchObject([{ damaged: false }]);
  expect(look(kecamatan.session.office, changed.stick)).toMatchObject([{ fromName: 'Gunung Telihen', damaged: true }]);
});
