import type { FrozenSection } from '../registry/final-reports/final-reports.ts';
import { needFinalReport } from '../registry/final-reports/final-reports.ts';
import { letterSettings } from '../registry/letters/letterhead.ts';
import { periodOr } from '../registry/checkpoints/outcome-span.ts';
import { annexModel } from '../reports/outcome/annex-model.ts';
import type { DocumentModel } from '../reports/documents/model.ts';
import { reportNamed } from '../reports/reports.ts';
import { showDate } from '../rules/dates.ts';
import { longDate } from '../rules/long-date.ts';
import { fail } from '../rules/failure.ts';
import { today } from '../store/office.ts';
import type { Context } from './handler.ts';
import { letterheadOf } from './letterhead.ts';
import { headTitle } from './office-facts.ts';
import { runReport } from './run-report.ts';

interface Section { readonly key: string; readonly report: string; readonly title: string; readonly params: Readonly<Record<string, string>> }

/** The tables of a report of a period, in their order: what was planned, done, became of families, and what is published. */
const reportSections: readonly Section[] = [
  { key: 'plans-output', report: 'plans', title: 'Rencana aksi tahunan: output', params: { kind: 'output' } },
  { key: 'plans-outcome', report: 'plans', title: 'Rencana aksi tahunan: outcome', params: { kind: 'outcome' } },
  { key: 'output', report: 'output', title: 'Output program', params: {} },
  { key: 'changes', report: 'changes', title: 'Outcome keluarga', params: {} },
  { key: 'indicators', report: 'indicators', title: 'Indikator terbit dan target', params: {} },
];

/** The annex tables of the RPKD: general conditions, profile, priority programmes, priority places. */
const planSections: readonly Section[] = [
  { key: 'recap', report: 'recap', title: 'Kondisi umum: keluarga menurut wilayah dan desil', params: {} },
  { key: 'needs', report: 'needs', title: 'Profil kemiskinan: kebutuhan dasar yang belum terpenuhi', params: {} },
  { key: 'indicators', report: 'indicators', title: 'Profil kemiskinan: indikator terbit dan target', params: {} },
  { key: 'plans-output', report: 'plans', title: 'Prioritas program: rencana aksi tahunan', params: { kind: 'output' } },
  { key: 'plans-outcome', report: 'plans', title: 'Prioritas program: sasaran outcome', params: { kind: 'outcome' } },
  { key: 'pockets', report: 'pockets', title: 'Lokasi prioritas: kantong kemiskinan', params: {} },
];

/** The tables of a period as the register has them now. Error: PERIOD_BAD. */
export function periodSections(period: string, context: Context, sections: readonly Section[] = reportSections): FrozenSection[] {
  return sections.map(({ key, report, title, params }): FrozenSection => {
    const { columns, rows, totals, notes } = runReport(reportNamed(report), period, params, context);
    const cells = (row: Readonly<Record<string, unknown>>): (string | number | null)[] => columns.map((column) => plain(row[column.key]));
    return {
      key, title, columns: columns.map((one) => ({ key: one.key, title: one.title, numeric: one.numeric })), notes,
      rows: rows.map((row, at) => ({ key: String(row['id'] ?? at), cells: cells(row) })), totals: totals && cells(totals),
    };
  });
}

/** What an annex is made of: a period as it stands now, or a report of a period as it is kept. */
export type AnnexOrder = { readonly kind: 'rpkd' | 'lp2kd'; readonly period: string } | { readonly kind: 'report'; readonly id: string };

const titles = { rpkd: 'Lampiran Rencana Penanggulangan Kemiskinan Daerah (RPKD)', lp2kd: 'Lampiran Laporan Pelaksanaan Penanggulangan Kemiskinan Daerah (LP2KD)' } as const;

/** The annex of the RPKD or LP2KD, or a report of a period with its narrative, as a document. Errors: PERIOD_BAD, NOT_FOUND. */
export function annexDocument(order: AnnexOrder, context: Context): DocumentModel {
  const { reader, host, session } = context;
  const kept = order.kind === 'report' ? needFinalReport(reader, order.id) : null;
  const period = order.kind === 'report' ? (kept?.report.period ?? fail('NOT_FOUND', { id: order.id })) : order.period;
  const { from, to } = periodOr(reader, period);
  const path = host.regions().path(reader.identity.code);
  const city = path.find((region) => region.kind === 'kota' || region.kind === 'kabupaten');
  const isCity = reader.identity.level === 'kota' || reader.identity.level === 'kabupaten';
  const title = order.kind === 'report' ? (kept?.report.title ?? '') : titles[order.kind];
  const version = kept === null ? null : kept.report.status === 'final' ? `Versi ${kept.report.version}, final ${longDate('id', kept.report.finalOn ?? '')} oleh ${kept.report.finalBy ?? ''}` : `Versi ${kept.report.version}, draf`;
  return annexModel({
    title, letterhead: letterheadOf(context), narrative: kept?.report.narrative ?? '',
    under: [path.at(-1)?.displayName ?? reader.identity.name, `Masa ${longDate('id', from)} sampai ${longDate('id', to)}`, ...(version === null ? [] : [version])],
    sections: kept?.sections ?? periodSections(period, context, order.kind === 'rpkd' ? planSections : reportSections),
    signed: { before: `${letterSettings(reader).place || (city?.displayName ?? reader.identity.name)}, ${longDate('id', kept?.report.finalOn ?? today(reader))}`, as: isCity ? ['Ketua Tim Koordinasi', 'Penanggulangan Kemiskinan'] : [`${headTitle(reader.identity.level)} ${reader.identity.name}`] },
    footer: `${title} · ${reader.identity.name} (${reader.identity.code}) · dibuat ${showDate(today(reader))} oleh ${session.user.displayName}`,
  });
}

function plain(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : String(value);
}
