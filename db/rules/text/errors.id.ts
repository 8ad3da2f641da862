/**
 * Indonesian texts of every named refusal. Three parts: what happened, what is safe, what to do next.
 * `{name}` is replaced by the parameter of that name.
 */
export const errorsId = {
  INTERNAL: 'Terjadi kesalahan di dalam aplikasi ({detail}). Data yang sudah tersimpan aman. Ulangi; bila terjadi lagi, catat kode ini dan hubungi pendamping.',
  INVALID_INPUT: 'Isian tidak dapat dibaca: {detail}. Tidak ada data yang diubah. Periksa isian tersebut.',
  UNKNOWN_CALL: 'Perintah {name} tidak dikenal. Tidak ada data yang diubah.',
  NOT_ALLOWED: 'Peran {role} tidak boleh melakukan ini ({call}). Tidak ada data yang diubah. Minta pengguna yang berwenang.',
  OUTSIDE_AREA: 'Data ini di luar wilayah kerja Anda ({area}). Tidak ada data yang diubah.',
  LOCKED: 'Kantor terkunci. Draf tersimpan. Masukkan kata sandi untuk melanjutkan.',
  WRONG_PASSPHRASE: 'Kata sandi tidak cocok. Data aman dan tetap terkunci. Coba lagi, atau gunakan kode pemulihan.',
  NOT_FOUND: 'Data tidak ditemukan ({id}). Tidak ada yang diubah. Muat ulang daftar lalu coba lagi.',
  OFFICE_NEWER: 'Data kantor ini ditulis oleh Tepat yang lebih baru ({migration}). Tidak ada data yang diubah. Perbarui Tepat di PC ini, lalu buka lagi.',
  OFFICE_BUSY: 'Kantor ini sedang dibuka di jendela atau program lain. Data aman. Tutup yang lain, lalu coba lagi.',
  OFFICE_EXISTS: 'Di folder {folder} sudah ada kantor. Tidak ada yang ditimpa. Pilih folder lain atau buka kantor itu.',
  NO_OFFICE: 'Di folder {folder} tidak ada kantor Tepat. Tidak ada yang diubah. Periksa nama folder.',
  OFFICE_DAMAGED: 'Berkas {file} rusak atau tidak terbaca. Cuplikan harian tetap ada di folder snapshots. Jangan hapus apa pun; pulihkan dari cuplikan atau cadangan.',
  KEYRING_MISSING: 'Berkas kunci (keyring.json) tidak ada di folder kantor. Data masih tersandi dan utuh. Kembalikan berkas itu dari cadangan.',
  KEYRING_DAMAGED: 'Berkas kunci (keyring.json) rusak. Data masih tersandi dan utuh. Kembalikan berkas itu dari cadangan.',
  WRONG_RECOVERY_CODE: 'Kode pemulihan tidak cocok. Tidak ada yang diubah. Periksa lagi huruf dan angkanya.',
  DISK_FULL: 'Ruang di {folder} tidak cukup. Tidak ada berkas setengah jadi yang ditinggalkan. Kosongkan ruang, lalu ulangi.',
  SNAPSHOT_BAD: 'Salinan {file} tidak lolos pemeriksaan dan tidak dipakai. Data asli tidak diubah. Coba lagi; bila berulang, periksa cakram.',
  BACKUP_BAD: 'Berkas {file} bukan cadangan Tepat yang utuh. Data kantor tidak diubah. Pakai cadangan lain; berkas ini jangan dihapus dulu.',
  UNKNOWN_REGION: 'Kode wilayah {code} tidak dikenal. Tidak ada yang dibuat. Pilih kantor dari daftar.',
  WEAK_PASSPHRASE: 'Kata sandi belum cukup kuat ({reason}). Tidak ada yang diubah. Pakai paling sedikit 8 huruf atau angka, misalnya beberapa kata yang mudah Anda ingat.',
  USER_EXISTS: 'Nama pengguna {name} sudah ada. Tidak ada yang diubah. Pakai nama lain.',
  LAST_ADMIN: 'Ini satu-satunya admin yang aktif. Tidak ada yang diubah. Angkat admin lain lebih dulu.',
  REPORT_FORMAT: 'Laporan {name} tidak tersedia sebagai {format}. Tidak ada berkas yang ditulis. Pakai json, csv, atau xlsx (dengan --out).',
} as const;

export type ErrorCode = keyof typeof errorsId;
