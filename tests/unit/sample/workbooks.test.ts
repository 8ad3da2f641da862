import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { codeOf, coveredCodes, readCode } from '../../../db/rules/lists.ts';
import { parseRtRw } from '../../../db/rules/rt-rw.ts';
import { templateFamilyKey, templateMark, templateSheets } from '../../../db/rules/template-columns.ts';
import { generateFamilies } from '../../../db/sample/families.ts';
import { writeWorkbook } from '../../../db/sample/workbooks.ts';
import type { WorkbookDamage, WorkbookLayout } from '../../../db/sample/workbooks.ts';

const options = { seed: 'berkas', families: 60, region: '64.74.03.1002', today: '2026-11-22' };
const folder = mkdtempSync(join(tmpdir(), 'tepat-sample-'));
afterAll(() => rmSync(folder, { recursive: true }));

const familyHeaders = `kode_provinsi provinsi kode_kabupaten_kota kabupaten_kota kode_kecamatan kecamatan kode_kelurahan_desa
  kelurahan_desa alamat nomor_kartu_keluarga jumlah_anggota_keluarga nama_anggota_keluarga desil_nasional pbi_nas pbi_pemda
  id_pelanggan_pln status_kepemilikan_rumah jenis_lantai_terluas luas_lantai jenis_dinding_terluas jenis_atap_terluas
  sumber_air_minum_utama sumber_penerangan_utama daya_terpasang bahan_bakar_utama_memasak fasilitas_bab jenis_kloset
  pembuangan_akhir_tinja kepemilikan_aset aset_bergerak_tabung_gas aset_bergerak_lemari_es aset_bergerak_ac
  aset_bergerak_pemanas_air aset_bergerak_telepon_rumah aset_bergerak_tv_datar aset_bergerak_emas_perhiasan
  aset_bergerak_komputer_laptop_tablet aset_bergerak_sepeda_motor aset_bergerak_sepeda aset_bergerak_mobil
  aset_bergerak_perahu aset_bergerak_kapal_perahu_motor aset_bergerak_smartphone aset_tidak_bergerak_lahan_lainnya
  aset_tidak_bergerak_rumah_lainnya jumlah_ternak_sapi jumlah_ternak_kerbau jumlah_ternak_kuda jumlah_ternak_babi
  jumlah_ternak_kambing_domba desil_provinsi desil_kabupaten_kota`.split(/\s+/);

const personHeaders = `nomor_induk_kependudukan nomor_kartu_keluarga nama tanggal_lahir jenis_kelamin status_hubungan_keluarga
  status_kawin pbi_nas pbi_pemda partisipasi_sekolah jenjang_tertinggi_yang_diduduki kelas_tertinggi_yang_diduduki
  ijazah_tertinggi_yang_dimiliki pendidikan_akhir_ktp status_bekerja lapangan_usaha_dari_pekerjaan_utama
  status_dalam_pekerjaan_utama kepemilikan_usaha jumlah_usaha lapangan_usaha_dari_usaha_utama
  jumlah_pekerja_yang_dibayar_dari_usaha_utama jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama omzet_usaha_utama
  pekerjaan_ktp kondisi_gizi penglihatan pendengaran berjalan_atau_naik_tangga menggunakan_tangan_jari
  belajar_kemampuan_intelektual pengendalian_perilaku berbicara_komunikasi mengurus_diri mengingat_berkonsentrasi
  kesedihan_depresi penyakit_kronis kode_provinsi_ktp provinsi_ktp kode_kabupaten_kota_ktp kabupaten_kota_ktp
  kode_kecamatan_ktp kecamatan_ktp kode_kelurahan_desa_ktp kelurahan_desa_ktp rt_ktp rw_ktp dusun_ktp alamat_ktp`.split(/\s+/);

type Grid = readonly (readonly unknown[])[];

async function write(name: string, layout: WorkbookLayout, damage?: WorkbookDamage): Promise<{ path: string; families: number; people: number }> {
  const path = join(folder, name);
  return { path, ...(await writeWorkbook(path, layout, options, damage)) };
}

/** Both sheets as exceljs, an independent reader, sees them. */
async function read(path: string): Promise<readonly [Grid, Grid]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const grid = (name: string): Grid =>
    (workbook.getWorksheet(name)?.getSheetValues() ?? []).slice(1).map((row) => (Array.isArray(row) ? Array.from(row).slice(1) : []));
  return [grid('Keluarga'), grid('Anggota')];
}

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const column = (grid: Grid, header: string): unknown[] => grid.slice(1).map((row) => row[grid[0]?.indexOf(header) ?? -1]);

describe('generated DTSEN workbook', () => {
  it('has the 52 columns of families and the 48 of people, by name and in order', async () => {
    const [families, people] = await read((await write('dtsen.xlsx', 'dtsen')).path);
    expect(familyHeaders).toHaveLength(52);
    expect(personHeaders).toHaveLength(48);
    expect(families[0]).toEqual(familyHeaders);
    expect(people[0]).toEqual(personHeaders);
  });

  it('has the same bytes for the same seed', async () => {
    const first = await write('satu.xlsx', 'dtsen');
    const second = await write('dua.xlsx', 'dtsen');
    expect(hashOf(first.path)).toBe(hashOf(second.path));
  });

  it('holds every family with a No KK and all its people, and says how many', async () => {
    const written = await write('hitung.xlsx', 'dtsen');
    const [families, people] = await read(written.path);
    const expected = [...generateFamilies(options)].filter(({ family }) => family.noKk);
    expect(written.families).toBe(expected.length);
    expect(column(families, 'nomor_kartu_keluarga')).toEqual(expected.map(({ family }) => family.noKk));
    expect(column(people, 'nama')).toEqual(expected.flatMap((family) => family.people.map((person) => person.name)));
    expect(written.people).toBe(people.length - 1);
  });

  it('writes identifiers as text, region codes of BPS, labels instead of codes, and RT and RW inside the address', async () => {
    const [families, people] = await read((await write('isi.xlsx', 'dtsen')).path);
    expect(column(people, 'nomor_induk_kependudukan').every((cell) => cell === undefined || /^\d{16}$/.test(cell as string))).toBe(true);
    expect(new Set(column(families, 'kode_kelurahan_desa'))).toEqual(new Set(['6474030002']));
    expect(new Set(column(families, 'kelurahan_desa'))).toEqual(new Set(['GUNUNG TELIHAN']));
    const floors = column(families, 'jenis_lantai_terluas') as string[];
    expect(floors).toContain('Keramik/granit/marmer/ubin/tegel/teraso');
    expect(floors.every((label) => codeOf('RSEK.303', label) !== null || coveredCodes('RSEK.303', label).length > 0)).toBe(true);
    expect(column(people, 'jenis_kelamin').every((label) => label === 'Laki-laki' || label === 'Perempuan')).toBe(true);
    expect(column(families, 'alamat').map((address) => parseRtRw(address as string))).toEqual(
      [...generateFamilies(options)].filter(({ family }) => family.noKk).map(({ family }) => ({ rt: family.rt, rw: family.rw })),
    );
  });

  it('can hold families that were chosen', async () => {
    const chosen = [...generateFamilies(options)].filter(({ family }) => family.noKk).slice(3, 6);
    const path = join(folder, 'pilihan.xlsx');
    expect((await writeWorkbook(path, 'dtsen', () => chosen)).families).toBe(3);
    const [families] = await read(path);
    expect(column(families, 'nomor_kartu_keluarga')).toEqual(chosen.map(({ family }) => family.noKk));
  });

  it('can hold a NIK column that Excel has turned into numbers', async () => {
    const { path } = await write('angka.xlsx', 'dtsen', { identifiers: { kind: 'number', share: 1 } });
    const [, people] = await read(path);
    const cells = column(people, 'nomor_induk_kependudukan').filter((cell) => cell !== undefined);
    expect(cells.length).toBeGreaterThan(100);
    expect(cells.every((cell) => typeof cell === 'number' && cell % 10 === 0)).toBe(true);
  });

  it('can hold a share of damaged cells and of people with errors', async () => {
    const { path } = await write('rusak.xlsx', 'dtsen', { identifiers: { kind: 'apostrophe', share: 0.2 }, people: 0.3 });
    const [, people] = await read(path);
    const cells = column(people, 'nomor_induk_kependudukan').filter((cell) => cell !== undefined) as string[];
    const damaged = cells.filter((cell) => cell.startsWith("'"));
    expect(damaged.length).toBeGreaterThan(10);
    expect(damaged.length).toBeLessThan(cells.length / 2);
    const names = [...generateFamilies(options)].filter(({ family }) => family.noKk).flatMap((family) => family.people.map((person) => person.name));
    expect(column(people, 'nama').filter((name, i) => name !== names[i]).length).toBeGreaterThan(10);
  });
});

describe('generated template workbook', () => {
  it('names the layout and the fields in a hidden row, and holds every family', async () => {
    const written = await write('templat.xlsx', 'template');
    expect(written.families).toBe(options.families);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(written.path);
    for (const { name, columns } of templateSheets) {
      const sheet = workbook.getWorksheet(name);
      const row = (at: number): unknown[] => columns.map((_, i) => sheet?.getRow(at).getCell(i + 1).value);
      expect(sheet?.getRow(1).hidden).toBe(true);
      expect(row(1)).toEqual(columns.map(({ key }) => (key === templateFamilyKey ? templateMark : key)));
      expect(row(2)).toEqual(columns.map(({ header }) => header));
    }
  });

  it('joins people to their families by the number of the family in the file', async () => {
    const [families, people] = await read((await write('taut.xlsx', 'template')).path);
    const sizes = [...generateFamilies(options)].map((family) => family.people.length);
    expect(families.slice(2).map((row) => row[0])).toEqual(sizes.map((_, i) => i + 1));
    expect(people.slice(2).map((row) => row[0])).toEqual(sizes.flatMap((size, i) => Array<number>(size).fill(i + 1)));
  });

  it('says everything that was generated: each value read back is the value written', async () => {
    const [families] = await read((await write('balik.xlsx', 'template')).path);
    const keys = families[0] as readonly unknown[];
    const expected = [...generateFamilies(options)][5]?.family ?? {};
    const row = families[2 + 5] ?? [];
    expect(row[keys.indexOf('noKk')]).toBe(expected.noKk);
    expect(readCode('RSEK.303', row[keys.indexOf('floor')] as string)).toBe(expected.floor);
    expect(row[keys.indexOf('surveyDate')]).toBe(String(expected.surveyDate).split('-').reverse().join('-'));
  });
});
