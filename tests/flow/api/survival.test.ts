import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeReleaseKey, signUpdate } from '../../../build/sign-update.ts';
import { noteEvent, readEvents } from '../../../db/api/survival/event-log.ts';
import { watchHealth } from '../../../db/api/survival/watch-health.ts';
import { updateBounds } from '../../../db/api/survival/update-bounds.ts';
import { lookForUpdate, tidyUpdates, updateFolder } from '../../../db/api/survival/update-check.ts';
import { caller, createApi } from '../../../db/api/create-api.ts';
import { makeHost, makeSession } from '../../../db/api/host.ts';
import type { UpdateKey } from '../../../db/api/survival/update-keys.ts';
import { VERSION, compareVersions } from '../../../db/rules/version.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { newId } from '../../../db/store/new-id.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

const NAME = 'BUNGA TANJUNG RAHASIA';
const NIK = '6474035507850001';
const credentials = { user: 'siti', passphrase: TEST_PASSPHRASE };

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await api.call('family.save', {
    values: { region: '64.74.03.1002', address: 'JL. CEMPAKA RAHASIA 9', rt: '001', rw: '001', noKk: '6474030101900001' },
    people: [{ values: { name: NAME, nik: NIK, relationship: 1, sex: 2, birthDate: '1985-07-15', maritalStatus: 1 } }],
    acknowledged: ['V01', 'V08', 'V22', 'V23', 'V25'].map((code) => ({ code, reason: 'uji' })),
  });
});
afterAll(() => api.remove());

describe('Periksa kesehatan', () => {
  it('runs its numbered checks and tells what wants a look', async () => {
    const { items, worst, version } = await api.call('health.check', {});
    expect(version).toBe(VERSION);
    expect(items.map((item) => item.no)).toEqual(Array.from({ length: 18 }, (_one, place) => place + 1));
    const state = Object.fromEntries(items.map((item) => [item.key, item.state]));
    expect(state).toMatchObject({ program: 'ok', database: 'ok', chain: 'ok', imports: 'ok', keyring: 'ok', mark: 'ok', folder: 'ok', clock: 'ok', quarantine: 'ok', snapshot: 'warn', backup: 'warn', photos: 'ok', photoBackup: 'ok', held: 'ok' });
    expect(worst).not.toBe('ok');
    await api.call('backup.create', { path: join(api.root, 'stik', 'utuh.tepatbak') });
    expect((await api.call('health.check', {})).items.find((item) => item.key === 'backup')).toMatchObject({ state: 'ok', params: { days: 0 } });
  });

  it('sees a snapshot that is damaged, and data put aside', async () => {
    const folder = join(api.dir, 'snapshots');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '2026-11-01T00-00-00.000Z-import.db'), Buffer.alloc(8192, 7));
    mkdirSync(join(api.dir, 'damaged', 'dulu'), { recursive: true });
    const state = Object.fromEntries((await api.call('health.check', {})).items.map((item) => [item.key, item.state]));
    expect(state).toMatchObject({ snapshot: 'bad', quarantine: 'warn' });
    for (const one of [folder, join(api.dir, 'damaged')]) rmSync(one, { recursive: true });
  });
});

describe('the support file and the log', () => {
  it('hold versions, checks, counts and faults, and nothing about people', async () => {
    await refusal(api.call('family.get', { id: NIK }));
    await refusal(api.call('backup.create', { path: join(api.root, 'stik', 'utuh.tepatbak', NAME, 'x.tepatbak') }));
    const path = join(api.root, 'bantuan.zip');
    const { parts } = await api.call('support.bundle', { path });
    expect(parts).toEqual(['ringkasan.json', 'berkas.json', 'kesehatan.json', 'jumlah.json', 'kegiatan.json', 'catatan.log']);
    const text = unpacked(readFileSync(path));
    expect(text).toContain(VERSION);
    expect(text).toContain('"family": 1');
    expect(text).toContain('FOLDER_UNUSABLE');
    for (const word of [NAME, 'BUNGA', NIK, '6474030101900001', 'CEMPAKA', '"siti"', 'Gunung Telihan', '64.74.03.1002']) expect(text, word).not.toContain(word);
  });

  it('rotate, and keep five files', () => {
    const options = { profileDir: join(api.root, 'profil-log'), now: () => new Date() };
    for (let line = 0; line < 14_000; line += 1) noteEvent(options, { what: 'refused', call: 'family.save', code: `CODE_${line}_${'X'.repeat(60)}` });
    const files = readdirSync(join(options.profileDir, 'logs'));
    expect(files.sort()).toEqual(['tepat.1.log', 'tepat.2.log', 'tepat.3.log', 'tepat.4.log', 'tepat.log']);
    expect(readEvents(options.profileDir).at(-1)).toContain('CODE_13999_');
  });

  it('are there for an office that cannot be opened, too', async () => {
    const other = createApi({ lane: 'both', profileDir: join(api.root, 'profil-lain'), officeDir: api.dir, now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST });
    const { parts } = await caller(other, () => '')('support.bundle', { path: join(api.root, 'bantuan-terkunci.zip') });
    await other.close();
    expect(parts).toEqual(['ringkasan.json', 'berkas.json', 'catatan.log']);
  });
});

describe('an update from a stick', () => {
  const stick = (name: string): string => join(api.root, name);
  const newer = VERSION.replace(/\d+$/, (last) => String(Number(last) + 1));
  let key: UpdateKey;
  let withKeys: ReturnType<typeof createApi>;
  let call: ReturnType<typeof caller>;
  const makeStick = (name: string, version: string, keyFile = 'terbit.pem'): string => {
    mkdirSync(stick(name));
    writeFileSync(join(stick(name), 'Tepat-setup.exe'), `pemasang ${version}`);
    writeFileSync(join(stick(name), 'Tepat.AppImage'), `pemasang ${version}`);
    signUpdate(stick(name), join(api.root, keyFile), { id: 'terbit', version, notes: 'Perbaikan.', files: ['Tepat-setup.exe', 'Tepat.AppImage'] });
    return stick(name);
  };
  beforeAll(async () => {
    key = makeReleaseKey(join(api.root, 'terbit.pem'), 'terbit');
    makeReleaseKey(join(api.root, 'lain.pem'), 'terbit');
    await api.call('session.lock', {});
    withKeys = createApi({ lane: 'both', profileDir: join(api.root, 'profil'), officeDir: api.dir, now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST, updateKeys: [key] });
    let token = '';
    call = caller(withKeys, () => token);
    token = (await call('session.open', credentials)).session;
  });
  afterAll(async () => {
    await withKeys.close();
    await api.signIn('siti');
  });

  it('is taken when it is signed, newer and whole; the copy on this PC is what is proved again', async () => {
    const folder = makeStick('baik', newer);
    expect(await call('update.look', { folder })).toMatchObject({ version: newer, notes: 'Perbaikan.' });
    const taken = await call('update.take', { folder });
    expect(taken.file.startsWith(updateFolder(join(api.root, 'profil')))).toBe(true);
    expect(readFileSync(taken.file, 'utf8')).toBe(`pemasang ${newer}`);
    expect((await call('backup.list', {}))[0]).toMatchObject({ kind: 'snapshot', why: 'update' });
    tidyUpdates(join(api.root, 'profil'), { keys: [key], version: VERSION, platform: process.platform });
    expect(existsSync(taken.file)).toBe(true);
    tidyUpdates(join(api.root, 'profil'), { keys: [key], version: newer, platform: process.platform });
    expect(existsSync(taken.file)).toBe(false);
  });

  it('is refused when it is forged, changed, older, the same, for another system, or not there', async () => {
    const look = (folder: string): Promise<string> => refusal(call('update.look', { folder }));
    expect(await look(makeStick('palsu', newer, 'lain.pem'))).toBe('UPDATE_FORGED');
    const changed = makeStick('diubah', newer);
    for (const file of ['Tepat-setup.exe', 'Tepat.AppImage']) writeFileSync(join(changed, file), `pemasanG ${newer}`);
    expect(await look(changed)).toBe('UPDATE_FORGED');
    const retold = makeStick('versi-diubah', VERSION);
    const manifest = join(retold, 'tepat-update.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(VERSION, newer));
    expect(await look(retold)).toBe('UPDATE_FORGED');
    expect(await look(makeStick('sama', VERSION))).toBe('UPDATE_NOT_NEWER');
    expect(await look(makeStick('lama', '0.0.9'))).toBe('UPDATE_NOT_NEWER');
    expect(await look(api.root)).toBe('UPDATE_NONE');
    const other = makeStick('sistem-lain', newer);
    signUpdate(other, join(api.root, 'terbit.pem'), { id: 'terbit', version: newer, notes: '', files: [process.platform === 'win32' ? 'Tepat.AppImage' : 'Tepat-setup.exe'] });
    expect(await look(other)).toBe('UPDATE_OTHER_SYSTEM');
    expect(await refusal(call('update.take', { folder: changed }))).toBe('UPDATE_FORGED');
  });

  it('needs a key that the program knows: signed by any other it is forged, and a version is three numbers', () => {
    // As long as the publisher has put none in, the program says so and runs nothing.
    expect(() => lookForUpdate(stick('baik'), updateBounds([]))).toThrow('UPDATE_NO_KEY');
    const { publicKey } = generateKeyPairSync('ed25519');
    const other: UpdateKey = { id: key.id, key: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64') };
    expect(() => lookForUpdate(stick('baik'), updateBounds([other]))).toThrow('UPDATE_FORGED');
    expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
    expect(compareVersions('1.0', '1.0.0')).toBeNull();
    expect(VERSION).toBe((JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { version: string }).version);
  });
});

describe('a register that is damaged where nobody has read yet', () => {
  it('is found by the check beside the work, closed, and brought back with the lost period named', async () => {
    const folder = join(api.root, 'kantor-rusak');
    await api.call('session.lock', {});
    cpSync(api.dir, folder, { recursive: true });
    cpSync(join(api.root, 'profil'), join(api.root, 'profil-rusak'), { recursive: true });
    const bytes = readFileSync(join(folder, 'register.db'));
    bytes.fill(0, bytes.length - 3 * 4096);
    writeFileSync(join(folder, 'register.db'), bytes);
    const host = makeHost({ lane: 'both', profileDir: join(api.root, 'profil-rusak'), officeDir: folder, now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST });
    const office = openOffice({ dir: folder, profileDir: join(api.root, 'profil-rusak'), ...credentials, now: () => new Date(), newId, kdfCost: TEST_KDF_COST });
    host.adopt(office, makeSession({ id: office.userId, name: 'siti', displayName: 'siti', role: 'admin', areaPrefix: '', agency: null }));
    watchHealth(host);
    await vi.waitFor(() => expect(host.isOpen()).toBe(false), 30_000);
    expect(host.takeTrouble()).toMatchObject({ state: 'damaged', code: 'OFFICE_DAMAGED' });
    host.close();
    const again = createApi({ lane: 'both', profileDir: join(api.root, 'profil-rusak'), officeDir: folder, now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST });
    const call = caller(again, () => '');
    const { ways, bad } = await call('recovery.look', credentials);
    expect(bad).toContain(join(folder, 'register.db'));
    expect(ways[0]).toMatchObject({ kind: 'snapshot', why: 'update', families: 1 });
    expect(ways[0]?.from).not.toBe('');
    expect(await refusal(call('recovery.look', { ...credentials, passphrase: 'bukan sandinya ini' }))).toBe('WRONG_PASSPHRASE');
    const restored = await call('backup.restore', { file: ways[0]?.file ?? '', ...credentials });
    expect(restored).toMatchObject({ families: 1 });
    expect(existsSync(join(restored.keptAside ?? '', 'register.db'))).toBe(true);
    await again.close();
    await api.signIn('siti');
  });

  it('is looked after by a process that ends when the office is locked', async () => {
    const kill = vi.fn();
    const begun = vi.fn();
    const folder = join(api.root, 'kantor-lepas');
    const profileDir = join(api.root, 'profil-lepas');
    await api.call('session.lock', {});
    cpSync(api.dir, folder, { recursive: true });
    const watched = createApi({ lane: 'both', profileDir, officeDir: folder, now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST, watchHealth: true, startProcess: () => ({ send: begun, onMessage: () => undefined, onExit: () => undefined, kill }) });
    const { session } = await caller(watched, () => '')('session.open', credentials);
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce(), 30_000);
    expect(kill).not.toHaveBeenCalled();
    await caller(watched, () => session)('session.lock', {});
    expect(kill).toHaveBeenCalledOnce();
    await watched.close();
    expect(kill).toHaveBeenCalledOnce();
    await api.signIn('siti');
  });

  it('has a snapshot of the day, taken beside the work', async () => {
    const folder = join(api.root, 'kantor-harian');
    await api.call('session.lock', {});
    cpSync(api.dir, folder, { recursive: true });
    rmSync(join(folder, 'snapshots'), { recursive: true, force: true });
    const profileDir = join(api.root, 'profil-harian');
    const daily = createApi({ lane: 'both', profileDir, officeDir: folder, now: () => new Date(), onEvent: () => undefined, kdfCost: TEST_KDF_COST, watchHealth: true });
    await caller(daily, () => '')('session.open', credentials);
    await vi.waitFor(() => expect(readdirSync(join(folder, 'snapshots')).some((name) => name.endsWith('-daily.db'))).toBe(true), 30_000);
    await daily.close();
    await api.signIn('siti');
  });
});

/** The text of every part of a ZIP whose sizes follow its parts. */
function unpacked(zip: Buffer): string {
  const texts: string[] = [];
  for (let at = 0; zip.readUInt32LE(at) === 0x0403_4b50; ) {
    const body = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
    const end = zip.indexOf(Buffer.from([0x50, 0x4b, 0x07, 0x08]), body);
    texts.push(inflateRawSync(zip.subarray(body, end)).toString('utf8'));
    at = end + 16;
  }
  return texts.join('\n');
}
