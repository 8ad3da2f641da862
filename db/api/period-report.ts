import type { FrozenSection } from '../registry/final-reports/final-reports.ts';
import { reportNamed } from '../reports/reports.ts';
import type { Context } from './handler.ts';
import { runReport } from './run-report.ts';

/** The tables of a report of a period, in their order: what was planned, done, became of families, and what is published. */
const sections = [
  { key: 'plans-output', report: 'plans', title: 'Rencana aksi tahunan: output', params: { kind: 'output' } },
  { key: 'plans-outcome', report: 'plans', title: 'Rencana aksi tahunan: outcome', params: { kind: 'outcome' } },
  { key: 'output', report: 'output', title: 'Output program', params: {} },
  { key: 'changes', report: 'changes', title: 'Outcome keluarga', params: {} },
  { key: 'indicators', report: 'indicators', title: 'Indikator terbit dan target', params: {} },
] as const;

/** The tables of a period as the register has them now. Error: PERIOD_BAD. */
export function periodSections(period: string, context: Context): FrozenSection[] {
  return sections.map(({ key, report, title, params }): FrozenSection => {
    const { columns, rows, totals, notes } = runReport(reportNamed(report), period, params, context);
    const cells = (row: Readonly<Record<string, unknown>>): (string | number | null)[] => columns.map((column) => plain(row[column.key]));
    return {
      key, title, columns: columns.map((one) => ({ key: one.key, title: one.title, numeric: one.numeric })), notes,
      rows: rows.map((row, at) => ({ key: String(row['id'] ?? at), cells: cells(row) })), totals: totals && cells(totals),
    };
  });
}

function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : String(value);
}
