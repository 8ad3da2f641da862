/** Refusals of usulan, sanggah and musyawarah. */
export const petitionErrorsId = {
  PETITION_VILLAGE: 'Usulan, sanggah, dan musyawarah dicatat oleh kelurahan atau desa. Tidak ada data yang diubah. Minta kelurahannya mencatat, lalu jawab sesudah paketnya diterima.',
  PETITION_STATE: 'Usulan {number} tidak sedang pada langkah ini. Tidak ada data yang diubah. Muat ulang halamannya dan lihat langkah terakhirnya.',
  PETITION_FAMILY: 'Yang diusulkan dalam {number} belum ada di data kantor ini, jadi belum ada rumah yang dapat dikunjungi. Tidak ada data yang diubah. Catat keluarganya, lalu ubah usulan ini dan pilih keluarga itu.',
  PETITION_TWICE: 'Hal yang sama sudah dicatat sebagai {number} pada {date} dan belum selesai. Belum ada yang disimpan. Buka catatan itu, atau batalkan lebih dulu.',
  PETITION_SECRET: 'Kalimat ini menyebut nama penyanggah. Isi, alasan, dan putusan sanggah dibacakan di musyawarah dan disampaikan kepada yang disanggah; penyanggahnya tidak boleh diketahui. Belum ada yang disimpan. Tulis tanpa namanya; nama tetap tersimpan di kolom penyanggah.',
  SAME_PERSON: 'Yang mencatat ({name}) tidak boleh memeriksa catatannya sendiri. Tidak ada data yang diubah. Minta pengguna lain memeriksa, atau ubah aturan dua orang di Verval, Aturan.',
  REASON_NEEDED: 'Keputusan ini memerlukan alasan. Belum ada yang disimpan. Tulis alasannya, lalu ulangi.',
  ANSWER_CITY: 'Mengabulkan dan meneruskan ke pusat hanya dilakukan kota atau kabupaten. Tidak ada data yang diubah. Pilih jawaban lain.',
  MEETING_LOCKED: 'Berita acara ini sudah final pada {date} (versi {version}) dan terkunci. Tidak ada data yang diubah. Buat versi baru bila ada yang harus dibetulkan.',
  MEETING_STATE: 'Musyawarah ini tidak sedang pada langkah itu. Tidak ada data yang diubah. Muat ulang halamannya.',
  MEETING_UNDECIDED: '{count} butir belum diputuskan. Berita acara belum dijadikan final; semua putusan lain tersimpan. Putuskan setiap butir, atau keluarkan dari agenda.',
  MEETING_MISSING: 'Ada {count} hal yang kurang, misalnya kuorum. Berita acara belum dijadikan final. Lengkapi daftar hadir, atau tulis alasan mengapa tetap dijadikan final.',
  ITEM_NOT_PENDING: 'Usulan itu belum siap dibahas atau sudah ada di agenda musyawarah lain. Tidak ada data yang diubah. Muat ulang daftarnya.',
} as const;
