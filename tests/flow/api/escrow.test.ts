import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ESCROW, readKeyring, wrapOf } from '../../../db/store/keyring.ts';
import { askOf, trustEachOther } from '../../helpers/by-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let city: TestApi;
let office: TestApi;
let clock = new Date('2026-11-28T08:00:00');
let parts: { holder: string; code: string }[] = [];
let key: string;
const days = (count: number): void => void (clock = new Date(clock.getTime() + count * 86_400_000));
const holders = ['Sekretaris Daerah', 'Kepala Dinas Sosial', 'Inspektur'];
const NEW = 'rawa gambut 77';
const path = (name: string): string => join(city.root, name);
const keyring = () => readKeyring(join(office.dir, 'keyring.json'));
const acuan = async (): Promise<void> => {
  const { file } = await city.call('package.export', { to: ['64.74.03.1002'], folder: city.root, kind: 'ACUAN' });
  expect((await office.call('package.receive', { paths: [file] }))[0]).toMatchObject({ outcome: 'accepted' });
};
/** Everything of the office as it lies on the disk: what a thief of PC or stick has. */
const onDisk = (): string => readdirSync(office.dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => readFileSync(join(one.parentPath, one.name), 'latin1')).join('\n');

beforeAll(async () => {
  const now = () => clock;
  city = await testApi({ code: '64.74', folder: 'kota', now });
  office = await testApi({ root: city.root, folder: 'kelurahan', now });
  await trustEachOther(askOf(city), askOf(office), city.root, 'kartu');
  await city.call('user.create', { name: 'kadis', displayName: 'Kepala Dinas', role: 'pengesah', passphrase: TEST_PASSPHRASE });
});
afterAll(async () => {
  await office.close();
  await city.remove();
});

const health = async (one: TestApi) => (await one.call('health.check', {})).items.find(({ key: check }) => check === 'escrow');

describe('the city’s escrow', () => {
  it('is split over named holders once, told by reference data, and joined by the office', async () => {
    expect(await refusal(office.call('escrow.begin', { holders, needed: 2, until: '2027-12-31', reason: 'uji' }))).toBe('NOT_AN_ISSUER');
    expect(await refusal(city.call('escrow.begin', { holders: ['A', 'a'], needed: 2, until: '2027-12-31', reason: 'uji' }))).toBe('ESCROW_HOLDERS');
    expect(await refusal(city.call('escrow.begin', { holders, needed: 2, until: '2026-11-28', reason: 'uji' }))).toBe('ESCROW_UNTIL');
    expect([await health(city), await health(office)]).toMatchObject([{ state: 'warn', params: { case: 'nocity' } }, { state: 'ok', params: { case: 'notoffered' } }]);
    const made = await city.call('escrow.begin', { holders, needed: 2, until: '2027-12-31', reason: 'SK Wali Kota 12/2026' });
    ({ parts } = made);
    key = made.name;
    expect(parts.map(({ holder }) => holder)).toEqual(holders);
    expect(await refusal(city.call('escrow.begin', { holders, needed: 2, until: '2027-12-31', reason: 'uji' }))).toBe('ESCROW_IN_FORCE');
    expect(await refusal(city.call('setting.set', { key: 'security.escrow', value: '{}' }))).toBe('NOT_ALLOWED');
    expect(await refusal(office.call('escrow.join', {}))).toBe('ESCROW_NONE');
    await acuan();
    expect(await office.call('escrow.status', {})).toMatchObject({ own: null, mayKeep: false, offered: { name: key, needed: 2, of: 3, until: '2027-12-31' }, joined: null });
    expect([await health(city), await health(office)]).toMatchObject([{ state: 'ok', params: { case: 'city', until: '2027-12-31' } }, { state: 'warn', params: { case: 'notjoined' } }]);
    await office.call('escrow.join', {});
    expect(await health(office)).toMatchObject({ no: 18, state: 'ok', params: { until: '2027-12-31', since: expect.stringMatching(/^20/) as string } });
    expect(await office.call('escrow.status', {})).toMatchObject({ joined: { name: key, until: '2027-12-31' }, keysSeen: false });
    expect(wrapOf(keyring(), ESCROW)).toMatchObject({ kind: 'escrow', kdf: null });
    for (const { code } of parts) expect(onDisk()).not.toContain(code.slice(0, 23));
  });

  it('opens an office that nobody can open any more, on the word of two holders, logged at both ends, and the keys are replaced', async () => {
    await office.call('session.lock', {});
    expect(await refusal(office.call('escrow.request', { user: 'tidak ada', passphrase: NEW, path: path('minta') }))).toBe('USER_UNKNOWN');
    expect(await refusal(office.call('escrow.request', { user: 'siti', passphrase: 'siti', path: path('minta') }))).toBe('WEAK_PASSPHRASE');
    const asked = await office.call('escrow.request', { user: 'Siti', passphrase: NEW, path: path('minta') });
    expect(asked).toMatchObject({ name: 'Gunung Telihan', user: 'siti' });
    expect(await office.call('escrow.offered', {})).toMatchObject({ joined: { until: '2027-12-31' }, pending: { requestId: asked.requestId } });
    for (const file of [readFileSync(asked.file, 'utf8'), onDisk()]) expect(file).not.toContain(NEW);

    const looked = await city.call('escrow.look', { path: asked.file });
    expect(looked).toMatchObject({ name: 'Gunung Telihan', fingerprint: asked.fingerprint, trouble: null, needed: 2 });
    const answer = (given: readonly string[], words = asked.fingerprint, file = asked.file) =>
      city.call('escrow.answer', { path: file, parts: [...given], fingerprint: words, out: path('jawab'), reason: 'surat lurah 3/2026' });
    const [a = '', b = '', c = ''] = parts.map(({ code }) => code);
    // A courier who put the own key into the request has other words.
    const swapped = { ...(JSON.parse(readFileSync(asked.file, 'utf8')) as object), publicKey: Buffer.alloc(32, 9).toString('base64') };
    writeFileSync(path('palsu.tepatminta'), JSON.stringify(swapped));
    expect(await refusal(answer([a, b], asked.fingerprint, path('palsu.tepatminta')))).toBe('FINGERPRINT_DIFFERS');
    expect(await refusal(answer([a]))).toBe('ESCROW_SHARES_FEW');
    expect(await refusal(answer([a, a]))).toBe('ESCROW_SHARES_FEW');
    for (let n = 0; n < 5; n += 1) expect(await refusal(answer([a, 'AAAAA-BBBBB']))).toBe('ESCROW_SHARE_WRONG');
    expect(await refusal(answer([a, b]))).toBe('TOO_MANY_TRIES');
    days(1);
    const given = await answer([c, a]);
    expect(given.holders).toEqual(['Inspektur', 'Sekretaris Daerah']);
    const { acts } = await city.call('audit.list', { kind: 'escrow' });
    expect(acts.map((act) => act.reason)).toContain('surat lurah 3/2026');

    expect(await refusal(office.call('escrow.install', { path: given.file, passphrase: 'bukan yang itu 5' }))).toBe('WRONG_PASSPHRASE');
    copyFileSync(join(office.dir, 'escrow-request.json'), path('lama.json'));
    const before = readFileSync(join(office.dir, 'register.db')).subarray(0, 64);
    const done = await office.call('escrow.install', { path: given.file, passphrase: NEW });
    expect(done).toMatchObject({ user: 'siti', rekeyed: true });
    expect(await refusal(office.signIn('siti'))).toBe('WRONG_PASSPHRASE');
    await office.signIn('siti', NEW);
    expect(readFileSync(join(office.dir, 'register.db')).subarray(0, 64).equals(before)).toBe(false);
    await office.call('recovery.confirm', { recoveryCode: done.recoveryCode ?? '' });
    expect((await office.call('audit.list', { kind: 'escrow' })).acts.map((act) => act.reason)).toEqual(['escrow.install', 'escrow.join']);
    expect(await office.call('escrow.status', {})).toMatchObject({ joined: { name: key }, keysSeen: false });
    expect(await office.call('verify', {})).toMatchObject({ ok: true });
    expect(await office.call('card.mine', {})).toMatchObject({ code: '64.74.03.1002' });

    // Nothing is left to be used again: not the answer, and not the answer beside its old request either, whose keys are gone.
    await office.call('session.lock', {});
    expect(await refusal(office.call('escrow.install', { path: given.file, passphrase: NEW }))).toBe('ESCROW_ANSWER_OTHER');
    copyFileSync(path('lama.json'), join(office.dir, 'escrow-request.json'));
    expect(await refusal(office.call('escrow.install', { path: given.file, passphrase: NEW }))).not.toBe('no error');
    await office.signIn('siti', NEW);
  });

  it('runs out: an old request, an ended escrow and a forgotten box open nothing', async () => {
    await office.call('session.lock', {});
    const asked = await office.call('escrow.request', { user: 'siti', passphrase: NEW, path: path('minta2') });
    days(15);
    expect(await city.call('escrow.look', { path: asked.file })).toMatchObject({ trouble: 'ESCROW_REQUEST_OLD' });
    const again = await office.call('escrow.request', { user: 'siti', passphrase: NEW, path: path('minta3') });
    await city.signIn('siti');
    await city.call('escrow.end', { reason: 'pemegang pindah tugas' });
    const parts2 = parts.map(({ code }) => code);
    expect(await refusal(city.call('escrow.answer', { path: again.file, parts: parts2, fingerprint: again.fingerprint, out: path('x'), reason: 'uji' }))).toBe('ESCROW_EXPIRED');
    await office.signIn('siti', NEW);
    await acuan();
    await office.signIn('siti', NEW);
    expect(await office.call('escrow.status', {})).toMatchObject({ offered: null, joined: null });
    expect(wrapOf(keyring(), ESCROW)).toBeUndefined();
    await office.call('session.lock', {});
    expect(await refusal(office.call('escrow.request', { user: 'siti', passphrase: NEW, path: path('minta4') }))).toBe('ESCROW_NONE');
    await office.signIn('siti', NEW);
  });
});

describe('wrong tries beside signing in', () => {
  it('are counted together with it where an office is looked into or brought back', async () => {
    for (let n = 0; n < 3; n += 1) expect(await refusal(office.call('recovery.look', { user: 'siti', passphrase: 'bukan' }))).toBe('WRONG_PASSPHRASE');
    await office.signIn('siti', NEW);
    const backup = path('cadangan.tepatbak');
    await office.call('backup.create', { path: backup });
    for (let n = 0; n < 3; n += 1) expect(await refusal(office.call('recovery.look', { user: 'siti', passphrase: 'bukan' }))).toBe('WRONG_PASSPHRASE');
    for (let n = 0; n < 2; n += 1) expect(await refusal(office.call('backup.restore', { file: backup, user: 'siti', passphrase: 'bukan' }))).toBe('WRONG_PASSPHRASE');
    expect(await refusal(office.call('recovery.look', { user: 'siti', passphrase: NEW }))).toBe('TOO_MANY_TRIES');
    expect(await refusal(office.signIn('siti', NEW))).toBe('TOO_MANY_TRIES');
  });
});
