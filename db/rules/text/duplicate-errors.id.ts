/** Indonesian texts of refusals about duplicates, the splitting and joining of families, and rumah tangga. */
export const duplicateErrorsId = {
  PAIR_DECIDED: 'Pasangan ini sudah diputuskan ({decision}). Tidak ada data yang diubah. Batalkan keputusan itu lebih dulu bila memang keliru.',
  PAIR_GONE: 'Salah satu dari kedua data ini sudah tidak aktif. Tidak ada data yang diubah. Muat ulang daftar duplikat.',
  PAIR_OPEN: 'Pasangan ini belum diputuskan, jadi tidak ada yang dibatalkan. Tidak ada data yang diubah.',
  MERGE_BUILT_UPON: 'Ada {count} penggabungan sesudahnya yang memakai data ini. Tidak ada data yang diubah. Batalkan penggabungan yang lebih baru dahulu.',
  CONFLICT_CLOSED: 'Konflik paket ({id}) sudah diputuskan. Keputusan itu tetap berlaku dan tidak ada data yang diubah. Muat ulang daftar konflik.',
  PROPOSAL_OWN: 'Data ini milik kantor ini sendiri, jadi tidak perlu diusulkan. Tidak ada yang diubah. Ubah saja langsung.',
  PROPOSAL_CLOSED: 'Usulan ini sudah dijawab atau ditarik. Tidak ada data yang diubah. Muat ulang daftar usulan.',
  NO_HOUSEHOLD: 'Keluarga ini tidak ada dalam kelompok rumah tangga. Tidak ada data yang diubah.',
  HEAD_NEEDED: 'Kedua kartu harus punya satu Kepala Keluarga {name}. Tidak ada data yang diubah. Pilih kepala dari anggota kartu itu.',
  SPLIT_ALL: 'Tidak ada anggota yang tinggal di kartu lama. Tidak ada data yang diubah. Untuk mengganti nomor kartu seluruh keluarga, ubah No KK keluarga itu.',
} as const;
