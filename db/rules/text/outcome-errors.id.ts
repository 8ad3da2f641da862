/** Penolakan pada indikator, potret dan laporan masa. */
export const outcomeErrorsId = {
  PERIOD_BAD: 'Masa "{period}" tidak dikenal. Tidak ada yang berubah. Tulis tahun (2026), semester (2026-S1), triwulan (2026-T3), bulan (2026-07), atau dua tanggal (2026-01-31..2026-07-31).',
  VALUE_EXISTS: 'Nilai untuk {area} tahun {year} dari sumber "{source}" sudah ada: {value}. Tidak ada yang disimpan. Ubah nilai yang ada, atau sebutkan sumber lain.',
  INDICATOR_USED: 'Indikator ini masih mempunyai {count} nilai. Tidak ada yang berubah. Batalkan nilai-nilainya lebih dahulu.',
  INDICATOR_FILE: 'Berkas tidak memuat kolom yang diperlukan: {missing}. Tidak ada yang disimpan. Berkas perlu kolom wilayah (kode atau nama), tahun, nilai, sumber, dan dokumen.',
  INDICATOR_FILE_EMPTY: 'Berkas tidak memuat satu baris nilai pun. Tidak ada yang disimpan. Periksa apakah berkas yang dipilih benar.',
  REPORT_FINAL: 'Laporan "{title}" sudah final sejak {date}. Isinya tidak berubah. Buat versi baru untuk melanjutkan.',
  REPORT_DRAFT: 'Laporan "{title}" masih draf. Tidak ada yang berubah. Finalkan lebih dahulu.',
  REPORT_PERIOD_OPEN: 'Masa laporan ini baru berakhir {date}. Laporan tetap draf. Finalkan setelah masa itu berakhir.',
};
