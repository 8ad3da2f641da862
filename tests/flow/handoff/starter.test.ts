import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortHash } from '../../../db/rules/short-hash.ts';
import { addDays } from '../../../db/rules/dates.ts';
import { buildPackage, outboxFile } from '../../../db/handoff/build-package.ts';
import { exportPackage } from '../../../db/handoff/export.ts';
import { receivePackages } from '../../../db/handoff/receive.ts';
import { emptyContents, openingOf } from '../../../db/handoff/payload.ts';
import { rangesFor } from '../../../db/handoff/ranges.ts';
import { newSealingKey } from '../../../db/handoff/seal.ts';
import { readLedger } from '../../../db/handoff/sqlite-ledger.ts';
import { receiverCards } from '../../../db/handoff/trust.ts';
import { newId } from '../../../db/store/new-id.ts';
import { isOfficeFolder } from '../../../db/store/office-folder.ts';
import { openOffice } from '../../../db/store/open-office.ts';
import { pdfPages } from '../../helpers/pdf-pages.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';
import { TEST_PASSPHRASE } from '../../helpers/temp-office.ts';
import { caller, createApi } from '../../../db/api/create-api.ts';
import type { Api } from '../../../db/api/create-api.ts';
import type { Call } from '../../../db/cli/session.ts';
import { addFamilies, befriend, makeWorld, sessionOf } from './offices.ts';
import type { TestOffice, World } from './offices.ts';

const WRONG_WORDS = 'satu dua tiga empat lima enam tujuh delapan sembilan sepuluh';

let city: TestApi;
const opened: Api[] = [];
let day = '2026-11-27T02:00:00.000Z';
const now = (): Date => new Date(day);

beforeAll(async () => {
  city = await testApi({ code: '64.74', folder: 'kota', now });
});
afterAll(async () => {
  for (const api of opened) await api.close();
  await city.remove();
});

/** A new PC with nothing on it, and who works there. */
function pc(folder: string): { call: Call; sign: (token: string) => void } {
  let token = '';
  const api = createApi({ lane: 'both', profileDir: join(city.root, `profil-${folder}`), officeDir: join(city.root, folder), now, onEvent: () => undefined, kdfCost: 10 });
  opened.push(api);
  return { call: caller(api, () => token), sign: (given) => (token = given) };
}

describe('roll-out', () => {
  let files: string[];
  let kel: ReturnType<typeof pc>;
  let fingerprint: string;

  it('writes one starter file for every kelurahan of the city at once, from one edition of the reference data', async () => {
    fingerprint = (await city.call('card.mine', {})).fingerprint;
    await city.call('reference.set', { schedule: [{ every: 'week', day: 5, grace: 1 }], templates: [{ name: 'bast', text: 'Diserahkan menurut aturan kota: {berkas}.' }] });
    expect(await refusal(city.call('reference.set', { templates: [{ name: 'bast', text: '# X\n{berkass}\n{tandatangan}' }] }))).toBe('TEMPLATE_FIELDS');
    const folder = join(city.root, 'mulai');
    const written = await city.call('starter.write', { folder });
    expect(written.length).toBe(15);
    expect(written.every((one) => one.file !== null && one.refusal === null)).toBe(true);
    files = readdirSync(folder).map((name) => join(folder, name));
    expect(files.map((file) => basename(file))).toContain('MULAI_6474031002_gunung-telihan.tepatmulai');
    expect(city.events.filter((event) => event.type === 'progress' && event.phase === 'starter').at(-1)).toMatchObject({ done: 15, total: 15 });
    expect((await city.call('starter.write', { codes: ['61.71', '64.74'], folder })).map((one) => one.refusal)).toEqual(['NOT_BELOW', 'NOT_BELOW']);
    expect((await city.call('reference.status', {})).held).toMatchObject({ edition: 2 });
  });

  it('the wizard takes it and asks only for a user, a passphrase and the spoken fingerprint', async () => {
    const path = files.find((file) => file.includes('6474031002')) ?? '';
    kel = pc('kel');
    expect(await kel.call('starter.read', { path })).toMatchObject({ code: '64.74.03.1002', level: 'kelurahan', issuer: { code: '64.74', fingerprint }, schedule: { every: 'week', day: 5 }, upload: null });
    const given = { path, user: 'siti', passphrase: TEST_PASSPHRASE };
    expect(await refusal(kel.call('starter.create', given))).toBe('FINGERPRINT_NEEDED');
    expect(await refusal(kel.call('starter.create', { ...given, fingerprint: WRONG_WORDS }))).toBe('FINGERPRINT_DIFFERS');
    expect(await kel.call('starter.create', { ...given, fingerprint })).toMatchObject({ code: '64.74.03.1002', issuer: { code: '64.74', checked: true } });
    kel.sign((await kel.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session);
    expect((await kel.call('neighbour.list', {})).map((one) => [one.code, one.checked])).toEqual([['64.74', true]]);
    expect((await kel.call('reference.status', {})).held).toMatchObject({ edition: 1, issuer: '64.74', templates: [{ name: 'bast' }] });
  });

  it('one that was changed, or is no starter file, begins nothing', async () => {
    const path = join(city.root, 'rusak.tepatmulai');
    writeFileSync(path, readFileSync(files[0] ?? '', 'utf8').replace('"kelurahan"', '"desa"'));
    const other = pc('rusak');
    const create = (file: string) => other.call('starter.create', { path: file, user: 'siti', passphrase: TEST_PASSPHRASE, unchecked: true });
    expect(await refusal(create(path))).toBe('STARTER_DAMAGED');
    writeFileSync(path, 'bukan');
    expect(await refusal(create(path))).toBe('STARTER_UNREADABLE');
    expect(isOfficeFolder(join(city.root, 'rusak'))).toBe(false);
  });

  it('the city knows the office by its first report, once: nobody has to speak again', async () => {
    expect((await city.call('below.table', {})).find((one) => one.code === '64.74.03.1002')).toMatchObject({ state: 'never', families: null, quality: null, trusted: false, starter: 'written' });
    const sent = await kel.call('package.export', { to: ['64.74'], folder: join(city.root, 'stik') });
    const answers = join(city.root, 'jawaban');
    expect(await city.call('package.receive', { paths: [sent.file], receiptsFolder: answers })).toMatchObject([{ outcome: 'accepted', from: '64.74.03.1002' }]);
    expect(await kel.call('package.receive', { paths: [answers] })).toMatchObject([{ outcome: 'accepted', kind: 'TANDA_TERIMA' }]);
    expect((await city.call('starter.list', {})).find((one) => one.code === '64.74.03.1002')).toMatchObject({ state: 'used' });
    expect((await city.call('below.table', {})).find((one) => one.code === '64.74.03.1002')).toMatchObject({ state: 'received', trusted: true, starter: 'used' });
    expect((await city.call('starter.write', { codes: ['64.74.03.1002'], folder: join(city.root, 'lagi') }))[0]?.refusal).toBe('STARTER_AT_WORK');
    const twin = pc('kembar');
    await twin.call('starter.create', { path: files.find((file) => file.includes('6474031002')) ?? '', user: 'siti', passphrase: TEST_PASSPHRASE, fingerprint });
    twin.sign((await twin.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session);
    const second = await twin.call('package.export', { to: ['64.74'], folder: join(city.root, 'stik2') });
    expect(await city.call('package.receive', { paths: [second.file] })).toMatchObject([{ outcome: 'refused', code: 'SENDER_UNTRUSTED' }]);
  });

  it('goes on knowing it under a new key', async () => {
    await kel.call('card.renew', { passphrase: TEST_PASSPHRASE });
    const sent = await kel.call('package.export', { to: ['64.74'], folder: join(city.root, 'stik-kunci-baru') });
    expect(await city.call('package.receive', { paths: [sent.file] })).toMatchObject([{ outcome: 'accepted', from: '64.74.03.1002' }]);
  });

  it('knows a kecamatan, too, by the first that it carries on: nobody has to speak again', async () => {
    const folder = join(city.root, 'mulai-kecamatan');
    const [written] = await city.call('starter.write', { codes: ['64.74.03'], folder });
    const kec = pc('kec');
    await kec.call('starter.create', { path: written?.file ?? '', user: 'siti', passphrase: TEST_PASSPHRASE, fingerprint });
    kec.sign((await kec.call('session.open', { user: 'siti', passphrase: TEST_PASSPHRASE })).session);
    for (const [from, to] of [[kel, kec], [kec, kel]] as const) {
      const card = join(city.root, `kartu-${from === kel ? 'kel' : 'kec'}.tepatcard`);
      const { fingerprint: words } = await from.call('card.export', { path: card });
      await to.call('card.trust', { path: card, fingerprint: words });
    }
    const original = await kel.call('package.export', { to: ['64.74.03', '64.74'], folder: join(city.root, 'stik-kec') });
    await kec.call('package.receive', { paths: [original.file] });
    const carried = await kec.call('package.export', { kind: 'TERUSAN', to: ['64.74'], folder: join(city.root, 'stik-kec') });
    expect(await city.call('package.receive', { paths: [carried.file] })).toMatchObject([{ outcome: 'accepted', kind: 'TERUSAN', from: '64.74.03' }, { outcome: 'accepted', from: '64.74.03.1002' }]);
    expect((await city.call('starter.list', {})).find((one) => one.code === '64.74.03')).toMatchObject({ state: 'used' });
  });

  it('a first report that nobody here can open makes nobody trusted, and the next one still does', async () => {
    const code = '64.74.01.1002';
    await pc('belum').call('starter.create', { path: files.find((file) => file.includes('6474011002')) ?? '', user: 'siti', passphrase: TEST_PASSPHRASE, fingerprint });
    await opened.at(-1)?.close();
    const office = openOffice({ dir: join(city.root, 'belum'), profileDir: join(city.root, 'profil-belum'), user: 'siti', passphrase: TEST_PASSPHRASE, now, newId, kdfCost: 10 });
    const session = sessionOf(office);
    const state = async () => (await city.call('below.table', {})).find((one) => one.code === code);
    const { recipient } = await newSealingKey();
    const elsewhere = receiverCards(session.office, ['64.74']).map((one) => ({ ...one, card: { ...one.card, ageKey: recipient } }));
    const ledger = readLedger(session.office);
    const sealed = await buildPackage(session, { kind: 'LAPORAN', receivers: elsewhere, ranges: rangesFor(ledger, [], true), opening: openingOf(ledger).opening, blocks: [], contents: emptyContents() });
    expect(await city.call('package.receive', { paths: [outboxFile(session.office, sealed.file)] })).toMatchObject([{ outcome: 'refused', code: 'KEY_MISSING' }]);
    expect(await state()).toMatchObject({ trusted: false, starter: 'written' });
    const { file } = await exportPackage(session, { to: ['64.74'], folder: join(city.root, 'stik-belum') });
    expect(await city.call('package.receive', { paths: [file] })).toMatchObject([{ outcome: 'accepted' }]);
    expect(await state()).toMatchObject({ trusted: true, starter: 'used' });
    office.close();
  });

  it('says who has handed in and who is late by the city’s schedule, to the city and to the office itself', async () => {
    const row = async () => (await city.call('below.table', {})).find((one) => one.code === '64.74.03.1002');
    expect(await row()).toMatchObject({ state: 'received', dueOn: '2026-12-04', daysLate: 0 });
    expect(await kel.call('schedule.mine', {})).toMatchObject({ state: 'done', every: 'week', day: 5, dueOn: '2026-12-04' });
    day = '2026-12-04T02:00:00.000Z';
    expect([await row(), await kel.call('schedule.mine', {})]).toMatchObject([{ state: 'due', dueOn: '2026-12-04' }, { state: 'today', dueOn: '2026-12-04' }]);
    day = '2026-12-05T02:00:00.000Z';
    expect(await kel.call('schedule.mine', {})).toMatchObject({ state: 'today', dueOn: '2026-12-04', until: '2026-12-05' });
    day = '2026-12-07T02:00:00.000Z';
    expect([await row(), await kel.call('schedule.mine', {})]).toMatchObject([{ state: 'late', daysLate: 3 }, { state: 'late', daysLate: 3 }]);
    // Beranda says the same as Wilayah: late by the schedule, not by days that somebody thought of.
    expect((await city.call('home', {})).offices.find((one) => one.code === '64.74.03.1002')).toMatchObject({ late: true, daysSince: expect.any(Number) as number });
    const calendar = await city.call('below.calendar', { from: '2026-11-23', to: '2026-12-20' });
    expect(calendar.dues).toEqual(['2026-11-27', '2026-12-04', '2026-12-11', '2026-12-18']);
    expect(calendar.rows.find((one) => one.code === '64.74.03.1002')?.cells.map((cell) => cell.state)).toEqual(['received', 'missing', 'upcoming', 'upcoming']);
    expect(calendar.rows.find((one) => one.code === '64.74.01.1001')?.cells.map((cell) => [cell.state, cell.at])).toEqual([['missing', null], ['missing', null], ['upcoming', null], ['upcoming', null]]);
    // Nobody could hand in before there was a schedule.
    expect((await city.call('below.calendar', { from: '2026-11-02', to: '2026-11-26' })).dues).toEqual([]);
    const late = await kel.call('package.export', { to: ['64.74'], folder: join(city.root, 'stik3') });
    await city.call('package.receive', { paths: [late.file] });
    expect((await city.call('below.calendar', { from: '2026-12-04', to: '2026-12-04' })).rows.find((one) => one.code === '64.74.03.1002')?.cells).toMatchObject([{ state: 'late', packages: 1 }]);
    expect(addDays('2026-12-04', 7)).toBe('2026-12-11');
  });

  it('makes no folder of a stick that is gone, for a starter file or a card', async () => {
    const gone = join(city.root, 'stik-hilang');
    expect(await refusal(city.call('starter.write', { codes: ['64.74.01.1001'], folder: join(gone, 'mulai') }))).toBe('FOLDER_UNUSABLE');
    expect(await refusal(city.call('card.export', { path: join(gone, 'kartu', 'kota.tepatcard') }))).toBe('FOLDER_UNUSABLE');
    expect(existsSync(gone)).toBe(false);
  });

  it('holds nobody to days before a schedule was in force', async () => {
    const row = async () => (await city.call('below.table', {})).find((one) => one.code === '64.74.01.1001');
    expect(await row()).toMatchObject({ state: 'never', dueOn: '2026-12-04', daysLate: 3 });
    await city.call('reference.set', { schedule: [{ code: '', every: 'week', day: 6, grace: 0 }] });
    // What is only saved is not in force.
    expect(await row()).toMatchObject({ dueOn: '2026-12-04', daysLate: 3 });
    await city.call('starter.write', { codes: ['64.74.01.1001'], folder: join(city.root, 'mulai-sabtu') });
    expect((await city.call('reference.status', {})).held?.schedule).toMatchObject([{ every: 'week', day: 6, since: '2026-12-07' }]);
    expect(await row()).toMatchObject({ state: 'never', dueOn: '2026-12-12', daysLate: 0 });
    expect((await city.call('below.calendar', { from: '2026-12-05', to: '2026-12-12' })).rows.find((one) => one.code === '64.74.01.1001')?.cells.map(({ due, state }) => [due, state])).toEqual([['2026-12-12', 'upcoming']]);
  });

  it('says of each starter file when its office hands in, whatever was set after it', async () => {
    const fresh = await testApi({ code: '64.74', folder: 'kota-jadwal', now });
    const said = async () => (await fresh.call('starter.list', {})).map(({ code, schedule }) => [code, schedule && `${schedule.every} ${schedule.day} ${schedule.grace}`]);
    const write = (code: string) => fresh.call('starter.write', { codes: [code], folder: join(fresh.root, 'mulai') });
    await write('64.74.01.1001');
    await fresh.call('reference.set', { schedule: [{ every: 'week', day: 5, grace: 1 }, { code: '64.74.03', every: 'month', day: 10, grace: 0 }] });
    await write('64.74.01.1002');
    await write('64.74.03.1002');
    await fresh.call('reference.set', { schedule: [{ every: 'month', day: 1, grace: 0 }] });
    await write('64.74.03.1001');
    expect(await said()).toEqual([['64.74.01.1001', null], ['64.74.01.1002', 'week 5 1'], ['64.74.03.1001', 'month 1 0'], ['64.74.03.1002', 'month 10 0']]);
    await write('64.74.01.1001');
    expect((await said())[0]).toEqual(['64.74.01.1001', 'month 1 0']);
    await fresh.remove();
  });

  it('KLB-3 the handover letter says the counts and the short hash of the package, and who signs; the cover letter who is late', async () => {
    const [sent] = await kel.call('package.outbox', {});
    const read = async (ask: typeof kel.call, kind: 'bast' | 'surat-pengantar', packageId?: string): Promise<string> => {
      const { id } = await ask('letter.issue', { kind, ...(packageId !== undefined && { packageId }) });
      const file = join(city.root, `${kind}.pdf`);
      await ask('letter.write', { id, format: 'pdf', path: file });
      return (await pdfPages(readFileSync(file))).map((page) => page.text).join('\n');
    };
    const bast = await read(kel.call, 'bast', sent?.packageId);
    for (const text of [`${sent?.families} keluarga, ${sent?.people} jiwa, ${sent?.changes} perubahan`, shortHash(sent?.sha256 ?? '-'), 'Diserahkan menurut aturan kota', 'Yang menyerahkan', 'Yang menerima']) expect(bast).toContain(text);
    // The whole hash is broken over two lines.
    expect(bast.replaceAll('\n', '')).toContain(sent?.sha256);
    const cover = await read(city.call, 'surat-pengantar');
    for (const text of ['Nomor', '400.9/001/', 'Satimpo', 'belum kirim', 'JUMLAH']) expect(cover).toContain(text);
    expect(await refusal(kel.call('letter.issue', { kind: 'bast', packageId: 'tidak-ada' }))).toBe('NOT_FOUND');
  });
});

describe('a folder of many', () => {
  let world: World;
  afterAll(() => world.end());

  it('KPS-8 29 kelurahan are taken in one go: a row each, one bad file stops none, and progress is told', async () => {
    world = makeWorld();
    const kota = world.make('61.71', 'Kota Pontianak', 'kota');
    const folder = world.stick();
    const one = world.make('61.71.01.1001', 'Contoh 1', 'kelurahan');
    const made: TestOffice[] = [one];
    for (let number = 2; number <= 29; number += 1) made.push(world.make(`61.71.0${1 + (number % 6)}.${1000 + number}`, `Contoh ${number}`, 'kelurahan'));
    for (const kel of made) {
      await befriend(world, kel, kota);
      addFamilies(kel, 2);
      copyFileSync((await exportPackage(kel.session, { to: ['61.71'], folder: world.stick() })).file, join(folder, `${kel.code}.tepat`));
    }
    const broken = join(folder, `${made[12]?.code ?? ''}.tepat`);
    writeFileSync(broken, readFileSync(broken).subarray(0, 2000));
    const told: number[] = [];
    const rows = await receivePackages(kota.session, { paths: [folder] }, { progress: ({ step, done, total }) => void (step === 'checked' && total === 29 && told.push(done)) });
    expect(rows.length).toBe(29);
    expect(rows.filter((row) => row.outcome === 'accepted').length).toBe(28);
    expect(rows.find((row) => row.file === broken)).toMatchObject({ outcome: 'refused', code: 'PACKAGE_TRUNCATED' });
    expect(told).toEqual(Array.from({ length: 29 }, (_, place) => place + 1));
    expect(kota.session.office.db.prepare('SELECT count(DISTINCT owner) FROM family').pluck().get()).toBe(28);
  });
});
