/** The letters that an office numbers and keeps a register of, with the classification that their numbers begin with. */
export const letterKinds = {
  sktm: { about: 'person', code: 'S-11', months: 1 },
  terdaftar: { about: 'person', code: '400.9', months: 0 },
  'tidak-terdaftar': { about: 'person', code: '400.9', months: 0 },
  sptjm: { about: 'programme', code: '400.9', months: 0 },
  'surat-pengantar': { about: 'office', code: '400.9', months: 0 },
  bast: { about: 'package', code: '000.5', months: 0 },
} as const;

export type LetterKind = keyof typeof letterKinds;
export const letterKindNames = Object.keys(letterKinds) as LetterKind[];

/** Documents that carry no number: lists and what a citizen is shown. */
export const plainDocuments = ['bnba', 'tanda-terima', 'mutu-data', 'data-saya'] as const;
export type PlainDocument = (typeof plainDocuments)[number];

/** The titles under which letters and documents stand in the register and in files. */
export const documentTitles: Readonly<Record<LetterKind | PlainDocument, string>> = {
  sktm: 'Surat Keterangan Tidak Mampu', terdaftar: 'Surat Keterangan Terdaftar', 'tidak-terdaftar': 'Surat Keterangan Tidak Terdaftar', sptjm: 'Surat Pernyataan Tanggung Jawab Mutlak',
  'surat-pengantar': 'Surat Pengantar', bast: 'Berita Acara Serah Terima', bnba: 'Daftar Nominatif By Name By Address', 'tanda-terima': 'Tanda Terima Bantuan', 'mutu-data': 'Laporan Mutu Data', 'data-saya': 'Data Saya',
};

/** Dependants in the body of an SKTM; the others follow on a page of their own. */
export const DEPENDANTS_IN_BODY = 7;
