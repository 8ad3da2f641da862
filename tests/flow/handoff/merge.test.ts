import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideConflict } from '../../../db/handoff/decide-conflict.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import { listConflicts } from '../../../db/handoff/list-conflicts.ts';
import { recordHistory } from '../../../db/registry/history.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { sql } from '../../../db/store/office.ts';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { terminal } from '../../helpers/terminal.ts';
import { decideFirst, handOver, openAt, settle, take, valueAt } from './exchange.ts';
import { addFamilies, befriend, change, edit, holdings, makeWorld, WORLD_PASSPHRASE } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const KEL = '64.74.03.1002';

let world: World;
let pc1: TestOffice;
let pc2: TestOffice;
let kec: TestOffice;
let family: string;

/** A kelurahan with two PCs and its kecamatan, all of which hold the same family. */
beforeEach(async () => {
  world = makeWorld();
  pc1 = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
  [family] = addFamilies(pc1, 1) as [string];
  pc2 = world.clone(pc1);
  for (const one of [pc1, pc2]) await befriend(world, one, kec);
  await befriend(world, pc1, pc2);
  await handOver(world, pc1, kec);
});
afterEach(() => {
  for (const one of [pc1, pc2, kec]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const set = (one: TestOffice, values: Record<string, string>): void => change(one, 'family', family, values);
const rt = (one: TestOffice): unknown => valueAt(one, 'family', family, 'rt');
const at = (one: TestOffice, ...fields: string[]): unknown[] => fields.map((field) => valueAt(one, 'family', family, field));

describe('two PCs of one office', () => {
  it('decide about a third one’s change, and an office that came to agree with the decision has nothing left to ask', async () => {
    const pc3 = world.clone(pc1);
    for (const other of [kec, pc1, pc2]) await befriend(world, pc3, other);
    set(pc1, { statusDate: '2026-04-01' });
    await handOver(world, pc1, pc3);
    await handOver(world, pc1, kec);
    set(pc2, { statusReason: 'pindah' });
    await handOver(world, pc2, pc1);
    set(pc3, { statusDate: '2026-02-01' });
    await handOver(world, pc3, kec);
    decideFirst(pc1, 'ours');
    await handOver(world, pc1, kec);
    expect(openAt(kec)).toHaveLength(1);
    set(pc3, { statusDate: '2026-04-01' });
    await handOver(world, pc3, kec);
    expect(openAt(kec)).toEqual([]);
    await handOver(world, pc2, kec);
    expect([openAt(kec), ...at(kec, 'statusDate', 'statusReason')]).toEqual([[], '2026-04-01', null]);
    await settle(world, [pc1, pc2, pc3, kec]);
    for (const one of [pc1, pc2, pc3]) expect([openAt(one), holdings(one, KEL)]).toEqual([[], holdings(kec, KEL)]);
  });

  it('disagree about which family a person belongs to: the question says whose, where and under which No KK, never an id; so do history and terminal', async () => {
    const [here, there] = addFamilies(pc1, 2) as [string, string];
    edit(pc1, () => refreshDerived(pc1.session.office, 'all'));
    await settle(world, [pc1, pc2]);
    const [head, person] = sql(pc1.session.office, 'SELECT uid FROM person WHERE family = ? ORDER BY sequence').pluck().all(family) as [string, string];
    const words = (uid: string): string => {
      const { head: name, address, noKk } = sql(pc1.session.office, 'SELECT head, address, noKk FROM familySummary WHERE uid = ?').get(uid) as { head: string; address: string; noKk: string };
      return `${name} · ${address} RT 001 RW 002 · No KK ${noKk.slice(0, 4)}••••••••${noKk.slice(-4)}`;
    };
    const [toHere, toThere, before] = [words(here), words(there), words(family)];
    expect(before).toContain(String(valueAt(pc1, 'person', head, 'name')));
    change(pc1, 'person', person, { family: here });
    change(pc2, 'person', person, { family: there });
    await handOver(world, pc2, pc1);
    expect(openAt(pc1)).toMatchObject([{ entity: 'person', field: 'family', ours: { value: toHere }, theirs: { value: toThere }, fields: [{ field: 'family', ours: toHere, theirs: toThere }] }]);
    expect(recordHistory(pc1.session.office, person, 10, '').find((one) => one.field === 'family' && one.new === toHere)).toMatchObject({ old: before });
    pc1.close();
    const { code, out } = terminal('', WORLD_PASSPHRASE, world.root).tepat(['conflicts', '--office', pc1.dir], { TEPAT_PROFILE: pc1.profileDir });
    expect([code, out]).toEqual([1, expect.stringContaining(`${toHere} | ${toThere}`)]);
    pc1.reopen();
    decideFirst(pc1, 'theirs');
    await settle(world, [pc1, pc2]);
    expect(valueAt(pc2, 'person', person, 'family')).toBe(there);
  });

  it('counts for the other PC of the office what it lacks, and for nobody what waits here for a decision', async () => {
    const unsent = (code: string): unknown => neighbours(pc1.session.office).filter((one) => one.code === code).map((one) => [one.relation, one.unsent]);
    expect(unsent(KEL)).not.toEqual([['own', 0]]);
    await handOver(world, pc1, pc2);
    expect(unsent(KEL)).toEqual([['own', 0]]);
    set(pc1, { rt: '005' });
    set(pc2, { rt: '009' });
    await handOver(world, pc2, pc1);
    expect(openAt(pc1)).toHaveLength(1);
    expect([unsent(KEL), unsent('64.74.03')]).toEqual([[['own', 1]], [['above', 1]]]);
  });

  it('end alike after exchanging reports, withheld fields included', async () => {
    addFamilies(pc2, 2);
    set(pc1, { landmark: 'dekat masjid' });
    await settle(world, [pc1, pc2]);
    expect(holdings(pc1, KEL)).toEqual(holdings(pc2, KEL));
    expect(pc1.session.office.db.prepare('SELECT count(*) FROM person WHERE depression = 4').pluck().get()).toBe(9);
    expect([openAt(pc1), openAt(pc2)]).toEqual([[], []]);
  });

  it('either PC carries the other’s work to the kecamatan, and nothing is applied twice', async () => {
    addFamilies(pc2, 1);
    await handOver(world, pc2, pc1);
    expect(await handOver(world, pc1, kec)).toMatchObject({ outcome: 'accepted', applied: 5, conflicts: 0 });
    expect(await handOver(world, pc2, kec)).toMatchObject({ outcome: 'accepted', applied: 0, conflicts: 0 });
    expect(holdings(kec, KEL)).toEqual({ ...holdings(pc2, KEL) });
  });

  it('refuse the package of a PC that nobody trusted', async () => {
    const pc3 = world.clone(pc1);
    expect(await handOver(world, pc3, pc2, false)).toMatchObject({ outcome: 'refused', code: 'SENDER_UNTRUSTED' });
  });

  it('never share a stream with another office', async () => {
    await expect(exportPackage(pc1.session, { to: [KEL, '64.74.03'], folder: world.stick() })).rejects.toThrow('MIXED_RECEIVERS');
  });
});

describe('by ancestry, never by value', () => {
  it('a value that returns to an older one through another PC is taken as the newer change it is', async () => {
    set(pc1, { rt: '009' });
    await settle(world, [pc1, pc2, kec]);
    set(pc2, { rt: '001' });
    await handOver(world, pc2, kec);
    expect(rt(kec)).toBe('001');
    await handOver(world, pc1, kec);
    await handOver(world, pc2, pc1);
    expect([rt(pc1), rt(pc2), rt(kec)]).toEqual(['001', '001', '001']);
    expect([pc1, pc2, kec].flatMap(openAt)).toEqual([]);
  });

  it('a change that arrives after a later one that rests on it is covered, also when another PC carried the later one', async () => {
    set(pc1, { rt: '009' });
    const late = await exportPackage(pc1.session, { to: [kec.code], folder: world.stick() });
    await handOver(world, pc1, pc2);
    set(pc2, { rt: '010' });
    await handOver(world, pc2, kec);
    expect(rt(kec)).toBe('010');
    expect(await take(world, late.file, pc1, kec)).toMatchObject({ outcome: 'accepted', applied: 0, conflicts: 0 });
    expect(rt(kec)).toBe('010');
  });

  it('the receipt was lost and a second edit follows: one net change, taken once', async () => {
    set(pc1, { rt: '009' });
    await handOver(world, pc1, kec, false);
    set(pc1, { rt: '010' });
    expect(await handOver(world, pc1, kec)).toMatchObject({ outcome: 'accepted', applied: 1, conflicts: 0 });
    expect(rt(kec)).toBe('010');
  });

  it('the receipt was lost and the other PC edited on what arrived: the repeated change is covered', async () => {
    set(pc1, { rt: '009' });
    await handOver(world, pc1, pc2, false);
    set(pc2, { rt: '010' });
    expect(await handOver(world, pc1, pc2)).toMatchObject({ outcome: 'accepted', applied: 0, conflicts: 0 });
    expect(rt(pc2)).toBe('010');
  });

  it('the same value on both sides agrees, and goes on without a question', async () => {
    for (const one of [pc1, pc2]) set(one, { rt: '009' });
    await settle(world, [pc1, pc2]);
    set(pc1, { rt: '010' });
    await settle(world, [pc1, pc2]);
    expect([rt(pc1), rt(pc2)]).toEqual(['010', '010']);
    expect([openAt(pc1), openAt(pc2)]).toEqual([[], []]);
  });

  it('different fields of one record merge in peace', async () => {
    set(pc1, { landmark: 'dekat masjid' });
    set(pc2, { notes: 'catatan' });
    await settle(world, [pc1, pc2]);
    for (const one of [pc1, pc2]) expect(at(one, 'landmark', 'notes')).toEqual(['dekat masjid', 'catatan']);
  });
});

describe('field groups', () => {
  it('what came without knowing of another field changed here is called paralel in the history where they met; what knew of it is not', async () => {
    const told = (one: TestOffice) => recordHistory(one.session.office, family, 50, '').filter((entry) => entry.field !== null).map(({ field, new: value, parallel }) => [field, value, parallel]);
    set(pc1, { landmark: 'dekat masjid' });
    await handOver(world, pc1, pc2);
    set(pc2, { notes: 'tahu' });
    await handOver(world, pc2, pc1);
    set(pc1, { address: 'Jl. Baru 1' });
    set(pc2, { statusReason: 'tidak tahu' });
    const [one, other] = [await exportPackage(pc1.session, { to: [KEL], folder: world.stick() }), await exportPackage(pc2.session, { to: [KEL], folder: world.stick() })];
    await take(world, one.file, pc1, pc2, false);
    await take(world, other.file, pc2, pc1);
    expect(told(pc1)).toEqual([['statusReason', 'tidak tahu', true], ['address', 'Jl. Baru 1', false], ['notes', 'tahu', false], ['landmark', 'dekat masjid', false]]);
    expect(told(pc2)).toEqual(expect.arrayContaining([['address', 'Jl. Baru 1', true], ['statusReason', 'tidak tahu', false], ['landmark', 'dekat masjid', false]]));
    // The receipt came before the other change: what the other PC saw meet, only it can tell.
    set(pc1, { notes: 'lagi' });
    set(pc2, { landmark: 'lagi' });
    await handOver(world, pc1, pc2);
    await handOver(world, pc2, pc1);
    expect([told(pc1)[0], told(pc2)[0]]).toEqual([['landmark', 'lagi', true], ['notes', 'lagi', true]]);
  });

  it('RT here and RW there is one question on both sides, with both whole addresses', async () => {
    set(pc1, { rt: '009' });
    set(pc2, { rw: '008' });
    await settle(world, [pc1, pc2]);
    expect(at(pc1, 'rt', 'rw')).toEqual(['009', '002']);
    expect(at(pc2, 'rt', 'rw')).toEqual(['001', '008']);
    for (const one of [pc1, pc2]) expect(openAt(one)).toHaveLength(1);
    expect(openAt(pc1)[0]?.fields.map(({ field, ours, theirs }) => [field, ours, theirs])).toEqual([['rt', '009', '001'], ['rw', '002', '008']]);
    expect(openAt(pc2)[0]?.fields.map(({ field, ours, theirs }) => [field, ours, theirs])).toEqual([['rt', '001', '009'], ['rw', '008', '002']]);
  });

  it('a decision may take one part of each side; it travels back and closes the question everywhere', async () => {
    set(pc1, { rt: '009' });
    set(pc2, { rw: '008' });
    await settle(world, [pc1, pc2, kec]);
    expect(openAt(kec)).toMatchObject([{ decidable: false, owner: KEL }]);
    const [open] = openAt(pc1);
    decideConflict(pc1.session.office, { user: pc1.session.user, scope: '' }, { id: open?.id ?? '', take: 'ours', values: { rw: '008' }, reason: 'dua-duanya benar' });
    await settle(world, [pc1, pc2, kec], 1);
    for (const one of [pc1, pc2, kec]) {
      expect(at(one, 'rt', 'rw')).toEqual(['009', '008']);
      expect(openAt(one)).toEqual([]);
    }
  });

  it('status, its date and its reason stay together', async () => {
    set(pc1, { statusReason: 'pindah ke Samarinda' });
    change(pc2, 'family', family, { statusDate: '2026-11-20' });
    await settle(world, [pc1, pc2]);
    expect(openAt(pc1)[0]?.fields.map((one) => one.field)).toEqual(['statusDate', 'statusReason']);
    expect(at(pc1, 'statusDate', 'statusReason')).toEqual([null, 'pindah ke Samarinda']);
  });
});

describe('a konflik', () => {
  it('keeps both values, follows the newest of each side, and asks once', async () => {
    set(pc1, { landmark: 'A' });
    set(pc2, { landmark: 'B' });
    await settle(world, [pc1, pc2]);
    set(pc2, { landmark: 'C' });
    await settle(world, [pc1, pc2]);
    expect(openAt(pc1)).toMatchObject([{ ours: { value: 'A' }, theirs: { value: 'C' } }]);
    expect(openAt(pc2)).toMatchObject([{ ours: { value: 'C' }, theirs: { value: 'A' } }]);
  });

  it('is not decided by a later edit of one side, nor by any number of exchanges', async () => {
    set(pc1, { landmark: 'A' });
    set(pc2, { landmark: 'B' });
    await settle(world, [pc1, pc2, kec]);
    set(pc1, { landmark: 'D' });
    await settle(world, [pc1, pc2, kec], 2);
    expect([pc1, pc2, kec].map((one) => openAt(one).length)).toEqual([1, 1, 1]);
    expect([at(pc1, 'landmark'), at(pc2, 'landmark')]).toEqual([['D'], ['B']]);
  });

  it('is decided by the owner only', async () => {
    set(pc1, { landmark: 'A' });
    set(pc2, { landmark: 'B' });
    await handOver(world, pc1, kec);
    await handOver(world, pc2, kec);
    expect(openAt(kec)).toHaveLength(1);
    expect(() => decideFirst(kec, 'ours')).toThrow('NOT_OWNER');
    expect(openAt(kec)).toHaveLength(1);
  });

  it('decided for the other side, travels back with the value of the other side and closes there', async () => {
    set(pc1, { landmark: 'A' });
    set(pc2, { landmark: 'B' });
    await settle(world, [pc1, pc2]);
    decideFirst(pc1, 'theirs');
    await settle(world, [pc1, pc2, kec], 1);
    for (const one of [pc1, pc2, kec]) expect([at(one, 'landmark'), openAt(one)]).toEqual([['B'], []]);
    expect(() => decideConflict(pc1.session.office, { user: pc1.session.user, scope: '' }, { id: 'konflik-1', take: 'ours', reason: 'x' })).toThrow('CONFLICT_CLOSED');
  });

  it('both sides decide: one decision stands everywhere, the other is kept as a note', async () => {
    set(pc1, { landmark: 'A' });
    set(pc2, { landmark: 'B' });
    await settle(world, [pc1, pc2]);
    decideFirst(pc1, 'ours');
    decideFirst(pc2, 'ours');
    await settle(world, [pc1, pc2, kec]);
    for (const one of [pc1, pc2, kec]) expect([at(one, 'landmark'), openAt(one)]).toEqual([['A'], []]);
    expect(listConflicts(pc1.session.office, 'id', (code) => code, true)).toMatchObject([{ outcome: 'note', theirs: { value: 'B' } }]);
    set(pc2, { landmark: 'E' });
    await settle(world, [pc1, pc2, kec]);
    for (const one of [pc1, pc2, kec]) expect([at(one, 'landmark'), openAt(one)]).toEqual([['E'], []]);
  });

  it('a decision that meets a new edit asks again', async () => {
    set(pc1, { landmark: 'A' });
    set(pc2, { landmark: 'B' });
    await settle(world, [pc1, pc2]);
    decideFirst(pc1, 'ours');
    set(pc2, { landmark: 'C' });
    await settle(world, [pc1, pc2]);
    expect(openAt(pc1)).toMatchObject([{ ours: { value: 'A' }, theirs: { value: 'C' } }]);
    expect(openAt(pc2)).toMatchObject([{ ours: { value: 'C' }, theirs: { value: 'A' } }]);
  });
});

describe('what waits for another package', () => {
  it('a change that arrives before the record it belongs to waits, and is applied when the other PC brings the record', async () => {
    const [late] = addFamilies(pc1, 1) as [string];
    await handOver(world, pc1, pc2);
    // This PC never forwards the other one's work: its package holds the change only.
    change(pc2, 'family', late, { landmark: 'dekat pasar' });
    pc2.session.office.db.prepare('DELETE FROM card WHERE code = ?').run(KEL);
    pc2.session.office.db.prepare('DELETE FROM position').run();
    expect(await handOver(world, pc2, kec)).toMatchObject({ outcome: 'accepted', applied: 0, quarantined: 1 });
    expect(await handOver(world, pc1, kec)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
    expect(valueAt(kec, 'family', late, 'landmark')).toBe('dekat pasar');
    expect(kec.session.office.db.prepare('SELECT count(*) FROM quarantine WHERE resolvedAt IS NULL').pluck().get()).toBe(0);
  });
});
