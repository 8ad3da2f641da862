import { narrowing } from '../../registry/access.ts';
import { partName } from '../../registry/enrolment/parts.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import type { ReportColumn, ReportDef } from '../report.ts';

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'recipient', title: 'Penerima', numeric: false }, { key: 'address', title: 'Alamat', numeric: false }, { key: 'rt', title: 'RT', numeric: false },
  { key: 'rw', title: 'RW', numeric: false }, { key: 'programme', title: 'Program', numeric: false }, { key: 'rule', title: 'Aturan', numeric: false }, { key: 'facts', title: 'Fakta', numeric: false },
  { key: 'reason', title: 'Alasan', numeric: false }, { key: 'decidedBy', title: 'Diputuskan oleh', numeric: false }, { key: 'decidedOn', title: 'Tanggal', numeric: false },
];

/** Enrolments that were made although a rule spoke against them, with reason and name: what the lurah answers for. */
export const overridesReport: ReportDef = {
  name: 'overrides',
  title: 'Kepesertaan yang melewati aturan',
  unit: 'keputusan',
  definition: 'Kepesertaan yang dicatat walaupun sebuah aturan memperingatkan atau melarang; satu baris per kepesertaan dan aturan',
  params: [],
  personal: true,
  run(office, query) {
    const { where, params } = filterCondition(office, { status: 'all' }, query.scope);
    const area = narrowing(office, query.scope);
    const rows = (office.db.prepare(`SELECT o.uid AS id, o.family AS family, o.person AS person, o.enrolment AS enrolment, k.uid AS "group", ${partName} AS recipient, coalesce(s.address, k.address) AS address, coalesce(s.rt, k.rt) AS rt, coalesce(s.rw, k.rw) AS rw, coalesce(s.region, k.region) AS region,
        coalesce(g.shortName, g.name) AS programme, o.ruleTitle AS rule, o.rule AS ruleId, o.ruleVersion AS ruleVersion, o.result AS resultCode, o.facts AS facts, o.reason AS reason, o.decidedBy AS decidedBy, o.decidedOn AS decidedOn
      FROM override o LEFT JOIN enrolment e ON e.uid = o.enrolment LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup
      LEFT JOIN familySummary s ON s.uid = o.family LEFT JOIN person p ON p.uid = o.person LEFT JOIN programme g ON g.uid = o.programme
      WHERE e.voided IS NULL AND (${where} OR (k.uid IS NOT NULL ${area === null ? '' : "AND (k.region = ? OR k.region LIKE ? || '.%')"})) ORDER BY o.decidedOn DESC, o.id DESC`).all(...params, ...(area === null ? [] : [area, area])) as Record<string, string | number | null>[])
      .map((row, index) => ({ no: index + 1, ...row }));
    const totals = { rows: rows.length, forbidden: rows.filter((row) => (row as Record<string, unknown>).resultCode === 'forbid').length };
    return { columns, rows, totals, notes: [], data: { rows, totals } };
  },
};
