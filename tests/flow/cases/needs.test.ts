import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FieldValues } from '../../../db/rules/field.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
let now = '2026-11-20T09:00:00';
beforeAll(async () => {
  api = await testApi({ now: () => new Date(now) });
  await api.call('user.create', { name: 'auditor', displayName: 'auditor', role: 'auditor', passphrase: TEST_PASSPHRASE });
});
afterAll(() => api.remove());

const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
let number = 0;
const family = (values: FieldValues, ...people: FieldValues[]) => api.call('family.save', {
  values: familyValues({ address: `Jl. Kenanga No. ${(number += 1)}`, ...values }), acknowledged,
  people: people.map((person, place) => ({ values: personValues(`Warga ${number} ${place}`, place === 0 ? person : { relationship: 3, maritalStatus: 1, sequence: place + 1, ...person }) })),
});
const lacking = async (id: string) => (await api.call('family.get', { id })).needs.filter((one) => one.met === false).map((one) => one.need);
const gaps = async (params = {}) => api.call('report.run', { name: 'needs', params });

test('PTK-6: answers show the needs water, house and insurance; a tiled floor ends that of the house and logs it; the gap report per RT counts the same', async () => {
  const { id } = await family({ rt: '002', waterSource: 6, floor: 8, wall: 3, roof: 3 }, { healthInsurance: 0 });
  const { id: other } = await family({ rt: '002', waterSource: 3, floor: 1, wall: 1, roof: 1 }, { healthInsurance: 1 });
  expect(await lacking(id)).toEqual(['rumah', 'air', 'jaminan']);
  expect(await lacking(other)).toEqual([]);
  const before = await gaps();
  expect(before.rows).toEqual([expect.objectContaining({ rt: '002', families: 2, withNeed: 1, rumah: 1, air: 1, jaminan: 1, listrik: 0 })]);
  expect(before.totals).toMatchObject({ families: 2, withNeed: 1, rumah: 1 });
  expect(before.notes.join(' ')).toContain('Pangan, Kesehatan, Akses transportasi');
  expect(await api.call('need.turns', { family: id })).toEqual([]);
  now = '2026-11-21T09:00:00';
  await api.call('record.change', { entity: 'family', id, values: { floor: 3 } });
  expect(await lacking(id)).toEqual(['air', 'jaminan']);
  expect(await api.call('need.turns', { family: id })).toEqual([{ day: '2026-11-21', need: 'rumah', on: false }]);
  expect((await gaps({ rt: '2' })).rows[0]).toMatchObject({ withNeed: 1, rumah: 0, air: 1 });
  expect(await api.call('family.count', { filter: { need: 'rumah' } })).toMatchObject({ families: 0 });
});

test('KLB-7: a lamp without electricity shows the need of electricity', async () => {
  const { id } = await family({ lighting: 4 }, {});
  expect(await lacking(id)).toEqual(['listrik']);
});

test('KPS-3: a woman of 67 who lives alone is elderly, alone, and the head; the marks follow every save and a birthday', async () => {
  const { id } = await family({}, { sex: 2, birthDate: '1959-03-01', maritalStatus: 4 });
  const tags = async (of = id) => (await api.call('family.get', { id: of })).tags;
  const listed = async (tag: string) => (await api.call('family.list', { filter: { tag } })).rows.map((row) => row.id);
  expect(await tags()).toEqual(['lansia', 'lansia-tunggal', 'perempuan-kk']);
  expect(await listed('lansia-tunggal')).toEqual([id]);
  const { id: many } = await family({}, { birthDate: '1990-01-01', walking: 2, chronicDisease: 3 }, { sex: 2, birthDate: '1992-01-01', pregnant: 1, relationship: 2, maritalStatus: 2 }, { birthDate: '2022-02-01', nutrition: 2 }, { birthDate: '2014-05-01', schooling: 3 });
  expect(await tags(many)).toEqual(['disabilitas', 'balita', 'ibu-hamil', 'anak-tidak-sekolah', 'penyakit-kronis', 'gizi']);
  const facets = Object.fromEntries((await api.call('family.facets', {})).tags.map(({ tag, families }) => [tag, families]));
  expect(facets).toMatchObject({ lansia: 1, gizi: 1, balita: 1 });
  now = '2027-02-01T09:00:00';
  await family({}, {});
  expect(await listed('balita')).toEqual([]);
  now = '2026-11-21T09:00:00';
});

test('KLB-5: families at risk, children of poor nutrition and the pregnant, only for who may read health answers', async () => {
  const list = await api.call('report.run', { name: 'risk-families' });
  expect(list.rows.map(({ who, why, age }) => [String(who).replace(/\d+/, 'n'), why, age])).toEqual([['Warga n 1', 'Hamil', 34], ['Warga n 2', 'Kerdil (Stunting)', 4]]);
  const { id } = list.rows[0] as { id: string };
  await api.signIn('auditor');
  try {
    expect(await refusal(api.call('report.run', { name: 'risk-families' }))).toBe('NOT_ALLOWED');
    expect(await refusal(api.call('family.list', { filter: { tag: 'gizi' } }))).toBe('NOT_ALLOWED');
    expect(await refusal(api.call('report.run', { name: 'recap', params: { tag: 'lansia,penyakit-kronis' } }))).toBe('NOT_ALLOWED');
    expect((await api.call('family.get', { id })).tags).toEqual(['balita', 'anak-tidak-sekolah']);
    expect((await api.call('family.facets', {})).tags.map(({ tag }) => tag)).not.toContain('gizi');
  } finally {
    await api.signIn('siti');
  }
});
