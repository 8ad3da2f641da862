/** What families are marked as vulnerable by. */
export const tagsId = {
  lansia: 'Lansia',
  'lansia-tunggal': 'Lansia tunggal',
  disabilitas: 'Disabilitas',
  'perempuan-kk': 'Perempuan Kepala Keluarga',
  balita: 'Balita',
  'ibu-hamil': 'Ibu hamil',
  'anak-tidak-sekolah': 'Anak tidak sekolah',
  'penyakit-kronis': 'Penyakit kronis',
  gizi: 'Risiko gizi',
};
