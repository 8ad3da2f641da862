import { answersOn } from '../../registry/aid/answers-on.ts';
import { findingKinds } from '../../registry/aid/aid-finding.ts';
import { checkpointFor } from '../../registry/checkpoints/checkpoints.ts';
import { allDesils } from '../../registry/recaps/recap-table.ts';
import type { RecapTable } from '../../registry/recaps/recap-table.ts';
import { anyItem } from '../../rules/recaps/recap-line.ts';
import { addDays, showDate } from '../../rules/dates.ts';
import { localDate, sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { familiesOf } from '../aid/aid-query.ts';
import type { ReportColumn, ReportDef, ReportQuery, ReportRow } from '../report.ts';
import { recapAreas } from './recap-areas.ts';
import { recapDay } from './recap-day.ts';
import type { RecapDay } from './recap-day.ts';
import { countAll, qualityIn, recapItems } from './recap-items.ts';
import type { Areas } from './recap-items.ts';
import { meetingModel } from './meeting-model.ts';
import { pastNotes, sentOf } from './recap.ts';

const poor = [1, 2];
const ranked = [1, 2, 3, 4] as const;
const better = [5, 6, 7, 8, 9, 10];
/** What changed is told against how things stood so long ago. */
const CHANGE_DAYS = 28;
const dimensions = ['all', 'need', 'programme', 'fresh', 'quality'] as const;

/**
 * The city's page for a meeting of the TKPK (domain reference PTK-15): a row per kelurahan with families by desil, need, programme,
 * overlap, freshness and quality, what changed, and who has not sent: "belum kirim", never 0. Sums are those of the recaps.
 */
export const meeting: ReportDef = {
  name: 'meeting',
  title: 'Lembar rapat TKPK',
  unit: 'keluarga; jiwa; pasangan program untuk tumpang tindih',
  definition: 'Keluarga aktif menurut register kantor; D1–2 tanpa program adalah keluarga desil 1 dan 2 yang tidak menerima program apa pun; didata 12 bulan adalah bagian keluarga yang didata dalam 12 bulan terakhir',
  params: ['region'],
  personal: false,
  document: meetingModel,
  run(office, query) {
    const at = recapDay(office, query.period);
    // A past day of which nothing is known has no numbers, not zeros, and nobody who has not sent.
    if (at.isPast && !at.checkpoint) {
      const said = pastNotes(at);
      return { columns, rows: [], totals: null, notes: said, data: { day: at.day, rows: [], districts: [], totals: null, silent: [], notes: said, before: null, needs: [], programmes: [] } };
    }
    const table = tableOf(office, query, at);
    const { areas } = table;
    const everywhere = areas.map((_, place) => place);
    const before = beforeOf(office, query, at);
    const tell = teller(at, before, overlapsOf(office, query, at));
    const codes = codesOf(query, table);
    const hasSent = at.isPast ? (code: string) => areas.some(({ region }) => region === code) : sentOf(office, query);
    const rowOf = (code: string, members: readonly string[]): ReportRow => {
      const sent = members.filter(hasSent);
      const place = { code, name: query.regionName(code), sent: sent.length > 0, sentOf: `${sent.length}/${members.length}` };
      return sent.length === 0 ? { ...place, families: 'belum kirim' } : { ...place, ...tell({ table, places: placesOf(table, members) }, members) };
    };
    const rows = codes.map((code): ReportRow => {
      const received = query.received?.(code) ?? null;
      return { ...rowOf(code, [code]), district: query.regionName(code.slice(0, 8)), received: received === null ? null : localDate(new Date(received)) };
    });
    const districts = [...Map.groupBy(codes, (code) => code.slice(0, 8))].map(([code, members]) => rowOf(code, members));
    const lost = { table, places: placesOf(table, ['']) };
    const totals = { sentOf: `${rows.filter((row) => row.sent).length}/${rows.length}`, ...tell({ table, places: everywhere }, null) };
    const silent = rows.filter((row) => !row.sent).map((row) => row.name);
    const notes = [
      ...pastNotes(at), ...(silent.length > 0 ? [`Belum kirim (${silent.length} dari ${rows.length}), tidak dihitung sebagai 0: ${silent.join(', ')}.`] : []),
      ...(lost.places.length > 0 ? [`${countAll(lost, 'families', allDesils)} keluarga tanpa kode wilayah tidak masuk baris mana pun, tetapi masuk jumlah.`] : []),
      ...(before ? [`Perubahan dihitung terhadap keadaan ${showDate(before.day)}.`] : []),
    ];
    const kinds = (kind: 'need' | 'programme') => recapItems(office, kind, table, at, false).map((item) => ({ key: item.key, title: item.title, families: item.count({ table, places: everywhere }, 'families', allDesils), filter: item.filter })).filter(({ key, families }) => key !== 'any' && key !== 'none' && families > 0).sort((a, b) => b.families - a.families);
    return {
      columns, rows, totals, notes,
      data: { day: at.day, rows, districts, totals, silent, notes, before: before?.day ?? null, needs: kinds('need'), programmes: kinds('programme') },
    };
  },
};

const columns: readonly ReportColumn[] = [
  { key: 'name', title: 'Kelurahan/Desa', numeric: false }, { key: 'received', title: 'Kirim terakhir', numeric: false }, { key: 'families', title: 'Keluarga', numeric: true }, { key: 'people', title: 'Orang', numeric: true },
  ...ranked.map((one) => ({ key: `d${one}`, title: `D${one}`, numeric: true })), { key: 'better', title: 'D5–10', numeric: true }, { key: 'unranked', title: 'Belum desil', numeric: true }, { key: 'need', title: 'Ada kebutuhan', numeric: true },
  { key: 'programme', title: 'Menerima program', numeric: true }, { key: 'missed', title: 'D1–2 tanpa program', numeric: true }, { key: 'overlap', title: 'Tumpang tindih', numeric: true }, { key: 'fresh', title: 'Didata 12 bulan (%)', numeric: true },
  { key: 'score', title: 'Skor mutu', numeric: true }, { key: 'change', title: 'Perubahan keluarga', numeric: true },
];

function tableOf(office: Reader, query: ReportQuery, at: RecapDay): RecapTable {
  const region = query.params.region === undefined || query.params.region === '' ? undefined : String(query.params.region);
  return recapAreas(office, dimensions, 'region', { region }, query.scope, at);
}

function placesOf({ areas }: RecapTable, codes: readonly string[]): number[] {
  return areas.flatMap(({ region }, place) => (codes.includes(region) ? [place] : []));
}

interface Before { readonly day: string; readonly table: RecapTable }

/** How things stood some weeks before, where that was kept. */
function beforeOf(office: Reader, query: ReportQuery, { day }: RecapDay): Before | null {
  const checkpoint = checkpointFor(office, addDays(day, -CHANGE_DAYS));
  return checkpoint ? { day: checkpoint.day, table: tableOf(office, query, { day: checkpoint.day, isPast: true, checkpoint }) } : null;
}

/** Rows of the list of overlaps by kelurahan; null for a past day, whose list is judged on demand. */
function overlapsOf(office: Reader, query: ReportQuery, { day, isPast }: RecapDay): ReadonlyMap<string, number> | null {
  if (isPast) return null;
  const { where, params } = familiesOf(office, query, true, true);
  const rows = sql(office, `SELECT coalesce(s.region, ''), count(*) FROM ${answersOn(office, day).findings} f JOIN familySummary s ON s.family = f.family WHERE f.kind = ${findingKinds.overlap} AND ${where} GROUP BY 1`).raw().all(...params) as [string, number][];
  return new Map(rows);
}

function codesOf({ expected, params }: ReportQuery, { areas }: RecapTable): string[] {
  const asked = params.region === undefined ? '' : String(params.region);
  return [...new Set([...expected, ...areas.flatMap(({ region }) => region || [])])].filter((code) => asked === '' || code === asked || code.startsWith(`${asked}.`)).sort();
}

/** Tells what a page says of some kelurahan: of all there are where `codes` is null. */
function teller({ isPast }: RecapDay, before: Before | null, overlaps: ReadonlyMap<string, number> | null): (areas: Areas, codes: readonly string[] | null) => ReportRow {
  return (areas, codes) => {
    const families = countAll(areas, 'families', allDesils);
    const having = (dimension: 'need' | 'programme', desil: readonly number[]): number => areas.table.sum(areas.places, dimension, anyItem, 'families', desil);
    const quality = qualityIn(areas, allDesils);
    const then = before && countAll({ table: before.table, places: codes === null ? before.table.areas.map((_, place) => place) : placesOf(before.table, codes) }, 'families', allDesils);
    return {
      families, people: countAll(areas, 'people', allDesils), ...Object.fromEntries(ranked.map((one) => [`d${one}`, countAll(areas, 'families', [one])])), better: countAll(areas, 'families', better), unranked: countAll(areas, 'families', [0]),
      need: having('need', allDesils), programme: having('programme', allDesils), missed: countAll(areas, 'families', poor) - having('programme', poor),
      overlap: overlaps && [...overlaps].reduce((sum, [region, count]) => (codes === null || codes.includes(region) ? sum + count : sum), 0),
      fresh: families === 0 ? 0 : Math.round((quality.fresh * 100) / families), score: isPast ? null : Number(quality.score.toFixed(1)), change: then === null ? null : families - then,
    };
  };
}
