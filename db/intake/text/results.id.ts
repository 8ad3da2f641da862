/** Indonesian sentences that say what an import came to. */
export const resultsId = {
  some: '{new} data baru, {changed} data berubah, {same} baris sama. Belum masuk: {rejected} baris ditolak, {question} pertanyaan, {left} dibiarkan.',
  same: 'Tidak ada perubahan: semua {rows} baris sudah sama dengan data kantor.',
  none: 'Tidak ada yang tersimpan: {rejected} baris ditolak, {question} pertanyaan, {left} dibiarkan, {same} sama. Bereskan yang ditolak dan ditanyakan, lalu impor lagi.',
  left: 'Tidak ada yang tersimpan: {left} baris dibiarkan karena cara impor atau program yang dipilih, {same} sama. Pilih cara atau program lain bila baris itu ingin disimpan.',
  empty: 'Tidak ada yang tersimpan: berkas ini tidak berisi baris data.',
} as const;
