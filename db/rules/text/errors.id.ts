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
} as const;

export type ErrorCode = keyof typeof errorsId;
