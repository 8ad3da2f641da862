import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../../db/store/connection.ts';
import { openForUser, readKeyring } from '../../../db/store/keyring.ts';
import { askOf, trustEachOther } from '../../helpers/by-api.ts';
import { photoFile } from '../../helpers/photo-file.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { familyValues, personValues } from './office.ts';

let office: TestApi;
let city: TestApi;
let clock = new Date('2020-11-02T08:00:00');
const tick = (): Date => (clock = new Date(clock.getTime() + 1000));
let moved: { id: string; people: string[] };
let staying: { id: string; people: string[] };
let photo: { id: string; sha256: string };
/** What must be in no file any more: of the family that left, and of the man who died. */
const planted = ['QUXANTHOR', 'WIBIZZLEDANA', 'Jl. Zamrudwati Raya 77', '6474035705800042', '6474030101200077', 'JUMBRAXO', 'zq-catatan-mantri'];
const second = { user: 'lurah', passphrase: TEST_PASSPHRASE };
const classes = ['families', 'people', 'petitions', 'deliveries', 'photos'] as const;
const acknowledged = ['V01', 'V05', 'V08', 'V10', 'V12', 'V19', 'V22', 'V23', 'V25'].map((code) => ({ code, reason: 'contoh uji' }));

/** Every database below a folder as it is without its encryption: each page, also those that no row uses. */
function plain(dir: string, into: string): string {
  const { databaseKey } = openForUser(readKeyring(join(dir, 'keyring.json')), 'siti', TEST_PASSPHRASE);
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.db') && !name.endsWith('lock.db'));
  const parts = files.map((name, index) => {
    const copy = join(into, `polos-${index}-${Date.now()}.db`);
    copyFileSync(join(dir, name), copy);
    if (existsSync(join(dir, `${name}-wal`))) copyFileSync(join(dir, `${name}-wal`), `${copy}-wal`);
    const db = openConnection(copy, { key: databaseKey, mustExist: true, journal: 'TRUNCATE' });
    db.pragma("rekey=''");
    db.close();
    return readFileSync(copy, 'utf8');
  });
  return parts.join('\n');
}
const foundIn = (dir: string): string[] => {
  const all = plain(dir, office.root);
  return planted.filter((value) => all.includes(value));
};
const send = async (full = false) => {
  const { file } = await office.call('package.export', { to: ['64.74'], folder: office.root, full });
  const [row] = await city.call('package.receive', { paths: [file], receiptsFolder: join(office.root, 'tanda-terima') });
  return row;
};

beforeAll(async () => {
  office = await testApi({ now: tick, folder: 'kelurahan' });
  city = await testApi({ code: '64.74', root: office.root, folder: 'kota', now: tick });
  await trustEachOther(askOf(office), askOf(city), office.root, 'kartu');
  for (const one of [office, city]) await one.call('user.create', { name: 'lurah', displayName: 'Lurah', role: 'pengesah', passphrase: TEST_PASSPHRASE });
  const save = (address: string, noKk: string, people: Record<string, string | number | null>[]) => office.call('family.save', { values: familyValues({ address, noKk }), people: people.map((values) => ({ values: personValues('', values) })), acknowledged });
  moved = await save('Jl. Zamrudwati Raya 77', '6474030101200077', [{ name: 'QUXANTHOR MANDALAWANGI', nik: '6474035705800042', birthDate: '1980-05-17', sex: 2 }, { name: 'WIBIZZLEDANA', relationship: 3, sequence: 2, birthDate: '2012-03-04', maritalStatus: 1 }]);
  staying = await save('Jl. Kenanga 3', '6474030101200088', [{ name: 'SLAMET RIYADI' }, { name: 'JUMBRAXO TUA', relationship: 6, sequence: 2, birthDate: '1940-01-01', sex: 1 }]);
  const visit = (await office.call('verval.record', { family: moved.id, date: '2020-11-02', result: 1 })).id;
  photo = await office.call('photo.add', { visit, image: photoFile({ day: '2020-11-01', seed: 3 }).toString('base64'), takenOn: '2020-11-01' });
  // Once more, so that the log holds old values, too.
  await office.call('record.change', { entity: 'person', id: moved.people[0] ?? '', values: { notes: 'zq-catatan-mantri' }, acknowledged });
  await office.call('record.change', { entity: 'person', id: moved.people[0] ?? '', values: { notes: 'sudah selesai' }, acknowledged });
  await office.call('person.move', { family: moved.id, people: moved.people, date: '2020-11-02', destination: 'Samarinda' });
  await office.call('person.death', { id: staying.people[1] ?? '', date: '2020-11-02' });
  await office.call('backup.create', { path: join(office.root, 'sebelum.tepatbak') });
});
afterAll(async () => {
  await city.close();
  await office.remove();
});

describe('retention', () => {
  it('counts each class from its own date, as the office set it, and names nothing before its time', async () => {
    const sent = await send();
    expect(sent?.outcome).toBe('accepted');
    await office.call('package.receive', { paths: [sent?.receipt ?? ''] });
    const rules = async () => Object.fromEntries((await office.call('retention.rules', {})).map((one) => [one.class, [one.years, one.upTo, one.due]]));
    expect(await rules()).toMatchObject({ families: [5, '2015-11-02', 0], people: [5, '2015-11-02', 0], petitions: [2, '2018-11-02', 0], deliveries: [10, '2010-11-02', 0] });
    clock = new Date('2026-11-28T08:00:00');
    await office.call('retention.set', { years: { people: 6, photos: 0 }, reason: 'JRA 2026' });
    expect(await rules()).toMatchObject({ families: [5, '2021-11-28', 1], people: [6, '2020-11-28', 3], photos: [0, null, 0] });
    expect(await refusal(office.call('setting.set', { key: 'security.retention', value: '{}' }))).toBe('NOT_ALLOWED');
    await office.call('retention.set', { years: { photos: 5 }, reason: 'JRA 2026' });
  });

  it('shows what would go with it, keeps what is named, and asks two people, always', async () => {
    const preview = await office.call('retention.preview', { classes: [...classes] });
    expect(preview.rows.map((row) => [row.class, row.name])).toEqual([['families', 'QUXANTHOR MANDALAWANGI'], ['people', 'QUXANTHOR MANDALAWANGI'], ['people', 'WIBIZZLEDANA'], ['people', 'JUMBRAXO TUA'], ['photos', 'QUXANTHOR MANDALAWANGI']]);
    expect(preview.counts).toMatchObject({ family: 1, person: 3, visit: 1, photo: 1 });
    expect(preview.copies).toEqual({ packages: 1, receivers: ['Kota Bontang (64.74)'], backups: 1, sealed: 0 });
    expect((await office.call('retention.preview', { classes: [...classes], keep: [staying.people[1] ?? ''] })).counts.person).toBe(2);
    const destroy = (more: object) => refusal(office.call('retention.destroy', { classes: [...classes], seen: preview.seen, basis: 'BA 1/2026', ...more }));
    expect(await destroy({})).toBe('SECOND_NEEDED');
    expect(await destroy({ second: { user: 'siti', passphrase: TEST_PASSPHRASE } })).toBe('SECOND_SAME');
    expect(await destroy({ second, seen: 'a'.repeat(64) })).toBe('PREVIEW_STALE');
    expect(foundIn(office.dir)).toEqual(planted);
  });

  it('takes it out of register, history, search, pictures and every page of every file, and the chain still proves itself', async () => {
    const before = await office.call('verify', {});
    // A register that was once put aside as damaged, and the package that the city has: this PC could open both.
    mkdirSync(join(office.dir, 'damaged/2021-01-01'), { recursive: true });
    copyFileSync(join(office.dir, 'register.db'), join(office.dir, 'damaged/2021-01-01/register.db'));
    expect(readdirSync(join(office.dir, 'outbox'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tepat'))).toHaveLength(1);
    const { seen } = await office.call('retention.preview', { classes: [...classes] });
    const done = await office.call('retention.destroy', { classes: [...classes], seen, basis: 'BA 1/2026', second });
    expect(done.counts).toMatchObject({ family: 1, person: 3 });
    expect(done).toMatchObject({ pictures: 1, aside: 1, packages: 1 });
    expect([existsSync(join(office.dir, 'damaged')), readdirSync(join(office.dir, 'outbox'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tepat'))]).toEqual([false, []]);
    expect(foundIn(office.dir)).toEqual([]);
    for (const word of ['quxanthor', 'jumbraxo', '6474035705800042', 'zamrudwati']) expect(await office.call('search', { text: word, limit: 5 }), word).toEqual([]);
    expect(await refusal(office.call('family.get', { id: moved.id }))).toBe('NOT_FOUND');
    expect((await office.call('family.get', { id: staying.id })).people).toHaveLength(1);
    expect(await refusal(office.call('photo.get', { id: photo.id }))).toBe('NOT_FOUND');
    expect(await office.call('verify', {})).toMatchObject({ ok: true, problems: [], changes: before.changes });
    // A new record may get the old number; it is nobody's successor.
    const next = await office.call('family.save', { values: familyValues({ address: 'Jl. Baru 1' }), people: [{ values: personValues('WARGA BARU') }], acknowledged });
    expect(JSON.stringify(await office.call('record.history', { id: next.id }))).not.toContain('QUXANTHOR');
    expect(await office.call('verify', {})).toMatchObject({ ok: true, problems: [] });
    const [act] = (await office.call('audit.list', { kind: 'destroy', limit: 5 })).acts;
    expect((await office.call('audit.show', { tx: act?.tx ?? 0 })).facts.map(({ key }) => key)).toContain('confirmedBy');
    // What was made of it before is read without it, and without falling over.
    for (const { tx } of (await office.call('audit.list', { limit: 100 })).acts) expect(JSON.stringify(await office.call('audit.show', { tx }))).not.toContain('QUXANTHOR');
  });

  it('leaves a berita acara that says how many, under which rule and by whom, and never whose', async () => {
    const [act] = await office.call('retention.list', {});
    expect(act).toMatchObject({ by: 'siti', confirmedBy: 'lurah', basis: 'BA 1/2026', rules: [{ class: 'families', years: 5, records: 1 }, { class: 'people', years: 6 }, {}, {}, {}] });
    for (const value of planted) expect(JSON.stringify(act)).not.toContain(value);
    const path = join(office.root, 'berita-acara.pdf');
    const written = await office.call('retention.document', { tx: act?.tx ?? 0, format: 'pdf', path });
    expect(statSync(written.file).size).toBeGreaterThan(2000);
    expect(written.pages).toBeLessThanOrEqual(2);
  });

  it('is not brought back by a package', async () => {
    const { seen } = await city.call('retention.preview', { classes: ['families'] });
    const gone = await city.call('retention.destroy', { classes: ['families'], seen, basis: 'BA 2/2026', second });
    expect(gone.counts).toMatchObject({ family: 1, person: 2 });
    // The kelurahan brings back what it has: from its backup of before, sent whole again.
    await office.call('session.lock', {});
    await office.call('backup.restore', { file: join(office.root, 'sebelum.tepatbak'), user: 'siti', passphrase: TEST_PASSPHRASE });
    await office.signIn('siti');
    await office.call('record.change', { entity: 'family', id: moved.id, values: { landmark: 'dekat pasar' }, acknowledged }).catch(() => undefined);
    const row = await send(true);
    expect(row).toMatchObject({ quarantined: 0 });
    expect(await refusal(city.call('family.get', { id: moved.id }))).toBe('NOT_FOUND');
    expect(await city.call('search', { text: 'quxanthor', limit: 5 })).toEqual([]);
    expect(await city.call('verify', {})).toMatchObject({ ok: true, problems: [] });
  });
});
