import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readJpeg } from '../../../db/rules/photos/jpeg.ts';
import { caller, createApi } from '../../../db/api/create-api.ts';
import { openForUser, readKeyring } from '../../../db/store/keyring.ts';
import { backupPhotos } from '../../../db/store/photos/photo-backup.ts';
import { askOf, trustEachOther } from '../../helpers/by-api.ts';
import { photoFile } from '../../helpers/photo-file.ts';
import { TEST_KDF_COST, TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from './office.ts';

let api: TestApi;
let city: TestApi;
let visit = '';
let families: string[] = [];
const now = () => new Date('2026-11-20T09:00:00');

beforeAll(async () => {
  api = await testApi({ now });
  city = await testApi({ code: '64.74', root: api.root, folder: 'kota', now });
  await trustEachOther(askOf(api), askOf(city), api.root, 'foto');
  families = [];
  for (let place = 0; place < 3; place += 1) {
    const acknowledged = ['V05', 'V10', 'V12', 'V19'].map((code) => ({ code, reason: 'contoh uji' }));
    families.push((await api.call('family.save', { values: familyValues({ address: `Jl. Anggrek No. ${place}`, ...(place < 2 ? { latitude: 0.1234567 + place / 100, longitude: 117.4712345 } : {}) }), people: [{ values: personValues(`Warga ${place}`) }], acknowledged })).id);
  }
  visit = (await api.call('verval.record', { family: families[0] ?? '', date: '2026-11-19', result: 1 })).id;
});
afterAll(async () => {
  await city.close();
  await api.remove();
});

const path = (name: string): string => join(api.root, name);
const add = (bytes: Buffer, more: object = {}) => api.call('photo.add', { visit, image: bytes.toString('base64'), ...more });
const photosOf = async () => (await api.call('verval.list', { id: visit }))[0]?.photos ?? [];

test('a photo lies encrypted under its hash, without what its camera wrote beside the picture', async () => {
  const taken = photoFile({ day: '2026-11-18', latitude: 0.1312, longitude: 117.4733 });
  writeFileSync(path('rumah.jpg'), taken);
  const read = await api.call('photo.read', { path: path('rumah.jpg') });
  expect(read).toMatchObject({ takenOn: '2026-11-18', image: taken.toString('base64') });
  expect(read.latitude).toBeCloseTo(0.1312, 5);
  expect(read.longitude).toBeCloseTo(117.4733, 5);
  const { id, sha256 } = await api.call('photo.add', { visit, path: path('rumah.jpg') });
  expect(await photosOf()).toMatchObject([{ id, sha256, subject: 1, takenOn: '2026-11-18', width: 1, height: 1 }]);
  const kept = Buffer.from((await api.call('photo.get', { id })).image, 'base64');
  expect(kept.includes('Exif')).toBe(false);
  expect(taken.includes('Exif')).toBe(true);
  expect(readJpeg(kept)).toMatchObject({ width: 1, height: 1 });
  // The same picture again is the same photo; nothing of it is legible in the file.
  expect((await api.call('photo.add', { visit, path: path('rumah.jpg') })).id).toBe(id);
  const file = readFileSync(join(api.dir, 'photos.db'));
  expect(file.includes('SQLite format')).toBe(false);
  expect(file.includes(kept.subarray(20, 60))).toBe(false);
});

test('what is no photo, too large or too many is refused; what was added by mistake no longer counts', async () => {
  expect(await refusal(add(Buffer.from('bukan foto')))).toBe('PHOTO_BAD');
  expect(await refusal(add(photoFile().subarray(0, -5)))).toBe('PHOTO_BAD');
  const large = photoFile();
  expect(await refusal(add(Buffer.concat([large.subarray(0, -2), Buffer.alloc(420 * 1024), large.subarray(-2)])))).toBe('PHOTO_TOO_LARGE');
  for (let seed = 1; seed < 8; seed += 1) await add(photoFile({ seed }), { subject: 2 });
  expect(await refusal(add(photoFile({ seed: 99 })))).toBe('PHOTO_TOO_MANY');
  const [first] = await photosOf();
  await api.call('photo.void', { id: (await photosOf())[7]?.id ?? '', reason: 'kabur' });
  expect(await photosOf()).toHaveLength(7);
  expect(first?.takenOn).toBe('2026-11-18');
  expect(await api.call('verify', {})).toMatchObject({ ok: true });
});

test('a backup folder grows by what is new, is proved, and brings lost photos back', async () => {
  const folder = path('cadangan-foto');
  expect(await api.call('photo.backup', { folder })).toMatchObject({ added: 8, total: 8 });
  expect(await api.call('photo.backup', { folder })).toEqual({ file: null, added: 0, total: 8 });
  const other = (await api.call('verval.record', { family: families[1] ?? '', date: '2026-11-19', result: 1 })).id;
  await api.call('photo.add', { visit: other, image: photoFile({ seed: 50 }).toString('base64') });
  const before = readdirSync(folder);
  expect(await api.call('photo.backup', { folder })).toMatchObject({ added: 1, total: 9 });
  expect(readdirSync(folder)).toHaveLength(2);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(before));
  for (const end of ['', '-wal', '-shm']) rmSync(join(api.dir, `photos.db${end}`), { force: true });
  const [first] = await photosOf();
  expect(await refusal(api.call('photo.get', { id: first?.id ?? '' }))).toBe('PHOTO_MISSING');
  expect(await api.call('photo.restore', { folder })).toEqual({ added: 9, total: 9, bad: 0 });
  expect((await api.call('photo.get', { id: first?.id ?? '' })).image).not.toBe('');
  // Another office's key opens none of it.
  expect(await refusal(city.call('photo.restore', { folder }))).toBe('PHOTO_BACKUP_BAD');
  expect(await refusal(api.call('photo.restore', { folder: path('kosong') }))).toBe('PHOTO_BACKUP_BAD');
});

test('the report goes without photos; a package of their own brings them by hash, once', async () => {
  const to = ['64.74'];
  const report = await api.call('package.export', { to, folder: path('stik') });
  expect(await city.call('package.receive', { paths: [report.file] })).toMatchObject([{ outcome: 'accepted', quarantined: 0 }]);
  const there = (await city.call('verval.list', { limit: 10 })).find((one) => one.id === visit);
  expect(there).toMatchObject({ own: false, result: 1, enteredBy: 'siti' });
  const photo = there?.photos[0]?.id ?? '';
  expect(await refusal(city.call('photo.get', { id: photo }))).toBe('PHOTO_MISSING');
  const sent = await api.call('package.export', { to, folder: path('stik'), kind: 'FOTO' });
  expect(sent).toMatchObject({ kind: 'FOTO' });
  expect(readFileSync(sent.file).length).toBeLessThan(64 * 1024);
  expect(await city.call('package.receive', { paths: [sent.file] })).toMatchObject([{ outcome: 'accepted', applied: 8, unchanged: 0, quarantined: 0 }]);
  expect((await city.call('photo.get', { id: photo })).image).toBe((await api.call('photo.get', { id: photo })).image);
  expect(await city.call('package.receive', { paths: [sent.file] })).toMatchObject([{ outcome: 'duplicate' }]);
  expect(await refusal(api.call('package.export', { to, folder: path('stik'), kind: 'FOTO' }))).toBe('PHOTO_NONE');
  expect(await city.call('verify', {})).toMatchObject({ ok: true });
});

test('pictures on a stick that broke off, or never came, are not lost: the receipt tells', async () => {
  const to = ['64.74'];
  await add(photoFile({ seed: 120 }), { visit: (await api.call('verval.record', { family: families[2] ?? '', date: '2026-11-19', result: 1 })).id });
  const sent = await api.call('package.export', { to, folder: path('stik-patah'), kind: 'FOTO' });
  const bytes = readFileSync(sent.file);
  writeFileSync(path('patah.tepat'), bytes.subarray(0, bytes.length - 40));
  expect(await city.call('package.receive', { paths: [path('patah.tepat')] })).toMatchObject([{ outcome: 'refused' }]);
  expect(await refusal(api.call('package.export', { to, folder: path('stik'), kind: 'FOTO' }))).toBe('PHOTO_NONE');
  // The next answer names what came: what it does not name goes again, as long as it was not taken.
  const answer = async (files: string[]) => {
    await city.call('package.receive', { paths: files, receiptsFolder: path('jawaban') });
    await api.call('package.receive', { paths: [path('jawaban')] });
  };
  await answer([(await api.call('package.export', { to, folder: path('stik') })).file]);
  const again = await api.call('package.export', { to, folder: path('stik'), kind: 'FOTO' });
  expect(again.packageId).not.toBe(sent.packageId);
  await answer([again.file, sent.file]);
  expect(await refusal(api.call('package.export', { to, folder: path('stik'), kind: 'FOTO' }))).toBe('PHOTO_NONE');
  await answer([(await api.call('package.export', { to, folder: path('stik') })).file]);
  expect(await refusal(api.call('package.export', { to, folder: path('stik'), kind: 'FOTO' }))).toBe('PHOTO_NONE');
});

test('BTG-10 places leave as GeoJSON and CSV; outsiders get no names and three decimals, under an agreement', async () => {
  const save = (more: object) => api.call('location.save', { format: 'geojson', path: path('rumah.geojson'), purpose: 'peta kerja', ...more } as Parameters<typeof api.call<'location.save'>>[1]);
  expect(await save({})).toMatchObject({ rows: 2, without: 1 });
  const read = () => JSON.parse(readFileSync(path('rumah.geojson'), 'utf8')) as { type: string; desimal: number; catatan?: string; features: { geometry: { coordinates: number[] }; properties: Record<string, unknown> }[] };
  expect(read()).toMatchObject({ type: 'FeatureCollection', features: [{ geometry: { coordinates: [117.471234, 0.123457] }, properties: { kepalaKeluarga: 'Warga 0', rt: '001' } }, {}] });
  await save({ format: 'csv', path: path('rumah.csv'), decimals: 4 });
  expect(readFileSync(path('rumah.csv'), 'utf8')).toContain('"0.1235";"117.4712"');
  expect(await refusal(save({ audience: 'outside' }))).toBe('AGREEMENT_NEEDED');
  const partner = (await api.call('partner.save', { name: 'PT Muara Jaya', kind: 7 })).id;
  const agreement = (await api.call('agreement.save', { partner, number: '1/PKS/2026', date: '2026-01-05', purpose: 'CSR', programmes: [], wider: true, fields: [], from: '2026-01-05', until: '2027-01-05' })).id;
  expect(await save({ audience: 'outside', agreement })).toMatchObject({ rows: 2 });
  const told = read();
  expect(told.features.map((one) => one.geometry.coordinates)).toEqual([[117.471, 0.123], [117.471, 0.133]]);
  expect(told.desimal).toBe(3);
  expect(told.catatan).toContain('PT Muara Jaya');
  expect(JSON.stringify(told)).not.toContain('Warga');
  expect(Object.keys(told.features[0]?.properties ?? {})).toEqual(['rt', 'rw', 'wilayah', 'desil']);
  const logged = await api.call('report.run', { name: 'exports' });
  expect(logged.rows.filter((row) => row['what'] === 'Koordinat rumah (geojson)').map((row) => [row['profile'], row['to'], row['rows'], row['purpose']])).toEqual([['Tersamar', 'PT Muara Jaya', 2, 'peta kerja'], ['Internal', '', 2, 'peta kerja']]);
});

test('one backup brings everything back, photos too: on another PC, after a rekey, with a torn file beside it', async () => {
  const stick = path('stik cadangan');
  const item = async (key: string) => (await api.call('health.check', {})).items.find((one) => one.key === key);
  expect(await item('photoBackup')).toMatchObject({ state: 'warn', params: { fresh: 10 } });
  const file = join(stick, 'kantor.tepatbak');
  const made = await api.call('backup.create', { path: file });
  expect(made.photos).toMatchObject({ added: 10, total: 10, problem: null });
  expect((await api.call('backup.create', { path: join(stick, 'kedua.tepatbak') })).photos).toMatchObject({ added: 0, total: 10, folder: made.photos.folder });
  expect(await item('photoBackup')).toMatchObject({ state: 'ok' });
  const [first] = await photosOf();

  // A new PC knows nothing but the stick.
  const credentials = { user: 'siti', passphrase: TEST_PASSPHRASE };
  const other = createApi({ lane: 'both', profileDir: path('pc-baru'), now, onEvent: () => undefined, kdfCost: TEST_KDF_COST });
  let token = '';
  const call = caller(other, () => token);
  expect(await call('backup.restore', { file, ...credentials })).toMatchObject({ families: 3, photos: { added: 10, total: 10, missing: 0 } });
  token = (await call('session.open', credentials)).session;
  expect(await call('photo.get', { id: first?.id ?? '' })).toEqual(await api.call('photo.get', { id: first?.id ?? '' }));
  await other.close();

  // The databases get a new key: the old backup is of the old one, the photos go over, and the next backup has a folder of its own.
  await api.call('office.rekey', { reason: 'uji' });
  await api.signIn('siti');
  const again = await api.call('backup.create', { path: join(stick, 'ketiga.tepatbak') });
  expect(again.photos).toMatchObject({ added: 10, total: 10 });
  expect(again.photos.folder).not.toBe(made.photos.folder);
  rmSync(made.photos.folder ?? '', { recursive: true });
  expect(await api.call('backup.restore', { file, ...credentials })).toMatchObject({ photos: { added: 0, total: 10, missing: 0 } });
  await api.signIn('siti');
  expect((await api.call('photo.get', { id: first?.id ?? '' })).image).not.toBe('');

  // Neither the store nor the folder: what is missing is counted, on the screen and by the check.
  for (const end of ['', '-wal', '-shm']) rmSync(join(api.dir, `photos.db${end}`), { force: true });
  expect(await item('photos')).toMatchObject({ state: 'warn', params: { missing: 9 } });
  expect(await api.call('backup.restore', { file, ...credentials })).toMatchObject({ photos: { added: 0, total: 0, missing: 10 } });
  await api.signIn('siti');
  // A torn store keeps nobody from backing up, and is told; of a folder what can be read comes back.
  writeFileSync(join(api.dir, 'photos.db'), Buffer.alloc(8192, 7));
  expect((await api.call('backup.create', { path: join(stick, 'tanpa.tepatbak') })).photos).toMatchObject({ problem: 'PHOTO_STORE_DAMAGED' });
  expect(await item('photos')).toMatchObject({ state: 'bad' });
  rmSync(join(api.dir, 'photos.db'));
  const folder = path('cadangan-foto');
  writeFileSync(join(folder, readdirSync(folder).sort()[1] ?? ''), Buffer.alloc(8192, 7));
  expect(await api.call('photo.restore', { folder })).toEqual({ added: 8, total: 8, bad: 0 });
  expect(await api.call('photo.backup', { folder })).toMatchObject({ added: 0, total: 8 });
});

test('a large backup of photos goes into several files, for sticks that hold no large ones', async () => {
  const folder = path('cadangan-terbagi');
  const { databaseKey } = openForUser(readKeyring(join(api.dir, 'keyring.json')), 'siti', TEST_PASSPHRASE);
  expect(backupPhotos(api.dir, databaseKey, folder, '2026-11-20T09:00:00.000Z', 600)).toMatchObject({ added: 8, total: 8 });
  expect(readdirSync(folder).length).toBeGreaterThan(2);
  expect(await api.call('photo.restore', { folder })).toEqual({ added: 0, total: 8, bad: 0 });
});
