import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyToRecord } from '../../../db/handoff/apply-changes.ts';
import { applyContext } from '../../../db/handoff/apply-context.ts';
import type { Bounds } from '../../../db/handoff/guard.ts';
import type { Incoming } from '../../../db/handoff/merge-record.ts';
import { entities, fieldDef } from '../../../db/rules/entities.ts';
import type { ChangeId } from '../../../db/store/change-log.ts';
import { emptyState, memoryLedger } from '../../helpers/memory-ledger.ts';
import type { MemoryLedger, MemoryState } from '../../helpers/memory-ledger.ts';

const [KOTA, KELURAHAN, ELSEWHERE] = ['64.74', '64.74.03.1002', '64.74.03.1003'] as const;
/** This PC, another of its office, two of the office that sends, and one of a third. */
const DEVICES = [['here', KOTA], ['beside', KOTA], ['sender', KELURAHAN], ['second', KELURAHAN], ['third', ELSEWHERE]] as const;
const FIELDS = ['rt', 'rw', 'address', 'landmark', 'notes', 'statusDate', 'account'] as const;
const MAKING = 1;
const AT = '2026-11-22';

const device = fc.constantFrom(1, 2, 3, 3, 3, 3, 3, 3, 4, 5);
const counter = fc.integer({ min: MAKING + 1, max: 12 });
const some = (chance: number): fc.Arbitrary<boolean> => fc.nat(99).map((number) => number < chance);
const rarely = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: one });
const id = fc.record({ device, counter });
const change = fc.record({ id, field: fc.constantFrom(...FIELDS), value: fc.constantFrom('001', '002', '003'), parent: fc.option(fc.nat(9), { nil: null }), seen: rarely(id), taken: fc.constantFrom(...Array.from({ length: 12 }, () => 1), 0, 2), asked: some(50) });
const row = fc.record({
  id: fc.record({ device: fc.constantFrom(3, 3, 3, 4, 1), counter: fc.integer({ min: MAKING + 5, max: 20 }) }), field: fc.constantFrom(...FIELDS), value: fc.constantFrom<unknown>('001', '002', '003', null, 7, { list: 'x', version: '1', code: null, raw: 'y' }),
  parent: fc.option(fc.nat(9), { nil: null }), odd: fc.constantFrom(null, 'seen', 'alike', 'edited', 'beside', 'alone', 'rest', 'badRest', 'stray'), other: id,
});
const plainRow = row.map((one) => ({ ...one, odd: null, value: '004', id: { ...one.id, device: one.id.device === 1 ? 3 : one.id.device } }));
const world = fc.record({
  owner: fc.constantFrom(KELURAHAN, KELURAHAN, KELURAHAN, KELURAHAN, KOTA), maker: fc.constantFrom(3, 3, 3, 4, 1), line: fc.array(change, { maxLength: 4 }), rows: fc.array(fc.oneof(row, plainRow, plainRow, plainRow, plainRow), { minLength: 1, maxLength: 3 }),
  waits: rarely(fc.record({ field: fc.constantFrom(...FIELDS), id })), merged: rarely(fc.constantFrom(...FIELDS)), told: fc.constantFrom(0, 6, 12, 12), positions: fc.array(fc.constantFrom(4, 8, 12, 12), { minLength: 5, maxLength: 5 }), from: fc.nat(4), to: fc.constantFrom(6, 16, 20),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const at = (one: { device: number; counter: number }): ChangeId => ({ device: one.device, epoch: 1, counter: one.counter });
const numberOf = (field: string): number => fieldDef('family', field)?.id ?? 0;
const same = (a: ChangeId, b: ChangeId): boolean => a.device === b.device && a.counter === b.counter;

/** A register that holds one family with these changes. Not every one of them could come about; the two ways are one all the same. */
function registerOf({ owner, maker, line, waits, merged, told, positions }: World): { ledger: MemoryLedger; held: ChangeId[] } {
  const state: MemoryState = emptyState({ officeId: `office ${KOTA}`, code: KOTA, deviceUid: 'here' }, 'nonce');
  state.devices = DEVICES.map(([uid, code], place) => ({ no: place + 1, uid, office: code, name: uid }));
  state.cards = DEVICES.slice(1).map(([uid, code]) => ({ deviceUid: uid, officeId: `office ${code}`, code, area: code }));
  state.epochs = [{ ...(state.epochs[0] as MemoryState['epochs'][number]), counter: 12 }];
  state.positions = DEVICES.slice(1).map((_, place) => ({ device: place + 2, epoch: 1, counter: positions[place] ?? 0, head: '' }));
  for (const uid of ['sender', 'second']) {
    state.answers.set(uid, { epoch: 1, sequence: 1 });
    state.acknowledged.set(uid, new Map([['1.1', told]]));
  }
  const ledger = memoryLedger(state);
  const making = at({ device: maker, counter: MAKING });
  ledger.receiveRecord('family', 'f', { owner, region: owner, status: 1, rt: '000', statusDate: '2026-01-01' }, making);
  const held = [making];
  for (const { id: made, field, value, parent, seen, taken, asked } of line) {
    const own = at(made);
    if (held.some((one) => same(one, own))) continue;
    state.author.tx += 1;
    state.transactions.push({ device: own.device, epoch: 1, first: own.counter, last: own.counter, kind: asked && taken !== 0 ? 'conflict' : 'edit', own: own.device === 1, head: null });
    ledger.receiveChange('family', 1, { id: own, field, old: null, value, parent: parentOf(held, parent), seen: seen ? [at(seen)] : [], standing: taken === 1 ? 'taken' : taken === 0 ? 'aside' : 'superseded' });
    if (taken === 0) ledger.addConflict({ entity: 'family', record: 1, field: numberOf(field), ours: null, theirs: own, package: 'p', at: AT, values: { [field]: value }, outcome: asked ? null : 'note' });
    held.push(own);
  }
  // A question that a change of a record merged into this one raised: that change does not stand here.
  if (merged) ledger.addConflict({ entity: 'family', record: 1, field: numberOf(merged), ours: null, theirs: at({ device: 3, counter: 5 }), package: 'p', at: AT, values: { [merged]: '004' }, outcome: null });
  if (waits) ledger.quarantine({ ...at(waits.id), entity: entities.family.id, record: 'f', field: numberOf(waits.field), package: 'p', reason: 'DEPENDS', raw: { id: at(waits.id), parent: making, seen: [], old: null, value: '009' }, at: AT });
  state.author.tx += 1;
  return { ledger, held };
}

const parentOf = (held: readonly ChangeId[], place: number | null): ChangeId | null => (place === null ? null : (held[place % held.length] ?? null));

function rowsOf({ rows }: World, ledger: MemoryLedger, held: readonly ChangeId[]): Incoming[] {
  const lastOf = (field: string): ChangeId | null => {
    const last = ledger.line('family', 1).findLast((entry) => entry.field === numberOf(field));
    return last ? at(last) : null;
  };
  const all: Incoming[] = [];
  for (const { id: made, field, value, parent, odd, other } of rows) {
    const own = at(made);
    if (all.some((one) => one.field === numberOf(field) || same(one.id, own)) || held.some((one) => same(one, own))) continue;
    all.push({
      record: 'f', field: numberOf(field), id: own, old: null, value: field === 'statusDate' && typeof value === 'string' ? '2026-02-02' : field === 'account' && typeof value === 'string' ? 1 : value,
      parent: odd === 'stray' ? at(other) : odd === null ? lastOf(field) : parentOf(held, parent), seen: odd === 'seen' ? [at(other)] : [], alike: odd === 'alike' && ![...held, ...rows.map((one) => at(one.id))].some((one) => same(one, at(other))) ? [at(other)] : [], edited: odd === 'edited' ? [at(other)] : [],
      beside: odd === 'beside', alone: odd === 'alone' ? 1 : 0, ...(odd === 'rest' || odd === 'badRest' ? { rest: { [numberOf('rw')]: odd === 'rest' ? '008' : 8 } } : {}),
    });
  }
  return all;
}

/** What becomes of the rows in a register: everything it holds afterwards, and the tally. */
function outcomeOf(one: World, whole: boolean): { text: string; short: boolean } {
  const { ledger, held } = registerOf(one);
  const header = { ranges: ['sender', 'second', 'here'].map((uid) => ({ device: uid, epoch: 1, from: one.from, to: one.to, fromHead: '', toHead: '' })), origin: { deviceId: 'sender' } };
  const bounds: Bounds = { area: KELURAHAN, ownCode: KOTA, sender: KELURAHAN, sibling: false };
  let short = false;
  const plain = ledger.receivePlain;
  Object.assign(ledger, { receivePlain: (...given: Parameters<typeof plain>) => { short = true; plain(...given); } });
  ledger.state.whole = whole;
  const context = applyContext(ledger, header, { devices: DEVICES.map(([uid, office]) => ({ uid, office, name: uid })) }, bounds, 'p2', AT);
  const rows = rowsOf(one, ledger, held);
  if (rows.length > 0) applyToRecord(context, entities.family.id, rows);
  return { text: canonical({ tally: context.tally, ...ledger.state, whole: false }), short };
}

/** A text in which the order of names says nothing: groups are written one after the other, plain rows as they came. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (each instanceof Set) return [...each].sort();
    if (each instanceof Map) return Object.fromEntries([...each].sort());
    return typeof each === 'object' && each !== null && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each;
  });
}

it('what is taken the short way leaves exactly what the whole judgement leaves, whatever stands, waits or is open', () => {
  let short = 0;
  fc.assert(fc.property(world, (one) => {
    const quick = outcomeOf(one, false);
    if (quick.short) short += 1;
    expect(quick.text).toBe(outcomeOf(one, true).text);
  }), { numRuns: 4000, seed: 20261128 });
  expect(short).toBeGreaterThan(400);
});

it.each([false, true])('what is given back as this office’s own is no leave for what the sender says beside it (judged whole: %s)', (whole) => {
  const { ledger } = registerOf({ owner: KOTA, maker: 1, line: [], rows: [], waits: null, merged: null, told: 12, positions: [12, 12, 12, 12, 12], from: 0, to: 20 });
  ledger.state.whole = whole;
  const header = { ranges: ['sender', 'here'].map((uid) => ({ device: uid, epoch: 1, from: 0, to: 20, fromHead: '', toHead: '' })), origin: { deviceId: 'sender' } };
  const context = applyContext(ledger, header, { devices: DEVICES.map(([uid, office]) => ({ uid, office, name: uid })) }, { area: KELURAHAN, ownCode: KOTA, sender: KELURAHAN, sibling: false }, 'p2', AT);
  const said = (device: number, field: string): Incoming => ({ record: 'f', field: numberOf(field), id: at({ device, counter: 14 }), parent: null, seen: [], old: null, value: '004' });
  applyToRecord(context, entities.family.id, [said(1, 'notes'), said(3, 'landmark')]);
  expect(ledger.record('family', 1)?.values).toMatchObject({ notes: '004' });
  expect(ledger.record('family', 1)?.values.landmark ?? null).toBeNull();
  expect(ledger.state.quarantine).toMatchObject([{ device: 3, counter: 14, field: numberOf('landmark'), reason: 'NOT_OWNER', open: true }]);
});
