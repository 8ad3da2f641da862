import { answersOn } from '../../registry/aid/answers-on.ts';
import { aidProgrammes } from '../../registry/aid/aid-families.ts';
import { listAidRules } from '../../registry/aid/aid-rules.ts';
import type { GroupFinding } from '../../registry/aid/group-findings.ts';
import type { AidProgramme } from '../../rules/aid/aid-facts.ts';
import { versionOn } from '../../rules/aid/aid-rule.ts';
import type { AidRule } from '../../rules/aid/aid-rule.ts';
import { needRulesOf } from '../../registry/needs/need-rules.ts';
import { explainAid } from '../../rules/aid/explain-aid.ts';
import type { AidReason } from '../../rules/aid/aid-reasons.ts';
import { mask } from '../../rules/mask.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Report, ReportColumn, ReportDef, ReportQuery, ReportRow } from '../report.ts';
import { aidLists, aidParams, dayOf, daysBefore, familiesOf, programmeOf } from './aid-query.ts';
import type { AidListName } from './aid-query.ts';
import { aidTrend } from './aid-trend.ts';
import { groupsOnList } from './group-rows.ts';
import { nikTwice } from './nik-twice.ts';
import type { NikTwice } from './nik-twice.ts';

/** One of the lists that answer a question about aid: what its rows are, and what stands beside name and address. */
export interface AidListDef {
  readonly name: AidListName;
  readonly title: string;
  readonly unit: string;
  readonly definition: string;
  readonly columns: readonly ReportColumn[];
  /** What stands in the columns of a row. */
  rowOf(finding: Finding, words: ListWords): ReportRow;
  /** What a row is counted under beside the total: its agencies. */
  agenciesOf(row: ReportRow): readonly string[];
  /** A row of a kelompok, in the lists that name recipients. */
  readonly groupRow?: (finding: GroupFinding, words: ListWords) => ReportRow;
  /** A row of somebody whose NIK is another's too, in the list that has them. */
  readonly nikRow?: (row: NikTwice, words: ListWords) => ReportRow;
  /** The order of the rows, where it is not that of a walk. */
  readonly order?: (a: ReportRow, b: ReportRow) => number;
}

/** A finding with the place of its family and the person it is about. */
export interface Finding {
  readonly kind: number; readonly rule: string | null; readonly enrolment: string | null; readonly programme: string | null; readonly person: string | null; readonly other: string | null;
  readonly otherProgramme: string | null; readonly otherFamily: string | null; readonly reasons: string | null;
  readonly recipient: string | null; readonly personStatus: number | null; readonly personSince: string | null; readonly familyStatus: number;
  readonly id: string; readonly name: string; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly desil: number | null; readonly needs: string;
}

/** How ids of a row become words. */
export interface ListWords {
  readonly rule: (uid: string | null) => AidRule | undefined;
  readonly programme: (uid: string | null) => AidProgramme | undefined;
  /** The facts of a rule in words. A list may be printed and handed on: it never says what somebody's health is. */
  readonly facts: (finding: Finding) => string;
  readonly identifiers: boolean;
}

const places: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'name', title: 'Kepala Keluarga', numeric: false }, { key: 'noKk', title: 'No KK', numeric: false },
  { key: 'address', title: 'Alamat', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false }, { key: 'desil', title: 'Desil', numeric: true },
];

/** An office that holds several kelurahan says of each row in which it is. */
export function withRegion(columns: readonly ReportColumn[], { expected }: Pick<ReportQuery, 'expected'>): ReportColumn[] {
  return columns.flatMap((column) => (expected.length > 0 && column.key === 'rw' ? [column, { key: 'regionName', title: 'Kelurahan/Desa', numeric: false }] : [column]));
}

/** Said wherever a list or a count of a past day stands. */
const PAST_NOTE = 'Keadaan pada tanggal lampau menurut catatan sekarang: kepesertaan, umur, kematian dan kepindahan, serta aturan menurut tanggal itu; desil, kebutuhan dan jawaban lain menurut catatan terakhir.';

/** A report out of a list of aid: by name and address, its counts the number of its rows, with counts for earlier periods. */
export function aidReport(def: AidListDef): ReportDef {
  const { name, title, unit, definition } = def;
  // As one reading: whoever writes meanwhile does not stand in half a list.
  return { name, title, unit, definition, params: aidParams, personal: true, run: (office, query) => office.db.transaction(() => runAidList(def, office, query))() };
}

function runAidList(def: AidListDef, office: Reader, query: ReportQuery): Report {
  const day = dayOf(office, query.period);
  const found = rowsOf(def, office, query, day);
  const rows = (def.order ? found.sort(def.order) : found).map((row, index) => ({ no: index + 1, ...row }));
  const totals = totalsOf(rows);
  const before = aidTrend(office, query, def.name, daysBefore(day, query.params));
  const agencies = countBy(rows.flatMap((row) => def.agenciesOf(row)));
  const untold = untoldOf(def, office, query, day);
  const isPast = before.length > 0 || query.period !== undefined;
  const notes = [
    ...(untold > 0 ? [`${untold} pemeriksaan belum dapat dinilai karena datanya belum lengkap; tidak dihitung di sini.`] : []), ...agencies.map(({ agency, rows: count }) => `${agency}: ${count}`), ...(isPast ? [PAST_NOTE] : []),
  ];
  return { columns: [...withRegion(places, query), ...def.columns], rows, totals, notes, data: { day, rows, totals, agencies, trend: [...before, { day, rows: totals.rows, families: totals.families }], untold, notes } };
}

function rowsOf(def: AidListDef, office: Reader, query: ReportQuery, day: string): ReportRow[] {
  const list = aidLists[def.name];
  const words = wordsOf(office, query, day);
  const regionOf = (code: string | null): string | null => (code === null ? null : query.regionName(code));
  const { where, params } = familiesOf(office, query, list.all, list.named);
  const programme = list.named ? programmeOf(query) : null;
  const { findings } = answersOn(office, day);
  const rows = sql(office, `SELECT f.kind, f.rule, f.enrolment, f.programme, f.person, f.other, f.otherProgramme, f.otherFamily, f.reasons, p.name AS recipient, p.status AS personStatus, p.statusDate AS personSince, s.status AS familyStatus,
      s.uid AS id, s.head AS name, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region, s.desil AS desil, s.needs AS needs
    FROM ${findings} f JOIN familySummary s ON s.family = f.family LEFT JOIN person p ON p.uid = f.person
    WHERE f.kind IN (${list.kinds.join(',')}) AND ${where}${programme === null ? '' : ' AND (f.programme = ? OR f.otherProgramme = ?)'}
    ORDER BY s.region, s.rw, s.rt, s.headKey, s.family, f.kind DESC, f.place`).all(...params, ...(programme === null ? [] : [programme, programme])) as (Omit<Finding, 'name'> & { name: string | null })[];
  const place = ({ id, name, noKk, address, rt, rw, region, desil }: Omit<Finding, 'name'> & { name: string | null }): ReportRow =>
    ({ id, name: name ?? '(belum ada Kepala Keluarga)', noKk: noKk === null || words.identifiers ? noKk : mask(noKk), address, rt, rw, region, regionName: regionOf(region), desil });
  const found = rows.map((row): ReportRow => ({ ...place(row), ...def.rowOf({ ...row, name: row.name ?? '(belum ada Kepala Keluarga)' }, words) }));
  const groups = groupRows(def, office, query, day, words);
  const { nikRow } = def;
  if (!nikRow) return [...found, ...groups];
  const twice = nikTwice(office, [day], { where, params })[0] ?? [];
  return [...found, ...twice.filter((row) => programme === null || row.programmeId === programme).map((row): ReportRow => ({
    id: row.id, name: row.name ?? '(belum ada Kepala Keluarga)', noKk: row.noKk === null || words.identifiers ? row.noKk : mask(row.noKk), address: row.address, rt: row.rt, rw: row.rw, region: row.region, regionName: regionOf(row.region), desil: row.desil, ...nikRow(row, words),
  })), ...groups];
}

/** A kelompok stands in no family: it is named where a family's head is, and opens itself. */
function groupRows({ name, groupRow }: AidListDef, office: Reader, query: ReportQuery, day: string, words: ListWords): ReportRow[] {
  if (!groupRow) return [];
  return (groupsOnList(office, query, name, [day])[0] ?? []).map((one): ReportRow => ({
    id: null, group: one.group, name: one.name, noKk: null, address: one.address, rt: one.rt, rw: one.rw, region: one.region, regionName: one.region === null ? null : query.regionName(one.region), desil: null, enrolment: one.enrolment, programmeId: one.programme, person: null, ...groupRow(one, words),
  }));
}

/** Families and kelompok apart; neither is counted twice. */
function totalsOf(rows: readonly ReportRow[]): { rows: number; families: number; groups?: number } {
  const count = (key: string): number => new Set(rows.flatMap((row) => row[key] ?? [])).size;
  const groups = count('group');
  return { rows: rows.length, families: count('id'), ...(groups > 0 && { groups }) };
}

function untoldOf(def: AidListDef, office: Reader, query: ReportQuery, day: string): number {
  const { all, named, untold } = aidLists[def.name];
  if (untold === null || programmeOf(query) !== null) return 0;
  const { where, params } = familiesOf(office, query, all, named);
  return (sql(office, `SELECT sum(u.${untold}) FROM ${answersOn(office, day).untold} u JOIN familySummary s ON s.family = u.family WHERE ${where}`).pluck().get(...params) as number | null) ?? 0;
}

function wordsOf(office: Reader, query: ReportQuery, day: string): ListWords {
  const rules = new Map(listAidRules(office).map((rule) => [rule.uid, versionOn(rule, day)]));
  const programmes = aidProgrammes(office);
  const name = sql(office, 'SELECT name FROM person WHERE uid = ?').pluck();
  const reader = { nameOf: (person: string): string => String(name.get(person) ?? ''), health: false, needs: needRulesOf(office) };
  return {
    rule: (uid) => rules.get(uid ?? ''), programme: (uid) => programmes.get(uid ?? ''), identifiers: query.params.identifiers === 'full',
    facts: ({ reasons }) => (reasons === null ? '' : explainAid('id', JSON.parse(reasons) as AidReason[], reader)),
  };
}

function countBy(agencies: readonly string[]): { agency: string; rows: number }[] {
  const counts = new Map<string, number>();
  for (const agency of agencies) counts.set(agency, (counts.get(agency) ?? 0) + 1);
  return [...counts].map(([agency, rows]) => ({ agency, rows })).sort((a, b) => b.rows - a.rows || a.agency.localeCompare(b.agency));
}
