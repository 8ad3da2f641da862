import { dtsenFamilyColumns, dtsenPersonColumns } from '../dtsen-columns.ts';
import type { Layout } from './layout.ts';

/** DTSEN hand-over: two sheets, joined by No KK. */
export const dtsen: Layout = {
  key: 'dtsen',
  name: 'DTSEN (keluarga dan anggota)',
  sheets: [
    {
      shape: 'families', entity: 'family', columns: dtsenFamilyColumns, required: [['noKk']],
      marks: [['desil_nasional', 'desil_provinsi', 'jenis_lantai_terluas', 'kode_kelurahan_desa', 'nama_anggota_keluarga'], ['nomor_kartu_keluarga']],
      never: ['nomor_induk_kependudukan'],
    },
    {
      shape: 'people', entity: 'person', columns: dtsenPersonColumns, required: [['@noKk'], ['name']],
      marks: [['nomor_induk_kependudukan'], ['nomor_kartu_keluarga'], ['status_hubungan_keluarga', 'partisipasi_sekolah', 'ijazah_tertinggi_yang_dimiliki', 'kode_kelurahan_desa_ktp']],
    },
  ],
};
