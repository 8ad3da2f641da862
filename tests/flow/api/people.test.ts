import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldClasses } from '../../../db/rules/privacy/field-classes.ts';
import { keyringUsers, newKeyring, readKeyring, saveKeyring, wrapForKey, wrapForUser } from '../../../db/store/keyring.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let api: TestApi;
let clock = new Date('2026-11-02T08:00:00');
const OWN = 'rawa gambut 77';
const later = (seconds: number): void => void (clock = new Date(clock.getTime() + seconds * 1000));
beforeAll(async () => {
  api = await testApi({ now: () => clock });
});
afterAll(() => api.remove());

const add = async (name: string, role: 'operator' | 'admin' | 'pengesah' | 'auditor' | 'verifikator', more: object = {}): Promise<string> =>
  (await api.call('user.create', { name, displayName: name.toUpperCase(), role, passphrase: TEST_PASSPHRASE, ...more })).id;

describe('wrong passphrases', () => {
  it('cost a wait that doubles, is kept over a restart and is forgotten with the right one', async () => {
    for (let n = 0; n < 5; n += 1) expect(await refusal(api.signIn('siti', 'bukan yang ini'))).toBe('WRONG_PASSPHRASE');
    expect(await refusal(api.signIn('siti'))).toBe('TOO_MANY_TRIES');
    const again = await testApiOn(api.root, () => clock);
    await expect(again('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).rejects.toMatchObject({ code: 'TOO_MANY_TRIES', params: { seconds: 5 } });
    later(5);
    expect(await refusal(api.signIn('siti', 'bukan yang ini'))).toBe('WRONG_PASSPHRASE');
    await expect(api.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).rejects.toMatchObject({ params: { seconds: 10 } });
    // A clock that is put back gains nothing and loses nothing more than the whole wait.
    later(-86_400);
    await expect(api.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).rejects.toMatchObject({ params: { seconds: 10 } });
    later(86_400 + 10);
    const opened = await api.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE });
    expect(opened.notices).toContainEqual({ code: 'FAILED_TRIES', params: { count: 6 } });
    await api.signIn('siti');
    expect((await api.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).notices).toEqual([]);
    await api.signIn('siti');
  });

  it('are counted for the recovery code and for the change of a passphrase, too', async () => {
    for (let n = 0; n < 5; n += 1) expect(await refusal(api.call('user.changePassphrase', { old: 'bukan', new: OWN }))).toBe('WRONG_PASSPHRASE');
    expect(await refusal(api.call('user.changePassphrase', { old: TEST_PASSPHRASE, new: OWN }))).toBe('TOO_MANY_TRIES');
    later(900);
    for (let n = 0; n < 5; n += 1) expect(await refusal(api.call('recovery.confirm', { recoveryCode: '00000-00000-00000-00000-00000' }))).toBe('WRONG_RECOVERY_CODE');
    expect(await refusal(api.call('recovery.confirm', { recoveryCode: '00000-00000-00000-00000-00000' }))).toBe('TOO_MANY_TRIES');
    later(900);
  });
});

describe('passphrases', () => {
  it('are refused when short, repeated or guessed at once', async () => {
    for (const passphrase of ['pendek', 'aaaabbbbaaaa', 'siti12345678', 'kelurahan2026', 'gunung telihan 1']) {
      expect(await refusal(api.call('user.changePassphrase', { old: TEST_PASSPHRASE, new: passphrase })), passphrase).toBe('WEAK_PASSPHRASE');
    }
  });
});

describe('a passphrase that is forgotten', () => {
  it('is given anew by another administrator, for one sign-in only', async () => {
    const id = await add('budi', 'operator');
    expect(await refusal(api.call('user.resetPassphrase', { id, passphrase: 'siti', reason: 'lupa' }))).toBe('WEAK_PASSPHRASE');
    await api.call('user.resetPassphrase', { id, passphrase: 'danau sentarum 9', reason: 'lupa' });
    expect(await refusal(api.signIn('budi'))).toBe('WRONG_PASSPHRASE');
    const opened = await api.call('session.open', { user: 'budi', passphrase: 'danau sentarum 9' });
    expect(opened.mustChange).toBe(true);
    await api.signIn('budi', 'danau sentarum 9');
    expect(await refusal(api.call('home', {}))).toBe('PASSPHRASE_MUST_CHANGE');
    expect(await refusal(api.call('user.changePassphrase', { old: 'danau sentarum 9', new: 'danau sentarum 9' }))).toBe('WEAK_PASSPHRASE');
    await api.call('user.changePassphrase', { old: 'danau sentarum 9', new: OWN });
    expect(await refusal(api.call('home', {}))).toBe('no error');
    expect((await api.call('session.open', { user: 'budi', passphrase: OWN })).mustChange).toBe(false);
    await api.signIn('siti');
    const [siti] = (await api.call('user.list', {})).filter((user) => user.name === 'siti');
    expect(await refusal(api.call('user.resetPassphrase', { id: siti?.id ?? '', passphrase: OWN, reason: 'lupa' }))).toBe('RESET_OWN');
  });

  it('is given anew by the printed code, which is used up with it', async () => {
    const { recoveryCode } = await api.call('recovery.renew', { reason: 'kertas hilang' });
    expect(await refusal(api.call('recovery.open', { recoveryCode, user: 'tidak ada', passphrase: OWN }))).toBe('USER_UNKNOWN');
    const done = await api.call('recovery.open', { recoveryCode: recoveryCode.toLowerCase(), user: 'siti', passphrase: 'sungai mahakam 5' });
    expect(await refusal(api.signIn('siti'))).toBe('WRONG_PASSPHRASE');
    await api.signIn('siti', 'sungai mahakam 5');
    expect(await refusal(api.call('recovery.open', { recoveryCode, user: 'siti', passphrase: OWN }))).toBe('WRONG_RECOVERY_CODE');
    await api.signIn('siti', 'sungai mahakam 5');
    await api.call('recovery.confirm', { recoveryCode: done.recoveryCode });
    expect((await api.call('security.get', {})).recoverySince).not.toBeNull();
    // The one who recovered may still sign packages.
    expect(await api.call('card.mine', {})).toMatchObject({ code: '64.74.03.1002' });
    await api.call('user.changePassphrase', { old: 'sungai mahakam 5', new: TEST_PASSPHRASE });
  });
});

describe('a user who leaves', () => {
  it('is ended, not deleted, opens nothing any more, and the databases get a new key', async () => {
    const id = await add('pergi', 'operator');
    const file = join(api.dir, 'keyring.json');
    const box = readKeyring(file).wraps.find((wrap) => wrap.id === id);
    await api.call('backup.create', { path: join(api.root, 'sebelum.tepatbak') });
    await api.call('user.end', { id, reason: 'pindah tugas' });
    expect((await api.call('security.get', {})).leftSince).toMatchObject([{ name: 'PERGI' }]);
    const before = readFileSync(join(api.dir, 'register.db')).subarray(0, 64);
    const verified = await api.call('verify', {});
    // Whoever kept a copy of the own box, or writes one for a user that never was, gets no new key for it.
    const keyring = readKeyring(file);
    const stranger = wrapForUser(newKeyring(keyring.officeId), { id: 'u-x', name: 'x', displayName: 'X' }, OWN, { databaseKey: Buffer.alloc(32), signingKey: null }, TEST_KDF_COST).wraps;
    saveKeyring(file, { ...keyring, wraps: [...keyring.wraps, ...(box ? [box] : []), ...stranger] });
    const { recoveryCode } = await api.call('office.rekey', { reason: 'pergi pindah tugas' });
    expect(readKeyring(file).wraps.map((wrap) => wrap.name)).not.toEqual(expect.arrayContaining(['pergi']));
    expect(readKeyring(file).wraps.map((wrap) => wrap.name)).not.toEqual(expect.arrayContaining(['x']));
    expect(await refusal(api.call('home', {}))).toBe('LOCKED');
    for (const [user, passphrase] of [['budi', OWN], ['siti', TEST_PASSPHRASE]] as const) await api.signIn(user, passphrase);
    expect(await refusal(api.signIn('pergi'))).toBe('WRONG_PASSPHRASE');
    await api.signIn('siti');
    expect(readFileSync(join(api.dir, 'register.db')).subarray(0, 64).equals(before)).toBe(false);
    expect(await api.call('verify', {})).toMatchObject({ ok: true, counts: verified.counts });
    expect((await api.call('security.get', {})).leftSince).toEqual([]);
    await api.call('recovery.confirm', { recoveryCode });
    expect((await api.call('user.list', {})).find((user) => user.id === id)).toMatchObject({ active: false, name: 'pergi' });
  });
});

describe('a keyring that somebody else wrote into', () => {
  it('gives new keys to nobody whose key the register does not know, and tells whose it is', async () => {
    const file = join(api.dir, 'keyring.json');
    const sound = readKeyring(file);
    const budi = keyringUsers(sound).find((user) => user.name === 'budi');
    const forged = wrapForUser(newKeyring(sound.officeId), { id: budi?.id ?? '', name: 'budi', displayName: 'Budi' }, 'kata sandi pencuri 9', { databaseKey: Buffer.alloc(32), signingKey: null }, TEST_KDF_COST).wraps[0];
    for (const wraps of [sound.wraps.map((wrap) => (wrap.id === budi?.id && forged ? forged : wrap)), wrapForKey(sound, { id: 'escrow', kind: 'escrow', name: '64.74', displayName: 'Budi Kota' }, forged?.publicKey ?? '', null, { databaseKey: Buffer.alloc(32), signingKey: null }).wraps]) {
      saveKeyring(file, { ...sound, wraps });
      await expect(api.call('office.rekey', { reason: 'uji' })).rejects.toMatchObject({ code: 'REKEY_STRANGE_WRAPS', params: { names: expect.stringContaining('Budi') as string } });
      expect(readKeyring(file).wraps).toEqual(wraps);
    }
    saveKeyring(file, sound);
    await api.signIn('budi', OWN);
    // An older copy of the keyring opens the office as before, and the register says that it is another.
    await api.call('user.changePassphrase', { old: OWN, new: 'hutan mangrove 31' });
    saveKeyring(file, sound);
    expect((await api.call('session.open', { user: 'budi', passphrase: OWN })).notices).toEqual([{ code: 'KEY_OTHER', params: {} }]);
    expect((await api.call('session.open', { user: 'budi', passphrase: OWN })).notices).toEqual([]);
    await api.signIn('siti');
    expect((await api.call('audit.list', { limit: 20 })).acts.map(({ what, reason }) => [what, reason])).toContainEqual(['keyOther', 'keyring.other']);
  });
});

describe('who changes or ends himself', () => {
  it('has no more than that from that moment on', async () => {
    const id = await add('rangkap', 'admin');
    await api.signIn('rangkap');
    await api.call('user.update', { id, role: 'auditor' });
    expect(await refusal(api.call('user.list', {}))).toBe('NOT_ALLOWED');
    await api.signIn('siti');
    await api.call('user.update', { id, role: 'admin' });
    await api.signIn('rangkap');
    await api.call('user.end', { id, reason: 'mutasi' });
    expect(await refusal(api.call('family.count', {}))).toBe('LOCKED');
    expect(await refusal(api.signIn('rangkap'))).toBe('WRONG_PASSPHRASE');
    await api.signIn('siti');
  });
});

describe('two people', () => {
  it('are asked where it is configured, and nobody takes the rule away alone', async () => {
    const asked = { twoPerson: ['keys', 'users'] as const, lockMinutes: 5 };
    expect(await refusal(api.call('security.set', { ...asked, twoPerson: [...asked.twoPerson] }))).toBe('SECOND_NOBODY');
    await add('lurah', 'pengesah');
    await api.call('security.set', { ...asked, twoPerson: [...asked.twoPerson] });
    expect(await api.call('security.get', {})).toMatchObject({ twoPerson: ['keys', 'users'], lockMinutes: 5, seconds: [{ name: 'lurah' }] });
    expect(await refusal(api.call('setting.set', { key: 'security.twoPerson', value: '' }))).toBe('NOT_ALLOWED');
    const renew = (second?: { user: string; passphrase: string }) => refusal(api.call('recovery.renew', { reason: 'uji', second }));
    expect(await renew()).toBe('SECOND_NEEDED');
    expect(await renew({ user: 'siti', passphrase: TEST_PASSPHRASE })).toBe('SECOND_SAME');
    expect(await renew({ user: 'budi', passphrase: OWN })).toBe('SECOND_NOT_ALLOWED');
    expect(await renew({ user: 'lurah', passphrase: 'bukan ini juga' })).toBe('SECOND_WRONG');
    const second = { user: 'lurah', passphrase: TEST_PASSPHRASE };
    expect(await renew(second)).toBe('no error');
    expect(await refusal(api.call('user.create', { name: 'x', displayName: 'X', role: 'admin', passphrase: TEST_PASSPHRASE }))).toBe('SECOND_NEEDED');
    expect(await refusal(api.call('security.set', { twoPerson: [], lockMinutes: 10 }))).toBe('SECOND_NEEDED');
    await api.call('security.set', { twoPerson: [], lockMinutes: 10, second });
  });
});

describe('classes of specific data', () => {
  it('KLB-5 open to each user only what that user was given, beside role and area', async () => {
    const { id } = await api.call('family.save', {
      values: { region: '64.74.03.1002', address: 'Jl. Flores 4', rt: '001', rw: '001', account: 1 },
      people: [
        { values: { name: 'AMINAH', relationship: 1, sex: 2, birthDate: '1985-07-05', nikReason: 6, maritalStatus: 1, npwp: 1, chronicDisease: 1 } },
        { values: { name: 'BUNGA', relationship: 3, sex: 2, birthDate: '2020-01-05', nikReason: 6, nutrition: 1 } },
      ],
      acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25'].map((code) => ({ code, reason: 'uji' })),
    });
    const seen = async () => {
      const view = await api.call('family.get', { id });
      const child = view.people[1];
      return { health: 'chronicDisease' in (view.people[0]?.values ?? {}), financial: 'npwp' in (view.people[0]?.values ?? {}), child: child?.values.name === 'BUNGA', members: view.people.length };
    };
    expect(await seen()).toEqual({ health: true, financial: true, child: true, members: 2 });
    const child = (await api.call('family.get', { id })).people[1]?.id ?? '';
    await add('auditor', 'auditor');
    await add('terbatas', 'verifikator', { classes: ['child'] });
    await add('uang', 'auditor', { classes: ['financial'] });
    await api.signIn('auditor');
    expect(await seen()).toEqual({ health: false, financial: false, child: false, members: 2 });
    expect(await refusal(api.call('record.show', { id: child }))).toBe('no error');
    expect((await api.call('record.show', { id: child })).values).toEqual(expect.not.objectContaining({ name: 'BUNGA' }));
    expect(await api.call('record.history', { id: child })).toEqual([]);
    expect((await api.call('search', { text: 'bunga' })).filter((hit) => hit.kind === 'person')).toEqual([]);
    await api.signIn('terbatas');
    expect(await seen()).toEqual({ health: false, financial: false, child: true, members: 2 });
    await api.signIn('uang');
    expect(await seen()).toEqual({ health: false, financial: true, child: false, members: 2 });
    await api.signIn('siti');
    const narrow = await add('sempit', 'operator', { classes: [] });
    await api.signIn('sempit');
    expect(await seen()).toEqual({ health: false, financial: false, child: true, members: 2 });
    const head = (await api.call('family.get', { id })).people[0]?.id ?? '';
    expect(await refusal(api.call('record.change', { entity: 'person', id: head, values: { chronicDisease: 2 }, reason: 'uji' }))).toBe('NOT_ALLOWED');
    await api.signIn('siti');
    await api.call('user.update', { id: narrow, classes: [...fieldClasses] });
    await api.signIn('sempit');
    expect(await seen()).toMatchObject({ health: true, financial: true });
    await api.signIn('siti');
  });
});

async function testApiOn(root: string, now: () => Date) {
  const { caller, createApi } = await import('../../../db/api/create-api.ts');
  const other = createApi({ lane: 'both', profileDir: join(root, 'profil'), officeDir: join(root, 'kantor'), now, onEvent: () => undefined, kdfCost: 10 });
  return caller(other, () => '');
}

describe('the keyring on the disk', () => {
  it('holds no passphrase and no wrap of an ended user', () => {
    const text = readFileSync(join(api.dir, 'keyring.json'), 'utf8');
    expect(keyringUsers(readKeyring(join(api.dir, 'keyring.json'))).map(({ name }) => name)).not.toContain('pergi');
    expect(text).not.toContain(TEST_PASSPHRASE);
  });
});
