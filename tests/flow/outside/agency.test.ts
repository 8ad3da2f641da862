import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyMayCall } from '../../../db/api/agency/for-agency.ts';
import { calls } from '../../../db/api/contract.ts';
import type { CallName } from '../../../db/api/contract.ts';
import type { FieldValues } from '../../../db/rules/field.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { madeUpNik, madeUpNoKk, personValues } from '../registry/office.ts';

/** The city, with recipients of two agencies; the user under test belongs to one of them. */
let api: TestApi;
const acknowledged = ['V01', 'V02', 'V05', 'V06', 'V07', 'V08', 'V10', 'V12', 'V19', 'V20', 'V21', 'V22', 'V23', 'V25', 'T01', 'T02', 'T03', 'T04'].map((code) => ({ code, reason: 'contoh uji' }));

interface Home { id: string; people: string[]; nik: string; noKk: string }
const homes: Record<'own' | 'other' | 'none' | 'shared', Home> = {} as never;
const ids: Record<string, string> = {};
/** What nobody of the agency may be told: of people outside its programmes. */
const planted: string[] = [];
/** Names that the agency is told: its own recipients. */
const told = ['Ani Terlihat', 'Wati Perorangan'];

async function home(name: string, address: string, more: FieldValues[] = []): Promise<Home> {
  const [nik, noKk] = [madeUpNik('1985-07-05', 2), madeUpNoKk()];
  const saved = await api.call('family.save', {
    values: { region: '64.74.03.1002', address, rt: '004', rw: '001', noKk }, acknowledged,
    people: [{ values: personValues(name, { nik, sex: 2, birthDate: '1985-07-05', chronicDisease: 4 }) }, ...more.map((values) => ({ values }))],
  });
  return { ...saved, nik, noKk };
}

beforeAll(async () => {
  api = await testApi({ code: '64.74', now: () => new Date('2026-11-20T09:00:00') });
  const programme = async (name: string, unitKind: number, provider: string) => (await api.call('programme.save', { values: { name, unitKind, provider, providerKind: 3 } })).id;
  ids.ownFamilies = await programme('Sembako Dinsos', 2, 'Dinas Sosial');
  ids.ownPeople = await programme('Lansia Dinsos', 1, ' dinas  SOSIAL');
  ids.others = await programme('Obat Dinkes', 2, 'Dinas Kesehatan');
  homes.own = await home('Ani Terlihat', 'Jl. Terbuka 1');
  homes.other = await home('Rahasia Lain', 'Jl. Terlarang 77');
  homes.none = await home('Rahasia Kosong', 'Gang Tersembunyi 9');
  // A kelompok of each agency, both with a member of another home who died since.
  const dead = await home('Rahasia Wafat', 'Jl. Terlarang 77', [personValues('Rahasia Duda', { sequence: 2, sex: 1, relationship: 2, nik: madeUpNik('1980-01-02', 1), birthDate: '1980-01-02' })]);
  for (const [name, provider] of [['UP2K Terlihat', 'Dinas Sosial'], ['UP2K Rahasia', 'Dinas Kesehatan']] as const) {
    const group = (await api.call('group.save', { values: { name, kind: 2, region: '64.74.03.1002' } })).id;
    await api.call('group.addMember', { group, person: dead.people[1] ?? '', role: 2, joined: '2026-01-01' });
    await api.call('enrolment.create', { programme: await programme(`Mesin ${provider}`, 4, provider), group, start: '2026-01-01' });
  }
  await api.call('person.death', { id: dead.people[1] ?? '', date: '2026-10-10' });
  const mother = madeUpNik('1950-02-03', 2);
  homes.shared = await home('Rahasia Serumah', 'Jl. Bersama 5', [personValues('Wati Perorangan', { nik: mother, birthDate: '1950-02-03', relationship: 6, sequence: 2, motherName: 'Rahasia Ibu', notes: 'tetangga Rahasia Lain' })]);
  const enrol = async (programmeId: string, who: { family?: string; person?: string }) => (await api.call('enrolment.create', { programme: programmeId, ...who, start: '2026-01-01' })).id;
  ids.ownEnrolment = await enrol(ids.ownFamilies, { family: homes.own.id });
  ids.otherEnrolment = await enrol(ids.others, { family: homes.other.id });
  await enrol(ids.ownPeople, { person: homes.shared.people[1] ?? '' });
  for (const [programmeId, enrolment] of [[ids.ownFamilies, ids.ownEnrolment], [ids.others, ids.otherEnrolment]] as const) await api.call('delivery.record', { programme: programmeId, phase: '2026-11', date: '2026-11-10', items: [{ enrolment, status: 1, rupiah: 1 }] });
  await api.call('ranking.add', { family: homes.other.id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: 8, date: '2026-06-30' });
  ids.ranking = (await api.call('ranking.add', { family: homes.none.id, source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: 1, date: '2026-06-30' })).id;
  await api.call('record.change', { entity: 'person', id: homes.none.people[0] ?? '', values: { nik: madeUpNik('1985-07-05', 2) }, acknowledged });
  planted.push('Rahasia', 'Terlarang 77', 'Tersembunyi', homes.other.nik, homes.other.noKk, homes.none.noKk, homes.shared.nik, homes.shared.noKk);
  await api.call('user.create', { name: 'dinsos', displayName: 'Dinsos', role: 'opd', agency: 'Dinas Sosial', passphrase: TEST_PASSPHRASE });
  await api.signIn('dinsos');
});
afterAll(() => api.remove());

const path = (name: string): string => join(api.root, name);
const reports = ['recap', 'programmes-by-office', 'deliveries', 'quality', 'named-list', 'overlap', 'missed', 'ineligible', 'anomalies', 'overrides', 'exports', 'delivery-names', 'exits', 'schemes', 'groups'];
const lists = ['families', 'people', 'recipients', 'search', 'import-rows'];

/** For each call that an agency may make, inputs that mean everybody planted here, and whoever else may be asked for. */
function inputsOf(name: CallName): unknown[] {
  const all = Object.values(homes);
  const records = [...all.map(({ id }) => id), ...all.flatMap(({ people }) => people), ids.ownEnrolment, ids.otherEnrolment, ids.ranking, ids.others];
  const programmes = [ids.ownFamilies, ids.ownPeople, ids.others];
  switch (name) {
    case 'family.get': case 'record.show': case 'record.history': return records.map((id) => ({ id }));
    case 'record.asOf': return records.map((id) => ({ id, date: '2026-11-20' }));
    case 'record.reveal': return [...all.filter((one) => one !== homes.own).map(({ id }) => ({ entity: 'family', id, field: 'noKk' })), ...all.filter((one) => one !== homes.own).map(({ people }) => ({ entity: 'person', id: people[0], field: 'nik' }))];
    case 'search': return [...all.flatMap(({ nik, noKk }) => [nik, noKk]), 'Rahasia', 'Terlarang', 'Ani', 'Wati', 'Bersama 5', '6474'].map((text) => ({ text, limit: 100 }));
    case 'family.list': return [{}, { filter: { text: 'Rahasia' } }, { filter: { programme: ids.others } }, { filter: { status: 'all', agency: 'Dinas Kesehatan' } }];
    case 'family.count': return [{}, { filter: { text: 'Rahasia' } }];
    case 'programme.get': return programmes.map((id) => ({ id }));
    case 'programme.recipients': return programmes.flatMap((programme) => [{ programme }, { programme, status: 'all' }]);
    case 'delivery.list': return programmes.map((programme) => ({ programme, phase: '2026-11' }));
    case 'delivery.phases': return programmes.map((programme) => ({ programme }));
    case 'aid.check': return all.flatMap(({ nik, people }) => [{ nik, purpose: 'periksa' }, ...people.map((person) => ({ person, purpose: 'periksa' }))]);
    case 'report.run': return [...reports, ...lists].flatMap((report) => [{ name: report }, { name: report, params: { text: 'Rahasia' } }, { name: report, params: { desil: '8' } }]);
    case 'report.save': return [...reports, ...lists].flatMap((report) => ['internal', 'masked', 'aggregate'].flatMap((profile) => [ids.ownFamilies, ids.others].map((programme) => ({
      name: report, format: 'csv', path: path(`${report}-${profile}-${programme}.csv`), purpose: 'periksa', profile, params: { text: 'a', ...(report === 'recipients' && { programme, identifiers: 'full' }) },
    }))));
    case 'access.log': return [{ kind: 'print', what: 'daftar', purpose: 'periksa' }];
    case 'job.cancel': return [{ job: 'x' }];
    case 'user.changePassphrase': return [{ old: 'salah', new: 'kata sandi uji lain' }];
    default: return [{}];
  }
}

describe('a user of an agency', () => {
  test('is told nobody outside its programmes by any call of the contract: no name, no NIK, no No KK, no address', async () => {
    const answers = new Map<string, string>();
    for (const name of Object.keys(calls) as CallName[]) {
      if (calls[name].open || name === 'session.lock') continue;
      for (const input of inputsOf(name)) {
        const answer: unknown = await api.call(name, input as never).catch((error: unknown) => ({ code: (error as { code?: string }).code, params: (error as { params?: unknown }).params }));
        const code = (answer as { code?: string } | null)?.code;
        if (!agencyMayCall(name)) expect(`${name} ${String(code)}`).toBe(`${name} NOT_ALLOWED`);
        const files = (answer as { files?: string[] } | null)?.files ?? [];
        const text = [JSON.stringify(answer), ...files.map((file) => readFileSync(file, 'utf8'))].join('\n');
        for (const secret of planted) expect(text.includes(secret), `${name} ${JSON.stringify(input)} tells ${secret}`).toBe(false);
        answers.set(name, `${answers.get(name) ?? ''}\n${text}`);
      }
    }
    // The walk reached what it means to reach: own recipients are told by these.
    for (const name of ['search', 'family.list', 'family.get', 'record.show', 'record.history', 'programme.recipients', 'delivery.list', 'aid.check', 'report.run', 'report.save']) expect(answers.get(name), name).toContain(told[0]);
    for (const name of ['search', 'family.get', 'record.show', 'record.history', 'programme.recipients', 'aid.check']) expect(answers.get(name), name).toContain(told[1]);
  });

  test('a call that an agency may make names nobody, or has inputs here that reach people', () => {
    const plain: readonly string[] = ['session.lock', 'office.info', 'setting.get', 'programme.list', 'scheme.list', 'aidRule.list', 'need.rules', 'family.facets', 'report.list', 'home'];
    const open = (Object.keys(calls) as CallName[]).filter((name) => agencyMayCall(name) && !plain.includes(name));
    expect(open.filter((name) => JSON.stringify(inputsOf(name)) === '[{}]')).toEqual([]);
  });

  test('sees its own recipients whole, of a shared home only who is enrolled, and counts of all', async () => {
    expect((await api.call('family.list', {})).rows.map((row) => row.head)).toEqual(['Ani Terlihat']);
    expect(await api.call('family.count', {})).toEqual({ families: 5, people: 6 });
    const whole = await api.call('family.get', { id: homes.own.id });
    expect(whole.people.map(({ values }) => values['name'])).toEqual(['Ani Terlihat']);
    expect(JSON.stringify(whole)).not.toContain('chronicDisease');
    const shared = await api.call('family.get', { id: homes.shared.id });
    expect(shared).toMatchObject({ headName: null, people: [{ values: { name: 'Wati Perorangan' } }] });
    expect(shared.values).toMatchObject({ address: 'Jl. Bersama 5' });
    expect(shared.values['noKk']).toBeUndefined();
    // Of kelompok its own, without whose members it is about.
    expect((await api.call('report.run', { name: 'anomalies' })).rows.map((row) => [row['name'], row['cause'], row['facts']])).toEqual([['UP2K Terlihat', 'Anggota meninggal atau pindah', '']]);
    // What was handed over by other agencies is none of its business.
    expect((await api.call('report.run', { name: 'delivery-names' })).rows.map((row) => [row['name'], row['programmeId']])).toEqual([['Ani Terlihat', ids.ownFamilies]]);
    expect(await refusal(api.call('family.get', { id: homes.other.id }))).toBe('OUTSIDE_PROGRAMMES');
    expect(await api.call('programme.recipients', { programme: ids.others ?? '' })).toEqual({ rows: [], next: null, total: 1 });
    expect((await api.call('programme.recipients', { programme: ids.ownPeople ?? '' })).rows.map((row) => row.name)).toEqual(['Wati Perorangan']);
    expect(await api.call('aid.check', { nik: homes.other.nik, purpose: 'calon penerima' })).toMatchObject({ found: true, family: null, receives: [] });
  });

  test('reveals a NIK of its own recipients, logged, and of nobody else', async () => {
    expect((await api.call('record.reveal', { entity: 'person', id: homes.own.people[0] ?? '', field: 'nik' })).value).toBe(homes.own.nik);
    expect(await refusal(api.call('record.reveal', { entity: 'person', id: homes.shared.people[0] ?? '', field: 'nik' }))).toBe('OUTSIDE_PROGRAMMES');
    expect(await refusal(api.call('record.reveal', { entity: 'family', id: homes.shared.id, field: 'noKk' }))).toBe('OUTSIDE_PROGRAMMES');
    await api.signIn('siti');
    const [row] = (await api.call('report.run', { name: 'exports', params: { kind: 'reveal' } })).rows;
    expect(row).toMatchObject({ by: 'dinsos', record: homes.own.people[0], what: expect.stringMatching(/^NIK [A-Z]/) as string });
    await api.signIn('dinsos');
  });
});

describe('making a user of an agency', () => {
  test('needs an agency, and an office of a city', async () => {
    await api.signIn('siti');
    const user = { name: 'dua', displayName: 'Dua', passphrase: TEST_PASSPHRASE } as const;
    expect(await refusal(api.call('user.create', { ...user, role: 'opd' }))).toBe('AGENCY_NEEDED');
    const { id } = await api.call('user.create', { ...user, role: 'operator', agency: 'Dinas Sosial' });
    expect((await api.call('user.list', {})).find((one) => one.id === id)?.agency).toBeNull();
    expect(await refusal(api.call('user.update', { id, role: 'opd' }))).toBe('AGENCY_NEEDED');
    await api.call('user.update', { id, role: 'opd', agency: 'Dinas Kesehatan' });
    await api.signIn('dua');
    expect((await api.call('family.list', {})).rows.map((row) => row.head)).toEqual(['Rahasia Lain']);
    await api.signIn('siti');
    await api.call('user.update', { id, role: 'auditor' });
    expect((await api.call('user.list', {})).find((one) => one.id === id)).toMatchObject({ role: 'auditor', agency: null });
    const village = await testApi({});
    expect(await refusal(village.call('user.create', { ...user, role: 'opd', agency: 'Dinas Sosial' }))).toBe('AGENCY_CITY_ONLY');
    await village.remove();
  });
});
