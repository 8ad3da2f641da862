import type { Layout } from './layout.ts';

/** SIAK flat export (domain reference §6.3, 1): one row a person, the family's address repeated. */
export const siak: Layout = {
  key: 'siak',
  name: 'SIAK (data penduduk)',
  sheets: [{
    shape: 'flat', entity: 'person', required: [['@noKk'], ['name']],
    marks: [['Nomor KK', 'No KK'], ['NIK'], ['SHDK'], ['Cetak KTP', 'Ganti KTP', 'KTP Berakhir', 'Petugas Registrasi', 'Nama Penduduk', 'Tgl Entri']],
    columns: {
      'Nomor KK': '@noKk', 'No KK': '@noKk', NIK: 'nik', 'Nama Penduduk': 'name', Nama: 'name', 'Nama Lengkap': 'name', Status: 'status', 'Tempat Lahir': 'birthPlace', 'Tanggal Lahir': 'birthDate',
      Kelamin: 'sex', 'Jenis Kelamin': 'sex', 'NIK Ayah': 'fatherNik', Ayah: 'fatherName', 'NIK Ibu': 'motherNik', Ibu: 'motherName', 'Status Kawin': 'maritalStatus', SHDK: 'shdk', Agama: 'religion',
      Kecamatan: '@bps.district', 'Desa/Kel': '@bps.village', 'Kel/Desa': '@bps.village', Kelurahan: '@bps.village', Alamat: 'family.address', RW: 'family.rw', RT: 'family.rt', Dusun: 'family.dusun',
      Pendidikan: 'educationKk', Pekerjaan: 'occupationKk', 'Deskripsi Pekerjaan': '@skip', 'Gol. Darah': 'bloodType', Cacat: '@skip', 'Cetak KTP': '@skip', 'Ganti KTP': '@skip', 'KTP Berakhir': '@skip',
      'Nomor Paspor': '@skip', 'Nomor Akta Lahir': '@skip', 'Nomor Akta Kawin': '@skip', 'Tanggal Kwn': '@skip', 'Nomor Akta Cerai': '@skip', 'Tgl Cerai': '@skip', 'Petugas Registrasi': '@skip',
      'Tgl Ubah': '@skip', 'Petugas Entri': '@skip', 'Tgl Entri': '@skip',
    },
  }],
};
