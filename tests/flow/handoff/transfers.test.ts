import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listQuarantine } from '../../../db/handoff/list-quarantine.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { applyContext } from '../../../db/handoff/apply-context.ts';
import { writeLedger } from '../../../db/handoff/sqlite-ledger-writer.ts';
import { takeMoved } from '../../../db/handoff/transfer/moved-records.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { listTransfers } from '../../../db/handoff/transfer/list-transfers.ts';
import { acceptTransfer, refuseTransfer, startTransfer, withdrawTransfer } from '../../../db/handoff/transfer/transfer.ts';
import { openImport } from '../../../db/intake/open-import.ts';
import { requireOwn } from '../../../db/registry/access.ts';
import { decidePair } from '../../../db/registry/duplicates/decide-pair.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { findRecord, recordsWhere } from '../../../db/store/records.ts';
import { loadRegions } from '../../../db/store/regions.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver, valueAt } from './exchange.ts';
import { bringPapers, ownersOf, transfersOf, waitingOf } from './handovers.ts';
import { addFamilies, befriend, change, edit, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const regions = loadRegions();
let world: World;
let a: TestOffice;
let b: TestOffice;
let c: TestOffice;
let kota: TestOffice;
let family: string;

beforeAll(async () => {
  world = makeWorld();
  a = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  b = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  c = world.make('64.74.01.1001', 'Satimpo', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  for (const [one, other] of [[a, b], [b, c], [a, c], [a, kota], [b, kota], [c, kota]] as const) await befriend(world, one, other);
});
beforeEach(() => {
  [family] = addFamilies(a, 1) as [string];
  refreshDerived(a.session.office, 'all');
});
afterAll(() => {
  for (const one of [a, b, c, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const offer = async (from: TestOffice, to: TestOffice): Promise<string> => (await startTransfer(from.session, '', { family, to: to.code, toName: to.code, reason: 'pindah alamat' })).id;
const bring = (from: TestOffice, to: TestOffice) => bringPapers(world, from, to);
const transfersAt = (one: TestOffice) => transfersOf(one, family);
const stateAt = (one: TestOffice): string | undefined => transfersAt(one).at(0)?.state;
const owners = (one: TestOffice): unknown[] => ownersOf(one, family);
const quarantined = (one: TestOffice): number => waitingOf(one, family);
const summary = (one: TestOffice): unknown => one.session.office.db.prepare('SELECT active, members FROM familySummary WHERE uid = ?').get(family);

describe('a family that moves to another kelurahan', () => {
  it('stays the old owner’s, read only, until it is accepted; then it is the new owner’s everywhere and a closed stub stays behind', async () => {
    change(a, 'family', family, { address: 'Jl. Lama 1' });
    await handOver(world, a, kota);
    await offer(a, b);
    const record = findRecord(a.session.office, 'family', family);
    expect(() => requireOwn(a.session.office, record ?? expect.fail())).toThrow('TRANSFER_UNDERWAY');
    expect(await bring(a, b)).toMatchObject({ kind: 'PINDAH', outcome: 'accepted', applied: 6, quarantined: 0 });
    expect(owners(b)).toEqual([a.code, a.code, a.code]);
    expect(summary(b)).toMatchObject({ active: 0 });
    const [incoming] = listTransfers(b.session.office, { direction: 'in', open: true });
    expect(incoming).toMatchObject({ state: 'travelling', people: 3, from: a.code, reason: 'pindah alamat' });
    expect(await acceptTransfer(b.session, incoming?.id ?? '')).toMatchObject({ family, records: 5 });
    expect(summary(b)).toEqual({ active: 1, members: 3 });
    change(b, 'family', family, { address: 'Jl. Baru 2', region: b.code });
    expect(await handOver(world, b, kota)).toMatchObject({ outcome: 'accepted', conflicts: 0, quarantined: 0 });
    expect(owners(kota)).toEqual([b.code, b.code, b.code]);
    expect(valueAt(kota, 'family', family, 'address')).toBe('Jl. Baru 2');
    expect(await bring(b, a)).toMatchObject({ outcome: 'accepted' });
    expect(owners(a)).toEqual([b.code, b.code, b.code]);
    expect(stateAt(a)).toBe('accepted');
    expect(summary(a)).toMatchObject({ active: 0 });
    expect(valueAt(a, 'family', family, 'address')).toBe('Jl. Lama 1');
    expect(await handOver(world, a, kota)).toMatchObject({ conflicts: 0, quarantined: 0 });
    expect(owners(kota)[0]).toBe(b.code);
  });

  it('is changed by no import on its way: the row is asked about, and taken as usual once the offer is withdrawn', async () => {
    const office = a.session.office;
    const noKk = String(valueAt(a, 'family', family, 'noKk'));
    const member = recordsWhere(office, 'person', 'family', family)[0];
    const file = join(world.stick(), 'daftar.csv');
    const rows = [[noKk, member?.values.nik, member?.values.name, '7', 'Bontang', member?.values.birthDate, 'Laki-laki', 'Kepala keluarga'], [noKk, '6474035208880009', 'ORANG BARU', '7', 'Bontang', '1988-08-12', 'Perempuan', 'Anak']];
    writeFileSync(file, [['No KK', 'NIK', 'Nama', 'RT', 'Tempat lahir', 'Tanggal lahir', 'Jenis kelamin', 'Hubungan'], ...rows].map((row) => row.join(';')).join('\r\n'));
    const look = () => openImport(office, a.session.secrets.databaseKey, file, { regions });
    const free = await look();
    expect(free.tally.people.question).toBe(0);
    const id = await offer(a, b);
    const held = await look();
    expect([held.tally.people.new, held.tally.people.changed, held.tally.families.changed]).toEqual([0, 0, 0]);
    expect(held.findings.map((one) => one.code)).toContain('ON_ITS_WAY');
    await withdrawTransfer(a.session, id, 'tidak jadi');
    expect((await look()).tally).toMatchObject({ people: free.tally.people, families: free.tally.families });
  });

  it('reaches the old owner through the city as well, for nobody meets every neighbour', async () => {
    await handOver(world, a, kota);
    await offer(a, b);
    await bring(a, b);
    await acceptTransfer(b.session, listTransfers(b.session.office, { direction: 'in', open: true })[0]?.id ?? '');
    await handOver(world, b, kota);
    await handOver(world, kota, a);
    expect(owners(a)).toEqual([b.code, b.code, b.code]);
  });

  it('refused, stays where it was and may be written again', async () => {
    const id = await offer(a, b);
    await bring(a, b);
    await refuseTransfer(b.session, id, 'alamatnya di luar kelurahan');
    await bring(b, a);
    expect(transfersAt(a)).toMatchObject([{ state: 'refused', answer: { reason: 'alamatnya di luar kelurahan', by: 'siti' } }]);
    expect(() => requireOwn(a.session.office, findRecord(a.session.office, 'family', family) ?? expect.fail())).not.toThrow();
    await expect(acceptTransfer(b.session, id)).rejects.toThrow('TRANSFER_CLOSED');
    expect(owners(a)[0]).toBe(a.code);
  });

  it('whose file was lost is sent again, or taken back; a word that crosses an acceptance gives way to it', async () => {
    const id = await offer(a, b);
    await exportKind(a.session, 'PINDAH', { to: [b.code], folder: world.stick() });
    await expect(acceptTransfer(b.session, id)).rejects.toThrow('NOT_FOUND');
    await bring(a, b);
    await acceptTransfer(b.session, id);
    await withdrawTransfer(a.session, id, 'berkas hilang');
    expect(stateAt(a)).toBe('withdrawn');
    await bring(b, a);
    expect([stateAt(a), ...owners(a)]).toEqual(['accepted', b.code, b.code, b.code]);
    await bring(a, b);
    expect(stateAt(b)).toBe('accepted');
  });

  it('moved twice before anyone heard: the city learns it from the last owner first, and the rest finds its place', async () => {
    change(a, 'family', family, { landmark: 'dekat masjid' });
    const first = await offer(a, b);
    await bring(a, b);
    await acceptTransfer(b.session, first);
    change(b, 'family', family, { address: 'Jl. Kedua' });
    const second = await offer(b, c);
    await bring(b, c);
    await acceptTransfer(c.session, second);
    change(c, 'family', family, { address: 'Jl. Ketiga' });
    expect(owners(c)).toEqual([c.code, c.code, c.code]);
    expect(await handOver(world, c, kota)).toMatchObject({ quarantined: 0 });
    expect(owners(kota)).toEqual([c.code, c.code, c.code]);
    await handOver(world, b, kota);
    expect(await handOver(world, a, kota)).toMatchObject({ outcome: 'accepted' });
    expect(owners(kota)).toEqual([c.code, c.code, c.code]);
    expect([valueAt(kota, 'family', family, 'address'), valueAt(kota, 'family', family, 'landmark')]).toEqual(['Jl. Ketiga', 'dekat masjid']);
    expect(quarantined(kota)).toBe(0);
  });

  it('takes what the old owner wrote while it was theirs, however late it comes, and nothing that they write afterwards', async () => {
    await handOver(world, a, kota);
    change(a, 'family', family, { landmark: 'ditulis sebelum pindah' });
    const id = await offer(a, b);
    await bring(a, b);
    await acceptTransfer(b.session, id);
    change(b, 'family', family, { notes: 'dari pemilik baru' });
    await handOver(world, b, kota);
    expect(owners(kota)[0]).toBe(b.code);
    change(a, 'family', family, { notes: 'ditulis setelah pindah' });
    expect(await handOver(world, a, kota)).toMatchObject({ quarantined: 1 });
    expect([valueAt(kota, 'family', family, 'landmark'), valueAt(kota, 'family', family, 'notes')]).toEqual(['ditulis sebelum pindah', 'dari pemilik baru']);
  });

  it('takes along whoever came into it from another family, and an enrolment whose pengurus stayed behind', async () => {
    const [other = ''] = addFamilies(a, 1);
    const [newcomer] = recordsWhere(a.session.office, 'person', 'family', other);
    const [leaver] = recordsWhere(a.session.office, 'person', 'family', family);
    if (!newcomer || !leaver) expect.fail();
    change(a, 'person', newcomer.uid, { family });
    edit(a, (log) => log.create('enrolment', { owner: a.code, unitKind: 2, family, status: 3, start: '2026-01-01', pengurus: leaver.uid }));
    change(a, 'person', leaver.uid, { family: other });
    const id = await offer(a, b);
    await handOver(world, a, kota);
    expect(await bring(a, b)).toMatchObject({ outcome: 'accepted' });
    await acceptTransfer(b.session, id);
    expect(recordsWhere(b.session.office, 'person', 'family', family).map((person) => person.uid)).toContain(newcomer.uid);
    expect(recordsWhere(b.session.office, 'enrolment', 'family', family).map(({ values }) => [values.owner, values.pengurus])).toEqual([[b.code, leaver.uid]]);
    await handOver(world, b, kota);
    expect(valueAt(kota, 'person', newcomer.uid, 'owner')).toBe(b.code);
    expect([b, kota].flatMap((one) => listQuarantine(one.session.office, 'id', (code) => code).filter(({ record }) => record === newcomer.uid || record === family))).toEqual([]);
  });

  it.each([['which stays behind', false], ['where that was changed between two that stay behind', true]])('takes along what a person got while in another family of the old owner, %s', async (_, changed) => {
    const [before, later] = addFamilies(a, 2) as [string, string];
    const joiner = recordsWhere(a.session.office, 'person', 'family', before).at(-1) ?? expect.fail();
    const made = edit(a, (log) => log.create('enrolment', { owner: a.code, unitKind: 1, family: before, person: joiner.uid, status: 3, start: '2026-01-01' }));
    if (changed) edit(a, (log) => log.update('enrolment', made.id, { family: later }));
    edit(a, (log) => log.update('person', joiner.id, { family }));
    await offer(a, b);
    expect(await bring(a, b)).toMatchObject({ outcome: 'accepted' });
    await acceptTransfer(b.session, transfersAt(b)[0]?.id ?? '');
    expect([valueAt(b, 'person', joiner.uid, 'owner'), valueAt(b, 'enrolment', made.uid, 'owner'), valueAt(b, 'enrolment', made.uid, 'person')]).toEqual([b.code, b.code, joiner.uid]);
    expect(findRecord(b.session.office, 'family', before)).toBeUndefined();
    await handOver(world, a, kota);
    await bring(b, a);
    await handOver(world, b, kota);
    expect([valueAt(kota, 'enrolment', made.uid, 'owner'), valueAt(kota, 'family', before, 'owner')]).toEqual([b.code, a.code]);
    for (const one of [b, kota]) expect(valueAt(one, 'enrolment', made.uid, 'family')).toBe(changed ? later : before);
  });

  it('whose address is chosen when its new owner merges it with one of here, stays in that office’s area', async () => {
    const [own] = addFamilies(b, 1) as [string];
    [family] = addFamilies(a, 1) as [string];
    for (const one of [a, b]) refreshDerived(one.session.office, 'all');
    await offer(a, b);
    await bring(a, b);
    await acceptTransfer(b.session, transfersAt(b)[0]?.id ?? '');
    const id = b.session.office.newId();
    b.session.office.db.prepare(`INSERT INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,2,?,?,80,1,'[]','2026-11-22')`).run(id, own, family);
    decidePair(b.session.office, { user: b.session.user, scope: '' }, { id, decision: 'same', values: { address: 'right' }, reason: 'kartunya sudah dilihat' });
    expect([valueAt(b, 'family', own, 'address'), valueAt(b, 'family', own, 'region')]).toEqual([valueAt(b, 'family', family, 'address'), b.code]);
    for (const [from, to] of [[a, kota], [b, kota]] as const) expect(await handOver(world, from, to)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  });

  it('goes home again', async () => {
    const out = await offer(a, b);
    await bring(a, b);
    await acceptTransfer(b.session, out);
    await bring(b, a);
    change(b, 'family', family, { landmark: 'sementara di Kanaan' });
    const home = await offer(b, a);
    await bring(b, a);
    await acceptTransfer(a.session, home);
    expect(owners(a)).toEqual([a.code, a.code, a.code]);
    expect(valueAt(a, 'family', family, 'landmark')).toBe('sementara di Kanaan');
    expect(summary(a)).toMatchObject({ active: 1 });
    await handOver(world, a, kota);
    await handOver(world, b, kota);
    expect([owners(kota)[0], quarantined(kota)]).toEqual([a.code, 0]);
  });

  it('is never taken on a paper that its owner did not sign', async () => {
    await handOver(world, a, kota);
    await offer(a, b);
    a.session.office.db.prepare("UPDATE transfer SET offer = json_set(offer, '$.text', replace(json_extract(offer, '$.text'), ?, ?)) WHERE family = ?").run(b.code, c.code, family);
    a.session.office.db.prepare('UPDATE transfer SET toCode = ? WHERE family = ?').run(c.code, family);
    expect(await bring(a, c)).toMatchObject({ outcome: 'accepted', applied: 0 });
    expect(transfersAt(c)).toEqual([]);
  });
});

describe('a family that was accepted', () => {
  let other: World;
  beforeEach(() => void (other = makeWorld()));
  afterEach(() => other.end());

  it('is told by its new owner to its other PC and to the city, also where the old owner lost it and never told anybody', async () => {
    const old = other.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
    const owner = other.make('64.74.03.1001', 'Kanaan', 'kelurahan');
    const city = other.make('64.74', 'Kota Bontang', 'kota');
    const second = other.clone(owner);
    for (const [one, two] of [[old, owner], [old, second], [owner, second], [old, city], [owner, city], [second, city]] as const) await befriend(other, one, two);
    const [moving] = addFamilies(old, 1) as [string];
    change(old, 'family', moving, { address: 'Jl. Lama 1' });
    const { id } = await startTransfer(old.session, '', { family: moving, to: owner.code, toName: owner.code, reason: 'pindah alamat' });
    const { file } = await exportKind(old.session, 'PINDAH', { to: [owner.code], folder: other.stick() });
    await receivePackages(owner.session, { paths: [file] });
    await acceptTransfer(owner.session, id);
    change(owner, 'family', moving, { rt: '007' });
    for (const to of [second, city]) {
      expect(await handOver(other, owner, to)).toMatchObject({ outcome: 'accepted', quarantined: 0, conflicts: 0 });
      expect(['owner', 'address', 'rt'].map((field) => valueAt(to, 'family', moving, field))).toEqual([owner.code, 'Jl. Lama 1', '007']);
      expect(recordsWhere(to.session.office, 'person', 'family', moving).map(({ values }) => values.owner)).toEqual([owner.code, owner.code, owner.code]);
      expect(verifyOffice(to.session.office)).toMatchObject({ auditOk: true, problems: [] });
    }
    // What the old owner tells after all is known.
    expect(await handOver(other, old, city)).toMatchObject({ outcome: 'accepted', quarantined: 0, conflicts: 0 });
    expect(['owner', 'address', 'rt'].map((field) => valueAt(city, 'family', moving, field))).toEqual([owner.code, 'Jl. Lama 1', '007']);
  });

  it('is told by nobody who did not accept it, under no ids', () => {
    const city = other.make('64.74', 'Kota Bontang', 'kota');
    const uid = city.session.office.newId();
    writeChanges(city.session.office, { user: city.session.user, kind: 'receive' }, (log) => {
      const ledger = writeLedger(city.session.office, log);
      const context = applyContext(ledger, { ranges: [] }, { devices: [{ uid: 'perangkat lain', office: '64.74.03.1002', name: 'Gunung Telihan' }] }, { area: '64.74.03.1001', ownCode: '64.74', sender: '64.74.03.1001', sibling: false }, 'a'.repeat(64), '2026-11-22');
      takeMoved(city.session.office, context, { file: 'moved-made/1', rows: 1, columns: { uid: [uid], device: [0], epoch: [1], counter: [1], 1: ['64.74.03.1001'], 4: ['Jl. Palsu 1'] } }, '64.74.03.1001', new Set());
    });
    expect(findRecord(city.session.office, 'family', uid)).toBeUndefined();
  });
});
