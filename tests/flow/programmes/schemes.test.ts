import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallOutput } from '../../../db/api/contract.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { schemeSeeds } from '../../../db/rules/schemes/schemes-seed.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ now: () => new Date('2026-11-20T09:00:00') });
});
afterAll(() => api.remove());

const findings = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'V19', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));
type Row = Record<string, unknown>;

async function family(name: string, values: FieldValues = {}, desil?: number): Promise<{ id: string; people: string[] }> {
  const saved = await api.call('family.save', { values: familyValues(values), people: [{ values: personValues(name) }], acknowledged: findings });
  if (desil !== undefined) await api.call('ranking.add', { family: saved.id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: desil, date: '2026-06-30' });
  return saved;
}
async function programme(code: string): Promise<string> {
  return (await api.call('programme.list', {})).find((one) => one.values['code'] === code)?.id ?? '';
}
/** Enrols whatever the rules say. */
async function enrol(id: string, of: { family?: string; person?: string }, start = '2026-02-01'): Promise<string> {
  const against = await api.call('enrolment.check', { programme: id, ...of, start });
  return (await api.call('enrolment.create', { programme: id, ...of, start, overrides: against.map((one) => ({ rule: one.rule, reason: 'contoh uji' })) })).id;
}
async function report(name: string, params: Record<string, string | number> = {}): Promise<{ rows: Row[]; totals: Row; data: Row; columns: { key: string; title: string }[] }> {
  const { rows, totals, data, columns } = await api.call('report.run', { name, params });
  return { rows, totals: totals ?? {}, data: data as Row, columns };
}
const number = (row: Row | undefined, key: string): number => Number(row?.[key] ?? 0);

describe('schemes', () => {
  test('KLB-2 each programme counts once per scheme in the report, several schemes coexist, and the unmapped are shown', async () => {
    const schemes = await api.call('scheme.list', {});
    expect(schemes.map((one) => one.title)).toEqual(expect.arrayContaining(['Tiga strategi', 'Arah Kota Pontianak', 'Empat langkah Kalimantan Barat', 'Langkah Kota Palangka Raya', 'Pendekatan RPKD Kapuas', 'Kapuas Bersinar', 'Enam bidang SPM posyandu']));
    expect(schemes.every((one) => one.source !== '' && one.seeded)).toBe(true);
    const catalogue = (await api.call('programme.list', {})).length;
    const home = await family('Rahmat', { rt: '011' }, 1);
    await enrol(await programme('PKH'), { family: home.id });
    await enrol(await programme('SEMBAKO'), { family: home.id });
    for (const { uid, content } of schemes) {
      const { rows, totals } = await report('schemes', { scheme: uid });
      expect(rows.map((row) => row['key'])).toEqual([...content.items.map((one) => one.key), '-']);
      expect(totals['programmes'], uid).toBe(catalogue);
      const named = new Set(rows.flatMap((row) => (row['programmeList'] as { id: string }[]).map((one) => one.id)));
      expect(named.size).toBe(catalogue);
      expect(totals['families']).toBe(1);
    }
    const kalbar = await report('schemes', { scheme: schemes[2]?.uid ?? '' });
    expect(kalbar.rows.find((row) => row['key'] === '-')).toMatchObject({ title: 'Belum dipetakan', programmeNames: expect.stringContaining('PKH') as string });
    // Three strategies: a family that gets two programmes of one strategy is one family there.
    const three = await report('schemes');
    expect(three.rows.map((row) => [row['key'], row['families']])).toEqual([['beban', 1], ['pendapatan', 0], ['kantong', 0], ['-', 0]]);
    // The number opens its list.
    const beban = three.rows[0]?.['programmeList'] as { id: string }[];
    expect((await report('named-list', { anyOf: beban.map((one) => one.id).join(',') })).rows.map((row) => row['id'])).toEqual([home.id]);
  });

  test('KLB-4 the need for drinking water counts under pekerjaan umum of the regulation’s six sectors', async () => {
    const before = (await report('schemes', { scheme: schemeSeeds[6]?.uid ?? '' })).rows;
    expect(before.map((row) => row['key'])).toEqual(['pendidikan', 'kesehatan', 'pekerjaan-umum', 'perumahan', 'trantibumlinmas', 'sosial', '-']);
    // 306a = 8: a well that nothing protects.
    const dry = await family('Marzuki', { rt: '012', waterSource: 8 });
    expect((await api.call('family.get', { id: dry.id })).needs.map((one) => one.need)).toContain('air');
    const rows = (await report('schemes', { scheme: schemeSeeds[6]?.uid ?? '', rt: '012' })).rows;
    expect(rows.map((row) => [row['key'], row['needFamilies']])).toEqual([['pendidikan', 0], ['kesehatan', 0], ['pekerjaan-umum', 1], ['perumahan', 0], ['trantibumlinmas', 0], ['sosial', 0], ['-', 0]]);
    expect((await report('named-list', { need: 'air,sanitasi', rt: '012' })).rows.map((row) => row['id'])).toEqual([dry.id]);
  });

  test('a scheme that is changed is its next version, the report follows, and what is wrong in it is refused', async () => {
    const scheme = (await api.call('scheme.list', {})).find((one) => one.title === 'Kapuas Bersinar');
    if (!scheme) throw new Error('no such scheme');
    const [pkh, sembako] = [await programme('PKH'), await programme('SEMBAKO')];
    const items = scheme.content.items.map((one) => (one.key === 'umkm' ? { ...one, programmes: [pkh] } : one));
    const families = async (): Promise<unknown> => (await report('schemes', { scheme: scheme.uid })).rows.find((row) => row['key'] === 'umkm')?.['families'];
    expect(await families()).toBe(0);
    expect(await api.call('scheme.save', { id: scheme.uid, title: scheme.title, source: 'RPJMD', content: { ...scheme.content, items } })).toEqual({ id: scheme.uid, version: 2 });
    expect(await families()).toBe(1);
    // A programme that an item's kinds bring in is taken out again by name.
    const without = items.map((one) => (one.key === 'pangan' ? { ...one, except: [sembako] } : one));
    await api.call('scheme.save', { id: scheme.uid, title: scheme.title, source: 'RPJMD', content: { ...scheme.content, items: without } });
    const food = (await report('schemes', { scheme: scheme.uid })).rows.find((row) => row['key'] === 'pangan');
    expect((food?.['programmeList'] as { id: string }[]).map((one) => one.id)).not.toContain(sembako);
    expect(await refusal(api.call('scheme.save', { title: 'Dua kunci sama', content: { note: '', items: [items[0], items[0]] as typeof items } }))).toBe('INVALID_INPUT');
    expect(await refusal(api.call('scheme.save', { id: 'tidak-ada', title: 'x', content: scheme.content }))).toBe('NOT_FOUND');
  });
});

describe('matrices', () => {
  test('PLK-9 a family with PKH only has beban, and neither pendapatan nor kantong', async () => {
    const home = await family('Sulaiman', { rt: '021' }, 2);
    await enrol(await programme('PKH'), { family: home.id });
    const { rows, totals, columns } = await report('completeness', { rt: '021' });
    expect(columns.map((one) => one.title)).toEqual(expect.arrayContaining(['Pengurangan beban pengeluaran', 'Peningkatan pendapatan', 'Penurunan kantong kemiskinan']));
    expect(rows).toMatchObject([{ id: home.id, 'has:beban': 'ya', 'has:pendapatan': 'tidak', 'has:kantong': 'tidak', complete: 'tidak', lacks: ['pendapatan', 'kantong'] }]);
    expect(totals).toMatchObject({ families: 1, 'has:beban': 1, 'has:pendapatan': 0, 'has:kantong': 0, complete: 0 });
    await enrol(await programme('KUR'), { person: home.people[0] ?? '' });
    await enrol(await programme('BSPS'), { family: home.id });
    expect((await report('completeness', { rt: '021', lacks: 'none' })).rows.map((row) => row['id'])).toEqual([home.id]);
    expect((await report('completeness', { rt: '021', lacks: 'any' })).rows).toEqual([]);
    expect((await report('completeness', { rt: '021', lacks: 'kantong' })).rows).toEqual([]);
    expect(await refusal(report('completeness', { lacks: 'tidak-ada' }))).toBe('INVALID_INPUT');
  });

  test('BTG-3 four programmes, fifty families: the sums of the matrix are the programmes’ totals, "≥3" and "0" are told apart', async () => {
    const [pkh, sembako, kur, training] = [await programme('PKH'), await programme('SEMBAKO'), await programme('KUR'), await programme('LOKAL-PELATIHAN')];
    const homes: { id: string; people: string[] }[] = [];
    for (let at = 0; at < 50; at += 1) homes.push(await family(`Keluarga ${at}`, { rt: '031' }, 1 + (at % 4)));
    for (const [at, home] of homes.entries()) {
      const person = { person: home.people[0] ?? '' };
      if (at % 2 === 0) await enrol(pkh, { family: home.id });
      if (at % 3 === 0) await enrol(sembako, { family: home.id });
      if (at % 5 === 0) await enrol(kur, person);
      if (at % 7 === 0) await enrol(training, person);
    }
    const cells = homes.map((_home, at) => [2, 3, 5, 7].filter((by) => at % by === 0).length);
    // Credit stands in its column and is no programme.
    const expected = homes.map((_home, at) => [2, 3, 7].filter((by) => at % by === 0).length);
    const all = await report('coverage', { rt: '031' });
    expect(all.rows).toHaveLength(50);
    for (const row of all.rows) expect(row['programmes']).toBe(expected[homes.findIndex((home) => home.id === row['id'])]);
    expect(all.totals['programmes']).toBe(expected.reduce((sum, count) => sum + count, 0));
    for (const [id, by] of [[pkh, 2], [sembako, 3], [kur, 5], [training, 7]] as const) {
      const sum = all.rows.reduce((total, row) => total + number(row, id), 0);
      expect(sum).toBe(Math.ceil(50 / by));
      expect(all.totals[id]).toBe(sum);
    }
    // Over the whole office the columns are what the catalogue says of each programme.
    const office = await report('coverage');
    for (const one of await api.call('programme.list', {})) expect(number(office.totals, one.id), String(one.values['name'])).toBe(one.recipients);
    const many = await report('coverage', { rt: '031', least: 3 });
    expect(many.rows).toHaveLength(expected.filter((count) => count >= 3).length);
    const nothing = await report('coverage', { rt: '031', most: 0 });
    expect(nothing.rows).toHaveLength(expected.filter((count) => count === 0).length);
    // Whoever has only credit lacks no income of the scheme, and still has no programme.
    for (const row of nothing.rows) expect(row).toMatchObject({ programmes: 0, lackNames: `Pengurangan beban pengeluaran, ${row[kur] === undefined ? 'Peningkatan pendapatan, ' : ''}Penurunan kantong kemiskinan` });
    expect(office.columns.find((one) => one.key === pkh)?.title).toBe('PKH (Kementerian Sosial)');

    // The screen asks page by page, and adds up to the same.
    const totals = await api.call('coverage.totals', { params: { rt: '031' } });
    expect(totals).toMatchObject({ families: 50, without: nothing.rows.length, many: many.rows.length });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: CallOutput<'coverage.page'> = await api.call('coverage.page', { params: { rt: '031' }, after, limit: 20 });
      seen.push(...page.rows.map((row) => row.id));
      for (const row of page.rows) expect(Object.values(row.cells).reduce((sum, each) => sum + each, 0)).toBe(cells[homes.findIndex((home) => home.id === row.id)]);
      after = page.next;
    } while (after !== null);
    expect(new Set(seen)).toEqual(new Set(homes.map((home) => home.id)));

    // A family that moved away and still stands as a recipient is in the matrix, so that no sum is short.
    await api.call('person.move', { family: homes[0]?.id ?? '', people: homes[0]?.people ?? [], date: '2026-11-01', destination: 'Samarinda' });
    const moved = await report('coverage', { rt: '031' });
    expect(moved.rows.find((row) => row['id'] === homes[0]?.id)).toMatchObject({ active: false });
    expect(moved.totals[pkh]).toBe(25);
    const file = path.join(api.root, 'matriks.csv');
    await api.call('report.save', { name: 'coverage', params: { rt: '031' }, format: 'csv', path: file, purpose: 'uji' });
    expect(readFileSync(file, 'utf8')).toContain('PKH (Kementerian Sosial)');
  });

  test('pockets of poverty are ranked by what stands on the page, and each number is that of its list', async () => {
    const { rows, data } = await report('pockets');
    expect(String(data['ranking'])).toContain('rata-rata dua bagian');
    expect(rows.map((row) => row['ranked'])).toEqual([...rows.map((row) => row['ranked'])].sort((a, b) => Number(b) - Number(a)));
    const first = rows.find((row) => row['rt'] === '031');
    // 49 families that stayed, desil 1 to 4 in turn: 25 of them 1 or 2, none in need.
    expect(first).toMatchObject({ no: 1, families: 49, poor: 25, needy: 0, index: 26 });
    expect((await report('named-list', { rt: '031', desil: '1,2' })).rows).toHaveLength(25);
    const dry = rows.find((row) => row['rt'] === '012');
    expect(dry).toMatchObject({ families: 1, needy: 1, ranked: false });
    expect((await report('named-list', { rt: '012', need: '*' })).rows).toHaveLength(1);
    // Poor or in need, and nothing received: the list behind the last column.
    expect((await report('named-list', { rt: '031', wanting: 1, most: 0 })).rows).toHaveLength(number(first, 'without'));
    expect(number(first, 'without')).toBeGreaterThan(0);
    expect(number((await report('pockets')).totals, 'families')).toBe(rows.reduce((sum, row) => sum + number(row, 'families'), 0));
  });
});

describe('plans', () => {
  test('KPS-2 a row of the plan for 200 families of whom 150 are enrolled stands at 75 %, and the number opens its list', async () => {
    const pena = await programme('PENA');
    for (let at = 0; at < 150; at += 1) await enrol(pena, { family: (await family(`Peserta ${at}`, { rt: '041' })).id });
    const { id } = await api.call('plan.save', { values: { year: 2026, activity: 'Modal usaha keluarga miskin', agency: 'Dinas Sosial', target: 200, budget: 500_000_000, place: '64.74.03.1002' }, programmes: [pena] });
    const { output, outcome, years } = await api.call('plan.list', { year: 2026 });
    expect(years).toEqual([2026]);
    expect(outcome).toEqual([]);
    expect(output).toMatchObject([{ id, kind: 'output', target: 200, realised: 150, percent: 75, budget: 500_000_000, spent: 0, unit: 'Keluarga', programmes: [{ id: pena, name: 'PENA' }] }]);
    expect((await report('plan-list', { plan: id })).rows).toHaveLength(150);
    expect((await report('plans', { year: 2026 })).rows).toMatchObject([{ realised: 150, percent: 75, placeName: 'Gunung Telihan' }]);
    // Another year has nothing of it yet.
    await api.call('plan.save', { id, values: { year: 2025 } });
    expect((await api.call('plan.list', { year: 2025 })).output).toMatchObject([{ realised: 0, percent: 0 }]);
    await api.call('plan.save', { id, values: { year: 2026 } });
    expect(await refusal(api.call('plan.save', { values: { year: 2026, target: 1.5, activity: 'x' } }))).toBe('INVALID_INPUT');
    expect(await refusal(api.call('plan.save', { values: { year: 2026, target: 10, activity: 'x', place: '61.71' } }))).toBe('OUTSIDE_AREA');
    expect(await refusal(api.call('plan.save', { values: { year: 2026, target: 10 } }))).toBe('INVALID_INPUT');
  });

  test('a programme’s yearly target of output and its outcome stand apart: delivered by deliveries, graduated by exits', async () => {
    const rice = await programme('BANPANG-BERAS');
    const homes = [await family('Terima Satu', { rt: '051' }), await family('Terima Dua', { rt: '051' }), await family('Belum', { rt: '051' })];
    const parts = [];
    for (const home of homes) parts.push(await enrol(rice, { family: home.id }));
    await api.call('delivery.record', { programme: rice, phase: '2026-03', date: '2026-03-10', items: [{ enrolment: parts[0] ?? '', status: 1, rupiah: 100_000 }, { enrolment: parts[1] ?? '', status: 1, rupiah: 100_000 }, { enrolment: parts[2] ?? '', status: 2, reason: 'sedang melaut' }] });
    await api.call('delivery.record', { programme: rice, phase: '2026-04', date: '2026-04-10', items: [{ enrolment: parts[0] ?? '', status: 1, rupiah: 100_000 }] });
    await api.call('enrolment.end', { id: parts[1] ?? '', end: '2026-10-31', exitReason: 'Mampu (graduasi)' });
    await api.call('plan.save', { values: { year: 2026, target: 4, measure: 2, budget: 1_000_000 }, programmes: [rice] });
    await api.call('plan.save', { values: { year: 2026, target: 2, measure: 3 }, programmes: [rice] });
    const { output, outcome } = await api.call('plan.list', { programme: rice });
    expect(output).toMatchObject([{ activity: 'Bantuan beras', measureLabel: 'Penerima yang menerima penyaluran', target: 4, realised: 2, percent: 50, spent: 300_000, spentPercent: 30 }]);
    expect(outcome).toMatchObject([{ kind: 'outcome', realised: 1, percent: 50 }]);
    const rows = (await report('plans', { year: 2026 })).rows;
    expect(rows.every((row) => row['kind'] === 'output')).toBe(true);
    expect((await report('plans', { year: 2026, kind: 'outcome' })).rows).toMatchObject([{ kind: 'outcome', realised: 1 }]);
    expect((await report('plan-list', { plan: outcome[0]?.id ?? '' })).rows.map((row) => row['recipient'])).toEqual(['Terima Dua']);
    await api.call('plan.void', { id: outcome[0]?.id ?? '', reason: 'salah' });
    expect((await api.call('plan.list', { programme: rice })).outcome).toEqual([]);
  });
});

describe('groups', () => {
  test('a kelompok counts in a plan of groups, and stands beside the matrix of families', async () => {
    const tools = await programme('LOKAL-KELOMPOK-USAHA');
    const { id: group } = await api.call('group.save', { values: { name: 'Kelompok Melati', kind: 1, region: '64.74.03.1002' } });
    await api.call('enrolment.create', { programme: tools, group, start: '2026-02-01' });
    const { id } = await api.call('plan.save', { values: { year: 2026, activity: '100 kelompok usaha', target: 100, unitKind: 4 }, programmes: [tools] });
    expect((await api.call('plan.list', { programme: tools })).output).toMatchObject([{ realised: 1, percent: 1, unit: 'Kelompok' }]);
    expect((await report('plan-list', { plan: id })).rows).toMatchObject([{ recipient: 'Kelompok Melati', id: null }]);
    expect((await api.call('report.run', { name: 'coverage' })).notes.join(' ')).toContain('Di luar matriks ini, penerima kelompok: Kelompok usaha 1');
  });
});

describe('patterns', () => {
  test('KPS-10 the patterns hold jamban, sambungan air, UMKM and alsintan, and the clerk adds a programme after one', async () => {
    const patterns = await api.call('template.list', {});
    const named = patterns.map((one) => String(one.values['name']));
    for (const asked of ['Jamban keluarga', 'Sambungan air bersih', 'UMKM', 'alsintan', 'Program Keluarga Harapan', 'Makanan siap santap']) expect(named.some((name) => name.includes(asked)), asked).toBe(true);
    const jamban = patterns.find((one) => one.values['name'] === 'Jamban keluarga');
    const { id } = await api.call('programme.fromTemplate', { template: jamban?.id ?? '', values: { name: 'Jamban keluarga RT 004', provider: 'Kelurahan Gunung Telihan' } });
    expect((await api.call('programme.get', { id })).values).toMatchObject({ name: 'Jamban keluarga RT 004', year: 2026, strategy: jamban?.values['strategy'], benefitGroup: 7, code: null, active: 1 });
    expect(await api.call('template.save', { id: jamban?.id ?? '', values: { amountUnit: 'unit jamban' } })).toMatchObject({ version: 2 });
    expect((await api.call('template.list', {})).find((one) => one.id === jamban?.id)).toMatchObject({ version: 2, seeded: false, values: { name: 'Jamban keluarga', amountUnit: 'unit jamban' } });
    expect(await refusal(api.call('programme.fromTemplate', { template: 'tidak-ada' }))).toBe('NOT_FOUND');
  });
});
