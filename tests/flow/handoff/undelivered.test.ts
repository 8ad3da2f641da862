import fs, { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownSchedule } from '../../../db/handoff/below.ts';
import { outboxFile } from '../../../db/handoff/build-package.ts';
import { copyPackage, exportPackage } from '../../../db/handoff/export.ts';
import { look } from '../../../db/handoff/look.ts';
import { lastSentOn, neighbours, outbox, unsentChanges } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { askOf, trustEachOther } from '../../helpers/by-api.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import { take } from './exchange.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

/** Room on whatever is asked, where it is to be less than there is; the first askings may be told the truth. */
const room = { blocks: null as number | null, honest: 0 };
const askReally = fs.statfsSync;
fs.statfsSync = ((path: string) => (room.blocks === null || (room.honest -= 1) >= 0 ? askReally(path) : { bavail: room.blocks, bsize: 1024 })) as typeof fs.statfsSync;
syncBuiltinESMExports();

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
afterAll(() => {
  fs.statfsSync = askReally;
  syncBuiltinESMExports();
  world.end();
});

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

it('the window is told of a copy that failed, Beranda says that it is not sent, and no minutes are made of it', async () => {
  const [office, city] = [await testApi(), await testApi({ code: KOTA })];
  try {
    await trustEachOther(askOf(office), askOf(city), office.root, 'stik');
    await office.call('family.save', {
      values: { region: '64.74.03.1002', address: 'Jl. Flores 4', rt: '001', rw: '001', account: 4 },
      people: [{ values: { name: 'AMINAH', relationship: 1, sex: 2, birthDate: '1985-07-05', nikReason: 6, maritalStatus: 1 } }],
      acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25', 'V10'].map((code) => ({ code, reason: 'uji' })),
    });
    office.events.length = 0;
    Object.assign(room, { blocks: 1, honest: 2 });
    expect(await refusal(office.call('package.export', { to: [KOTA], folder: office.root, existing: true }))).toBe('NO_ROOM');
    Object.assign(room, { blocks: null, honest: 0 });
    expect(office.events.filter((event) => event.type === 'changed')).toMatchObject([{ what: ['package', 'office'] }]);
    const [made] = await office.call('package.outbox', {});
    expect(made).toMatchObject({ sequence: 1, delivered: false });
    const kinds = (await office.call('home', {})).items.map((item) => item.kind);
    expect([kinds.includes('unsent'), kinds.includes('receiptWaited')]).toEqual([true, false]);
    const minutes = () => office.call('letter.issue', { kind: 'bast', packageId: made?.packageId ?? '' });
    expect(await refusal(minutes())).toBe('PACKAGE_NOT_HANDED');
    await office.call('package.copy', { packageId: made?.packageId ?? '', folder: office.root, existing: true });
    expect(await refusal(minutes())).not.toBe('PACKAGE_NOT_HANDED');
    expect((await office.call('home', {})).items.map((item) => item.kind)).toContain('receiptWaited');
  } finally {
    await city.remove();
    await office.remove();
  }
});

it('an answer that cannot be written is told as waiting, with its cause, beside what came; what is not for this office is told apart', async () => {
  const folder = world.stick();
  addFamilies(kel, 1);
  const { file } = await exportPackage(kel.session, { to: [KOTA], folder });
  writeFileSync(join(folder, 'rusak.tepat'), '');
  Object.assign(room, { blocks: 1, honest: 0 });
  const [row] = await receivePackages(kota.session, { paths: [file], receiptsFolder: join(folder, 'tanda-terima') });
  Object.assign(room, { blocks: null, honest: 0 });
  const waiting = outbox(kota.session.office)[0]?.packageId;
  expect(row).toMatchObject({ outcome: 'accepted', receipt: null, answerWaits: { packageId: waiting, code: 'NO_ROOM', why: 'full' } });
  expect(row?.applied).toBeGreaterThan(0);
  const away = await receivePackages(kota.session, { paths: [file], receiptsFolder: join(folder, 'tidak-ada', 'tanda-terima') });
  expect(away).toMatchObject([{ outcome: 'duplicate', answerWaits: { packageId: waiting, why: 'gone' } }]);
  expect(look(kota.session.office, folder)).toMatchObject([{ kind: 'LAPORAN', own: false, forUs: true, seen: true }, { kind: null, own: false, forUs: false }]);
  expect(look(kel.session.office, folder)[0]).toMatchObject({ own: true, forUs: false });
});
