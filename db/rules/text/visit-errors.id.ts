/** Refusals of verification at home. */
export const visitErrorsId = {
  VISIT_STATE: 'Verval ini berstatus {state}. Tidak ada yang diubah. Muat ulang daftar, lalu kerjakan langkah berikutnya.',
  VISIT_EFFECT: 'Hasil "{result}" belum menyebut siapa dan sejak kapan. Data keluarga tidak diubah. Kembalikan kepada pencatat agar dilengkapi.',
  VISIT_NO_RESULT: 'Hasil verval belum diisi. Tidak ada yang diubah. Catat hasilnya dulu.',
  ROUND_CLOSED: 'Periode {name} sudah ditutup pada {date}. Tidak ada yang disimpan. Buka periode lain, atau buat periode baru.',
  ROUND_BASIS: 'Periode ini belum menyebut siapa yang perlu dikunjungi. Belum ada yang disimpan. Pilih umur data, daftar tugas, atau data yang meragukan.',
  ENUMERATOR_ENDED: '{name} sudah tidak bertugas sejak {date}. Tidak ada yang diubah. Pilih pendata lain.',
  NOT_DASAWISMA: '{name} bukan dasawisma. Tidak ada yang diubah. Pilih kelompok berjenis Dasawisma atau PKK.',
  PHOTO_BAD: 'Berkas {file} bukan foto JPEG yang utuh. Tidak ada yang disimpan. Pilih foto lain.',
  PHOTO_TOO_LARGE: 'Foto ini masih {kib} KiB, lebih dari {most} KiB. Tidak ada yang disimpan. Kecilkan dulu; dari jendela aplikasi foto dikecilkan sendiri.',
  PHOTO_TOO_MANY: 'Verval ini sudah memiliki {count} foto. Foto ini tidak disimpan. Batalkan foto yang tidak diperlukan.',
  PHOTO_MISSING: 'Gambar foto ini tidak ada di PC ini. Catatannya utuh. Minta paket foto dari kantor yang mencatatnya, atau pulihkan dari cadangan foto.',
  PHOTO_STORE_DAMAGED: 'Simpanan foto (photos.db) rusak atau bukan milik kantor ini. Data keluarga tidak terpengaruh. Pulihkan foto dari cadangan foto.',
  PHOTO_BACKUP_BAD: 'Folder {folder} bukan cadangan foto kantor ini, atau isinya rusak. Tidak ada foto yang diubah. Pilih folder cadangan lain.',
  PHOTO_NONE: 'Tidak ada foto yang perlu dikirim. Tidak ada berkas yang ditulis.',
} as const;
