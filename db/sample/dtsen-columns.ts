import { mergedLabels } from '../rules/lists/merged-labels.ts';
import { labelOf } from '../rules/lists.ts';
import type { FieldValues } from '../rules/field.ts';
import type { SampleRegion } from './places.ts';
import type { Cell } from './sheet-content.ts';

/**
 * The columns of the DTSEN hand-over, v3/2026 (domain reference §2.9): 52 of the family and 48 of the person, with how a
 * generated family fills them. Answers are labels, several codes sharing one label where the real file merges them.
 */
export interface DtsenFamily {
  readonly region: SampleRegion;
  readonly family: FieldValues;
  readonly people: readonly FieldValues[];
  readonly rankings: readonly FieldValues[];
}

export interface DtsenPerson extends DtsenFamily {
  readonly person: FieldValues;
}

export interface DtsenColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => Cell;
}

type FamilyColumn = DtsenColumn<DtsenFamily>;
type PersonColumn = DtsenColumn<DtsenPerson>;

const yesNo = 'RSEK.416a';

/** The label that DTSEN prints for a code of a list. */
function dtsenLabel(list: string, code: unknown): Cell {
  if (typeof code !== 'number') return null;
  const merged = (mergedLabels[list] ?? []).find(([, covers]) => covers.includes(code));
  return merged?.[0] ?? labelOf(list, code) ?? String(code);
}

function plain(value: unknown): Cell {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

const given = (header: string, value: (row: DtsenFamily) => Cell): FamilyColumn => ({ header, value });
const answer = (header: string, field: string, list: string): FamilyColumn =>
  given(header, ({ family }) => dtsenLabel(list, family[field]));
const count = (header: string, field: string): FamilyColumn => given(header, ({ family }) => plain(family[field]));
const ranking = (header: string, scope: number): FamilyColumn =>
  given(header, ({ rankings }) => plain(rankings.find((row) => row.scope === scope)?.value));
const asset = (name: string, field: string): FamilyColumn => answer(`aset_bergerak_${name}`, field, yesNo);

const assetFields = [
  'gasCylinder', 'refrigerator', 'airConditioner', 'waterHeater', 'landline', 'flatTv', 'gold', 'computer', 'motorcycle', 'bicycle',
  'car', 'boat', 'motorBoat', 'smartphone', 'otherLand', 'otherHouse',
] as const;

/** How clerks write RT and RW into an address; the family's number picks one, so that a file has them all. */
const rtForms: readonly ((rt: string, rw: string) => string)[] = [
  (rt, rw) => `RT ${rt} RW ${rw}`,
  (rt, rw) => `RT ${rt}/RW ${rw}`,
  (rt, rw) => `RT.${Number(rt)} RW.${Number(rw)}`,
  (rt, rw) => `RT/RW ${rt}/${rw}`,
];

function addressWithRt({ family }: DtsenFamily): string {
  const form = rtForms[Number(family.buildingNo) % rtForms.length] ?? rtForms[0];
  return `${String(family.address)} ${form?.(String(family.rt), String(family.rw)) ?? ''}`;
}

export const dtsenFamilyColumns: readonly FamilyColumn[] = [
  given('kode_provinsi', ({ region }) => region.bps.slice(0, 2)),
  given('provinsi', ({ region }) => region.province.toUpperCase()),
  given('kode_kabupaten_kota', ({ region }) => region.bps.slice(0, 4)),
  given('kabupaten_kota', ({ region }) => region.regency.toUpperCase()),
  given('kode_kecamatan', ({ region }) => region.bps.slice(0, 7)),
  given('kecamatan', ({ region }) => region.district.toUpperCase()),
  given('kode_kelurahan_desa', ({ region }) => region.bps),
  given('kelurahan_desa', ({ region }) => region.village.toUpperCase()),
  given('alamat', addressWithRt),
  given('nomor_kartu_keluarga', ({ family }) => plain(family.noKk)),
  given('jumlah_anggota_keluarga', ({ people }) => people.length),
  given('nama_anggota_keluarga', ({ people }) => plain(people.find((person) => person.relationship === 1)?.name)),
  ranking('desil_nasional', 1),
  answer('pbi_nas', 'pbiNas', yesNo),
  answer('pbi_pemda', 'pbiPemda', yesNo),
  count('id_pelanggan_pln', 'plnCustomerId'),
  answer('status_kepemilikan_rumah', 'buildingOwnership', 'RSEK.301a'),
  answer('jenis_lantai_terluas', 'floor', 'RSEK.303'),
  count('luas_lantai', 'floorArea'),
  answer('jenis_dinding_terluas', 'wall', 'RSEK.304'),
  answer('jenis_atap_terluas', 'roof', 'RSEK.305'),
  answer('sumber_air_minum_utama', 'waterSource', 'RSEK.306a'),
  answer('sumber_penerangan_utama', 'lighting', 'RSEK.307a'),
  answer('daya_terpasang', 'power1', 'RSEK.307b1'),
  answer('bahan_bakar_utama_memasak', 'cookingFuel', 'RSEK.308'),
  answer('fasilitas_bab', 'toilet', 'RSEK.309a'),
  answer('jenis_kloset', 'toiletBowl', 'RSEK.309b'),
  answer('pembuangan_akhir_tinja', 'sewage', 'RSEK.310'),
  given('kepemilikan_aset', ({ family }) => dtsenLabel(yesNo, assetFields.some((field) => family[field] === 1) ? 1 : 2)),
  asset('tabung_gas', 'gasCylinder'),
  asset('lemari_es', 'refrigerator'),
  asset('ac', 'airConditioner'),
  asset('pemanas_air', 'waterHeater'),
  asset('telepon_rumah', 'landline'),
  asset('tv_datar', 'flatTv'),
  asset('emas_perhiasan', 'gold'),
  asset('komputer_laptop_tablet', 'computer'),
  asset('sepeda_motor', 'motorcycle'),
  asset('sepeda', 'bicycle'),
  asset('mobil', 'car'),
  asset('perahu', 'boat'),
  asset('kapal_perahu_motor', 'motorBoat'),
  asset('smartphone', 'smartphone'),
  answer('aset_tidak_bergerak_lahan_lainnya', 'otherLand', yesNo),
  answer('aset_tidak_bergerak_rumah_lainnya', 'otherHouse', yesNo),
  count('jumlah_ternak_sapi', 'cattle'),
  count('jumlah_ternak_kerbau', 'buffalo'),
  count('jumlah_ternak_kuda', 'horses'),
  count('jumlah_ternak_babi', 'pigs'),
  count('jumlah_ternak_kambing_domba', 'goats'),
  ranking('desil_provinsi', 2),
  ranking('desil_kabupaten_kota', 3),
];

const said = (header: string, field: string): PersonColumn => ({ header, value: ({ person }) => plain(person[field]) });
const chosen = (header: string, field: string, list: string): PersonColumn => ({
  header,
  value: ({ person }) => dtsenLabel(list, person[field]),
});
const difficulty = (header: string, field: string): PersonColumn => chosen(header, field, 'RSEK.428a');

/** The address on the KTP: that of the family's card where it differs from where they live. */
function ktp(header: string, here: (row: DtsenPerson) => Cell, elsewhere: (family: FieldValues) => Cell): PersonColumn {
  return { header, value: (row) => (row.family.ktpRegion ? elsewhere(row.family) : here(row)) };
}

/** BPS and Kemendagri share the codes of province and regency; of other districts the file knows nothing. */
const ktpCode = (length: number): ((family: FieldValues) => Cell) => {
  return (family) => String(family.ktpRegion).replaceAll('.', '').slice(0, length);
};
const unknown = (): Cell => null;

export const dtsenPersonColumns: readonly PersonColumn[] = [
  said('nomor_induk_kependudukan', 'nik'),
  { header: 'nomor_kartu_keluarga', value: ({ family }) => plain(family.noKk) },
  said('nama', 'name'),
  said('tanggal_lahir', 'birthDate'),
  chosen('jenis_kelamin', 'sex', 'RSEK.405'),
  chosen('status_hubungan_keluarga', 'relationship', 'RSEK.409'),
  chosen('status_kawin', 'maritalStatus', 'RSEK.408'),
  chosen('pbi_nas', 'pbiNas', yesNo),
  chosen('pbi_pemda', 'pbiPemda', yesNo),
  chosen('partisipasi_sekolah', 'schooling', 'RSEK.412'),
  chosen('jenjang_tertinggi_yang_diduduki', 'schoolLevel', 'RSEK.413'),
  chosen('kelas_tertinggi_yang_diduduki', 'schoolYear', 'RSEK.414'),
  chosen('ijazah_tertinggi_yang_dimiliki', 'diploma', 'RSEK.415'),
  chosen('pendidikan_akhir_ktp', 'educationKk', 'KK.pendidikan'),
  chosen('status_bekerja', 'works', yesNo),
  chosen('lapangan_usaha_dari_pekerjaan_utama', 'workField', 'RSEK.417'),
  chosen('status_dalam_pekerjaan_utama', 'workPosition', 'RSEK.418'),
  chosen('kepemilikan_usaha', 'hasBusiness', yesNo),
  said('jumlah_usaha', 'businessCount'),
  chosen('lapangan_usaha_dari_usaha_utama', 'businessField', 'RSEK.417'),
  said('jumlah_pekerja_yang_dibayar_dari_usaha_utama', 'paidWorkers'),
  said('jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama', 'unpaidWorkers'),
  chosen('omzet_usaha_utama', 'turnover', 'RSEK.425'),
  chosen('pekerjaan_ktp', 'occupationKk', 'KK.pekerjaan'),
  chosen('kondisi_gizi', 'nutrition', 'RSEK.427'),
  difficulty('penglihatan', 'seeing'),
  difficulty('pendengaran', 'hearing'),
  difficulty('berjalan_atau_naik_tangga', 'walking'),
  difficulty('menggunakan_tangan_jari', 'handling'),
  difficulty('belajar_kemampuan_intelektual', 'learning'),
  difficulty('pengendalian_perilaku', 'behaviour'),
  difficulty('berbicara_komunikasi', 'speaking'),
  difficulty('mengurus_diri', 'selfCare'),
  difficulty('mengingat_berkonsentrasi', 'remembering'),
  chosen('kesedihan_depresi', 'depression', 'RSEK.428j'),
  chosen('penyakit_kronis', 'chronicDisease', 'RSEK.430'),
  ktp('kode_provinsi_ktp', ({ region }) => region.bps.slice(0, 2), ktpCode(2)),
  ktp('provinsi_ktp', ({ region }) => region.province.toUpperCase(), unknown),
  ktp('kode_kabupaten_kota_ktp', ({ region }) => region.bps.slice(0, 4), ktpCode(4)),
  ktp('kabupaten_kota_ktp', ({ region }) => region.regency.toUpperCase(), unknown),
  ktp('kode_kecamatan_ktp', ({ region }) => region.bps.slice(0, 7), unknown),
  ktp('kecamatan_ktp', ({ region }) => region.district.toUpperCase(), unknown),
  ktp('kode_kelurahan_desa_ktp', ({ region }) => region.bps, unknown),
  ktp('kelurahan_desa_ktp', ({ region }) => region.village.toUpperCase(), unknown),
  ktp('rt_ktp', ({ family }) => plain(family.rt), (family) => plain(family.ktpRt)),
  ktp('rw_ktp', ({ family }) => plain(family.rw), (family) => plain(family.ktpRw)),
  ktp('dusun_ktp', ({ family }) => plain(family.dusun), unknown),
  ktp('alamat_ktp', ({ family }) => plain(family.address), (family) => plain(family.ktpAddress)),
];
