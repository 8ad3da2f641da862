import { sha256Hex } from '../store/digest.ts';
import { writeFileWhole } from '../store/files.ts';
import type { SheetValue } from '../rules/sheet-xml.ts';
import type { FileFacts } from './metadata.ts';
import type { Report, ReportColumn, ReportDef, ReportRow } from './report.ts';
import type { TableSet } from './table.ts';
import { writeTables } from './write-tables.ts';
import type { WrittenTables } from './write-tables.ts';

/** Writes a report to a file, whole or not at all. Identifiers are text in every format. */
export function writeReport(def: ReportDef, report: Report, facts: FileFacts, format: 'json' | 'csv' | 'xlsx', file: string): WrittenTables {
  if (format !== 'json') return writeTables(reportTables(def, report), facts, format, file);
  const content = Buffer.from(`${JSON.stringify({ title: def.title, ...facts, ...report.data }, null, 2)}\n`, 'utf8');
  writeFileWhole(file, content);
  return { file, files: [file], rows: report.rows.length, sha256: sha256Hex(content) };
}

/** A report as the table that a file or page is made of. */
export function reportTables(def: ReportDef, report: Report): TableSet {
  const { columns, rows, totals } = report;
  const cells = (row: ReportRow): SheetValue[] => columns.map((column) => cellOf(row[column.key], column));
  return {
    title: def.title, unit: def.unit, definition: def.definition, notes: report.notes,
    tables: [{
      name: 'Laporan',
      columns: columns.map((column) => ({ header: column.title, kind: column.numeric ? 'number' : 'text', width: widthOf(report, column) })),
      ...(totals && { totals: cells(totals).map((cell, index) => (index === 0 ? 'JUMLAH' : cell)) }),
      rows: () => rows.map(cells),
    }],
  };
}

function cellOf(value: unknown, { numeric }: ReportColumn): SheetValue {
  if (value === null || value === undefined) return null;
  return numeric && typeof value === 'number' ? value : String(value);
}

function widthOf(report: Report, { key, title }: ReportColumn): number {
  return Math.min(48, report.rows.reduce((most, row) => Math.max(most, String(row[key] ?? '').length), title.length) + 2);
}
