import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportPackage } from '../../../db/handoff/export.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { pendingRecaps } from '../../../db/registry/recaps/keep-recaps.ts';
import { reportNamed } from '../../../db/reports/reports.ts';
import { handOver } from '../handoff/exchange.ts';
import { addFamilies, befriend, change, makeWorld } from '../handoff/offices.ts';
import type { TestOffice, World } from '../handoff/offices.ts';

let world: World;
let kelurahan: TestOffice;
let kota: TestOffice;

beforeEach(async () => {
  world = makeWorld();
  kelurahan = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  await befriend(world, kelurahan, kota);
});
afterEach(() => world.end());

const pending = (): unknown => pendingRecaps(kota.session.office);
const surveyed = (): unknown => reportNamed('recap').run(kota.session.office, { period: undefined, params: { of: 'fresh', by: 'rt' }, scope: null, regionName: (code) => code, expected: [] }).rows;

/** Brings new survey dates of some families to the city; nothing else had its turn since the city answered. */
async function survey(families: readonly string[], date: string): Promise<void> {
  for (const family of families) change(kelurahan, 'family', family, { surveyDate: date });
  const { file } = await exportPackage(kelurahan.session, { to: [kota.code], folder: world.stick() });
  await receivePackages(kota.session, { paths: [file] });
}

it('a report of few changes leaves the recaps for after its receipt; what they say is the same before and after, and closing does what waits', async () => {
  const families = addFamilies(kelurahan, 12);
  await handOver(world, kelurahan, kota);
  await setImmediate();
  const none = surveyed();
  await survey(families.slice(0, 5), '2026-11-02');
  expect(pending()).not.toBeNull();
  const before = surveyed();
  await setImmediate();
  expect(pending()).toBeNull();
  expect(surveyed()).toEqual(before);
  expect(before).not.toEqual(none);
  await survey(families.slice(5), '2025-01-15');
  expect(pending()).not.toBeNull();
  kota.reopen();
  expect(pending()).toBeNull();
});
