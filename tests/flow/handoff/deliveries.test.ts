import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setReferenceDraft } from '../../../db/handoff/reference/issue.ts';
import { exportKind } from '../../../db/handoff/send-kind.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { listTransfers } from '../../../db/handoff/transfer/list-transfers.ts';
import { acceptTransfer, startTransfer } from '../../../db/handoff/transfer/transfer.ts';
import { decidePair } from '../../../db/registry/duplicates/decide-pair.ts';
import { pairKind } from '../../../db/registry/duplicates/pair.ts';
import { deliveryList } from '../../../db/registry/deliveries/delivery-list.ts';
import { recordDeliveries } from '../../../db/registry/deliveries/record-deliveries.ts';
import { programmeDays, sayServiceDay } from '../../../db/registry/deliveries/service-days.ts';
import { countDoubles, listDoubles, settleDoubles } from '../../../db/registry/deliveries/settle-doubles.ts';
import { seedProgrammes } from '../../../db/registry/programmes.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { deliveriesReport } from '../../../db/reports/deliveries/totals.ts';
import { deliveryNames } from '../../../db/reports/deliveries/names.ts';
import { entities, fieldDef } from '../../../db/rules/entities.ts';
import { verifyOffice } from '../../../db/store/verify.ts';
import { handOver, take, valueAt } from './exchange.ts';
import { addFamilies, befriend, edit, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const PHASE = '2026-11';
let world: World;
let pc1: TestOffice;
let pc2: TestOffice;
let other: TestOffice;
let kota: TestOffice;
let programme: string;

beforeAll(async () => {
  world = makeWorld();
  pc1 = world.make('64.74.03.1002', 'Gunung Telihan', 'kelurahan');
  other = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
  kota = world.make('64.74', 'Kota Bontang', 'kota');
  for (const one of [pc1, other, kota]) seedProgrammes(one.session.office, { user: one.session.user, kind: 'system' });
  addFamilies(pc1, 1);
  pc2 = world.clone(pc1);
  for (const [a, b] of [[pc1, pc2], [pc1, kota], [pc2, kota], [pc1, other], [other, kota]] as const) await befriend(world, a, b);
  programme = pc1.session.office.db.prepare("SELECT uid FROM programme WHERE code = 'BANPANG-BERAS'").pluck().get() as string;
}, 60_000);
afterAll(() => {
  for (const one of [pc1, pc2, other, kota]) expect(verifyOffice(one.session.office)).toMatchObject({ auditOk: true, problems: [] });
  world.end();
});

const actor = (one: TestOffice) => ({ user: one.session.user, scope: '' });
const enrol = (one: TestOffice, family: string): string => edit(one, (log) => log.create('enrolment', { owner: one.code, family, programme, unitKind: 2, status: 3 }).uid);
const give = (one: TestOffice, enrolment: string, phase = PHASE, rupiah: number | null = null): void =>
  void recordDeliveries(one.session.office, actor(one), { programme, phase, date: '2026-11-20', items: [{ enrolment, status: 1, quantity: 10, unit: 'kg', rupiah }] });
const query = (params: Record<string, string> = {}) => ({ period: undefined, params, scope: '', expected: [], regionName: (code: string) => code });
const kilos = (one: TestOffice, phase = PHASE): unknown => deliveriesReport.run(one.session.office, query({ phase })).totals?.['unit:kg'] ?? 0;
const questions = (one: TestOffice) => listDoubles(one.session.office, '', (code) => code);
const everyone = (): void => { for (const one of [pc1, pc2, other, kota]) refreshDerived(one.session.office, 'all'); };

describe('deliveries of one recipient that were recorded on two sides', () => {
  it('are united by their ids, count once everywhere, and are one question for each programme and phase', async () => {
    const families = addFamilies(pc1, 3);
    const enrolments = families.map((family) => enrol(pc1, family));
    await handOver(world, pc1, pc2);
    everyone();
    const phase = '2026-10';
    // The first PC hands out to all three, the second to two of them, and neither knows.
    for (const one of enrolments) give(pc1, one, phase);
    for (const one of enrolments.slice(0, 2)) give(pc2, one, phase);
    await handOver(world, pc1, pc2);
    await handOver(world, pc2, pc1);
    await handOver(world, pc1, kota);
    everyone();
    for (const one of [pc1, pc2, kota]) {
      expect(one.session.office.db.prepare('SELECT count(*) FROM delivery WHERE phase = ?').pluck().get(phase)).toBe(5);
      expect([one.code, kilos(one, phase)]).toEqual([one.code, 30]);
      expect(deliveryNames.run(one.session.office, query({ phase })).rows).toHaveLength(3);
      expect(deliveryList(one.session.office, programme, phase, '')).toMatchObject({ received: 3, quantities: [{ unit: 'kg', quantity: 30 }] });
    }
    expect(questions(pc1)).toMatchObject([{ phase, own: true, lines: [{ sides: [{ counts: true }, { counts: false }] }, {}] }]);
    expect([countDoubles(pc1.session.office, ''), countDoubles(kota.session.office, '')]).toEqual([1, 0]);
    // One was the same sack; the other came twice, and the second gets a phase of its own.
    const [first, second] = questions(pc1)[0]?.lines ?? [];
    expect(settleDoubles(pc1.session.office, actor(pc1), { programme, phase, verdict: 'same', recipients: [first?.recipient ?? ''], reason: 'dicatat dua kali' })).toEqual({ settled: 1 });
    expect(settleDoubles(pc1.session.office, actor(pc1), { programme, phase, verdict: 'different', recipients: [second?.recipient ?? ''], reason: 'memang dua kali' })).toEqual({ settled: 1 });
    await handOver(world, pc1, pc2);
    await handOver(world, pc1, kota);
    for (const one of [pc1, pc2, kota]) expect([questions(one), kilos(one, phase), kilos(one, `${phase} (2)`)]).toEqual([[], 30, 10]);
  });

  it('of a kelurahan and the city: the side that does not count is asked, so that never both are struck out', async () => {
    const [family] = addFamilies(pc1, 1) as [string];
    const enrolment = enrol(pc1, family);
    await handOver(world, pc1, kota);
    everyone();
    give(pc1, enrolment);
    give(kota, enrolment);
    await handOver(world, pc1, kota);
    expect(await handOver(world, kota, pc1)).toMatchObject({ outcome: 'accepted', quarantined: 0 });
    for (const one of [pc1, kota]) expect(kilos(one)).toBe(10);
    expect([questions(pc1)[0]?.own, questions(kota)[0]?.own]).toEqual([false, true]);
    expect(() => settleDoubles(pc1.session.office, actor(pc1), { programme, phase: PHASE, verdict: 'same', reason: 'sama' })).toThrow('NOT_FOUND');
    settleDoubles(kota.session.office, actor(kota), { programme, phase: PHASE, verdict: 'same', reason: 'sama' });
    await handOver(world, kota, pc1);
    for (const one of [pc1, kota]) expect([questions(one), kilos(one)]).toEqual([[], 10]);
    // Whoever sees that the other office handed it out does not hand it out again.
    expect(() => give(kota, enrolment)).toThrow('DELIVERY_ELSEWHERE');
  });
});

describe('deliveries of a family', () => {
  it('that is handed over go with it, also those of what was merged into it, and the recipient counts once', async () => {
    const [keep, gone] = addFamilies(pc1, 2).sort() as [string, string];
    const phase = '2026-09';
    for (const family of [keep, gone]) give(pc1, enrol(pc1, family), phase);
    everyone();
    expect(kilos(pc1, phase)).toBe(20);
    const pair = pc1.session.office.newId();
    pc1.session.office.db.prepare(`INSERT INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,?,?,?,80,1,'[]','2026-11-22')`).run(pair, pairKind.family, keep, gone);
    decidePair(pc1.session.office, actor(pc1), { id: pair, decision: 'same', values: {}, reason: 'kartunya sama' });
    expect(kilos(pc1, phase)).toBe(10);
    expect(questions(pc1)).toMatchObject([{ phase, own: true, lines: [{ recipient: keep }] }]);
    await handOver(world, pc1, kota);
    everyone();
    expect(kilos(kota, phase)).toBe(10);
    settleDoubles(pc1.session.office, actor(pc1), { programme, phase, verdict: 'same', reason: 'sama' });
    await startTransfer(pc1.session, '', { family: keep, to: other.code, toName: 'Kanaan', reason: 'pindah alamat' });
    const carry = async (from: TestOffice, to: TestOffice) => receivePackages(to.session, { paths: [(await exportKind(from.session, 'PINDAH', { to: [to.code], folder: world.stick() })).file] });
    await carry(pc1, other);
    await acceptTransfer(other.session, listTransfers(other.session.office, { direction: 'in', open: true })[0]?.id ?? '');
    await carry(other, pc1);
    const owners = (one: TestOffice) => one.session.office.db.prepare('SELECT DISTINCT owner FROM delivery WHERE family = ? AND voided IS NULL').pluck().all(keep);
    expect([owners(pc1), owners(other)]).toEqual([[other.code], [other.code]]);
    expect(kilos(other, phase)).toBe(10);
    await handOver(world, other, kota);
    await handOver(world, pc1, kota);
    expect([kilos(kota, phase), questions(kota)]).toEqual([10, []]);
  });
});

describe('what is said at a visit', () => {
  it('BTG-5 the note and the number of the record stay at the kelurahan; the rest goes to the city, and the note too once the reference data asks for it', async () => {
    const [family] = addFamilies(pc1, 1) as [string];
    const visits = pc1.session.office.db.prepare("SELECT uid FROM programme WHERE code = 'LOKAL-DOKTER-KUNJUNG'").pluck().get() as string;
    const person = pc1.session.office.db.prepare('SELECT uid FROM person WHERE family = ? ORDER BY id').pluck().get(family) as string;
    const enrolment = edit(pc1, (log) => log.create('enrolment', { owner: pc1.code, family, person, programme: visits, unitKind: 1, status: 3 }).uid);
    everyone();
    recordDeliveries(pc1.session.office, actor(pc1), { programme: visits, phase: '2026-11-03', date: '2026-11-03', officer: 'dr. Contoh', items: [{ enrolment, status: 1, followUp: 2, followUpDate: '2026-11-17', healthNote: 'tekanan darah tinggi', recordNo: 'RM-7' }] });
    const visit = pc1.session.office.db.prepare('SELECT uid FROM delivery WHERE enrolment = ?').pluck().get(enrolment) as string;
    await handOver(world, pc1, kota);
    const at = (one: TestOffice) => ['officer', 'followUp', 'healthNote', 'recordNo'].map((field) => valueAt(one, 'delivery', visit, field));
    expect(at(kota)).toEqual(['dr. Contoh', 2, null, null]);
    expect(await handOver(world, pc1, pc2)).toMatchObject({ outcome: 'accepted' });
    expect(at(pc2)).toEqual(['dr. Contoh', 2, 'tekanan darah tinggi', 'RM-7']);
    setReferenceDraft(kota.session.office, kota.session.user, { asked: [[entities.delivery.id, fieldDef('delivery', 'healthNote')?.id ?? 0]] });
    await take(world, (await exportKind(kota.session, 'ACUAN', { to: [pc1.code], folder: world.stick() })).file, kota, pc1);
    await handOver(world, pc1, kota);
    expect(at(kota)).toEqual(['dr. Contoh', 2, 'tekanan darah tinggi', null]);
  });

  it('days off that the city says are heard below it; a kelurahan’s own go before them and bind nobody else', async () => {
    const meals = pc1.session.office.db.prepare("SELECT uid FROM programme WHERE code = 'LOKAL-MAKAN-LANSIA'").pluck().get() as string;
    const off = (one: TestOffice) => [2, 3].map((day) => programmeDays(one.session.office, meals, '2026-11')[day - 1]?.off);
    sayServiceDay(kota.session.office, actor(kota), { programme: meals, date: '2026-11-02', off: true, reason: 'cuti bersama' });
    sayServiceDay(pc1.session.office, actor(pc1), { programme: meals, date: '2026-11-03', off: true, reason: 'dapur tutup' });
    await handOver(world, kota, pc1);
    await handOver(world, pc1, kota);
    expect([off(kota), off(pc1)]).toEqual([[true, false], [true, true]]);
    sayServiceDay(pc1.session.office, actor(pc1), { programme: meals, date: '2026-11-02', off: false, reason: null });
    expect(off(pc1)).toEqual([false, true]);
  });
});
