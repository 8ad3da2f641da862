import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldValues } from '../../../db/rules/field.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { checkpointFor } from '../../../db/registry/checkpoints/checkpoints.ts';
import { familyStates } from '../../../db/registry/checkpoints/family-states.ts';
import { stateTable } from '../../../db/registry/checkpoints/state-table.ts';
import { filterCondition } from '../../../db/registry/family-filter.ts';
import { newId } from '../../../db/store/new-id.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { enrolAnyway } from '../../helpers/enrol-anyway.ts';
import { readDocx } from '../../helpers/docx-text.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from '../registry/office.ts';

let api: TestApi;
let now = '2026-01-12T09:00:00';
beforeAll(async () => {
  api = await testApi({ now: () => new Date(now) });
});
afterAll(() => api.remove());

const acknowledged = ['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'V19', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));
let number = 0;
const family = async (name: string, values: FieldValues = {}): Promise<string> =>
  (await api.call('family.save', { values: familyValues({ address: `Jl. Cempaka No. ${(number += 1)}`, ...values }), people: [{ values: personValues(name) }], acknowledged })).id;
const change = (id: string, values: FieldValues) => api.call('family.save', { id, values, people: [], acknowledged, reason: 'contoh uji' });

/** No toilet, and one of one's own with a septic tank. */
const without = { toilet: 6, toiletBowl: null, sewage: 6 };
const decent = { toilet: 1, toiletBowl: 1, sewage: 1 };
const homes: string[] = [];
const parts: string[] = [];
let pkh = '';
const ranked = (at: number, value: number, on: string) => api.call('ranking.add', { family: homes[at] ?? '', source: 'DTSEN', scope: 'Nasional', measure: 'desil', value, date: on });
type Row = Record<string, unknown>;
const run = async (name: string, period?: string, params: Record<string, string> = {}) => (await api.call('report.run', { name, period, params })) as { rows: Row[]; totals: Row | null; notes: string[]; data: Row };

describe('checkpoints', () => {
  test('a month that ended is kept before anything else is written, however long the office was closed', async () => {
    for (let place = 0; place < 10; place += 1) homes.push(await family(`Tanpa Jamban ${place}`, without));
    await family('Layak', decent);
    await ranked(4, 1, '2026-01-08');
    await ranked(5, 3, '2026-01-08');
    pkh = (await api.call('programme.list', {})).find((one) => one.values['code'] === 'PKH')?.id ?? '';
    for (const at of [4, 5, 6]) parts.push((await enrolAnyway((name, input) => api.call(name as never, input as never), { programme: pkh, family: homes[at], start: '2026-01-10' })).id);
    expect(await api.call('checkpoint.list', {})).toEqual([]);
    now = '2026-02-03T08:00:00';
    const [first] = homes;
    await change(first ?? '', { rt: '009' });
    expect(await api.call('checkpoint.list', {})).toMatchObject([{ day: '2026-01-31', kind: 'month', families: 11, people: 11 }]);
    // Closed from February to May: three months ended with the same families, and share what is kept of them.
    now = '2026-05-04T08:00:00';
    await api.signIn('siti');
    expect((await api.call('checkpoint.list', {})).map((one) => one.day)).toEqual(['2026-04-30', '2026-03-31', '2026-02-28', '2026-01-31']);
    await api.call('checkpoint.make', { title: 'Sebelum pembangunan jamban' });
    expect((await api.call('checkpoint.list', {}))[0]).toMatchObject({ day: '2026-05-04', kind: 'asked', title: 'Sebelum pembangunan jamban', madeBy: 'siti' });
  });

  test('what is kept says how each family stood, and every filter works on it', async () => {
    await change(homes[1] ?? '', decent);
    await api.call('session.lock', {});
    const { writer, close } = openOffice({ dir: api.dir, profileDir: `${api.root}/profil`, user: 'siti', passphrase: TEST_PASSPHRASE, kdfCost: TEST_KDF_COST, now: () => new Date(now), newId });
    try {
      const on = (day: string) => checkpointFor(writer, day)?.parts ?? fail(day);
      expect(checkpointFor(writer, '2026-01-30')).toBeNull();
      expect(on('2026-04-30')).toBe(on('2026-02-28'));
      const place = (parts: number | null) => [...familyStates(writer, parts, '64.74.03')].map((one) => `${one.region} ${one.rw}/${one.rt}`)[0];
      expect([place(on('2026-02-10')), place(on('2026-03-01')), place(null)]).toEqual(['64.74.03.1002 003/001', '64.74.03.1002 003/009', '64.74.03.1002 003/009']);
      expect([...familyStates(writer, null, '64.74.02')]).toEqual([]);
      const { where, params } = filterCondition(writer, { need: 'sanitasi' }, null);
      const count = (table: string) => writer.db.prepare(`SELECT count(*) FROM ${table} s WHERE ${where}`).pluck().get(...params);
      expect([count(stateTable(writer, { parts: on('2026-05-04') })), count('familySummary')]).toEqual([10, 9]);
      // As the lists now show them, but for what changed since.
      const kept = [...familyStates(writer, on('2026-05-04'))];
      const present = [...familyStates(writer, null)];
      expect(kept.filter((one, at) => JSON.stringify(one) !== JSON.stringify(present[at]))).toHaveLength(1);
    } finally {
      close();
    }
    await api.signIn('siti');
  });
});

describe('outcomes', () => {
  const period = '2026-01-31..2026-07-31';

  test('PTK-9 of ten families without sanitation in January three have it in July: 3/10 (30 %), and what programmes did stands in a report of its own', async () => {
    // One is enrolled until it can do without, another graduates early and then falls back.
    await api.call('enrolment.end', { id: parts[1] ?? '', end: '2026-03-01', exitReason: 'Mampu (graduasi)' });
    await api.call('delivery.record', { programme: pkh, phase: '2026-T1', date: '2026-03-15', items: [{ enrolment: parts[0] ?? '', status: 1, rupiah: 750_000 }, { enrolment: parts[2] ?? '', status: 1, rupiah: 750_000 }] });
    await api.call('plan.save', { values: { year: 2026, target: 6, unitKind: 2 }, programmes: [pkh] });
    now = '2026-07-06T09:00:00';
    for (const at of [2, 3]) await change(homes[at] ?? '', decent);
    await api.call('enrolment.end', { id: parts[0] ?? '', end: '2026-07-01', exitReason: 'Mampu (graduasi)' });
    await ranked(4, 3, '2026-07-02');
    await ranked(5, 1, '2026-07-02');
    const arrived = await family('Datang Tanpa Jamban', without);
    now = '2026-08-03T09:00:00';
    await api.signIn('siti');

    const { data, notes } = await run('outcomes', period);
    expect(notes.join(' ')).toContain('potret 2026-01-31 dengan keadaan 2026-07-31');
    const needs = data['needs'] as Row[];
    expect(needs.find((one) => one['need'] === 'sanitasi')).toMatchObject({ before: 10, met: 3, percent: 30, still: 7, gone: 0, appeared: 0, arrived: 1, after: 8, said: 'sanitasi terpenuhi 3/10 (30 %)' });
    expect(data).toMatchObject({ comparable: true, families: { before: 11, after: 12, gone: 0, arrived: 1 }, desil: { up: 1, down: 1, moves: [{ from: 1, to: 3, families: 1 }, { from: 3, to: 1, families: 1 }] }, graduated: { families: 2, byProgramme: [{ programme: 'PKH', parts: 2 }] }, fellBack: { families: 1, desil: 1, again: 0 } });

    // What PKH did meanwhile is another report: three were in it, two received, of a target of six.
    const output = await run('output', period, { programme: pkh });
    expect(output.rows).toMatchObject([{ programme: 'PKH', unit: 'Keluarga', participants: 3, served: 2, deliveries: 2, rupiah: 1_500_000, target: 6, percent: 50 }]);
    expect(output.rows[0]).not.toHaveProperty('needs');
    expect((await run('output', '2026-S2', { programme: pkh })).rows).toMatchObject([{ participants: 2, served: 0, rupiah: 0 }]);

    // Every number opens as many families as it says.
    const changes = await run('changes', period);
    for (const row of changes.rows) expect([row['id'], (await run('changed-families', period, { what: String(row['id']) })).rows.length]).toEqual([row['id'], row['count']]);
    expect((await run('changed-families', period, { what: 'fellBack' })).rows).toMatchObject([{ id: homes[5], before: expect.stringContaining('desil 3') as string, after: expect.stringContaining('desil 1') as string, why: 'desil turun' }]);
    expect((await run('changed-families', period, { what: 'arrived:sanitasi' })).rows).toMatchObject([{ id: arrived, before: '–' }]);
    expect(await refusal(run('changed-families', period, { what: 'jumlah' }))).toBe('INVALID_INPUT');

    // By place; a period of which nothing is kept says so; a wrong one is refused.
    expect((await run('changes', period, { rt: '009' })).rows.find((row) => row['id'] === 'met:sanitasi')).toMatchObject({ base: 1, count: 0 });
    expect(await run('changes', '2025')).toMatchObject({ rows: [], notes: [expect.stringContaining('Belum ada potret')] });
    expect((await run('changes', '2026-S1')).notes.join(' ')).toContain('Belum ada potret sebelum 2026-01-01');
    expect(await refusal(run('changes', 'tahun ini'))).toBe('PERIOD_BAD');
  });

  test('a family that was merged counts once, with what it was before', async () => {
    // The same card twice, before the first was merged into the second.
    const noKk = (await api.call('family.forEdit', { id: homes[7] ?? '' })).values['noKk'] ?? '6474031001200007';
    const left = await family('Tanpa Jamban 7', without);
    for (const id of [left, homes[7] ?? '']) await change(id, { noKk });
    await api.call('checkpoint.make', { title: 'sebelum gabung' });
    const sanitation = async (): Promise<Row | undefined> => ((await run('changes', '2026-08-03..2026-08-31')).data['needs'] as Row[]).find((one) => one['need'] === 'sanitasi');
    // Nothing changed since it was kept: it is said that there is one only, and it is not compared with itself.
    expect((await run('changes', '2026-08-03..2026-08-31')).data).toMatchObject({ comparable: false, lone: '2026-08-03' });
    await api.call('duplicate.scan', {});
    const pair = (await api.call('duplicate.list', {})).rows.find((one) => one.kind === 'family');
    expect(await api.call('duplicate.decide', { id: pair?.id ?? '', decision: 'same', reason: 'kartu yang sama' })).toMatchObject({ merged: true });
    expect((await api.call('family.count', {})).families).toBe(12);
    // One of nine was another's: eight had the need and have it still, and nobody left.
    const day = now;
    now = '2026-08-04T09:00:00';
    expect(await sanitation()).toMatchObject({ before: 8, still: 8, gone: 0, appeared: 0 });
    now = day;
  });

  test('KPS-2 the plan tells target, realised and percent for each quarter', async () => {
    const { id } = await api.call('plan.save', { values: { year: 2026, activity: 'PKH Gunung Telihan', target: 4, measure: 2 }, programmes: [pkh] });
    const { output } = await api.call('plan.list', { year: 2026, months: 3 });
    expect(output.find((one) => one.id === id)?.parts).toEqual([
      { period: '2026-T1', realised: 2, spent: 1_500_000, until: 2, untilPercent: 50 }, { period: '2026-T2', realised: 0, spent: 0, until: 2, untilPercent: 50 },
      { period: '2026-T3', realised: 0, spent: 0, until: 2, untilPercent: 50 }, { period: '2026-T4', realised: 0, spent: 0, until: 2, untilPercent: 50 },
    ]);
    const ofPlan = (rows: Record<string, unknown>[]): Record<string, unknown>[] => rows.filter((row) => row['id'] === id);
    expect(ofPlan((await run('plans', '2026-T2')).rows)).toMatchObject([{ realised: 0, percent: 0, target: 4 }]);
    expect(ofPlan((await run('plans', undefined, { year: '2026', step: 'half' })).rows)).toMatchObject([{ '2026-S1 realised': 2, '2026-S2 until': 2, '2026-S2 percent': 50 }]);
  });
});

describe('indicators', () => {
  let rate = '';
  const bontang = '64.74';

  test('BTG-12 a target of 3,75 % for 2026 is held against what was published, may be changed, and its history is kept', async () => {
    rate = (await api.call('indicator.save', { values: { name: 'Persentase penduduk miskin', unit: '%', lower: 1, beside: 2 } })).id;
    const figure = (year: number, kind: 'published' | 'target', value: number, source: string, document: string) => api.call('indicator.saveValue', { indicator: rate, area: bontang, year, kind, value, source, document });
    await figure(2021, 'published', 4.62, 'BPS', 'Bontang Dalam Angka 2022');
    const target = await figure(2026, 'target', 3.75, 'RPJMD', 'RPJMD Kota Bontang 2021–2026');
    // Every source names another year: they stand beside each other.
    await figure(2024, 'target', 0, 'Inpres 4/2022', 'Inpres 4/2022');
    await figure(2027, 'target', 0, 'RPKD', 'RPKD 2025');
    const standing = async (id: string) => (await api.call('indicator.list', {}))[0]?.standings.find((one) => one.target === id);
    expect(await standing(target.id)).toMatchObject({ standing: 'open', distance: 0.87 });
    await figure(2026, 'published', 3.7, 'BPS', 'BRS 2026');
    expect(await standing(target.id)).toMatchObject({ standing: 'reached', distance: -0.05 });
    await api.call('indicator.saveValue', { id: target.id, indicator: rate, area: bontang, year: 2026, kind: 'target', value: 3.5, source: 'RPJMD', document: 'RPJMD Perubahan', reason: 'RPJMD diubah' });
    expect(await standing(target.id)).toMatchObject({ standing: 'missed', distance: 0.2 });
    const history = await api.call('record.history', { id: target.id });
    expect(history.map(({ field, old, new: fresh, reason }) => [field, old, fresh, reason])).toContainEqual(['value', 3.75, 3.5, 'RPJMD diubah']);
    expect(await refusal(figure(2026, 'published', 3.8, 'bps', ''))).toBe('VALUE_EXISTS');
    expect(await refusal(api.call('indicator.saveValue', { indicator: rate, area: '61.71', year: 2026, kind: 'target', value: 1, source: 'x' }))).toBe('OUTSIDE_AREA');
    expect(await refusal(api.call('indicator.void', { entity: 'indicator', id: rate, reason: 'salah' }))).toBe('INDICATOR_USED');
  });

  test('the register’s own count stands beside under its own name, of the day that was kept or of today, and never for an area it does not hold', async () => {
    await api.call('indicator.saveValue', { indicator: rate, area: '64.74.03.1002', year: 2026, kind: 'target', value: 10, source: 'RPKel' });
    const { counts, besideLabel } = (await api.call('indicator.list', {}))[0] ?? {};
    expect(besideLabel).toBe('Keluarga desil 1');
    expect(counts).toEqual([{ area: '64.74.03.1002', year: 2026, day: '2026-08-03', count: 1, whole: 12 }]);
    const { rows, notes } = await run('indicators');
    expect(rows.find((row) => row['area'] === '64.74.03.1002')).toMatchObject({ value: 10, besideLabel: 'Keluarga desil 1', besideCount: 1, besideWhole: 12 });
    expect(rows.filter((row) => row['area'] === bontang).every((row) => row['besideCount'] === null)).toBe(true);
    expect(notes.join(' ')).toContain('Hitungan register berdiri sendiri');
  });

  test('figures of the statistics office are read from a file, a row each or years across, shown before they are written, and taken back as one', async () => {
    const wide = path.join(api.root, 'bps.csv');
    writeFileSync(wide, 'Persentase Penduduk Miskin;;;\nKabupaten/Kota;2021;2022;2023\nBontang;4,62;4,54;4,21\nKota Bontang Lama;1;2;3\n6400;6,5;-;6.1\n');
    const ask = { indicator: rate, path: wide, source: 'BPS', document: 'Kalimantan Timur Dalam Angka 2024' };
    const tried = await api.call('indicator.import', ask);
    expect(tried).toMatchObject({ batch: null, new: 4, changed: 0, same: 1, rejected: 3 });
    expect(tried.rows.find((row) => row.year === 2022 && row.area === bontang)).toMatchObject({ state: 'new', value: 4.54, areaName: expect.stringContaining('Bontang') as string });
    // No figure is written as a dash, and the statistics office's own number of a province is understood.
    expect(tried.rows.filter((row) => row.area === '64').map((row) => [row.year, row.value])).toEqual([[2021, 6.5], [2023, 6.1]]);
    const narrow = path.join(api.root, 'bps-2.csv');
    writeFileSync(narrow, 'kode,tahun,nilai,sumber,dokumen\n64.74,2022,4.54,BPS,KDA\n6474,2021,4.60,BPS,Revisi\n64.74,2022,4.54,BPS,KDA\n64.74,,4.2,BPS,KDA\n');
    const done = await api.call('indicator.import', { ...ask, path: narrow, write: true });
    expect(done).toMatchObject({ new: 1, changed: 1, same: 0, rejected: 2 });
    expect(done.rows.map((row) => row.why)).toEqual([null, null, 'twice', 'year']);
    const values = async () => ((await api.call('indicator.list', {}))[0]?.values ?? []).filter((one) => one.kind === 'published' && one.year < 2023).map((one) => [one.year, one.value]);
    expect(await values()).toEqual([[2022, 4.54], [2021, 4.6]]);
    expect(await api.call('indicator.undoImport', { batch: done.batch ?? '', reason: 'berkas salah' })).toEqual({ voided: 1, restored: 1, kept: 0 });
    expect(await values()).toEqual([[2021, 4.62]]);
    const empty = path.join(api.root, 'kosong.csv');
    writeFileSync(empty, 'nama,alamat\nA,B\n');
    expect(await refusal(api.call('indicator.import', { ...ask, path: empty }))).toBe('INDICATOR_FILE');
  });
});

describe('reports of a period', () => {
  test('KPS-5 a final report stays as it was when data are corrected later; the difference is shown, and a new version has it', async () => {
    expect(await refusal(api.call('periodReport.save', { title: 'x', period: '2026-13' }))).toBe('PERIOD_BAD');
    const { id } = await api.call('periodReport.save', { title: 'Laporan semester I', period: '2026-s1', narrative: 'Tiga keluarga membangun jamban.' });
    const draft = await api.call('periodReport.get', { id });
    const cellOf = (sections: typeof draft.sections, section: string, row: string, column: string) => {
      const found = sections.find((one) => one.key === section);
      return found?.rows.find((one) => one.key === row)?.cells[found.columns.findIndex((one) => one.key === column)];
    };
    expect(cellOf(draft.sections, 'output', pkh, 'participants')).toBe(3);
    expect(await refusal(api.call('periodReport.continue', { id }))).toBe('REPORT_DRAFT');
    await api.call('periodReport.freeze', { id });
    expect(await refusal(api.call('periodReport.save', { id, title: 'x', period: '2026' }))).toBe('REPORT_FINAL');
    // It turns out that one of the two did not receive.
    await api.call('delivery.record', { programme: pkh, phase: '2026-T1', date: '2026-03-15', items: [{ enrolment: parts[2] ?? '', status: 4, reason: 'salah catat' }] });
    const final = await api.call('periodReport.get', { id });
    expect(final.report).toMatchObject({ status: 'final', version: 1, period: '2026-S1', narrative: 'Tiga keluarga membangun jamban.', finalOn: '2026-08-03', finalBy: 'siti' });
    expect(final.sections).toEqual(draft.sections);
    expect(final.sinceFinal).toContainEqual(expect.objectContaining({ section: 'output', row: pkh, rowTitle: 'PKH', column: 'Menerima', before: 2, after: 1 }));
    const next = await api.call('periodReport.continue', { id });
    await api.call('periodReport.freeze', { id: next.id });
    const second = await api.call('periodReport.get', { id: next.id });
    expect(cellOf(second.sections, 'output', pkh, 'served')).toBe(1);
    expect(second.sincePrevious).toContainEqual(expect.objectContaining({ column: 'Menerima', before: 2, after: 1 }));
    expect(second.sinceFinal).toEqual([]);
    expect((await api.call('periodReport.get', { id })).sections).toEqual(draft.sections);
    expect((await api.call('periodReport.list', {})).map((one) => [one.version, one.status, one.continued])).toEqual([[2, 'final', false], [1, 'final', true]]);
    // The final version on paper is the one that was kept; the annexes of the plan and the report have their tables.
    const paper = async (name: string, input: Record<string, unknown>): Promise<string> => {
      const file = path.join(api.root, `${name}.docx`);
      await api.call('annex.save', { format: 'docx', path: file, ...input } as never);
      const { paragraphs, tables, faults } = readDocx(readFileSync(file));
      expect(faults).toEqual([]);
      return [...paragraphs, ...tables.flat(2)].join('\n');
    };
    const text = await paper('final', { kind: 'report', id });
    expect(text).toContain('Tiga keluarga membangun jamban.');
    expect(text).toContain('Versi 1, final 3 Agustus 2026 oleh siti');
    for (const { title } of draft.sections) expect(text).toContain(title);
    expect(await paper('rpkd', { kind: 'rpkd', period: '2026' })).toMatch(/Kondisi umum.*Profil kemiskinan.*Prioritas program.*Lokasi prioritas/s);
    expect(await paper('lp2kd', { kind: 'lp2kd', period: '2026-S1' })).toMatch(/Rencana aksi tahunan: output.*Output program.*Outcome keluarga.*RPJMD Perubahan/s);
    const open = await api.call('periodReport.save', { title: 'Tahun berjalan', period: '2026' });
    expect(await refusal(api.call('periodReport.freeze', { id: open.id }))).toBe('REPORT_PERIOD_OPEN');
  });
});

function fail(day: string): never {
  throw new Error(`nothing is kept of ${day}`);
}
