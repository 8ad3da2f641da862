/** Labels of the fields of letters. */
export const letterFieldsId = {
  letter: {
    kind: 'Jenis surat', year: 'Tahun', sequence: 'Nomor urut', number: 'Nomor surat', date: 'Tanggal surat', subject: 'Perihal', family: 'Keluarga', person: 'Orang', programme: 'Program', package: 'Paket', purpose: 'Keperluan',
    validUntil: 'Berlaku sampai', code: 'Kode verifikasi', content: 'Isi saat diterbitkan', voidedOn: 'Dibatalkan tanggal', voidReason: 'Alasan dibatalkan',
  },
};

/** Refusals of letters and documents. */
export const letterErrorsId = {
  LETTER_VOID: 'Surat {number} sudah dibatalkan pada {date}. Tidak ada berkas yang ditulis. Terbitkan surat baru; nomor lama tidak dipakai lagi.',
  TEMPLATE_FIELDS: 'Templat menyebut isian yang tidak dikenal, atau bagian yang tidak sendiri di barisnya: {fields}. Templat lama tetap dipakai. Perbaiki ejaannya, atau taruh bagian itu pada baris sendiri; daftar isian ada di samping templat.',
  TEMPLATE_SIGN: 'Templat tidak memuat tempat tanda tangan. Templat lama tetap dipakai. Tulis {part} sendiri pada satu baris, biasanya di akhir.',
  LOGO_FORMAT: 'Berkas lambang bukan PNG atau JPEG, atau lebih besar dari 300 KB. Lambang lama tetap dipakai. Pilih gambar lain atau kecilkan dulu.',
  IDENTITY_UNCHECKED: 'Identitas pemohon belum diperiksa. Tidak ada data yang diberikan. Cocokkan KTP atau KK pemohon, lalu tulis apa yang diperiksa.',
  REGISTERED: '{name} tercatat di register ini. Surat "tidak terdaftar" tidak diterbitkan. Terbitkan surat keterangan terdaftar.',
} as const;
