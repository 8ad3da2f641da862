import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, createApi } from '../../../db/api/create-api.ts';
import { askOf, saveFamilyAt, trustEachOther } from '../../helpers/by-api.ts';
import { terminal } from '../../helpers/terminal.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let office: TestApi;
let city: TestApi;
let agreement: string;
let clock = new Date('2026-11-28T08:00:00');
const region = '64.74.03.1002';
const path = (name: string): string => join(office.root, name);

beforeAll(async () => {
  office = await testApi({ now: () => clock, folder: 'kelurahan' });
  city = await testApi({ code: '64.74', root: office.root, folder: 'kota', now: () => clock });
  await trustEachOther(askOf(office), askOf(city), office.root, 'kartu');
  for (const [name, address] of [['RUKMINI SARI', 'Jl. Kenanga 1'], ['DARTO WIYONO', 'Jl. Kenanga 2']] as const) await saveFamilyAt(askOf(office), region, name, address);
  const partner = (await office.call('partner.save', { name: 'BAZNAS Kota Bontang', kind: 9 })).id;
  agreement = (await office.call('agreement.save', { partner, number: '7/PKS/2026', date: '2026-01-05', purpose: 'zakat', programmes: [], wider: true, fields: ['name', 'rtRw', 'nik', 'address'], from: '2026-01-05', until: '2026-12-31' })).id;
});
afterAll(async () => {
  await city.close();
  await office.remove();
});

describe('a BACA file', () => {
  const write = (more: object = {}) => office.call('baca.write', { name: 'families', agreement, until: '2026-12-10', purpose: 'penyaluran zakat akhir tahun', path: path('zakat'), ...more });
  let made: Awaited<ReturnType<typeof write>>;
  /** The agency's own PC: no office, no session. */
  const agency = (now = clock) => caller(createApi({ lane: 'both', profileDir: path('instansi'), now: () => now, onEvent: () => undefined, kdfCost: 10 }), () => '');

  it('holds a list under an agreement for so long, is logged with whom it is about, and says nothing without its code', async () => {
    expect(await refusal(write({ until: '2027-01-01' }))).toBe('BACA_UNTIL');
    expect(await refusal(write({ until: '2026-11-27' }))).toBe('BACA_UNTIL');
    made = await write();
    expect(made).toMatchObject({ rows: 2, until: '2026-12-10' });
    const file = readFileSync(made.file, 'utf8');
    for (const secret of ['RUKMINI', 'Kenanga', made.code, made.code.replaceAll('-', '')]) expect(file).not.toContain(secret);
    const { files } = await office.call('incident.sources', {});
    expect(files[0]).toMatchObject({ people: 2 });
    expect(await office.call('incident.assess', { packages: [], files: [files[0]?.tx ?? 0], whole: false })).toMatchObject({ people: 2, families: 2 });
  });

  it('opens read only with the code on a PC without an office, with its mark and whose it is', async () => {
    const opened = await agency()('baca.open', { path: made.file, code: made.code.toLowerCase() });
    expect(opened).toMatchObject({ office: 'Gunung Telihan', receiver: 'BAZNAS Kota Bontang', agreement: '7/PKS/2026', purpose: 'penyaluran zakat akhir tahun', area: 'Gunung Telihan', until: '2026-12-10', fields: ['name', 'rtRw', 'nik', 'address'], practice: false });
    expect(opened.mark).toContain('7/PKS/2026');
    expect(opened.tables[0]?.rows.map((row) => row[1]).sort()).toEqual(['DARTO WIYONO', 'RUKMINI SARI']);
    expect((await office.call('card.mine', {})).fingerprint).toBe(opened.fingerprint);
  });

  it('opens with nothing else: a wrong code waits, a changed head or list is refused, and after its day the clock does not help', async () => {
    expect(await refusal(agency()('baca.open', { path: made.file, code: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA' }))).toBe('BACA_CODE_WRONG');
    const parsed = JSON.parse(readFileSync(made.file, 'utf8')) as { head: Record<string, unknown> & { kdf: object }; box: { data: string } };
    // Whoever wrote a file does not choose how much memory its code costs here.
    writeFileSync(path('berat.tepatbaca'), JSON.stringify({ ...parsed, head: { ...parsed.head, kdf: { ...parsed.head.kdf, n: 2 ** 20, r: 32 } } }));
    expect(await refusal(agency()('baca.open', { path: path('berat.tepatbaca'), code: made.code }))).toBe('BACA_FILE');
    writeFileSync(path('lama.tepatbaca'), JSON.stringify({ ...parsed, head: { ...parsed.head, until: '2036-12-10' } }));
    expect(await refusal(agency()('baca.open', { path: path('lama.tepatbaca'), code: made.code }))).toBe('BACA_FILE');
    writeFileSync(path('isi.tepatbaca'), JSON.stringify({ ...parsed, box: { ...parsed.box, data: `AAAA${parsed.box.data.slice(4)}` } }));
    expect(await refusal(agency()('baca.open', { path: path('isi.tepatbaca'), code: made.code }))).toBe('BACA_FILE');
    expect(await refusal(agency(new Date('2026-12-11T08:00:00'))('baca.open', { path: made.file, code: made.code }))).toBe('BACA_EXPIRED');
    expect(await refusal(agency()('baca.open', { path: made.file, code: made.code }))).toBe('BACA_EXPIRED');
  });

  it('is not closed for ever by a clock that stood in the future once', async () => {
    const later = caller(createApi({ lane: 'both', profileDir: path('jam'), now: () => at, onEvent: () => undefined, kdfCost: 10 }), () => '');
    let at = clock;
    const open = () => later('baca.open', { path: made.file, code: made.code });
    await open();
    at = new Date('2036-01-01T08:00:00');
    expect(await refusal(open())).toBe('BACA_EXPIRED');
    at = new Date('2026-11-29T08:00:00');
    expect((await open()).until).toBe('2026-12-10');
  });
});

describe('a BACA file for an agency’s key', () => {
  const agency = (folder = 'kunci') => caller(createApi({ lane: 'both', profileDir: path(folder), now: () => clock, onEvent: () => undefined, kdfCost: 10 }), () => '');

  it('is opened by the key that the agency made, and by no code, no other key, and no other recipient', async () => {
    const mine = await agency()('baca.makeKey', { path: path('kunci.txt') });
    const other = await agency()('baca.makeKey', { path: path('lain.txt') });
    expect(await refusal(agency()('baca.makeKey', { path: path('kunci.txt') }))).toBe('BACA_KEY_EXISTS');
    expect(await office.call('baca.recipient', { path: path('kunci.txt') })).toEqual({ recipient: mine.recipient, name: '' });
    const made = await office.call('baca.write', { name: 'families', agreement, until: '2026-12-10', purpose: 'penyaluran zakat', recipients: [mine.recipient], path: path('untuk-kunci') });
    expect(made.code).toBe('');
    expect(await agency()('baca.needs', { path: made.file })).toMatchObject({ key: true, receiver: 'BAZNAS Kota Bontang' });
    expect((await agency()('baca.open', { path: made.file, keyFile: path('kunci.txt') })).tables[0]?.rows).toHaveLength(2);
    const secret = /AGE-SECRET-KEY-\S+/.exec(readFileSync(path('kunci.txt'), 'utf8'))?.[0] ?? '';
    expect((await agency()('baca.open', { path: made.file, code: secret })).tables[0]?.rows).toHaveLength(2);
    expect(await refusal(agency()('baca.open', { path: made.file, keyFile: path('lain.txt') }))).toBe('BACA_KEY_WRONG');
    expect(await refusal(agency()('baca.open', { path: made.file, code: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA' }))).toBe('BACA_NEEDS_KEY');
    const parsed = JSON.parse(readFileSync(made.file, 'utf8')) as { head: { forKeys: { recipients: string[] } } };
    parsed.head.forKeys.recipients.push(other.recipient);
    writeFileSync(path('ditambah.tepatbaca'), JSON.stringify(parsed));
    expect(await refusal(agency()('baca.open', { path: path('ditambah.tepatbaca'), keyFile: path('kunci.txt') }))).toBe('BACA_FILE');
  });

  it('is opened in the terminal with --key, and said there to be for another key', async () => {
    // The terminal lives in the present, whenever the test runs.
    const partner = (await office.call('partner.save', { name: 'Dinas Terminal', kind: 9 })).id;
    const long = (await office.call('agreement.save', { partner, number: '8/PKS/2026', date: '2026-01-05', purpose: 'uji', programmes: [], wider: true, fields: ['name'], from: '2026-01-05', until: '2126-12-31' })).id;
    const { recipient } = await office.call('baca.recipient', { path: path('kunci.txt') });
    const made = await office.call('baca.write', { name: 'families', agreement: long, until: '2126-12-31', purpose: 'uji', recipients: [recipient], path: path('terminal') });
    const at = terminal('baca', 'tidak dipakai', office.root);
    expect(at.json<{ receiver: string; tables: { rows: unknown[] }[] }>(0, 'open', made.file, '--key', path('kunci.txt'))).toMatchObject({ receiver: 'Dinas Terminal', tables: [{ rows: [expect.anything(), expect.anything()] }] });
    expect(at.json<{ error: { code: string } }>(1, 'open', made.file, '--key', path('lain.txt')).error.code).toBe('BACA_KEY_WRONG');
  });

  it('for the card of an office opens there without a code while it is open', async () => {
    const { recipient } = await office.call('baca.recipient', { path: (await city.call('card.export', { path: path('kota-kartu') })).file });
    const made = await office.call('baca.write', { name: 'families', agreement, until: '2026-12-10', purpose: 'penyaluran zakat', recipients: [recipient], path: path('untuk-kota') });
    expect((await city.call('baca.open', { path: made.file })).receiver).toBe('BAZNAS Kota Bontang');
    expect(await refusal(agency('asing')('baca.open', { path: made.file }))).toBe('BACA_NEEDS_KEY');
  });
});

describe('an incident', () => {
  it('with a lost stick counts whose data the package held, says by when they have to be told, and leaves a notice', async () => {
    const { packageId } = await office.call('package.export', { to: ['64.74'], folder: office.root });
    await saveFamilyAt(askOf(office), region, 'SESUDAH PAKET', 'Jl. Kenanga 3');
    const sources = { packages: [packageId], files: [], whole: false };
    expect((await office.call('incident.sources', {})).packages.map(({ id }) => id)).toContain(packageId);
    const affected = await office.call('incident.assess', sources);
    expect(affected).toMatchObject({ people: 2, families: 2 });
    expect(affected.rows.map(({ name }) => name).sort()).toEqual(['DARTO WIYONO', 'RUKMINI SARI']);
    const saved = await office.call('incident.save', { ...sources, kind: 'package', happenedOn: '2026-11-27', foundAt: '2026-11-28T01:00:00.000Z', what: 'Stik jatuh di jalan ke kecamatan', handling: 'Kartu stik diganti; paket tersegel' });
    expect(saved).toMatchObject({ affected: 2, due: '2026-12-01T01:00:00.000Z' });
    const notice = await office.call('incident.document', { id: saved.id, format: 'pdf', path: path('pemberitahuan.pdf') });
    expect(notice.pages).toBe(1);
  });
});

describe('the record of processing', () => {
  it('is computed from what the office holds and did, and written on paper', async () => {
    const record = await office.call('processing.record', {});
    expect(record).toMatchObject({ families: 3, people: 3 });
    expect(record.activities[0]).toMatchObject({ name: 'Pendataan keluarga', amount: '3 orang' });
    expect(record.receivers.map(({ name, times }) => [name, times])).toEqual(expect.arrayContaining([['Kota Bontang', 1], ['BAZNAS Kota Bontang', 1]]));
    expect(record.retention.find(({ name }) => name.startsWith('Usulan'))?.years).toBe(2);
    clock = new Date('2026-11-29T08:00:00');
    expect((await office.call('processing.document', { format: 'docx', path: path('catatan.docx') })).bytes).toBeGreaterThan(2000);
  });
});
