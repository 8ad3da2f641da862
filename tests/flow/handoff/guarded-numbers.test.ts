import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { decideConflict } from '../../../db/handoff/decide-conflict.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { listTransfers } from '../../../db/handoff/transfer/list-transfers.ts';
import { acceptTransfer, startTransfer } from '../../../db/handoff/transfer/transfer.ts';
import { decidePair } from '../../../db/registry/duplicates/decide-pair.ts';
import { pairKind } from '../../../db/registry/duplicates/pair.ts';
import { undoDecision } from '../../../db/registry/duplicates/undo-decision.ts';
import { decideProposal } from '../../../db/registry/proposals/decide-proposal.ts';
import { listProposals } from '../../../db/registry/proposals/list-proposals.ts';
import { changeRecord } from '../../../db/registry/record-change.ts';
import { readSettings, writeSetting } from '../../../db/registry/settings.ts';
import { guardedIn, TWO_PERSON_KEY } from '../../../db/rules/two-person.ts';
import { twoPersonsSetting } from '../../../db/rules/two-persons.ts';
import { recordsWhere } from '../../../db/store/records.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver, openAt, valueAt } from './exchange.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const KEL = '64.74.03.1002';
const reason = 'kartunya sudah dilihat';
const acknowledged = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V22', 'V25'].map((code) => ({ code, reason }));

/** A kelurahan with two PCs, where numbers are for two people, and another kelurahan, where one is enough. */
let world: World;
let pc1: TestOffice;
let pc2: TestOffice;
let other: TestOffice;
let family: string;
let serial = 1000;

beforeAll(async () => {
  world = makeWorld();
  pc1 = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  other = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  addFamilies(pc1, 1);
  pc2 = world.clone(pc1);
  for (const [a, b] of [[pc1, pc2], [pc1, other], [pc2, other]] as const) await befriend(world, a, b);
}, 60_000);
beforeEach(async () => {
  [family] = addFamilies(pc1, 1) as [string];
  guard(pc1, true);
  guard(pc2, true);
  await handOver(world, pc1, pc2);
});
afterEach(() => {
  for (const one of [pc1, pc2, other]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
});
afterAll(() => world.end());

const guard = (one: TestOffice, on: boolean): void => writeSetting(one.session.office, one.session.user, TWO_PERSON_KEY, on ? 'identity' : '');
/** A PC that has not heard of the rule. */
const unheard = (one: TestOffice): void => {
  guard(one, false);
  writeSetting(one.session.office, one.session.user, 'security.sharedIdentity', '');
};
const isGuarded = (one: TestOffice): boolean => guardedIn(readSettings(one.session.office)[TWO_PERSON_KEY]).includes('identity');
const as = (one: TestOffice, name: string) => ({ user: { ...one.session.user, name }, scope: '' });
const fresh = (): string => `647403010190${(serial += 1)}`;
const noKk = (one: TestOffice): unknown => valueAt(one, 'family', family, 'noKk');
const renumber = (one: TestOffice, name: string, value: string) => changeRecord(one.session.office, as(one, name), { entity: 'family', id: family, values: { noKk: value }, reason, acknowledged });
const waiting = (one: TestOffice, direction: 'in' | 'out' = 'in') => listProposals(one.session.office, { direction, state: 'open', lang: 'id' }, '', (code) => code).filter(({ record }) => record === family);
const accept = (one: TestOffice, name: string) => decideProposal(one.session.office, as(one, name), { id: waiting(one)[0]?.id ?? '', verdict: 'accept', reason, acknowledged, mayConfirm: true });
const open = (one: TestOffice) => openAt(one).filter((question) => question.record === family);
const settle = (one: TestOffice, name: string, take: 'ours' | 'theirs', values = {}) => decideConflict(one.session.office, as(one, name), { id: open(one)[0]?.id ?? '', take, values, reason });

it('a number that waits at one PC is confirmed at the other, by somebody else, and is the number of both', async () => {
  const [stands, wanted] = [noKk(pc1), fresh()];
  expect(renumber(pc1, 'budi', wanted)).toMatchObject({ held: true });
  await handOver(world, pc1, pc2);
  expect(waiting(pc2)).toMatchObject([{ ours: true, by: 'budi' }]);
  expect(() => accept(pc2, 'budi')).toThrow('SECOND_SAME');
  accept(pc2, 'lurah');
  expect([noKk(pc1), noKk(pc2)]).toEqual([stands, wanted]);
  expect(await handOver(world, pc2, pc1)).toMatchObject({ conflicts: 0, quarantined: 0 });
  expect([noKk(pc1), waiting(pc1), waiting(pc2)]).toEqual([wanted, [], []]);
});

it('a number that the other PC changed without the rule is taken as it stands: the PCs of one office say the same', async () => {
  unheard(pc2);
  const wanted = fresh();
  expect(renumber(pc2, 'budi', wanted)).toMatchObject({ held: false });
  await handOver(world, pc2, pc1);
  expect([noKk(pc1), waiting(pc1)]).toEqual([wanted, []]);
});

it('a konflik about a number: its author alone does not decide for it, anybody else does, and a third number is nobody’s', async () => {
  unheard(pc2);
  const [one, two] = [fresh(), fresh()];
  renumber(pc1, 'budi', one);
  accept(pc1, 'lurah');
  renumber(pc2, 'budi', two);
  await handOver(world, pc2, pc1);
  expect(open(pc1)).toMatchObject([{ field: 'noKk', decidable: true }]);
  expect(() => settle(pc1, 'budi', 'theirs')).toThrow('CONFLICT_OWN_NUMBER');
  expect(() => settle(pc1, 'budi', 'ours', { noKk: two })).toThrow('CONFLICT_OWN_NUMBER');
  expect(() => settle(pc1, 'vera', 'ours', { noKk: fresh() })).toThrow('CONFLICT_THIRD_NUMBER');
  expect([noKk(pc1), open(pc1)]).toEqual([one, [expect.anything()]]);
  settle(pc1, 'vera', 'theirs');
  await handOver(world, pc1, pc2);
  expect([noKk(pc1), noKk(pc2), open(pc1), open(pc2), waiting(pc1)]).toEqual([two, two, [], [], []]);
});

it('a konflik about a number that two people stand behind already is decided by either of them; what stands may be kept by anybody', async () => {
  const [one, two] = [fresh(), fresh()];
  for (const [pc, value] of [[pc1, one], [pc2, two]] as const) {
    renumber(pc, 'budi', value);
    accept(pc, 'lurah');
  }
  await handOver(world, pc2, pc1);
  settle(pc1, 'lurah', 'theirs');
  expect(noKk(pc1)).toBe(two);
  await handOver(world, pc1, pc2);
  unheard(pc2);
  renumber(pc2, 'budi', fresh());
  renumber(pc1, 'budi', one);
  accept(pc1, 'lurah');
  await handOver(world, pc2, pc1);
  settle(pc1, 'budi', 'ours');
  expect([noKk(pc1), open(pc1)]).toEqual([one, []]);
});

it('a family arrives with the number that its old office gave it; what waited there is asked of the new office', async () => {
  const [given, wanted] = [fresh(), fresh()];
  guard(other, true);
  guard(pc1, false);
  expect(renumber(pc1, 'budi', given)).toMatchObject({ held: false });
  guard(pc1, true);
  renumber(pc1, 'budi', wanted);
  await startTransfer(pc1.session, '', { family, to: other.code, toName: other.code, reason: 'pindah alamat' });
  const bring = async (from: TestOffice, to: TestOffice) => receivePackages(to.session, { paths: [(await exportKind(from.session, 'PINDAH', { to: [to.code], folder: world.stick() })).file] });
  await bring(pc1, other);
  await acceptTransfer(other.session, listTransfers(other.session.office, { direction: 'in', open: true })[0]?.id ?? '');
  await bring(other, pc1);
  expect([noKk(other), waiting(pc1)]).toEqual([given, []]);
  expect(waiting(pc1, 'out')).toMatchObject([{ ours: true, by: 'budi' }]);
  await handOver(world, pc1, other);
  expect(waiting(other)).toMatchObject([{ ours: false, by: 'budi', office: KEL }]);
  // Whoever wished it there and whoever accepts it here are two already.
  decideProposal(other.session.office, as(other, 'tono'), { id: waiting(other)[0]?.id ?? '', verdict: 'accept', reason, acknowledged });
  expect([noKk(other), waiting(other)]).toEqual([wanted, []]);
});

it('families made one with the other card’s number: the number waits, no card is noted as old before, and undoing takes it back', () => {
  const { office } = pc1.session;
  const [second] = addFamilies(pc1, 1) as [string];
  const [keep, gone] = [family, second].sort() as [string, string];
  const of = (uid: string): unknown => valueAt(pc1, 'family', uid, 'noKk');
  const [stands, chosen] = [of(keep), of(gone)];
  const old = (): unknown[] => recordsWhere(office, 'familyNumber', 'family', keep).filter((one) => one.values.voided === null).map((one) => one.values.noKk);
  const id = office.newId();
  office.db.prepare(`INSERT INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,?,?,?,80,1,'[]','2026-11-22')`).run(id, pairKind.family, keep, gone);
  const merge = () => decidePair(office, as(pc1, 'budi'), { id, decision: 'same', values: { noKk: 'right' }, reason });
  const wish = () => listProposals(office, { direction: 'in', state: 'open', lang: 'id' }, '', (code) => code).filter(({ record }) => record === keep);
  expect(merge()).toMatchObject({ merged: true, survivor: keep, held: 1 });
  expect([of(keep), old(), wish()]).toEqual([stands, [chosen], [expect.objectContaining({ by: 'budi' })]]);
  decideProposal(office, as(pc1, 'lurah'), { id: wish()[0]?.id ?? '', verdict: 'accept', reason, acknowledged, mayConfirm: true });
  expect([of(keep), old()]).toEqual([chosen, [chosen, stands]]);
  undoDecision(office, as(pc1, 'budi'), id, 'keliru');
  expect([of(keep), of(gone), old(), wish()]).toEqual([stands, chosen, [], []]);
});

it('the rule of one PC is that of the office’s others, the later word stands, of two that were said apart the stricter; other offices do not hear it', async () => {
  unheard(pc2);
  guard(other, false);
  await handOver(world, pc1, pc2);
  await handOver(world, pc1, other);
  expect([isGuarded(pc2), isGuarded(other)]).toEqual([true, false]);
  expect(renumber(pc2, 'budi', fresh())).toMatchObject({ held: true });
  // Who stands by for keys is each PC's own.
  writeSetting(pc2.session.office, pc2.session.user, TWO_PERSON_KEY, 'keys');
  writeSetting(pc2.session.office, pc2.session.user, twoPersonsSetting, 'off');
  await handOver(world, pc1, pc2);
  expect([isGuarded(pc2), isGuarded(pc1)]).toEqual([false, true]);
  await handOver(world, pc2, pc1);
  expect([isGuarded(pc1), readSettings(pc1.session.office)[TWO_PERSON_KEY], readSettings(pc1.session.office)[twoPersonsSetting]]).toEqual([false, undefined, 'off']);
  // Both once more, apart: one to on and off and on, the other to on, so that they have counted alike.
  guard(pc1, true);
  writeSetting(pc1.session.office, pc1.session.user, twoPersonsSetting, 'on');
  guard(pc2, true);
  guard(pc2, false);
  guard(pc1, false);
  guard(pc1, true);
  guard(pc2, true);
  guard(pc2, false);
  await handOver(world, pc1, pc2);
  await handOver(world, pc2, pc1);
  expect([isGuarded(pc1), isGuarded(pc2), readSettings(pc2.session.office)[twoPersonsSetting]]).toEqual([false, false, 'on']);
});
