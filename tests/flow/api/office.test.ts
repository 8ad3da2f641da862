import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { askOf, saveFamilyAt } from '../../helpers/by-api.ts';

let api: TestApi;
beforeEach(async () => void (api = await testApi()));
afterEach(() => api.remove());

describe('an office through the api', () => {
  it('BTG-2 is ready without a network in one call, and holds only its own kelurahan', async () => {
    const info = await api.call('office.info', {});
    expect(info.office).toMatchObject({ code: '64.74.03.1002', level: 'kelurahan', name: 'Gunung Telihan', parentName: 'Bontang Barat', headTitle: 'Lurah' });
    expect(info).toMatchObject({ unsentChanges: 0, lastSentOn: null, receiver: false });
    expect(await api.call('family.count', {})).toEqual({ families: 0, people: 0 });
    expect((await api.call('programme.list', {})).length).toBeGreaterThan(15);
    expect((await api.call('office.status', {})).state).toBe('open');
  });

  it('names a desa with its own words; another day is heard by a practice office only', async () => {
    const desa = await testApi({ code: '62.03.03.2001', practiceDay: '2031-01-12' });
    expect((await desa.call('office.info', {})).today).not.toBe('2031-01-12');
    const practice = await testApi({ practice: true, practiceDay: '2031-01-12' });
    expect((await practice.call('office.info', {})).today).toBe('2031-01-12');
    await practice.remove();
    expect((await desa.call('office.info', {})).office).toMatchObject({ level: 'desa', headTitle: 'Kepala Desa' });
    await desa.remove();
  });

  it('counts the work of its people only: what every office begins with is nobody’s', async () => {
    const fresh = await testApi();
    expect((await fresh.call('programme.list', {})).length).toBeGreaterThan(20);
    expect((await fresh.call('home', {})).today).toEqual({ changes: 0, mine: 0 });
    expect(await fresh.call('changes.list', { limit: 10 })).toMatchObject({ users: [], entries: [] });
    await saveFamilyAt(askOf(fresh), '64.74.03.1002', 'Aminah', 'Jl. Sunyi 10');
    const { changes, mine } = (await fresh.call('home', {})).today;
    expect([changes > 0, mine]).toEqual([true, changes]);
    await fresh.remove();
  });

  it('keeps what was typed into a dialogue for its writer alone, who needs not to enter families', async () => {
    const typed = await api.call('draft.save', { kind: 'dialog-answer', target: null, title: 'Jawaban', content: '{}' });
    const form = await api.call('draft.save', { kind: 'family', target: null, title: 'AMINAH', content: '{}' });
    await api.call('user.create', { name: 'wati', displayName: 'Wati', role: 'verifikator', passphrase: TEST_PASSPHRASE });
    await api.signIn('wati');
    await api.call('user.changePassphrase', { old: TEST_PASSPHRASE, new: 'rawa gambut 77' });
    await api.signIn('wati', 'rawa gambut 77');
    const own = await api.call('draft.save', { kind: 'dialog-verify', target: null, title: 'Hasil', content: '{}' });
    expect((await api.call('draft.list', {})).map((one) => one.title)).toEqual(['Hasil']);
    expect((await api.call('home', {})).items).toContainEqual(expect.objectContaining({ kind: 'dialogDraft', id: own.id, title: 'Hasil' }));
    expect(await refusal(api.call('draft.get', { id: typed.id }))).toBe('NOT_FOUND');
    expect(await refusal(api.call('draft.discard', { id: form.id }))).toBe('NOT_FOUND');
    await api.signIn('siti');
    expect((await api.call('draft.list', {})).map((one) => one.title)).toEqual(['AMINAH', 'Jawaban']);
    for (const { id } of [typed, form]) await api.call('draft.discard', { id });
  });

  it('locks: every call is refused until the passphrase opens it again, and drafts are still there', async () => {
    const draft = await api.call('draft.save', { kind: 'family', target: null, title: 'AMINAH', content: '{"a":1}' });
    await api.call('session.lock', {});
    expect(await refusal(api.call('home', {}))).toBe('LOCKED');
    expect(await refusal(api.call('session.open', { user: 'siti', passphrase: 'salah sekali' }))).toBe('WRONG_PASSPHRASE');
    await api.signIn('siti');
    expect(await api.call('draft.get', { id: draft.id })).toMatchObject({ title: 'AMINAH', content: '{"a":1}' });
  });

  it('adds, changes and ends users; the last admin stays; an ended passphrase opens nothing', async () => {
    const { id } = await api.call('user.create', { name: 'budi', displayName: 'Budi', role: 'verifikator', passphrase: TEST_PASSPHRASE });
    expect(await refusal(api.call('user.create', { name: 'BUDI', displayName: 'Budi', role: 'auditor', passphrase: TEST_PASSPHRASE }))).toBe('USER_EXISTS');
    expect(await refusal(api.call('user.create', { name: 'ani', displayName: 'Ani', role: 'auditor', passphrase: 'pendek' }))).toBe('WEAK_PASSPHRASE');
    const [siti] = (await api.call('user.list', {})).filter((user) => user.name === 'siti');
    expect(await refusal(api.call('user.end', { id: siti?.id ?? '', reason: 'pindah tugas' }))).toBe('LAST_ADMIN');
    await api.call('user.update', { id, role: 'operator' });
    await api.signIn('budi');
    await api.call('user.changePassphrase', { old: TEST_PASSPHRASE, new: 'rawa gambut 77' });
    await api.signIn('budi', 'rawa gambut 77');
    await api.signIn('siti');
    await api.call('user.end', { id, reason: 'pindah tugas' });
    expect(await refusal(api.signIn('budi', 'rawa gambut 77'))).toBe('WRONG_PASSPHRASE');
    await api.signIn('siti');
    expect((await api.call('user.list', {})).find((user) => user.id === id)).toMatchObject({ active: false });
  });

  it('keeps a user with an area from other areas', async () => {
    const save = (region: string, name: string) => api.call('family.save', {
      values: { region, address: 'Jl. Flores 4', rt: '001', rw: '001' }, people: [{ values: { name, relationship: 1, sex: 2, birthDate: '1985-07-05', nikReason: 6, maritalStatus: 1 } }],
      acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25'].map((code) => ({ code, reason: 'uji' })),
    });
    const { id } = await save('64.74.03.1002', 'AMINAH');
    await api.call('user.create', { name: 'kanaan', displayName: 'K', role: 'operator', areaPrefix: '64.74.03.1003', passphrase: TEST_PASSPHRASE });
    await api.signIn('kanaan');
    expect(await refusal(api.call('family.get', { id }))).toBe('OUTSIDE_AREA');
    expect((await api.call('family.list', {})).rows).toEqual([]);
    expect(await api.call('search', { text: 'aminah' })).toEqual([]);
  });

  it('backs up and restores through the api, with the lost changes named', async () => {
    await api.call('user.create', { name: 'budi', displayName: 'B', role: 'operator', passphrase: TEST_PASSPHRASE });
    const file = `${api.root}/stik/kantor.tepatbackup`;
    const backup = await api.call('backup.create', { path: file });
    expect(backup).toMatchObject({ families: 0 });
    await api.call('setting.set', { key: 'lang', value: 'en' });
    const restored = await api.call('backup.restore', { file, user: 'siti', passphrase: TEST_PASSPHRASE });
    expect(restored).toMatchObject({ epoch: 2, lostChanges: 1, lostActs: 2 });
    // Each of its users hears it once, whoever brought it back.
    for (const user of ['budi', 'siti']) {
      const notices = async () => (await api.call('session.open', { user, passphrase: TEST_PASSPHRASE })).notices;
      expect(await notices()).toMatchObject([{ code: 'WORK_LOST', params: { changes: 1, acts: 2 } }]);
      expect(await notices()).toEqual([]);
    }
    await api.signIn('siti');
    expect(await api.call('setting.get', {})).toEqual({});
    expect(await api.call('verify', {})).toMatchObject({ ok: true, auditOk: true });
  });

  it('says at sign-in that work was lost when an older copy of the folder was put back, once', async () => {
    const open = () => api.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE });
    await api.call('session.lock', {});
    cpSync(api.dir, `${api.root}/lama`, { recursive: true });
    await api.signIn('siti');
    await api.call('setting.set', { key: 'lang', value: 'en' });
    await api.call('session.lock', {});
    rmSync(api.dir, { recursive: true });
    cpSync(`${api.root}/lama`, api.dir, { recursive: true });
    expect((await open()).notices).toMatchObject([{ code: 'WORK_LOST', params: { changes: 1, acts: 1 } }]);
    expect((await open()).notices).toEqual([]);
    await api.signIn('siti');
    expect(await api.call('verify', {})).toMatchObject({ ok: true });
  });

  it('names a folder that cannot be written, whatever was to be written there', async () => {
    const inTheWay = `${api.root}/berkas`;
    writeFileSync(inTheWay, '');
    expect(await refusal(api.call('report.save', { name: 'recap', format: 'csv', path: `${inTheWay}/rekap.csv` }))).toBe('FOLDER_UNUSABLE');
    expect(await refusal(api.call('backup.create', { path: `${inTheWay}/kantor.tepatbackup` }))).toBe('FOLDER_UNUSABLE');
    expect(await refusal(api.call('import.template', { path: `${inTheWay}/templat.xlsx` }))).toBe('FOLDER_UNUSABLE');
  });

  it('says at the lock that the register is damaged, once, and lets a snapshot be restored', async () => {
    await api.call('programme.list', {});
    const backup = `${api.root}/utuh.tepatbak`;
    await api.call('backup.create', { path: backup });
    await api.call('session.lock', {});
    const register = `${api.dir}/register.db`;
    writeFileSync(register, readFileSync(register).fill(0, 0, 4096));
    expect(await refusal(api.signIn('siti'))).toBe('OFFICE_DAMAGED');
    expect(await api.call('office.status', {})).toMatchObject({ state: 'damaged', problem: { code: 'OFFICE_DAMAGED' } });
    expect((await api.call('office.status', {})).state).toBe('locked');
    await api.call('backup.restore', { file: backup, user: 'siti', passphrase: TEST_PASSPHRASE });
    await api.signIn('siti');
    expect(await api.call('verify', {})).toMatchObject({ ok: true });
  });

  it('makes a practice office that says so', async () => {
    const practice = await testApi({ practice: true, code: '64.74.03.1003' });
    expect((await practice.call('office.info', {})).office.practice).toBe(true);
    await practice.remove();
  });
});
