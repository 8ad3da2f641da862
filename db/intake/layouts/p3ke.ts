import type { Layout } from './layout.ts';

/** P3KE (domain reference §2.10): individuals with a desil of their own source, the list of a local app, candidates. */
export const p3ke: Layout = {
  key: 'p3ke',
  name: 'P3KE',
  sheets: [
    {
      shape: 'flat', entity: 'person', required: [['@key', '@noKk'], ['name']],
      marks: [['ID Keluarga', 'ID Keluarga P3KE'], ['Desil Kesejahteraan', 'Desil P3KE'], ['NIK', 'ID Individu']],
      columns: {
        'ID Keluarga': '@key', 'ID Keluarga P3KE': '@key', Provinsi: '@bps.province', 'Kabupaten/Kota': '@bps.regency', Kecamatan: '@bps.district', Desa: '@bps.village', 'Desa/Kelurahan': '@bps.village',
        'Desil Kesejahteraan': '@desil.p3ke', 'Desil P3KE': '@desil.p3ke', Alamat: 'family.address', 'ID Individu': '@skip', Nama: 'name', NIK: 'nik', 'No KK': '@noKk', 'Padan DUKCAPIL': '@skip',
        'Jenis Kelamin': 'sex', 'Hub. dgn. Kpl Keluarga': 'relationship', 'Tanggal Lahir': 'birthDate', 'Status Kawin': 'maritalStatus', Pekerjaan: 'occupationKk', Pendidikan: 'educationKk',
        'Usia <7': '@skip', 'Usia 7-12': '@skip', 'Usia 13-15': '@skip', 'Usia 16-18': '@skip', 'Usia 19-21': '@skip', 'Usia 22-59': '@skip', 'Usia >60': '@skip', 'Penerima BPNT': '@programme.SEMBAKO', 'Penerima BPUM': '@programme.BPUM',
        'Penerima BST': '@programme.BST', 'Penerima PKH': '@programme.PKH', 'Penerima SEMBAKO': '@programme.SEMBAKO', 'Resiko Stunting': '@skip', Pensasaran: '@skip',
      },
    },
    {
      shape: 'flat', entity: 'person', required: [['@noKk'], ['name']], marks: [['kk', 'no_kk'], ['nik'], ['kode_anggota'], ['tahun_anggaran', 'lampiran']],
      columns: {
        kk: '@noKk', no_kk: '@noKk', nik: 'nik', nama: 'name', provinsi: '@bps.province', kabkot: '@bps.regency', kecamatan: '@bps.district', desa: '@bps.village', rt: 'family.rt', rw: 'family.rw',
        kode_anggota: '@skip', pekerjaan: 'occupationKk', program: '@programme.name', penghasilan: '@skip', keterangan: 'notes', alamat: 'family.address', lampiran: '@skip', lat: 'family.latitude', lng: 'family.longitude',
        tahun_anggaran: '@skip',
      },
    },
    {
      shape: 'list', entity: 'person', required: [['nik', 'name']], marks: [['nik_kk'], ['nama_kk'], ['desil_p3ke', 'id_kpm']],
      columns: {
        id_kpm: '@skip', nik_kk: 'nik', nik_pkk: '@skip', nama_kk: 'name', nama_pkk: '@skip', nama_anak: '@skip', nik_anak: '@skip', alamat: 'family.address', rt: 'family.rt', rw: 'family.rw',
        desa_kelurahan: '@bps.village', kecamatan: '@bps.district', kabkot: '@bps.regency', sumber: '@skip', desil_p3ke: '@desil.p3ke',
      },
    },
  ],
};
