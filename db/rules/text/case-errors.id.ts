/** Indonesian texts of refusals about needs and cases. */
export const caseErrorsId = {
  NEEDS_FROM_ABOVE: 'Aturan kebutuhan ditetapkan oleh {name} dan dikirim dalam data acuan. Tidak ada yang diubah. Minta {name} mengubahnya.',
  NEED_FIELD: 'Aturan memakai pertanyaan {field} yang tidak ada, atau jawabannya tidak dikirim antarkantor (kesehatan dan keuangan). Tidak ada yang disimpan. Pilih pertanyaan lain, atau biarkan aturannya kosong agar kebutuhan dicatat petugas.',
  NEED_NAME: 'Kode kebutuhan "{need}" sudah dipakai atau tidak dapat dipakai. Tidak ada yang disimpan. Beri nama lain.',
  NEED_UNKNOWN: 'Kebutuhan "{need}" tidak ada dalam aturan yang berlaku. Tidak ada yang dicatat. Pilih kebutuhan dari daftar.',
  NEED_NOT_SHOWN: 'Jawaban formulir tidak menunjukkan kebutuhan {need}. Tidak ada yang dicatat. Tulis apa yang dilihat petugas agar kebutuhan ini dapat ditambah.',
  CASE_OPEN: 'Kebutuhan {need} keluarga ini sudah ditangani sejak {date}. Tidak ada yang ditambah. Ubah rencananya pada kasus yang ada.',
  CASE_CLOSED: 'Kebutuhan ini tidak sedang ditangani (sekarang: {state}). Tidak ada yang diubah. Buka kembali lebih dulu.',
  CASE_NO_EVIDENCE: 'Kebutuhan hanya dapat ditutup dengan bukti. Tidak ada yang diubah. Tulis buktinya atau pilih foto.',
  CASE_PHOTO: 'Foto itu tidak ada di kantor ini untuk keluarga ini. Tidak ada yang diubah. Pilih foto dari kunjungan keluarga, atau tulis buktinya.',
  CASE_DUE: 'Tenggat {date} sudah lewat. Tidak ada yang disimpan; isian Anda tetap ada. Isi hari ini atau sesudahnya.',
} as const;
