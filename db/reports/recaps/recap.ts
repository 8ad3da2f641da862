import { showDate } from '../../rules/dates.ts';
import { fail } from '../../rules/failure.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportColumn, ReportDef, ReportQuery, ReportRow } from '../report.ts';
import type { RecapUnit } from '../../registry/recaps/recap-counts.ts';
import { allDesils } from '../../registry/recaps/recap-table.ts';
import type { RecapPlace } from '../../registry/recaps/recap-table.ts';
import { recapAreas } from './recap-areas.ts';
import { recapDay } from './recap-day.ts';
import type { RecapDay } from './recap-day.ts';
import { countAll, dimensionsOf, qualityIn, recapItems, recapKinds } from './recap-items.ts';
import type { RecapItem, RecapKind } from './recap-items.ts';

/** How areas may stand in rows. */
export const recapRows = ['rt', 'rw', 'region', 'district'] as const;
export type RecapRows = (typeof recapRows)[number];

/**
 * Families and people by area × desil, need, programme, freshness or quality (domain reference PTK-1, PTK-15): families outside an
 * RT in a row of their own, totals that equal the lists, and `data.items` with the filter that each number opens. At a receiving
 * office a row per kelurahan, where one that sent nothing is said to be "belum kirim" and never counted as 0.
 */
export const recap: ReportDef = {
  name: 'recap',
  title: 'Rekap wilayah',
  unit: 'keluarga dan jiwa',
  definition: 'Keluarga aktif dan anggotanya yang hidup, dihitung dari register kantor; desil menurut sumber dan tanggal peringkat yang tercatat',
  params: ['of', 'by', 'count', 'region', 'rw', 'rt', 'desil', 'programme', 'need', 'tag'],
  personal: false,
  run(office, query) {
    const kind = chosen(recapKinds, query.params.of, 'desil');
    const rows = chosen(recapRows, query.params.by, query.expected.length > 0 && query.params.region === undefined ? 'region' : 'rt');
    const unit = chosen(['families', 'people'] as const, query.params.count, 'families');
    return recapReport(office, query, { kind, rows, unit });
  },
};

function chosen<T extends string>(among: readonly T[], value: string | number | undefined, otherwise: T): T {
  if (value === undefined || value === '') return otherwise;
  return among.find((one) => one === value) ?? fail('INVALID_INPUT', { detail: String(value) });
}

interface Asked { readonly kind: RecapKind; readonly rows: RecapRows; readonly unit: RecapUnit }

function recapReport(office: Reader, query: ReportQuery, { kind, rows: by, unit }: Asked) {
  const at = recapDay(office, query.period);
  const { day } = at;
  if (at.isPast && !at.checkpoint) return nothingKept(at, kind);
  const filter = filterOf(query.params);
  const desil = filter.desil && filter.desil.length > 0 ? filter.desil : allDesils;
  const level = by === 'region' || by === 'district' ? 'region' : 'rt';
  const table = recapAreas(office, dimensionsOf[kind], level, filter, query.scope, at);
  const items = recapItems(office, kind, table, at, query.health === true);
  const isScored = kind === 'quality' && !at.isPast;
  const count = (places: readonly number[]): ReportRow => {
    const areas = { table, places };
    const row: Record<string, number> = { families: countAll(areas, 'families', desil), people: countAll(areas, 'people', desil) };
    for (const item of items) row[item.key] = item.count(areas, unit, desil);
    if (isScored) row['score'] = Number(qualityIn(areas, desil).score.toFixed(1));
    return row;
  };
  const counted = { areas: table.areas, everywhere: table.areas.map((_, place) => place), count };
  const lines = level === 'region' ? officeRows(query, counted, by === 'district', at.isPast ? (code) => table.areas.some(({ region }) => region === code) : sentOf(office, query)) : areaRows(query, counted, by === 'rt');
  const totals = count(counted.everywhere);
  const columns = [...lines.columns, ...countColumns(items, isScored)];
  const notes = [...pastNotes(at), ...lines.notes];
  const data = { of: kind, by, count: unit, day, asOf: at.checkpoint?.day ?? null, items: items.map(({ key, title, filter: opens }) => ({ key, title, filter: opens })), rows: lines.rows, totals, notes };
  return { columns, rows: lines.rows, totals, notes, data };
}

/** A past day of which nothing is known has no numbers, not zeros. */
function nothingKept(at: RecapDay, kind: RecapKind) {
  const notes = pastNotes(at);
  return { columns: [], rows: [], totals: null, notes, data: { of: kind, day: at.day, asOf: null, items: [], rows: [], totals: null, notes } };
}

/** Whose word a recap of the past is: the checkpoint's, which may be some weeks older than the day that was asked for. */
export function pastNotes({ day, isPast, checkpoint }: RecapDay): string[] {
  if (!isPast) return [];
  return [checkpoint ? `Keadaan ${showDate(day)} menurut catatan per ${showDate(checkpoint.day)}.` : `Tidak ada catatan keadaan pada atau sebelum ${showDate(day)}.`];
}

function countColumns(items: readonly RecapItem[], isScored: boolean): ReportColumn[] {
  return [
    { key: 'families', title: 'Keluarga', numeric: true }, { key: 'people', title: 'Orang', numeric: true }, ...items.map(({ key, title }) => ({ key, title, numeric: true })),
    ...(isScored ? [{ key: 'score', title: 'Skor mutu', numeric: true }] : []),
  ];
}

/** What there is to make rows of: areas, each named by its place, and what some of them count together. */
interface Counted { readonly areas: readonly RecapPlace[]; readonly everywhere: readonly number[]; readonly count: (places: readonly number[]) => ReportRow }
interface Lines { readonly columns: readonly ReportColumn[]; readonly rows: readonly ReportRow[]; readonly notes: readonly string[] }

function areaRows(query: ReportQuery, { areas, everywhere, count }: Counted, byRt: boolean): Lines {
  const several = new Set(areas.map(({ region }) => region)).size > 1;
  const shown = (value: string | null): string => value || '~';
  const keyOf = ({ region, rw, rt }: RecapPlace): string => `${region}/${shown(rw)}/${byRt ? shown(rt) : ''}`;
  const groups = byRt ? areas.map((area, place): [string, number[]] => [keyOf(area), [place]]) : [...Map.groupBy(everywhere, (place) => keyOf(areas[place] ?? { region: '', rw: '', rt: '' }))];
  const rows = groups.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, places]): ReportRow[] => {
    const area = areas[places[0] ?? -1];
    if (!area) return [];
    const { region, rw, rt } = area;
    const row: Record<string, string | number | null> = several ? { region, place: query.regionName(region) } : {};
    row['rw'] = rw || null;
    row['rwLabel'] = rw || 'RW kosong';
    if (byRt) {
      row['rt'] = rt || null;
      row['rtLabel'] = rt || 'RT kosong';
    }
    return [Object.assign(row, count(places))];
  });
  const outside = Number(count(everywhere.filter((place) => !areas[place]?.rt)).families);
  const columns: ReportColumn[] = [
    ...(several ? [{ key: 'place', title: 'Kelurahan/Desa', numeric: false }] : []), { key: 'rwLabel', title: 'RW', numeric: false }, ...(byRt ? [{ key: 'rtLabel', title: 'RT', numeric: false }] : []),
  ];
  return { columns, rows, notes: outside > 0 ? [`${outside} keluarga belum punya RT.`] : [] };
}

function officeRows(query: ReportQuery, { areas, everywhere, count }: Counted, byDistrict: boolean, hasSent: (code: string) => boolean): Lines {
  const asked = String(query.params.region ?? '');
  const expected = query.expected.filter((code) => asked === '' || code === asked || code.startsWith(`${asked}.`));
  const codes = [...new Set([...expected, ...areas.flatMap(({ region }) => region || [])])].sort();
  const groups = Map.groupBy(codes, (code) => (byDistrict ? code.slice(0, 8) : code));
  const rows = [...groups].map(([code, members]): ReportRow => {
    const sent = members.filter(hasSent);
    const place = { code, name: query.regionName(code), ...(byDistrict && { sentOf: `${sent.length}/${members.length}` }) };
    if (sent.length === 0) return { ...place, sent: false, families: 'belum kirim', people: null };
    return { ...place, sent: true, ...count(everywhere.filter((at) => members.includes(areas[at]?.region ?? ''))) };
  });
  const silent = codes.filter((code) => !hasSent(code)).length;
  const lost = Number(count(everywhere.filter((at) => areas[at]?.region === '')).families);
  const notes = [
    ...(silent > 0 ? [`${silent} dari ${codes.length} kelurahan/desa belum kirim; tidak dihitung sebagai 0.`] : []),
    ...(lost > 0 ? [`${lost} keluarga tanpa kode wilayah tidak masuk baris mana pun, tetapi masuk jumlah.`] : []),
  ];
  const columns: ReportColumn[] = [
    { key: 'code', title: 'Kode', numeric: false }, { key: 'name', title: byDistrict ? 'Kecamatan' : 'Kelurahan/Desa', numeric: false }, ...(byDistrict ? [{ key: 'sentOf', title: 'Kirim', numeric: false }] : []),
  ];
  return { columns, rows, notes };
}

/** Whether anything of a kelurahan or desa ever came: a package of its own, or families through another office. */
export function sentOf(office: Reader, query: ReportQuery): (code: string) => boolean {
  const known = new Map<string, boolean>();
  const holds = sql(office, 'SELECT EXISTS (SELECT 1 FROM familySummary WHERE region = ?)').pluck();
  return (code) => {
    let sent = known.get(code);
    if (sent === undefined) known.set(code, (sent = holds.get(code) === 1 || (query.received?.(code) ?? null) !== null));
    return sent;
  };
}
