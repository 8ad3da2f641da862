/** Indonesian sentences about pairs that look like one record: why, and what a decision did. */
export const duplicatesId = {
  'same.noKk': 'Nomor Kartu Keluarga sama.',
  'same.head': 'Nama Kepala Keluarga sama atau hanya beda ejaan.',
  'same.address': 'Alamat sama.',
  'differs': '{label} berbeda.',
  'missing': '{label} kosong di salah satu data.',
  'same': '{label} sama.',
  'note.notHeldAt': 'Data yang satunya dipegang {office} dan tidak ada di sini. Pastikan orangnya tinggal di mana: bila di sana, catat pindah atau serahkan keluarganya; bila di sini, beri tahu {office}.',
  'note.notHeld': 'Data yang satunya dipegang kantor lain dan tidak ada di sini. Pastikan orangnya tinggal di mana: bila di sana, catat pindah atau serahkan keluarganya; bila di sini, beri tahu kantor itu.',
  'note.proposal': 'Data ini milik {left} dan {right}. Keputusan di sini dicatat sebagai usulan; kantor pemilik yang menggabungkan.',
  'done.merged': 'Kedua data digabung. Riwayat keduanya disimpan, dan penggabungan dapat dibatalkan.',
  'done.held': '{n} NIK atau No KK menunggu orang kedua di Perlu diputuskan; yang lama masih berlaku.',
  'done.proposed': 'Keputusan dicatat sebagai usulan. Tidak ada data yang diubah: data milik {left} dan {right}, dan kantor pemilik yang menggabungkan.',
  'done.different': 'Dicatat sebagai data yang berbeda. Pasangan ini tidak akan ditanyakan lagi.',
  'done.conflict': 'Konflik diputuskan. Keputusan ini ikut dalam paket berikutnya dan menutup pertanyaan di kantor lain.',
  'done.later': 'Ditunda. Pasangan ini tetap ada di daftar Nanti.',
} as const;

export type DuplicateText = keyof typeof duplicatesId;
