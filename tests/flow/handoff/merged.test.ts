import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decidePair } from '../../../db/registry/duplicates/decide-pair.ts';
import { decideConflict } from '../../../db/handoff/decide-conflict.ts';
import { undoDecision } from '../../../db/registry/duplicates/undo-decision.ts';
import { heldReceipt } from '../../../db/handoff/receipt.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { decideFirst, handOver, openAt, valueAt } from './exchange.ts';
import { askPair } from './handovers.ts';
import { addFamilies, befriend, change, edit, holdings, makeWorld, numberOf } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const KEL = '64.74.03.1002';
const WHY = { reason: 'kartunya sudah dilihat' };

let world: World;
let pc1: TestOffice;
let pc2: TestOffice;
let kec: TestOffice;
/** The person that stays and the one that is merged into it, with their families. */
let keep: string;
let gone: string;
let homes: readonly string[];

/** A kelurahan with two PCs and its kecamatan; for each test all of them hold two more people with one NIK. */
beforeAll(async () => {
  world = makeWorld();
  pc1 = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
  addFamilies(pc1, 1);
  pc2 = world.clone(pc1);
  for (const one of [pc1, pc2]) await befriend(world, one, kec);
  await befriend(world, pc1, pc2);
}, 60_000);
beforeEach(async () => {
  homes = addFamilies(pc1, 2).sort();
  [keep, gone] = homes.map((family) => peopleOf(pc1, family)[0]).sort() as [string, string];
  change(pc1, 'person', gone, { name: valueAt(pc1, 'person', keep, 'name') ?? null, nik: valueAt(pc1, 'person', keep, 'nik') ?? null });
  await share();
});
afterEach(() => {
  for (const one of [pc1, pc2, kec]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
});
afterAll(() => world.end());

/** The other PC's work comes to the first, which tells it and the kecamatan what it has. */
async function share(): Promise<void> {
  for (const [from, to] of [[pc2, pc1], [pc1, pc2], [pc1, kec]] as const) await handOver(world, from, to);
}

function peopleOf(one: TestOffice, family: string): string[] {
  return one.session.office.db.prepare('SELECT uid FROM person WHERE family = ? ORDER BY sequence').pluck().all(family) as string[];
}

const actorOf = (one: TestOffice) => ({ user: one.session.user, scope: '' });

/** Merges the two at a PC, as somebody who was asked about them; returns the pair. */
function merge(one: TestOffice, kind: 'person' | 'family' = 'person'): string {
  const { office } = one.session;
  const [left, right] = kind === 'person' ? [keep, gone] : homes;
  const id = askPair(one, left ?? '', right ?? '', kind);
  decidePair(office, actorOf(one), { id, decision: 'same', values: {}, ...WHY });
  return id;
}

const say = (one: TestOffice, uid: string, values: FieldValues): void => change(one, 'person', uid, values);
const at = (uid: string, field: string): unknown[] => [pc1, pc2, kec].map((one) => valueAt(one, 'person', uid, field));

describe('a later change of a record that was merged away', () => {
  it('is taken by the one that stayed where nothing differs, and once', async () => {
    merge(pc1);
    say(pc2, gone, { phone: '0812111' });
    expect(await handOver(world, pc2, pc1)).toMatchObject({ outcome: 'accepted', conflicts: 0 });
    expect(valueAt(pc1, 'person', keep, 'phone')).toBe('0812111');
    say(pc2, gone, { phone: '0812222' });
    await share();
    expect([at(keep, 'phone'), at(gone, 'phone')]).toEqual([Array(3).fill('0812222'), Array(3).fill('0812222')]);
    expect([pc1, pc2, kec].flatMap(openAt)).toEqual([]);
    expect(holdings(pc1, KEL)).toEqual(holdings(pc2, KEL));
  });

  it('is an open konflik on the one that stayed where that was changed since, with both values and their authors', async () => {
    merge(pc1);
    say(pc1, keep, { phone: '0811000' });
    say(pc2, gone, { phone: '0812111' });
    expect(await handOver(world, pc2, pc1)).toMatchObject({ outcome: 'accepted', conflicts: 1 });
    expect(openAt(pc1)).toMatchObject([{ record: keep, mergedFrom: gone, decidable: true, field: 'phone', ours: { value: '0811000', by: 'siti' }, theirs: { value: '0812111', office: KEL, by: 'siti' } }]);
    expect(openAt(pc1)[0]?.theirs.at).toMatch(/^2026-/);
    const receipt = heldReceipt(pc2.session.office, pc2.session.office.identity.officeId);
    expect(receipt?.content.exceptions).toMatchObject([{ kind: 'conflict', record: keep }]);
    // Another change of that PC at the one that stayed is an own question, and closes nothing.
    say(pc2, keep, { notes: 'pindah kamar' });
    await handOver(world, pc2, pc1);
    expect(openAt(pc1)).toHaveLength(1);
    decideFirst(pc1, 'theirs');
    await share();
    expect(at(keep, 'phone')).toEqual(Array(3).fill('0812111'));
    expect([pc1, pc2, kec].flatMap(openAt)).toEqual([]);
    expect(heldReceipt(pc2.session.office, pc2.session.office.identity.officeId)?.content.exceptions).toEqual([]);
    expect(holdings(pc1, KEL)).toEqual(holdings(pc2, KEL));
  });

  it('is asked too where the merge left another value than the one it rests on; "ours" leaves both records as they are', async () => {
    say(pc1, keep, { phone: '0811000' });
    await share();
    merge(pc1);
    say(pc2, gone, { phone: '0812111' });
    await handOver(world, pc2, pc1);
    expect(openAt(pc1)).toMatchObject([{ record: keep, ours: { value: '0811000' }, theirs: { value: '0812111' } }]);
    decideFirst(pc1, 'ours');
    await share();
    expect([at(keep, 'phone'), at(gone, 'phone')]).toEqual([Array(3).fill('0811000'), Array(3).fill('0812111')]);
    expect([pc1, pc2, kec].flatMap(openAt)).toEqual([]);
  });

  it('a death noted of the one that went is asked about at the one that stayed, and closed everywhere when decided', async () => {
    const pair = merge(pc1);
    say(pc2, gone, { status: 2, statusDate: '2026-11-01', statusReason: 'surat kematian' });
    await share();
    expect(openAt(pc1)).toMatchObject([{ record: keep, mergedFrom: gone, decidable: true }]);
    expect(openAt(pc1)[0]?.fields).toContainEqual(expect.objectContaining({ field: 'status', ours: 1, theirs: 2 }));
    expect(openAt(pc2)).toEqual([]);
    decideFirst(pc1, 'theirs');
    await share();
    expect(at(keep, 'status')).toEqual([2, 2, 2]);
    for (const one of [pc1, pc2, kec]) expect(one.session.office.db.prepare('SELECT count(*) FROM conflict WHERE closedAt IS NULL').pluck().get()).toBe(0);
    undoDecision(pc1.session.office, actorOf(pc1), pair, 'ternyata dua orang');
    await share();
    expect([at(keep, 'status'), at(gone, 'status')]).toEqual([[1, 1, 1], [2, 2, 2]]);
    expect(holdings(pc1, KEL)).toEqual(holdings(pc2, KEL));
  });
});

describe('undoing the merge', () => {
  it('takes what was carried on back from the one that stayed, also at the other PC; it stays at its own record', async () => {
    const pair = merge(pc1);
    say(pc2, gone, { phone: '0812111' });
    await share();
    expect(at(keep, 'phone')).toEqual(Array(3).fill('0812111'));
    undoDecision(pc2.session.office, actorOf(pc2), pair, 'ternyata dua orang');
    await share();
    expect([at(keep, 'phone'), at(gone, 'phone')]).toEqual([[null, null, null], Array(3).fill('0812111')]);
    expect(at(gone, 'status')).toEqual([1, 1, 1]);
    expect(holdings(pc1, KEL)).toEqual(holdings(pc2, KEL));
  });

  it('is asked about where both PCs made the same family end, each in its own way', async () => {
    const [, away] = homes as [string, string];
    merge(pc1, 'family');
    // As a merge of people leaves a family in which nobody is left.
    writeChanges(pc2.session.office, { user: pc2.session.user, kind: 'merge', reason: 'semua pindah' }, (log) => log.update('family', numberOf(pc2, 'family', away), { status: 3, statusDate: '2026-11-21', statusReason: 'semua pindah' }));
    await share();
    const asked = openAt(pc1).find((one) => one.field === 'status') ?? expect.fail();
    decideConflict(pc1.session.office, actorOf(pc1), { id: asked.id, take: 'ours', ...WHY });
    await share();
    expect([pc1, pc2, kec].map((one) => [valueAt(one, 'family', away, 'status'), openAt(one).filter((open) => open.field === 'status').length])).toEqual([[5, 0], [5, 0], [5, 0]]);
  });

  it('ends the open question, wherever it is undone', async () => {
    const pair = merge(pc1);
    await share();
    say(pc1, keep, { phone: '0811000' });
    say(pc2, gone, { phone: '0812111' });
    await handOver(world, pc2, pc1);
    expect(openAt(pc1)).toHaveLength(1);
    undoDecision(pc2.session.office, actorOf(pc2), pair, 'ternyata dua orang');
    await share();
    expect([pc1, pc2, kec].flatMap(openAt)).toEqual([]);
    expect([at(keep, 'phone'), at(gone, 'phone')]).toEqual([Array(3).fill('0811000'), Array(3).fill('0812111')]);
  });
});

describe('families', () => {
  it('whoever was entered in the family that went moves to the one that stayed, and back when it is undone', async () => {
    const [kept, away] = homes as [string, string];
    change(pc1, 'family', away, { noKk: valueAt(pc1, 'family', kept, 'noKk') ?? null });
    await share();
    const pair = merge(pc1, 'family');
    const baby = edit(pc2, (log) => log.create('person', { owner: KEL, family: away, sequence: 4, name: 'BAYI BARU', birthDate: '2026-10-01', sex: 1, relationship: 3, shdk: 4, status: 1 })).uid;
    change(pc2, 'family', away, { notes: 'rumah kuning' });
    await share();
    expect([at(baby, 'family'), [pc1, pc2, kec].map((one) => valueAt(one, 'family', kept, 'notes'))]).toEqual([[kept, kept, kept], Array(3).fill('rumah kuning')]);
    undoDecision(pc1.session.office, actorOf(pc1), pair, 'ternyata dua keluarga');
    await share();
    expect([at(baby, 'family'), [pc1, pc2, kec].map((one) => valueAt(one, 'family', kept, 'notes'))]).toEqual([[away, away, away], [null, null, null]]);
    expect([pc1, pc2, kec].map((one) => valueAt(one, 'family', away, 'notes'))).toEqual(Array(3).fill('rumah kuning'));
    expect(holdings(pc1, KEL)).toEqual(holdings(pc2, KEL));
  });
});

describe('a merge that its PC lost with its folder and is given back', () => {
  let pair: string;
  /** The PC that merged goes back to before that, says something of the one that went, and hears from whom it had told of it what it had done. */
  async function loseAndHear(values: FieldValues, holder: TestOffice = kec, kind: 'person' | 'family' = 'family', beside: () => void | Promise<void> = () => undefined): Promise<void> {
    const backup = join(world.root, `cadangan-${homes[0] ?? ''}`);
    pc1.close();
    cpSync(pc1.dir, backup, { recursive: true });
    pc1.reopen();
    pair = merge(pc1, kind);
    await handOver(world, pc1, holder);
    pc1.close();
    rmSync(pc1.dir, { recursive: true });
    cpSync(backup, pc1.dir, { recursive: true });
    pc1.reopen();
    change(pc1, kind, kind === 'person' ? gone : (homes[1] ?? ''), values);
    await beside();
    for (const [from, to] of [[pc1, holder], [holder, pc1]] as const) await handOver(world, from, to);
    await share();
  }
  const statuses = () => [pc1, pc2, kec].map((one) => [homes[0] ?? '', homes[1] ?? ''].flatMap((uid) => [valueAt(one, 'family', uid, 'status'), valueAt(one, 'family', uid, 'statusDate')]));
  const openEverywhere = (): number => [pc1, pc2, kec].flatMap(openAt).length;

  it('asks at the one that stayed about what was said meanwhile of the one that went, which ends whatever is decided', async () => {
    await loseAndHear({ statusDate: '2026-02-01' });
    expect(openAt(pc1)).toMatchObject([{ record: homes[0], mergedFrom: homes[1], decidable: true, field: 'statusDate', ours: { value: null }, theirs: { value: '2026-02-01', office: KEL, by: 'siti' } }]);
    expect(openAt(pc2)).toEqual([]);
    decideFirst(pc1, 'theirs');
    await share();
    expect([statuses(), openEverywhere()]).toEqual([Array(3).fill([1, '2026-02-01', 5, '2026-11-22']), 0]);
    expect(holdings(pc1, KEL)).toEqual(holdings(pc2, KEL));
  });

  it('carries on what else was said meanwhile of the one that went, taken where nothing differs and asked about where it does', async () => {
    await loseAndHear({ landmark: 'rumah biru' });
    const landmarks = () => [pc1, pc2, kec].map((one) => valueAt(one, 'family', homes[0] ?? '', 'landmark'));
    expect([landmarks(), openEverywhere()]).toEqual([Array(3).fill('rumah biru'), 0]);
    homes = addFamilies(pc1, 2).sort();
    await share();
    await loseAndHear({ landmark: 'rumah hijau' }, kec, 'family', () => change(pc1, 'family', homes[0] ?? '', { landmark: 'dekat balai' }));
    expect(landmarks()).toEqual(Array(3).fill('dekat balai'));
    expect(openAt(pc1)).toMatchObject([{ record: homes[0], mergedFrom: homes[1], field: 'landmark', ours: { value: 'dekat balai' }, theirs: { value: 'rumah hijau' } }]);
    decideFirst(pc1, 'theirs');
    await share();
    expect([landmarks(), openEverywhere()]).toEqual([Array(3).fill('rumah hijau'), 0]);
  });

  it('asks about what its other PC, which never heard of the merge, said meanwhile of the one that went', async () => {
    const [stays = '', went = ''] = homes;
    await loseAndHear({ notes: 'lain' }, kec, 'family', async () => {
      change(pc2, 'family', went, { landmark: 'kata PC kedua' });
      await handOver(world, pc2, pc1);
    });
    expect(openAt(pc1)).toMatchObject([{ record: stays, mergedFrom: went, field: 'landmark', ours: { value: null }, theirs: { value: 'kata PC kedua' } }]);
    decideFirst(pc1, 'theirs');
    await share();
    expect([[pc1, pc2, kec].map((one) => valueAt(one, 'family', stays, 'landmark')), openEverywhere()]).toEqual([Array(3).fill('kata PC kedua'), 0]);
  });

  it('lets a death that was noted of the one that went count for the one that stayed, where that is decided', async () => {
    await loseAndHear({ status: 2, statusDate: '2026-11-01', statusReason: 'surat kematian' }, kec, 'person');
    expect(openAt(pc1)).toMatchObject([{ record: keep, mergedFrom: gone, decidable: true, fields: expect.arrayContaining([expect.objectContaining({ field: 'status', ours: 1, theirs: 2 })]) as unknown }]);
    decideFirst(pc1, 'theirs');
    await share();
    expect([at(keep, 'status'), at(gone, 'status'), openEverywhere()]).toEqual([[2, 2, 2], [2, 2, 2], 0]);
  });

  it('may be decided about at the other PC, and is asked about once', async () => {
    await loseAndHear({ statusDate: '2026-02-01' }, pc2);
    expect([openAt(pc1), openAt(pc2)].map((open) => open.map(({ record }) => record))).toEqual([[homes[0]], [homes[0]]]);
    decideFirst(pc2, 'theirs');
    await share();
    expect([statuses(), openEverywhere()]).toEqual([Array(3).fill([1, '2026-02-01', 5, '2026-11-22']), 0]);
  });

  it('is taken apart like any other, before and after it was decided', async () => {
    for (const decided of [false, true]) {
      await loseAndHear({ statusDate: '2026-02-01' });
      if (decided) decideFirst(pc1, 'ours');
      undoDecision(pc1.session.office, actorOf(pc1), pair, 'ternyata dua keluarga');
      if (!decided) decideFirst(pc1, 'ours');
      await share();
      expect([statuses(), openEverywhere()]).toEqual([Array(3).fill([1, null, 1, decided ? null : '2026-02-01']), 0]);
      homes = addFamilies(pc1, 2).sort();
      await share();
    }
  });
});
