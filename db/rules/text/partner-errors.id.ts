/** Refusals about partners, agreements and what may leave for outsiders, and about users of one agency. */
export const partnerErrorsId = {
  AGREEMENT_NEEDED: 'Daftar untuk pihak luar hanya diberikan menurut perjanjian. Belum ada berkas yang ditulis. Pilih perjanjiannya; bila belum ada, catat di Program, Mitra.',
  AGREEMENT_EXPIRED: 'Perjanjian {number} berakhir pada {until}. Tidak ada yang diberikan. Catat perjanjian baru bila diperpanjang.',
  AGREEMENT_NOT_YET: 'Perjanjian {number} baru berlaku mulai {from}. Tidak ada yang diberikan. Tunggu tanggalnya, atau periksa perjanjiannya.',
  AGREEMENT_ENDED: 'Perjanjian {number} diakhiri pada {endedOn}. Tidak ada yang diberikan. Catat perjanjian baru bila dilanjutkan.',
  AGREEMENT_COUNTS_ONLY: 'Perjanjian {number} hanya mengizinkan jumlah, bukan nama. Tidak ada yang diberikan. Pilih Jumlah, atau perbarui perjanjiannya.',
  AGREEMENT_PROGRAMME: 'Perjanjian {number} tidak mencakup program {name}. Tidak ada yang diberikan. Pilih program yang disebut dalam perjanjian.',
  PROFILE_UNAVAILABLE: 'Laporan {name} tidak diberikan kepada pihak luar dalam bentuk ini. Tidak ada berkas yang ditulis. Pilih laporan atau bentuk lain.',
  MASKED_FILTER: 'Daftar nama untuk pihak luar tidak disaring dengan ini ({param}): namanya saja sudah mengatakan yang tidak diberikan perjanjian {number}. Belum ada berkas yang ditulis. Hapus saringannya.',
  AGGREGATE_FILTER: 'Jumlah untuk pihak luar tidak disaring ({param}), agar tidak ada yang dapat dicari dari selisih dua berkas. Belum ada berkas yang ditulis. Hapus saringannya.',
  AGENCY_NEEDED: 'Pengguna OPD terikat pada satu penyelenggara program. Belum ada yang disimpan. Pilih penyelenggaranya.',
  AGENCY_CITY_ONLY: 'Peran OPD hanya ada di kantor kota atau kabupaten. Belum ada yang disimpan. Pilih peran lain.',
  OUTSIDE_PROGRAMMES: 'Ini bukan penerima program {agency}. Tidak ada yang ditampilkan. Minta kantor kota bila datanya memang diperlukan.',
} as const;
