import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportPackage } from '../../../db/handoff/export.ts';
import { inboxFolder } from '../../../db/handoff/inbox.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { listRelays, relaysWaiting } from '../../../db/handoff/relay/keep.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { addFamilies, befriend, holdings, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

let world: World;
let one: TestOffice;
let two: TestOffice;
let kec: TestOffice;
let kota: TestOffice;

beforeAll(async () => {
  world = makeWorld();
  one = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  two = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  for (const kel of [one, two]) for (const above of [kec, kota]) await befriend(world, kel, above);
  await befriend(world, kec, kota);
});
afterAll(() => {
  for (const office of [one, two, kec, kota]) expect(verifyOffice(office.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const relay = () => exportKind(kec.session, 'TERUSAN', { to: [kota.code], folder: world.stick() });
const receive = (office: TestOffice, ...paths: string[]) => receivePackages(office.session, { paths, receiptsFolder: world.stick() });

describe('a kecamatan that carries on', () => {
  let originals: string[];

  it('has nothing to carry before anything came', async () => {
    await expect(relay()).rejects.toThrow('RELAY_EMPTY');
  });

  it('reads what is for it as well, and hands the originals on unchanged, also those it may not open', async () => {
    addFamilies(one, 4);
    addFamilies(two, 3);
    const both = await exportPackage(one.session, { to: [kec.code, kota.code], folder: world.stick() });
    const cityOnly = await exportPackage(two.session, { to: [kota.code], folder: world.stick() });
    originals = [both.file, cityOnly.file];
    expect(await receive(kec, ...originals)).toMatchObject([{ outcome: 'accepted', code: null, applied: 20 }, { outcome: 'accepted', code: 'RELAY_KEPT', applied: 0 }]);
    expect(holdings(kec, two.code).family).toEqual({});
    expect(listRelays(kec.session.office)).toMatchObject([{ from: one.code, to: [{ code: kota.code, sentAt: null }] }, { from: two.code, to: [{ code: kota.code, sentAt: null }] }]);
    const sent = await relay();
    const rows = await receive(kota, sent.file);
    expect(rows.map((row) => [row.kind, row.outcome, row.applied])).toEqual([['TERUSAN', 'accepted', 0], ['LAPORAN', 'accepted', 15], ['LAPORAN', 'accepted', 20]]);
    expect(rows[1]?.file).toBe(`${sent.file} › ${basename(originals[1] ?? '')}`);
    for (const kel of [one, two]) expect(holdings(kota, kel.code)).toEqual(holdings(kel, kel.code));
    expect(listRelays(kec.session.office).every((row) => row.to.every(({ sentAt }) => sentAt !== null))).toBe(true);
  });

  it('and an original that comes directly as well: a duplicate with the same receipt, either way round', async () => {
    expect((await receive(kota, ...originals)).map((row) => row.outcome)).toEqual(['duplicate', 'duplicate']);
    addFamilies(one, 1);
    const direct = await exportPackage(one.session, { to: [kec.code, kota.code], folder: world.stick() });
    await receive(kec, direct.file);
    expect((await receive(kota, direct.file))[0]).toMatchObject({ outcome: 'accepted' });
    const rows = await receive(kota, (await relay()).file);
    expect(rows.map((row) => [row.kind, row.outcome])).toEqual([['TERUSAN', 'accepted'], ['LAPORAN', 'duplicate']]);
  });

  it('answers travel back down the same way', async () => {
    const answers = world.stick();
    await receivePackages(kota.session, { paths: originals, receiptsFolder: answers });
    const kept = await receivePackages(kec.session, { paths: [answers] });
    expect(kept.some((row) => row.kind === 'TANDA_TERIMA' && row.code === 'RELAY_KEPT')).toBe(true);
    const down = await exportKind(kec.session, 'TERUSAN', { to: [two.code], folder: world.stick() });
    const rows = await receivePackages(two.session, { paths: [down.file] });
    expect(rows.at(-1)).toMatchObject({ kind: 'TANDA_TERIMA', outcome: 'accepted' });
  });

  it('what is for several below waits for each until it went there', async () => {
    const edition = await exportKind(kota.session, 'ACUAN', { to: [one.code, two.code], folder: world.stick() });
    await receive(kec, edition.file);
    const waiting = () => relaysWaiting(kec.session.office).flatMap(({ to }) => to.filter((code) => code !== kota.code));
    const before = waiting();
    expect(before).toEqual(expect.arrayContaining([one.code, two.code]));
    const down = await exportKind(kec.session, 'TERUSAN', { to: [one.code], folder: world.stick() });
    expect(await receive(one, down.file)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'ACUAN', outcome: 'accepted' })]));
    expect(waiting()).toEqual(before.filter((code) => code !== one.code));
    const further = await exportKind(kec.session, 'TERUSAN', { to: [two.code], folder: world.stick() });
    expect(await receive(two, further.file)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'ACUAN', outcome: 'accepted' })]));
    expect(waiting()).toEqual([]);
  });

  it('an original that cannot be kept for others is not taken either, and comes again whole', async () => {
    addFamilies(one, 1);
    const { file } = await exportPackage(one.session, { to: [kec.code, kota.code], folder: world.stick() });
    const folder = join(inboxFolder(kec.session.office), 'terusan');
    renameSync(folder, `${folder}-aside`);
    writeFileSync(folder, '');
    const before = holdings(kec, one.code);
    expect((await receive(kec, file))[0]?.outcome).toBe('refused');
    expect(holdings(kec, one.code)).toEqual(before);
    rmSync(folder);
    renameSync(`${folder}-aside`, folder);
    expect((await receive(kec, file))[0]?.outcome).toBe('accepted');
    expect(relaysWaiting(kec.session.office).filter(({ to }) => to.includes(kota.code))).toHaveLength(1);
    await receive(kota, (await relay()).file);
  });

  it('reference data for the kecamatan and those below it is taken here, and goes on from here', async () => {
    const edition = await exportKind(kota.session, 'ACUAN', { to: [kec.code, two.code], folder: world.stick() });
    expect((await receive(kec, edition.file))[0]).toMatchObject({ outcome: 'accepted', code: null });
    expect(relaysWaiting(kec.session.office).map(({ to }) => to)).toEqual([[two.code]]);
    await exportKind(kec.session, 'TERUSAN', { to: [two.code], folder: world.stick() });
    expect(relaysWaiting(kec.session.office)).toEqual([]);
  });

  it('never wraps a relay in a relay, nor passes one on', async () => {
    const sent = await relay();
    const [row] = await receive(two, sent.file);
    expect(row).toMatchObject({ outcome: 'refused', code: 'WRONG_RECEIVER' });
    const file = join(world.stick(), 'x.tepat');
    copyFileSync(sent.file, file);
    await receive(kota, file);
    expect(listRelays(kota.session.office).filter((kept) => kept.kind === 'TERUSAN')).toEqual([]);
  });

  it('taken twice, or cut off in between, it loses nothing: the wrapping again, the originals again', async () => {
    const sent = await relay();
    await receive(kota, sent.file);
    const rows = await receive(kota, sent.file);
    expect(rows[0]).toMatchObject({ kind: 'TERUSAN', outcome: 'duplicate' });
    expect(rows.slice(1).length).toBeGreaterThan(0);
    expect(rows.slice(1).every((row) => row.outcome === 'duplicate')).toBe(true);
  });
});
