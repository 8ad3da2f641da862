import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallOutput } from '../../../db/api/contract.ts';
import { visitResult } from '../../../db/rules/visits/visit.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { familyValues, personValues } from './office.ts';

let api: TestApi;
const now = '2026-11-20T09:00:00';
const families: { id: string; people: string[] }[] = [];
let round = '';
let kader = '';
let melati = '';

const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
const as = (user: string) => api.signIn(user, user === 'siti' ? TEST_PASSPHRASE : 'kata sandi uji');
const get = async (id: string) => (await api.call('verval.list', { id }))[0] as CallOutput<'verval.list'>[number];
const status = async (family: string) => (await api.call('family.get', { id: family })).values;
const personOf = async (id: string) => (await api.call('record.show', { id })).values;
const work = (by: 'rt' | 'dasawisma' | 'enumerator', more: object = {}) => api.call('round.work', { round, by, ...more });

beforeAll(async () => {
  api = await testApi({ now: () => new Date(now) });
  for (const [user, role] of [['budi', 'operator'], ['wati', 'verifikator'], ['lurah', 'pengesah'], ['auditor', 'auditor']] as const) await api.call('user.create', { name: user, displayName: user, role, passphrase: 'kata sandi uji' });
  for (let place = 0; place < 16; place += 1) {
    const rt = place < 12 ? '001' : '002';
    const people = [{ values: personValues(`Keluarga ${String(place).padStart(2, '0')}`) }, ...(place === 3 ? [{ values: personValues('Anggota Kedua', { relationship: 2, sex: 2, birthDate: '1984-02-02', sequence: 2 }) }] : [])];
    families.push(await api.call('family.save', { values: familyValues({ address: `Jl. Kenanga No. ${place + 1}`, rt, rw: '003', surveyDate: place === 15 ? '2026-11-01' : '2024-03-01' }), people, acknowledged }));
  }
  melati = (await api.call('group.save', { values: { name: 'Melati 3', kind: 7, rt: '001', rw: '003' } })).id;
  await api.call('dasawisma.set', { families: families.slice(0, 12).map(({ id }) => id), dasawisma: melati });
  kader = (await api.call('enumerator.save', { name: 'Ibu Rukmini', role: 2, dasawisma: melati })).id;
  await api.call('enumerator.save', { name: 'Pak Darto', role: 4, rt: '2', rw: '3' });
});
afterAll(() => api.remove());

const familyAt = (place: number): { id: string; people: string[] } => families[place] ?? { id: '', people: [] };

describe('periods and worklists', () => {
  test('who is due: older than N days, in doubt or on a list; split by RT, dasawisma or enumerator, given to whoever visits there', async () => {
    expect(await refusal(api.call('round.save', { name: 'Semester II', from: '2026-11-01', until: '2026-12-31' }))).toBe('ROUND_BASIS');
    round = (await api.call('round.save', { name: 'Pemutakhiran semester II', from: '2026-11-01', until: '2026-12-31', olderThan: 365 })).id;
    const byRt = await work('rt');
    expect(byRt.groups.map(({ label, total, due }) => [label, total, due])).toEqual([['RW 003 RT 001', 12, 12], ['RW 003 RT 002', 3, 3]]);
    expect((await work('dasawisma')).groups.map(({ label, total }) => [label, total])).toEqual([['Melati 3', 12], ['', 3]]);
    expect((await work('enumerator')).groups.map(({ label, total }) => [label, total])).toEqual([['Ibu Rukmini', 12], ['Pak Darto', 3]]);
    expect(byRt.rows.find((row) => row.family === familyAt(15).id)).toBeUndefined();
    expect(byRt.rows[0]).toMatchObject({ reasons: ['older'], state: 'due', visit: null, assigned: false, noKk: expect.stringMatching(/^\d{4}•+\d{4}$/) as string });
    expect(await api.call('verval.plan', { round, plannedOn: '2026-11-25' })).toEqual({ planned: 15, without: 0 });
    expect((await work('enumerator', { group: kader, state: 'planned' })).total).toBe(12);
    // Named by hand, though its data is fresh.
    await api.call('verval.plan', { round, families: [familyAt(15).id], enumerator: kader });
    expect((await work('rt')).rows.find((row) => row.family === familyAt(15).id)).toMatchObject({ reasons: ['asked'], state: 'planned', enumeratorName: 'Ibu Rukmini', assigned: true });
    expect((await api.call('enumerator.list', {})).map(({ name, open }) => [name, open])).toEqual([['Ibu Rukmini', 13], ['Pak Darto', 3]]);
    expect((await api.call('round.list', {}))[0]).toMatchObject({ planned: 16, visited: 0, late: false });
  });

  test('PTK-12 twelve houses of a dasawisma are entered on behalf of its kader, who stands beside the user in the record and the history', async () => {
    await as('auditor');
    expect(await refusal(api.call('verval.record', { family: familyAt(0).id, date: '2026-11-18', result: 1 }))).toBe('NOT_ALLOWED');
    expect(await refusal(api.call('photo.add', { visit: 'x', image: '' }))).toBe('NOT_ALLOWED');
    await as('budi');
    const row = (await work('dasawisma', { group: melati })).rows[0];
    const { id } = await api.call('verval.record', { id: row?.visit ?? '', date: '2026-11-18', method: 1, result: visitResult.eligible, enumerator: kader, note: 'dinding lapuk' });
    expect(await get(id)).toMatchObject({ state: 3, visitor: 'Ibu Rukmini', onBehalf: true, enteredBy: 'budi', enumeratorName: 'Ibu Rukmini' });
    const history = await api.call('record.history', { id });
    expect(history.some((one) => one.by === 'budi' && String(one.reason) === 'atas nama Ibu Rukmini')).toBe(true);
    expect(await refusal(api.call('verval.record', { id, date: '2026-12-18', result: 1 }))).toBe('DATE_FUTURE');
    await as('siti');
  });

  test('PTK-12 the forms of a dasawisma of 12 houses are 12 pages in the order of the entry screen, the No KK masked unless asked for', async () => {
    const asked = { families: families.slice(0, 12).map(({ id }) => id), path: join(api.root, 'formulir.pdf'), purpose: 'pemutakhiran data' };
    expect(await api.call('verval.forms', asked)).toMatchObject({ pages: 12, houses: 12 });
    const first = createHash('sha256').update(readFileSync(asked.path)).digest('hex');
    expect((await api.call('verval.forms', asked)).sha256).toBe(first);
    // A full house keeps to its page as well: nine people with long names, every answer long.
    const people = Array.from({ length: 9 }, (_, place) => ({ values: personValues(`ROSMINI WAHYUNINGTYAS KUSUMANEGARA ${place}`, { sequence: place + 1, ...(place > 0 && { relationship: place === 1 ? 2 : 3, maritalStatus: place === 1 ? 2 : 1, sex: 2, birthDate: place === 1 ? '1982-01-01' : `201${place}-01-01` }) }) }));
    const dwelling = { buildingOwnership: 1, landProof: 1, floorArea: 126, floor: 6, wall: 3, roof: 3, waterSource: 7, waterDistance: 1, lighting: 1, power1: 3, cookingFuel: 1, toilet: 1, toiletBowl: 1, sewage: 1 };
    const dense = await api.call('family.save', { values: familyValues({ address: 'JL. GUNUNG TELIHAN GG. MAWAR MERAH MUDA NO. 17B', rt: '009', rw: '009', dusun: 'LINGKUNGAN SUNGAI GUNTUNG HILIR', landmark: 'DI BELAKANG MUSALA AL-IKHLAS', surveyDate: '2026-11-19', enumerator: 'SAPRI BIN HAMSANI', respondent: 'ROSMINI WAHYUNINGTYAS', ...dwelling }), people, acknowledged: [...acknowledged, ...['V06', 'V07', 'V09', 'V11', 'V13', 'V14', 'V15', 'V16', 'V18', 'V20', 'V21', 'V23'].map((code) => ({ code, reason: 'contoh uji' }))] });
    expect(await api.call('verval.forms', { ...asked, families: [dense.id] })).toMatchObject({ pages: 1 });
    // Two families in one rumah tangga share its page.
    await api.call('household.set', { families: families.slice(12, 14).map(({ id }) => id) });
    expect(await api.call('verval.forms', { ...asked, families: families.map(({ id }) => id), blank: 2 })).toMatchObject({ pages: 17, houses: 15 });
    await as('budi');
    expect(await api.call('verval.forms', { ...asked, identifiers: 'full', format: 'docx', path: join(api.root, 'formulir.docx') })).toMatchObject({ pages: null, houses: 12 });
    await as('siti');
  });
});

describe('checked by another, approved by the head', () => {
  test('PTK-4 a verifier other than the inputter finds it eligible: terverifikasi, both names in the audit; the inputter cannot, while the rule of two people is on', async () => {
    const { id } = await api.call('verval.record', { family: familyAt(1).id, round, date: '2026-11-19', method: 2, result: visitResult.eligible });
    // Siti entered it and holds the permission to check: the rule of two people keeps her from it.
    expect(await refusal(api.call('verval.check', { id, verdict: 'correct' }))).toBe('SAME_PERSON');
    await as('budi');
    expect(await refusal(api.call('verval.check', { id, verdict: 'correct' }))).toBe('NOT_ALLOWED');
    await as('wati');
    expect(await api.call('verval.check', { id, verdict: 'correct', result: visitResult.eligible, remark: 'sesuai' })).toEqual({ state: 'Terverifikasi' });
    expect(await get(id)).toMatchObject({ state: 4, enteredBy: 'siti', checkedBy: 'wati', checkedOn: '2026-11-20', method: 2, date: '2026-11-19' });
    await as('siti');
    const history = await api.call('record.history', { id });
    expect(new Set(history.map((one) => one.by))).toEqual(new Set(['siti', 'wati']));
    // The rule is the office's own: switched off, the same user checks what they entered.
    await api.call('setting.set', { key: 'check.twoPersons', value: 'off' });
    const own = await api.call('verval.record', { family: familyAt(2).id, date: '2026-11-19', result: visitResult.eligible });
    expect(await api.call('verval.check', { id: own.id, verdict: 'correct' })).toEqual({ state: 'Terverifikasi' });
    await api.call('setting.set', { key: 'check.twoPersons', value: 'on' });
  });

  test('PTK-4 a usulan "diusulkan" becomes verified by the visit that was made for it, once somebody else found it right; both names stand in its way', async () => {
    await as('budi');
    const { id: usulan } = await api.call('petition.save', { values: { kind: 1, subject: 1, source: 1, applicant: 'Ibu Sumiati', request: 'mohon didata', receivedOn: '2026-11-18' }, family: familyAt(7).id, submit: true });
    // The visit that the period had for the family anyway becomes that of the usulan, given to whoever visits there.
    const planned = (await work('rt')).rows.find((row) => row.family === familyAt(7).id)?.visit;
    expect(await api.call('petition.visit', { id: usulan, round, plannedOn: '2026-11-19' })).toEqual({ visit: planned, enumerator: kader });
    expect((await work('enumerator', { group: kader })).rows.find((row) => row.family === familyAt(7).id)).toMatchObject({ reasons: ['older', 'petition'], state: 'planned', plannedOn: '2026-11-19', assigned: true });
    // Given anew it stays one visit; without a period it stands in no worklist but at the usulan.
    expect(await api.call('petition.visit', { id: usulan, enumerator: null })).toEqual({ visit: planned, enumerator: null });
    expect((await api.call('verval.list', { about: usulan })).map((one) => [one.id, one.round, one.aboutNumber])).toEqual([[planned, null, (await api.call('petition.get', { id: usulan })).number]]);
    await as('siti');
    const { id } = await api.call('verval.record', { id: planned ?? '', date: '2026-11-19', method: 1, result: visitResult.eligible, enumerator: kader });
    expect(await refusal(api.call('petition.visit', { id: usulan }))).toBe('VISIT_STATE');
    const at = async () => api.call('petition.get', { id: usulan });
    expect((await at()).standing).toBe('submitted');
    await as('wati');
    await api.call('verval.check', { id, verdict: 'correct', remark: 'sesuai' });
    expect(await at()).toMatchObject({ standing: 'worthy' });
    const way = (await api.call('record.history', { id: usulan })).map((one) => one.by);
    expect(new Set(way)).toEqual(new Set(['budi', 'wati']));
    expect((await api.call('verval.list', { about: usulan })).map((one) => [one.visitor, one.enteredBy, one.checkedBy])).toEqual([['Ibu Rukmini', 'siti', 'wati']]);
    await as('siti');
    expect(await refusal(api.call('petition.visit', { id: usulan }))).toBe('PETITION_STATE');
    // Who is in no register has no house to visit.
    const { id: stranger } = await api.call('petition.save', { values: { kind: 1, subject: 1, source: 1, applicant: 'Ketua RT', request: 'baru pindah', name: 'Warga Baru' }, submit: true });
    expect(await refusal(api.call('petition.visit', { id: stranger }))).toBe('PETITION_FAMILY');
  });

  test('BTG-9 a result "pindah" changes the register only after the head approved it, with the evidence kept', async () => {
    const { id: family, people } = familyAt(3);
    const { id } = await api.call('verval.record', { family, round, date: '2026-11-19', result: visitResult.moved, effects: [{ kind: 'move', people: [], date: '2026-10-01', destination: 'Sangatta, Kutai Timur' }], note: 'rumah kosong, kata tetangga pindah' });
    expect(await status(family)).toMatchObject({ status: 1 });
    await as('wati');
    await api.call('verval.check', { id, verdict: 'correct' });
    expect(await refusal(api.call('verval.decide', { id, verdict: 'approve' }))).toBe('NOT_ALLOWED');
    expect(await status(family)).toMatchObject({ status: 1 });
    expect((await personOf(people[0] ?? ''))['status']).toBe(1);
    await as('lurah');
    expect(await api.call('verval.decide', { id, verdict: 'approve', remark: 'setuju' })).toEqual({ state: 'Disetujui', held: 0 });
    expect(await status(family)).toMatchObject({ status: 2, statusDate: '2026-10-01' });
    for (const person of people) expect(await personOf(person)).toMatchObject({ status: 3, statusDate: '2026-10-01' });
    expect(await get(id)).toMatchObject({ state: 5, decidedBy: 'lurah', checkedBy: 'wati', enteredBy: 'siti', note: 'rumah kosong, kata tetangga pindah', effects: [{ kind: 'move', text: 'Sangatta, Kutai Timur', date: '2026-10-01' }] });
    expect(await refusal(api.call('verval.decide', { id, verdict: 'approve' }))).toBe('VISIT_STATE');
    expect(await refusal(api.call('verval.void', { id, reason: 'salah' }))).toBe('NOT_ALLOWED');
    await as('siti');
    expect(await refusal(api.call('verval.void', { id, reason: 'salah' }))).toBe('VISIT_STATE');
    // Whether it was stays to be seen in the history of the family, under the head's name.
    expect((await api.call('record.history', { id: family })).some((one) => one.by === 'lurah' && one.field === 'status')).toBe(true);
    expect(await api.call('verify', {})).toMatchObject({ ok: true, problems: [] });
  });

  test('BTG-9 what cannot be written is refused whole; a death needs who and when; sent back it is completed and comes again', async () => {
    const { id: family, people } = familyAt(4);
    const before = await status(family);
    const { id } = await api.call('verval.record', { family, date: '2026-11-19', result: visitResult.dead });
    await as('wati');
    await api.call('verval.check', { id, verdict: 'correct' });
    await as('lurah');
    expect(await refusal(api.call('verval.decide', { id, verdict: 'approve' }))).toBe('VISIT_EFFECT');
    expect(await refusal(api.call('verval.decide', { id, verdict: 'return' }))).toBe('INVALID_INPUT');
    await api.call('verval.decide', { id, verdict: 'return', remark: 'siapa yang meninggal?' });
    await as('siti');
    const effects = [{ kind: 'values' as const, entity: 'family' as const, id: family, values: { landmark: 'di belakang musala' } }, { kind: 'death' as const, person: people[0] ?? '', date: '1970-01-01' }];
    await api.call('verval.record', { id, date: '2026-11-19', result: visitResult.dead, effects });
    expect(await get(id)).toMatchObject({ state: 3, checkedBy: null, effects: [{ kind: 'values', fields: [{ label: 'Patokan lokasi', before: null, now: null, after: 'di belakang musala' }] }, { kind: 'death', name: 'Keluarga 04' }] });
    await as('wati');
    await api.call('verval.check', { id, verdict: 'correct' });
    await as('lurah');
    // Dead before birth: refused, and not one of the changes is written.
    expect(await refusal(api.call('verval.decide', { id, verdict: 'approve' }))).toBe('DATE_ORDER');
    expect(await status(family)).toEqual(before);
    await api.call('verval.decide', { id, verdict: 'return', remark: 'tanggalnya salah' });
    await as('siti');
    await api.call('verval.record', { id, date: '2026-11-19', result: visitResult.dead, effects: [effects[0] ?? never(), { kind: 'death', person: people[0] ?? '', date: '2026-09-09' }] });
    await as('wati');
    await api.call('verval.check', { id, verdict: 'correct' });
    await as('lurah');
    await api.call('verval.decide', { id, verdict: 'approve' });
    expect(await status(family)).toMatchObject({ landmark: 'di belakang musala' });
    expect(await personOf(people[0] ?? '')).toMatchObject({ status: 2, statusDate: '2026-09-09' });
    await as('siti');
  });

  test('an approved visit makes a family fresh, places its house and answers the task; the period counts it', async () => {
    const { id: family } = familyAt(5);
    const row = (await work('rt')).rows.find((one) => one.family === family);
    expect((await api.call('verval.record', { id: row?.visit ?? '', date: '2026-11-20', result: visitResult.eligible, enumerator: kader, location: { latitude: 0.13, longitude: 117.47, from: 2 } })).place).toBeNull();
    await as('wati');
    await api.call('verval.check', { id: row?.visit ?? '', verdict: 'correct' });
    await as('lurah');
    await api.call('verval.decide', { id: row?.visit ?? '', verdict: 'approve' });
    await as('siti');
    expect(await status(family)).toMatchObject({ surveyDate: '2026-11-20', enumerator: 'Ibu Rukmini', latitude: 0.13, longitude: 117.47 });
    expect((await work('rt')).rows.find((one) => one.family === family)).toMatchObject({ state: 'approved', reasons: ['asked'], age: 0 });
    expect((await api.call('round.list', {}))[0]).toMatchObject({ approved: 2, checked: 1, planned: 11 });
    expect(await api.call('verval.open', {})).toEqual({ toCheck: 1, toApprove: 3, returned: 0 });
    await api.call('round.close', { id: round, reason: 'selesai' });
    expect(await refusal(api.call('verval.plan', { round }))).toBe('ROUND_CLOSED');
  });
});

test('BTG-10 coordinates outside the kelurahan are told: outside, exchanged or 0,0, at the visit and in the family', async () => {
  const place = async (latitude: number, longitude: number) => (await api.call('place.check', { latitude, longitude })).doubt;
  expect(await place(0.13, 117.47)).toBeNull();
  expect(await place(-6.2, 106.8)).toBe('outside');
  expect(await place(117.47, 0.13)).toBe('swapped');
  expect(await place(0, 0)).toBe('zero');
  const { id, place: doubt } = await api.call('verval.record', { family: familyAt(6).id, date: '2026-11-20', result: visitResult.eligible, location: { latitude: -6.2, longitude: 106.8, from: 1 } });
  expect(doubt).toBe('outside');
  expect(await get(id)).toMatchObject({ place: 'outside' });
  // The same warning holds up the approval until somebody gives a reason, and stands at the family.
  await as('wati');
  await api.call('verval.check', { id, verdict: 'correct' });
  await as('lurah');
  expect(await refusal(api.call('verval.decide', { id, verdict: 'approve' }))).toBe('WARNINGS_OPEN');
  await api.call('verval.decide', { id, verdict: 'approve', acknowledged: [{ code: 'V38', reason: 'sedang menumpang' }] });
  expect((await api.call('family.get', { id: familyAt(6).id })).findings).toContainEqual(expect.objectContaining({ code: 'V38', params: { case: 'outside' } }));
  await as('siti');
  // An office narrows the box of its own kelurahan.
  await api.call('setting.set', { key: 'verval.boxes', value: JSON.stringify({ '64.74.03.1002': { south: 0.1, north: 0.14, west: 117.45, east: 117.5 } }) });
  expect(await place(0.2, 117.47)).toBe('outside');
  expect(await place(0.12, 117.47)).toBeNull();
});

function never(): never {
  throw new Error('not there');
}
