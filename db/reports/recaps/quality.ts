import { longDate } from '../../rules/long-date.ts';
import { freshSince, qualityMeasures } from '../../rules/recaps/quality.ts';
import { today } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportColumn, ReportDef, ReportRow } from '../report.ts';
import { recapAreas } from './recap-areas.ts';
import { allDesils } from '../../registry/recaps/recap-table.ts';
import { dimensionsOf, qualityIn } from './recap-items.ts';

/**
 * The data-quality score per kelurahan (domain reference KPS-1): how many records pass each measure, and a score of 100
 * that is nothing but their weighted shares. The counts, the formula and the weights are in the file, so that anybody can work it out again.
 */
export const quality: ReportDef = {
  name: 'quality',
  title: 'Skor mutu data',
  unit: 'keluarga dan jiwa; skor 0 sampai 100',
  definition: 'Bagian data yang memenuhi tiap ukuran mutu, dijumlahkan menurut bobot yang tertulis di catatan',
  params: ['region', 'rw', 'rt', 'desil'],
  personal: false,
  run(office, query) {
    const day = today(office);
    const filter = filterOf(query.params);
    const desil = filter.desil && filter.desil.length > 0 ? filter.desil : allDesils;
    const lineOf = (places: readonly number[]): ReportRow => {
      const { score, ...counts } = qualityIn({ table, places }, desil);
      return { ...counts, score: score.toFixed(1) };
    };
    // RW and RT narrow what only the finer counts tell apart.
    const table = recapAreas(office, dimensionsOf.quality, filter.rw || filter.rt ? 'rt' : 'region', filter, query.scope, { day, isPast: false, checkpoint: null });
    const everywhere = table.areas.map((_, place) => place);
    const rows = [...Map.groupBy(everywhere, (place) => table.areas[place]?.region ?? '')].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, own]) => ({ code, name: code === '' ? 'tanpa kode wilayah' : query.regionName(code), ...lineOf(own) }));
    const totals = lineOf(everywhere);
    const notes = [
      `Skor = jumlah (bobot × yang memenuhi ÷ yang diperiksa). Bobot: ${qualityMeasures.map(({ title, weight }) => `${title} ${weight}`).join('; ')}; seluruhnya 100.`,
      'NIK dan No KK sah: 16 angka, bukan angka pengganti, kecamatan dan tanggalnya ada. Kosong dihitung tidak memenuhi.',
      `Didata 12 bulan terakhir: tanggal pendataan sejak ${longDate('id', `${freshSince(day)}-01`).replace(/^\d+ /, '')}. Dugaan ganda: pasangan orang atau keluarga yang belum diputuskan pada pencarian terakhir.`,
      'Hanya keluarga dan anggota aktif yang dihitung. Bila tidak ada yang diperiksa, ukuran itu bernilai 0.',
    ];
    return { columns, rows, totals, notes, data: { rows, totals, weights: Object.fromEntries(qualityMeasures.map(({ key, weight }) => [key, weight])), formula: notes[0], notes } };
  },
};

const columns: readonly ReportColumn[] = [
  { key: 'code', title: 'Kode', numeric: false }, { key: 'name', title: 'Kelurahan/Desa', numeric: false }, { key: 'families', title: 'Keluarga', numeric: true },
  { key: 'people', title: 'Orang', numeric: true }, ...qualityMeasures.map(({ key, title, weight }) => ({ key, title: `${title} (bobot ${weight})`, numeric: true })),
  { key: 'score', title: 'Skor', numeric: false },
];
