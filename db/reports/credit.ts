import { narrowing } from '../registry/access.ts';
import { creditForm } from '../registry/recipient-unit.ts';
import { labelFor } from '../registry/states.ts';
import { codeList } from '../rules/lists.ts';
import { sql } from '../store/office.ts';
import type { ReportColumn, ReportDef, ReportRow } from './report.ts';

const states = codeList('TEPAT.statusKredit')?.codes ?? [];

interface Line { readonly bank: string | null; readonly state: number | null; readonly credits: number; readonly limit: number }

/** Credit by bank and state: kept beside the aid, and in none of its sums. */
export const creditReport: ReportDef = {
  name: 'credit',
  title: 'Kredit usaha menurut bank',
  unit: 'kredit',
  definition: 'Kepesertaan dalam program kredit (KUR) yang tercatat di kantor; plafon dalam rupiah; bukan bantuan dan tidak dijumlahkan dengannya',
  params: ['region'],
  personal: false,
  run(office, query) {
    const region = query.params.region === undefined || query.params.region === '' ? null : String(query.params.region);
    const areas = [narrowing(office, query.scope), region].filter((one): one is string => one !== null);
    const lines = sql(office, `SELECT e.bank AS bank, e.creditState AS state, count(*) AS credits, coalesce(sum(e.creditLimit), 0) AS "limit" FROM enrolment e JOIN programme g ON g.uid = e.programme
      LEFT JOIN person p ON p.uid = e.person LEFT JOIN familySummary s ON s.uid = coalesce(p.family, e.family) WHERE g.form = ${creditForm} AND e.voided IS NULL AND coalesce(e.status, 3) <> 1
      ${areas.map(() => "AND (s.region = ? OR s.region LIKE ? || '.%')").join(' ')} GROUP BY 1, 2`).all(...areas.flatMap((area) => [area, area])) as Line[];
    const rows = [...Map.groupBy(lines, (line) => line.bank ?? '')].sort(([a], [b]) => a.localeCompare(b)).map(([bank, own]): ReportRow => ({ bank: bank || '(bank belum diisi)', ...sums(own) }));
    const totals: ReportRow = { bank: 'Jumlah', ...sums(lines) };
    const columns: ReportColumn[] = [
      { key: 'bank', title: 'Bank', numeric: false }, { key: 'credits', title: 'Kredit', numeric: true }, { key: 'limit', title: 'Plafon (rupiah)', numeric: true },
      ...states.map(([code]) => ({ key: `state${code}`, title: labelFor('TEPAT.statusKredit', code) ?? '', numeric: true })), { key: 'state0', title: 'Belum diisi', numeric: true },
    ];
    return { columns, rows, totals, notes: ['Kredit dibayar kembali; bukan bantuan.'], data: { rows, totals } };
  },
};

function sums(lines: readonly Line[]): ReportRow {
  const sum = (some: readonly Line[], of: 'credits' | 'limit'): number => some.reduce((total, line) => total + line[of], 0);
  return { credits: sum(lines, 'credits'), limit: sum(lines, 'limit'), ...Object.fromEntries([0, ...states.map(([code]) => code)].map((code) => [`state${code}`, sum(lines.filter((line) => (line.state ?? 0) === code), 'credits')])) };
}
