import { duplicateErrorsId } from './duplicate-errors.id.ts';
import { enrolmentErrorsId } from './enrolment-errors.id.ts';
import { exchangeErrorsId } from './exchange-errors.id.ts';
import { programmeErrorsId } from './programme-errors.id.ts';
import { groupErrorsId } from './group-errors.id.ts';
import { petitionErrorsId } from './petition-errors.id.ts';
import { recapErrorsId } from './recap-errors.id.ts';
import { partnerErrorsId } from './partner-errors.id.ts';
import { letterErrorsId } from './letter-texts.id.ts';
import { visitErrorsId } from './visit-errors.id.ts';
import { handoffErrorsId } from './handoff-errors.id.ts';
import { outcomeErrorsId } from './outcome-errors.id.ts';
import { escrowErrorsId } from './escrow-errors.id.ts';
import { trustErrorsId } from './trust-errors.id.ts';
import { caseErrorsId } from './case-errors.id.ts';
import { schemeErrorsId } from './scheme-errors.id.ts';
import { survivalErrorsId } from './survival-errors.id.ts';
/**
 * Indonesian texts of every named refusal. Three parts: what happened, what is safe, what to do next.
 * `{name}` is replaced by the parameter of that name.
 */
export const errorsId = {
  ...enrolmentErrorsId,
  ...exchangeErrorsId,
  ...handoffErrorsId,
  ...duplicateErrorsId,
  ...caseErrorsId, ...schemeErrorsId, ...outcomeErrorsId, ...groupErrorsId,
  ...partnerErrorsId,
  ...survivalErrorsId, ...recapErrorsId,
  ...letterErrorsId,
  ...visitErrorsId,
  ...petitionErrorsId,
  ...trustErrorsId, ...escrowErrorsId, ...programmeErrorsId,
  INTERNAL: 'Terjadi kesalahan di dalam aplikasi ({detail}). Data yang sudah tersimpan aman. Ulangi; bila terjadi lagi, catat kode ini dan hubungi pendamping.',
  INVALID_INPUT: 'Isian tidak dapat dibaca: {detail}. Tidak ada data yang diubah. Periksa isian tersebut.',
  UNKNOWN_CALL: 'Perintah {name} tidak dikenal. Tidak ada data yang diubah.',
  NOT_ALLOWED: 'Peran {role} tidak boleh melakukan ini ({call}). Tidak ada data yang diubah. Minta pengguna yang berwenang.',
  OUTSIDE_AREA: 'Ini di luar wilayah kerja Anda ({area}). Tidak ada data yang diubah. Minta pengguna yang wilayahnya mencakup ini, atau minta admin mengubah wilayah Anda.',
  LOCKED: 'Kantor terkunci. Draf tersimpan. Masukkan kata sandi untuk melanjutkan.',
  WRONG_PASSPHRASE: 'Kata sandi tidak cocok. Data aman dan tetap terkunci. Coba lagi; periksa Caps Lock. Bila lupa, pilih "Lupa kata sandi".',
  NOT_FOUND: 'Data tidak ditemukan ({id}). Tidak ada yang diubah. Muat ulang daftar lalu coba lagi.',
  OFFICE_NEWER: 'Data kantor ini ditulis oleh Tepat yang lebih baru ({migration}). Tidak ada data yang diubah. Perbarui Tepat di PC ini, lalu buka lagi.',
  OFFICE_BUSY: 'Kantor ini sedang dibuka di jendela atau program lain. Data aman. Tutup yang lain, lalu coba lagi.',
  OFFICE_EXISTS: 'Di folder {folder} sudah ada kantor. Tidak ada yang ditimpa. Pilih folder lain atau buka kantor itu.',
  NO_OFFICE: 'Di folder {folder} tidak ada kantor Tepat. Tidak ada yang diubah. Periksa nama folder.',
  OFFICE_DAMAGED: 'Berkas {file} rusak atau tidak terbaca. Cuplikan harian tetap ada di folder snapshots. Jangan hapus apa pun; pulihkan dari cuplikan atau cadangan.',
  KEYRING_MISSING: 'Berkas kunci (keyring.json) tidak ada di folder kantor. Data masih tersandi dan utuh. Kembalikan berkas itu dari cadangan.',
  KEYRING_DAMAGED: 'Berkas kunci (keyring.json) rusak. Data masih tersandi dan utuh. Kembalikan berkas itu dari cadangan.',
  WRONG_RECOVERY_CODE: 'Kode pemulihan tidak cocok. Tidak ada yang diubah. Periksa lagi huruf dan angkanya.',
  DISK_FULL: 'Ruang di {folder} tidak cukup. Tidak ada berkas setengah jadi yang ditinggalkan. Kosongkan ruang, lalu ulangi.',
  SNAPSHOT_BAD: 'Salinan {file} tidak lolos pemeriksaan dan tidak dipakai. Data asli tidak diubah. Coba lagi; bila berulang, periksa cakram.',
  BACKUP_BAD: 'Berkas {file} bukan cadangan Tepat yang utuh. Data kantor tidak diubah. Pakai cadangan lain; berkas ini jangan dihapus dulu.',
  BACKUP_OTHER_OFFICE: 'Berkas {file} adalah cadangan {from}, bukan {to}. Data kantor ini tidak diubah. Pilih cadangan kantor ini; cadangan kantor lain dipulihkan di PC kantor itu.',
  UNKNOWN_REGION: 'Kode wilayah {code} tidak dikenal. Tidak ada yang dibuat. Pilih kantor dari daftar.',
  WEAK_PASSPHRASE: 'Kata sandi belum cukup kuat ({reason}). Tidak ada yang diubah. Pakai paling sedikit 8 huruf atau angka, misalnya beberapa kata yang mudah Anda ingat.',
  USER_EXISTS: 'Nama pengguna {name} sudah ada. Tidak ada yang diubah. Pakai nama lain.',
  LAST_ADMIN: 'Ini satu-satunya admin yang aktif. Tidak ada yang diubah. Angkat admin lain lebih dulu.',
  REPORT_FORMAT: 'Laporan {name} tidak tersedia sebagai {format}. Tidak ada berkas yang ditulis. Pakai json, csv, xlsx, docx, atau pdf (dengan --out).',
  FILE_NOT_FOUND: 'Berkas {file} tidak ada atau tidak dapat dibuka. Tidak ada data yang diubah. Periksa nama dan letaknya, atau tutup program lain yang memakainya.',
  FILE_EMPTY: 'Berkas ini kosong (0 byte). Tidak ada data yang diubah. Salin ulang dari pengirimnya.',
  FILE_XLS: 'Ini berkas Excel yang sangat lama (Excel 2 sampai 4, sebelum 1994). Isinya utuh dan tidak diubah, tetapi tidak dapat dibaca. Buka di LibreOffice, Simpan Sebagai → Buku Kerja Excel (.xlsx), lalu impor berkas baru itu.',
  FILE_XLSB: 'Ini buku kerja biner Excel (.xlsb). Isinya utuh dan tidak diubah, tetapi belum dapat dibaca. Buka di Excel, Simpan Sebagai → Buku Kerja Excel (.xlsx), lalu impor berkas baru itu.',
  FILE_HTML: 'Ini halaman web atau arsip web yang dinamai seperti berkas Excel, tanpa tabel yang dapat dibaca. Isinya utuh dan tidak diubah. Buka di Excel atau LibreOffice, atur kolom NIK dan No KK sebagai Teks, Simpan Sebagai → .xlsx, periksa angka terakhir NIK, lalu impor.',
  FILE_PROTECTED: 'Berkas ini dilindungi kata sandi. Isinya tidak dibaca dan tidak diubah. Buka dengan kata sandinya di Excel, hapus kata sandi (Berkas → Info → Enkripsi), simpan, lalu impor lagi.',
  FILE_BROKEN: 'Berkas ini rusak atau terpotong. Tidak ada data yang diubah. Salin ulang dari sumbernya; bila tetap, buka dan simpan ulang di Excel.',
  FILE_QUOTE: 'Tanda kutip (") yang dibuka di baris {row} tidak pernah ditutup, jadi tidak jelas di mana isiannya berakhir. Tidak ada data yang diubah. Tutup atau hapus tanda kutip itu di Notepad, atau minta berkas Excel aslinya, lalu impor lagi.',
  FILE_TOO_BIG: 'Isi berkas ini mengembang jauh melebihi ukuran wajar ({detail}) dan tidak dibuka. Tidak ada data yang diubah. Minta berkas yang benar dari pengirimnya, atau bagi menjadi beberapa berkas.',
  FILE_NOT_SPREADSHEET: 'Ini bukan lembar kerja yang dapat dibaca. Tidak ada data yang diubah. Pilih berkas .xlsx, .xls, .ods, atau .csv; tabel dari program lain (misalnya .fods, .dif, .slk, .dbf) buka di program itu dan Simpan Sebagai .xlsx.',
  FILE_IS_PACKAGE: 'Ini paket Tepat, bukan lembar kerja. Tidak ada data yang diubah. Terima lewat menu Paket.',
  FILE_IS_ARCHIVE: 'Ini berkas ZIP yang berisi lembar kerja. Tidak ada data yang diubah. Ekstrak dahulu, lalu impor berkas di dalamnya.',
  FILE_NO_SHEETS: 'Buku kerja ini tidak mempunyai lembar isian. Tidak ada data yang diubah. Periksa berkasnya.',
  IMPORT_CANCELLED: 'Impor dihentikan. Tidak ada data yang diubah dan tidak ada sisa. Impor dapat dimulai lagi kapan saja.',
  IMPORT_NOT_STAGED: 'Pratinjau impor ini sudah tidak ada ({staging}). Tidak ada data yang diubah. Buka lagi berkasnya.',
  IMPORT_BLOCKED: 'Berkas {file} belum dapat disimpan: masih ada yang harus dibereskan ({reasons}). Tidak ada data yang diubah. Lihat pratinjau.',
  IMPORT_STALE: 'Data kantor berubah sesudah pratinjau dibuat, dan hasilnya sekarang lain. Tidak ada data yang diubah. Pratinjau sudah dihitung ulang; periksa lalu simpan.',
  IMPORT_NO_ROW: 'Baris {row} di lembar {sheet} tidak ada dalam pratinjau ini. Tidak ada yang diubah. Muat ulang pratinjau.',
  IMPORT_NO_CANDIDATE: 'Baris {row} di lembar {sheet} tidak punya data pembanding. Tidak ada yang diubah. Pilih datanya, atau lewati baris ini.',
  MAPPING_UNKNOWN: 'Pemetaan {name} tidak ada. Tidak ada yang diubah. Pilih dari daftar pemetaan.',
  MAPPING_MISFIT: 'Terlalu sedikit judul kolom pemetaan {name} yang ada di berkas {file}. Tidak ada yang diubah. Pilih pemetaan lain atau petakan sendiri.',
  MAPPING_FILE: 'Berkas {file} bukan pemetaan kolom Tepat. Tidak ada yang diubah. Pilih berkas yang ditulis dengan ekspor pemetaan.',
  IMPORT_UNKNOWN_REGION: 'Wilayah {region} bukan kelurahan atau desa yang dikenal. Tidak ada data yang diubah. Pilih wilayah dari daftar.',
  FILE_NO_CELLS: 'Tidak ada satu sel pun yang terisi di berkas ini; mungkin isinya hanya gambar atau hasil pindai. Tidak ada data yang diubah. Minta berkas Excel aslinya, atau ketik isinya ke templat Tepat (Impor → Templat Tepat).',
  LAYOUT_UNKNOWN: 'Susunan kolom berkas ini tidak dikenal. Isinya tersimpan utuh di pratinjau dan tidak ada data yang diubah. Tunjukkan di langkah Dikenali sebagai baris mana yang berisi judul dan apa arti tiap kolom, atau salin kolomnya ke templat Tepat (Impor → Templat Tepat).',
  LAYOUT_NEWER: 'Templat ini dibuat oleh Tepat yang lebih baru (format {format}). Tidak ada data yang diubah. Perbarui Tepat, atau unduh templat dari versi ini.',
  LAYOUT_COLUMNS: 'Lembar {sheet} tidak mempunyai kolom wajib: {columns}. Tidak ada data yang diubah. Tambahkan kolom itu, lalu impor lagi.',
  DIGITS_LOST: 'Angka terakhir {column} di lembar {sheet} sudah hilang karena Excel ({count} sel). Tidak ada data yang diubah. Minta file asli (CSV/teks) atau salinan dengan kolom itu berformat Teks.',
  REGIONS_OPEN: '{count} kode wilayah BPS belum dipastikan. Pilih kelurahan atau desa yang dimaksud, sekali saja.',
  BATCH_UNDONE: 'Ini sudah dibatalkan pada {at}. Tidak ada yang diubah lagi.',
  NOT_OWNER: 'Data ini milik kantor lain ({owner}). Tidak ada data yang diubah. Minta kantor itu memperbaikinya dan mengirim paket baru.',
  SAVE_BLOCKED: 'Belum dapat disimpan: {count} kesalahan harus diperbaiki ({codes}). Tidak ada data yang diubah; isian Anda tetap ada. Perbaiki isian yang ditandai, lalu simpan lagi.',
  WARNINGS_OPEN: '{count} peringatan belum diberi alasan ({codes}). Tidak ada data yang diubah; isian Anda tetap ada. Perbaiki isiannya atau tulis alasannya, lalu simpan lagi.',
  NOT_ALIVE: '{name} tercatat sudah tidak aktif ({status}). Tidak ada data yang diubah. Periksa riwayatnya.',
  NOT_IN_FAMILY: 'Orang ini bukan anggota aktif keluarga tersebut. Tidak ada data yang diubah. Muat ulang halaman keluarga, lalu coba lagi.',
  UNIT_MISMATCH: 'Program {programme} untuk {unit}, bukan untuk penerima yang dipilih. Tidak ada data yang diubah. Pilih penerima yang sesuai.',
  RECIPIENT_GONE: 'Penerima ini tercatat meninggal, pindah, atau tidak aktif. Tidak ada data yang diubah. Periksa riwayatnya, atau pilih penerima lain.',
  DELIVERY_ELSEWHERE: 'Tahap ini sudah dicatat diterima oleh kantor lain ({office}). Tidak ada data yang diubah. Bila catatan itu keliru, minta kantor tersebut membatalkannya.',
  WRONG_PROGRAMME: 'Kepesertaan ini bukan milik program yang dipilih ({name}). Belum ada yang disimpan. Pilih penerima dari daftar program itu.',
  RULES_FROM_ABOVE: 'Aturan bantuan ditetapkan oleh {name} dan dikirim dalam data acuan. Tidak ada yang diubah. Minta {name} mengubah aturannya.',
  RULES_AGAINST: '{count} aturan tidak sejalan dengan pendaftaran ini: {rule} ({facts}). Belum ada yang disimpan. Periksa faktanya; bila tetap didaftarkan, tulis alasannya untuk setiap aturan.',
  RULE_FORBIDS: 'Aturan ini melarang: {rule} ({facts}). Belum ada yang disimpan. Hanya pengesah (lurah, kepala desa, camat) atau admin yang dapat melewatinya dengan alasan.',
  ALREADY_ENROLLED: 'Penerima ini sudah menjadi peserta {programme} sejak {since}. Tidak ada data yang diubah. Akhiri kepesertaan lama lebih dulu bila memang diganti.',
  ENROLMENT_PROPOSED: '{name} baru diusulkan, belum ditetapkan. Tidak ada yang dicatat. Tetapkan dahulu dengan SK, lalu catat penyalurannya.',
  ENROLMENT_SUSPENDED: 'Kepesertaan {name} ditunda sejak {since}: {reason}. Tidak ada yang dicatat. Aktifkan kembali dahulu, lalu catat penyalurannya.',
  ENROLMENT_ENDED: 'Kepesertaan ini sudah berakhir pada {end}. Tidak ada data yang diubah.',
  DATE_ORDER: 'Tanggal {end} lebih awal daripada {start}. Tidak ada data yang diubah. Periksa tanggalnya.',
  DATE_FUTURE: 'Tanggal {date} belum tiba. Tidak ada data yang diubah. Periksa tanggalnya.',
  UNKNOWN_REPORT: 'Laporan {name} tidak ada. Tidak ada berkas yang ditulis. Lihat daftar laporan.',
  NEED_PARAM: 'Laporan {name} memerlukan isian {param}. Tidak ada berkas yang ditulis.',
  SHEET_FULL: 'Lembar {sheet} melebihi {rows} baris, batas satu lembar Excel. Tidak ada berkas yang ditulis. Simpan per kecamatan atau per RW, atau sebagai CSV.',
  PURPOSE_NEEDED: 'Laporan ini memuat nama dan alamat. Belum ada berkas yang ditulis. Tulis untuk keperluan apa, lalu ulangi.',
} as const;

export type ErrorCode = keyof typeof errorsId;
