import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heldReceipt } from '../../../db/handoff/receipt.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { hashOf, photoStorePath, putPictures, withPhotos } from '../../../db/store/photos/photo-store.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { photoFile } from '../../helpers/photo-file.ts';
import { sendApproved } from '../../helpers/send-approved.ts';
import { decideFirst, handOver, openAt, settle, valueAt } from './exchange.ts';
import { addFamilies, befriend, change, edit, holdings, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const [KEL, KEC] = ['64.74.03.1002', '64.74.03'] as const;
let world: World;
let original: TestOffice;
let kecamatan: TestOffice;

beforeEach(async () => {
  world = makeWorld();
  original = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kecamatan = world.make(KEC, 'Bontang Barat', 'kecamatan');
  await befriend(world, original, kecamatan);
});
afterEach(() => world.end());

const problems = (one: TestOffice, code: string): string[] => neighbours(one.session.office).flatMap((row) => (row.code === code ? row.problems.map((problem) => problem.code) : []));
const all = (): TestOffice[] => [original, kecamatan];

/** Opens the copy again, as a clerk who was told to; its new card is trusted by everyone. */
async function putRight(copy: TestOffice): Promise<void> {
  copy.reopen();
  expect(copy.office.notices.map((one) => one.code)).toEqual(['FORK_LEFT']);
  expect(verifyOffice(copy.session.office)).toMatchObject({ auditOk: true, problems: [] });
  for (const one of all()) await befriend(world, copy, one);
}

function expectAlike(pcs: readonly TestOffice[]): void {
  for (const one of pcs) {
    expect(holdings(one, KEL)).toEqual(holdings(original, KEL));
    expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
    expect(openAt(one)).toEqual([]);
    expect(one.session.office.db.prepare('SELECT count(*) FROM quarantine WHERE resolvedAt IS NULL').pluck().get()).toBe(0);
  }
}

describe('a folder that was copied', () => {
  it('to another PC: both go on, and all work comes together', async () => {
    const [family] = addFamilies(original, 2) as [string];
    await handOver(world, original, kecamatan);
    const copy = world.clone(original);
    await befriend(world, copy, kecamatan);
    await befriend(world, copy, original);
    change(original, 'family', family, { notes: 'asli' });
    change(copy, 'family', family, { rt: '009' });
    addFamilies(copy, 1);
    addFamilies(original, 1);
    await settle(world, [original, copy, kecamatan]);
    expect([valueAt(kecamatan, 'family', family, 'notes'), valueAt(kecamatan, 'family', family, 'rt')]).toEqual(['asli', '009']);
    expectAlike([original, copy, kecamatan]);
  });
});

describe('a folder that was copied with its profile', () => {
  it('shows as a fork; the copy becomes a PC of its own with all its work, and what both changed is a konflik', async () => {
    const [family, quiet] = addFamilies(original, 3) as [string, string];
    await handOver(world, original, kecamatan);
    const copy = world.clone(original, true);
    const [made] = [addFamilies(original, 1)[0] as string];
    change(original, 'family', family, { notes: 'asli' });
    const [other] = [addFamilies(copy, 1)[0] as string];
    change(copy, 'family', family, { notes: 'salinan' });
    change(copy, 'family', quiet, { rt: '007' });
    change(copy, 'family', other, { rw: '008' });
    expect((await handOver(world, original, kecamatan)).outcome).toBe('accepted');
    expect(await handOver(world, copy, kecamatan)).toMatchObject({ outcome: 'fork', code: 'PACKAGE_FORK', applied: 0 });
    expect(problems(kecamatan, KEL)).toEqual(['PACKAGE_FORK']);
    expect(problems(copy, KEC)).toEqual(['THEY_ORDER_EPOCH']);
    // The number that was acknowledged is the original's: what the copy sent under it has to leave once more.
    expect(neighbours(copy.session.office)).toMatchObject([{ lastAcknowledged: null, unsent: expect.toSatisfy((count: number) => count >= 4) as number }]);
    expect(neighbours(original.session.office)).toMatchObject([{ lastAcknowledged: {}, unsent: 0 }]);
    expect(problems(original, KEC)).toEqual([]);
    await putRight(copy);
    expect(problems(copy, KEC)).toEqual([]);
    expect(neighbours(copy.session.office)).toContainEqual(expect.objectContaining({ code: KEC, newCard: true }));
    expect(await handOver(world, copy, kecamatan)).toMatchObject({ outcome: 'accepted', conflicts: 1 });
    expect(neighbours(copy.session.office)).toContainEqual(expect.objectContaining({ code: KEC, newCard: false }));
    expect(problems(kecamatan, KEL)).toEqual([]);
    expect([valueAt(kecamatan, 'family', quiet, 'rt'), valueAt(kecamatan, 'family', other, 'rw')]).toEqual(['007', '008']);
    await settle(world, [original, copy], 1);
    expect(openAt(original)).toHaveLength(1);
    decideFirst(original, 'theirs');
    await settle(world, [original, copy, kecamatan]);
    expect(valueAt(kecamatan, 'family', family, 'notes')).toBe('salinan');
    expect(Object.keys(holdings(kecamatan, KEL).family ?? {})).toEqual(expect.arrayContaining([made, other]));
    expectAlike([original, copy, kecamatan]);
    expect(heldReceipt(original.session.office, kecamatan.session.office.identity.officeId)?.content.orders).toEqual([]);
  });

  it('writes nothing more until it is opened again, says so in every row, and does not take the other PC’s receipt for its own package', async () => {
    const city = world.make('64.74', 'Kota Bontang', 'kota');
    await befriend(world, original, city);
    addFamilies(original, 1);
    await handOver(world, original, kecamatan);
    await handOver(world, original, city);
    const copy = world.clone(original, true);
    addFamilies(original, 1);
    addFamilies(copy, 1);
    await handOver(world, original, kecamatan);
    const sent = await sendApproved(copy.session, { to: [KEC], folder: world.stick() });
    const [answers, late] = [world.stick(), world.stick()];
    await receivePackages(kecamatan.session, { paths: [sent.file], receiptsFolder: answers });
    const reference = await exportKind(city.session, 'ACUAN', { to: [KEL], folder: late });
    const [row] = await receivePackages(copy.session, { paths: [answers] });
    expect(row).toMatchObject({ outcome: 'accepted', code: 'FORK_PENDING', message: expect.stringContaining('buka lagi kantor ini') as string });
    expect([problems(copy, KEC), problems(copy, '64.74')]).toEqual([['THEY_ORDER_EPOCH'], ['FORK_PENDING']]);
    await expect(sendApproved(copy.session, { to: [KEC], folder: world.stick() })).rejects.toMatchObject({ code: 'FORK_PENDING' });
    await expect(sendApproved(copy.session, { to: ['64.74'], folder: world.stick() })).rejects.toMatchObject({ code: 'FORK_PENDING' });
    // What it takes meanwhile is answered once it has a name of its own.
    expect(await receivePackages(copy.session, { paths: [reference.file], receiptsFolder: world.stick() })).toMatchObject([{ outcome: 'accepted', receipt: null }]);
    await putRight(copy);
    expect(neighbours(copy.session.office).find((one) => one.code === KEC)).toMatchObject({ newCard: true, lastSent: { sequence: sent.sequence }, lastAcknowledged: { sequence: sent.sequence - 1 } });
  });

  it('before anything was acknowledged: nothing is lost, and what neither changed since raises no question', async () => {
    const [family] = addFamilies(original, 2) as [string];
    change(original, 'family', family, { rt: '003' });
    const copy = world.clone(original, true);
    addFamilies(original, 1);
    addFamilies(copy, 1);
    await handOver(world, original, kecamatan);
    expect((await handOver(world, copy, kecamatan)).outcome).toBe('fork');
    await putRight(copy);
    await settle(world, [original, copy, kecamatan]);
    expect(Object.keys(holdings(kecamatan, KEL).family ?? {})).toHaveLength(4);
    expectAlike([original, copy, kecamatan]);
  });

  it('goes on as the new PC: later work of both meets by ancestry, and the audit holds over all of it', async () => {
    const [family] = addFamilies(original, 1) as [string];
    await handOver(world, original, kecamatan);
    const copy = world.clone(original, true);
    change(original, 'family', family, { landmark: 'dekat masjid' });
    change(copy, 'family', family, { rt: '004' });
    await handOver(world, original, kecamatan);
    await handOver(world, copy, kecamatan);
    await putRight(copy);
    await settle(world, [original, copy, kecamatan]);
    change(original, 'family', family, { rt: '005' });
    await settle(world, [original, copy, kecamatan], 1);
    change(copy, 'family', family, { rt: '006' });
    copy.reopen();
    expect(copy.office.notices).toEqual([]);
    await settle(world, [original, copy, kecamatan]);
    expect([valueAt(original, 'family', family, 'rt'), valueAt(kecamatan, 'family', family, 'landmark')]).toEqual(['006', 'dekat masjid']);
    expectAlike([original, copy, kecamatan]);
  });
});

it('one image put back on two PCs, or twice: the work since each is kept, also that of a family that only one of them knows', async () => {
  const [family] = addFamilies(original, 1) as [string];
  await handOver(world, original, kecamatan);
  const image = world.clone(original, true);
  const again = world.clone(original, true);
  // The PC that the image was taken of is gone; both start from it.
  original = image;
  const [first] = addFamilies(image, 1) as [string];
  change(image, 'family', first, { rt: '002' });
  const [second] = addFamilies(again, 1) as [string];
  change(again, 'family', second, { rt: '005' });
  change(again, 'family', family, { rw: '006' });
  change(again, 'family', family, { rw: '007' });
  expect((await handOver(world, image, kecamatan)).outcome).toBe('accepted');
  expect((await handOver(world, again, kecamatan)).outcome).toBe('fork');
  await putRight(again);
  await settle(world, [image, again, kecamatan]);
  expect([first, second].map((uid) => valueAt(kecamatan, 'family', uid, 'rt'))).toEqual(['002', '005']);
  expect(valueAt(image, 'family', family, 'rw')).toBe('007');
  expectAlike([image, again, kecamatan]);
});

describe('two histories that no number shows', () => {
  let copy: TestOffice;
  let family: string;
  beforeEach(async () => {
    [family] = addFamilies(original, 1) as [string];
    await handOver(world, original, kecamatan);
    copy = world.clone(original, true);
  });

  it('counter-example: one report of the copy was lost, so that the next has a number of its own and begins before and ends after what is here', async () => {
    change(original, 'family', family, { notes: 'asli' });
    expect((await handOver(world, original, kecamatan, false)).outcome).toBe('accepted');
    change(copy, 'family', family, { rt: '007' });
    await sendApproved(copy.session, { to: [KEC], folder: world.stick() });
    change(copy, 'family', family, { rw: '008' });
    expect(await handOver(world, copy, kecamatan)).toMatchObject({ outcome: 'fork', code: 'PACKAGE_FORK', applied: 0 });
    expect(verifyOffice(kecamatan.session.office)).toMatchObject({ auditOk: true, problems: [] });
    await putRight(copy);
    await settle(world, [original, copy, kecamatan]);
    expect(['notes', 'rt', 'rw'].map((field) => valueAt(kecamatan, 'family', family, field))).toEqual(['asli', '007', '008']);
    expectAlike([original, copy, kecamatan]);
  });

  it('counter-example: a copy that has only read a receipt, for more than it ever wrote, becomes a PC of its own before it sends anything', async () => {
    change(original, 'family', family, { notes: 'asli' });
    const sent = await sendApproved(original.session, { to: [KEC], folder: world.stick() });
    const answers = world.stick();
    await receivePackages(kecamatan.session, { paths: [sent.file], receiptsFolder: answers });
    await receivePackages(copy.session, { paths: [answers] });
    await putRight(copy);
    change(copy, 'family', family, { rt: '004' });
    await settle(world, [original, copy, kecamatan]);
    expect([valueAt(kecamatan, 'family', family, 'notes'), valueAt(kecamatan, 'family', family, 'rt')]).toEqual(['asli', '004']);
    expectAlike([original, copy, kecamatan]);
  });
});

it('the head of the audit chain travels in a LAPORAN, ACUAN, PINDAH and FOTO alike: the receiver notices when a past head no longer fits', async () => {
  const city = world.make('64.74', 'Kota Bontang', 'kota');
  await befriend(world, city, original);
  const to = [original.code];
  const photo = (seed: number): void => {
    const bytes = photoFile({ seed });
    withPhotos(photoStorePath(city.dir), city.session.secrets.databaseKey, (db) => putPictures(db, [{ sha256: hashOf(bytes), bytes, at: '2026-11-22T00:00:00.000Z' }]));
    edit(city, (log) => log.create('photo', { owner: city.code, sha256: hashOf(bytes) }));
  };
  const sendEach = async () => {
    const rows = [];
    for (const kind of ['LAPORAN', 'ACUAN', 'PINDAH', 'FOTO'] as const) {
      addFamilies(city, 1);
      photo((serial += 1));
      const sent = kind === 'LAPORAN' ? await sendApproved(city.session, { to, folder: world.stick(), full: true }) : await exportKind(city.session, kind, { to, folder: world.stick() });
      rows.push(...(await receivePackages(original.session, { paths: [sent.file] })));
    }
    return rows.map(({ kind, outcome, code, applied }) => ({ kind, outcome, code, taken: applied > 0 }));
  };
  let serial = 0;
  expect((await sendEach()).map((row) => row.outcome)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  // Somebody wrote the past anew behind the app.
  city.session.office.db.prepare("UPDATE tx SET hash = randomblob(32) WHERE kind = 'edit'").run();
  expect(await sendEach()).toEqual(['LAPORAN', 'ACUAN', 'PINDAH', 'FOTO'].map((kind) => ({ kind, outcome: 'fork', code: 'PACKAGE_FORK', taken: false })));
  expect(verifyOffice(original.session.office)).toMatchObject({ auditOk: true, problems: [] });
});
