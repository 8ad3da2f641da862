import { afterAll, beforeAll, expect, test } from 'vitest';
import { preparesWork } from '../../../db/api/prepare-work.ts';
import { asNewFamilies } from '../../../db/api/practice-register.ts';
import { bulkWriteFamilies } from '../../../db/registry/bulk-write.ts';
import { listCases } from '../../../db/registry/cases/case-list.ts';
import { listPetitions, petitionPage } from '../../../db/registry/petitions/list-petitions.ts';
import { petitionCounts } from '../../../db/registry/petitions/petition-lines.ts';
import { needsBefore, noteTurns } from '../../../db/registry/needs/need-turns.ts';
import { dueFamilies, dueRule } from '../../../db/registry/visits/due-families.ts';
import { prepareWork, workOf } from '../../../db/registry/visits/worklist.ts';
import { listTasks } from '../../../db/registry/tasks/list-tasks.ts';
import { refreshDerived } from '../../../db/registry/refresh-derived.ts';
import { caseViews } from '../../../db/rules/needs/case-views.ts';
import { waits } from '../../../db/rules/petitions/states.ts';
import { generateFamilies } from '../../../db/sample/families.ts';
import { writeChanges } from '../../../db/store/change-log.ts';
import { sql } from '../../../db/store/office.ts';
import { findRecord } from '../../../db/store/records.ts';
import { mulberry } from '../../helpers/mulberry.ts';
import { plainCases, plainPetitions } from '../../helpers/plain-standings.ts';
import { testOffice } from '../registry/office.ts';
import type { TestOffice } from '../registry/office.ts';

const villages = ['61.71.01.1003', '61.71.01.1002', '61.71.02.1005'];
let office: TestOffice;
let [round, listed, list] = ['', '', ''];
beforeAll(() => {
  office = testOffice('2025-11-20T08:00:00', { code: '61.71', name: 'Pontianak', level: 'kota', practice: true });
  for (const region of villages) writeChanges(office.writer, { user: office.user, kind: 'import' }, (log) => bulkWriteFamilies(office.writer, log, asNewFamilies(office.writer, generateFamilies({ seed: `kasus ${region}`, families: 30, region, today: '2025-11-20' }))));
  writeChanges(office.writer, { user: office.user, kind: 'verval' }, (log) => {
    round = log.create('visitRound', { owner: '61.71', name: 'Semester II', region: '61.71', from: '2025-11-01', until: '2025-12-31', olderThan: 365, doubts: 1 }).uid;
    log.create('enumerator', { owner: '61.71', name: 'Pak Darto', role: 4, rt: '001', rw: '002', region: '61.71' });
    log.create('enumerator', { owner: '61.71', name: 'Bu Sri', role: 4, rt: '001', rw: '002', region: villages[1] ?? '' });
    list = log.create('targetList', { owner: '61.71', office: '61.71', title: 'Uji petik', purpose: 'verval', issuedOn: '2025-11-01' }).uid;
    listed = log.create('visitRound', { owner: '61.71', name: 'Daftar', region: '61.71.01', from: '2025-11-01', until: '2025-12-31', list, doubts: 0 }).uid;
    // By its id, by a person, by NIK, by No KK, by nothing that is here.
    const some = sql(office.writer, 'SELECT f.uid AS family, f.noKk AS noKk, p.uid AS person, p.nik AS nik FROM family f JOIN person p ON p.family = f.uid WHERE p.nik IS NOT NULL GROUP BY f.id ORDER BY f.id LIMIT 40').all() as { family: string; noKk: string | null; person: string; nik: string }[];
    some.forEach(({ family, noKk, person, nik }, place) => void log.create('task', { owner: '61.71', list, office: '61.71', sequence: place, name: 'Warga', ...[{ family }, { person }, { nik }, { noKk }, { nik: '6171010101010001' }][place % 5] }));
  });
});
afterAll(() => office.dispose());

type Values = Record<string, string | number | null>;

/** One of the ways in which a need or a petition comes to stand elsewhere. */
function edit(random: () => number): void {
  const { writer } = office;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const uids = (table: string): string[] => sql(writer, `SELECT uid FROM "${table}" ORDER BY id`).pluck().all() as string[];
  const numberOf = (table: 'family' | 'person' | 'enumerator' | 'caseNeed' | 'petition' | 'alias', uid: string): number => findRecord(writer, table, uid)?.id ?? 0;
  const write = (work: (log: Parameters<Parameters<typeof writeChanges>[2]>[0]) => void): void => void writeChanges(writer, { user: office.user, kind: 'edit' }, work);
  const day = (): string | null => pick(['2025-09-01', '2025-10-15', '2025-11-20', '2025-11-21', '2025-12-24', null]);
  const family = pick(uids('family'));
  const derive = (values: Values): void => write((log) => {
    const before = needsBefore(writer, [numberOf('family', family)]);
    log.update('family', numberOf('family', family), values);
    refreshDerived(writer, [numberOf('family', family)]);
    noteTurns(writer, before);
  });
  const decision = (): Values => ({ state: pick([1, 1, 2, 3, 4, null]), stateDate: day(), plan: pick([null, 'Rencana']), dueOn: day(), agency: pick([null, 'PDAM', 'Dinas Pekerjaan Umum']), byHand: pick([0, 1]), voided: pick([null, null, null, 1]) });
  const [cases, petitions] = [uids('caseNeed'), uids('petition')];
  const standing = (): Values => ({ state: pick([1, 2, 3, 4, 5, 5, 5, 10, 11]), result: pick([null, 1, 2, 3, 4, 5, 6, 7, 8]), stateDate: day(), round: pick([null, 1, 2]), toldOn: pick([null, null, '2025-11-20']), voided: pick([null, null, null, 1]) });
  pick([
    () => derive({ toilet: pick([1, 6]), floor: pick([1, 8]) }),
    () => derive({ rt: pick(['001', null]), rw: pick(['002', null]), region: pick([...villages, null]) }),
    () => derive({ status: pick([1, 1, 2]) }),
    ...[1, 2, 3].map(() => () => write((log) => log.create('caseNeed', { owner: pick(villages), family, need: pick(['sanitasi', 'rumah', 'air', 'pangan']), label: 'Kebutuhan', openedOn: '2025-09-01', ...decision() }))),
    () => { if (cases.length > 0) write((log) => log.update('caseNeed', numberOf('caseNeed', pick(cases)), decision())); },
    () => { if (cases.length > 0) write((log) => log.update('caseNeed', numberOf('caseNeed', pick(cases)), { family })); },
    () => { const other = pick(uids('family')); const [into, from] = other < family ? [other, family] : [family, other]; if (into !== from && sql(writer, 'SELECT 1 FROM alias WHERE ended IS NULL AND (fromFamily IN (?, ?) OR toFamily = ?)').get(from, into, from) === undefined) write((log) => log.create('alias', { owner: '61.71', fromFamily: from, toFamily: into, date: '2025-11-20' })); },
    () => { const aliases = uids('alias'); if (aliases.length > 0) write((log) => log.update('alias', numberOf('alias', pick(aliases)), { ended: '2025-11-20' })); },
    () => { sql(writer, 'INSERT INTO needTurn (family, day, "before", "after") VALUES (?, ?, \'\', \' sanitasi \')').run(numberOf('family', family), day() ?? '2025-11-20'); },
    ...[1, 2].map(() => () => write((log) => log.create('petition', { owner: pick([...villages, '61.71']), kind: pick([1, 2]), number: `${String(petitions.length).padStart(4, '0')}/USL/2025`, family: pick([family, null]), name: 'Warga', applicant: 'Ketua RT', receivedOn: '2025-08-01', ...standing() }))),
    () => { if (petitions.length > 0) write((log) => log.update('petition', numberOf('petition', pick(petitions)), standing())); },
    ...[1, 2].map(() => () => { if (petitions.length > 0) write((log) => log.create('petitionStep', { owner: pick(['61.71', '61.71.01', '61.71.02', ...villages]), petition: pick(petitions), state: pick([7, 8, 9, 10, 11, 12]), round: pick([null, 1, 2]), date: day() })); }),
    () => derive({ surveyDate: pick(['2025-11-02', '2024-11-20', '2024-11-21', null]) }),
    ...[1, 2].map(() => () => write((log) => log.create('visit', { owner: '61.71', round, family, state: pick([1, 2, 3, 4, 5, 6]), plannedOn: day(), enumerator: pick([null, ...uids('enumerator')]), about: pick([null, 'usulan']), voided: pick([null, null, 1]) }))),
    () => write((log) => log.update('person', numberOf('person', pick(uids('person'))), { family })),
    () => write((log) => log.update('person', numberOf('person', pick(uids('person'))), { nik: pick([null, '6171010101010001']) })),
    () => { const task = pick(uids('task')); write((log) => log.create('taskResult', { owner: pick(['61.71', villages[0] ?? '']), task, outcome: 1, doneOn: '2025-11-20' })); },
    () => { const [left, right] = [pick(uids('person')), pick(uids('person'))]; if (left !== right) sql(writer, 'INSERT OR IGNORE INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?, 1, ?, ?, 5, 0, \'[]\', \'\')').run(`${left} ${right}`, left, right); },
    () => { const other = pick(uids('family')); if (other !== family) sql(writer, 'INSERT OR IGNORE INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?, 2, ?, ?, 5, 0, \'[]\', \'\')').run(`${family} ${other}`, family, other); },
    () => { sql(writer, 'DELETE FROM duplicateFound WHERE id = (SELECT id FROM duplicateFound ORDER BY score, id LIMIT 1)').run(); },
    () => write((log) => log.update('enumerator', numberOf('enumerator', pick(uids('enumerator'))), pick<Values>([{ rt: '001' }, { rt: '002' }, { rt: null }, { name: 'Pak RT' }, { ended: '2025-11-20' }, { ended: null }]))),
    // A line of the lists that goes and comes again, as when many are derived anew.
    () => { sql(writer, 'DELETE FROM familySummary WHERE uid = ?').run(family); refreshDerived(writer, [numberOf('family', family)]); },
  ])();
}

const short = (rows: readonly { id: string | null; family: string; need: string; label: string; agency: string | null }[]) => rows.map(({ id, family, need, label, agency }) => ({ id, family, need, label, agency }));

function expectQuickCases(asked: { need?: string; agency?: string; region?: string } = {}): void {
  const plain = plainCases(office.writer, asked);
  const query = { ...(asked.need !== undefined && { need: asked.need }), ...(asked.agency !== undefined && { agency: asked.agency }), ...(asked.region !== undefined && { filter: { region: asked.region } }) };
  for (const view of caseViews) {
    const expected = plain[view] ?? [];
    const whole = listCases(office.writer, { ...query, view, limit: 5000, offset: 0 }, null);
    expect([asked, view, short(whole.rows)]).toEqual([asked, view, expected]);
    expect([view, whole.total, whole.counts]).toEqual([view, expected.length, Object.fromEntries(caseViews.map((one) => [one, plain[one]?.length ?? 0]))]);
    for (let offset = 0; offset < expected.length + 7; offset += 7) expect([view, offset, short(listCases(office.writer, { ...query, view, limit: 7, offset }, null).rows)]).toEqual([view, offset, expected.slice(offset, offset + 7)]);
  }
}

/** A period of a list: those whom its open tasks mean, and whoever is to be visited anyway. */
function expectQuickList(): void {
  const within = new Set(sql(office.writer, "SELECT uid FROM familySummary WHERE active = 1 AND region LIKE '61.71.01.%'").pluck().all());
  const open = listTasks(office.writer, { list, state: 'open', limit: 5000, offset: 0 }, null).rows;
  const meant = new Set(open.flatMap(({ family }) => (family !== null && within.has(family) ? [family] : [])));
  const { rows } = workOf(office.writer, { round: listed, by: 'rt', limit: 5000, offset: 0 }, null);
  expect(new Set(rows.filter(({ reasons }) => reasons.includes('list')).map(({ family }) => family))).toEqual(meant);
  for (const row of rows) if (row.visit === null) expect(open.some(({ id, family }) => family === row.family && id === row.task)).toBe(true);
}

/** Worklists that are turned page by page against every family judged anew, after each write. */
function expectQuickWork(of = round): void {
  expectQuickList();
  const plain = dueFamilies(office.writer, dueRule(office.writer, of, null), null);
  const keys = { rt: (row: (typeof plain)[number]) => `${row.region ?? ''}/${row.rw ?? ''}/${row.rt ?? ''}`, dasawisma: (row: (typeof plain)[number]) => row.dasawisma ?? '', enumerator: (row: (typeof plain)[number]) => row.enumerator ?? '' };
  for (const by of ['rt', 'dasawisma', 'enumerator'] as const) {
    const work = (more: object = {}) => workOf(office.writer, { round: of, by, limit: 13, offset: 0, ...more }, null);
    const { groups, total } = work();
    expect(total).toBe(plain.length);
    expect(Object.fromEntries(groups.map(({ key, label: _label, region: _region, ...counts }) => [key, counts]))).toEqual(Object.fromEntries([...Map.groupBy(plain, keys[by])].map(([key, rows]) => [key, { total: rows.length, ...Object.fromEntries(['due', 'planned', 'visited', 'checked', 'approved', 'returned'].map((state) => [state, rows.filter((row) => row.state === state).length])) }])));
    const group = groups[0]?.key ?? '';
    const inGroup = plain.filter((row) => keys[by](row) === group).map(({ number: _number, ...row }) => row);
    for (let offset = 0; offset <= inGroup.length; offset += 13) expect(work({ group, offset }).rows).toEqual(inGroup.slice(offset, offset + 13));
    expect(work({ state: 'planned' }).total).toBe(plain.filter((row) => row.state === 'planned').length);
  }
}

test('lists of needs, petitions and houses to visit that read what is kept say, page by page, what judging every record says, through random edits', () => {
  const random = mulberry(11);
  for (let turn = 0; turn < 5; turn += 1) {
    for (let edits = 0; edits < 40; edits += 1) {
      edit(random);
      if (edits % 3 === 0) expectQuickWork();
    }
    expectQuickWork();
    expectQuickCases();
    expectQuickCases({ need: 'sanitasi' });
    expectQuickCases({ agency: 'Dinas Pekerjaan Umum', region: '61.71.01' });
    expectQuickCases({ region: villages[2] ?? '' });
    const plain = plainPetitions(office.writer);
    const page = (query: object, offset = 0) => petitionPage(office.writer, { lang: 'id', ...query }, null, () => new Map(), 9, offset);
    expect(listPetitions(office.writer, { lang: 'id' }, null, () => new Map()).map((one) => [one.id, one.wait])).toEqual(plain);
    for (let offset = 0; offset < plain.length; offset += 9) expect(page({}, offset).rows.map((one) => one.id)).toEqual(plain.slice(offset, offset + 9).map(([id]) => id));
    expect(page({ text: 'ketua usl' }).total).toBe(plain.length);
    for (const wait of waits) expect([wait, page({ wait }).total]).toEqual([wait, plain.filter((one) => one[1] === wait).length]);
    const counts = petitionCounts(office.writer, {}, null);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(plain.length);
  }
  // Only what the head approved, and its answers, are the city's business.
  const handed = petitionPage(office.writer, { lang: 'id', handed: true }, null, () => new Map(), 5000, 0).rows;
  expect(handed.every(({ wait, standing }) => wait === 'answer' || wait === 'tell' || ['returned', 'granted', 'denied', 'done'].includes(standing))).toBe(true);
  expect(handed.length).toBe(listPetitions(office.writer, { lang: 'id' }, null, () => new Map()).filter(({ wait, standing }) => wait === 'answer' || wait === 'tell' || ['returned', 'granted', 'denied', 'done'].includes(standing)).length);
});

test('worklists that are made ready step by step beside the work say the same, whatever is written between the steps', async () => {
  const random = mulberry(17);
  const { uid } = writeChanges(office.writer, { user: office.user, kind: 'verval' }, (log) => log.create('visitRound', { owner: '61.71', name: 'Semester III', region: '61.71', from: '2025-11-01', until: '2025-12-31', olderThan: 200, doubts: 1 }));
  let steps = 0;
  await prepareWork(office.writer, uid, null, () => {
    steps += 1;
    for (let edits = 0; edits < 5; edits += 1) edit(random);
    return Promise.resolve(true);
  }, 1);
  expect(steps).toBeGreaterThan(1);
  expectQuickWork(uid);
  // The first look read what was ready: what is held is what was made, not made again.
  const again = { asked: 0 };
  await prepareWork(office.writer, uid, null, () => Promise.resolve(++again.asked > 0));
  expect(again.asked).toBe(0);
  // An office that is locked meanwhile is not asked any more.
  const { uid: other } = writeChanges(office.writer, { user: office.user, kind: 'verval' }, (log) => log.create('visitRound', { owner: '61.71', name: 'Semester IV', region: '61.71', from: '2025-11-01', until: '2025-12-31', olderThan: 100, doubts: 0 }));
  await prepareWork(office.writer, other, null, () => Promise.resolve(false));
  expectQuickWork(other);
});

test('the reading lane makes the worklists of open periods ready after its first call, once a session', async () => {
  const { uid } = writeChanges(office.writer, { user: office.user, kind: 'verval' }, (log) => log.create('visitRound', { owner: '61.71', name: 'Semester V', region: '61.71', from: '2025-11-02', until: '2025-12-31', olderThan: 50, doubts: 0 }));
  const isReady = async (): Promise<boolean> => {
    let asked = 0;
    await prepareWork(office.writer, uid, null, () => Promise.resolve((asked += 1) < 0));
    return asked === 0;
  };
  expect(await isReady()).toBe(false);
  let sessions = 0;
  const context = { reader: office.writer, scope: null, session: { token: 'satu' }, host: { session: () => Promise.resolve((sessions += 1)) } } as unknown as Parameters<ReturnType<typeof preparesWork>>[0];
  const prepare = preparesWork(0);
  for (let calls = 0; calls < 3; calls += 1) prepare(context);
  await expect.poll(isReady).toBe(true);
  expectQuickWork(uid);
  const asked = sessions;
  prepare(context);
  await new Promise((resolve) => void setTimeout(resolve, 20));
  expect(sessions).toBe(asked);
});
