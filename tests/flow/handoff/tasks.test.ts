import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveReport, reviewReport, withdrawApproval } from '../../../db/handoff/approval.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import { outbox } from '../../../db/handoff/neighbours.ts';
import { readContainer } from '../../../db/handoff/container.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { seedProgrammes } from '../../../db/registry/programmes.ts';
import { writeSetting } from '../../../db/registry/settings.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { answerTask } from '../../../db/registry/tasks/answer-task.ts';
import { issueList, withdrawList } from '../../../db/registry/tasks/issue-list.ts';
import { listProgress, listTasks } from '../../../db/registry/tasks/list-tasks.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver, take, valueAt } from './exchange.ts';
import { addFamilies, befriend, edit, makeWorld, numberOf } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

let world: World;
let kel: TestOffice;
let other: TestOffice;
let kota: TestOffice;

beforeAll(async () => {
  world = makeWorld();
  kel = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  other = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  for (const one of [kel, other]) await befriend(world, one, kota);
  for (const one of [kel, other, kota]) seedProgrammes(one.session.office, { user: one.session.user, kind: 'system' });
});
afterAll(() => {
  for (const one of [kel, other, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const actor = (one: TestOffice) => ({ user: one.session.user, scope: '' });
const open = (one: TestOffice) => listTasks(one.session.office, { state: 'open', limit: 1000, offset: 0 }, '');
const progress = (one: TestOffice) => listProgress(one.session.office, (code) => code, () => true)[0];
const sendTasks = async () => (await exportKind(kota.session, 'SASARAN', { to: [kel.code], folder: world.stick() })).file;

describe('tasks from the city', () => {
  let list: string;
  let nik: string;

  it('PLK-1 40 tasks come into the worklist of their kelurahan only, and the same file or a later one adds none', async () => {
    const [family] = addFamilies(kel, 1) as [string];
    nik = kel.session.office.db.prepare('SELECT nik FROM person WHERE family = ? ORDER BY id').pluck().get(family) as string;
    const rows = [{ nik, name: 'Orang Pertama', ask: 'masih tinggal di sini?' }, ...Array.from({ length: 39 }, (_, place) => ({ name: `Nama ${place}`, rt: '001' }))];
    list = issueList(kota.session.office, actor(kota), { office: kel.code, title: 'Verval desil 1', kind: 'verify', dueOn: '2026-11-20', rows }).id;
    issueList(kota.session.office, actor(kota), { office: other.code, title: 'Lain', kind: 'verify', rows: [{ name: 'Rahasia' }] });
    const file = await sendTasks();
    expect(await take(world, file, kota, kel)).toMatchObject({ kind: 'SASARAN', outcome: 'accepted', applied: 41, quarantined: 0 });
    expect(open(kel)).toMatchObject({ total: 40, rows: { 0: { title: 'Verval desil 1', family, nik: `${nik.slice(0, 4)}••••••••${nik.slice(12)}`, late: true, result: null } } });
    expect(await take(world, file, kota, kel)).toMatchObject({ outcome: 'duplicate' });
    expect(await take(world, await sendTasks(), kota, kel)).toMatchObject({ outcome: 'accepted', applied: 0 });
    expect(await handOver(world, kota, kel)).toMatchObject({ outcome: 'accepted', conflicts: 0, quarantined: 0 });
    expect(open(kel).total).toBe(40);
    expect(kel.session.office.db.prepare("SELECT count(*) FROM task WHERE name = 'Rahasia'").pluck().get()).toBe(0);
  });

  it('are answered, and what comes back is counted by whoever asked', async () => {
    const [first, second, third] = open(kel).rows;
    answerTask(kel.session.office, actor(kel), { id: first?.id ?? '', outcome: 1, family: first?.family ?? '' });
    answerTask(kel.session.office, actor(kel), { id: second?.id ?? '', outcome: 3, note: 'rumah kosong' });
    answerTask(kel.session.office, actor(kel), { id: third?.id ?? '', outcome: 3 });
    answerTask(kel.session.office, actor(kel), { id: third?.id ?? '', outcome: 5 });
    expect(open(kel).total).toBe(37);
    expect(() => answerTask(kel.session.office, actor(kel), { id: first?.id ?? '', outcome: 19 })).toThrow('INVALID_INPUT');
    expect(() => answerTask(kota.session.office, actor(kota), { id: first?.id ?? '', outcome: 1 })).toThrow('NOT_OWNER');
    await handOver(world, kel, kota);
    const lists = listProgress(kota.session.office, (code) => code, () => true);
    expect(lists.find((one) => one.id === list)).toMatchObject({
      tasks: 40, done: 3, open: 37, overdue: 37, outcomes: [{ outcome: 1, count: 1 }, { outcome: 3, count: 1 }, { outcome: 5, label: 'Meninggal', count: 1 }],
    });
    expect(lists.find((one) => one.id !== list)).toMatchObject({ office: other.code, tasks: 1, done: 0, open: 1 });
  });

  it('change no fact of the register', () => {
    expect(valueAt(kel, 'person', kel.session.office.db.prepare('SELECT uid FROM person WHERE nik = ?').pluck().get(nik) as string, 'name')).not.toBe('Orang Pertama');
  });

  it('that are taken back leave the worklist with the next package', async () => {
    withdrawList(kota.session.office, actor(kota), list, 'keliru');
    await take(world, await sendTasks(), kota, kel);
    expect([open(kel).total, progress(kel)]).toMatchObject([0, { voided: true, open: 0 }]);
  });

  it('may be a prelist of the families that the city holds of that office', async () => {
    await handOver(world, kel, kota);
    refreshDerived(kota.session.office, 'all');
    const made = issueList(kota.session.office, actor(kota), { office: kel.code, title: 'Prelist', kind: 'prelist', rows: [], families: { rw: '002' } });
    expect(made.tasks).toBe(1);
    expect(() => issueList(kota.session.office, actor(kota), { office: kel.code, title: 'Kosong', kind: 'prelist', rows: [], families: { rw: '099' } })).toThrow('TARGET_EMPTY');
    expect(() => issueList(kel.session.office, actor(kel), { office: other.code, title: 'x', kind: 'verify', rows: [{ name: 'x' }] })).toThrow('NOT_BELOW');
  });
});

describe('approval', () => {
  const to = ['64.74'];
  const review = () => reviewReport(kel.session.office, to, false, 100);
  const send = () => exportPackage(kel.session, { to, folder: world.stick() });
  const approve = (digest = review().digest) => approveReport(kel.session.office, kel.session.user, 'Lurah Contoh', to, false, digest);

  it('is asked for by no plain survey, unless the office wants it', async () => {
    await handOver(world, kel, kota);
    addFamilies(kel, 1);
    expect(review()).toMatchObject({ state: 'free', total: 0 });
    writeSetting(kel.session.office, kel.session.user, 'approval.surveys', 'needed');
    await expect(send()).rejects.toThrow('APPROVAL_NEEDED');
    writeSetting(kel.session.office, kel.session.user, 'approval.surveys', 'free');
  });

  it('holds a recipient decision back until a pengesah saw the list; name and time stand in the signed header', async () => {
    const family = kel.session.office.db.prepare('SELECT uid FROM family ORDER BY id DESC').pluck().get() as string;
    const programme = kel.session.office.db.prepare('SELECT uid FROM programme ORDER BY id').pluck().get() as string;
    const made = edit(kel, (log) => log.create('enrolment', { owner: kel.code, family, programme, unitKind: 2, status: 2, decisionDate: '2026-11-20' }));
    expect(review()).toMatchObject({ state: 'needed', total: 1, items: [{ kind: 'enrolment', id: made.uid, status: 'Ditetapkan', by: 'Siti' }], approved: null });
    await expect(send()).rejects.toThrow('APPROVAL_NEEDED');
    const seen = review().digest;
    approve();
    expect(review().state).toBe('approved');
    edit(kel, (log) => log.update('enrolment', numberOf(kel, 'enrolment', made.uid), { status: 3 }));
    expect([review().state, review().digest === seen]).toEqual(['stale', false]);
    await expect(send()).rejects.toThrow('APPROVAL_STALE');
    expect(() => approve(seen)).toThrow('APPROVAL_STALE');
    approve();
    const sent = await send();
    const parts = readContainer(sent.file);
    expect(typeof parts === 'string' ? parts : JSON.parse(parts.header.toString('utf8'))).toMatchObject({ approvedBy: { name: 'Lurah Contoh', at: review().approved?.at } });
    expect(outbox(kel.session.office).find((row) => row.packageId === sent.packageId)?.approvedBy?.name).toBe('Lurah Contoh');
    await take(world, sent.file, kel, kota);
    expect(review()).toMatchObject({ state: 'free', total: 0 });
  });

  it('may be taken back', () => {
    const family = kel.session.office.db.prepare('SELECT uid FROM family ORDER BY id').pluck().get() as string;
    edit(kel, (log) => log.create('enrolment', { owner: kel.code, family, unitKind: 2, status: 1 }));
    approve();
    expect(review().state).toBe('approved');
    expect(withdrawApproval(kel.session.office, kel.session.user, to)).toEqual({ withdrawn: true });
    expect([review().state, withdrawApproval(kel.session.office, kel.session.user, to)]).toEqual(['needed', { withdrawn: false }]);
  });
});
