/** Refusals about users, keys and privacy. */
export const trustErrorsId = {
  TOO_MANY_TRIES: 'Terlalu banyak percobaan yang salah. Data aman dan tetap terkunci. Tunggu {seconds} detik, lalu coba lagi. Bila lupa, pilih "Lupa kata sandi".',
  USER_ENDED: 'Pengguna {name} sudah diakhiri. Tidak ada yang diubah. Pilih pengguna yang masih aktif.',
  USER_UNKNOWN: 'Tidak ada pengguna bernama {name} di kantor ini. Tidak ada yang diubah. Periksa nama untuk masuk.',
  RESET_OWN: 'Kata sandi sendiri diganti di Pengaturan › Kata sandi. Tidak ada yang diubah.',
  REKEY_OLD_WRAPS: 'Kunci belum dapat diganti: {names} belum masuk sejak Tepat diperbarui. Tidak ada yang diubah. Minta mereka masuk sekali, atau akhiri pengguna yang sudah pergi.',
  SECOND_NEEDED: 'Kantor ini meminta dua orang untuk ini. Tidak ada yang diubah. Minta orang kedua memasukkan nama dan kata sandinya.',
  SECOND_SAME: 'Orang kedua harus orang lain. Tidak ada yang diubah. Minta pengguna lain mengesahkan.',
  SECOND_NOT_ALLOWED: 'Pengguna {name} tidak boleh mengesahkan. Tidak ada yang diubah. Minta pengesah atau admin.',
  SECOND_NOBODY: 'Belum ada pengguna lain yang boleh mengesahkan. Aturan dua orang tidak diubah. Tambahkan dahulu seorang pengesah atau admin.',
  PASSPHRASE_MUST_CHANGE: 'Kata sandi ini dibuat orang lain dan hanya untuk sekali masuk. Data aman. Ganti dahulu dengan kata sandi Anda sendiri.',
  CHILD_CLOSED: 'Data anak tertutup bagi Anda. Tidak ada yang dibuka. Minta admin memberi izin bila pekerjaan Anda memerlukannya.',
  NOTHING_DUE: 'Tidak ada yang masa simpannya berakhir. Tidak ada yang dimusnahkan. Periksa aturan masa simpan.',
  PREVIEW_STALE: 'Daftarnya berubah sejak dilihat. Tidak ada yang dimusnahkan. Lihat lagi daftarnya, lalu putuskan.',
} as const;
