import { MessageChannel } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { caller, createApi } from '../../../db/api/create-api.ts';
import { endAidRule, listAidRules, saveAidRule } from '../../../db/registry/aid/aid-rules.ts';
import { aidFamily, aidProgrammes } from '../../../db/registry/aid/aid-families.ts';
import { judgeAll } from '../../../db/registry/aid/judge-all.ts';
import { judgeSome } from '../../../db/registry/aid/judge-some.ts';
import { keepAnswers, staleFamilies } from '../../../db/registry/aid/keep-answers.ts';
import { loadFamilies } from '../../../db/registry/family-facts.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { aidCounts } from '../../../db/reports/aid/aid-counts.ts';
import { aidTrend } from '../../../db/reports/aid/aid-trend.ts';
import { reportNamed } from '../../../db/reports/reports.ts';
import { compileAid } from '../../../db/rules/aid/compile-aid.ts';
import type { AidTest } from '../../../db/rules/aid/aid-rule.ts';
import { rulesOfDay } from '../../../db/rules/aid/day-rules.ts';
import { judgeAid } from '../../../db/rules/aid/judge-aid.ts';
import { addDays } from '../../../db/rules/dates.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import type { Log } from '../../../db/store/change-log.ts';
import { sql, today } from '../../../db/store/office.ts';
import type { Writer } from '../../../db/store/office.ts';
import { enrolmentIndex, familyIndex, personIndex } from '../../../db/store/migrations/0048-aid-columns.ts';
import { findRecord } from '../../../db/store/records.ts';
import { aidCity, drawEnrolment } from '../../helpers/aid-city.ts';
import { mulberry } from '../../helpers/mulberry.ts';
import { TEST_KDF_COST } from '../../helpers/temp-office.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import type { TestOffice } from '../registry/office.ts';

/** What is kept of the four lists is always what judging anew would say: after any edits, in any order, on any day. */

const offices: TestOffice[] = [];
afterAll(() => offices.forEach((one) => one.dispose()));
const lists = ['overlap', 'ineligible', 'missed', 'anomalies'] as const;
type Found = Record<number, string>;

function made(number: number, families = 60): TestOffice {
  const office = aidCity(number, families);
  offices.push(office);
  return office;
}

/** By family, what one family after another is judged to be; the whole register in one reading; and what is kept. */
function one(writer: Writer, day: string): Found {
  const all = sql(writer, 'SELECT id FROM family ORDER BY id').pluck().all() as number[];
  return inOrder([...judgeSome(writer, all, aidProgrammes(writer), [rulesOfDay(listAidRules(writer), day)])].map(({ family, days }) => [family, days[0]]));
}
function whole(writer: Writer, day: string, beside?: number): Found {
  return inOrder([...judgeAll(writer, listAidRules(writer), [day], beside)].map(({ family, days }) => [family, days[0]]));
}
function kept(writer: Writer): Found {
  const rows = sql(writer, 'SELECT * FROM aidFinding ORDER BY family, place').all() as Record<string, unknown>[];
  const states = sql(writer, 'SELECT * FROM aidState').all() as { family: number; untoldEligibility: number; untoldAnomaly: number }[];
  return inOrder(states.map(({ family, untoldEligibility, untoldAnomaly }) => [family, {
    findings: rows.filter((row) => row['family'] === family).map(({ family: _family, place: _place, reasons, ...row }) => ({ ...row, reasons: JSON.parse(String(reasons ?? '[]')) as unknown })), untoldEligibility, untoldAnomaly,
  }]));
}
function inOrder(entries: [number, unknown][]): Found {
  return Object.fromEntries(entries.map(([family, found]) => [family, JSON.stringify(found, sortedKeys)]));
}
function sortedKeys(_key: string, value: unknown): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a.localeCompare(b))) : value;
}

const run = (writer: Writer, name: string, period?: string, params = {}) => reportNamed(name).run(writer, { period, params, scope: null, regionName: (code) => code, expected: [] });

/** One of the ways in which an answer may become another. */
function edit(office: TestOffice, random: () => number): void {
  const { writer } = office;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const uids = (table: string): string[] => sql(writer, `SELECT uid FROM "${table}" ORDER BY id`).pluck().all() as string[];
  const id = (entity: 'family' | 'person' | 'enrolment' | 'programme' | 'alias', uid: string): number => findRecord(writer, entity, uid)?.id ?? 0;
  const touched = new Set<string>();
  const person = pick(uids('person'));
  const home = String(findRecord(writer, 'person', person)?.values['family']);
  const family = pick(uids('family'));
  const ways: ((log: Log) => void)[] = [
    (log) => log.update('person', id('person', person), { workPosition: pick([5, 1, null]), occupationKk: pick([5, 88, null]) }),
    (log) => log.update('person', id('person', person), { birthDate: pick(['1965-11-25', '2009-12-01', '2004-02-29', '2019-11-22', null]) }),
    (log) => log.update('person', id('person', person), { status: pick([1, 2, 3]), statusDate: pick(['2025-11-01', '2025-12-03', null]) }),
    (log) => log.update('person', id('person', person), { healthInsurance: pick([0, 1, 2, 4, 99]), nik: pick([findRecord(writer, 'person', pick(uids('person')))?.values['nik'] ?? null, null]) }),
    (log) => log.update('person', id('person', person), { family, sequence: pick([1, 4, 9]) }),
    (log) => log.update('person', id('person', person), { schooling: pick([1, 2, { list: 'BDT15.sekolah', version: '1', code: 2, raw: 'masih sekolah' }]) }),
    (log) => log.update('family', id('family', family), { household: pick([...uids('family').slice(0, 4), null]) }),
    (log) => log.update('family', id('family', family), { house: pick(['rumah-a', 'rumah-b', null]) }),
    (log) => log.create('enrolment', { ...drawEnrolment(writer, random, family), house: pick(['rumah-a', 'rumah-b']), person: null, programme: sql(writer, "SELECT uid FROM programme WHERE code = 'BSPS'").pluck().get() as string, start: '2020-03-01', status: 3, end: null }),
    (log) => log.update('enrolment', id('enrolment', pick(uids('enrolment'))), { house: pick(['rumah-a', null]) }),
    (log) => log.update('family', id('family', family), { status: pick([1, 1, 2, 3]), statusDate: pick(['2025-10-01', null]), toilet: pick([1, 4]), floor: pick([1, 8]) }),
    (log) => log.create('enrolment', drawEnrolment(writer, random, family)),
    (log) => log.create('enrolment', { ...drawEnrolment(writer, random, family), start: addDays(today(writer), 3), status: 3, end: addDays(today(writer), 9) }),
    (log) => log.update('enrolment', id('enrolment', pick(uids('enrolment'))), { end: pick([addDays(today(writer), 2), '2025-03-01', null]), status: pick([3, 5, 6]) }),
    (log) => log.update('enrolment', id('enrolment', pick(uids('enrolment'))), { voided: pick([1, null]) }),
    (log) => log.create('ranking', { owner: writer.identity.code, family, source: pick([1, 1, 2, 3]), scope: 1, measure: pick([1, 1, 2]), value: pick([1, 3, 7, null]), date: pick(['2025-11-01', '2025-06-01', null]) }),
    (log) => log.update('family', id('family', family), { toilet: pick([1, 4, null]), floor: pick([1, 8, null]), floorArea: pick([36, 0, 9000, null]) }),
    (log) => {
      const [keep, gone] = [pick(uids('person')), pick(uids('person'))].sort();
      if (keep === gone || sql(writer, 'SELECT 1 FROM alias WHERE fromPerson IN (?, ?) OR toPerson IN (?, ?)').get(keep, gone, keep, gone)) return;
      log.create('alias', { owner: writer.identity.code, fromPerson: gone ?? null, toPerson: keep ?? null, date: today(writer) });
      for (const uid of [keep, gone]) touched.add(String(findRecord(writer, 'person', uid ?? '')?.values['family']));
    },
    (log) => {
      const alias = pick(uids('alias'));
      if (alias) log.update('alias', id('alias', alias), { ended: pick([today(writer), null]) });
    },
    (log) => log.update('programme', id('programme', pick(uids('programme'))), { benefitGroup: pick([1, 2, 3]), strategy: pick([1, 2]) }),
  ];
  writeChanges(writer, { user: office.user, kind: 'edit' }, (log) => {
    pick(ways)(log);
    refreshDerived(writer, [home, family, ...touched].map((uid) => id('family', uid)));
  });
}

function changeRules(office: TestOffice, random: () => number): void {
  const { writer } = office;
  const actor = { user: office.user, scope: '' };
  const rule = listAidRules(writer)[Math.floor(random() * listAidRules(writer).length)];
  if (!rule) return;
  const extra = listAidRules(writer).find(({ title }) => title === 'Aturan uji') ?? null;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  // Rules that look at what few rules do: answers of the family, and a desil of one source.
  if (random() < 0.6) {
    const test = pick<AidTest>([{ answer: { field: 'toilet', in: [4, 6] } }, { desil: { from: 1, to: 3, source: pick([1, 2]) } }, { all: [{ not: { answer: { field: 'floor', in: [8] } } }, { any: [{ desil: { to: 2, source: 1 } }, { desil: { to: 5, source: 3 } }] }] }, { answer: { field: 'floorArea', in: [36] } }, { answer: { field: 'address', in: [1] } }]);
    const kind = pick(['eligibility', 'anomaly', 'missed'] as const);
    saveAidRule(writer, actor, { ...(extra && { id: extra.uid }), title: 'Aturan uji', basis: null, from: null, to: null, content: { kind, programmes: { strategies: [1] }, test, result: 'warn' } });
  } else if (random() < 0.3) endAidRule(writer, actor, rule.uid, 'uji');
  else saveAidRule(writer, actor, { id: rule.uid, title: rule.title, basis: rule.basis, from: random() < 0.5 ? null : addDays(today(writer), 4), to: random() < 0.5 ? null : addDays(today(writer), 11), content: rule.content });
}

test.each([0, 1])('what is kept is what judging anew says, through random edits, rules and days, city %i', (number) => {
  const office = made(number);
  const { writer } = office;
  const random = mulberry(100 + number);
  let day = '2025-11-20';
  const seen = new Set<string>();
  for (let round = 0; round < 12; round += 1) {
    for (let edits = 0; edits < 6; edits += 1) {
      edit(office, random);
      if (random() < 0.3) keepAnswers(writer, 1 + Math.floor(random() * 20));
    }
    if (random() < 0.6) changeRules(office, random);
    if (random() < 0.7) office.setNow(`${(day = addDays(day, 1 + Math.floor(random() * 20)))}T08:00:00`);
    if (random() < 0.2) office.setNow(`${(day = addDays(day, -2))}T08:00:00`);
    const anew = one(writer, day);
    expect(whole(writer, day)).toEqual(anew);
    // Before it is kept, a list says the same as after.
    const before = lists.map((name) => run(writer, name).data);
    while (keepAnswers(writer, 25) > 0);
    expect(staleFamilies(writer, day)).toEqual([]);
    expect(kept(writer)).toEqual(anew);
    expect(lists.map((name) => run(writer, name).data)).toEqual(before);
    expect(aidCounts(writer, { params: {}, scope: null }, false)).toEqual(Object.fromEntries(lists.map((name) => [name, run(writer, name).rows.length])));
    seen.add(JSON.stringify(before.map((data) => (data['totals'] as { rows: number }).rows)));
  }
  expect(seen.size).toBeGreaterThan(5);
  // The same where a thread of its own reads the people.
  expect(whole(writer, day, 1)).toEqual(one(writer, day));
});

test('an answer changes on its day although nobody writes: a birthday, an end, a start, a rule', () => {
  const office = made(3, 20);
  const { writer } = office;
  const [home = '', other = ''] = sql(writer, 'SELECT uid FROM family ORDER BY id LIMIT 2').pluck().all() as string[];
  const [child = ''] = sql(writer, 'SELECT uid FROM person WHERE family = ? ORDER BY id').pluck().all(home) as string[];
  const programme = (code: string): string => sql(writer, 'SELECT uid FROM programme WHERE code = ?').pluck().get(code) as string;
  const of = (name: string, family: string): number => run(writer, name).rows.filter((row) => row['id'] === family).length;
  const keepAll = (): void => { while (keepAnswers(writer, 100) > 0); };
  writeChanges(writer, { user: office.user, kind: 'edit' }, (log) => {
    for (const uid of sql(writer, 'SELECT uid FROM enrolment').pluck().all() as string[]) log.update('enrolment', findRecord(writer, 'enrolment', uid)?.id ?? 0, { voided: 1 });
    log.update('person', findRecord(writer, 'person', child)?.id ?? 0, { birthDate: '2003-11-23', status: 1 });
    log.create('enrolment', { owner: writer.identity.code, programme: programme('PIP'), unitKind: 1, family: home, person: child, status: 3, start: '2024-01-01' });
    log.create('enrolment', { owner: writer.identity.code, programme: programme('SEMBAKO'), unitKind: 2, family: other, status: 3, start: '2025-11-01', end: '2025-11-26' });
    log.create('enrolment', { owner: writer.identity.code, programme: programme('BANPANG-BERAS'), unitKind: 2, family: other, status: 3, start: '2025-11-24' });
    refreshDerived(writer, 'all');
  });
  const on = (day: string): number[] => {
    office.setNow(`${day}T08:00:00`);
    const said = [of('ineligible', home), of('overlap', other)];
    keepAll();
    expect([of('ineligible', home), of('overlap', other)]).toEqual(said);
    return said;
  };
  expect(on('2025-11-22')).toEqual([0, 0]);
  // 22 years old: a day later PIP no longer fits, and the rice begins beside Sembako.
  expect(on('2025-11-23')).toEqual([1, 0]);
  expect(on('2025-11-24')).toEqual([1, 1]);
  // Both within November, although Sembako ended.
  expect(on('2025-11-26')).toEqual([1, 1]);
  const [rule] = listAidRules(writer).filter((one) => one.title === 'PIP untuk usia 6 sampai 21 tahun');
  if (!rule) throw new Error('no such rule');
  saveAidRule(writer, { user: office.user, scope: '' }, { id: rule.uid, title: rule.title, basis: null, from: null, to: '2025-11-28', content: rule.content });
  expect(on('2025-11-28')).toEqual([1, 1]);
  expect(on('2025-11-29')).toEqual([0, 1]);
  // The clock was wrong and goes back.
  expect(on('2025-11-22')).toEqual([0, 0]);
});

test('keeping goes on where it was stopped, and a number of a past month is that of the list it opens', () => {
  const office = made(4, 80);
  const { writer } = office;
  expect(aidCounts(writer, { params: {}, scope: null }, false)).toBeNull();
  expect(keepAnswers(writer, 30)).toBeGreaterThan(0);
  const left = staleFamilies(writer, '2025-11-20').length;
  expect(left).toBeLessThan(60);
  while (keepAnswers(writer, 30) > 0);
  expect(staleFamilies(writer, '2025-11-20')).toEqual([]);
  for (const name of lists) {
    const days = ['2025-03-31', '2025-06-30', '2025-10-31'];
    const trend = aidTrend(writer, { params: { desil: '1,2,3' }, scope: null }, name, days);
    expect(trend.map((point) => point.day)).toEqual(days);
    expect(trend.map(({ rows, families }) => ({ rows, families }))).toEqual(days.map((day) => run(writer, name, day, { desil: '1,2,3' }).totals));
  }
  expect((run(writer, 'overlap', undefined, { months: 2, every: 'quarter' }).data['trend'] as { day: string }[]).map(({ day }) => day)).toEqual(['2025-06-30', '2025-09-30', '2025-11-20']);
});

test('a rule made ready for a whole register says what the rule with its reasons says', () => {
  const { writer } = made(1, 40);
  const random = mulberry(7);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const ofPerson = (depth: number): unknown => (depth > 0 && random() < 0.5
    ? pick([{ all: [ofPerson(depth - 1), ofPerson(depth - 1)] }, { any: [ofPerson(depth - 1), ofPerson(depth - 1)] }, { not: ofPerson(depth - 1) }])
    : pick([{ age: { from: pick([0, 6, 17, 60]) } }, { age: { to: pick([5, 21]) } }, { age: { from: 16, to: 59 } }, { sex: 2 }, { answer: { field: pick(['workPosition', 'healthInsurance', 'schooling']), in: [pick([1, 2, 5]), 4] } }, { receives: { benefitGroups: [1] } }]));
  const ofFamily = (depth: number): unknown => (depth > 0 && random() < 0.6
    ? pick([{ all: [ofFamily(depth - 1), ofFamily(depth - 1)] }, { any: [ofFamily(depth - 1), ofFamily(depth - 1)] }, { not: ofFamily(depth - 1) }])
    : pick([{ desil: { to: pick([2, 5]) } }, { desil: { from: 3, source: 1 } }, { need: pick(['', 'rumah']) }, { desa: false }, { inside: ['61.71'] }, { receives: { strategies: [1] } }, { recipient: ofPerson(2) }, { someone: ofPerson(2) }, { answer: { field: 'toilet', in: [1, 2] } }]));
  const families = [...facts(writer)];
  const said = new Set<unknown>();
  for (let round = 0; round < 150; round += 1) {
    const test = ofFamily(3) as Parameters<typeof judgeAid>[0];
    const fits = compileAid(test, '2025-11-20');
    for (const family of families) {
      for (const person of [null, ...family.people]) {
        const { holds } = judgeAid(test, family, person, '2025-11-20');
        said.add(holds);
        if (fits(family, person) !== holds) expect({ test, holds: fits(family, person) }).toEqual({ test, holds });
      }
    }
    // And with the same reasons over columns.
    if (round % 3 > 0) continue;
    const rules = (['eligibility', 'anomaly', 'missed'] as const).map((kind) => ({ uid: kind, title: kind, basis: null, version: 1, from: null, to: null, content: { kind, programmes: { strategies: [1, 2] }, test, result: 'warn' as const } }));
    const all = sql(writer, 'SELECT id FROM family ORDER BY id').pluck().all() as number[];
    const anew = inOrder([...judgeSome(writer, all, aidProgrammes(writer), [rulesOfDay(rules, '2025-11-20')])].map(({ family, days }) => [family, days[0]]));
    expect({ test, found: inOrder([...judgeAll(writer, rules, ['2025-11-20'])].map(({ family, days }) => [family, days[0]])) }).toEqual({ test, found: anew });
  }
  expect([...said].sort()).toEqual([false, null, true]);
});

test('a register with ids and dates that are none of ours is judged like any other, and read out of its indexes alone', () => {
  const office = made(2, 25);
  const { writer } = office;
  const programme = sql(writer, "SELECT uid FROM programme WHERE code = 'SEMBAKO'").pluck().get() as string;
  const region = sql(writer, 'SELECT region FROM family LIMIT 1').pluck().get() as string;
  const owner = writer.identity.code;
  writeChanges(writer, { user: office.user, kind: 'edit' }, (log) => {
    const homes = ['KELUARGA-LAMA-01', '0190AAAA-0000-7000-8000-0000000000FF', 'f'.repeat(36)].map((uid) => log.create('family', { owner, region, rt: '001', rw: '001', status: 1 }, uid));
    homes.forEach(({ uid }, at) => {
      const { uid: person } = log.create('person', { owner, family: uid, sequence: 1, name: 'ORANG LAMA', birthDate: at === 0 ? '1950-1-1' : '1950-01-01', sex: 1, occupationKk: 5 }, `orang-lama-${at}`);
      for (const start of ['2024-01-01', '2024-1']) log.create('enrolment', { owner, programme, unitKind: 2, family: uid, person: start.length > 7 ? null : person, status: 3, start }, `bagian-${at}-${start}`);
    });
    refreshDerived(writer, 'all');
  });
  const found = one(writer, '2025-11-20');
  expect(Object.values(found).filter((each) => each.includes('bagian-')).length).toBe(3);
  expect(whole(writer, '2025-11-20')).toEqual(found);
  const plans: string[] = [];
  for (const { table, index, expression, where } of [personIndex, enrolmentIndex, familyIndex]) {
    plans.push(...(writer.db.prepare(`EXPLAIN QUERY PLAN SELECT ${expression} FROM ${table} INDEXED BY ${index} WHERE ${expression} > ? AND ${where} ORDER BY ${expression} LIMIT 9`).all('') as { detail: string }[]).map(({ detail }) => detail));
  }
  expect(plans.filter((plan) => !/^SEARCH \w+ USING (COVERING )?INDEX \w+_aid \(<expr>>\?\)$/.test(plan))).toEqual([]);
});

function* facts(writer: Writer): Generator<Parameters<typeof judgeAid>[1]> {
  const all = sql(writer, 'SELECT id FROM family ORDER BY id LIMIT 30').pluck().all() as number[];
  for (const known of loadFamilies(writer, all)) yield aidFamily(writer, known, aidProgrammes(writer), '2025-11-20');
}

test('the window keeps them by itself after opening, and tells when it is done; a long list leaves the reading lane free', async () => {
  const profileDir = temporaryFolder('profile');
  const options = { profileDir, now: () => new Date(), kdfCost: TEST_KDF_COST };
  const maker = createApi({ ...options, lane: 'both', onEvent: () => undefined });
  const made = await caller(maker, () => '')('office.createPractice', {});
  await maker.close();
  let session = '';
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => { tell = resolve; });
  const { port1, port2 } = new MessageChannel();
  const api = createApi({ ...options, lane: 'write', peer: port1, onEvent: ({ type }) => { if (type === 'changed') tell(); } });
  const reading = createApi({ ...options, lane: 'read', peer: port2, heavyFrom: 1, onEvent: () => undefined });
  const [write, read] = [caller(api, () => session), caller(reading, () => session)];
  try {
    ({ session } = await write('session.open', { user: made.user, passphrase: made.passphrase }));
    await told;
    const counts = await write('aid.counts', {});
    expect(counts?.missed).toBeGreaterThan(0);
    const order: string[] = [];
    const long = read('report.run', { name: 'missed', params: {} }).finally(() => order.push('long'));
    const page = read('family.list', { limit: 5 }).finally(() => order.push('page'));
    const [list, { rows }] = await Promise.all([long, page]);
    expect([order, rows.length]).toEqual([['page', 'long'], 5]);
    // Neither does what counts over the register for a screen, and a list goes before it.
    order.length = 0;
    const note = (name: string) => () => void order.push(name);
    await Promise.all([
      read('aid.counts', {}).finally(note('counts')), read('home', {}).finally(note('home')), read('programme.list', {}).finally(note('catalogue')),
      read('report.run', { name: 'missed', params: {} }).finally(note('list')), read('search', { text: 'siti', limit: 5 }).finally(note('search')),
    ]);
    expect(order).toEqual(['search', 'counts', 'list', 'home', 'catalogue']);
    expect(list.rows).toHaveLength(counts?.missed ?? 0);
    expect(list.rows).toEqual((await write('report.run', { name: 'missed', params: {} })).rows);
    // A refusal keeps its code, and whoever waits while the office is locked hears it.
    await expect(read('report.run', { name: 'missed', period: 'kemarin', params: {} })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const waiting = read('report.run', { name: 'missed', params: {} }).then(() => 'answered', (error: unknown) => (error as { code: string }).code);
    await write('session.lock', {});
    expect(['LOCKED', 'answered']).toContain(await waiting);
    await expect(read('report.run', { name: 'missed', params: {} })).rejects.toMatchObject({ code: 'LOCKED' });
  } finally {
    await reading.close();
    await api.close();
  }
});
