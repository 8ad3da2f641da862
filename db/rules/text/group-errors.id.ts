/** Refusals of groups, houses, stages and funds. */
export const groupErrorsId = {
  HOUSE_UNSURE: 'Ada {count} rumah yang sudah tercatat di alamat ini ({address}). Belum ada yang disimpan. Pilih rumahnya, atau nyatakan rumah ini baru.',
  GROUP_MEMBER_TWICE: '{name} sudah menjadi anggota kelompok ini sejak {since}. Tidak ada data yang diubah. Ubah perannya, atau catat keluarnya lebih dulu.',
  GROUP_ENDED: 'Kelompok ini sudah bubar pada {date}. Tidak ada data yang diubah. Buat kelompok baru bila mereka berkumpul lagi.',
  STAGE_UNKNOWN: 'Tahap {stage} tidak ada pada program ini. Belum ada yang disimpan. Muat ulang halaman program, lalu pilih tahapnya.',
  STAGE_USED: 'Tahap {stage} sudah mempunyai {count} hasil yang tercatat. Tidak ada data yang diubah. Tahap itu boleh diganti namanya, tidak boleh dihapus.',
  STAGE_EARLY: '{name}: tanggal {date} lebih awal daripada tahap sebelumnya ({before}). Belum ada yang disimpan. Periksa tanggalnya.',
  PLAN_BAD: 'Isian {part} tidak dapat dibaca: {detail}. Tidak ada data yang diubah. Periksa isian tersebut.',
  FUND_DONOR: 'Dana {fund} perlu nama pemberi. Tidak ada data yang diubah; isian Anda tetap ada. Tulis siapa pemberinya.',
} as const;
