/** Refusals about the city's escrow. */
export const escrowErrorsId = {
  ESCROW_NONE: 'Kota belum menawarkan titipan kunci, atau kantor ini tidak ikut. Tidak ada yang diubah. Pakai kode pemulihan dari kertas, atau minta ACUAN terbaru dari kota.',
  ESCROW_IN_FORCE: 'Titipan kunci yang ada masih berlaku sampai {until}. Tidak ada yang diubah. Akhiri dahulu yang lama.',
  ESCROW_EXPIRED: 'Titipan kunci untuk {name} sudah berakhir. Tidak ada yang dibuka. Pakai kode pemulihan dari kertas atau cadangan.',
  ESCROW_HOLDERS: 'Pemegang {given} orang tidak cukup untuk {needed} bagian, atau ada nama yang sama. Tidak ada yang dibuat. Sebut setiap pemegang sekali.',
  ESCROW_UNTIL: 'Hari terakhir titipan kunci harus sesudah hari ini. Tidak ada yang dibuat. Pilih tanggal lain.',
  ESCROW_SHARE_WRONG: 'Bagian nomor {n} salah ketik atau bukan dari titipan kunci ini. Tidak ada yang dibuka. Periksa lagi lembar pemegangnya.',
  ESCROW_SHARES_FEW: 'Baru {given} bagian dari {needed} yang diperlukan. Tidak ada yang dibuka. Panggil pemegang lain.',
  ESCROW_FILE: 'Berkas {file} bukan permintaan atau jawaban titipan kunci yang utuh. Tidak ada yang diubah. Salin lagi dari stik asalnya.',
  ESCROW_PRACTICE: 'Permintaan dari {name} berasal dari kantor latihan dan yang ini bukan, atau sebaliknya. Tidak ada yang dibuka. Latihan dan data nyata tidak dicampur.',
  ESCROW_NOT_BELOW: 'Kantor {name} tidak berada di wilayah ini. Tidak ada yang dibuka. Kirim permintaan ke kotanya sendiri.',
  ESCROW_OTHER_KEY: 'Kunci {name} dititipkan pada titipan lain. Tidak ada yang dibuka. Periksa apakah kota sudah mengganti titipannya.',
  ESCROW_REQUEST_OLD: 'Permintaan dari {name} hanya berlaku sampai {until}. Tidak ada yang dibuka. Buat permintaan baru di layar kunci.',
  ESCROW_BOX: 'Kotak kunci dalam permintaan dari {name} rusak. Tidak ada yang dibuka. Minta kantor itu membuat permintaan baru.',
  ESCROW_ANSWER_OTHER: 'Jawaban ini bukan untuk permintaan terakhir kantor ini, atau sudah pernah dipakai. Tidak ada yang diubah. Minta jawaban atas permintaan terakhir.',
} as const;
