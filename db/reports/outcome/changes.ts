import type { ReportDef, ReportRow } from '../report.ts';
import { compareOutcomes, countOutcomes, outcomeParams, spanNotes } from './family-outcomes.ts';
import type { OutcomeCounts } from './family-outcomes.ts';

/**
 * What became of families in a period, from how they stood at both ends (PTK-9): needs met, moves between desil, who
 * graduated and who fell back. Each row opens its families (`changed-families`).
 */
export const changesReport: ReportDef = {
  name: 'changes',
  title: 'Outcome keluarga: kebutuhan, desil, graduasi',
  unit: 'keluarga',
  definition: 'Keluarga aktif menurut potret pada awal dan akhir masa laporan; tiap keluarga dihitung sekali dalam tiap baris',
  params: outcomeParams,
  personal: false,
  run(office, query) {
    const counts = countOutcomes(compareOutcomes(office, query));
    const rows = counts.comparable ? rowsOf(counts) : [];
    const columns = [
      { key: 'group', title: 'Kelompok', numeric: false }, { key: 'label', title: 'Ukuran', numeric: false }, { key: 'base', title: 'Dari', numeric: true }, { key: 'count', title: 'Keluarga', numeric: true }, { key: 'percent', title: '%', numeric: true },
    ];
    return { columns, rows, totals: null, notes: spanNotes(counts), data: { ...counts, rows } };
  },
};

function rowsOf({ needs, desil, graduated, fellBack, families }: OutcomeCounts): ReportRow[] {
  const row = (id: string, group: string, label: string, count: number, base: number): ReportRow => ({ id, group, label, base, count, percent: base === 0 ? null : Math.floor((count * 100) / base) });
  const ranked = desil.up + desil.down + desil.same;
  return [
    ...needs.map((one) => row(`met:${one.need}`, 'Kebutuhan terpenuhi', one.label, one.met, one.before)),
    ...needs.map((one) => row(`appeared:${one.need}`, 'Kebutuhan muncul', one.label, one.appeared, families.before - families.gone)),
    row('up', 'Desil', 'Naik (lebih sejahtera)', desil.up, ranked), row('down', 'Desil', 'Turun', desil.down, ranked), row('same', 'Desil', 'Tetap', desil.same, ranked),
    row('otherSource', 'Desil', 'Peringkat dari sumber lain', desil.otherSource, families.before - families.gone), row('newlyRanked', 'Desil', 'Baru diperingkat', desil.newlyRanked, families.before - families.gone),
    row('graduated', 'Graduasi', 'Graduasi mandiri', graduated.families, families.before), row('fellBack', 'Graduasi', 'Pernah graduasi, kembali membutuhkan', fellBack.families, families.before),
  ];
}
