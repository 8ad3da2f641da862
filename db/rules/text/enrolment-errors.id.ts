/** Refusals of what is done to parts in programmes. */
export const enrolmentErrorsId = {
  MOVE_NOT_ALLOWED: '{name}: kepesertaan berstatus {state}, dari status itu tidak dapat {move}. Tidak ada data yang diubah. Periksa riwayat statusnya; urutannya diusulkan, ditetapkan, aktif, ditunda, keluar.',
  DECISION_NEEDED: '{name}: penetapan memerlukan nomor dan tanggal SK. Tidak ada data yang diubah. Isi nomor SK dan tanggalnya, lalu ulangi.',
  SUSPEND_REASON: '{name}: penundaan memerlukan alasan. Tidak ada data yang diubah. Tulis alasannya, dan sampai kapan bila diketahui.',
  EXIT_REASON: '{name}: keluar dari program memerlukan alasan. Tidak ada data yang diubah. Pilih alasannya.',
  ALREADY_PROPOSED: 'Penerima ini sudah diusulkan untuk {programme} sejak {since}. Tidak ada data yang diubah. Tetapkan usulan itu, atau biarkan menunggu dalam daftar tunggu.',
  VERIFY_BY_NEEDED: 'Kepesertaan darurat memerlukan sebab dan tanggal batas verifikasi yang tidak mendahului tanggal mulai. Tidak ada data yang diubah. Isi keduanya.',
  NOT_EMERGENCY: '{name}: bukan kepesertaan darurat, atau sudah diverifikasi. Tidak ada data yang diubah.',
  NOT_FAMILY_PART: '{name}: pengurus hanya ada pada kepesertaan keluarga yang belum berakhir. Tidak ada data yang diubah.',
  QUOTA_FROM_ABOVE: 'Kuota program ini ditetapkan {name}. Tidak ada data yang diubah. Minta perubahan di sana; kuota baru tiba dengan data acuan berikutnya.',
  NO_REGION: '{code} bukan kode wilayah. Tidak ada data yang diubah. Periksa kodenya.',
  BULK_CHANGED: 'Register berubah sejak pratinjau: kini {now}, tadi {before} yang akan didaftarkan. Belum ada yang disimpan. Lihat pratinjau yang baru, lalu ulangi.',
  BULK_NOTHING: 'Tidak ada yang dapat didaftarkan dari pilihan ini. Tidak ada data yang diubah. Lihat alasannya pada pratinjau.',
};
