import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { familyValues, madeUpNik, personValues } from '../registry/office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let api: TestApi;
beforeEach(async () => void (api = await testApi({ practice: true })));
afterEach(() => api.remove());

const why = 'kartu keluarganya sudah dilihat';

async function family(name: string, changes: Record<string, unknown> = {}, of: Record<string, unknown> = {}): Promise<{ family: string; person: string }> {
  const input = { values: familyValues(of as never), people: [{ values: personValues(name, changes as never) }] };
  const findings = await api.call('family.check', input);
  const acknowledged = findings.filter((one) => one.severity === 'warn').map(({ code }) => ({ code, reason: 'diketahui' }));
  const saved = await api.call('family.save', { ...input, acknowledged });
  return { family: saved.id, person: saved.people[0] ?? '' };
}

/** Two people with one NIK can only come from a file or a package: the form refuses the second. */
async function twins(): Promise<{ left: string; right: string; pair: string }> {
  const nik = madeUpNik('1980-05-17', 1);
  const a = await family('SITI AMINAH', { nik, phone: '0812' });
  const b = await family('SITI AMINA', { nik: null, nikReason: 6, notes: 'bekerja di pasar' });
  await api.call('duplicate.scan', {});
  const { rows } = await api.call('duplicate.list', {});
  expect(rows).toHaveLength(1);
  return { left: a.person, right: b.person, pair: rows[0]?.id ?? '' };
}

describe('duplicates in the register', () => {
  test('a look finds a pair; both are shown side by side with office, source and reason', async () => {
    const { pair, left, right } = await twins();
    const view = await api.call('duplicate.show', { id: pair });
    expect(view).toMatchObject({ kind: 'person', state: 'open', mayMerge: true, survivor: 'left', note: null, left: { record: left, own: true }, right: { record: right } });
    expect(view.reasons.join(' ')).toContain('Tanggal lahir sama');
    expect(view.fields.find((one) => one.field === 'nik')).toMatchObject({ suggested: 'left', right: null, equal: false });
    expect(view.fields.find((one) => one.field === 'name')).toMatchObject({ leftText: 'SITI AMINAH', rightText: 'SITI AMINA', suggested: 'left' });
    expect(JSON.stringify(view)).not.toMatch(/\d{16}/);
  });

  test('different people are remembered and never asked about again', async () => {
    const { pair } = await twins();
    expect(await api.call('duplicate.decide', { id: pair, decision: 'different', reason: 'saudara kembar' })).toMatchObject({ state: 'different', merged: false });
    expect(await api.call('duplicate.scan', {})).toMatchObject({ open: 0, fresh: 0 });
    expect(await api.call('duplicate.count', {})).toMatchObject({ open: 0, different: 1 });
    await api.call('duplicate.undo', { id: pair, reason: 'keliru' });
    expect(await api.call('duplicate.count', {})).toMatchObject({ open: 1, different: 0 });
  });

  test('later waits in its own list and can be decided afterwards', async () => {
    const { pair } = await twins();
    await api.call('duplicate.decide', { id: pair, decision: 'later', reason: 'tunggu kartu' });
    await api.call('duplicate.scan', {});
    expect(await api.call('duplicate.count', {})).toMatchObject({ open: 0, later: 1 });
    expect(await api.call('duplicate.decide', { id: pair, decision: 'same', reason: why })).toMatchObject({ merged: true });
  });

  test('the same: chosen answers, one person left, the other no longer counted, found by its old name', async () => {
    const { pair, left, right } = await twins();
    const before = await api.call('family.count', {});
    const done = await api.call('duplicate.decide', { id: pair, decision: 'same', values: { name: 'right' }, reason: why });
    expect(done).toMatchObject({ state: 'merged', merged: true, survivor: left, headless: [] });
    expect(await api.call('family.count', {})).toEqual({ families: before.families - 1, people: before.people - 1 });
    const shown = await api.call('record.show', { id: right });
    expect(shown).toMatchObject({ kind: 'person', id: left, values: { name: 'SITI AMINA', notes: 'bekerja di pasar', phone: '0812' } });
    expect(await refusal(api.call('duplicate.decide', { id: pair, decision: 'different', reason: 'x' }))).toBe('PAIR_DECIDED');
    // Each side is shown as it was, and which answer was taken, whatever was changed since.
    const home = await api.call('family.forEdit', { id: shown.family?.id ?? '' });
    const later = { id: home.id, values: home.values, people: home.people.map((one) => ({ id: one.id, values: { ...one.values, ...(one.id === left ? { name: 'SITI AMINAH RAHMAT', phone: '0813' } : {}) } })) } as never;
    const warned = (await api.call('family.check', later)).filter((one) => one.severity === 'warn').map(({ code }) => ({ code, reason: 'diketahui' }));
    await api.call('family.save', { ...(later as object), acknowledged: warned } as never);
    const [line] = (await api.call('duplicate.list', { state: 'merged' })).rows;
    expect([line?.left.name, line?.right.name]).toEqual(['SITI AMINAH', 'SITI AMINA']);
    const view = await api.call('duplicate.show', { id: pair });
    expect([view.left.name, view.right.name]).toEqual(['SITI AMINAH', 'SITI AMINA']);
    const said = (field: string): unknown => { const one = view.fields.find((each) => each.field === field); return [one?.leftText, one?.rightText, one?.suggested]; };
    expect([said('name'), said('phone'), said('notes')]).toEqual([['SITI AMINAH', 'SITI AMINA', 'right'], ['0812', null, 'left'], [null, 'bekerja di pasar', 'right']]);
  });
});

describe('what hangs on a merged record', () => {
  test('enrolments, history, old NIK and old name belong to the one that stays; the same part twice counts once', async () => {
    const [nikA, nikB] = [madeUpNik('1980-05-17', 1), madeUpNik('1980-05-17', 1)];
    const a = await family('SITI AMINAH', { nik: nikA });
    const b = await family('SITI AMINAH', { nik: nikB, notes: 'kembar?' });
    const programmes = (await api.call('programme.list', {})).filter((one) => one.values.unitKind === 1).slice(0, 2);
    const [first, second] = programmes.map((one) => one.id);
    if (!first || !second) throw new Error('two programmes for people');
    for (const person of [a.person, b.person]) await api.call('enrolment.create', { programme: first, person, start: '2026-01-01' });
    await api.call('enrolment.create', { programme: second, person: b.person, start: '2026-02-01' });
    await api.call('duplicate.scan', {});
    const pair = (await api.call('duplicate.list', { kind: 'person' })).rows[0]?.id ?? '';
    await api.call('duplicate.decide', { id: pair, decision: 'same', values: { nik: 'left' }, reason: why });
    const kept = a.person < b.person ? a : b;
    const view = (await api.call('record.show', { id: kept.person })).family ?? (await api.call('family.get', { id: kept.family }));
    expect(view.people.map((one) => one.id)).toEqual([kept.person]);
    expect(view.people[0]?.programmes).toHaveLength(2);
    expect(view.enrolments).toHaveLength(2);
    expect((await api.call('programme.recipients', { programme: first })).total).toBe(1);
    const hits = await api.call('search', { text: nikB });
    expect(hits).toMatchObject([{ kind: 'person', id: kept.person }]);
    expect((await api.call('search', { text: 'siti aminah' })).map((hit) => hit.id)).toEqual([kept.person]);
    const history = await api.call('record.history', { id: a.person });
    expect(new Set(history.map((entry) => entry.record))).toEqual(expect.objectContaining(new Set([a.person, b.person])));
    expect(await api.call('verify', {})).toMatchObject({ auditOk: true });
    await api.call('duplicate.undo', { id: pair, reason: 'ternyata dua orang' });
    expect(await api.call('search', { text: nikB })).toMatchObject([{ id: b.person }]);
    expect((await api.call('programme.recipients', { programme: first })).total).toBe(2);
  });

  test('a later merge is undone first', async () => {
    await Promise.resolve();
    const people = [];
    for (let n = 0; n < 3; n += 1) people.push(await family('RUDI HARTONO', { nik: null, nikReason: 6 }));
    await api.call('duplicate.scan', {});
    const open = async () => (await api.call('duplicate.list', {})).rows;
    const [x] = await open();
    await api.call('duplicate.decide', { id: x?.id ?? '', decision: 'same', reason: why });
    await api.call('duplicate.scan', {});
    const [y] = await open();
    await api.call('duplicate.decide', { id: y?.id ?? '', decision: 'same', reason: why });
    expect((await api.call('family.count', {})).people).toBe(1);
    expect(await refusal(api.call('duplicate.undo', { id: x?.id ?? '', reason: 'keliru' }))).toBe('MERGE_BUILT_UPON');
    await api.call('duplicate.undo', { id: y?.id ?? '', reason: 'keliru' });
    await api.call('duplicate.undo', { id: x?.id ?? '', reason: 'keliru' });
    expect((await api.call('family.count', {})).people).toBe(3);
  });
});
