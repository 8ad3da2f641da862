import { isGraduation } from '../rules/enrolment/exit-reasons.ts';
import { filterCondition } from '../registry/family-filter.ts';
import { enrolmentStatus, labelFor } from '../registry/states.ts';
import { partJoins, partName } from '../registry/enrolment/parts.ts';
import type { ReportColumn, ReportDef } from './report.ts';

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'recipient', title: 'Penerima', numeric: false }, { key: 'address', title: 'Alamat', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false },
  { key: 'programme', title: 'Program', numeric: false }, { key: 'end', title: 'Keluar', numeric: false }, { key: 'reason', title: 'Alasan', numeric: false }, { key: 'graduated', title: 'Graduasi mandiri', numeric: false },
  { key: 'note', title: 'Keterangan', numeric: false }, { key: 'replacedBy', title: 'Diganti oleh', numeric: false },
];

/** Who left a programme, why, and who took the place; who became able or gave it up counts as graduasi mandiri (KPS-4). */
export const exitsReport: ReportDef = {
  name: 'exits',
  title: 'Keluar dan graduasi',
  unit: 'kepesertaan',
  definition: 'Kepesertaan yang berakhir dengan keluar; graduasi mandiri adalah yang mampu dan yang mundur sukarela; satu baris per kepesertaan',
  params: ['programme', 'from', 'to'],
  personal: true,
  run(office, query) {
    const { where, params } = filterCondition(office, { status: 'all' }, query.scope);
    const asked = (key: string): string | null => (query.params[key] === undefined || query.params[key] === '' ? null : String(query.params[key]));
    const [programme, from, to] = [asked('programme'), asked('from'), asked('to')];
    const found = office.db.prepare(`SELECT e.uid AS id, s.uid AS family, p.uid AS person, ${partName} AS recipient, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region, e.programme AS programmeId, coalesce(g.shortName, g.name, '') AS programme,
        e."end" AS "end", e.exitReason AS reasonCode, e.exitNote AS note,
        (SELECT coalesce(rp.name, rs.head) FROM enrolment r LEFT JOIN person rp ON rp.uid = r.person LEFT JOIN familySummary rs ON rs.uid = coalesce(rp.family, r.family) WHERE r.replaces = e.uid AND r.voided IS NULL LIMIT 1) AS replacedBy
      FROM enrolment e ${partJoins} LEFT JOIN programme g ON g.uid = e.programme
      WHERE e.voided IS NULL AND e.status = ${enrolmentStatus.left} AND (? IS NULL OR e.programme = ?) AND (? IS NULL OR e."end" >= ?) AND (? IS NULL OR e."end" <= ?) AND ${where}
      ORDER BY e."end" DESC, programme, recipient`).all(programme, programme, from, from, to, to, ...params) as (Record<string, string | number | null> & { reasonCode: number | null })[];
    const rows = found.map((row, index) => ({ no: index + 1, ...row, reason: labelFor('TEPAT.alasanKeluar', row.reasonCode) ?? '', graduated: isGraduation(row.reasonCode) ? 'ya' : '' }));
    const reasons = new Map<string, number>();
    for (const { reason } of rows) reasons.set(reason || '(tanpa alasan)', (reasons.get(reason || '(tanpa alasan)') ?? 0) + 1);
    const byReason = [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
    const totals = { rows: rows.length, graduated: rows.filter((row) => row.graduated === 'ya').length };
    return { columns, rows, totals, notes: byReason.map(({ reason, count }) => `${reason}: ${count}`), data: { rows, totals, byReason } };
  },
};
