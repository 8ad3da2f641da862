/** The column of an error file that says why a row was rejected, in the language of the window; never read. */
export const reasonHeaders = { id: 'ALASAN DITOLAK', en: 'REASON REJECTED' } as const;

/** Whether a header is that of an error file's reasons. */
export function isReasonHeader(header: string): boolean {
  return header === reasonHeaders.id || header === reasonHeaders.en;
}

/**
 * Header synonyms of any agency's list (domain reference §6.3), by target; compared by letters and digits. `KK` alone and
 * the like are settled by the values below them.
 */
export const listHeaders: Readonly<Record<string, readonly string[]>> = {
  nik: ['NIK', 'NO NIK', 'NIK KTP', 'NO. NIK', 'NIK ART', 'NO KTP', 'NOMOR KTP', 'NOMOR INDUK KEPENDUDUKAN', 'NOMOR INDUK KEPENDUDUKAN (NIK)', 'NOMOR NIK', 'NIK PENERIMA', 'NIK PENGURUS', 'NIK PKK', 'NIK KPM', 'NIK LANSIA', 'NIK WARGA', 'NIK ANAK', 'NIK PESERTA'],
  '@headNik': ['NIK KK', 'NIK KEPALA KELUARGA', 'NIK KRT'],
  '@noKk': ['NO KK', 'NOMOR KK', 'NOKK', 'NO. KK', 'NOMOR KARTU KELUARGA', 'NO KARTU KELUARGA', 'NO. KARTU KELUARGA', 'KARTU KELUARGA', 'KK', 'NKK', 'NO KK PENERIMA'],
  name: ['NAMA', 'NAMA LENGKAP', 'NAMA PENDUDUK', 'NAMA ART', 'NAMA PENERIMA', 'NAMA PENERIMA MANFAAT', 'NAMA PENGURUS', 'NAMA KPM', 'NAMA WARGA', 'NAMA LANSIA', 'NAMA ANGGOTA KELUARGA', 'NAMA PESERTA', 'NAMA ANAK', 'NAMA BALITA', 'NAMA SISWA', 'NAMA CALON PENERIMA', 'PENERIMA', 'NAMA PEMOHON'],
  '@headName': ['NAMA KK', 'NAMA KEPALA KELUARGA', 'NAMA.KK', 'NAMA KRT', 'KEPALA KELUARGA', 'NAMA KEPALA RUMAH TANGGA'],
  sex: ['JK', 'L/P', 'SEX', 'KELAMIN', 'JENIS KELAMIN', 'JNS KLMN', 'JNS KELAMIN', 'J. KELAMIN', 'JENKEL', 'GENDER', 'LP'],
  birthDate: ['TGL LAHIR', 'TGL LHR', 'TANGGAL LAHIR', 'TGL/BLN/TH', 'TGL. LAHIR', 'TGL/BLN/THN', 'LAHIR', 'TANGGAL LAHIR (DD/MM/YYYY)', 'KELAHIRAN TANGGAL', 'KELAHIRAN TGL', 'LAHIR TANGGAL', 'LAHIR TGL'],
  birthPlace: ['TEMPAT LAHIR', 'TMPT LHR', 'TMP LAHIR', 'TEMPAT LHR', 'KOTA LAHIR', 'KELAHIRAN TEMPAT', 'KELAHIRAN TMPT', 'LAHIR TEMPAT'],
  '@ttl': ['TTL', 'TEMPAT/TANGGAL LAHIR', 'TEMPAT DAN TANGGAL LAHIR', 'TEMPAT, TANGGAL LAHIR', 'TEMPAT TANGGAL LAHIR', 'TEMPAT TGL LAHIR', 'TEMPAT/TGL LAHIR', 'TMPT/TGL LAHIR'],
  shdk: ['SHDK', 'HUB. KEL', 'HUB KELUARGA', 'HUBUNGAN KELUARGA', 'HUBKRT', 'STATUS HUBUNGAN', 'STATUS HUBUNGAN DALAM KELUARGA', 'HUB. DGN. KPL KELUARGA', 'HUBUNGAN', 'STATUS DALAM KELUARGA', 'HUBUNGAN DENGAN KEPALA KELUARGA', 'STATUS HUBUNGAN KELUARGA'],
  maritalStatus: ['STATUS KAWIN', 'STATUS PERKAWINAN', 'STAT KWN', 'STATUS PERNIKAHAN', 'PERKAWINAN'],
  religion: ['AGAMA'],
  educationKk: ['PENDIDIKAN', 'PENDIDIKAN TERAKHIR', 'PENDIDIKAN AKHIR'],
  occupationKk: ['PEKERJAAN', 'JENIS PEKERJAAN', 'MATA PENCAHARIAN'],
  bloodType: ['GOL DARAH', 'GOLONGAN DARAH', 'GOL. DARAH'],
  fatherName: ['NAMA AYAH', 'AYAH', 'NAMA BAPAK'],
  motherName: ['NAMA IBU', 'IBU', 'NAMA IBU KANDUNG', 'IBU KANDUNG'],
  phone: ['NO HP', 'NOMOR HP', 'NO TELP', 'NO. HP', 'TELEPON', 'NO HANDPHONE', 'NO HP/WA', 'NO WA', 'HP'],
  'family.address': ['ALAMAT', 'ALAMAT LENGKAP', 'ALAMAT KTP', 'ALAMAT SEKARANG', 'ALAMAT RUMAH', 'ALAMAT TINGGAL', 'ALAMAT DOMISILI', 'ALAMAT / RT', 'ALAMAT/RT/RW', 'ALAMAT TEMPAT TINGGAL', 'NAMA SLS', 'JALAN'],
  'family.rt': ['RT', 'NO RT'],
  'family.rw': ['RW', 'NO RW'],
  '@rtRw': ['RT/RW', 'NO.RT/RW', 'RTRW', 'RT RW', 'RT-RW'],
  'family.dusun': ['DUSUN', 'LINGKUNGAN', 'NAMA DUSUN'],
  '@desil.nasional': ['DESIL', 'DESIL NASIONAL', 'DESIL DTSEN', 'DESIL KESEJAHTERAAN', 'PERINGKAT KESEJAHTERAAN', 'PERINGKAT', 'DESIL KELUARGA'],
  '@desil.provinsi': ['DESIL PROVINSI'],
  '@desil.kabkota': ['DESIL KABUPATEN KOTA', 'DESIL KAB/KOTA', 'DESIL KOTA', 'DESIL KABUPATEN'],
  '@desil.p3ke': ['DESIL P3KE'],
  '@percentile': ['PERCENTILE', 'PERSENTIL', 'PERCENTIL'],
  '@bps.code': ['KODE DESA', 'KODE KELURAHAN', 'KODE DESA/KELURAHAN', 'KODE KEL', 'ID DESA', 'KODE WILAYAH'],
  '@bps.village': ['KEL/DESA', 'DESA/KEL', 'KELURAHAN', 'NM KEL', 'DESA_KELURAHAN', 'DESA', 'KELURAHAN/DESA', 'DESA/KELURAHAN', 'NAMA KELURAHAN', 'NAMA DESA'],
  '@bps.district': ['KEC', 'NM KEC', 'KECAMATAN', 'NAMA KECAMATAN'],
  '@bps.regency': ['KABUPATEN', 'KAB/KOTA', 'KABUPATEN/KOTA', 'KOTA', 'NM KAB', 'KABKOT'],
  '@bps.province': ['PROVINSI', 'PROV', 'NM PROV'],
  '@programme.PKH': ['PKH', 'PENERIMA PKH', 'PESERTA PKH', 'KPM PKH'],
  '@programme.SEMBAKO': ['BPNT', 'SEMBAKO', 'PENERIMA BPNT', 'PENERIMA SEMBAKO', 'BPNT/SEMBAKO', 'SEMBAKO/BPNT', 'KPM BPNT'],
  '@programme.PBI-JK': ['PBI', 'PBI JK', 'PENERIMA PBI', 'PESERTA PBI'],
  '@programme.PIP': ['PIP', 'PENERIMA PIP'],
  '@programme.BLT-DD': ['BLT DD', 'BLT DANA DESA', 'PENERIMA BLT DD', 'PENERIMA BLT DANA DESA'],
  '@programme.BST': ['BST', 'PENERIMA BST'],
  '@programme.BPUM': ['BPUM', 'PENERIMA BPUM'],
  '@programme.name': ['PROGRAM', 'NAMA PROGRAM', 'BANSOS', 'JENIS BANTUAN', 'BANTUAN'],
  '@skip': ['NO', 'NO.', 'NO URUT', 'NOMOR', 'NOMOR URUT', 'UMUR', 'USIA', 'TANDA TANGAN', 'TTD', 'PARAF', 'TAHAP', 'TANGGUNGAN', reasonHeaders.id, reasonHeaders.en,
    // What a list says of a delivery is no part of the register's people.
    'NOMINAL', 'JUMLAH BANTUAN', 'BESARAN', 'BESARAN BANTUAN', 'JUMLAH UANG', 'NILAI BANTUAN', 'JUMLAH DITERIMA', 'NO REKENING', 'NOMOR REKENING', 'NO REK', 'NO. REKENING', 'REKENING', 'NO KKS', 'NOMOR KKS', 'NO PESERTA', 'NOMOR PESERTA', 'NO KARTU', 'ID KPM',
    // Beside the name in our own lists of recipients; the choice of a programme looks at it.
    'KODE PROGRAM'],
  '@remark': ['KET', 'KETERANGAN', 'CATATAN', 'KET.'],
};
