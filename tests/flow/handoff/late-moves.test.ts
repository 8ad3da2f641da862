import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { listQuarantine } from '../../../db/handoff/list-quarantine.ts';
import { startTransfer } from '../../../db/handoff/transfer/transfer.ts';
import { decidePair } from '../../../db/registry/duplicates/decide-pair.ts';
import { needPair } from '../../../db/registry/duplicates/pair.ts';
import { recordHistory } from '../../../db/registry/history.ts';
import { joinFamilies } from '../../../db/registry/join-families.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { splitFamily } from '../../../db/registry/split-family.ts';
import { revokeCards } from '../../../db/handoff/revoke.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { sendApproved } from '../../helpers/send-approved.ts';
import { handOver, openAt, valueAt } from './exchange.ts';
import { acceptOffers, askPair, bringPapers, membersOf, moveInto, settleHandover } from './handovers.ts';
import { addFamilies, befriend, holdings, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

/** A kelurahan with two PCs, another one, and the city. */
let world: World;
let a: TestOffice;
let a2: TestOffice;
let b: TestOffice;
let kota: TestOffice;
/** The family that is handed over, and one that stays. */
let going: string;
let stays: string;
let people: string[];

const WHY = { reason: 'kartunya sudah dilihat' };
const actorOf = (one: TestOffice) => ({ user: one.session.user, scope: '' });
const waiting = (one: TestOffice): number => listQuarantine(one.session.office, 'id', (code) => code).length;

beforeAll(async () => {
  world = makeWorld();
  a = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  b = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  addFamilies(a, 1);
  a2 = world.clone(a);
  for (const [one, other] of [[a, b], [a, kota], [b, kota], [a, a2], [a2, b], [a2, kota]] as const) await befriend(world, one, other);
}, 60_000);
beforeEach(async () => {
  [stays, going] = addFamilies(a, 2).sort() as [string, string];
  refreshDerived(a.session.office, 'all');
  people = membersOf(a, going);
  await handOver(world, a, a2);
  await handOver(world, a, kota);
  // One PC hands the family over; the other does not know.
  await startTransfer(a.session, '', { family: going, to: b.code, toName: 'Kanaan', reason: 'pindah alamat' });
  await bring(a, b);
});
afterEach(() => {
  for (const one of [a, a2, b, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
});
afterAll(() => world.end());

const bring = (from: TestOffice, to: TestOffice) => bringPapers(world, from, to);
const accept = () => acceptOffers(b);
const settle = (pcs: readonly TestOffice[] = [a, a2]) => settleHandover(world, pcs, b, kota);
const pairOf = (one: TestOffice): string => askPair(one, stays, going);

/** What everybody holds in the end. */
function check(pcs: readonly TestOffice[] = [a, a2]): void {
  for (const one of [...pcs, b, kota]) {
    expect(membersOf(one, going), one.code).toEqual(people);
    expect([valueAt(one, 'family', going, 'status'), valueAt(one, 'family', going, 'owner'), waiting(one), openAt(one).length], one.code).toEqual([1, b.code, 0, 0]);
  }
  expect(holdings(b, b.code)).toEqual(holdings(kota, b.code));
  for (const one of pcs) expect(holdings(one, a.code)).toEqual(holdings(kota, a.code));
  for (const person of people) expect(valueAt(kota, 'person', person, 'owner')).toBe(b.code);
  const reasons = recordHistory(kota.session.office, people[2] ?? '', 100, '').map((entry) => entry.reason);
  expect(reasons).toContain('transfer.takenBack');
}

const acts: readonly (readonly [what: string, act: (one: TestOffice) => unknown])[] = [
  ['merges it into a family that stays', (one) => decidePair(one.session.office, actorOf(one), { id: pairOf(one), decision: 'same', values: {}, ...WHY })],
  ['makes one card of it and a family that stays', (one) => joinFamilies(one.session.office, actorOf(one), { from: going, into: stays, head: membersOf(one, stays)[0] ?? '', relationships: Object.fromEntries(people.map((uid) => [uid, 8])), date: '2026-11-21', ...WHY })],
  ['moves one of it into a family that stays', (one) => moveInto(one, people[2] ?? '', stays)],
  ['moves all of it, one by one, into a family that stays', (one) => people.map((person) => moveInto(one, person, stays))],
  ['splits one of it off', (one) => splitFamily(one.session.office, actorOf(one), { family: going, people: people.slice(2), head: people[2] ?? '', relationships: {}, date: '2026-11-21', noKk: null, ...WHY })],
];

describe.each(acts)('a PC that has not heard that a family is on its way and %s', (_, act) => {
  beforeEach(() => {
    act(a2);
    expect(membersOf(a2, going)).not.toEqual(people);
  });

  it.each([['first', true], ['last', false]])('takes that back when it hears: the people are where they were accepted, everywhere, also where the city heard of it %s', async (_when, before) => {
    if (before) await handOver(world, a2, kota);
    await accept();
    await handOver(world, b, kota);
    await bring(b, a);
    const [heard] = await hear();
    expect(heard).toMatchObject({ code: 'TRANSFER_TAKEN_BACK', params: { to: 'Kanaan' } });
    await settle();
    check();
  });

  it('also where the first PC had it before anybody had accepted', async () => {
    await handOver(world, a2, a);
    await accept();
    await handOver(world, b, kota);
    await settle();
    check();
  });

  /** The second PC hears from the first, as it comes about. */
  async function hear() {
    const made = await sendApproved(a.session, { to: [a.code], folder: world.stick() });
    return receivePackages(a2.session, { paths: [made.file] });
  }
});

describe('after a merge was taken back', () => {
  it('the pair is an open question again, and saying yes is a proposal to the owners', async () => {
    const id = pairOf(a2);
    decidePair(a2.session.office, actorOf(a2), { id, decision: 'same', values: {}, ...WHY });
    await accept();
    await settle();
    expect(needPair(a2.session.office, id).state).toBe('open');
    expect(decidePair(a2.session.office, actorOf(a2), { id, decision: 'same', values: {}, ...WHY })).toMatchObject({ state: 'proposed', merged: false });
  });
});

describe('a PC that is lost before it heard of it', () => {
  it.each(acts)('and %s is answered for by the other PC of its office', async (_, act) => {
    act(a2);
    await handOver(world, a2, a);
    await handOver(world, a2, kota);
    await accept();
    for (const one of [a, b, kota]) revokeCards(one.session, { code: a.code, deviceId: a2.session.office.author.deviceUid, reason: 'PC hilang' });
    await settle([a]);
    check([a]);
    for (const one of [a, b, kota]) await befriend(world, a2, one);
  });
});
