/** Refusals of disks, updates and self-checks, in Indonesian. */
export const survivalErrorsId = {
  MIGRATION_FAILED: 'Data kantor tidak dapat disesuaikan dengan Tepat versi ini ({migration}: {detail}). Data tetap seperti sebelumnya dan masih dapat dibuka Tepat versi lama; cuplikannya disimpan. Pakai dulu versi lama, lalu kirim berkas bantuan kepada pendamping.',
  DISK_FAULT: 'Cakram atau stik tempat {folder} melaporkan kesalahan ({detail}). Yang sudah tersimpan aman; yang terakhir ini tidak disimpan. Coba sekali lagi; bila berulang, buat cadangan ke stik lain dan minta cakram diperiksa.',
  FILE_HELD: 'Berkas {file} sedang dipegang program lain, misalnya antivirus atau Excel. Data aman, tidak ada yang ditimpa. Tutup program itu atau tunggu sebentar, lalu ulangi.',
} as const;
