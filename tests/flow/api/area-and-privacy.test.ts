import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOffice } from '../../../db/store/open-office.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

/** A kecamatan: its users may be bound to one of its kelurahan. */
let api: TestApi;
const HERE = '64.74.03.1002';
const THERE = '64.74.03.1003';
const WARNED = ['V01', 'V08', 'V22', 'V23', 'V25'].map((code) => ({ code, reason: 'uji' }));
const NIK = '6474034507850001';

beforeEach(async () => void (api = await testApi({ code: '64.74.03' })));
afterEach(() => api.remove());

const family = (region: string, name: string, values: Record<string, string | number> = {}) => api.call('family.save', {
  values: { region, address: 'Jl. Flores 4', rt: '001', rw: '001' }, acknowledged: WARNED,
  people: [{ values: { name, relationship: 1, sex: 2, birthDate: '1985-07-05', maritalStatus: 1, ...values } }],
});
const addUser = (name: string, role: 'operator' | 'auditor', areaPrefix?: string) =>
  api.call('user.create', { name, displayName: name, role, passphrase: TEST_PASSPHRASE, ...(areaPrefix && { areaPrefix }) });

describe('a user bound to a part of the office', () => {
  beforeEach(async () => {
    await family(HERE, 'AMINAH', { nik: NIK });
    await addUser('kanaan', 'operator', THERE);
  });

  it('is told only the changes of its own area, with their own counts', async () => {
    await family(THERE, 'BUDI', { nikReason: 6 });
    await api.signIn('kanaan');
    const day = await api.call('changes.list', { limit: 5 });
    expect(day.entries.map((entry) => entry.recordName)).toEqual(['BUDI', 'BUDI']);
    expect(day.users).toEqual([{ name: 'siti', changes: 2 }]);
  });

  it('is not bound when the area holds the whole office', async () => {
    await addUser('kota', 'operator', '64.74');
    await api.signIn('kota');
    expect(await api.call('family.count', {})).toEqual({ families: 1, people: 1 });
    expect(await refusal(api.call('import.rows', { staging: 'x' }))).not.toBe('OUTSIDE_AREA');
  });

  it('sees and throws away no draft of others', async () => {
    const draft = await api.call('draft.save', { kind: 'family', target: null, title: 'AMINAH', content: '{}' });
    await api.signIn('kanaan');
    const own = await api.call('draft.save', { kind: 'family', target: null, title: 'BUDI', content: '{}' });
    expect((await api.call('draft.list', {})).map((one) => one.title)).toEqual(['BUDI']);
    expect((await api.call('home', {})).items.filter((one) => one.kind === 'draft').map((one) => one.title)).toEqual(['BUDI']);
    expect(await refusal(api.call('draft.get', { id: draft.id }))).toBe('NOT_FOUND');
    expect(await refusal(api.call('draft.discard', { id: draft.id }))).toBe('NOT_FOUND');
    await api.call('draft.discard', { id: own.id });
    await api.signIn('siti');
    expect((await api.call('draft.list', {})).map((one) => one.title)).toEqual(['AMINAH']);
  });

  it('sees no ranking or enrolment of another area by its id', async () => {
    const [first] = (await api.call('family.list', {})).rows;
    const ranking = await api.call('ranking.add', { family: first?.id ?? '', source: 'DTSEN', scope: 'Nasional', measure: 'desil', value: 2, date: '2025-08-01' });
    expect((await api.call('record.show', { id: ranking.id })).kind).toBe('ranking');
    await api.signIn('kanaan');
    expect(await refusal(api.call('record.show', { id: ranking.id }))).toBe('OUTSIDE_AREA');
    expect(await refusal(api.call('record.history', { id: ranking.id }))).toBe('OUTSIDE_AREA');
  });

  it('does not import: a file touches the whole register', async () => {
    await api.signIn('kanaan');
    expect(await refusal(api.call('import.open', { path: join(api.root, 'ada.xlsx') }))).toBe('OUTSIDE_AREA');
    expect(await refusal(api.call('import.rows', { staging: 'x' }))).toBe('OUTSIDE_AREA');
    expect(await refusal(api.call('import.undo', { batch: 'x' }))).toBe('OUTSIDE_AREA');
  });

  it('leaves its purpose in the log when cek bantuan finds a family outside its area', async () => {
    await api.signIn('kanaan');
    expect(await refusal(api.call('aid.check', { nik: NIK, purpose: '  ' }))).toBe('INVALID_INPUT');
    expect(await refusal(api.call('aid.check', { nik: NIK, purpose: 'warga bertanya' }))).toBe('OUTSIDE_AREA');
    await api.close();
    const office = openOffice({ dir: api.dir, profileDir: join(api.root, 'profil'), user: 'siti', passphrase: TEST_PASSPHRASE, now: () => new Date(), newId: uuidv7, kdfCost: TEST_KDF_COST });
    const logged = office.writer.db.prepare("SELECT userName, detail FROM tx WHERE kind = 'access' ORDER BY id DESC LIMIT 1").get() as { userName: string; detail: string };
    office.close();
    expect(logged.userName).toBe('kanaan');
    expect(JSON.parse(logged.detail)).toMatchObject({ what: 'aidCheck', purpose: 'warga bertanya' });
  });
});

describe('a filled template', () => {
  it('leaves out no family of the office, and only those of other areas for a bound user', async () => {
    await family(HERE, 'AMINAH', { nik: NIK });
    await api.call('family.save', {
      values: { address: 'Jl. Flores 5', rt: '001', rw: '001' }, acknowledged: [...WARNED, ...['V02', 'V10', 'V21'].map((code) => ({ code, reason: 'uji' }))],
      people: [{ values: { name: 'TANPA WILAYAH', relationship: 1, sex: 2, birthDate: '1985-07-05', maritalStatus: 1, nikReason: 6 } }],
    });
    const fill = (name: string) => api.call('import.template', { path: join(api.root, name), filled: true, purpose: 'periksa silang' });
    expect(await fill('semua.xlsx')).toMatchObject({ families: 2, people: 2 });
    await addUser('kanaan', 'operator', THERE);
    await api.signIn('kanaan');
    expect(await fill('kanaan.xlsx')).toMatchObject({ families: 0, people: 0 });
  });
});

describe('a list with NIK and No KK in full', () => {
  const full = { name: 'named-list', params: { identifiers: 'full' } } as const;

  it('is never shown unlogged, and written only with a purpose by who may reveal', async () => {
    await family(HERE, 'AMINAH', { nik: NIK });
    const path = join(api.root, 'daftar.json');
    expect(JSON.stringify(await api.call('report.run', { name: 'named-list' }))).not.toContain(NIK);
    expect(await refusal(api.call('report.run', full))).toBe('PURPOSE_NEEDED');
    expect(await refusal(api.call('report.save', { ...full, format: 'json', path }))).toBe('PURPOSE_NEEDED');
    expect(await refusal(api.call('report.save', { ...full, format: 'json', path, purpose: 'musyawarah' }))).toBe('no error');
    await addUser('pemeriksa', 'auditor');
    await api.signIn('pemeriksa');
    expect(await refusal(api.call('report.run', full))).toBe('PURPOSE_NEEDED');
  });
});

describe('health answers', () => {
  it('are closed to the auditor wherever a record is told, and open to the operator', async () => {
    const { id, people } = await family(HERE, 'AMINAH', { nik: NIK, chronicDisease: 4 });
    const person = people[0] ?? '';
    await api.call('record.change', { entity: 'person', id: person, values: { chronicDisease: 5 }, acknowledged: WARNED });
    const date = (await api.call('office.info', {})).today;
    const told = async () => JSON.stringify([
      await api.call('family.get', { id }), await api.call('record.show', { id }), await api.call('record.show', { id: person }), await api.call('record.history', { id }),
      await api.call('record.history', { id: person }), await api.call('record.asOf', { id: person, date }), await api.call('changes.list', {}),
      await api.call('aid.check', { person, purpose: 'warga bertanya' }),
    ]);
    expect((await told()).match(/chronicDisease/g)?.length).toBeGreaterThanOrEqual(8);
    await addUser('pemeriksa', 'auditor');
    await api.signIn('pemeriksa');
    const seen = await told();
    expect(seen).toContain('AMINAH');
    expect(seen).not.toContain('chronicDisease');
  });
});
