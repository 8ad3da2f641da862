import { afterAll, beforeAll, expect, test } from 'vitest';
import { asNewFamilies } from '../../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../../db/registry/bulk-write.ts';
import { keepMonths } from '../../../db/registry/checkpoints/checkpoints.ts';
import { countFamilies } from '../../../db/registry/family-list.ts';
import { linesWithDates } from '../../../db/registry/line-changes.ts';
import { listProgrammes, seedProgrammes } from '../../../db/registry/programmes.ts';
import { pendingRecaps } from '../../../db/registry/recaps/keep-recaps.ts';
import { readCounts } from '../../../db/registry/recaps/recap-counts.ts';
import { surveyedCondition } from '../../../db/registry/recaps/recap-conditions.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { filterOf } from '../../../db/reports/report.ts';
import type { ReportRow } from '../../../db/reports/report.ts';
import { writeSetting } from '../../../db/registry/settings.ts';
import { reportNamed } from '../../../db/reports/reports.ts';
import { recapPoints } from '../../../db/reports/recaps/recap-points.ts';
import { recapRows } from '../../../db/reports/recaps/recap.ts';
import { recapKinds } from '../../../db/reports/recaps/recap-items.ts';
import { generateFamilies } from '../../../db/sample/families.ts';
import { boxSetting } from '../../../db/rules/geo/region-box.ts';
import { qualityMeasures } from '../../../db/rules/recaps/quality.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { sql } from '../../../db/store/office.ts';
import { findRecord } from '../../../db/store/records.ts';
import { mulberry } from '../../helpers/mulberry.ts';
import { testOffice } from '../registry/office.ts';
import type { TestOffice } from '../registry/office.ts';

const codes = ['61.71.01.1003', '61.71.01.1002', '61.71.02.1005'];
const silent = '61.71.02.1006';
let office: TestOffice;

beforeAll(() => {
  office = testOffice('2025-11-20T08:00:00', { code: '61.71', name: 'Pontianak', level: 'kota', practice: true });
  const { writer } = office;
  seedProgrammes(writer, { user: office.user, kind: 'import' });
  for (const region of codes) writeChanges(writer, { user: office.user, kind: 'import' }, (log) => bulkWriteFamilies(writer, log, asNewFamilies(writer, generateFamilies({ seed: `rekap ${region}`, families: 24, region, today: '2025-11-20' }))));
});
afterAll(() => office.dispose());

const run = (name: string, params = {}, period?: string) => reportNamed(name).run(office.writer, { period, params, scope: null, regionName: (code) => code, expected: [...codes, silent] });
type Item = { readonly key: string; readonly filter: Record<string, string> };

/** Every number of a recap against the list that it opens, and the rows against the totals. */
function expectToEqualItsLists(params: Record<string, string>): void {
  const { rows, totals, data } = run('recap', params);
  const items = data['items'] as Item[];
  const only = Object.fromEntries(['region', 'rw', 'rt', 'desil', 'programme', 'need'].flatMap((key) => (params[key] === undefined ? [] : [[key, params[key]]])));
  const places = rows.filter((row) => row['sent'] !== false);
  const behind = (row: ReportRow, more: Record<string, string>) => countFamilies(office.writer, filterOf({ ...only, ...placeOf(row), ...more }), null);
  for (const row of [...places, totals ?? {}]) {
    const list = behind(row, {});
    expect({ families: row['families'], people: row['people'] }).toEqual(list);
    for (const { key, filter } of items) {
      if (only['desil'] !== undefined && filter['desil'] !== undefined) continue;
      const found = behind(row, filter);
      if (params['count'] !== 'people') expect([params, key, row[key]]).toEqual([params, key, found.families]);
      // People of a measure of quality are those who fail it, not everybody in their family.
      else if (data['of'] !== 'quality') expect([params, key, row[key]]).toEqual([params, key, found.people]);
    }
  }
  for (const key of ['families', 'people', ...items.map((item) => item.key)]) expect(places.reduce((sum, row) => sum + Number(row[key]), 0)).toBe(totals?.[key]);
}

function placeOf(row: ReportRow): Record<string, string> {
  const text = (key: string): string => String(row[key] ?? 'none');
  return { ...(row['code'] !== undefined && { region: text('code') }), ...(row['region'] !== undefined && { region: text('region') }), ...('rw' in row && { rw: text('rw') }), ...('rt' in row && { rt: text('rt') }) };
}

/** One of the ways in which a number may become another. */
function edit(random: () => number): void {
  const { writer } = office;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const uids = (table: string): string[] => sql(writer, `SELECT uid FROM "${table}" ORDER BY id`).pluck().all() as string[];
  const family = pick(uids('family'));
  const number = findRecord(writer, 'family', family)?.id ?? 0;
  const person = pick(uids('person'));
  const home = String(findRecord(writer, 'person', person)?.values['family']);
  const change = (values: Record<string, string | number | null>) => writeChanges(writer, { user: office.user, kind: 'edit' }, (log) => {
    log.update('family', number, values);
    refreshDerived(writer, [number]);
  });
  pick([
    () => change({ rt: pick(['001', '009', null]), rw: pick(['001', '002', null]) }),
    () => change({ region: pick(codes), noKk: pick([null, '6171010101010001', '123']) }),
    () => change({ status: pick([1, 1, 2, 3]), surveyDate: pick(['2025-11-02', '2025-05-01', '2024-11-01', '2020-01-31', null]) }),
    () => change({ toilet: pick([1, 4]), floor: pick([1, 8]), address: pick([null, 'Jl. Kapuas 3']) }),
    () => writeChanges(writer, { user: office.user, kind: 'edit' }, (log) => {
      log.update('person', findRecord(writer, 'person', person)?.id ?? 0, { nik: pick([null, '1', '6171010101900001']), status: pick([1, 1, 2]) });
      refreshDerived(writer, [findRecord(writer, 'family', home)?.id ?? 0]);
    }),
    () => writeChanges(writer, { user: office.user, kind: 'edit' }, (log) => {
      log.create('ranking', { owner: writer.identity.code, family, source: 1, scope: 1, measure: 1, value: pick([1, 2, 5, 10, null]), date: '2025-11-01' });
      log.create('enrolment', { owner: writer.identity.code, programme: pick(listProgrammes(writer)).id, unitKind: 2, family, status: pick([1, 3, 6]), start: '2025-01-01' });
      refreshDerived(writer, [number]);
    }),
    () => sql(writer, 'INSERT OR REPLACE INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?, 1, ?, ?, 20, 0, \'[]\', ?)').run(`p${random()}`, person, pick(uids('person')), writer.now().toISOString()),
    // Whoever changes a line and forgets the recaps makes them slower, not wrong.
    () => sql(writer, 'UPDATE familySummary SET desil = ?, rt = ? WHERE family = ?').run(pick([3, 4, null]), pick(['002', null]), number),
    () => sql(writer, 'UPDATE lineChange SET surveyDate = ? WHERE family = ?').run(pick(['2025-11-02', '2025-05-01', '2019-12-31', null]), number),
  ])();
}

/** What is kept, with what is still to be kept, in an order of its own. */
function kept(): unknown {
  const rows = sql(office.writer, "SELECT dimension, region, rw, rt, counts FROM recapCell UNION ALL SELECT dimension, region, NULL, NULL, counts FROM recapTotal ORDER BY 1, 2, 3, 4").raw().all() as [string, string, string | null, string | null, string][];
  return rows.map(([dimension, region, rw, rt, counts]) => [dimension, region, rw, rt, [...readCounts(counts)].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

test('every number of every recap is the number of its list, through random edits, and what is kept is what counting anew says', () => {
  const random = mulberry(7);
  for (let round = 0; round < 6; round += 1) {
    for (let edits = 0; edits < 12; edits += 1) edit(random);
    for (const of of recapKinds) for (const by of recapRows) expectToEqualItsLists({ of, by });
    expectToEqualItsLists({ of: 'need', by: 'rt', count: 'people' });
    expectToEqualItsLists({ of: 'programme', by: 'region', count: 'people', desil: '0,1,2' });
    expectToEqualItsLists({ of: 'fresh', by: 'rw', region: '61.71.01', desil: '3' });
    expectToEqualItsLists({ of: 'quality', by: 'rt', region: codes[0] ?? '', rw: '001' });
    // A filter that nothing is kept for is counted from the families themselves.
    expectToEqualItsLists({ of: 'need', by: 'region', programme: listProgrammes(office.writer)[0]?.id ?? '' });
    expectToEqualItsLists({ of: 'quality', by: 'rt', need: 'sanitasi' });
  }
  office.writer.db.transaction(() => refreshDerived(office.writer, 'all'))();
  expect(pendingRecaps(office.writer)).toBeNull();
  const before = kept();
  office.writer.db.exec('DELETE FROM recapCell; DELETE FROM recapTotal; INSERT INTO recapPending (family, was) SELECT family, NULL FROM familySummary');
  expectToEqualItsLists({ of: 'need', by: 'rt' });
  office.writer.db.transaction(() => refreshDerived(office.writer, [1]))();
  expect(kept()).toEqual(before);
});

test('a span of survey months holds the same families whichever way they are looked for', () => {
  const { writer } = office;
  sql(writer, 'UPDATE lineChange SET surveyDate = NULL WHERE family % 9 = 0').run();
  const dates = new Map(sql(writer, 'SELECT family, surveyDate FROM lineChange ORDER BY family').raw().all() as [number, string | null][]);
  for (const [text, fits] of [['none', (date) => date === null], ['2025-05..2025-11', (date) => date !== null && date >= '2025-05' && date < '2025-11'], ['..2025-11', (date) => date !== null && date < '2025-11']] as [string, (date: string | null) => boolean][]) {
    const wanted = [...dates].flatMap(([family, date]) => (fits(date) ? [family] : []));
    expect(wanted.length).toBeGreaterThan(3);
    for (const from of ['joined', 'asked'] as const) for (const few of [0, 3, 1000]) {
      const [where, ...params] = surveyedCondition(writer, from, text, few);
      const found = sql(writer, `SELECT s.family FROM ${from === 'joined' ? linesWithDates : 'familySummary s'} WHERE ${where} ORDER BY s.family`).pluck().all(...params);
      expect([text, from, few, found]).toEqual([text, from, few, wanted]);
    }
  }
});

test('a kelurahan that sent nothing is "belum kirim", never 0; its kecamatan says how many sent', () => {
  const byOffice = run('recap', { of: 'need', by: 'region' });
  expect(byOffice.rows.find((row) => row['code'] === silent)).toMatchObject({ sent: false, families: 'belum kirim', people: null });
  expect(byOffice.notes.join(' ')).toContain('1 dari 4 kelurahan/desa belum kirim');
  const byDistrict = run('recap', { of: 'programme', by: 'district' });
  expect(byDistrict.rows.map((row) => [row['code'], row['sentOf']])).toEqual([['61.71.01', '2/2'], ['61.71.02', '1/2']]);
  expect(byDistrict.totals?.['families']).toBe(byOffice.totals?.['families']);
});

test('BTG-10: a house that stands where none of its region can is no point of the map; it is counted, and the number opens it', () => {
  const { writer, user } = office;
  const [far, swapped, zero, right] = sql(writer, 'SELECT s.family FROM familySummary s WHERE s.active = 1 ORDER BY s.family LIMIT 4').pluck().all() as number[];
  const before = recapPoints(writer, { params: {}, scope: null, period: undefined });
  writeChanges(writer, { user, kind: 'edit' }, (log) => {
    for (const [family, latitude, longitude] of [[far, -6.2, 106.8], [swapped, 109.33, -0.03], [zero, 0, 0], [right, -0.03, 109.33]] as const) if (family !== undefined) log.update('family', family, { latitude, longitude });
  });
  const points = recapPoints(writer, { params: {}, scope: null, period: undefined });
  expect(points).toMatchObject({ families: before.families, located: before.located + 4, outside: before.outside + 3 });
  expect(points.points).toHaveLength(before.points.length + 1);
  expect(countFamilies(writer, filterOf({ placed: 'outside' }), null).families).toBe(points.outside);
  // What the office says of its own kelurahan goes before what is known of the city.
  writeSetting(writer, user, boxSetting, JSON.stringify({ '61.71': { south: -7, north: 1, west: 106, east: 110 } }));
  expect(recapPoints(writer, { params: {}, scope: null, period: undefined }).outside).toBe(points.outside - 1);
});

test('KPS-1: the score is the weighted share of what passes, its parts open the families that do not', () => {
  const { rows, totals, data } = run('quality');
  const weights = data['weights'] as Record<string, number>;
  for (const row of [...rows, totals ?? {}]) {
    const worked = qualityMeasures.reduce((sum, { key, unit }) => sum + ((weights[key] ?? 0) * Number(row[key])) / Number(row[unit]), 0);
    expect(Number(row['score'])).toBeCloseTo(worked, 1);
  }
  const failing = (key: string): number => countFamilies(office.writer, filterOf({ lacking: key }), null).families;
  for (const key of ['noKk', 'address', 'desil', 'fresh']) expect(Number(totals?.['families']) - Number(totals?.[key])).toBe(failing(key));
  for (const { key } of qualityMeasures) expect(failing(key)).toBe(run('recap', { of: 'quality' }).totals?.[key]);
  expect(failing('nik')).toBeGreaterThan(0);
  expect(failing('single')).toBeGreaterThan(0);
});

test('as of a past day: the recap and its lists say what stood then, whatever was changed since; before the first record there are no numbers', () => {
  office.setNow('2025-12-02T08:00:00');
  keepMonths(office.writer);
  const present = run('recap', { of: 'need', by: 'rt' });
  const programmes = run('recap', { of: 'programme', by: 'region', desil: '1,2,3' });
  const random = mulberry(11);
  office.setNow('2025-12-20T08:00:00');
  for (let edits = 0; edits < 30; edits += 1) edit(random);
  expect(run('recap', { of: 'need', by: 'rt' }).rows).not.toEqual(present.rows);
  const then = run('recap', { of: 'need', by: 'rt' }, '2025-12-05');
  expect(then.rows).toEqual(present.rows);
  expect(then.notes[0]).toContain('Keadaan 05-12-2025 menurut catatan per 30-11-2025');
  expect(run('recap', { of: 'programme', by: 'region', desil: '1,2,3' }, '2025-12-05').totals).toEqual(programmes.totals);
  for (const item of then.data['items'] as Item[]) expect(run('named-list', item.filter, '2025-12-05').rows).toHaveLength(Number(then.totals?.[item.key]));
  // Every number of every kind by RW, and its list, of that day.
  for (const of of recapKinds) {
    const past = run('recap', { of, by: 'rw' }, '2025-12-05');
    for (const row of [...past.rows, past.totals ?? {}]) {
      for (const { key, filter } of past.data['items'] as Item[]) expect([of, key, run('named-list', { ...placeOf(row), ...filter }, '2025-12-05').rows.length]).toEqual([of, key, row[key]]);
    }
  }
  // What nothing is kept of by area is counted from the families as they stood.
  const programme = listProgrammes(office.writer)[0]?.id ?? '';
  const receiving = run('recap', { of: 'need', by: 'region', programme }, '2025-12-05');
  expect(run('named-list', { programme }, '2025-12-05').rows).toHaveLength(Number(receiving.totals?.['families']));
  expect(run('recap', { of: 'desil' }, '2025-10-31')).toMatchObject({ rows: [], totals: null, notes: ['Tidak ada catatan keadaan pada atau sebelum 31-10-2025.'] });
  // The page of a meeting, too: of a past day its families are those of its lists, and before the first record it has no numbers.
  const page = run('meeting', {}, '2025-12-05');
  expect(page.totals?.['families']).toBe(present.totals?.['families']);
  for (const row of page.rows.filter((one) => one['sent'])) expect(run('named-list', { region: String(row['code']), desil: '1,2', most: '0' }, '2025-12-05').rows).toHaveLength(Number(row['missed']));
  expect(run('meeting', {}, '2025-10-31')).toMatchObject({ rows: [], totals: null, notes: ['Tidak ada catatan keadaan pada atau sebelum 31-10-2025.'] });
  expect(run('freshness', {}, '2025-12-05').totals).toEqual(run('recap', { of: 'fresh' }, '2025-12-05').totals);
});

test('PTK-15 the meeting page sums up what the recaps of its kelurahan say, by desil, need, programme, overlap and freshness', () => {
  office.setNow('2026-01-05T08:00:00');
  const page = run('meeting');
  const districts = page.data['districts'] as ReportRow[];
  const sum = (rows: readonly ReportRow[], key: string): number => rows.filter((row) => row['sent']).reduce((all, row) => all + Number(row[key]), 0);
  for (const key of ['families', 'people', 'd1', 'd2', 'd3', 'd4', 'better', 'unranked', 'need', 'programme', 'missed', 'overlap', 'change']) {
    expect([key, sum(page.rows, key)]).toEqual([key, page.totals?.[key]]);
    expect([key, sum(districts, key)]).toEqual([key, page.totals?.[key]]);
  }
  for (const row of page.rows.filter((one) => one['sent'])) {
    const own = (of: string): ReportRow => run('recap', { of, by: 'region', region: String(row['code']) }).totals ?? {};
    const [desil, need, programme, fresh, quality] = [own('desil'), own('need'), own('programme'), own('fresh'), own('quality')];
    expect(row).toMatchObject({ families: desil['families'], people: desil['people'], d1: desil['d1'], d2: desil['d2'], unranked: desil['unranked'], need: need['any'], programme: programme['any'], score: quality['score'] });
    expect(row['fresh']).toBe(Math.round(((Number(fresh['m6']) + Number(fresh['m12'])) * 100) / Number(row['families'])));
    expect(row['overlap']).toBe(run('overlap', { region: String(row['code']) }).rows.length);
    expect(run('named-list', { region: String(row['code']), desil: '1,2', most: '0' }).rows).toHaveLength(Number(row['missed']));
  }
  expect(page.rows.find((row) => row['code'] === silent)).toMatchObject({ sent: false, families: 'belum kirim', sentOf: '0/1' });
  expect(page.totals?.['sentOf']).toBe('3/4');
  expect(page.data['silent']).toEqual([silent]);
});
