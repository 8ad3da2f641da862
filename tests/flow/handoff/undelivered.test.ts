import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ownSchedule } from '../../../db/handoff/below.ts';
import { outboxFile } from '../../../db/handoff/build-package.ts';
import { copyPackage, exportPackage } from '../../../db/handoff/export.ts';
import { lastSentOn, neighbours, outbox, unsentChanges } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { refusal } from '../../helpers/test-api.ts';
import { take } from './exchange.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

/** Room on whatever is asked, where it is to be less than there is. */
const room = vi.hoisted(() => ({ blocks: null as number | null }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  return { ...fs, statfsSync: (path: string) => (room.blocks === null ? fs.statfsSync(path) : { bavail: room.blocks, bsize: 1024 }) };
});

const KOTA = '64.74';
let world: World;
let kel: TestOffice;
let kota: TestOffice;

beforeAll(async () => {
  world = makeWorld();
  kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  kota = world.make(KOTA, 'Kota Bontang', 'kota');
  await befriend(world, kel, kota);
  addFamilies(kel, 4);
});
afterAll(() => world.end());

const above = () => neighbours(kel.session.office)[0];
const sent = () => outbox(kel.session.office);

/** Writes a report to a stick that is pulled out as soon as the number is used. */
async function pulledOut(): Promise<string> {
  const folder = world.stick();
  const gone = (): void => rmSync(folder, { recursive: true });
  return refusal(exportPackage(kel.session, { to: [KOTA], folder, existing: true }, { progress: ({ step }) => { if (step === 'committed') gone(); } }));
}

describe('a stick that cannot take a package', () => {
  it('is found out before a number is used: one without room, by how much is needed, and one that is gone', async () => {
    const folder = world.stick();
    room.blocks = 66;
    const error = await exportPackage(kel.session, { to: [KOTA], folder }).catch((caught: unknown) => caught);
    room.blocks = null;
    expect(error).toMatchObject({ code: 'NO_ROOM', params: { folder, free: 66 } });
    expect((error as { params: { need: number } }).params.need).toBeGreaterThan(66);
    const gone = join(world.root, 'tidak-ada');
    expect(await refusal(exportPackage(kel.session, { to: [KOTA], folder: gone, existing: true }))).toBe('FOLDER_UNUSABLE');
    expect(await refusal(exportPackage(kel.session, { to: [KOTA], folder: join(gone, 'dalam') }))).toBe('FOLDER_UNUSABLE');
    expect([existsSync(gone), readdirSync(folder), sent()]).toEqual([false, [], []]);
    expect(readdirSync(join(kel.dir, 'outbox'), { recursive: true }).filter((name) => String(name).includes('.'))).toEqual([]);
  });

  it('leaves its package unsent in every count, until the same bytes are copied', async () => {
    const all = unsentChanges(kel.session.office);
    expect(await pulledOut()).toBe('FOLDER_UNUSABLE');
    const [made] = sent();
    expect(made).toMatchObject({ sequence: 1, delivered: false, acknowledgedBy: [] });
    expect(above()).toMatchObject({ lastSent: null, unsent: all, undelivered: { packageId: made?.packageId, sequence: 1, to: [KOTA], newer: 0 } });
    expect([unsentChanges(kel.session.office), lastSentOn(kel.session.office), ownSchedule(kel.session.office).lastSentOn]).toEqual([all, null, null]);
    kel.reopen();
    expect(unsentChanges(kel.session.office)).toBe(all);
    addFamilies(kel, 1);
    expect(above()?.undelivered?.newer).toBeGreaterThan(0);
    const copied = await copyPackage(kel.session, made?.packageId ?? '', { folder: world.stick(), existing: true });
    expect(copied.sha256).toBe(made?.sha256);
    expect(above()).toMatchObject({ lastSent: { sequence: 1 }, undelivered: null });
    expect(sent()[0]?.delivered).toBe(true);
    expect([unsentChanges(kel.session.office) < all, lastSentOn(kel.session.office)]).toEqual([true, '2026-11-22']);
  });

  it('is forgotten where a receipt shows that the package was carried there by hand, and where a later one went', async () => {
    expect(await pulledOut()).toBe('FOLDER_UNUSABLE');
    const [made] = sent();
    const row = kel.session.office.db.prepare('SELECT file FROM packageOut WHERE packageId = ?').pluck().get(made?.packageId) as string;
    await take(world, outboxFile(kel.session.office, row), kel, kota);
    expect(sent()[0]).toMatchObject({ delivered: true, acknowledgedBy: [KOTA] });
    expect(above()).toMatchObject({ unsent: 0, undelivered: null, lastSent: { sequence: 2 } });
    addFamilies(kel, 1);
    expect(await pulledOut()).toBe('FOLDER_UNUSABLE');
    await exportPackage(kel.session, { to: [KOTA], folder: world.stick() });
    expect(above()).toMatchObject({ unsent: 0, undelivered: null, lastSent: { sequence: 4 } });
    expect(sent().map((one) => one.delivered)).toEqual([true, false, true, true]);
  });
});

it('a stick that went while it was being taken from is not made anew for an answer to an older package', async () => {
  const folder = world.stick();
  const { file } = await exportPackage(kel.session, { to: [KOTA], folder });
  await receivePackages(kota.session, { paths: [file], receiptsFolder: join(folder, 'tanda-terima') });
  renameSync(folder, `${folder}-lain`);
  const [row] = await receivePackages(kota.session, { paths: [file], receiptsFolder: join(folder, 'tanda-terima') });
  expect(row).toMatchObject({ outcome: 'refused', receipt: null });
  expect(existsSync(folder)).toBe(false);
});
