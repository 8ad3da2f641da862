import { filterCondition, programmesReceived } from '../../registry/family-filter.ts';
import { sql } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportDef, ReportRow } from '../report.ts';

/** In an RT with fewer families one of them moves the index by more than a fifth. */
const FEW = 5;

interface Line { readonly region: string | null; readonly rw: string | null; readonly rt: string | null; readonly families: number; readonly people: number; readonly poor: number; readonly needy: number; readonly needs: number; readonly without: number }

/** How the ranking is made, word for word as the page says it. */
export const pocketRanking = `Indeks adalah rata-rata dua bagian dari semua keluarga RT: keluarga desil 1–2, dan keluarga dengan kebutuhan dasar. Indeks tertinggi paling atas; bila sama, yang kebutuhannya per keluarga lebih banyak. RT dengan kurang dari ${FEW} keluarga dan keluarga tanpa RT ada di bawah. Bukan angka kemiskinan resmi.`;

/** Pockets of poverty: RT in the order of how many of their families are poor or in need. */
export const pocketsReport: ReportDef = {
  name: 'pockets',
  title: 'Kantong kemiskinan per RT',
  unit: 'RT',
  definition: pocketRanking,
  params: ['region', 'rw', 'rt'],
  personal: false,
  run(office, query) {
    const { where, params } = filterCondition(office, filterOf(query.params), query.scope);
    const lines = sql(office, `SELECT s.region AS region, nullif(s.rw, '') AS rw, nullif(s.rt, '') AS rt, count(*) AS families, sum(s.members) AS people, sum(s.desil <= 2) AS poor, sum(s.needs <> '') AS needy,
        sum(max(0, length(s.needs) - length(replace(s.needs, ' ', '')) - 1)) AS needs, sum((s.desil <= 2 OR s.needs <> '') AND ${programmesReceived(office)} = 0) AS without
      FROM familySummary s WHERE ${where} GROUP BY 1, 2, 3`).all(...params) as Line[];
    const rows = lines.map((line) => ({ ...line, poor: line.poor ?? 0, without: line.without ?? 0, index: indexOf(line), perFamily: Math.round((line.needs * 100) / line.families) / 100, ranked: line.rt !== null && line.families >= FEW }))
      .sort((a, b) => Number(b.ranked) - Number(a.ranked) || b.index - a.index || b.perFamily - a.perFamily || `${a.region}${a.rw}${a.rt}`.localeCompare(`${b.region}${b.rw}${b.rt}`))
      .map((line, place): ReportRow => ({ ...line, no: place + 1, rtLabel: line.rt ?? 'RT kosong', rwLabel: line.rw ?? 'RW kosong', regionName: line.region === null ? null : query.regionName(line.region) }));
    const sum = (key: 'families' | 'people' | 'poor' | 'needy' | 'needs' | 'without'): number => lines.reduce((all, line) => all + (line[key] ?? 0), 0);
    const totals: ReportRow = { families: sum('families'), people: sum('people'), poor: sum('poor'), needy: sum('needy'), needs: sum('needs'), without: sum('without') };
    const columns = [
      { key: 'no', title: 'Urutan', numeric: true }, { key: 'regionName', title: 'Kelurahan/Desa', numeric: false }, { key: 'rwLabel', title: 'RW', numeric: false }, { key: 'rtLabel', title: 'RT', numeric: false },
      { key: 'index', title: 'Indeks (%)', numeric: true }, { key: 'families', title: 'Keluarga', numeric: true }, { key: 'poor', title: 'Desil 1–2', numeric: true }, { key: 'needy', title: 'Punya kebutuhan', numeric: true },
      { key: 'needs', title: 'Kebutuhan', numeric: true }, { key: 'perFamily', title: 'Kebutuhan per keluarga', numeric: true }, { key: 'without', title: 'Miskin atau butuh, tanpa program', numeric: true },
    ];
    return { columns, rows, totals, notes: [pocketRanking], data: { ranking: pocketRanking, rows, totals } };
  },
};

/** Whole percent of the two shares' mean. */
function indexOf({ families, poor, needy }: Line): number {
  return Math.round((((poor ?? 0) + needy) * 100) / (2 * families));
}
