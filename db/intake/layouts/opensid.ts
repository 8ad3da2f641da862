import type { Layout } from './layout.ts';

/** OpenSID's import of residents: 43 columns, codes of the family card's lists, `###` behind the data. */
export const opensidPenduduk: Layout = {
  key: 'opensid-penduduk',
  name: 'OpenSID (penduduk)',
  sheets: [{
    shape: 'flat', entity: 'person', required: [['@noKk'], ['name']], marks: [['no_kk'], ['nik'], ['kk_level'], ['agama_id', 'pekerjaan_id', 'pendidikan_kk_id', 'status_dasar']],
    columns: {
      alamat: 'family.address', dusun: 'family.dusun', rw: 'family.rw', rt: 'family.rt', nama: 'name', no_kk: '@noKk', nik: 'nik', sex: 'sex', tempatlahir: 'birthPlace', tanggallahir: 'birthDate', agama_id: 'religion',
      pendidikan_kk_id: 'educationKk', pendidikan_sedang_id: '@skip', pekerjaan_id: 'occupationKk', status_kawin: 'maritalStatus', kk_level: 'shdk', warganegara_id: 'citizenship', ayah_nik: 'fatherNik', nama_ayah: 'fatherName',
      ibu_nik: 'motherNik', nama_ibu: 'motherName', golongan_darah_id: 'bloodType', akta_lahir: '@skip', dokumen_pasport: '@skip', tanggal_akhir_paspor: '@skip', dokumen_kitas: '@skip', akta_perkawinan: '@skip',
      tanggalperkawinan: '@skip', akta_perceraian: '@skip', tanggalperceraian: '@skip', cacat_id: '@skip', cara_kb_id: '@skip', hamil: 'pregnant', ktp_el: '@skip', status_rekam: '@skip', alamat_sekarang: '@skip',
      status_dasar: 'status', suku: '@skip', tag_id_card: '@skip', id_asuransi: '@skip', no_asuransi: '@skip', lat: 'family.latitude', lng: 'family.longitude',
    },
  }],
};

/** The recipients of a programme; what they are numbered by (No KK, NIK) is told by the values. */
export const opensidBantuan: Layout = {
  key: 'opensid-bantuan',
  name: 'OpenSID (bantuan)',
  sheets: [{
    shape: 'list', entity: 'person', required: [['nik', '@noKk']], marks: [['Peserta'], ['No. Peserta'], ['NIK']],
    columns: { Peserta: '@recipient', 'No. Peserta': '@skip', NIK: 'nik', Nama: 'name', 'Tempat Lahir': 'birthPlace', 'Tanggal Lahir': 'birthDate', Alamat: 'family.address' },
  }],
};

/** Households: which people live in which. */
export const opensidRtm: Layout = {
  key: 'opensid-rtm',
  name: 'OpenSID (rumah tangga)',
  sheets: [{
    shape: 'list', entity: 'person', required: [['nik'], ['@household']], marks: [['NIK'], ['NOMOR RUMAH TANGGA', 'No Rumah Tangga'], ['STATUS HUBUNGAN DALAM RUMAH TANGGA', 'Hubungan Rumah Tangga']],
    columns: {
      NIK: 'nik', Nama: 'name', 'NOMOR RUMAH TANGGA': '@household', 'No Rumah Tangga': '@household', 'STATUS HUBUNGAN DALAM RUMAH TANGGA': '@skip', 'Hubungan Rumah Tangga': '@skip',
    },
  }],
};
