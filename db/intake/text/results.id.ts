/** Indonesian sentences that say what an import came to. */
export const resultsId = {
  some: '{new} data baru, {changed} data berubah, {same} baris sama. Belum masuk: {rejected} baris ditolak, {question} pertanyaan, {left} dibiarkan.',
  same: 'Tidak ada perubahan: semua {rows} baris sudah sama dengan data kantor.',
  none: 'Tidak ada yang tersimpan: {rejected} baris ditolak, {question} pertanyaan, {left} dibiarkan, {same} sama. Bereskan baris itu lalu impor lagi.',
  empty: 'Tidak ada yang tersimpan: berkas ini tidak berisi baris data.',
} as const;
