/** Refusals of disks, updates and self-checks, in Indonesian. */
export const survivalErrorsId = {
  MIGRATION_FAILED: 'Data kantor tidak dapat disesuaikan dengan Tepat versi ini ({migration}: {detail}). Data tetap seperti sebelumnya dan masih dapat dibuka Tepat versi lama; cuplikannya disimpan. Pakai dulu versi lama, lalu kirim berkas bantuan kepada pendamping.',
  DISK_FAULT: 'Cakram atau stik tempat {folder} melaporkan kesalahan ({detail}). Yang sudah tersimpan aman; yang terakhir ini tidak disimpan. Coba sekali lagi; bila berulang, buat cadangan ke stik lain dan minta cakram diperiksa.',
  UPDATE_NONE: 'Di {folder} tidak ada pembaruan Tepat. Tidak ada yang diubah. Pilih folder yang berisi tepat-update.json beserta berkas pemasangnya.',
  UPDATE_NO_KEY: 'Tepat di PC ini belum memuat kunci penerbit, sehingga tidak ada pembaruan yang dapat dibuktikan. Tidak ada yang dijalankan. Pasang versi berikutnya dari pemasang yang diserahkan langsung oleh kota.',
  UPDATE_FORGED: 'Pembaruan ini tidak terbukti berasal dari penerbit Tepat ({detail}) dan tidak dijalankan. Tidak ada yang diubah. Minta stik pembaruan baru dari kota; jangan jalankan berkasnya sendiri.',
  UPDATE_NOT_NEWER: 'Pembaruan {offered} tidak lebih baru dari Tepat di PC ini ({present}). Tidak ada yang diubah: Tepat tidak pernah diturunkan versinya.',
  UPDATE_OTHER_SYSTEM: 'Pembaruan {version} tidak berisi berkas untuk PC ini. Tidak ada yang diubah. Minta pembaruan untuk sistem PC ini.',
  FILE_HELD: 'Berkas {file} sedang dipegang program lain, misalnya antivirus atau Excel. Data aman, tidak ada yang ditimpa. Tutup program itu atau tunggu sebentar, lalu ulangi.',
} as const;
