import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caller, createApi } from '../../../db/api/create-api.ts';
import { DEMO_USER } from '../../../db/cli/demo/demo-office.ts';
import { documentList } from '../../../db/cli/demo/documents/document-list.ts';
import type { DemoDocument } from '../../../db/cli/demo/documents/document-list.ts';
import { DOCUMENTS_DAY, documentsOffice } from '../../../db/cli/demo/documents/documents-office.ts';
import type { DocumentsOffice } from '../../../db/cli/demo/documents/documents-office.ts';
import { RECIPIENTS } from '../../../db/cli/demo/documents/practice-families.ts';
import { shortHash } from '../../../db/rules/short-hash.ts';
import { readDocx } from '../../helpers/docx-text.ts';
import { pdfPages } from '../../helpers/pdf-pages.ts';
import type { PdfPage } from '../../helpers/pdf-pages.ts';
import { refusal } from '../../helpers/test-api.ts';
import { TEST_KDF_COST } from '../../helpers/temp-office.ts';

const root = mkdtempSync(join(tmpdir(), 'tepat-dokumen-'));
const HEAD = 'Hj. SITI CONTOH RAHMAWATI, S.Sos., M.Si.';
let office: DocumentsOffice;
let documents: DemoDocument[];
let names: string[];

beforeAll(async () => {
  mkdirSync(join(root, 'kantor'));
  office = await documentsOffice(join(root, 'kantor'), 'peraga', TEST_KDF_COST);
  documents = await documentList(office);
  names = (await office.kelurahan.call('programme.recipients', { programme: office.programme, limit: 500 })).rows.map(({ name }) => name);
}, 120_000);
afterAll(async () => {
  await office.kelurahan.close();
  await office.kota.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

const bytesOf = async (name: string, format: 'pdf' | 'docx', as = name): Promise<Buffer> => readFileSync((await documents.find((one) => one.name === name)?.write(join(root, `${as}.${format}`), format))?.file ?? '');
const paged = async (name: string): Promise<PdfPage[]> => pdfPages(await bytesOf(name, 'pdf'));
const whole = (pages: readonly { readonly text: string }[]): string => pages.map(({ text }) => text).join('\n');
/** A name stands whole in a cell, however many lines it takes there. */
const letters = (text: string): string => text.replace(/\s/g, '');
const amounts = (text: string, label: string): number[] => [...text.matchAll(new RegExp(`${label} ([\\d.]+)`, 'g'))].map(([, sum = '']) => Number(sum.replaceAll('.', '')));

describe(`lists of ${RECIPIENTS} recipients with long names`, () => {
  test('the tanda terima has three pages, its header on each, sums by page that make the whole, and is the same in Word', async () => {
    expect(names).toHaveLength(RECIPIENTS);
    const pages = await paged('tanda-terima');
    expect(pages).toHaveLength(3);
    for (const [place, { text }] of pages.entries()) {
      expect(text).toMatch(/No Nama NIK Alamat.*Tanda tangan/s);
      expect(text).toContain(`Halaman ${place + 1} dari 3`);
    }
    const sums = amounts(whole(pages), 'Jumlah halaman ini');
    expect(sums).toHaveLength(3);
    expect(sums.reduce((all, one) => all + one, 0)).toBe(RECIPIENTS * 600_000);
    expect(amounts(whole(pages), `JUMLAH ${RECIPIENTS} PENERIMA`)).toEqual([RECIPIENTS * 600_000]);
    // Nobody signs on a page of their own.
    expect(pages[2]?.text).toMatch(new RegExp(`^${RECIPIENTS} `, 'm'));
    for (const words of ['Saksi-saksi', 'Yang menyerahkan,', 'LURAH GUNUNG TELIHAN', HEAD, 'NIP 19700101 199003 1 001', 'Bontang, 20 November 2026']) expect(pages[2]?.text).toContain(words);

    const { faults, tables, parts } = readDocx(await bytesOf('tanda-terima', 'docx'));
    expect(faults).toEqual([]);
    const rows = tables.flat().filter((row) => /^\d+$/.test(row[0] ?? '') && row.length > 4);
    expect(rows.map((row) => row[1]).sort()).toEqual([...names].sort());
    // Who signs has a NIK to be known by, or the register holds none.
    expect(rows.filter((row) => /^\d{16}$/.test(row[2] ?? '')).length).toBeGreaterThan(RECIPIENTS * 0.8);
    expect(tables.flat().filter((row) => row[0] === 'Jumlah halaman ini').map((row) => Number(row[1]?.replaceAll('.', '')))).toEqual(sums);
    expect(parts.get('word/document.xml')?.toString().match(/<w:tblHeader\/>/g)?.length).toBeGreaterThanOrEqual(3);
  });

  test('the BNBA names everybody whole with No KK on one line, on three sides of F4', async () => {
    const pages = await paged('bnba');
    expect(pages.map(({ width, height }) => [width, height])).toEqual([[330, 215], [330, 215], [330, 215]]);
    for (const { text } of pages) expect(text).toContain('No Nama NIK No KK Alamat RT/RW Program Besaran (Rp)');
    const { tables, faults } = readDocx(await bytesOf('bnba', 'docx'));
    expect(faults).toEqual([]);
    const rows = tables.flat().filter((row) => /^\d+$/.test(row[0] ?? '') && row.length === 8);
    expect(rows.map((row) => row[1]).sort()).toEqual([...names].sort());
    const text = whole(pages);
    for (const row of rows) expect(text).toContain(row[3]);
    // pdfjs reads line by line across the columns; the words of a name come in their order.
    for (const name of names) for (const word of name.split(' ').filter((one) => one.length < 25)) expect(letters(text)).toContain(word);
    expect(text).toContain(`JUMLAH ${RECIPIENTS} PENERIMA 13.800.000`);
    expect(pages[2]?.text).toContain(HEAD);
  });

  test('the SPTJM answers for as many as stand on the list', async () => {
    const [page] = await paged('sptjm');
    expect(page?.text.replaceAll('\n', ' ')).toContain(`sebanyak ${RECIPIENTS} penerima`);
    for (const words of ['Nomor: 400.9/001/Kel-GT/XI/2026', 'Meterai', HEAD]) expect(page?.text).toContain(words);
    // A letter of one page has no page number.
    expect(page?.text).not.toContain('Halaman');
  });
});

test('the minutes have their attendance and annex, six places to sign below words, and the same parts in Word', async () => {
  const pages = await paged('ba-muskel');
  const text = whole(pages);
  for (const words of ['MUSYAWARAH KELURAHAN GUNUNG TELIHAN', 'Nomor: 400.9/12/Kel-GT/XI/2026', 'Jumat, tanggal 20 November 2026', 'pukul 19.30–21.45', 'Jumlah pokok bahasan 6', 'LAMPIRAN I: DAFTAR HADIR', 'LAMPIRAN II', 'Hadir 11 dari 12', 'Notulis', 'Pimpinan musyawarah', 'Wakil warga', HEAD]) expect(text).toContain(words);
  expect(text).not.toContain('KELURAHAN KELURAHAN');
  const signed = pages.find((page) => page.text.includes('Wakil warga'));
  expect(signed?.text).toContain('Demikian berita acara ini dibuat');
  // RT/RW and headings of one word are not parted.
  for (const words of ['001/001', 'Verifikasi']) expect(text).toContain(words);
  const { faults, paragraphs } = readDocx(await bytesOf('ba-muskel', 'docx'));
  expect(faults).toEqual([]);
  for (const words of ['LAMPIRAN I: DAFTAR HADIR', 'Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.', HEAD]) expect(paragraphs).toContain(words);
});

test('an SKTM with more dependants than fit names the others on a page of its own; two pages are numbered', async () => {
  const pages = await paged('sktm');
  expect(pages).toHaveLength(2);
  expect(pages[0]?.text).toContain('Nomor: S-11/001/Kel-GT/XI/2026');
  expect(pages[1]?.text).toContain('LANJUTAN DAFTAR TANGGUNGAN');
  for (const { text } of pages) expect(text).toContain(HEAD);
});

test('the BAST says of the package what the sender shows; the city’s letter who has not sent', async () => {
  const [sent] = await office.kelurahan.call('package.outbox', {});
  // Who made it is named as the office knows him, not by what he types to sign in.
  const shown = (await office.kelurahan.call('user.list', {})).find(({ name }) => name === sent?.by)?.displayName ?? '-';
  expect(shown).not.toBe(sent?.by);
  const text = whole(await paged('bast-paket')).replaceAll('\n', ' ');
  for (const words of ['Pada hari ini Jumat, tanggal 20 November 2026', shortHash(sent?.sha256 ?? '-'), `oleh ${shown}`, `${sent?.families} keluarga, ${sent?.people} jiwa`]) expect(text).toContain(words);
  const letter = whole(await paged('surat-pengantar-kota')).replaceAll('\n', ' ');
  for (const words of ['Yth. Gubernur', 'triwulan IV tahun 2026', 'Belum kirim: ', 'WALI KOTA BONTANG']) expect(letter).toContain(words);
  expect(letter.match(/20 November 2026/g)).toHaveLength(1);
});

test('annexes of the city and the list for agencies write days and sums as they are written here', async () => {
  for (const name of ['lampiran-rpkd', 'daftar-rujukan']) expect([name, whole(await paged(name)).match(/\b\d{4}-\d{2}-\d{2}\b/)]).toEqual([name, null]);
  const text = whole(await paged('lampiran-rpkd'));
  for (const words of ['Tabel 6.', 'Masa 1 Januari 2026 sampai 31 Desember 2026', '120.000.000', 'Bontang, 20 November 2026', 'Ketua Tim Koordinasi']) expect(text).toContain(words);
});

test('the same document is the same bytes again', async () => {
  for (const format of ['pdf', 'docx'] as const) for (const name of ['tanda-terima', 'sktm']) expect(Buffer.compare(await bytesOf(name, format), await bytesOf(name, format, `${name}-lagi`))).toBe(0);
});

test('a letter keeps the letterhead under which it was signed', async () => {
  const before = await bytesOf('terdaftar', 'pdf');
  const { settings } = await office.kelurahan.call('letter.settings', {});
  await office.kelurahan.call('letter.settings.save', { ...settings, lines: ['Jalan Pindah Nomor 9'], logo: '' });
  expect(Buffer.compare(before, await bytesOf('terdaftar', 'pdf'))).toBe(0);
  expect(whole(await paged('bnba-keluarga'))).toContain('Jalan Pindah Nomor 9');
});

test('the suspended leave the list of those who sign; ticks follow the sheet and count', async () => {
  const { call } = office.kelurahan;
  const { rows } = await call('programme.recipients', { programme: office.programme, limit: 500 });
  await call('enrolment.move', { ids: [rows[0]?.id ?? ''], move: 'suspend', date: DOCUMENTS_DAY, reason: 'pemeriksaan' });
  const sheet = (more: object = {}) => call('document.write', { name: 'tanda-terima', programme: office.programme, purpose: 'pembagian', full: true, format: 'pdf', path: join(root, 'bagi.pdf'), ...more });
  expect(await sheet()).toMatchObject({ rows: RECIPIENTS - 1, excluded: 1 });
  expect(whole(await pdfPages(readFileSync(join(root, 'bagi.pdf'))))).toContain(`JUMLAH ${RECIPIENTS - 1} PENERIMA 13.200.000`);
  const phase = '2026-T4';
  const listed = await call('delivery.list', { programme: office.programme, phase });
  // Whoever is suspended stands apart, in the window as on paper.
  expect([listed.rows.length, listed.followUp.map((one) => one.cause)]).toEqual([RECIPIENTS - 1, ['suspended']]);
  const ticked = listed.rows.slice(0, RECIPIENTS - 3).map(({ enrolment }) => ({ enrolment, status: 1, rupiah: 600_000 }));
  await call('delivery.record', { programme: office.programme, phase, date: DOCUMENTS_DAY, items: ticked });
  expect((await call('delivery.list', { programme: office.programme, phase })).received).toBe(RECIPIENTS - 3);
});

test('another PC of the office marks its numbers, so that none is given twice', async () => {
  const { call, close, dir } = office.kelurahan;
  const issue = { kind: 'sktm', person: office.person, purpose: 'uji' } as const;
  expect((await call('letter.settings', {})).pc).toBeNull();
  const first = await call('letter.issue', issue);
  await close();
  const [copy, profile] = [join(root, 'pc-kedua'), join(root, 'profil-kedua')];
  cpSync(dir, copy, { recursive: true });
  let token = '';
  const api = createApi({ lane: 'both', profileDir: profile, officeDir: copy, now: () => new Date(`${DOCUMENTS_DAY}T10:00:00`), onEvent: () => undefined, kdfCost: TEST_KDF_COST });
  const second = caller(api, () => token);
  try {
    token = (await second('session.open', { user: DEMO_USER, passphrase: office.kelurahan.passphrase })).session;
    const { pc, settings } = await second('letter.settings', {});
    const next = (await second('letter.issue', issue)).number;
    expect(first.number).toBe('S-11/002/Kel-GT/XI/2026');
    expect(next).toBe(`S-11/003.${pc?.usual ?? '-'}/Kel-GT/XI/2026`);
    expect(pc?.usual).toMatch(/^[2-9A-Z]{2}$/);
    await second('letter.settings.save', { ...settings, marks: { [pc?.since ?? '']: 'B' } });
    expect((await second('letter.issue', issue)).number).toBe('S-11/004.B/Kel-GT/XI/2026');
    expect(await refusal(second('document.template.save', { name: 'sktm', text: '# X\n{nama\n{tandatangan}' }))).toBe('TEMPLATE_FIELDS');
  } finally {
    await api.close();
  }
});
