import type { LetterKind, PlainDocument } from '../../rules/letters/kinds.ts';

/** Everybody's fields, and those of a person. */
export const commonFields = ['nomor', 'tanggal', 'hari', 'tempat', 'kantor', 'jabatan', 'pejabat', 'pangkat', 'nip', 'kecamatan', 'kota', 'isi', 'tandatangan', 'tabel', 'pembuka'] as const;
const personFields = ['nama', 'nik', 'nokk', 'ttl', 'jk', 'kewarganegaraan', 'agama', 'pekerjaan', 'statuskawin', 'alamat', 'desil', 'sumberdesil', 'status', 'keperluan', 'berlaku', 'program'] as const;

/** The fields that a template of each kind may name, beside those of all. */
export const templateFields: Readonly<Record<LetterKind | PlainDocument, readonly string[]>> = {
  sktm: personFields, terdaftar: personFields, 'tidak-terdaftar': personFields, 'data-saya': [...personFields, 'diperiksa'],
  sptjm: ['program', 'jumlah', 'keluarga', 'jiwa'], 'surat-pengantar': ['kepada', 'perihal', 'lampiran', 'keluarga', 'jiwa', 'periode'], bast: ['berkas', 'paket', 'kepada', 'sidik'],
  bnba: ['program', 'jumlah', 'periode', 'saringan'], 'tanda-terima': ['program', 'jumlah', 'tahap', 'besaran'], 'mutu-data': ['skor', 'keluarga', 'jiwa', 'periode'],
};

const official = `Yang bertanda tangan di bawah ini:

Nama : {pejabat}
NIP : {nip}
Jabatan : {jabatan}
`;
const citizen = `Nama : {nama}
NIK : {nik}
Nomor KK : {nokk}
Tempat, tanggal lahir : {ttl}
Jenis kelamin : {jk}
Kewarganegaraan : {kewarganegaraan}
Agama : {agama}
Pekerjaan : {pekerjaan}
Alamat : {alamat}
`;

/** The documents as they are without a template of the city or the office. */
export const usualTemplates: Readonly<Record<LetterKind | PlainDocument, string>> = {
  sktm: `# SURAT KETERANGAN TIDAK MAMPU
> Nomor: {nomor}

${official}
dengan ini menerangkan bahwa:

${citizen}Data kesejahteraan : {desil}

adalah benar warga {kantor} dan menurut data serta keterangan yang ada pada kami tergolong keluarga tidak mampu, dengan tanggungan sebagai berikut:

{tabel}
Surat keterangan ini dipergunakan untuk {keperluan}, dan berlaku sampai dengan {berlaku}.

{isi}

Demikian surat keterangan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.

{tandatangan}`,
  terdaftar: `# SURAT KETERANGAN TERDAFTAR
> Nomor: {nomor}

${official}
dengan ini menerangkan bahwa:

${citizen}
TERDAFTAR dalam register keluarga {kantor} pada tanggal {tanggal} dengan keterangan:

Status : {status}
Desil : {desil}
Sumber dan tanggal data : {sumberdesil}
Program yang diterima : {program}

{isi}

Surat keterangan ini dibuat untuk {keperluan}. Keterangan berasal dari register kerja kantor dan bukan pengganti data DTSEN.

{tandatangan}`,
  'tidak-terdaftar': `# SURAT KETERANGAN TIDAK TERDAFTAR
> Nomor: {nomor}

${official}
dengan ini menerangkan bahwa:

Nama : {nama}
NIK : {nik}
Alamat : {alamat}

sampai dengan tanggal {tanggal} TIDAK TERDAFTAR dalam register keluarga {kantor}.

{isi}

Surat keterangan ini dibuat untuk {keperluan}. Yang bersangkutan dapat diusulkan melalui verifikasi dan musyawarah sesuai ketentuan.

{tandatangan}`,
  sptjm: `# SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK
> Nomor: {nomor}

${official}
dengan ini menyatakan dengan sesungguhnya bahwa:

1. Data penerima {program} sebanyak {jumlah} yang disampaikan oleh {kantor} adalah benar dan sesuai dengan keadaan di lapangan.
2. Data tersebut telah diverifikasi dan dapat dipertanggungjawabkan kebenarannya.
3. Apabila di kemudian hari terdapat kekeliruan yang mengakibatkan kerugian negara atau daerah, kami bersedia bertanggung jawab sesuai ketentuan peraturan perundang-undangan.

{isi}

Demikian surat pernyataan ini dibuat dengan sebenarnya, dalam keadaan sadar, dan tanpa paksaan dari pihak mana pun.

{tandatangan}`,
  'surat-pengantar': `{pembuka}
{isi}

{tabel}
Demikian disampaikan, atas perhatiannya diucapkan terima kasih.

{tandatangan}
Tembusan:
1. Arsip`,
  bast: `# BERITA ACARA SERAH TERIMA
> Nomor: {nomor}

Pada hari ini {hari}, tanggal {tanggal}, telah dilakukan serah terima paket data dengan keterangan sebagai berikut:

{tabel}
{isi}

Demikian berita acara ini dibuat dalam rangkap secukupnya untuk dipergunakan sebagaimana mestinya.

{tandatangan}`,
  bnba: `# DAFTAR NOMINATIF BY NAME BY ADDRESS
> {program}
> {kantor}, keadaan {tanggal}

{isi}

{tabel}
{tandatangan}`,
  'tanda-terima': `# TANDA TERIMA BANTUAN
> {program} {tahap}
> {kantor}

{isi}

{tabel}
{tandatangan}`,
  'mutu-data': `# LAPORAN MUTU DATA
> {kantor}, keadaan {tanggal}

Jumlah yang diperiksa : {keluarga} keluarga, {jiwa} jiwa
Skor mutu : {skor} dari 100

{isi}

{tabel}
{tandatangan}`,
  'data-saya': `# DATA SAYA
> Salinan data pribadi menurut UU Nomor 27 Tahun 2022

${citizen}Status : {status}
Desil : {desil}
Sumber dan tanggal data : {sumberdesil}

{tabel}
Data ini diberikan kepada yang bersangkutan pada {tanggal} setelah identitasnya diperiksa ({diperiksa}). Kekeliruan dapat diperbaiki dengan menunjukkan dokumen yang sah kepada petugas.

{isi}

{tandatangan}`,
};
