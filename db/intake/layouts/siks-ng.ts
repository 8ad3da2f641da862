import type { Layout } from './layout.ts';

/** Its programmes with the code of the catalogue's; null where nothing in the row tells which of several a name means, so that a person must choose. */
const aid: readonly (readonly [column: string, code: string | null])[] = [
  ['ATENSI', 'ATENSI'], ['BLT', null], ['BLT_BBM', 'BLT-BBM'], ['BNPT_PPKM', 'BPNT-PPKM'], ['BPNT', 'SEMBAKO'], ['BST', 'BST'], ['PBI', 'PBI-JK'], ['PENA', 'PENA'], ['PERMAKANAN', 'PERMAKANAN'], ['PKH', 'PKH'],
  ['RUTILAHU', 'RUTILAHU'], ['SEMBAKO_ADAPTIF', 'SEMBAKO-ADAPTIF'], ['YAPI', 'YAPI'],
];

/** SIKS-NG (domain reference §2.10): a DTKS row for each person, and `Impor Desil`. */
export const siksNg: Layout = {
  key: 'siks-ng',
  name: 'SIKS-NG (DTKS)',
  sheets: [{
    shape: 'flat', entity: 'person', required: [['@noKk'], ['name']], marks: [['idsemesta', 'ID Semesta', 'ID DTKS'], ['NIK'], ['NOKK', 'NO KK'], ['padankan_at', 'is_nonaktif', 'FIRST_SK', 'keterangan_meninggal', 'verifyid', 'PBI']],
    columns: {
      provinsi: '@bps.province', kabupaten: '@bps.regency', kecamatan: '@bps.district', desa_kelurahan: '@bps.village', prop_capil: '@skip', kab_capil: '@skip', id_kec: '@skip', id_desa: '@bps.code',
      Alamat: 'family.address', FIRST_SK: '@skip', NIK: 'nik', NOKK: '@noKk', 'NO KK': '@noKk', Nama: 'name', idsemesta: '@skip', 'ID Semesta': '@skip', 'ID DTKS': '@skip', is_nonaktif: '@skip', keterangan_disabilitas: '@skip',
      keterangan_meninggal: '@skip', masih_hidup_label: 'status', padankan_at: '@skip', verifyid: '@skip', isAktifHamil: '@skip', Desil: '@desil.nasional', 'Tanggal Lahir': 'birthDate', 'Jenis Kelamin': 'sex',
      ...Object.fromEntries(aid.flatMap(([name, code]) => [[name, code === null ? '@aid' : `@programme.${code}`], [`periode_${name.toLowerCase()}`, code === null ? '@aid' : `@period.${code}`]])),
    },
  }],
};

/** The list of a programme's beneficiaries. */
export const kpm: Layout = {
  key: 'kpm',
  name: 'Daftar KPM',
  sheets: [{
    shape: 'list', entity: 'person', required: [['nik'], ['name']], marks: [['NAMA PENERIMA'], ['NIK KTP', 'NIK'], ['IDSEMESTA', 'BANSOS', 'TAHAP'], ['TANGGUNGAN', 'NM KEL', 'NO KEL']],
    columns: {
      'NAMA PENERIMA': 'name', 'NIK KTP': 'nik', NIK: 'nik', TAHAP: '@skip', BANSOS: '@programme.name', IDSEMESTA: '@skip', 'NO KEL': '@skip', 'NM PROV': '@bps.province', 'NM KAB': '@bps.regency',
      'NM KEC': '@bps.district', 'NM KEL': '@bps.village', ALAMAT: 'family.address', UMUR: '@skip', TANGGUNGAN: '@skip', STATUS: '@skip', PENGHASILAN: '@skip',
    },
  }],
};
