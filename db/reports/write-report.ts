import { sha256Hex } from '../store/digest.ts';
import { writeFileWhole } from '../store/files.ts';
import type { Report, ReportRow } from './report.ts';

/** What a file says about itself (Satu Data Indonesia: title, producer, period, units, code sets, rows, hash). */
export interface ReportFacts {
  readonly title: string;
  readonly office: string;
  readonly code: string;
  readonly period: string;
  readonly at: string;
  readonly by: string;
  readonly purpose: string;
  readonly practice: boolean;
  readonly codeSets: string;
}

export interface WrittenReport {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
}

const PRACTICE = 'DATA CONTOH, bukan data warga';

/** Writes a report to a file, whole or not at all. Identifiers are text in every format. */
export async function writeReport(report: Report, facts: ReportFacts, format: 'json' | 'csv' | 'xlsx', file: string): Promise<WrittenReport> {
  const content = format === 'json' ? jsonBytes(report, facts) : format === 'csv' ? csvBytes(report, facts) : await xlsxBytes(report, facts);
  writeFileWhole(file, content);
  return { file, rows: report.rows.length, sha256: sha256Hex(content) };
}

function jsonBytes(report: Report, facts: ReportFacts): Buffer {
  return Buffer.from(`${JSON.stringify({ ...facts, ...report.data }, null, 2)}\n`, 'utf8');
}

/** UTF-8 with a mark, semicolons and CRLF: what Excel opens rightly under Indonesian settings. */
function csvBytes(report: Report, facts: ReportFacts): Buffer {
  const lines = [report.columns.map((column) => quoted(column.title)), ...report.rows.map((row) => report.columns.map((column) => quoted(cellText(row, column.key))))];
  const head = facts.practice ? [[quoted(PRACTICE)]] : [];
  return Buffer.from(`\uFEFF${[...head, ...lines].map((line) => line.join(';')).join('\r\n')}\r\n`, 'utf8');
}

/** Quoted, and never taken for a formula: a leading sign gets an apostrophe before it. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function cellText(row: ReportRow, key: string): string {
  const value = row[key];
  return value === null || value === undefined ? '' : String(value);
}

async function xlsxBytes(report: Report, facts: ReportFacts): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Laporan', { views: [{ state: 'frozen', ySplit: facts.practice ? 2 : 1 }] });
  if (facts.practice) sheet.addRow([PRACTICE]);
  sheet.addRow(report.columns.map((column) => column.title)).font = { bold: true };
  for (const row of report.rows) sheet.addRow(report.columns.map((column) => cellFor(row[column.key], column.numeric)));
  if (report.totals) sheet.addRow(report.columns.map((column, index) => (index === 0 ? 'JUMLAH' : cellFor(report.totals?.[column.key], column.numeric)))).font = { bold: true };
  report.columns.forEach((column, index) => {
    const widest = report.rows.reduce((most, row) => Math.max(most, cellText(row, column.key).length), column.title.length);
    Object.assign(sheet.getColumn(index + 1), { width: Math.min(48, widest + 2), numFmt: column.numeric ? '#,##0' : '@' });
  });
  const about = book.addWorksheet('Metadata');
  for (const [key, value] of metadata(report, facts)) about.addRow([key, value]);
  about.getColumn(1).width = 24;
  about.getColumn(2).width = 80;
  return Buffer.from(await book.xlsx.writeBuffer());
}

function cellFor(value: unknown, numeric: boolean): string | number | null {
  if (value === null || value === undefined) return null;
  return numeric && typeof value === 'number' ? value : String(value);
}

function metadata(report: Report, facts: ReportFacts): [string, string | number][] {
  const rows = sha256Hex(JSON.stringify(report.rows));
  return [
    ['Judul', facts.title], ['Produsen data', `${facts.office} (${facts.code})`], ['Periode', facts.period], ['Dibuat pada', facts.at], ['Dibuat oleh', facts.by],
    ['Tujuan', facts.purpose], ['Satuan', 'keluarga dan jiwa'], ['Kode wilayah', 'Kemendagri'], ['Daftar kode', facts.codeSets], ['Jumlah baris', report.rows.length],
    ['SHA-256 baris', rows], ['Keterangan', facts.practice ? PRACTICE : 'Register kerja kantor; bukan pengganti DTSEN atau data Dukcapil'], ...report.notes.map((note): [string, string] => ['Catatan', note]),
  ];
}
