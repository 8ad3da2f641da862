import { codeList } from '../rules/lists.ts';
import { metadataSheet } from '../rules/metadata-sheet.ts';
import type { TableSet } from './table.ts';

/** What a file says about where it comes from (Satu Data Indonesia: title, producer, period, units, code sets, rows, hash). */
export interface FileFacts {
  readonly office: string;
  readonly code: string;
  /** The city or regency whose communications office keeps the data. */
  readonly city: string;
  /** BPS code of the same region, where it is known. */
  readonly bpsCode: string | null;
  readonly period: string;
  readonly at: string;
  readonly by: string;
  readonly purpose: string;
  readonly practice: boolean;
  readonly schema: string;
  /** For outsiders: to whom, under which agreement, when and by whom; stands on every sheet and page. */
  readonly mark?: string;
}

/** Rows and hash of a table as it was written. */
export interface WrittenTable {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

export type MetadataLine = readonly [key: string, value: string | number];

/** The mark of practice data. */
export const PRACTICE = 'DATA CONTOH, bukan data warga';
/** The set of region codes that Tepat carries (resources/regions.txt.gz). */
const REGION_SET = 'Kode dan Data Wilayah Administrasi Pemerintahan, Kepmendagri 300.2.2-2138 Tahun 2025';

/** The metadata of a file, a line each, in the order of the standard. */
export function metadataLines(set: TableSet, facts: FileFacts, written: readonly WrittenTable[]): MetadataLine[] {
  const lists = [...new Set(set.tables.flatMap((table) => table.columns.flatMap((column) => column.list ?? [])))].sort();
  return [
    ['Judul', set.title], ['Produsen data', `${facts.office} (${facts.code})`], ['Walidata', `Dinas Komunikasi dan Informatika ${facts.city}`], ['Periode', facts.period],
    ...(set.programme ? [[metadataSheet.programme, set.programme.name], [metadataSheet.programmeCode, set.programme.code]] as const : []), ['Satuan', set.unit], ['Definisi', set.definition], ['Kode wilayah', REGION_SET], ['Kode Kemendagri', facts.code], ['Kode BPS', facts.bpsCode ?? 'belum dipadankan'],
    ['Tanggal dibuat', facts.at], ['Dibuat oleh', facts.by], ['Tujuan', facts.purpose], ...(facts.mark === undefined ? [] : [['Tanda', facts.mark] as const]), ['Susunan data', facts.schema],
    ...written.flatMap(({ name, rows, sha256 }): MetadataLine[] => [[`Jumlah baris ${name}`, rows], [`${metadataSheet.hash} ${name}`, sha256]]),
    ...lists.map((list): MetadataLine => [`Daftar kode ${list}`, `versi ${codeList(list)?.version ?? '-'}`]),
    ['Keterangan', facts.practice ? PRACTICE : 'Register kerja kantor; bukan pengganti DTSEN atau data Dukcapil'],
    ['Hitungan SHA-256', 'atas baris data sebagai CSV UTF-8 (titik koma, CRLF) tanpa judul kolom; sama untuk .xlsx dan .csv'],
    ...set.notes.map((note): MetadataLine => ['Catatan', note]),
  ];
}
