import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitResult } from '../../../db/rules/visits/visit.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, madeUpNik, personValues } from './office.ts';

let api: TestApi;
const another = () => madeUpNik('1980-05-17', 2);
const [oldNik, newNik] = [another(), another()];
const [oldKk, newKk] = ['6474030101100001', '6474030101100002'];
const why = 'KTP dan KK dilihat';
let home = '';
let person = '';

async function save(input: { id?: string; values: Record<string, unknown>; people: { id?: string; values: Record<string, unknown> }[] }) {
  const findings = await api.call('family.check', input as never);
  return api.call('family.save', { ...(input as object), acknowledged: findings.filter((one) => one.severity === 'warn').map(({ code }) => ({ code, reason: 'diketahui' })), reason: why } as never);
}
async function change(entity: 'family' | 'person', id: string, values: Record<string, string | number | null>) {
  try {
    return await api.call('record.change', { entity, id, values, reason: why });
  } catch (error) {
    const codes = (JSON.parse(String((error as { params: { findings: string } }).params.findings)) as { code: string }[]).map(({ code }) => ({ code, reason: why }));
    return api.call('record.change', { entity, id, values, reason: why, acknowledged: codes });
  }
}
const nik = async (id = person) => (await api.call('record.reveal', { entity: 'person', id, field: 'nik' })).value;
const noKk = async () => (await api.call('record.reveal', { entity: 'family', id: home, field: 'noKk' })).value;
const waiting = () => api.call('proposal.list', {});
const decide = async (id: string, verdict: 'accept' | 'reject' = 'accept') => {
  const codes = ['V01', 'V02', 'V03', 'V04', 'V05', 'V08', 'V22', 'V23', 'V25'].map((code) => ({ code, reason: why }));
  return api.call('proposal.decide', { id, verdict, reason: why, acknowledged: codes });
};
const only = async () => (await waiting())[0]?.id ?? '';

beforeAll(async () => {
  api = await testApi({ practice: true });
  for (const [name, role] of [['budi', 'operator'], ['vera', 'verifikator'], ['lurah', 'pengesah'], ['dewi', 'admin']] as const) await api.call('user.create', { name, displayName: name, role, passphrase: TEST_PASSPHRASE });
  const saved = await save({ values: familyValues({ noKk: oldKk, noKkReason: null } as never), people: [{ values: personValues('SITI AMINAH', { nik: oldNik, relationship: 1, sex: 2, birthDate: '1980-05-17' } as never) }] });
  [home, person] = [saved.id, saved.people[0] ?? ''];
  await api.call('security.set', { twoPerson: ['identity'], lockMinutes: 10 });
  await api.signIn('budi');
});
afterAll(() => api.remove());

test('a NIK that one changes waits, whole and named, until another with the right confirms it', async () => {
  expect(await change('person', person, { nik: newNik, notes: 'KTP baru' })).toMatchObject({ held: true, changes: 1 });
  expect(await nik()).toBe(oldNik);
  const [held, ...more] = await waiting();
  expect(more).toEqual([]);
  expect(held).toMatchObject({ ours: true, by: 'budi', entity: 'person', record: person, reason: why, fields: [{ field: 'nik' }] });
  expect(JSON.stringify(held)).not.toMatch(/\d{16}/);
  // The same wish again is the same wish; another takes its place.
  await change('person', person, { nik: newNik });
  expect(await waiting()).toHaveLength(1);
  const third = another();
  await change('person', person, { nik: third });
  await change('person', person, { nik: newNik });
  expect(await waiting()).toHaveLength(1);
  const id = await only();
  expect(await refusal(decide(id))).toBe('NOT_ALLOWED');
  await api.signIn('vera');
  expect(await refusal(decide(id))).toBe('SECOND_NOT_ALLOWED');
  await api.signIn('lurah');
  expect(await decide(id)).toMatchObject({ changes: 1 });
  expect(await nik()).toBe(newNik);
  expect(await waiting()).toEqual([]);
  expect((await api.call('record.history', { id: person })).some((one) => one.by === 'lurah')).toBe(true);
});

test('nobody confirms the own change, whoever it is, and a refused one leaves the old number', async () => {
  await api.signIn('dewi');
  expect(await change('person', person, { nik: oldNik })).toMatchObject({ held: true });
  expect(await refusal(decide(await only()))).toBe('SECOND_SAME');
  expect(await refusal(decide(await only(), 'reject'))).toBe('SECOND_SAME');
  await api.signIn('lurah');
  await decide(await only(), 'reject');
  expect(await nik()).toBe(newNik);
  expect(await waiting()).toEqual([]);
});

test('the form and a new head’s card keep the number that stands; the rest is written', async () => {
  await api.signIn('budi');
  const [spouse] = (await save({ id: home, values: { noKk: newKk, address: 'Jl. Baru 9' }, people: [{ id: person, values: { nik: null, nikReason: 6 } }, { values: personValues('ALI', { nik: null, nikReason: 6, relationship: 2, sex: 1 } as never) }] })).people.slice(1);
  expect([await noKk(), await nik()]).toEqual([oldKk, newNik]);
  expect((await api.call('family.get', { id: home })).values.address).toBe('Jl. Baru 9');
  expect((await waiting()).map(({ entity }) => entity).sort()).toEqual(['family', 'person']);
  // A first number is no change of one.
  expect(await change('person', spouse ?? '', { nik: another(), nikReason: null })).toMatchObject({ held: false });
  await api.signIn('lurah');
  for (const { id } of await waiting()) await decide(id, 'reject');
  await api.signIn('budi');
  expect(await api.call('family.changeHead', { family: home, head: spouse ?? '', relationships: { [person]: 2 }, noKk: newKk, date: '2026-01-02', reason: why })).toEqual({ held: true });
  expect(await noKk()).toBe(oldKk);
  await api.signIn('lurah');
  await decide(await only());
  expect(await noKk()).toBe(newKk);
});

test('a file that brings another NIK leaves it to two people, and taking the file back takes the wish back', async () => {
  await api.signIn('budi');
  const path = join(api.root, 'warga.csv');
  const birth = (await api.call('record.show', { id: person })).values.birthDate;
  writeFileSync(path, `NO KK,NIK,NAMA,TANGGAL LAHIR,JENIS KELAMIN,HUBUNGAN,ALAMAT,RT,RW\n${newKk},${another()},SITI AMINAH,${String(birth)},P,ISTRI,Jl. Lain 3,001,001\n`);
  const opened = await api.call('import.open', { path });
  const asked = await api.call('import.rows', { staging: opened.staging, state: 'question' });
  for (const { sheet, row, entity, candidates } of asked.rows) await api.call('import.answer', { staging: opened.staging, sheet, row, entity, answer: 'same', record: candidates[0]?.record });
  const done = await api.call('import.commit', { staging: opened.staging });
  expect([done.held, await nik()]).toEqual([1, newNik]);
  expect((await waiting()).map(({ record }) => record)).toEqual([person]);
  await api.call('import.undo', { batch: done.batchId } as never);
  expect(await waiting()).toEqual([]);
});

/** Two people who may be one, with a NIK each: the one that stays, the other, and the question about them. */
async function twins(): Promise<{ pair: string; keep: string; gone: string; side: 'left' | 'right'; niks: [string, string] }> {
  const of = new Map<string, string>();
  for (const address of ['Jl. Kembar 1', 'Jl. Kembar 2']) {
    const own = another();
    const saved = await save({ values: familyValues({ address } as never), people: [{ values: personValues('RINA KEMBAR', { nik: own, relationship: 1, sex: 2, birthDate: '1980-05-17' } as never) }] });
    of.set(saved.people[0] ?? '', own);
  }
  await api.call('duplicate.scan', {});
  const { rows } = await api.call('duplicate.list', { kind: 'person' });
  const views = await Promise.all(rows.map(({ id }) => api.call('duplicate.show', { id })));
  const view = views.find(({ left, right }) => of.has(left.record) && of.has(right.record)) ?? expect.fail('no pair');
  const [keep, gone] = view.survivor === 'left' ? [view.left.record, view.right.record] : [view.right.record, view.left.record];
  return { pair: view.id, keep, gone, side: view.survivor === 'left' ? 'right' : 'left', niks: [of.get(keep) ?? '', of.get(gone) ?? ''] };
}

test('a merge that takes the other NIK is done at once but for the number, which waits; undone, the wish or the number goes too', async () => {
  await api.signIn('budi');
  const { pair, keep, gone, side, niks: [stands, chosen] } = await twins();
  const merge = () => api.call('duplicate.decide', { id: pair, decision: 'same', values: { nik: side }, reason: why });
  const done = await merge();
  expect(done).toMatchObject({ state: 'merged', survivor: keep, held: 1 });
  expect(done.message).toContain('1 NIK atau No KK menunggu orang kedua');
  expect([await nik(keep), (await waiting()).map(({ record, by }) => [record, by])]).toEqual([stands, [[keep, 'budi']]]);
  await api.call('duplicate.undo', { id: pair, reason: 'keliru' });
  expect(await waiting()).toEqual([]);
  await merge();
  expect(await refusal(decide(await only()))).toBe('NOT_ALLOWED');
  await api.signIn('lurah');
  expect(await decide(await only())).toMatchObject({ record: keep, changes: 1 });
  expect([await nik(keep), await waiting()]).toEqual([chosen, []]);
  await api.signIn('budi');
  expect(await api.call('duplicate.undo', { id: pair, reason: 'ternyata dua orang' })).toMatchObject({ kept: [] });
  expect([await nik(keep), await nik(gone), await waiting()]).toEqual([stands, chosen, []]);
  // The number that stands already, and the other answers, need no second person.
  expect(await api.call('duplicate.decide', { id: pair, decision: 'same', values: { nik: side === 'left' ? 'right' : 'left' }, reason: why })).toMatchObject({ held: 0 });
  expect(await waiting()).toEqual([]);
});

test('who comes from another family with another NIK comes at once, and keeps the number that stands until it is confirmed', async () => {
  const saved = await save({ values: familyValues({ address: 'Jl. Asal 4' } as never), people: [{ values: personValues('TUTI', { nik: another(), relationship: 1, sex: 2, birthDate: '1980-05-17' } as never) }] });
  const [comer = ''] = saved.people;
  const [stands, wanted] = [await nik(comer), another()];
  const arrive = (values: Record<string, string | number>) => api.call('person.arrive', {
    family: home, person: comer, values, date: '2026-01-05', reason: why, acknowledged: ['V01', 'V02', 'V03', 'V05', 'V10', 'V22', 'V25'].map((code) => ({ code, reason: why })),
  });
  expect(await arrive({ nik: wanted, relationship: 8 })).toMatchObject({ id: comer, held: true });
  expect([await nik(comer), (await api.call('family.get', { id: home })).people.some(({ id }) => id === comer)]).toEqual([stands, true]);
  expect((await waiting()).map(({ record }) => record)).toEqual([comer]);
  await api.signIn('lurah');
  await decide(await only());
  expect(await nik(comer)).toBe(wanted);
});

test('a visit that one user found, checked and approved leaves a new NIK to a second person; where two stand behind it, it is written', async () => {
  await api.signIn('dewi');
  await api.call('setting.set', { key: 'check.twoPersons', value: 'off' });
  const [stands, wanted] = [await nik(), another()];
  const visit = async () => (await api.call('verval.record', { family: home, date: '2026-01-06', result: visitResult.eligible, effects: [{ kind: 'values', entity: 'person', id: person, values: { nik: wanted, notes: 'KTP dilihat' } }] })).id;
  const approve = (id: string) => api.call('verval.decide', { id, verdict: 'approve', acknowledged: ['V02', 'V03', 'V05', 'V22', 'V25'].map((code) => ({ code, reason: why })) });
  const alone = await visit();
  await api.call('verval.check', { id: alone, verdict: 'correct' });
  expect(await approve(alone)).toEqual({ state: 'Disetujui', held: 1 });
  expect([await nik(), (await waiting()).map(({ record, by }) => [record, by])]).toEqual([stands, [[person, 'dewi']]]);
  expect((await api.call('record.show', { id: person })).values.notes).toBe('KTP dilihat');
  await api.signIn('lurah');
  await decide(await only(), 'reject');
  await api.signIn('dewi');
  const both = await visit();
  await api.signIn('vera');
  await api.call('verval.check', { id: both, verdict: 'correct' });
  await api.signIn('dewi');
  expect(await approve(both)).toEqual({ state: 'Disetujui', held: 0 });
  expect([await nik(), await waiting()]).toEqual([wanted, []]);
});
