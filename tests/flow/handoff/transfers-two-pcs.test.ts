import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideConflict } from '../../../db/handoff/decide-conflict.ts';
import { revokeCards } from '../../../db/handoff/revoke.ts';
import { listTransfers } from '../../../db/handoff/transfer/list-transfers.ts';
import { acceptTransfer, startTransfer } from '../../../db/handoff/transfer/transfer.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { recordsWhere } from '../../../db/store/records.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver, openAt, valueAt } from './exchange.ts';
import { bringPapers, ownersOf, transfersOf, waitingOf } from './handovers.ts';
import { addFamilies, befriend, change, edit, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

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

describe('a family that one PC of an office offers while another still writes of it', () => {
  let a2: TestOffice;
  const incoming = (one: TestOffice): string => listTransfers(one.session.office, { direction: 'in', open: true }).find((transfer) => transfer.family === family)?.id ?? '';
  beforeAll(async () => {
    a2 = world.clone(a);
    for (const one of [a, b, kota]) await befriend(world, a2, one);
  });
  beforeEach(async () => {
    await handOver(world, a, a2);
    await handOver(world, a, kota);
  });

  it('counter-example: what the other PC wrote and made reached the city, but never the new owner', async () => {
    await offer(a, b);
    change(a2, 'family', family, { landmark: 'dari PC kedua' });
    const newborn = edit(a2, (log) => log.create('person', { owner: a.code, family, sequence: 4, name: 'Bayi Baru', relationship: 3, status: 1 }));
    await bring(a, b);
    await acceptTransfer(b.session, incoming(b));
    change(b, 'family', family, { notes: 'dari pemilik baru' });
    await handOver(world, a2, kota);
    await handOver(world, b, kota);
    await bring(b, a);
    await handOver(world, a, a2);
    expect(owners(a2)[0]).toBe(b.code);
    expect(await bring(a2, b)).toMatchObject({ outcome: 'accepted', conflicts: 0 });
    expect([valueAt(b, 'family', family, 'landmark'), valueAt(b, 'family', family, 'notes')]).toEqual(['dari PC kedua', 'dari pemilik baru']);
    await acceptTransfer(b.session, incoming(b));
    for (const [from, to] of [[b, kota], [a2, kota], [b, a2]] as const) await (to === a2 ? bring(from, to) : handOver(world, from, to));
    for (const one of [b, kota]) {
      expect(recordsWhere(one.session.office, 'person', 'family', family).map((person) => [person.values.name, person.values.owner])).toContainEqual(['Bayi Baru', b.code]);
      expect([valueAt(one, 'family', family, 'landmark'), quarantined(one)]).toEqual(['dari PC kedua', 0]);
    }
    expect(valueAt(a2, 'person', newborn.uid, 'owner')).toBe(b.code);
  });

  it('counter-example: written of the same field by both, heard by the city after the acceptance: a konflik that the new owner decides, and nobody else keeps open', async () => {
    await offer(a, b);
    change(a2, 'family', family, { landmark: 'kata PC kedua' });
    await bring(a, b);
    await acceptTransfer(b.session, incoming(b));
    change(b, 'family', family, { landmark: 'kata pemilik baru' });
    await handOver(world, b, kota);
    // Before the other PC knows, its report cannot be told from what nobody may write any more: it waits.
    expect(await handOver(world, a2, kota)).toMatchObject({ quarantined: 1 });
    await bring(b, a);
    await handOver(world, a, a2);
    await handOver(world, a2, kota);
    expect(quarantined(kota)).toBe(0);
    expect(await bring(a2, b)).toMatchObject({ conflicts: 1 });
    const open = (one: TestOffice) => openAt(one).filter((question) => question.family === family);
    decideConflict(b.session.office, { user: b.session.user, scope: '' }, { id: open(b)[0]?.id ?? '', take: 'theirs', reason: 'dilihat di lapangan' });
    await handOver(world, b, kota);
    for (const one of [b, kota]) expect(valueAt(one, 'family', family, 'landmark')).toBe('kata PC kedua');
    for (const one of [a, a2, b, kota]) expect(open(one)).toEqual([]);
    change(a2, 'family', family, { landmark: 'sesudah tahu' });
    expect(await handOver(world, a2, kota)).toMatchObject({ quarantined: 1 });
  });

  it('is offered with the question that is open about it: the new owner decides that, and it is closed everywhere', async () => {
    change(a, 'family', family, { landmark: 'kata PC pertama' });
    change(a2, 'family', family, { landmark: 'kata PC kedua' });
    for (const [from, to] of [[a, kota], [a2, kota], [a2, a]] as const) await handOver(world, from, to);
    const open = (one: TestOffice) => openAt(one).filter((question) => question.family === family);
    expect([open(a).length, open(kota).length]).toEqual([1, 1]);
    await offer(a, b);
    expect(await bring(a, b)).toMatchObject({ outcome: 'accepted' });
    await acceptTransfer(b.session, incoming(b));
    expect(open(b)).toMatchObject([{ decidable: true, ours: { value: 'kata PC pertama' }, theirs: { value: 'kata PC kedua' } }]);
    decideConflict(b.session.office, { user: b.session.user, scope: '' }, { id: open(b)[0]?.id ?? '', take: 'theirs', reason: 'dilihat di lapangan' });
    await handOver(world, b, kota);
    await bring(b, a);
    await handOver(world, a, a2);
    for (const one of [b, kota]) expect(valueAt(one, 'family', family, 'landmark')).toBe('kata PC kedua');
    for (const one of [a, a2, b, kota]) expect(open(one)).toEqual([]);
  });

  it('counter-example: parts of one address, told by two PCs before the city knew that they might, waited for each other for ever', async () => {
    await offer(a2, b);
    change(a, 'family', family, { address: 'Jl. Baru No. 1' });
    // The first PC never hears that the city has this; the other one does.
    await handOver(world, a, kota, false);
    for (const [from, to] of [[a, a2], [a2, kota]] as const) await handOver(world, from, to);
    await bring(a2, b);
    await acceptTransfer(b.session, incoming(b));
    await handOver(world, b, kota);
    change(a, 'family', family, { rw: '009' });
    change(a, 'family', family, { rt: '008' });
    expect(await handOver(world, a, kota)).toMatchObject({ quarantined: 3 });
    await handOver(world, a, a2);
    expect(await handOver(world, a2, kota)).toMatchObject({ quarantined: 2 });
    await bring(b, a);
    await handOver(world, a, kota);
    expect([quarantined(kota), ...['address', 'rt', 'rw'].map((field) => valueAt(kota, 'family', family, field))]).toEqual([0, 'Jl. Baru No. 1', '008', '009']);
  });

  it('is told by its new owner to an office that never heard of the last the old one wrote, where that PC lost it', async () => {
    const backup = join(world.root, 'cadangan-a2');
    a2.close();
    cpSync(a2.dir, backup, { recursive: true });
    a2.reopen();
    change(a2, 'family', family, { landmark: 'ditulis sebelum ditawarkan' });
    await startTransfer(a2.session, '', { family, to: b.code, toName: b.code, reason: 'pindah alamat' });
    await bring(a2, b);
    a2.close();
    rmSync(a2.dir, { recursive: true });
    cpSync(backup, a2.dir, { recursive: true });
    a2.reopen();
    await acceptTransfer(b.session, incoming(b));
    expect([valueAt(b, 'family', family, 'landmark'), valueAt(kota, 'family', family, 'landmark')]).toEqual(['ditulis sebelum ditawarkan', null]);
    await handOver(world, b, kota);
    expect([valueAt(kota, 'family', family, 'landmark'), owners(kota)[0]]).toEqual(['ditulis sebelum ditawarkan', b.code]);
    for (const [from, to] of [[a2, kota], [a, kota], [kota, a2], [kota, a]] as const) await handOver(world, from, to);
    expect([owners(a2)[0], quarantined(kota), valueAt(kota, 'family', family, 'landmark')]).toEqual([b.code, 0, 'ditulis sebelum ditawarkan']);
  });
});

describe('papers of a PC that was lost since', () => {
  let a2: TestOffice;
  let b2: TestOffice;
  const incoming = (one: TestOffice): string => listTransfers(one.session.office, { direction: 'in', open: true }).find((transfer) => transfer.family === family)?.id ?? '';
  const lose = (one: TestOffice, at: readonly TestOffice[]): void => at.forEach((each) => revokeCards(each.session, { code: one.code, deviceId: one.session.office.author.deviceUid, reason: 'PC hilang' }));
  beforeAll(async () => {
    a2 = world.clone(a);
    b2 = world.clone(b);
    for (const [one, other] of [[a2, a], [a2, b], [a2, b2], [a2, kota], [b2, b], [b2, a], [b2, kota]] as const) await befriend(world, one, other);
  });
  beforeEach(async () => {
    await handOver(world, a, a2);
    await handOver(world, a, kota);
  });

  it('hold where its office stands by them: the city hears of a family whose offer the lost PC had signed, from its other PC', async () => {
    await startTransfer(a2.session, '', { family, to: b.code, toName: b.code, reason: 'pindah alamat' });
    await handOver(world, a2, a);
    await bring(a2, b);
    lose(a2, [a, b, kota]);
    await acceptTransfer(b.session, incoming(b));
    await handOver(world, b, kota);
    // The new owner alone is not heard for the old one.
    expect([stateAt(kota), owners(kota)[0]]).toEqual([undefined, a.code]);
    await bring(b, a);
    await handOver(world, a, kota);
    expect([stateAt(kota), ...owners(kota)]).toEqual(['accepted', b.code, b.code, b.code]);
    expect(owners(a)).toEqual([b.code, b.code, b.code]);
  });

  it('so does an acceptance that the lost PC of the new owner had signed', async () => {
    await offer(a, b2);
    await bring(a, b2);
    await acceptTransfer(b2.session, incoming(b2));
    await handOver(world, b2, b);
    lose(b2, [a, b, kota]);
    await handOver(world, a, kota);
    expect(stateAt(kota)).toBe('travelling');
    await handOver(world, b, kota);
    expect([stateAt(kota), ...owners(kota)]).toEqual(['accepted', b.code, b.code, b.code]);
    // The city passes it on, and could not have heard of the loss: who hears it of the office itself knows.
    await handOver(world, kota, a);
    expect(owners(a)[0]).toBe(a.code);
    await bring(b, a);
    expect(owners(a)).toEqual([b.code, b.code, b.code]);
  });
});
