import { narrowing } from '../../registry/access.ts';
import { partName } from '../../registry/enrolment/parts.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import type { Reader } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportColumn, ReportDef, ReportQuery, ReportRow } from '../report.ts';
import { withRegion } from './aid-list.ts';
import { plainFilter } from './group-rows.ts';

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'recipient', title: 'Penerima', numeric: false }, { key: 'address', title: 'Alamat', numeric: false }, { key: 'rt', title: 'RT', numeric: false },
  { key: 'rw', title: 'RW', numeric: false }, { key: 'programme', title: 'Program', numeric: false }, { key: 'rule', title: 'Aturan', numeric: false }, { key: 'said', title: 'Hasil', numeric: false }, { key: 'facts', title: 'Fakta', numeric: false },
  { key: 'reason', title: 'Alasan', numeric: false }, { key: 'decidedBy', title: 'Diputuskan oleh', numeric: false }, { key: 'decidedOn', title: 'Tanggal', numeric: false },
];

/** Enrolments that were made although a rule spoke against them, with reason and name: what the lurah answers for. */
export const overridesReport: ReportDef = {
  name: 'overrides',
  title: 'Kepesertaan yang melewati aturan',
  unit: 'keputusan',
  definition: 'Kepesertaan yang dicatat walaupun sebuah aturan memperingatkan atau melarang; satu baris per kepesertaan dan aturan',
  params: ['region', 'rw', 'rt', 'desil', 'need', 'programme', 'text', 'from', 'to'],
  personal: true,
  run(office, query) {
    const rows = rowsOf(office, query).map((row, index): ReportRow => ({ no: index + 1, ...row, said: row.resultCode === 'forbid' ? 'dilarang' : 'peringatan', regionName: typeof row.region === 'string' ? query.regionName(row.region) : null }));
    const counts = new Map<string, number>();
    for (const { rule } of rows) counts.set(String(rule), (counts.get(String(rule)) ?? 0) + 1);
    const byRule = [...counts].map(([rule, n]) => ({ rule, rows: n })).sort((a, b) => b.rows - a.rows || a.rule.localeCompare(b.rule));
    const totals = { rows: rows.length, forbidden: rows.filter((row) => row.resultCode === 'forbid').length };
    return { columns: withRegion(columns, query), rows, totals, notes: byRule.map((one) => `${one.rule}: ${one.rows}`), data: { rows, totals, byRule } };
  },
};

function rowsOf(office: Reader, { params: asked, scope }: ReportQuery): Record<string, string | number | null>[] {
  const said = (key: string): string => String(asked[key] ?? '').trim();
  const { programme: _programme, ...filter } = filterOf(asked);
  const families = filterCondition(office, { ...filter, status: 'all' }, scope);
  const groups = plainFilter(asked) ? groupCondition([narrowing(office, scope), said('region')], said) : { where: '0', params: [] };
  const days = [said('from'), said('to')] as const;
  return office.db.prepare(`SELECT o.uid AS id, o.family AS family, o.person AS person, o.enrolment AS enrolment, o.programme AS programmeId, k.uid AS "group", ${partName} AS recipient, coalesce(s.address, k.address) AS address, coalesce(s.rt, k.rt) AS rt, coalesce(s.rw, k.rw) AS rw, coalesce(s.region, k.region) AS region,
      coalesce(g.shortName, g.name) AS programme, o.ruleTitle AS rule, o.rule AS ruleId, o.ruleVersion AS ruleVersion, o.result AS resultCode, o.facts AS facts, o.reason AS reason, o.decidedBy AS decidedBy, o.decidedOn AS decidedOn
    FROM override o LEFT JOIN enrolment e ON e.uid = o.enrolment LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup
    LEFT JOIN familySummary s ON s.uid = o.family LEFT JOIN person p ON p.uid = o.person LEFT JOIN programme g ON g.uid = o.programme
    WHERE e.voided IS NULL AND ((${families.where}) OR (k.uid IS NOT NULL AND ${groups.where}))
      ${said('programme') === '' ? '' : 'AND o.programme = ?'} ${days[0] === '' ? '' : 'AND o.decidedOn >= ?'} ${days[1] === '' ? '' : 'AND o.decidedOn <= ?'} ORDER BY o.decidedOn DESC, o.id DESC`)
    .all(...families.params, ...groups.params, ...[said('programme'), ...days].filter((one) => one !== '')) as Record<string, string | number | null>[];
}

/** A kelompok by its place and name; what only a family has leaves it out. */
function groupCondition(areas: readonly (string | null)[], said: (key: string) => string): { where: string; params: string[] } {
  const parts: string[] = ['1'];
  const params: string[] = [];
  const add = (part: string, ...values: string[]): void => {
    parts.push(part);
    params.push(...values);
  };
  for (const area of areas) if (area !== null && area !== '') add("(k.region = ? OR k.region LIKE ? || '.%')", area, area);
  for (const key of ['rw', 'rt'] as const) {
    if (said(key) === 'none') add(`coalesce(k.${key}, '') = ''`);
    else if (said(key) !== '') add(`k.${key} = ?`, said(key).padStart(3, '0'));
  }
  for (const word of said('text').toUpperCase().split(/\s+/).filter(Boolean)) add("instr(upper(coalesce(k.name, '')), ?) > 0", word);
  return { where: parts.join(' AND '), params };
}
