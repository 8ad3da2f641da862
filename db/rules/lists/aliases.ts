const sexes: Readonly<Record<number, readonly string[]>> = {
  1: ['L', 'LK', 'LAKI', 'PRIA', 'LELAKI'],
  2: ['P', 'PR', 'WANITA', 'PEREMPUAN'],
};

const maritalStatuses: Readonly<Record<number, readonly string[]>> = {
  1: ['BK', 'BELUM KAWIN', 'BELUM MENIKAH', 'BELUM NIKAH', 'LAJANG'],
  2: ['K', 'KAWIN', 'NIKAH', 'MENIKAH', 'KAWIN TERCATAT', 'KAWIN BELUM TERCATAT', 'KAWIN TIDAK TERCATAT'],
  3: ['CH', 'CERAI HIDUP TERCATAT', 'CERAI HIDUP BELUM TERCATAT', 'CERAI HIDUP TIDAK TERCATAT'],
  4: ['CM', 'CERAI MATI TERCATAT', 'CERAI MATI BELUM TERCATAT'],
};

/**
 * Spellings met in SIAK, BIP, DTSEN and office lists beside the printed labels (domain reference §2.7, §6.3), by list
 * and code. Compared after normalising, so case, spaces and punctuation do not matter.
 */
export const aliases: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  'RSEK.405': sexes,
  'KK.jenis_kelamin': sexes,
  'RSEK.408': maritalStatuses,
  'KK.status_kawin': maritalStatuses,
  'RSEK.416a': {
    1: ['Y', 'ADA', 'PUNYA', 'MEMILIKI', 'IYA', 'BEKERJA'],
    2: ['T', 'TDK', 'TIDAK ADA', 'TIDAK PUNYA', 'TIDAK MEMILIKI', 'TIDAK BEKERJA'],
  },
  'RSEK.431b': { 1: ['Y', 'IYA'], 2: ['T', 'TDK'] },
  'RSEK.409': {
    1: ['KK', 'KEPALA', 'KEPALA RUMAH TANGGA', 'KRT', 'KEP KELUARGA', 'KEPALA KEL'],
    2: ['ISTRI', 'SUAMI', 'ISTERI', 'SUAMI/ISTRI', 'PASANGAN'],
    3: ['ANAK KANDUNG', 'ANAK TIRI', 'ANAK ANGKAT'],
    6: ['ORANG TUA', 'MERTUA'],
    7: ['PEMBANTU', 'SOPIR', 'PEMBANTU RUMAH TANGGA'],
    8: ['FAMILI LAIN', 'FAMILI', 'LAIN-LAIN', 'SAUDARA', 'KERABAT'],
  },
  'KK.shdk': {
    1: ['KK', 'KEP KELUARGA', 'KEPALA KEL', 'KEPALA'],
    3: ['ISTERI'],
    4: ['ANAK KANDUNG'],
    9: ['FAMILI', 'FAMILY LAIN', 'FAMILI LAINNYA'],
    11: ['LAIN-LAIN'],
  },
  'KK.agama': {
    2: ['KRISTEN PROTESTAN', 'PROTESTAN'],
    3: ['KATOLIK', 'KRISTEN KATOLIK', 'KRISTEN KATHOLIK'],
    5: ['BUDDHA'],
    6: ['KONGHUCU', 'KONG HU CU', 'KONGHUCHU'],
    7: ['KEPERCAYAAN', 'KEPERCAYAAN TERHADAP TUHAN YME', 'PENGHAYAT KEPERCAYAAN', 'LAINNYA', 'ALIRAN KEPERCAYAAN'],
  },
  'KK.pendidikan': {
    1: ['TIDAK SEKOLAH', 'BELUM SEKOLAH'],
    2: ['BELUM TAMAT SD', 'TIDAK TAMAT SD', 'TIDAK TAMAT SD/SEDERAJAT'],
    3: ['TAMAT SD', 'SD', 'SD/SEDERAJAT'],
    4: ['SLTP', 'SMP', 'SMP/SEDERAJAT', 'TAMAT SMP/SEDERAJAT', 'TAMAT SLTP/SEDERAJAT'],
    5: ['SLTA', 'SMA', 'SMA/SEDERAJAT', 'SMK', 'TAMAT SMA/SEDERAJAT', 'TAMAT SLTA/SEDERAJAT'],
    6: ['D1', 'D2', 'DIPLOMA I', 'DIPLOMA II'],
    7: ['D3', 'DIPLOMA III', 'AKADEMI/DIPLOMA III/SARJANA MUDA'],
    8: ['D4', 'S1', 'STRATA I', 'DIPLOMA IV'],
    9: ['S2', 'STRATA-II'],
    10: ['S3', 'STRATA-III'],
  },
  'KK.gol_darah': { 13: ['TDK TH', 'TDK TAHU', 'TIDAK DIKETAHUI'] },
  'KK.warganegara': { 1: ['INDONESIA', 'WARGA NEGARA INDONESIA'], 2: ['ASING', 'WARGA NEGARA ASING'] },
  'KK.status_dasar': { 1: ['MASIH HIDUP'], 2: ['MENINGGAL', 'MENINGGAL DUNIA', 'WAFAT'], 3: ['PINDAH KELUAR'] },
  'KK.pekerjaan': {
    1: ['BELUM BEKERJA', 'TIDAK BEKERJA'],
    2: ['IRT', 'IBU RUMAH TANGGA'],
    3: ['PELAJAR', 'MAHASISWA'],
    5: ['PNS', 'PEGAWAI NEGERI SIPIL', 'ASN'],
    6: ['TNI', 'TENTARA NASIONAL INDONESIA'],
    7: ['POLRI', 'KEPOLISIAN RI', 'KEPOLISIAN'],
    9: ['PETANI', 'PEKEBUN'],
    11: ['NELAYAN', 'PERIKANAN'],
    15: ['SWASTA'],
    20: ['BURUH TANI'],
    23: ['PRT'],
  },
  'RSEK.431a': { 99: ['LAINNYA'] },
  'RSEK.301b': { 4: ['SERTFIKAT SELAIN SHM (SHGB, SHSRS)'] },
  'RSEK.430': { 15: ['THALASEMIA', 'TALASEMIA'], 16: ['LEUKIMIA'] },
};
