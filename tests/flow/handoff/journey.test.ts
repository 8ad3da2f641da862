import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reviewReport } from '../../../db/handoff/approval.ts';
import { copyPackage, exportPackage } from '../../../db/handoff/export.ts';
import type { Exported } from '../../../db/handoff/export.ts';
import { inbox } from '../../../db/handoff/inbox.ts';
import { look } from '../../../db/handoff/look.ts';
import { fieldsNotSent, neighbours, outbox } from '../../../db/handoff/neighbours.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { addFamilies, befriend, change, edit, holdings, makeWorld, numberOf } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const KEL = '64.74.03.1002';
const KEC = '64.74.03';
const KOTA = '64.74';

let world: World;
let kelurahan: TestOffice;
let kecamatan: TestOffice;
let kota: TestOffice;

beforeEach(async () => {
  world = makeWorld();
  kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kecamatan = world.make(KEC, 'Bontang Barat', 'kecamatan');
  kota = world.make(KOTA, 'Kota Bontang', 'kota');
  await befriend(world, kelurahan, kecamatan);
  await befriend(world, kelurahan, kota);
});
afterEach(() => world.end());

const send = (to: string[], folder: string, full = false): Promise<Exported> => exportPackage(kelurahan.session, { to, folder, full });
const counted = (): number | undefined => neighbours(kelurahan.session.office).find((one) => one.code === KEC)?.unsent;
const sha = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

async function acknowledge(receiver: TestOffice, folder: string): Promise<void> {
  const answers = world.stick();
  const rows = await receivePackages(receiver.session, { paths: [folder], receiptsFolder: answers });
  expect(rows.map((row) => row.outcome)).toEqual(rows.map(() => 'accepted'));
  const taken = await receivePackages(kelurahan.session, { paths: [answers] });
  expect(taken.map((row) => [row.kind, row.outcome])).toEqual([['TANDA_TERIMA', 'accepted']]);
}

describe('from the kelurahan to the kecamatan and the city', () => {
  it('carries every field but the withheld ones, and both audits verify', async () => {
    addFamilies(kelurahan, 40);
    const stick = world.stick();
    const sent = await send([KEC, KOTA], stick);
    expect(basename(sent.file)).toBe('LAPORAN_6474031002_ke_647403-6474_e1_0001.tepat');
    expect(sent).toMatchObject({ kind: 'LAPORAN', sequence: 1, families: 40, people: 120, changes: 200, empty: false, sha256: sha(sent.file) });
    for (const receiver of [kecamatan, kota]) {
      const [row] = await receivePackages(receiver.session, { paths: [sent.file], receiptsFolder: world.stick() });
      expect(row).toMatchObject({ outcome: 'accepted', code: null, applied: 200, unchanged: 0, conflicts: 0, quarantined: 0, from: KEL, sequence: 1 });
      expect(row?.receipt).toMatch(/TANDA_TERIMA_.*\.tepat$/);
      expect(holdings(receiver, KEL)).toEqual(holdings(kelurahan, KEL));
      expect(verifyOffice(receiver.session.office)).toMatchObject({ auditOk: true, problems: [] });
    }
    const withheld = kota.session.office.db.prepare('SELECT count(*) FROM person WHERE depression IS NOT NULL OR chronicDisease IS NOT NULL OR pregnant IS NOT NULL').pluck().get();
    expect(withheld).toBe(0);
    expect(fieldsNotSent(kota.session.office, KEL)).toContainEqual([2, 65]);
    const listed = kota.session.office.db.prepare('SELECT count(*) FROM familySummary').pluck().get();
    expect(listed).toBe(40);
  });

  it('sends on day two exactly what changed, one net change a field', async () => {
    const families = addFamilies(kelurahan, 20);
    const first = world.stick();
    await send([KEC], first);
    await acknowledge(kecamatan, first);
    change(kelurahan, 'family', families[0] as string, { address: 'Jl. Baru 1' });
    change(kelurahan, 'family', families[0] as string, { address: 'Jl. Baru 2', rt: '009' });
    change(kelurahan, 'family', families[1] as string, { account: 2 });
    const born = edit(kelurahan, (log) => log.create('person', { owner: KEL, family: families[2] as string, sequence: 4, name: 'Bayi', sex: 1, status: 1, relationship: 3 }));
    change(kelurahan, 'person', born.uid, { name: 'Bayi Sehat' });
    const second = world.stick();
    const told = [counted(), reviewReport(kelurahan.session.office, [KEC], false, 0).carries?.changes];
    const sent = await send([KEC], second);
    expect(told).toEqual([4, 4]);
    expect(sent).toMatchObject({ sequence: 2, changes: 4, families: 1, people: 1 });
    const [row] = await receivePackages(kecamatan.session, { paths: [second] });
    expect(row).toMatchObject({ outcome: 'accepted', applied: 4, unchanged: 0 });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
    const lines = kecamatan.session.office.db.prepare('SELECT count(*) FROM change WHERE entity = 1 AND record = ? AND field = 4').pluck().get(numberOf(kecamatan, 'family', families[0] as string));
    expect(lines).toBe(1);
    expect(verifyOffice(kecamatan.session.office).auditOk).toBe(true);
  });

  it('says with an empty package that nothing changed', async () => {
    addFamilies(kelurahan, 2);
    const first = world.stick();
    await send([KEC], first);
    await acknowledge(kecamatan, first);
    const sent = await send([KEC], world.stick());
    expect(sent).toMatchObject({ changes: 0, empty: true, sequence: 2 });
    expect((await receivePackages(kecamatan.session, { paths: [sent.file] }))[0]).toMatchObject({ outcome: 'accepted', applied: 0, unchanged: 0 });
  });

  it('heals a lost stick with the next one, and takes the lost one afterwards as covered', async () => {
    const [family] = addFamilies(kelurahan, 5) as [string];
    const lost = await send([KEC], world.stick());
    change(kelurahan, 'family', family, { rt: '007' });
    // What is new, and with it what goes again because no receipt came: the list of the pengesah says what the package will.
    expect([counted(), reviewReport(kelurahan.session.office, [KEC], false, 0).carries?.changes]).toEqual([1, 26]);
    const next = await send([KEC], world.stick());
    expect((await receivePackages(kecamatan.session, { paths: [next.file] }))[0]).toMatchObject({ outcome: 'accepted', applied: 26 });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
    expect((await receivePackages(kecamatan.session, { paths: [lost.file] }))[0]).toMatchObject({ outcome: 'accepted', applied: 0, unchanged: 25 });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
  });

  it('works with one stick that travels both ways', async () => {
    addFamilies(kelurahan, 2);
    const stick = world.stick();
    await send([KEC], stick);
    expect((await receivePackages(kecamatan.session, { paths: [stick], receiptsFolder: stick })).map((row) => row.outcome)).toEqual(['accepted']);
    expect((await receivePackages(kelurahan.session, { paths: [stick], receiptsFolder: stick })).map((row) => [row.kind, row.outcome])).toEqual([['TANDA_TERIMA', 'accepted']]);
    expect((await receivePackages(kecamatan.session, { paths: [stick], receiptsFolder: stick })).map((row) => row.outcome)).toEqual(['duplicate']);
    expect(readdirSync(stick)).toHaveLength(2);
  });

  it('keeps who wrote a change and when', async () => {
    addFamilies(kelurahan, 1);
    const sent = await send([KEC], world.stick());
    await receivePackages(kecamatan.session, { paths: [sent.file] });
    const authors = kecamatan.session.office.db.prepare('SELECT DISTINCT userName FROM originTx').pluck().all();
    expect(authors).toEqual(['siti']);
  });
});

describe('repeats, gaps and forks', () => {
  it('answers the same package with the same receipt and changes nothing', async () => {
    addFamilies(kelurahan, 3);
    const sent = await send([KEC], world.stick());
    const [a, b] = [world.stick(), world.stick()];
    await receivePackages(kecamatan.session, { paths: [sent.file], receiptsFolder: a });
    const head = verifyOffice(kecamatan.session.office).auditHead;
    const [row] = await receivePackages(kecamatan.session, { paths: [sent.file], receiptsFolder: b });
    expect(row).toMatchObject({ outcome: 'duplicate', applied: 0 });
    expect(verifyOffice(kecamatan.session.office).auditHead).toBe(head);
    expect(readdirSync(b)).toEqual(readdirSync(a));
    expect(sha(join(b, readdirSync(b)[0] as string))).toBe(sha(join(a, readdirSync(a)[0] as string)));
  });

  it('copies a package of the outbox byte for byte', async () => {
    addFamilies(kelurahan, 3);
    const sent = await send([KEC], world.stick());
    const again = await copyPackage(kelurahan.session, sent.packageId, { folder: world.stick() });
    expect(readFileSync(again.file).equals(readFileSync(sent.file))).toBe(true);
    expect(again.sequence).toBe(sent.sequence);
  });

  it('parks a package after a gap, names what is missing, and applies it when a full one closes the gap', async () => {
    const [family] = addFamilies(kelurahan, 4) as [string];
    const first = world.stick();
    await send([KEC], first);
    // The kecamatan loses its disk after it acknowledged: it starts again, trusts again, and knows nothing.
    await acknowledge(kecamatan, first);
    change(kelurahan, 'family', family, { rt: '003' });
    const later = world.stick();
    const second = await send([KEC], later);
    kecamatan.session.office.db.exec('DELETE FROM position; DELETE FROM packageIn');
    const answers = world.stick();
    const [parked] = await receivePackages(kecamatan.session, { paths: [second.file], receiptsFolder: answers });
    expect(parked).toMatchObject({ outcome: 'parked', code: 'PACKAGE_GAP', applied: 0 });
    expect(parked?.missing).toHaveLength(1);
    expect(parked?.missing[0]).toMatch(/^e1 1–\d+$/);
    // In words of a clerk: how much, and the control by its name; what is kept is not offered once more.
    expect(parked?.message).toContain(`: ${parked?.missing[0]?.split('–')[1]} perubahan sebelumnya belum diterima`);
    expect(parked?.message).toContain('Kirim lengkap');
    expect(inbox(kecamatan.session.office)[0]?.message).toBe(parked?.message);
    expect(look(kecamatan.session.office, later)).toMatchObject([{ seen: true }]);
    expect((await receivePackages(kecamatan.session, { paths: [second.file] }))[0]?.outcome).toBe('parked');
    // The sender is told that it lies there, and not that its receipt is awaited as well.
    const standing = () => [neighbours(kelurahan.session.office).find((one) => one.code === KEC), outbox(kelurahan.session.office)[0]];
    expect(standing()).toMatchObject([{ waits: true, problems: [] }, { acknowledgedBy: [], parkedBy: [] }]);
    await receivePackages(kelurahan.session, { paths: [answers] });
    expect(standing()).toMatchObject([{ waits: false, problems: [{ code: 'THEY_MISS' }] }, { acknowledgedBy: [], parkedBy: [KEC] }]);
    const full = await send([KEC], world.stick(), true);
    expect(standing()).toMatchObject([{ waits: true, problems: [] }, { parkedBy: [] }]);
    const rows = await receivePackages(kecamatan.session, { paths: [full.file] });
    // The one that waited lay on no stick: it is said by itself.
    expect(rows.map((row) => [row.outcome, row.released])).toEqual([['accepted', false], ['accepted', true]]);
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
    expect(inbox(kecamatan.session.office).some((row) => row.outcome === 'parked')).toBe(false);
  });

  it('takes a folder in the order of the numbers, whatever the names, and one bad file stops none', async () => {
    const [family] = addFamilies(kelurahan, 3) as [string];
    const folder = world.stick();
    const first = await send([KEC], world.stick());
    change(kelurahan, 'family', family, { rt: '004' });
    const second = await send([KEC], world.stick());
    copyFileSync(second.file, join(folder, 'a.tepat'));
    copyFileSync(first.file, join(folder, 'z.tepat'));
    writeFileSync(join(folder, 'm.tepat'), 'bukan paket');
    const rows = await receivePackages(kecamatan.session, { paths: [folder] });
    expect(rows.map((row) => [basename(row.file), row.outcome, row.code])).toEqual([
      ['a.tepat', 'accepted', null], ['m.tepat', 'refused', 'NOT_A_PACKAGE'], ['z.tepat', 'accepted', null],
    ]);
    expect(rows[0]?.applied).toBe(1);
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
  });

  it('sets a second history under the same number aside and orders a new epoch', async () => {
    addFamilies(kelurahan, 2);
    kelurahan.close();
    const { cpSync } = await import('node:fs');
    const copy = join(world.root, 'salinan');
    const profile = join(world.root, 'profil-salinan');
    cpSync(kelurahan.dir, copy, { recursive: true });
    cpSync(kelurahan.profileDir, profile, { recursive: true });
    kelurahan.reopen();
    const original = await send([KEC], world.stick());
    await receivePackages(kecamatan.session, { paths: [original.file] });
    // The folder and the profile were copied together: the same device, the same numbers, other work.
    kelurahan.reopen({ dir: copy, profileDir: profile });
    addFamilies(kelurahan, 1);
    const other = await send([KEC], world.stick());
    expect(other.sequence).toBe(original.sequence);
    const before = holdings(kecamatan, KEL);
    const answers = world.stick();
    const [row] = await receivePackages(kecamatan.session, { paths: [other.file], receiptsFolder: answers });
    expect(row).toMatchObject({ outcome: 'fork', code: 'PACKAGE_FORK', applied: 0 });
    expect(holdings(kecamatan, KEL)).toEqual(before);
    await receivePackages(kelurahan.session, { paths: [answers] });
    expect(neighbours(kelurahan.session.office).find((one) => one.code === KEC)?.problems.map((one) => one.code)).toContain('THEY_ORDER_EPOCH');
  });

  it('notices a copy of the folder on another PC: a new device that carries all that came before', async () => {
    const [family] = addFamilies(kelurahan, 2) as [string];
    const first = world.stick();
    await send([KEC], first);
    await acknowledge(kecamatan, first);
    kelurahan.reopen({ profileDir: join(world.root, 'pc-lain') });
    change(kelurahan, 'family', family, { rt: '008' });
    const stick = world.stick();
    const sent = await send([KEC], stick);
    // Refused once for its card it is no news on the stick, until a card of its office was trusted since.
    const found = () => look(kecamatan.session.office, stick).map(({ seen, barred }) => [seen, barred]);
    expect(found()).toEqual([[false, false]]);
    expect((await receivePackages(kecamatan.session, { paths: [sent.file] }))[0]).toMatchObject({ outcome: 'refused', code: 'SENDER_UNTRUSTED' });
    expect(found()).toEqual([[true, true]]);
    await befriend(world, kelurahan, kecamatan);
    expect(found()).toEqual([[false, false]]);
    expect((await receivePackages(kecamatan.session, { paths: [sent.file] }))[0]).toMatchObject({ outcome: 'accepted', applied: 1 });
    expect(holdings(kecamatan, KEL)).toEqual(holdings(kelurahan, KEL));
  });
});

describe('what everyone can see', () => {
  it('shows sent, acknowledged, received and unsent per neighbour', async () => {
    const [family] = addFamilies(kelurahan, 3) as [string];
    expect(neighbours(kelurahan.session.office).map((one) => [one.code, one.relation, one.unsent])).toEqual([[KOTA, 'above', 15], [KEC, 'above', 15]]);
    expect(neighbours(kecamatan.session.office)[0]).toMatchObject({ code: KEL, relation: 'below', families: null, lastReceived: null, unsent: 0 });
    const stick = world.stick();
    await send([KEC], stick);
    expect(look(kecamatan.session.office, stick)).toMatchObject([{ kind: 'LAPORAN', from: KEL, forUs: true, seen: false }]);
    expect(look(kota.session.office, stick)).toMatchObject([{ forUs: false, seen: false }]);
    await acknowledge(kecamatan, stick);
    expect(look(kecamatan.session.office, stick)).toMatchObject([{ forUs: true, seen: true }]);
    const there = neighbours(kelurahan.session.office).find((one) => one.code === KEC);
    expect(there).toMatchObject({ unsent: 0, lastSent: { sequence: 1, changes: 15 }, lastAcknowledged: { sequence: 1 }, problems: [] });
    expect(neighbours(kecamatan.session.office)[0]).toMatchObject({ families: 3, people: 9, lastReceived: { sequence: 1, changes: 15 } });
    expect(outbox(kelurahan.session.office)[0]).toMatchObject({ sequence: 1, to: [KEC], acknowledgedBy: [KEC] });
    change(kelurahan, 'family', family, { rt: '005' });
    expect(neighbours(kelurahan.session.office).find((one) => one.code === KEC)?.unsent).toBe(1);
  });

  it('shows refusals after a restart', async () => {
    addFamilies(kelurahan, 1);
    const sent = await send([KOTA], world.stick());
    await receivePackages(kecamatan.session, { paths: [sent.file] });
    kecamatan.reopen();
    expect(inbox(kecamatan.session.office)[0]).toMatchObject({ outcome: 'refused', code: 'WRONG_RECEIVER', from: KEL, fromName: 'Gunung Telihan', sequence: 1 });
    expect(neighbours(kecamatan.session.office)[0]?.problems[0]).toMatchObject({ code: 'WRONG_RECEIVER' });
    expect(neighbours(kecamatan.session.office)[0]?.problems[0]?.message).toContain('Kota Bontang');
  });
});
