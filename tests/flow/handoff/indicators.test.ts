import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOf, trustEachOther } from '../../helpers/by-api.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

const now = () => new Date('2026-11-20T09:00:00');
const [city, village] = ['64.74', '64.74.03.1002'];
let kota: TestApi;
let kel: TestApi;

beforeAll(async () => {
  kota = await testApi({ code: city, now });
  kel = await testApi({ code: village, root: kota.root, folder: 'kelurahan', now });
  await trustEachOther(askOf(kota), askOf(kel), kota.root, 'acuan');
});
afterAll(async () => {
  await kel.close();
  await kota.remove();
});

const publish = async () => {
  const { file } = await kota.call('package.export', { to: [village], folder: kota.root, kind: 'ACUAN' });
  return (await kel.call('package.receive', { paths: [file] }))[0];
};

test('what the city published and set as target is shown by a kelurahan as the city’s, beside its own count and never in one number with it', async () => {
  const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
  for (let place = 0; place < 3; place += 1) await kel.call('family.save', { values: familyValues({ address: `Jl. Angka ${place}`, toilet: 6 }), people: [{ values: personValues(`Warga ${place}`) }], acknowledged });
  const { id } = await kota.call('indicator.save', { values: { name: 'Persentase penduduk miskin', unit: '%', lower: 1, beside: 2 } });
  const figure = { indicator: id, area: city, source: 'BPS', document: 'Bontang Dalam Angka 2026' };
  const { id: published } = await kota.call('indicator.saveValue', { ...figure, year: 2025, kind: 'published', value: 4.1 });
  await kota.call('indicator.saveValue', { ...figure, year: 2026, kind: 'target', value: 3.75, source: 'RPJMD', document: 'RPJMD 2025–2029' });
  expect(await publish()).toMatchObject({ kind: 'ACUAN', outcome: 'accepted', quarantined: 0 });

  const [shown] = await kel.call('indicator.list', {});
  expect(shown).toMatchObject({ id, name: 'Persentase penduduk miskin', own: false, values: [{ own: false, area: city, year: 2026, kind: 'target', value: 3.75 }, { id: published, own: false, area: city, year: 2025, kind: 'published', value: 4.1, source: 'BPS', document: 'Bontang Dalam Angka 2026' }] });
  expect(shown?.standings).toMatchObject([{ standing: 'open', published }]);
  // Its own families are counted for its own area only: none of it stands under the city's figures, and no published value is its own.
  const report = await kel.call('report.run', { name: 'indicators' });
  expect(report.rows.map(({ area, kind, value, besideCount }) => [area, kind, value, besideCount])).toEqual([[city, 'published', 4.1, null], [city, 'target', 3.75, null]]);
  await kel.call('indicator.saveValue', { indicator: id, area: village, year: 2026, kind: 'target', value: 10, source: 'RPKel' });
  const mine = (await kel.call('report.run', { name: 'indicators' })).rows.filter(({ area }) => area === village);
  expect(mine).toMatchObject([{ kind: 'target', value: 10, source: 'RPKel', published: null, besideWhole: 3 }]);
  expect(report.totals).toBeNull();
  // The city's figures are the city's to change; what it corrects or takes back follows with the next reference data.
  expect(await refusal(kel.call('indicator.saveValue', { ...figure, id: published, year: 2025, kind: 'published', value: 9, reason: 'salah' }))).toBe('NOT_OWNER');
  await kota.call('indicator.saveValue', { ...figure, id: published, year: 2025, kind: 'published', value: 4.2, reason: 'BPS meralat' });
  expect(await publish()).toMatchObject({ outcome: 'accepted', quarantined: 0 });
  const later = (await kel.call('indicator.list', {}))[0]?.values ?? [];
  expect(later.map(({ area, year, value }) => [area, year, value])).toEqual(expect.arrayContaining([[city, 2025, 4.2], [village, 2026, 10]]));
  // Nothing of the kelurahan's own target goes up as a published figure of the city.
  expect((await kota.call('indicator.list', {}))[0]?.values.map(({ area }) => area)).toEqual([city, city]);
});
