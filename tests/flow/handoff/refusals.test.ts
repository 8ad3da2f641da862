import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureCard, readCard, writeCard } from '../../../db/handoff/card.ts';
import { containerPieces, readContainer } from '../../../db/handoff/container.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import { digestFile, writeStream } from '../../../db/handoff/file-io.ts';
import { headerBytes, parseHeader } from '../../../db/handoff/header.ts';
import type { Header } from '../../../db/handoff/header.ts';
import { readJournal } from '../../../db/handoff/journal.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { signBytes } from '../../../db/handoff/seal.ts';
import { neighbours } from '../../../db/handoff/neighbours.ts';
import { lookAtCard, trustCard } from '../../../db/handoff/trust.ts';
import { errorsEn } from '../../../db/rules/text/errors.en.ts';
import { errorsId } from '../../../db/rules/text/errors.id.ts';
import { officePaths } from '../../../db/store/office-folder.ts';
import { addFamilies, befriend, makeWorld } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const KEL = '64.74.03.1002';
const KEC = '64.74.03';

let world: World;
let kelurahan: TestOffice;
let kecamatan: TestOffice;
let package1: string;

beforeAll(async () => {
  world = makeWorld();
  kelurahan = world.make(KEL, 'Gunung Telihan', 'kelurahan');
  kecamatan = world.make(KEC, 'Bontang Barat', 'kecamatan');
  await befriend(world, kelurahan, kecamatan);
  addFamilies(kelurahan, 60);
  package1 = (await exportPackage(kelurahan.session, { to: [KEC], folder: world.stick() })).file;
});
afterAll(() => world.end());

const shaOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The SHA-256 of the receiver's closed database before and after something was offered to it. */
async function offered(files: string[]): Promise<{ codes: (string | null)[]; same: boolean }> {
  const register = officePaths(kecamatan.dir).register;
  kecamatan.close();
  const before = shaOf(register);
  kecamatan.reopen();
  const rows = await receivePackages(kecamatan.session, { paths: files, receiptsFolder: world.stick() });
  expect(rows.map((row) => row.outcome)).toEqual(files.map(() => 'refused'));
  kecamatan.close();
  const same = shaOf(register) === before;
  kecamatan.reopen();
  return { codes: rows.map((row) => row.code), same };
}

/** Takes the package apart, lets its header be changed, signs it as the kelurahan would, and puts it together again. */
async function forged(name: string, change: (header: Header) => void, options: { practice?: boolean } = {}): Promise<string> {
  const parts = readContainer(package1);
  if (typeof parts === 'string') throw new Error(parts);
  const read = parseHeader(parts.header);
  if (!read || !('header' in read)) throw new Error('header');
  change(read.header);
  const bytes = headerBytes(read.header);
  const signature = signBytes(kelurahan.session.secrets.signingKey ?? '', 'package', options.practice ?? read.header.practice, bytes);
  const payload = join(world.stick(), 'payload');
  await writeStream(payload, [readFileSync(package1).subarray(parts.payload.start, parts.payload.start + parts.payload.bytes)]);
  const file = join(world.stick(), name);
  await writeStream(file, containerPieces(bytes, signature, payload, digestFile(payload)));
  return file;
}

function mutated(change: (bytes: Buffer) => Buffer): string {
  const file = join(world.stick(), 'rusak.tepat');
  writeFileSync(file, change(Buffer.from(readFileSync(package1))));
  return file;
}

describe('what is refused before the database is touched', () => {
  it('names each reason, leaves the closed database as it was, and notes it in the journal', async () => {
    const other = world.make('64.74.02', 'Bontang Selatan', 'kecamatan');
    await befriend(world, kelurahan, other);
    const elsewhere = (await exportPackage(kelurahan.session, { to: ['64.74.02'], folder: world.stick() })).file;
    const stranger = world.make('64.74.03.1001', 'Kanaan', 'kelurahan');
    const { file } = await writeCard(kecamatan.session, join(world.stick(), 'kartu'));
    trustCard(stranger.session, { path: file, unchecked: true });
    const untrusted = (await exportPackage(stranger.session, { to: [KEC], folder: world.stick() })).file;
    const cases: [string, string][] = [
      [elsewhere, 'WRONG_RECEIVER'],
      [untrusted, 'SENDER_UNTRUSTED'],
      [mutated((bytes) => bytes.subarray(0, bytes.length - 1024)), 'PACKAGE_TRUNCATED'],
      [mutated((bytes) => Buffer.concat([bytes, Buffer.from('x')])), 'PACKAGE_CHANGED'],
      [mutated(() => Buffer.from('PK\x03\x04 some other archive, long enough to be read as one')), 'NOT_A_PACKAGE'],
      [mutated(() => Buffer.alloc(0)), 'NOT_A_PACKAGE'],
      [await forged('baru.tepat', (header) => void (header.format.major = 2)), 'PACKAGE_NEWER'],
      [await forged('latihan.tepat', (header) => void (header.practice = true)), 'PACKAGE_PRACTICE'],
      [await forged('tanda.tepat', () => undefined, { practice: true }), 'SIGNATURE_WRONG'],
      [await forged('jenis.tepat', (header) => void (header.kind = 'RAHASIA')), 'PACKAGE_KIND_UNKNOWN'],
      [await forged('acuan.tepat', (header) => void (header.kind = 'ACUAN')), 'NOT_FROM_ABOVE'],
      [await forged('jawaban.tepat', (header) => void (header.kind = 'TANDA_TERIMA')), 'PACKAGE_UNREADABLE'],
      [await forged('kunci.tepat', (header) => header.destination.forEach((one) => one.devices.forEach((device) => void (device.keyId = '0'.repeat(16))))), 'KEY_MISSING'],
      [await forged('kantor.tepat', (header) => void (header.origin.code = '64.74.03.1001')), 'SENDER_UNTRUSTED'],
      [join(world.stick(), 'tidak-ada.tepat'), 'FOLDER_UNUSABLE'],
    ];
    const noted = readJournal(kecamatan.session.office).length;
    const { codes, same } = await offered(cases.map(([path]) => path));
    expect(codes).toEqual(cases.map(([, code]) => code));
    expect(same).toBe(true);
    expect(readJournal(kecamatan.session.office).slice(noted).map((entry) => entry.code).sort()).toEqual([...codes].sort());
    for (const code of codes) {
      expect(Object.hasOwn(errorsId, code ?? '') && Object.hasOwn(errorsEn, code ?? '')).toBe(true);
    }
  });

  it('refuses a package in which any single bit was flipped, wherever', async () => {
    const { length } = readFileSync(package1);
    const parts = readContainer(package1);
    if (typeof parts === 'string') throw new Error(parts);
    // Every byte outside the payload would be many thousands; a prime step visits every region, the ends byte by byte.
    const places = new Set<number>();
    for (let place = 0; place < parts.payload.start; place += 37) places.add(place);
    for (let place = parts.payload.start - 60; place < parts.payload.start + 260; place += 13) places.add(place);
    for (let place = parts.payload.start; place < length; place += 1009) places.add(place);
    for (let place = length - 260; place < length; place += 7) places.add(place);
    for (let place = 0; place < 45; place += 3) places.add(place);
    const stick = world.stick();
    const files = [...places].map((place) => {
      const bytes = Buffer.from(readFileSync(package1));
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
      const file = join(stick, `ubah-${place}.tepat`);
      writeFileSync(file, bytes);
      return file;
    });
    const { codes, same } = await offered(files);
    expect(same).toBe(true);
    expect(codes.every((code) => code !== null && code !== 'NOT_A_PACKAGE')).toBe(true);
    expect(files.length).toBeGreaterThan(150);
  }, 60_000);

  it('refuses practice packages in a real office and real ones in a practice office', async () => {
    const practice = world.make(KEL, 'Gunung Telihan', 'kelurahan', true);
    const practiceKec = world.make(KEC, 'Bontang Barat', 'kecamatan', true);
    await befriend(world, practice, practiceKec);
    const file = (await exportPackage(practice.session, { to: [KEC], folder: world.stick() })).file;
    expect(file).toMatch(/LATIHAN_LAPORAN_/);
    expect((await offered([file])).codes).toEqual(['PACKAGE_PRACTICE']);
    const [row] = await receivePackages(practiceKec.session, { paths: [package1] });
    expect(row).toMatchObject({ outcome: 'refused', code: 'PACKAGE_REAL' });
  });
});

describe('cards', () => {
  it('refuses an own, a changed, a forged and a practice card, and a wrong fingerprint', async () => {
    const folder = world.stick();
    const path = join(folder, 'kartu.tepatcard');
    const { fingerprint } = await writeCard(kelurahan.session, path);
    expect(fingerprint.split('-')).toHaveLength(10);
    expect(() => trustCard(kelurahan.session, { path, fingerprint })).toThrow('CARD_OWN');
    const card = await ensureCard(kelurahan.session);
    const forgedPath = join(folder, 'palsu.tepatcard');
    writeFileSync(forgedPath, JSON.stringify({ ...card, name: 'Kantor lain' }));
    expect(() => readCard(forgedPath)).toThrow('CARD_DAMAGED');
    writeFileSync(forgedPath, '{"a": 1}');
    expect(() => readCard(forgedPath)).toThrow('CARD_UNREADABLE');
    const fresh = world.make('64.74', 'Kota Bontang', 'kota');
    expect(() => trustCard(fresh.session, { path })).toThrow('FINGERPRINT_NEEDED');
    expect(() => trustCard(fresh.session, { path, fingerprint: fingerprint.split('-').reverse().join(' ') })).toThrow('FINGERPRINT_DIFFERS');
    const spoken = fingerprint.split('-').map((word, place) => `${place + 1}. ${word.toUpperCase()}`).join(', ');
    expect(trustCard(fresh.session, { path, fingerprint: spoken })).toMatchObject({ code: KEL, checked: true });
    const practice = world.make('64.74', 'Kota Bontang', 'kota', true);
    expect(() => trustCard(practice.session, { path, fingerprint })).toThrow('CARD_REAL');
    const practiceCard = join(folder, 'latihan.tepatcard');
    await writeCard(practice.session, practiceCard);
    expect(() => trustCard(fresh.session, { path: practiceCard, unchecked: true })).toThrow('CARD_PRACTICE');
  });

  it('refuses another card for a device that is known, and logs trust without a voice', async () => {
    const folder = world.stick();
    const card = await ensureCard(kelurahan.session);
    const { signature: _, ...rest } = card;
    const { canonicalJson } = await import('../../../db/rules/canonical-json.ts');
    const altered = { ...rest, name: 'Gunung Telihan Baru' };
    const signed = { ...altered, signature: signBytes(kelurahan.session.secrets.signingKey ?? '', 'card', false, Buffer.from(canonicalJson(altered))).toString('base64') };
    const path = join(folder, 'ganti.tepatcard');
    writeFileSync(path, JSON.stringify(signed));
    expect(() => trustCard(kecamatan.session, { path, unchecked: true })).toThrow('CARD_CHANGED');
    const other = world.make('64.74.01', 'Bontang Utara', 'kecamatan');
    const { file } = await writeCard(other.session, join(folder, 'utara'));
    copyFileSync(file, join(folder, 'salinan.tepatcard'));
    expect(trustCard(kecamatan.session, { path: file, unchecked: true }).checked).toBe(false);
    const last = kecamatan.session.office.db.prepare("SELECT reason FROM tx WHERE kind = 'access' ORDER BY id DESC LIMIT 1").pluck().get();
    expect(last).toBe('card.trust.unchecked');

    // Its words are compared later, from what is held here: the file may be gone by then, and a starter file leaves none.
    const { deviceId } = await ensureCard(other.session);
    const { fingerprint } = lookAtCard(kecamatan.session.office, { deviceId });
    expect(() => trustCard(kecamatan.session, { deviceId, fingerprint: fingerprint.replace(/^\w+/, 'kuda') })).toThrow('FINGERPRINT_DIFFERS');
    expect(trustCard(kecamatan.session, { deviceId, fingerprint }).checked).toBe(true);
    expect(neighbours(kecamatan.session.office).find(({ code }) => code === '64.74.01')).toMatchObject({ checked: true, pcs: [{ checked: true }] });
    expect(() => lookAtCard(kecamatan.session.office, { deviceId: 'tidak-ada' })).toThrow('NOT_FOUND');
  });
});
