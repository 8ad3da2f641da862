import { beforeAll, describe, expect, test } from 'vitest';
import { qrPng, pictureOf, qrSquares } from '../../../db/reports/documents/pictures.ts';
import type { DocumentModel } from '../../../db/reports/documents/model.ts';
import { templateBlocks, unknownNames } from '../../../db/reports/documents/template.ts';
import { writeDocx } from '../../../db/reports/documents/write-docx.ts';
import { layOut, writePdf } from '../../../db/reports/documents/write-pdf.ts';
import { meetingModel } from '../../../db/reports/recaps/meeting-model.ts';
import { readDocx } from '../../helpers/docx-text.ts';
import { pdfPages } from '../../helpers/pdf-pages.ts';
import type { PdfPage } from '../../helpers/pdf-pages.ts';

const at = '2026-11-20T02:00:00.000Z';
const letterhead = { offices: ['PEMERINTAH KOTA BONTANG', 'KECAMATAN BONTANG BARAT', 'KELURAHAN GUNUNG TELIHAN'], lines: ['Jalan Flores Nomor 1, Telepon (0548) 20000'], logo: Buffer.from(qrPng('lambang')).toString('base64') };
const signatures = { kind: 'signatures' as const, rows: [[null, { before: ['Bontang, 20 November 2026'], as: ['LURAH GUNUNG TELIHAN'], name: 'Hj. ST. RAHMATIAH BINTI ABDUL MUTHALIB, S.Sos., M.Si.', after: ['Penata Tingkat I', 'NIP 19700101 199003 2 001'] }]] };
const names = Array.from({ length: 130 }, (_, place) => [place + 1, `NAMA PENERIMA YANG CUKUP PANJANG KE-${place + 1} BINTI SIAPA & SIAPA <1>`, '6474031708480003', 150_000, null] as const);
const list: DocumentModel = {
  title: 'Tanda terima', paper: 'f4', letterhead, mark: 'DATA CONTOH', footer: 'Kelurahan',
  blocks: [
    { kind: 'heading', text: 'TANDA TERIMA BANTUAN', underline: true },
    {
      kind: 'table', numbered: true, rowHeight: 9, rows: names, totals: ['JUMLAH SELURUHNYA', null, null, 130 * 150_000, null], subtotal: { label: 'Jumlah halaman ini', columns: [3] },
      columns: [{ title: 'No', width: 0.5 }, { title: 'Nama', width: 3, group: 'Penerima' }, { title: 'NIK', width: 2, group: 'Penerima' }, { title: 'Jumlah (Rp)', width: 1.3 }, { title: 'Tanda tangan', width: 2.5, signed: true }],
    },
    signatures,
  ],
};
const everything: DocumentModel = {
  title: 'Semua', paper: 'a4', letterhead,
  blocks: [
    { kind: 'opening', pairs: [['Nomor', '400/1/2026'], ['Perihal', 'Penyampaian data yang perihalnya panjang sekali sampai dua baris']], right: ['Bontang, 20 November 2026', 'Yth. Camat Bontang Barat', 'di Bontang'] },
    { kind: 'paragraph', text: 'Bersama ini disampaikan hal-hal berikut. '.repeat(8).trim(), align: 'justify', firstLine: 10 },
    { kind: 'list', items: ['satu', 'dua'], numbered: true }, { kind: 'list', items: ['tiga'], numbered: true }, { kind: 'list', items: ['empat'] },
    { kind: 'pairs', rows: [['Nama', 'AMINAH'], ['Alamat', 'Jl. Flores']] },
    { kind: 'form', columns: 2, items: [{ section: 'I. Tempat' }, { label: 'NIK', boxes: 16, value: '6474031708480003' }, { label: 'Jenis kelamin', choices: [{ code: '1', label: 'Laki-laki' }, { code: '2', label: 'Perempuan', ticked: true }] }, { label: 'Catatan', line: true, value: 'rumah biru' }] },
    { kind: 'table', rows: [['a', 'b']], plain: true, columns: [{ title: '' }, { title: '' }] },
    { kind: 'qr', text: 'T-1234', size: 25, caption: 'Kode T-1234' }, { kind: 'spacer', height: 5 }, signatures,
    { kind: 'signatures', rows: [[{ qr: 'T-1', caption: ['T-1'] }, { as: ['Yang menyatakan'], name: null, stamp: 'Meterai Rp10.000' }]] },
    { kind: 'pageBreak' }, { kind: 'paragraph', text: 'Halaman terakhir' },
  ],
};

describe('a list that goes over pages', () => {
  let pages: PdfPage[];
  beforeAll(async () => {
    pages = await pdfPages(await writePdf(list, { at }));
  });

  test('is F4, has the letterhead once, header, mark and number on every page', () => {
    expect(pages.length).toBeGreaterThan(3);
    for (const [index, { width, height, text }] of pages.entries()) {
      expect([width, height]).toEqual([215, 330]);
      expect(text).toContain(`Halaman ${index + 1} dari ${pages.length}`);
      expect(text).toContain('DATA CONTOH');
      expect(text.match(/Tanda tangan/g)).toHaveLength(1);
      expect(text).toContain('(1)');
      expect(text.includes('KELURAHAN GUNUNG TELIHAN')).toBe(index === 0);
    }
  });

  test('sums every page, and the pages are the whole', () => {
    const sums = pages.map(({ text }) => Number((/Jumlah halaman ini ([\d.]+)/.exec(text)?.[1] ?? '0').replaceAll('.', '')));
    const counted = pages.map(({ text }) => (text.match(/^\d+ NAMA PENERIMA/gm) ?? []).length);
    expect(sums).toEqual(counted.map((count) => count * 150_000));
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(130);
    expect(pages.at(-1)?.text).toContain('JUMLAH SELURUHNYA 19.500.000');
  });

  test('keeps the signature on a page with rows of the list', () => {
    expect(pages.at(-1)?.text).toContain('NIP 19700101 199003 2 001');
    expect(pages.at(-1)?.text).toMatch(/^130 NAMA PENERIMA/m);
  });

  test('is broken in the .docx where the PDF breaks, with the same sums', async () => {
    const { breaks } = await layOut(list, { at });
    const { tables, faults, parts } = readDocx(await writeDocx(list, { at }));
    expect(faults).toEqual([]);
    // The letterhead, the pages, the place to sign.
    expect(tables).toHaveLength((breaks[0]?.length ?? 0) + 3);
    const sums = tables.flatMap((table) => table.filter((row) => row[0] === 'Jumlah halaman ini').map((row) => row[1]));
    expect(sums).toEqual(pages.map(({ text }) => /Jumlah halaman ini ([\d.]+)/.exec(text)?.[1]));
    expect(tables.flat().filter((row) => /^\d+$/.test(row[0] ?? '')).map((row) => row[1])).toEqual(names.map((row) => row[1]));
    expect(parts.get('word/document.xml')?.toString()).toContain(`<w:pgSz w:w="12189" w:h="18709"/>`);
  });
});

describe('every kind of block', () => {
  test('stands in the PDF, on A4', async () => {
    const pages = await pdfPages(await writePdf(everything, { at }));
    expect(pages.map(({ width, height }) => [width, height])).toEqual([[210, 297], [210, 297], ...(pages.length === 3 ? [[210, 297]] : [])]);
    const text = pages.map((page) => page.text).join('\n');
    for (const words of ['Yth. Camat Bontang Barat', '1. satu', '2. dua', '1. tiga', '- empat', 'AMINAH', '2. Perempuan', 'rumah biru', 'Kode T-1234', 'Meterai', 'ST. RAHMATIAH']) expect(text).toContain(words);
    expect(pages.at(-1)?.text).toContain('Halaman terakhir');
  });

  test('stands in a .docx that Word need not repair', async () => {
    const { faults, paragraphs, parts } = readDocx(await writeDocx(everything, { at }));
    expect(faults).toEqual([]);
    const text = paragraphs.join('\n');
    for (const words of ['Yth. Camat Bontang Barat', 'satu', 'AMINAH', '☑ 2. Perempuan', 'rumah biru', 'Kode T-1234', 'Meterai', 'Halaman terakhir', 'ST. RAHMATIAH']) expect(text).toContain(words);
    expect([...parts.keys()].filter((name) => name.includes('media'))).toHaveLength(3);
    expect(parts.get('docProps/core.xml')?.toString()).toContain('2026-11-20T02:00:00Z');
  });

  test('is the same bytes at the same moment, and other bytes at another', async () => {
    for (const write of [writePdf, writeDocx]) {
      const [first, again, later] = [await write(everything, { at }), await write(everything, { at }), await write(everything, { at: '2026-11-21T02:00:00.000Z' })];
      expect(Buffer.compare(first, again)).toBe(0);
      expect(Buffer.compare(first, later)).not.toBe(0);
    }
  });

  test('stops when it is asked to', async () => {
    await expect(writePdf(list, { at, cancelled: () => true })).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(writeDocx(list, { at, cancelled: () => true })).rejects.toMatchObject({ code: 'CANCELLED' });
    const told: number[] = [];
    await writePdf(list, { at, progress: (done) => told.push(done) });
    expect(told).toEqual([50, 100]);
  });
});

test('a letter has no page number as long as it is one page', async () => {
  const letter: DocumentModel = { title: 'Surat', paper: 'f4', mark: 'DATA CONTOH', footer: 'Surat 1', unnumbered: true, blocks: [{ kind: 'paragraph', text: 'Isi surat.' }] };
  expect((await pdfPages(await writePdf(letter, { at })))[0]?.text).not.toContain('Halaman');
  const { faults, parts } = readDocx(await writeDocx(letter, { at }));
  expect(faults).toEqual([]);
  const [document, later, first] = ['document', 'footer1', 'footer2'].map((name) => parts.get(`word/${name}.xml`)?.toString('utf8') ?? '');
  expect(document).toMatch(/w:headerReference w:type="first".*w:footerReference w:type="first" r:id="rFirstFooter".*<w:titlePg\/>/);
  expect(later).toContain(' NUMPAGES ');
  expect(first).toContain('Surat 1');
  expect(first).not.toContain('Halaman');
});

test('a row taller than a page goes on over the next ones, and nothing of it is lost', async () => {
  const words = Array.from({ length: 4000 }, (_, place) => `kata${place}`);
  const pages = await pdfPages(await writePdf({ title: 'x', paper: 'a4', landscape: true, blocks: [{ kind: 'table', columns: [{ title: 'No' }, { title: 'Uraian', width: 3 }], rows: [['1', words.join(' ')]] }] }, { at }));
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.map(({ text }) => text).join(' ').match(/kata\d+/g)).toEqual(words);
});

test('pictures are known by their bytes, and a code is drawn as it is', () => {
  expect(pictureOf(Buffer.from('bukan gambar sama sekali').toString('base64'))).toBeNull();
  expect(pictureOf(letterhead.logo)).toMatchObject({ type: 'png', width: (qrSquares('lambang').side + 4) * 8 });
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100ffd9', 'hex');
  expect(pictureOf(jpeg.toString('base64'))).toMatchObject({ type: 'jpeg', width: 32, height: 16 });
});

test('PTK-15: the meeting is one sheet for 29 kelurahan with the longest names and numbers, whoever has not sent, and every name is whole', async () => {
  const name = (place: number): string => `Tanjung Selor Hilir Transmigrasi Satuan Pemukiman ${place}`;
  const numbers = Object.fromEntries(['families', 'people', 'd1', 'd2', 'd3', 'd4', 'better', 'unranked', 'need', 'programme', 'missed', 'overlap', 'change'].map((key) => [key, 200_123]));
  const rows = Array.from({ length: 29 }, (_, place) => ({ code: `61.71.0${1 + (place % 6)}.10${10 + place}`, name: name(place), received: '2026-11-20', sent: place % 3 > 0, sentOf: '1/1', ...(place % 3 > 0 && { ...numbers, fresh: 100, score: 99.9 }) }));
  const districts = [1, 2, 3, 4, 5, 6].map((place) => ({ code: `61.71.0${place}`, name: `Kecamatan Yang Namanya Panjang Sekali ${place}`, sent: true, sentOf: '3/5', ...numbers, fresh: 100, score: 99.9 }));
  const silent = rows.filter(({ sent }) => !sent).map((row) => row.name);
  const ranked = Array.from({ length: 12 }, (_, place) => ({ title: `Kebutuhan dengan nama yang panjang ${place}`, families: 100_000 }));
  const notes = ['Keadaan 05-12-2025 menurut catatan per 30-11-2025.', `Belum kirim (${silent.length} dari 29), tidak dihitung sebagai 0: ${silent.join(', ')}.`, '123 keluarga tanpa kode wilayah tidak masuk baris mana pun, tetapi masuk jumlah.', 'Perubahan dihitung terhadap keadaan 31-10-2025.'];
  const totals = { sentOf: '19/29', ...numbers, fresh: 100, score: 99.9 };
  const model = meetingModel({ columns: [], rows, totals, notes, data: { day: '2026-11-20', districts, needs: ranked, programmes: ranked } }, { office: 'Kabupaten Dengan Nama Panjang', code: '61.71', city: '', bpsCode: null, period: '', at, by: 'Rudi', purpose: '', practice: true, schema: '' });
  const pages = await pdfPages(await writePdf(model, { at }));
  expect(pages).toHaveLength(1);
  for (const row of rows) expect(pages[0]?.lines.some((line) => line.startsWith(row.name))).toBe(true);
  expect(pages[0]?.text).toContain('Perubahan dihitung terhadap keadaan 31-10-2025.');
  expect(pages[0]?.text).not.toContain('Halaman');
});

test('a number of a register is not parted in its cell, however narrow', async () => {
  const [page] = await pdfPages(await writePdf({ title: 'x', paper: 'f4', blocks: [{ kind: 'table', size: 8.5, columns: [{ title: 'Alamat', width: 9 }, { title: 'Keterangan', width: 1 }], rows: [['Jalan '.repeat(60), '0001/USL/2026: menunggu surat'], ['x', 'S-11/003.B/Kel-GT/XI/2026']] }] }, { at }));
  expect(page?.text).toMatch(/0001\/USL\/2026:/);
});

test('what somebody typed is words, also where it looks like a sign of a template; a part that is not alone on its line is named', () => {
  const blocks = templateBlocks('Surat ini dibuat untuk {keperluan}.\n\n{isi2}\n\nNama : {nama}\nKosong : {kosong}\n1. {keperluan}', { values: { keperluan: 'beasiswa : tahap 2', isi2: '1. satu', nama: '# Budi', kosong: '' }, slots: {} });
  expect(blocks).toEqual([
    { kind: 'paragraph', text: 'Surat ini dibuat untuk beasiswa : tahap 2.', align: 'justify' }, { kind: 'paragraph', text: '1. satu', align: 'justify' },
    { kind: 'pairs', rows: [['Nama', '# Budi'], ['Kosong', '-']], labelWidth: 48, indent: 5 }, { kind: 'list', items: ['beasiswa : tahap 2'], numbered: true },
  ]);
  expect(unknownNames('# X\nBerikut {tabel} ini\n  {tandatangan}\r\n{isi}', ['tabel', 'tandatangan', 'isi'])).toEqual(['… {tabel} …']);
});
