import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldValues } from '../../../db/rules/field.ts';
import { enrolAnyway } from '../../helpers/enrol-anyway.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
let now = '2026-11-20T09:00:00';
beforeAll(async () => {
  api = await testApi({ now: () => new Date(now) });
});
afterAll(() => api.remove());

const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
let number = 0;
const family = (name: string, values: FieldValues = {}) => api.call('family.save', { values: familyValues({ address: `Jl. Kenanga No. ${(number += 1)}`, ...values }), people: [{ values: personValues(name) }], acknowledged });
const programme = async (code: string): Promise<string> => (await api.call('programme.list', {})).find((one) => one.values['code'] === code)?.id ?? '';
const enrolled = async (of: string, who: { family?: string; person?: string }, start = '2026-01-05'): Promise<string> => (await enrolAnyway((name, input) => api.call(name as never, input as never), { programme: of, ...who, start })).id;
const outcomes = async (of: string, period: string) => (await api.call('report.run', { name: 'outcomes', period, params: { programme: of } })).rows[0];

describe('stages', () => {
  test('BTG-6 ten take part, eight pass, three work after six months: output 10 and 8, outcome 3', async () => {
    const of = await programme('LOKAL-PELATIHAN');
    const parts: string[] = [];
    for (let place = 0; place < 10; place += 1) parts.push(await enrolled(of, { person: (await family(`Peserta ${place}`)).people[0] ?? '' }));
    const items = (some: readonly string[]) => some.map((enrolment) => ({ enrolment }));
    await api.call('stage.record', { programme: of, stage: 'ikut', date: '2026-02-02', place: 'BLK Bontang', items: items(parts) });
    await api.call('stage.record', { programme: of, stage: 'lulus', date: '2026-03-31', items: parts.slice(0, 8).map((enrolment, place) => ({ enrolment, certificateNo: `S-${place}` })) });
    await api.call('stage.record', { programme: of, stage: 'lulus', date: '2026-03-31', result: 2, items: items(parts.slice(8)) });
    // Six months later, to the day, everybody who passed is to be asked; who failed is not.
    now = '2026-09-29T09:00:00';
    expect(await api.call('stage.due', {})).toEqual([]);
    now = '2026-09-30T09:00:00';
    const due = await api.call('stage.due', {});
    expect(due.map((one) => [one.stageName, one.due])).toEqual(Array.from({ length: 8 }, () => ['Bekerja sesudah 6 bulan', '2026-09-30']));
    expect((await api.call('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'stageDue', count: 8 }));
    expect((await api.call('report.run', { name: 'stage-due' })).rows).toHaveLength(8);
    now = '2026-11-20T09:00:00';
    await api.call('stage.record', { programme: of, stage: 'bekerja', date: '2026-10-05', items: items(parts.slice(0, 3)) });
    await api.call('stage.record', { programme: of, stage: 'bekerja', date: '2026-10-05', result: 2, items: items(parts.slice(3, 7)) });
    await api.call('stage.record', { programme: of, stage: 'bekerja', date: '2026-10-05', result: 4, items: items(parts.slice(7, 8)) });
    // Who never passed is not asked about work, however long ago they were enrolled.
    const idle = await enrolled(of, { person: (await family('Belum mulai')).people[0] ?? '' }, '2025-01-05');
    expect((await api.call('stage.board', { programme: of })).rows.find((line) => line.enrolment === idle)?.next).toEqual({ stage: 'ikut', due: null, overdue: false });
    // Who could not be found is asked about again.
    expect(await api.call('stage.due', {})).toMatchObject([{ enrolment: parts[7] }]);
    const row = await outcomes(of, '2026');
    expect(row).toMatchObject({ reached: 11, participants: 10, output: 'Ikut pelatihan 10 · Lulus atau bersertifikat 8', outcome: 'Bekerja sesudah 6 bulan 3' });
    const { stages, rows } = await api.call('stage.board', { programme: of });
    expect(stages.map((one) => [one.key, one.reached, one.failed])).toEqual([['ikut', 10, 0], ['lulus', 8, 2], ['magang', 0, 0], ['bekerja', 3, 4]]);
    expect(rows.find((line) => line.enrolment === parts[0])?.results).toMatchObject([{ stage: 'ikut', place: 'BLK Bontang' }, { certificateNo: 'S-0' }, { stage: 'bekerja' }]);
  });

  test('a stage is recorded in its order and once, corrected by a second record, taken back with a reason, and kept while it has results', async () => {
    const of = await programme('LOKAL-PELATIHAN');
    const line = (await api.call('stage.board', { programme: of })).rows.find((one) => one.name === 'Peserta 0');
    const enrolment = line?.enrolment ?? '';
    const record = (more: object) => api.call('stage.record', { programme: of, stage: 'magang', date: '2026-06-01', items: [{ enrolment }], ...more });
    expect(await refusal(record({ date: '2026-01-10' }))).toBe('STAGE_EARLY');
    expect(await refusal(record({ date: '2026-12-01' }))).toBe('DATE_FUTURE');
    expect(await refusal(record({ stage: 'wisuda' }))).toBe('STAGE_UNKNOWN');
    await record({});
    await record({ date: '2026-06-15', place: 'Bengkel Jaya' });
    const at = async () => (await api.call('stage.board', { programme: of })).rows.find((one) => one.enrolment === enrolment)?.results.filter((one) => one.stage === 'magang') ?? [];
    expect(await at()).toMatchObject([{ date: '2026-06-15', place: 'Bengkel Jaya', result: 1 }]);
    expect(await refusal(api.call('programme.save', { id: of, values: { stages: '[]' } }))).toBe('STAGE_USED');
    await api.call('stage.void', { id: (await at())[0]?.id ?? '', reason: 'salah orang' });
    expect(await at()).toEqual([]);
    expect(await refusal(api.call('programme.save', { id: of, values: { stages: '[{"key":"x"}]' } }))).toBe('PLAN_BAD');
  });

  test('BTG-8 of a hundred groups that a city wants thirty-seven are there: 37/100', async () => {
    const of = await programme('LOKAL-KELOMPOK-USAHA');
    for (const [year, target] of [[2026, 100], [2027, 150]] as const) await api.call('plan.save', { values: { year, target, unitKind: 4 }, programmes: [of] });
    for (let place = 0; place < 37; place += 1) {
      const { id } = await api.call('group.save', { values: { name: `Kelompok ${place}`, kind: 1 } });
      await api.call('enrolment.create', { programme: of, group: id, start: '2026-05-01' });
    }
    expect(await api.call('programme.progress', { id: of })).toEqual({ year: 2026, target: 100, reached: 37 });
    expect(await outcomes(of, '2026')).toMatchObject({ unit: 'Kelompok', target: 100, reached: 37, percent: 37 });
    expect(await api.call('programme.progress', { id: of, year: 2025 })).toEqual({ year: 2025, target: null, reached: 0 });
    expect(await api.call('programme.progress', { id: of, year: 2027 })).toEqual({ year: 2027, target: 150, reached: 37 });
    // The tab of the programme says the same, and there is no second place to write it.
    expect((await api.call('plan.list', { programme: of, year: 2026 })).output).toMatchObject([{ target: 100, realised: 37, percent: 37, unit: 'Kelompok' }]);
    expect(await refusal(api.call('programme.save', { id: of, values: { targets: JSON.stringify([{ year: 2026, target: 1 }]) } }))).toBe('TARGET_IN_PLAN');
  });
});

describe('funds', () => {
  test('KPS-9 programmes of several funds: totals per fund are the total to the rupiah, by donor and agreement, with credit beside', async () => {
    const of = await programme('LOKAL-CSR');
    const home = await family('Penerima Dana');
    expect(await refusal(api.call('programme.save', { id: of, values: { funds: JSON.stringify([{ fund: 6, share: 1, donor: null, agreementNo: null, agreementDate: null }]) } }))).toBe('FUND_DONOR');
    const funds = [
      { fund: 3, share: 10_000_000, donor: null, agreementNo: null, agreementDate: null },
      { fund: 6, share: 20_000_001, donor: 'PT Contoh Sejahtera', agreementNo: 'PKS 12/2026', agreementDate: '2026-01-15' },
      { fund: 7, share: 3_333_333, donor: 'Baznas Kota', agreementNo: null, agreementDate: null },
    ];
    await api.call('programme.save', { id: of, values: { funds: JSON.stringify(funds) } });
    const unit = Number((await api.call('programme.get', { id: of })).values['unitKind']);
    const enrolment = await enrolled(of, unit === 1 ? { person: home.people[0] ?? '' } : { family: home.id });
    expect((await api.call('programme.get', { id: of })).values).toMatchObject({ fund: 6 });
    const credit = await enrolled(await programme('KUR'), { person: home.people[0] ?? '' });
    await api.call('delivery.record', { programme: await programme('KUR'), phase: '2026', date: '2026-02-01', items: [{ enrolment: credit, status: 1, rupiah: 25_000_000 }] });
    const phases = fc.sample(fc.integer({ min: 1, max: 9_999_999 }), { numRuns: 12, seed: 20261127 });
    let given = 0;
    for (const [place, rupiah] of phases.entries()) {
      await api.call('delivery.record', { programme: of, phase: `P${place}`, date: '2026-03-01', items: [{ enrolment, status: 1, rupiah, quantity: place % 3, unit: 'kg' }] });
      given += rupiah;
      const report = await api.call('report.run', { name: 'funds', params: {} });
      expect(report.totals).toMatchObject({ share: 33_333_334, delivered: given, credit: 25_000_000 });
      expect(report.rows.reduce((sum, row) => sum + Number(row['delivered']), 0)).toBe(given);
      const by = await api.call('report.run', { name: 'deliveries', params: { by: 'fund' } });
      for (const key of ['rupiah', 'credit', 'unit:kg']) expect(by.rows.reduce((sum, row) => sum + Number(row[key] ?? 0), 0), key).toBe(by.totals?.[key]);
      expect(by.totals).toMatchObject({ rupiah: given, credit: 25_000_000, deliveries: place + 2 });
      const csr = by.rows.find((row) => row['value'] === 6);
      // Every fund finds the deliveries that it pays a share of, with that share, whichever way they are counted.
      for (const value of [3, 6, 7]) expect(by.rows.find((row) => row['value'] === value)).toMatchObject({ deliveries: place + 1 });
      for (const how of ['fund', 'programme', 'month']) {
        const only = await api.call('report.run', { name: 'deliveries', params: { by: how, fund: 6 } });
        expect(only.totals, how).toMatchObject({ deliveries: place + 1, rupiah: csr?.['rupiah'], credit: 0 });
        expect(only.rows, how).toHaveLength(1);
      }
    }
    expect((await api.call('report.run', { name: 'delivery-names', params: { fund: 7 } })).rows).toHaveLength(12);
    const report = await api.call('report.run', { name: 'funds', params: {} });
    expect(report.rows).toContainEqual(expect.objectContaining({ fund: 'CSR', donor: 'PT Contoh Sejahtera', agreementNo: 'PKS 12/2026', share: 20_000_001 }));
    expect(report.notes).toContainEqual('1 dana belum ada nomor perjanjiannya.');
    expect((await api.call('report.run', { name: 'funds', params: { fund: 6 } })).rows).toHaveLength(1);
    expect((await api.call('report.run', { name: 'credit' })).totals).toMatchObject({ credits: 1, limit: 0, state0: 1 });
  });

  test('KPS-9 a family that has only credit receives no aid: in no filter, no recap and no count of recipients, but by its own programme', async () => {
    const of = await programme('KUR');
    const counts = async () => {
      const [receiving, own, recap, none, cover] = await Promise.all([
        api.call('report.run', { name: 'receiving', params: {} }), api.call('report.run', { name: 'receiving', params: { programme: of } }), api.call('report.run', { name: 'recap', params: { of: 'programme' } }),
        api.call('report.run', { name: 'named-list', params: { most: '0' } }), api.call('report.run', { name: 'coverage', params: { most: '0' } }),
      ]);
      const totals = receiving.totals as { recipients: number; nonRecipients: number; families: number };
      expect(totals.recipients + totals.nonRecipients).toBe(totals.families);
      expect(recap.totals).toMatchObject({ any: totals.recipients, none: totals.nonRecipients });
      expect([none.rows.length, cover.rows.length]).toEqual([totals.nonRecipients, totals.nonRecipients]);
      return { aided: totals.recipients, lent: Number(own.totals?.['recipients']) };
    };
    const before = await counts();
    const home = await family('Hanya Kredit');
    await enrolled(of, { person: home.people[0] ?? '' });
    expect(await counts()).toEqual({ aided: before.aided, lent: before.lent + 1 });
    // A past day says what is not of that day, on the screen and in every file.
    const notesOn = async (name: string, on: string) => (await api.call('report.run', { name, params: { on, receiving: 'no' } })).notes;
    for (const name of ['receiving', 'named-list']) {
      expect((await notesOn(name, '2026-05-01'))[0]).toMatch(/^Kepesertaan menurut tanggal 2026-05-01; tempat tinggal, desil/);
      expect(await notesOn(name, '2026-11-20')).toEqual([]);
    }
    // Three programmes, of which one is credit, are two.
    const many = async () => (await api.call('report.run', { name: 'named-list', params: { least: '3' } })).rows.length;
    const [first, second] = [await programme('SEMBAKO'), await programme('PKH')];
    for (const one of [first, second]) await enrolled(one, { family: home.id });
    expect(await many()).toBe(0);
    // The matrix counts them so as well, on the screen and in the file; credit keeps its cell, and the column its sum.
    const matrix = await api.call('report.run', { name: 'coverage', params: {} });
    expect(matrix.rows.find((row) => row['id'] === home.id)).toMatchObject({ programmes: 2, [of]: 1, [first]: 1, [second]: 1 });
    expect(matrix.rows.reduce((sum, row) => sum + Number(row['programmes']), 0)).toBe(matrix.totals?.['programmes']);
    expect((await api.call('coverage.page', { params: {} })).rows.find((row) => row.id === home.id)).toMatchObject({ programmes: 2, cells: { [of]: 1 } });
    expect(await counts()).toEqual({ aided: before.aided + 1, lent: before.lent + 1 });
    // Credit that became a gift is aid, and what recaps kept is counted anew.
    const { form = null } = (await api.call('programme.get', { id: of })).values;
    await api.call('programme.save', { id: of, values: { form: 1 } });
    expect(await many()).toBe(1);
    await counts();
    await api.call('programme.save', { id: of, values: { form } });
    expect(await counts()).toEqual({ aided: before.aided + 1, lent: before.lent + 1 });
  });
});
