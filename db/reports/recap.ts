import { filterCondition } from '../registry/family-filter.ts';
import type { Reader } from '../store/office.ts';
import { filterOf } from './report.ts';
import type { ReportColumn, ReportDef, ReportQuery, ReportRow } from './report.ts';

const DESILS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

interface Cell {
  readonly region: string | null;
  readonly rw: string | null;
  readonly rt: string | null;
  readonly desil: number | null;
  readonly families: number;
  readonly people: number;
}

/**
 * Families and people by RT and desil (domain reference PTK-1): rows in the order of RW and RT, families outside an RT
 * in a row of their own, and totals that equal the lists. At a receiving office a row per kelurahan, where one that sent
 * nothing is said to be "belum kirim" and never counted as 0.
 */
export const recap: ReportDef = {
  name: 'recap',
  title: 'Rekap RT × desil',
  unit: 'keluarga dan jiwa',
  definition: 'Keluarga aktif dan anggotanya yang hidup, dihitung dari register kantor; desil menurut sumber dan tanggal peringkat yang tercatat',
  params: ['region', 'rw', 'rt', 'desil', 'programme', 'need'],
  personal: false,
  run(office, query) {
    const cells = cellsOf(office, query);
    return query.expected.length > 0 && query.params.region === undefined ? byOffice(cells, query) : byArea(cells);
  },
};

function cellsOf(office: Reader, query: ReportQuery): Cell[] {
  const { where, params } = filterCondition(office, filterOf(query.params), query.scope);
  const found = office.db.prepare(`SELECT s.region AS region, nullif(s.rw, '') AS rw, nullif(s.rt, '') AS rt, s.desil AS desil, count(*) AS families, sum(s.members) AS people
    FROM familySummary s WHERE ${where} GROUP BY 1, 2, 3, 4`).all(...params);
  return found as Cell[];
}

function byArea(cells: readonly Cell[]) {
  const groups = new Map<string, { rw: string | null; rt: string | null; cells: Cell[] }>();
  for (const cell of cells) {
    const key = `${cell.rw ?? '~'}/${cell.rt ?? '~'}`;
    const group = groups.get(key) ?? { rw: cell.rw, rt: cell.rt, cells: [] };
    group.cells.push(cell);
    groups.set(key, group);
  }
  const rows = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => ({
    rw: group.rw, rt: group.rt, rtLabel: group.rt ?? 'RT kosong', rwLabel: group.rw ?? 'RW kosong', ...countsOf(group.cells),
  }));
  const outside = rows.filter((row) => row.rt === null).reduce((sum, row) => sum + row.families, 0);
  const columns: ReportColumn[] = [{ key: 'rwLabel', title: 'RW', numeric: false }, { key: 'rtLabel', title: 'RT', numeric: false }, ...countColumns];
  return finish(columns, rows, countsOf(cells), outside > 0 ? [`${outside} keluarga belum punya RT.`] : []);
}

function byOffice(cells: readonly Cell[], query: ReportQuery) {
  const codes = [...new Set([...query.expected, ...cells.flatMap((cell) => (cell.region ? [cell.region] : []))])].sort();
  const rows = codes.map((code) => {
    const own = cells.filter((cell) => cell.region === code);
    const place = { code, name: query.regionName(code) };
    return own.length > 0 ? { ...place, sent: true, ...countsOf(own) } : { ...place, sent: false, families: 'belum kirim', people: null };
  });
  const lost = cells.filter((cell) => cell.region === null);
  const silent = rows.filter((row) => !row.sent).length;
  const notes = [
    ...(silent > 0 ? [`${silent} dari ${codes.length} kelurahan/desa belum kirim; tidak dihitung sebagai 0.`] : []),
    ...(lost.length > 0 ? [`${countsOf(lost).families} keluarga tanpa kode wilayah tidak masuk baris mana pun, tetapi masuk jumlah.`] : []),
  ];
  const columns: ReportColumn[] = [{ key: 'code', title: 'Kode', numeric: false }, { key: 'name', title: 'Kelurahan/Desa', numeric: false }, ...countColumns];
  return finish(columns, rows, countsOf(cells), notes);
}

const countColumns: readonly ReportColumn[] = [
  { key: 'families', title: 'Keluarga', numeric: true },
  { key: 'people', title: 'Jiwa', numeric: true },
  ...DESILS.map((desil) => ({ key: `d${desil}`, title: `D${desil}`, numeric: true })),
  { key: 'unranked', title: 'Belum diperingkat', numeric: true },
];

function countsOf(cells: readonly Cell[]) {
  const sum = (kept: readonly Cell[], of: 'families' | 'people'): number => kept.reduce((total, cell) => total + cell[of], 0);
  const perDesil = Object.fromEntries(DESILS.map((desil) => [`d${desil}`, sum(cells.filter((cell) => cell.desil === desil), 'families')]));
  return { families: sum(cells, 'families'), people: sum(cells, 'people'), ...perDesil, unranked: sum(cells.filter((cell) => cell.desil === null), 'families') };
}

function finish(columns: readonly ReportColumn[], rows: readonly ReportRow[], totals: ReportRow, notes: readonly string[]) {
  return { columns, rows, totals, notes, data: { rows, totals, notes } };
}
