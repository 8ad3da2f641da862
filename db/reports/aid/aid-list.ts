import type { Reader } from '../../store/office.ts';
import type { Report, ReportColumn, ReportDef, ReportQuery, ReportRow } from '../report.ts';
import { aidParams, daysOf, walkAid } from './walk-aid.ts';
import type { AidLine } from './walk-aid.ts';

/** One of the lists that answer a question about aid: what its rows are, and what stands beside name and address. */
export interface AidListDef {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
  /** Families that are no longer active too. */
  readonly all: boolean;
  readonly columns: readonly ReportColumn[];
  /** The rows of a family for the day at this place of the days. */
  rowsOf(line: AidLine, day: number): readonly ReportRow[];
  /** Rows that are about the register as a whole and not one family at a time. */
  readonly more?: (office: Reader, query: ReportQuery, day: string) => readonly ReportRow[];
  /** What a row is counted under beside the total: its agencies. */
  agenciesOf(row: ReportRow): readonly string[];
  /** How many checks of a family cannot be told, where the list asks for facts. */
  untoldOf?(line: AidLine, day: number): number;
  /** The order of the rows, where it is not that of a walk. */
  readonly order?: (a: ReportRow, b: ReportRow) => number;
}

const places: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'name', title: 'Kepala Keluarga', numeric: false }, { key: 'noKk', title: 'No KK', numeric: false },
  { key: 'address', title: 'Alamat', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false }, { key: 'desil', title: 'Desil', numeric: true },
];

/** A report out of a list of aid: by name and address, its counts the number of its rows, with counts for earlier months. */
export function aidReport(def: AidListDef): ReportDef {
  const { name, title, unit, definition } = def;
  return { name, title, unit, definition, params: aidParams, personal: true, run: (office, query) => runAidList(def, office, query) };
}

function runAidList(def: AidListDef, office: Reader, query: ReportQuery): Report {
  const days = daysOf(office, query);
  const last = days.length - 1;
  const counts = days.map(() => ({ rows: 0, families: 0 }));
  const found: ReportRow[] = [];
  let untold = 0;
  for (const line of walkAid(office, query, days, def.all)) {
    days.forEach((_day, place) => {
      const rows = def.rowsOf(line, place);
      const count = counts[place];
      if (count && rows.length > 0) {
        count.rows += rows.length;
        count.families += 1;
      }
      if (place === last) found.push(...rows.map((row) => ({ ...line.place, ...row })));
    });
    untold += def.untoldOf?.(line, last) ?? 0;
  }
  const more = def.more?.(office, query, days[last] ?? '') ?? [];
  const all = [...found, ...more];
  const rows = (def.order ? all.sort(def.order) : all).map((row, index) => ({ no: index + 1, ...row }));
  const totals = { rows: rows.length, families: new Set(rows.map((row) => (row as ReportRow).id)).size };
  const trend = days.map((day, place) => ({ day, rows: (counts[place]?.rows ?? 0) + (place === last ? more.length : 0), families: counts[place]?.families ?? 0 }));
  const agencies = countBy(rows.flatMap((row) => def.agenciesOf(row)));
  const notes = [...(untold > 0 ? [`${untold} pemeriksaan belum dapat dinilai karena datanya belum lengkap; tidak dihitung di sini.`] : []), ...agencies.map(({ agency, rows: count }) => `${agency}: ${count}`)];
  return { columns: [...places, ...def.columns], rows, totals, notes, data: { day: days[last], rows, totals, agencies, trend, untold, notes } };
}

function countBy(agencies: readonly string[]): { agency: string; rows: number }[] {
  const counts = new Map<string, number>();
  for (const agency of agencies) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  return [...counts].map(([agency, rows]) => ({ agency, rows })).sort((a, b) => b.rows - a.rows || a.agency.localeCompare(b.agency));
}
