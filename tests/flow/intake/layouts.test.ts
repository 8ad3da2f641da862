import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportPreview, Tally } from '../../../db/intake/types.ts';
import { importOffice, region, writeSheets } from './import-office.ts';
import type { ImportOffice } from './import-office.ts';

type Rows = (string | number | null)[][];

let at: ImportOffice;
beforeEach(() => (at = importOffice()));
afterEach(() => at.close());

const adds = (tally: Tally): void => expect(tally.new + tally.changed + tally.same + tally.rejected + tally.question).toBe(tally.rows);
const codes = (preview: ImportPreview): string[] => [...new Set(preview.findings.map((finding) => finding.code))];
const rows = (text: string): unknown[] => at.office.writer.db.prepare(text).all();

const siakHeader = ['Nomor KK', 'NIK', 'Nama Penduduk', 'Status', 'Tempat Lahir', 'Tanggal Lahir', 'Kelamin', 'NIK Ayah', 'Ayah', 'NIK Ibu', 'Ibu', 'Status Kawin', 'SHDK', 'Agama', 'Kecamatan', 'Desa/Kel', 'Alamat', 'RW', 'RT', 'Pendidikan', 'Pekerjaan', 'Cetak KTP'];
const siak = (): Rows => [
  siakHeader,
  ['6474030505120003', '6474035708480002', 'HJ. AMINAH', 'Hidup', 'BONTANG', '17-08-1948', 'Perempuan', '-', 'DAENG', '-', 'SITI', 'CERAI MATI', 'KEPALA KELUARGA', 'ISLAM', 'BONTANG BARAT', 'GUNUNG TELIHAN', 'JL. FLORES', 3, 12, 'SLTA/SEDERAJAT', 'MENGURUS RUMAH TANGGA', '-'],
  ['6474030606130004', '6474030507850003', 'BUDI', 'Hidup', 'BONTANG', '05-07-1985', 'Laki-Laki', '-', '-', '-', '-', 'KAWIN', 'KEPALA KELUARGA', 'ISLAM', 'BONTANG BARAT', 'GUNUNG TELIHAN', 'JL. MADURA', 1, 8, 'SLTA/SEDERAJAT', 'KARYAWAN SWASTA', '-'],
  ['6474030606130004', '6474034508900001', 'SITI', 'Hidup', 'BONTANG', '05-08-1990', 'Perempuan', '-', '-', '-', '-', 'KAWIN', 'ISTRI', 'ISLAM', 'BONTANG BARAT', 'GUNUNG TELIHAN', 'JL MADURA', 1, 8, 'TAMAT SD / SEDERAJAT', 'MENGURUS RUMAH TANGGA', '-'],
  ['6474030505120003', '6474034508900001', 'SITI', 'Tidak Valid', 'BONTANG', '05-08-1990', 'Perempuan', '-', '-', '-', '-', 'KAWIN', 'ANAK', 'ISLAM', 'BONTANG BARAT', 'GUNUNG TELIHAN', 'JL. FLORES', 3, 12, 'TAMAT SD / SEDERAJAT', 'MENGURUS RUMAH TANGGA', '-'],
];

describe('a SIAK flat file', () => {
  it('gives a person for each row and a family for each No KK', async () => {
    const path = await writeSheets(at.file('a.xlsx'), { Sheet1: siak() });
    const opened = await at.preview(path);
    expect([opened.profile, opened.blocked]).toEqual(['siak', []]);
    expect(opened.tally.people).toMatchObject({ rows: 4, new: 3, rejected: 1 });
    expect(opened.tally.families).toMatchObject({ rows: 2, new: 2 });
    adds(opened.tally.people);
    expect(codes(opened)).toEqual(expect.arrayContaining(['NOT_VALID', 'FAMILY_DIFFERS']));
    await at.take(path);
    expect(rows('SELECT noKk, address, rt, rw, region FROM family ORDER BY id')).toEqual([
      { noKk: '6474030505120003', address: 'JL. FLORES', rt: '012', rw: '003', region }, { noKk: '6474030606130004', address: 'JL. MADURA', rt: '008', rw: '001', region },
    ]);
    expect(rows('SELECT name, relationship, shdk, religion, fatherName FROM person ORDER BY id')[0]).toEqual({ name: 'HJ. AMINAH', relationship: 1, shdk: 1, religion: 1, fatherName: 'DAENG' });
    const again = await at.preview(path);
    expect(again.tally.families).toMatchObject({ same: 2 });
    expect(again.tally.people).toMatchObject({ same: 3, rejected: 1 });
  });

  it('refuses a family of another kelurahan', async () => {
    const data = siak();
    for (const row of data.slice(2, 4)) row[15] = 'KANAAN';
    const opened = await at.preview(await writeSheets(at.file('a.xlsx'), { Sheet1: data }));
    expect(opened.tally.families).toMatchObject({ rows: 2, new: 1, rejected: 1 });
    expect(codes(opened)).toContain('V25');
  });
});

const bip = (): Rows => [
  ['BUKU INDUK PENDUDUK WNI'], ['PROVINSI :', null, 'KALIMANTAN TIMUR'], ['KECAMATAN :', null, 'BONTANG BARAT'], ['KELURAHAN :', null, 'GUNUNG TELIHAN'], ['PERIODE/TANGGAL :', null, '16-04-2015'],
  ['No', 'Nama Lengkap', 'NIK', 'Tempat dan Tanggal Lahir', null, 'JK', 'SHDK', 'Agama', 'Pendidikan Terakhir', 'Pekerjaan', 'Nama Orang Tua Kandung', null],
  [null, null, null, 'Tempat Lahir', 'Tgl/Bln/Th', null, null, null, null, null, 'Ibu', 'Ayah'],
  ['-1', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9', '-10', '-11', '-12'],
  ['No. KK : 6474030505120003'], ['Alamat : JL. FLORES, Nama Dusun : -, RT/RW : 012/003'],
  [1, 'AMINAH', '6474035708480002 ', 'BONTANG', '17-08-1948', 'Pr', 'KEPALA KELUARGA', 'ISLAM', 'SLTA/SEDERAJAT', 'MENGURUS RUMAH TANGGA', 'SITI', 'DAENG'],
  ['No. KK : 6474030606130004'], ['Alamat : JL. MADURA, Nama Dusun : -, RT/RW : 008/001'],
  [1, 'BUDI', '6474030507850003', 'BONTANG', '05-07-1985', 'Lk', 'KEPALA KELUARGA', 'ISLAM', 'SLTA/SEDERAJAT', 'KARYAWAN SWASTA', 'SITI', 'ANTON'],
  [2, 'SITI', '6474034508900001', 'BONTANG', '05-08-1990', 'Pr', 'ISTRI', 'ISLAM', 'SLTA/SEDERAJAT', 'MENGURUS RUMAH TANGGA', 'ANI', 'ALI'],
  ['JUMLAH', null, '3 ORANG'],
  [null, null, null, null, null, null, 'Bontang, 2 Januari 2025'], [null, null, null, null, null, null, 'LURAH GUNUNG TELIHAN'], [null, null, null, null, null, null, 'DRS. ANWAR'],
];

describe('a BIP with group rows', () => {
  it('takes the family from the rows between the people', async () => {
    const path = await writeSheets(at.file('a.xlsx'), { Sheet1: bip() });
    const opened = await at.preview(path);
    expect([opened.profile, opened.blocked]).toEqual(['bip-2016', []]);
    expect(opened.tally.people).toMatchObject({ rows: 3, new: 3 });
    expect(opened.tally.families).toMatchObject({ rows: 2, new: 2 });
    expect(opened.findings.filter((finding) => finding.code === 'ROWS_SKIPPED').map((finding) => finding.message)).toEqual(expect.arrayContaining([expect.stringContaining('tanda tangan')]));
    await at.take(path);
    expect(rows('SELECT noKk, address, rt, rw FROM family ORDER BY id')).toEqual([
      { noKk: '6474030505120003', address: 'JL. FLORES', rt: '012', rw: '003' }, { noKk: '6474030606130004', address: 'JL. MADURA', rt: '008', rw: '001' },
    ]);
    expect(rows('SELECT name, motherName, sex FROM person ORDER BY id')[1]).toEqual({ name: 'BUDI', motherName: 'SITI', sex: 1 });
  });
});
