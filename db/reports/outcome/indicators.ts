import { listIndicators } from '../../registry/indicators/indicators.ts';
import type { Indicator } from '../../registry/indicators/indicators.ts';
import { registerCounts } from '../../registry/indicators/register-count.ts';
import { targetStandings } from '../../rules/indicator-progress.ts';
import type { TargetStanding } from '../../rules/indicator-progress.ts';
import { labelOf } from '../../rules/lists.ts';
import type { ReportDef, ReportRow } from '../report.ts';

const standings: Readonly<Record<TargetStanding<never>['standing'], string>> = {
  reached: 'tercapai', missed: 'belum tercapai', ahead: 'sudah pada target; angka tahun target belum terbit', open: 'belum; angka tahun target belum terbit', unknown: 'belum ada angka terbit',
};

/**
 * Published indicators with their targets, by area and year, with source and document (BTG-12); and in columns of their own
 * name what this register counts (DESIGN §2.2). The two are never added, divided or put in one number.
 */
export const indicatorsReport: ReportDef = {
  name: 'indicators',
  title: 'Indikator terbit dan target',
  unit: 'nilai indikator',
  definition: 'Angka terbit dan target sebagaimana dicatat dari dokumennya. Hitungan register adalah jumlah keluarga atau anggotanya di register kantor ini, bukan angka kemiskinan',
  params: ['indicator'],
  personal: false,
  run(office, query) {
    const wanted = listIndicators(office).filter((one) => query.params.indicator === undefined || one.id === query.params.indicator);
    const rows = wanted.flatMap((one) => rowsOf(one, query.regionName, (area, years) => registerCounts(office, one.beside, area, years, query.scope)));
    const columns = [
      { key: 'indicator', title: 'Indikator', numeric: false }, { key: 'areaName', title: 'Wilayah', numeric: false }, { key: 'year', title: 'Tahun', numeric: false }, { key: 'kindLabel', title: 'Jenis', numeric: false }, { key: 'value', title: 'Nilai', numeric: true },
      { key: 'unit', title: 'Satuan', numeric: false }, { key: 'source', title: 'Sumber', numeric: false }, { key: 'document', title: 'Dokumen', numeric: false }, { key: 'standingText', title: 'Capaian', numeric: false },
      { key: 'besideLabel', title: 'Hitungan register', numeric: false }, { key: 'besideCount', title: 'Jumlah di register', numeric: true }, { key: 'besideWhole', title: 'Dari', numeric: true }, { key: 'besideDay', title: 'Per tanggal', numeric: false },
    ];
    const notes = ['Angka terbit berasal dari dokumen yang disebut. Hitungan register berdiri sendiri: cakupan, tanggal, dan caranya berbeda.'];
    return { columns, rows, totals: null, notes, data: { rows, notes } };
  },
};

function rowsOf({ id, name, unit, lower, beside, values }: Indicator, regionName: (code: string) => string, countsOf: (area: string, years: readonly number[]) => ReturnType<typeof registerCounts>): ReportRow[] {
  const against = new Map(targetStandings(values, lower).map((one) => [one.target.id, one]));
  const areas = [...new Set(values.map((one) => one.area))].sort();
  return areas.flatMap((area) => {
    const figures = values.filter((one) => one.area === area).sort((a, b) => a.year - b.year || (a.kind < b.kind ? -1 : 1));
    const counts = new Map(countsOf(area, [...new Set(figures.map((one) => one.year))]).map((one) => [one.year, one]));
    return figures.map((one): ReportRow => {
      const standing = against.get(one.id);
      const count = counts.get(one.year);
      return {
        id: one.id, indicatorId: id, indicator: name, area, areaName: regionName(area), year: String(one.year), kind: one.kind, kindLabel: one.kind === 'target' ? 'Target' : 'Angka terbit', value: one.value, unit, source: one.source, document: one.document,
        standing: standing?.standing ?? null, standingText: standing ? standings[standing.standing] : '', published: standing?.published?.value ?? null, publishedYear: standing?.published?.year ?? null, distance: standing?.distance ?? null,
        besideLabel: count ? (labelOf('TEPAT.hitunganRegister', beside) ?? '') : '', besideCount: count?.count ?? null, besideWhole: count?.whole ?? null, besideDay: count?.day ?? null,
      };
    });
  });
}
