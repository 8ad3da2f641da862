import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listQuarantine } from '../../../db/handoff/list-quarantine.ts';
import { revokeCards } from '../../../db/handoff/revoke.ts';
import { writeLedger } from '../../../db/handoff/sqlite-ledger-writer.ts';
import { paperContext, paperOf, takePapers } from '../../../db/handoff/transfer/papers.ts';
import type { Paper, TransferRow } from '../../../db/handoff/transfer/papers.ts';
import { startTransfer } from '../../../db/handoff/transfer/transfer.ts';
import { decidePair } from '../../../db/registry/duplicates/decide-pair.ts';
import { undoDecision } from '../../../db/registry/duplicates/undo-decision.ts';
import { setHousehold } from '../../../db/registry/households.ts';
import { joinFamilies } from '../../../db/registry/join-families.ts';
import { recordDeath } from '../../../db/registry/life-events.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { splitFamily } from '../../../db/registry/split-family.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { recordsWhere } from '../../../db/store/records.ts';
import { decideFirst, handOver, openAt, valueAt } from './exchange.ts';
import { acceptOffers, askPair, bringPapers, membersOf, moveInto, settleHandover } from './handovers.ts';
import { addFamilies, befriend, change, edit, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

/** A kelurahan with two PCs, two others, and the city. */
let world: World;
let a: TestOffice;
let a2: TestOffice;
let b: TestOffice;
let c: TestOffice;
let kota: TestOffice;
/** Two families that stay, and one that is handed over; the people of that. */
let stays: string;
let other: string;
let going: string;
let people: string[];

const WHY = { reason: 'kartunya sudah dilihat' };
const actorOf = (one: TestOffice) => ({ user: one.session.user, scope: '' });
const heads = (one: TestOffice, family: string): string[] => recordsWhere(one.session.office, 'person', 'family', family).filter(({ values }) => values.relationship === 1).map(({ uid }) => uid);
const waiting = (one: TestOffice): unknown[] => listQuarantine(one.session.office, 'id', (code) => code).map((row) => [row.reason, row.entity, row.field]);
const events = (one: TestOffice, person: string): unknown[] => recordsWhere(one.session.office, 'event', 'person', person).map(({ values }) => [values.kind, values.voided]);
const stateAt = (one: TestOffice): unknown => one.session.office.db.prepare('SELECT state FROM transfer WHERE family = ?').pluck().all(going);
const lose = (one: TestOffice, at: readonly TestOffice[]): void => at.forEach((each) => revokeCards(each.session, { code: one.code, deviceId: one.session.office.author.deviceUid, reason: 'PC hilang' }));
/** Somebody of the family that goes. */
const last = (): string => people[2] ?? expect.fail();

beforeAll(async () => {
  world = makeWorld();
  a = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  b = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  c = world.make('64.74.01.1001', 'Satimpo', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  addFamilies(a, 1);
  a2 = world.clone(a);
  for (const [one, o] of [[a, b], [a, kota], [b, kota], [a, a2], [a2, b], [a2, kota], [a, c], [a2, c], [b, c], [c, kota]] as const) await befriend(world, one, o);
}, 60_000);
beforeEach(() => {
  [stays, other, going] = addFamilies(a, 3).sort() as [string, string, string];
});
afterAll(() => world.end());

/** The family is handed over by one PC; the other does not know. */
async function offered(): Promise<void> {
  refreshDerived(a.session.office, 'all');
  people = membersOf(a, going);
  await handOver(world, a, a2);
  await handOver(world, a, kota);
  await startTransfer(a.session, '', { family: going, to: b.code, toName: 'Kanaan', reason: 'pindah alamat' });
  await bring(a, b);
}

const bring = (from: TestOffice, to: TestOffice) => bringPapers(world, from, to);
const accept = (one = b) => acceptOffers(one);

/** Everybody hands to everybody until all have heard. */
async function settle(pcs: readonly TestOffice[] = [a, a2]): Promise<void> {
  for (const came of await settleHandover(world, pcs, b, kota)) expect(came).toMatchObject({ outcome: 'accepted' });
}

const unite = (one: TestOffice, id: string): unknown => decidePair(one.session.office, actorOf(one), { id, decision: 'same', values: {}, ...WHY });

describe('what is taken back is the act and nothing else', () => {
  it('the head who split off is the only head again, and who became head meanwhile is what they were', async () => {
    await offered();
    const [head = ''] = heads(a2, going);
    splitFamily(a2.session.office, actorOf(a2), { family: going, people: [head], head, stayHead: people.find((one) => one !== head) ?? '', relationships: {}, date: '2026-11-21', noKk: null, ...WHY });
    await accept();
    await settle();
    for (const one of [a, a2, b, kota]) expect(heads(one, going)).toEqual([head]);
  });

  it('of a joined card whose head came from the family that went, the one that stays has its own head again', async () => {
    await offered();
    const [old = ''] = heads(a2, stays);
    joinFamilies(a2.session.office, actorOf(a2), { from: going, into: stays, head: people[0] ?? '', relationships: Object.fromEntries(people.slice(1).map((uid) => [uid, 8])), date: '2026-11-21', ...WHY });
    await accept();
    await settle();
    for (const one of [a, a2, kota]) expect(heads(one, stays)).toEqual([old]);
  });

  it('a death and an answer that a lost PC told in the same package count', async () => {
    await offered();
    change(a2, 'person', last(), { relationship: 4, shdk: 4 });
    moveInto(a2, last(), stays);
    recordDeath(a2.session.office, actorOf(a2), { id: last(), date: '2026-11-21', place: 'RSUD', certificateNo: '123', ...WHY });
    await handOver(world, a2, a);
    await handOver(world, a2, kota);
    await accept();
    lose(a2, [a, b, kota]);
    await settle([a]);
    for (const one of [a, b, kota]) expect(events(one, last())).toContainEqual([2, null]);
    expect(valueAt(b, 'person', last(), 'relationship')).toBe(4);
    for (const one of [a, b, kota]) await befriend(world, a2, one);
  });

  it('not what is between families that both stay, and nothing false is written', async () => {
    const person = membersOf(a, other)[2] ?? '';
    const got = edit(a, (log) => log.create('enrolment', { owner: a.code, person, family: other, unitKind: 1, status: 3 })).uid;
    moveInto(a, person, going);
    await offered();
    unite(a2, askPair(a2, stays, other));
    await accept();
    await settle();
    expect(valueAt(a2, 'enrolment', got, 'family')).toBe(stays);
    for (const one of [b, kota]) expect([valueAt(one, 'enrolment', got, 'family'), waiting(one)]).toEqual([stays, []]);
  });

  it('also where somebody was merged on whom nothing hangs, or a rumah tangga of the old owner was named', async () => {
    await offered();
    unite(a2, askPair(a2, last(), membersOf(a2, stays)[2] ?? '', 'person'));
    setHousehold(a2.session.office, actorOf(a2), { families: [going, other], ...WHY });
    await accept();
    await settle();
    for (const one of [a, a2, b, kota]) expect([valueAt(one, 'person', last(), 'status'), valueAt(one, 'family', going, 'household'), waiting(one)]).toEqual([1, null, []]);
  });

  it('also where the decision about the pair had come to nothing meanwhile: every package is still taken', async () => {
    const id = askPair(a, stays, going);
    decidePair(a.session.office, actorOf(a), { id, decision: 'later', values: {}, ...WHY });
    await handOver(world, a, a2);
    undoDecision(a.session.office, actorOf(a), id, 'tidak jadi nanti');
    refreshDerived(a2.session.office, 'all');
    unite(a2, id);
    await handOver(world, a, a2);
    decideFirst(a2, 'theirs');
    await handOver(world, a, kota);
    await startTransfer(a.session, '', { family: going, to: b.code, toName: 'Kanaan', reason: 'pindah alamat' });
    await bring(a, b);
    await accept();
    for (const came of [await bring(b, a2), await handOver(world, kota, a2), await handOver(world, b, a2)]) expect(came).toMatchObject({ outcome: 'accepted' });
    await settle();
    expect(openAt(b)).toEqual([]);
  });

  it('is not written a second time', async () => {
    await offered();
    moveInto(a2, last(), stays);
    await accept();
    await settle();
    const count = (one: TestOffice): unknown => one.session.office.db.prepare("SELECT count(*) FROM tx WHERE reason = 'transfer.takenBack'").pluck().get();
    const before = count(a2);
    await settle();
    expect(count(a2)).toBe(before);
  });
});

describe('a merge', () => {
  it('is not undone while its family is on its way, also where only a person is named', async () => {
    const [one, two] = [membersOf(a, going)[2] ?? '', membersOf(a, stays)[2] ?? ''].sort() as [string, string];
    edit(a, (log) => log.create('enrolment', { owner: a.code, person: two, unitKind: 1, status: 3 }));
    refreshDerived(a.session.office, 'all');
    const id = askPair(a, one, two, 'person');
    unite(a, id);
    going = String(valueAt(a, 'person', one, 'family'));
    await offered();
    expect(() => undoDecision(a.session.office, actorOf(a), id, 'keliru')).toThrow('TRANSFER_UNDERWAY');
  });

  it('is undone although somebody of it was split off and handed over since: they stay where they are', async () => {
    const person = membersOf(a, other)[2] ?? '';
    refreshDerived(a.session.office, 'all');
    const id = askPair(a, stays, other);
    unite(a, id);
    going = splitFamily(a.session.office, actorOf(a), { family: stays, people: [person], head: person, relationships: {}, date: '2026-11-21', noKk: null, ...WHY }).id;
    await offered();
    await accept();
    await settle();
    expect(undoDecision(a.session.office, actorOf(a), id, 'keliru').kept.length).toBeGreaterThan(0);
    expect([valueAt(a, 'person', person, 'family'), valueAt(a, 'family', other, 'status')]).toEqual([going, 1]);
    expect(await handOver(world, a, kota)).toMatchObject({ quarantined: 0 });
  });
});

describe('what a lost PC recorded of a family', () => {
  it('is offered to its new owner by the other PC', async () => {
    await offered();
    recordDeath(a2.session.office, actorOf(a2), { id: last(), date: '2026-11-21', place: 'RSUD', certificateNo: '123', ...WHY });
    await handOver(world, a2, a);
    await handOver(world, a2, kota);
    await accept();
    lose(a2, [a, b, kota]);
    await settle([a]);
    expect(events(b, last())).toEqual([[2, null]]);
    for (const one of [a, b, kota]) await befriend(world, a2, one);
  });
});

describe('papers that somebody has no right to', () => {
  const paperAt = (one: TestOffice): Paper => paperOf(one.session.office.db.prepare('SELECT * FROM transfer WHERE family = ?').get(going) as TransferRow);
  const give = (one: TestOffice, sender: string, papers: readonly Paper[]): unknown => writeChanges(one.session.office, { user: one.session.user, kind: 'receive', detail: {} }, (log) => takePapers(paperContext(one.session, log, writeLedger(one.session.office, log), sender), papers));

  it('a thief with the key of a PC that its own office has revoked takes no family, although the city has not heard yet and passes it on', async () => {
    refreshDerived(a.session.office, 'all');
    await handOver(world, a, a2);
    await handOver(world, a, kota);
    lose(a2, [a]);
    await startTransfer(a2.session, '', { family: going, to: c.code, toName: 'Satimpo', reason: 'curian' });
    await bring(a2, c);
    await accept(c);
    for (const [from, to] of [[a2, kota], [c, kota], [kota, a]] as const) await handOver(world, from, to);
    await bring(c, a);
    expect(valueAt(a, 'family', going, 'owner')).toBe(a.code);
    await befriend(world, a2, a);
  });

  it('the right words with a spoilt signature keep nobody from hearing the true ones', async () => {
    await offered();
    await accept();
    const { offer } = paperAt(a);
    await startTransfer(a.session, '', { family: stays, to: b.code, toName: 'Kanaan', reason: 'pindah alamat' });
    going = stays;
    give(kota, c.code, [{ offer: { ...paperAt(a).offer, signature: offer.signature }, reply: null, letGo: [] }]);
    await bring(a, b);
    await accept();
    for (const from of [a, b]) await handOver(world, from, kota);
    expect([stateAt(kota), valueAt(kota, 'family', stays, 'owner')]).toEqual([['accepted'], b.code]);
  });

  it('words of letting go that nobody signed take no place from those of the old owner', async () => {
    await offered();
    await accept();
    await handOver(world, b, kota);
    const { offer, reply } = paperAt(kota);
    const { id } = JSON.parse(offer.text) as { id: string };
    const junk = Array.from({ length: 50 }, (_one, number) => ({ text: JSON.stringify({ id, signer: 'x', at: String(number), by: 'x', upTo: [] }), signature: 'AAAA' }));
    for (const one of [kota, b]) give(one, c.code, [{ offer, reply, letGo: junk }]);
    change(a2, 'family', going, { landmark: 'masjid' });
    await settle();
    expect([valueAt(b, 'family', going, 'landmark'), waiting(kota)]).toEqual(['masjid', []]);
  });

  it('where both who signed are lost, either office stands by its own', async () => {
    const b2 = world.clone(b);
    for (const one of [a, a2, b, kota]) await befriend(world, b2, one);
    refreshDerived(a.session.office, 'all');
    await handOver(world, a, a2);
    await handOver(world, a, kota);
    await startTransfer(a2.session, '', { family: going, to: b.code, toName: 'Kanaan', reason: 'pindah alamat' });
    await handOver(world, a2, a);
    await bring(a2, b2);
    await accept(b2);
    await handOver(world, b2, b);
    lose(a2, [a, b, kota]);
    lose(b2, [a, b, kota]);
    await handOver(world, b, kota);
    addFamilies(b, 1);
    await handOver(world, b, kota);
    await handOver(world, a, kota);
    await bring(b, a);
    await handOver(world, a, kota);
    expect([stateAt(kota), valueAt(kota, 'family', going, 'owner')]).toEqual([['accepted'], b.code]);
  });
});
