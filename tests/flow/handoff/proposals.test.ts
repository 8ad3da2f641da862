import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reviewReport } from '../../../db/handoff/approval.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import { closeQuarantine, listQuarantine } from '../../../db/handoff/list-quarantine.ts';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { heldReceipt } from '../../../db/handoff/receipt.ts';
import { answersHeard } from '../../../db/registry/proposals/answers-heard.ts';
import { decideProposal } from '../../../db/registry/proposals/decide-proposal.ts';
import { listProposals } from '../../../db/registry/proposals/list-proposals.ts';
import type { ProposalView } from '../../../db/registry/proposals/list-proposals.ts';
import { makeProposal, withdrawProposal } from '../../../db/registry/proposals/make-proposal.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver, valueAt } from './exchange.ts';
import { addFamilies, befriend, change, edit, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

let world: World;
let kel: TestOffice;
let other: TestOffice;
let kota: TestOffice;
let family: string;

beforeEach(async () => {
  world = makeWorld();
  kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  other = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  for (const one of [kel, other]) await befriend(world, one, kota);
  [family] = addFamilies(kel, 1) as [string];
  addFamilies(other, 1);
  for (const one of [kel, other]) refreshDerived(one.session.office, 'all');
  for (const one of [kel, other]) await handOver(world, one, kota);
});
afterEach(() => {
  for (const one of [kel, other, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const actor = (one: TestOffice) => ({ user: one.session.user, scope: '' });
const propose = (values: Record<string, string>): string => makeProposal(kota.session.office, actor(kota), { entity: 'family', id: family, values, reason: 'surat RT' }).id;
const listed = (one: TestOffice, direction: 'in' | 'out', state: 'open' | 'answered' | 'all' = 'all'): ProposalView[] =>
  listProposals(one.session.office, { direction, state, lang: 'id' }, '', (code) => code);
const answer = (id: string, verdict: 'accept' | 'reject') => decideProposal(kel.session.office, actor(kel), { id, verdict, reason: 'dilihat di lapangan', acknowledged: ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08'].map((code) => ({ code, reason: 'sudah dilihat' })) });

describe('a proposal of another office', () => {
  it('changes nothing until the owner accepts; the change and the answer travel back, and it is closed on both sides', async () => {
    const id = propose({ landmark: 'dekat balai', notes: 'pindah kamar' });
    expect(valueAt(kota, 'family', family, 'landmark')).toBeNull();
    expect(await handOver(world, kota, kel)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
    expect(listed(kel, 'in', 'open')).toMatchObject([{ id, office: '64.74', by: 'siti', reason: 'surat RT', state: 'open', fields: [{ field: 'landmark', before: null, now: null, proposed: 'dekat balai' }, { field: 'notes' }] }]);
    expect(valueAt(kel, 'family', family, 'landmark')).toBeNull();
    expect(answer(id, 'accept')).toMatchObject({ changes: 2, record: family });
    expect(valueAt(kel, 'family', family, 'landmark')).toBe('dekat balai');
    expect(await handOver(world, kel, kota)).toMatchObject({ outcome: 'accepted', conflicts: 0, quarantined: 0 });
    expect(valueAt(kota, 'family', family, 'landmark')).toBe('dekat balai');
    expect([listed(kel, 'in', 'open'), listed(kota, 'out', 'open')]).toEqual([[], []]);
    expect(listed(kota, 'out')).toMatchObject([{ state: 'accepted', answer: { reason: 'dilihat di lapangan', by: 'siti' } }]);
    // Who proposed hears of it; who answered knows.
    expect([kota, kel].map((one) => [...answersHeard(one.session.office, '2026-11-22T01:00:00.000Z')])).toEqual([[id], []]);
    expect([...answersHeard(kota.session.office, kota.session.office.now().toISOString())]).toEqual([]);
  });

  it('is refused with a reason, and nothing changes', async () => {
    const id = propose({ landmark: 'dekat balai' });
    await handOver(world, kota, kel);
    expect(answer(id, 'reject')).toMatchObject({ changes: 0 });
    await handOver(world, kel, kota);
    expect(listed(kota, 'out')).toMatchObject([{ state: 'rejected', answer: { office: kel.code } }]);
    for (const one of [kel, kota]) expect(valueAt(one, 'family', family, 'landmark')).toBeNull();
    expect(() => answer(id, 'accept')).toThrow('PROPOSAL_CLOSED');
  });

  it('is approved for the office that it goes to, and asked about for no other', async () => {
    const id = propose({ landmark: 'dekat balai' });
    const review = (to: TestOffice) => reviewReport(kota.session.office, [to.code], false, 10);
    expect([review(kel), review(other)]).toMatchObject([{ state: 'needed', items: [{ id, by: 'Siti', fields: [{ field: 'landmark', before: null, proposed: 'dekat balai' }] }], total: 1, carries: null }, { state: 'free', items: [], total: 0 }]);
    const send = (to: TestOffice) => exportPackage(kota.session, { to: [to.code], folder: world.stick() });
    await expect(send(kel)).rejects.toThrow('APPROVAL_NEEDED');
    expect(await send(other)).toMatchObject({ empty: true });
  });

  it('is approved beside what the city decided about recipients of that office, and of no other', async () => {
    const person = kota.session.office.db.prepare('SELECT uid FROM person WHERE owner = ?').pluck().get(other.code) as string;
    const [first, second] = edit(kota, (log) => {
      const programme = log.create('programme', { owner: kota.code, name: 'Bantuan kota' }).uid;
      return ([['family', family], ['person', person]] as const).map(([of, uid]) => log.create('enrolment', { owner: kota.code, programme, status: 1, [of]: uid }).uid);
    });
    const id = propose({ landmark: 'dekat balai' });
    const reviewed = (to: TestOffice) => reviewReport(kota.session.office, [to.code], false, 10).items.map((one) => one.id);
    expect([reviewed(kel), reviewed(other)]).toEqual([[first, id], [second]]);
  });

  it('is seen to wait until a report takes it to its owner', async () => {
    const kec = world.make('64.74.03', 'Bontang Barat', 'kecamatan');
    await befriend(world, kec, kota);
    // The kecamatan between them may hold it, but cannot answer: nothing waits for it.
    const words = () => [kel, other, kec].map(({ code }) => neighbours(kota.session.office).find((one) => one.code === code)?.words);
    const id = propose({ landmark: 'dekat balai' });
    expect(words()).toEqual([1, 0, 0]);
    await handOver(world, kota, kel);
    expect(words()).toEqual([0, 0, 0]);
    // Taken back after it went is to be told as well; what nobody was told of is not.
    withdrawProposal(kota.session.office, actor(kota), id, 'keliru');
    withdrawProposal(kota.session.office, actor(kota), propose({ notes: 'lain' }), 'keliru');
    expect(words()).toEqual([1, 0, 0]);
    // Those above are told with what else changed.
    expect(neighbours(kel.session.office)).toMatchObject([{ code: kota.code, words: 0 }]);
  });

  it('waits no more once it is answered; an answer to an office beside waits for that one alone', async () => {
    await befriend(world, kel, other);
    const said = (at: TestOffice, by: TestOffice, answeredBy: TestOffice, record: string): string => edit(at, (log) => {
      const proposal = log.create('proposal', { owner: by.code, entity: 'family', record, values: '{}', before: '{}', reason: 'surat RT', proposedOn: '2026-11-22', proposedBy: 'siti' }).uid;
      log.create('answer', { owner: answeredBy.code, proposal, verdict: 2, reason: 'sudah jelas', decidedOn: '2026-11-22', decidedBy: 'siti' });
      return proposal;
    });
    const words = (at: TestOffice, to: TestOffice) => neighbours(at.session.office).find((one) => one.code === to.code)?.words;
    said(kota, kota, kel, family);
    expect(words(kota, kel)).toBe(0);
    const theirs = edit(other, (log) => log.create('family', { owner: other.code, region: other.code, status: 1, account: 1 })).uid;
    said(other, kel, other, theirs);
    expect([words(other, kel), words(other, kota)]).toEqual([1, 0]);
  });

  it('shows what stands now beside what the proposer saw', async () => {
    propose({ landmark: 'dekat balai' });
    change(kel, 'family', family, { landmark: 'dekat pasar' });
    await handOver(world, kota, kel);
    expect(listed(kel, 'in')[0]?.fields).toMatchObject([{ before: null, now: 'dekat pasar', proposed: 'dekat balai' }]);
  });

  it('taken back, is open nowhere and cannot be accepted', async () => {
    const id = propose({ landmark: 'dekat balai' });
    withdrawProposal(kota.session.office, actor(kota), id, 'keliru');
    await handOver(world, kota, kel);
    expect(listed(kel, 'in', 'open')).toEqual([]);
    expect(() => answer(id, 'accept')).toThrow('PROPOSAL_CLOSED');
  });

  it('is never made about an own record, and never answered by its proposer', () => {
    expect(() => makeProposal(kel.session.office, actor(kel), { entity: 'family', id: family, values: { notes: 'x' }, reason: 'y' })).toThrow('PROPOSAL_OWN');
    const id = propose({ landmark: 'dekat balai' });
    expect(() => decideProposal(kota.session.office, actor(kota), { id, verdict: 'accept', reason: 'x' })).toThrow('NOT_OWNER');
  });
});

describe('what an office may hold', () => {
  it('a kelurahan gets nothing about the families of another', async () => {
    propose({ landmark: 'dekat balai' });
    edit(kota, (log) => log.create('enrolment', { owner: '64.74', family, status: 3 }));
    expect(await handOver(world, kota, other)).toMatchObject({ outcome: 'accepted', applied: 0, quarantined: 0 });
    expect(other.session.office.db.prepare('SELECT (SELECT count(*) FROM proposal) + (SELECT count(*) FROM enrolment)').pluck().get()).toBe(0);
    expect(await handOver(world, kota, kel)).toMatchObject({ outcome: 'accepted', applied: 2, quarantined: 0 });
  });

  it('offices below never share a package', async () => {
    await expect(exportPackage(kota.session, { to: [kel.code, other.code], folder: world.stick() })).rejects.toThrow('MIXED_RECEIVERS');
  });
});

describe('quarantine', () => {
  it('names the reason in words, is settled with a reason, and the next receipt no longer asks for it', async () => {
    edit(kota, (log) => log.create('enrolment', { owner: '64.74', family, pengurus: 'orang-yang-tidak-ada' }));
    expect(await handOver(world, kota, kel)).toMatchObject({ outcome: 'accepted', quarantined: 1 });
    const [one] = listQuarantine(kel.session.office, 'id', (code) => code);
    expect(one).toMatchObject({ entity: 'enrolment', reason: 'REF_MISSING', office: '64.74' });
    expect(one?.message).toContain('64.74');
    expect(heldReceipt(kota.session.office, kel.session.office.identity.officeId)?.content.exceptions).toHaveLength(1);
    closeQuarantine(kel.session.office, actor(kel), one?.id ?? '', 'orang itu tidak dikenal');
    expect(listQuarantine(kel.session.office, 'id', (code) => code)).toEqual([]);
    await handOver(world, kota, kel);
    expect(heldReceipt(kota.session.office, kel.session.office.identity.officeId)?.content.exceptions).toEqual([]);
  });
});
