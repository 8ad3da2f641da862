import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qrPng } from '../../../db/reports/documents/pictures.ts';
import { documentTitles } from '../../../db/rules/letters/kinds.ts';
import { readDocx } from '../../helpers/docx-text.ts';
import { pdfPages } from '../../helpers/pdf-pages.ts';
import { refusal, testApi } from '../../helpers/test-api.ts';
import type { TestApi } from '../../helpers/test-api.ts';

let api: TestApi;
let person: string;
const children = Array.from({ length: 9 }, (_, place) => ({ name: `ANAK KE-${place + 1} DARI AMINAH`, nik: `64740317084800${10 + place}`, sex: place % 2 ? 2 : 1, relationship: 3, birthPlace: 'BONTANG', birthDate: `20${String(10 + place)}-01-02` }));
const official = { name: 'Hj. SITI CONTOH, S.Sos.', rank: 'Penata Tingkat I', nip: '19700101 199003 2 001', title: '' };
let day = '2026-11-20';

beforeAll(async () => {
  api = await testApi({ now: () => new Date(`${day}T02:00:00.000Z`) });
  const family = {
    values: { noKk: '6474030505120003', address: 'JL. FLORES GANG 2', rt: '001', rw: '002', region: '64.74.03.1002' },
    people: [{ name: 'AMINAH CONTOH', nik: '6474035708800003', sex: 2, relationship: 1, birthPlace: 'BONTANG', birthDate: '1980-08-17', citizenship: 1, occupationKk: 2 }, ...children].map((values) => ({ values })), reason: 'contoh uji',
  };
  const found = await api.call('family.check', family);
  const { id } = await api.call('family.save', { ...family, acknowledged: found.filter(({ severity }) => severity === 'warn').map(({ code, record, field }) => ({ code, record, field, reason: 'contoh uji' })) });
  person = (await api.call('family.get', { id })).people[0]?.id ?? '';
  const { settings } = await api.call('letter.settings', {});
  await api.call('letter.settings.save', { ...settings, lines: ['Jalan Contoh Nomor 1, Telepon (0548) 00000'], logo: Buffer.from(qrPng('lambang')).toString('base64'), head: official, short: 'Kel-GT', place: 'Bontang', begun: { sktm: { year: 2026, last: 56 } } });
}, 60_000);
afterAll(() => api.remove());

const at = (name: string): string => join(api.root, name);
const write = async (id: string, format: 'pdf' | 'docx', name: string): Promise<Buffer> => readFileSync((await api.call('letter.write', { id, format, path: at(name) })).file);

describe('an SKTM', () => {
  let id: string;
  let code: string;
  beforeAll(async () => {
    const issued = await api.call('letter.issue', { kind: 'sktm', person, purpose: 'beasiswa sekolah' });
    ({ id, code } = issued);
    // The office had given 56 numbers on paper.
    expect(issued.number).toBe('S-11/057/Kel-GT/XI/2026');
  });

  test('says what the domain asks, seven dependants, the others on a page of their own, and its code', async () => {
    const pages = await pdfPages(await write(id, 'pdf', 'sktm.pdf'));
    expect(pages.map(({ width, height }) => [width, height])).toEqual([[215, 330], [215, 330]]);
    const [first, second] = pages.map((page) => page.text);
    for (const words of ['PEMERINTAH KOTA BONTANG', 'KELURAHAN GUNUNG TELIHAN', 'Jalan Contoh Nomor 1', 'SURAT KETERANGAN TIDAK MAMPU', 'Nomor: S-11/057/Kel-GT/XI/2026', 'AMINAH CONTOH', '6474035708800003', 'BONTANG, 17-08-1980', 'Perempuan', 'WNI', 'beasiswa sekolah', '20 Desember 2026', code, 'LURAH GUNUNG TELIHAN', 'NIP 19700101 199003 2 001', 'Tanggungan nomor 8 sampai 9']) expect(first?.replaceAll('\n', ' ')).toContain(words);
    expect(first?.match(/^\d+ 64740317\d+ ANAK KE-/gm)).toHaveLength(7);
    expect(second?.match(/^[89] 64740317\d+ ANAK KE-/gm)).toHaveLength(2);
  });

  test('is the same letter in Word, and the same bytes again, also on another day', async () => {
    const first = await write(id, 'pdf', 'satu.pdf');
    const word = await write(id, 'docx', 'satu.docx');
    day = '2026-12-03';
    expect(Buffer.compare(first, await write(id, 'pdf', 'dua.pdf'))).toBe(0);
    expect(Buffer.compare(word, await write(id, 'docx', 'dua.docx'))).toBe(0);
    day = '2026-11-20';
    const { faults, paragraphs, tables } = readDocx(word);
    expect(faults).toEqual([]);
    for (const words of ['SURAT KETERANGAN TIDAK MAMPU', 'LURAH GUNUNG TELIHAN', official.name, `Kode verifikasi ${code}`]) expect(paragraphs.join('\n')).toContain(words);
    expect(tables.flat().filter((row) => /^ANAK KE-/.test(row[2] ?? ''))).toHaveLength(9);
  });

  test('keeps its number when it is cancelled; the next one gets the next, another kind and year their own', async () => {
    await api.call('letter.void', { id, reason: 'salah orang' });
    expect(await refusal(api.call('letter.void', { id, reason: 'lagi' }))).toBe('LETTER_VOID');
    expect(await refusal(api.call('letter.write', { id, format: 'pdf', path: at('batal.pdf') }))).toBe('LETTER_VOID');
    expect((await api.call('letter.issue', { kind: 'sktm', person, purpose: 'beasiswa' })).number).toBe('S-11/058/Kel-GT/XI/2026');
    expect((await api.call('letter.issue', { kind: 'terdaftar', person, purpose: 'BPJS' })).number).toBe('400.9/001/Kel-GT/XI/2026');
    expect((await api.call('letter.issue', { kind: 'sktm', person, purpose: 'x', date: '2027-01-04' })).number).toBe('S-11/001/Kel-GT/I/2027');
    const register = await api.call('letter.list', { kind: 'sktm', year: 2026 });
    expect(register.map(({ sequence, voidedOn, subject, by }) => [sequence, voidedOn, subject, by])).toEqual([[58, null, 'AMINAH CONTOH', 'siti'], [57, '2026-11-20', 'AMINAH CONTOH', 'siti']]);
    expect(await api.call('letter.list', { text: code.toLowerCase() })).toHaveLength(1);
  });
});

test('somebody who is here is not called a stranger; who is not, is', async () => {
  const stranger = { name: 'ORANG LAIN', nik: '6474031708480099', address: 'Jl. Seberang' };
  expect(await refusal(api.call('letter.issue', { kind: 'tidak-terdaftar', stranger: { ...stranger, nik: '6474035708800003' } }))).toBe('REGISTERED');
  const { id } = await api.call('letter.issue', { kind: 'tidak-terdaftar', stranger, purpose: 'usulan bantuan' });
  const [page] = await pdfPages(await write(id, 'pdf', 'tidak.pdf'));
  for (const words of ['TIDAK TERDAFTAR', 'ORANG LAIN', '6474031708480099', 'usulan bantuan']) expect(page?.text).toContain(words);
});

test('a citizen gets their own data only after their identity was checked, and it is logged', async () => {
  const ask = { name: 'data-saya' as const, format: 'pdf' as const, path: at('saya.pdf'), person };
  expect(await refusal(api.call('document.write', ask))).toBe('IDENTITY_UNCHECKED');
  await api.call('document.write', { ...ask, identityChecked: 'KTP asli' });
  const text = (await pdfPages(readFileSync(at('saya.pdf')))).map((page) => page.text).join('\n');
  expect(text).toContain('6474035708800003');
  expect(text).toContain('KTP asli');
  // The numbers of the children are not hers to take away.
  expect(text).not.toContain('6474031708480010');
  const { rows } = await api.call('report.run', { name: 'exports', params: { kind: 'file' } });
  expect(rows[0]).toMatchObject({ purpose: 'Permintaan sendiri; diperiksa: KTP asli' });
});

test('the office replaces a template: a whole one, or only its words; one with a misspelt field is refused', async () => {
  expect(await refusal(api.call('document.template.save', { name: 'terdaftar', text: '# X\n{namaa}\n{tandatangan}' }))).toBe('TEMPLATE_FIELDS');
  await api.call('document.template.save', { name: 'terdaftar', text: 'Keterangan menurut Peraturan Wali Kota untuk {nama}.' });
  const words = await api.call('letter.issue', { kind: 'terdaftar', person, purpose: 'a' });
  expect((await pdfPages(await write(words.id, 'pdf', 'kata.pdf')))[0]?.text.replaceAll('\n', ' ')).toContain('Keterangan menurut Peraturan Wali Kota untuk AMINAH CONTOH.');
  await api.call('document.template.save', { name: 'terdaftar', text: '# KETERANGAN KANTOR KAMI\n> {nomor}\n\nNama : {nama}\n1. satu\n2. dua\n\n{tandatangan}' });
  const whole = await api.call('letter.issue', { kind: 'terdaftar', person, purpose: 'a' });
  const text = (await pdfPages(await write(whole.id, 'pdf', 'utuh.pdf')))[0]?.text ?? '';
  expect(text).toContain('KETERANGAN KANTOR KAMI');
  expect(text).not.toContain('SURAT KETERANGAN TERDAFTAR');
  expect((await api.call('document.templates', {})).map(({ name, from }) => [name, from])).toEqual(Object.keys(documentTitles).map((name) => [name, name === 'terdaftar' ? 'office' : 'usual']));
  // What was issued before says what it said.
  expect((await pdfPages(await write(words.id, 'pdf', 'kata2.pdf')))[0]?.text).toContain('SURAT KETERANGAN TERDAFTAR');
});

test('a list of families on paper says in words what it is narrowed to, and one of a past day is of that day', async () => {
  const list = async (more: object, name = 'bnba.pdf') => {
    await api.call('report.save', { name: 'named-list', format: 'pdf', path: at(name), purpose: 'rapat', ...more });
    return (await pdfPages(readFileSync(at(name)))).map(({ text }) => text).join(' ').replaceAll(/\s+/g, ' ');
  };
  const params = { rt: '1', need: 'none', desil: '0,1', tag: 'balita', surveyed: '..2026-05', most: '0' };
  const narrowed = await list({ params });
  expect(narrowed).toContain('Keluarga: RT 001; desil 1 atau belum diperingkat; tanpa kebutuhan; Balita; tanpa program; didata sebelum Mei 2026');
  for (const code of ['none', 'balita', 'desil 0', 'surveyed']) expect(narrowed).not.toContain(code);
  expect(await list({})).toContain('Seluruh keluarga Kelurahan Gunung Telihan, keadaan 20 November 2026');
  expect(await list({})).toContain('AMINAH CONTOH');
  // Before the first record nobody knows who lived here: not today's families.
  const past = await list({ period: '2026-01-31' });
  expect(past).toContain('keadaan 31 Januari 2026');
  expect(past).toContain('Tidak ada catatan keadaan pada atau sebelum 31-01-2026.');
  expect(past).not.toContain('AMINAH');
  await api.call('report.save', { name: 'recap', params: { of: 'need', need: 'air' }, format: 'pdf', path: at('rekap.pdf') });
  expect((await pdfPages(readFileSync(at('rekap.pdf'))))[0]?.text.toLowerCase()).toContain('saringan: kebutuhan air');
});

test('lists need a purpose, numbers in full the right to see them; reports go to paper', async () => {
  expect(await refusal(api.call('document.write', { name: 'bnba', format: 'pdf', path: at('bnba.pdf') }))).toBe('PURPOSE_NEEDED');
  const done = await api.call('document.write', { name: 'bnba', format: 'pdf', path: at('bnba.pdf'), purpose: 'rapat', full: true });
  expect(done).toMatchObject({ rows: 1, pages: 1 });
  const [page] = await pdfPages(readFileSync(at('bnba.pdf')));
  expect([page?.width, page?.height]).toEqual([330, 215]);
  for (const words of ['6474035708800003', 'JUMLAH 1 KELUARGA', official.name]) expect(page?.text).toContain(words);
  const saved = await api.call('report.save', { name: 'quality', format: 'pdf', path: at('mutu.pdf') });
  expect(saved.rows).toBeGreaterThan(0);
  expect((await pdfPages(readFileSync(at('mutu.pdf'))))[0]?.text).toContain('KELURAHAN GUNUNG TELIHAN');
  await api.call('user.create', { name: 'periksa', displayName: 'Periksa', role: 'auditor', passphrase: 'kata sandi uji coba 1' });
  await api.signIn('periksa', 'kata sandi uji coba 1');
  expect(await refusal(api.call('letter.issue', { kind: 'sktm', person, purpose: 'x' }))).toBe('NOT_ALLOWED');
  expect((await api.call('letter.list', {})).length).toBeGreaterThan(4);
});
