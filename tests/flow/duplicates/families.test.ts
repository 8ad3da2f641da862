import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { familyValues, madeUpNoKk, personValues } from '../registry/office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let api: TestApi;
beforeEach(async () => void (api = await testApi({ practice: true })));
afterEach(() => api.remove());

const why = 'surat pengantar RT';
const child = { relationship: 3, birthDate: '2004-03-02', maritalStatus: 1 } as const;

async function family(name: string, noKk = madeUpNoKk()): Promise<{ id: string; people: string[] }> {
  const people = [{ values: personValues(name) }, { values: personValues(`ANAK ${name}`, { ...child, sequence: 2 }) }, { values: personValues(`ADIK ${name}`, { ...child, birthDate: '2006-04-09', sequence: 3 }) }];
  return api.call('family.save', { values: familyValues({ noKk }), people });
}

describe('pecah KK and joining', () => {
  test('some leave for a card of their own: one head on each, history kept, and V09 holds', async () => {
    const old = await family('JOKO');
    const noKk = madeUpNoKk();
    const { id } = await api.call('family.split', { family: old.id, people: [old.people[1] ?? ''], noKk, head: old.people[1] ?? '', reason: why });
    const [rest, fresh] = [await api.call('family.get', { id: old.id }), await api.call('family.get', { id })];
    expect([rest.people.filter((one) => one.active).length, fresh.people.length]).toEqual([2, 1]);
    expect([rest.head, fresh.head]).toEqual([old.people[0], old.people[1]]);
    expect(fresh.values).toMatchObject({ address: rest.values.address, rt: rest.values.rt, status: 1 });
    for (const view of [rest, fresh]) expect(view.findings.filter((one) => one.code === 'V09')).toEqual([]);
    const moved = (await api.call('record.history', { id: old.people[1] ?? '' })).find((entry) => entry.field === 'family');
    // Which family it was is said by its head and address.
    expect(moved).toMatchObject({ old: expect.stringMatching(/^JOKO · Jl\. Mawar/) as string, new: expect.stringMatching(/^ANAK JOKO · Jl\. Mawar/) as string, reason: why });
  });

  test('refuses a card without a head, a head who does not leave, and everybody leaving', async () => {
    const old = await family('JOKO');
    const [head = '', second = '', third = ''] = old.people;
    const split = (input: object) => refusal(api.call('family.split', { family: old.id, people: [second], noKk: null, head: second, reason: why, ...input }));
    expect(await split({ head: third })).toBe('HEAD_NEEDED');
    expect(await split({ people: [head], head })).toBe('HEAD_NEEDED');
    expect(await split({ people: old.people, head })).toBe('SPLIT_ALL');
    expect(await split({ people: ['tidak-ada'] })).toBe('NOT_IN_FAMILY');
    expect(await split({ people: [head], head, stayHead: second })).toBe('no error');
    expect((await api.call('family.get', { id: old.id })).head).toBe(second);
  });

  test('two cards become one: people move, the empty family ends with its reason, one head is left', async () => {
    const [from, into] = [await family('JOKO'), await family('BUDI')];
    // As they come from most files: without numbers of their own.
    for (const id of into.people) await api.call('record.change', { entity: 'person', id, values: { sequence: null }, reason: 'dari berkas', acknowledged: [] });
    const { moved } = await api.call('family.join', { from: from.id, into: into.id, head: into.people[0] ?? '', relationships: { [from.people[0] ?? '']: 8 }, reason: why });
    expect(moved).toEqual(from.people);
    const view = await api.call('family.get', { id: into.id });
    expect(view.people.filter((one) => one.active).map((one) => one.id)).toEqual([...into.people, ...from.people]);
    expect(view.findings.filter((one) => one.code === 'V09')).toEqual([]);
    expect((await api.call('family.get', { id: from.id })).values).toMatchObject({ status: 5, statusReason: why });
    expect(await api.call('family.count', {})).toEqual({ families: 1, people: 6 });
    expect(await api.call('verify', {})).toMatchObject({ auditOk: true });
  });

  test('those who are there keep their numbers, those who come stand behind them, and no number is given twice', async () => {
    const numbers = async (id: string): Promise<unknown[]> => (await api.call('family.get', { id })).people.map((one) => [one.values.name, one.values.sequence]);
    const [from, into] = [await family('JOKO'), await family('BUDI')];
    await api.call('record.change', { entity: 'person', id: into.people[0] ?? '', values: { sequence: null }, reason: 'dari berkas', acknowledged: [] });
    await api.call('record.change', { entity: 'person', id: into.people[2] ?? '', values: { sequence: 7 }, reason: 'seperti di kartunya', acknowledged: [] });
    await api.call('person.death', { id: into.people[2] ?? '', date: '2026-01-02' });
    // One alone, born into it: the head, who has no number yet, is not put behind the child.
    await api.call('person.birth', { family: into.id, values: { name: 'BAYI', sex: 1, relationship: 3, nikReason: 1 }, date: '2026-02-03' });
    expect(await numbers(into.id)).toEqual([['ANAK BUDI', 2], ['ADIK BUDI', 7], ['BUDI', 8], ['BAYI', 9]]);
    await api.call('family.join', { from: from.id, into: into.id, head: into.people[0] ?? '', relationships: { [from.people[0] ?? '']: 8 }, reason: why });
    expect((await numbers(into.id)).slice(4)).toEqual([['JOKO', 10], ['ANAK JOKO', 11], ['ADIK JOKO', 12]]);
    expect((await api.call('family.get', { id: into.id })).head).toBe(into.people[0]);
  });

  test('two families of one card are merged with their people; undone, both are there again', async () => {
    const a = await family('JOKO');
    const noKk = (await api.call('family.forEdit', { id: a.id })).values.noKk as string;
    const b = await family('JOKO');
    await api.call('record.change', { entity: 'family', id: b.id, values: { noKk }, reason: 'kartu yang sama', acknowledged: [{ code: 'V08', reason: 'ganda' }] });
    await api.call('duplicate.scan', {});
    const { rows } = await api.call('duplicate.list', {});
    expect(rows).toMatchObject([{ kind: 'family', sure: true }]);
    const view = await api.call('duplicate.show', { id: rows[0]?.id ?? '' });
    expect(view.people.length).toBeGreaterThanOrEqual(3);
    await api.call('duplicate.decide', { id: view.id, decision: 'same', reason: why });
    expect((await api.call('family.count', {})).families).toBe(1);
    const kept = await api.call('record.show', { id: view.right.record });
    expect(kept.id).toBe(view.left.record);
    expect(kept.family?.findings.filter((one) => one.code === 'V09')).toEqual([]);
    expect((await api.call('family.get', { id: view.right.record })).mergedInto).toBe(view.left.record);
    await api.call('duplicate.undo', { id: view.id, reason: 'keliru' });
    expect(await api.call('family.count', {})).toEqual({ families: 2, people: 6 });
  });

  test('two families of one card under two heads: once merged, each is still called by the head it had', async () => {
    const a = await family('JOKO');
    const noKk = (await api.call('family.forEdit', { id: a.id })).values.noKk as string;
    const b = await family('BUDI');
    await api.call('record.change', { entity: 'family', id: b.id, values: { noKk }, reason: 'kartu yang sama', acknowledged: [{ code: 'V08', reason: 'ganda' }] });
    await api.call('duplicate.scan', {});
    const found = (await api.call('duplicate.list', { kind: 'family' })).rows[0];
    await api.call('duplicate.decide', { id: found?.id ?? '', decision: 'same', reason: why });
    const [line] = (await api.call('duplicate.list', { state: 'merged', kind: 'family' })).rows;
    expect([line?.left.name, line?.right.name]).toEqual([found?.left.name, found?.right.name]);
    expect([found?.left.name, found?.right.name].sort()).toEqual(['BUDI', 'JOKO']);
  });
});

describe('rumah tangga', () => {
  test('families of one dwelling are grouped, shown on the page and in named lists, and may leave', async () => {
    const [a, b, c] = [await family('JOKO'), await family('BUDI'), await family('TONO')];
    const { id } = await api.call('household.set', { families: [a.id, b.id], number: 'RT-7' });
    expect((await api.call('family.get', { id: a.id })).household).toMatchObject({ id, number: 'RT-7', families: [{ id: a.id, head: 'JOKO' }, { id: b.id, head: 'BUDI' }] });
    expect((await api.call('household.set', { families: [c.id, a.id] })).families).toEqual([a.id, b.id, c.id]);
    const list = await api.call('report.run', { name: 'named-list', params: {} });
    expect(list.rows.map((row) => row.household)).toEqual(['RT-7', 'RT-7', 'RT-7']);
    expect(await api.call('household.leave', { family: c.id })).toEqual({ ended: false });
    expect(await api.call('household.leave', { family: a.id })).toEqual({ ended: true });
    expect((await api.call('family.get', { id: b.id })).household).toBeNull();
    expect(await refusal(api.call('household.leave', { family: b.id }))).toBe('NO_HOUSEHOLD');
  });
});

describe('KPS-1: the data-quality score', () => {
  test('KPS-1 is reproducible to the unit from the counts, with formula and weights shown', async () => {
    const families = [await family('JOKO'), await family('BUDI')];
    await api.call('record.change', { entity: 'family', id: families[0]?.id ?? '', values: { rw: null }, reason: 'belum jelas', acknowledged: [{ code: 'V22', reason: 'ditanyakan' }] });
    await api.call('ranking.add', { family: families[0]?.id ?? '', source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: 3, date: '2026-01-31' });
    const report = await api.call('report.run', { name: 'quality', params: {} });
    const [row] = report.rows;
    expect(row).toMatchObject({ code: '64.74.03.1002', families: 2, people: 6, nik: 6, noKk: 2, address: 1, desil: 1, fresh: 0, single: 6 });
    // 25 × 6/6 + 20 × 2/2 + 15 × 1/2 + 15 × 1/2 + 15 × 0/2 + 10 × 6/6
    expect(row?.score).toBe('70.0');
    expect((report.data as Record<string, unknown>).weights).toEqual({ nik: 25, noKk: 20, address: 15, desil: 15, fresh: 15, single: 10 });
    expect(report.notes[0]).toContain('Bobot');
    expect(report.totals).toMatchObject({ families: 2, people: 6, score: '70.0' });
    for (const format of ['json', 'csv', 'xlsx'] as const) {
      expect((await api.call('report.save', { name: 'quality', params: {}, format, path: `${api.root}/mutu.${format}`, purpose: 'uji' })).rows).toBe(1);
    }
  });
});
