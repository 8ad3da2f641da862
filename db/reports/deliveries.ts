import { narrowing } from '../registry/access.ts';
import { deliveryStatus } from '../registry/states.ts';
import { labelOf } from '../rules/lists.ts';
import type { ReportColumn, ReportDef, ReportRow } from './report.ts';

const by = ['programme', 'month', 'rt', 'agency', 'fund'] as const;
type By = (typeof by)[number];

const headings: Readonly<Record<By, string>> = { programme: 'Program', month: 'Bulan', rt: 'RT/RW', agency: 'Penyelenggara', fund: 'Sumber dana' };

interface Line { readonly programme: string; readonly month: string | null; readonly rt: string; readonly agency: string | null; readonly fund: number | null; readonly form: number | null; readonly recipient: string; readonly family: string; readonly rupiah: number | null; readonly quantity: number | null; readonly unit: string | null }

const credit = 4;

/**
 * What was handed over, counted by programme, month, RT, agency or fund (`by`): deliveries, recipients, families, rupiah and goods
 * by unit. A delivery that two PCs recorded counts once; credit is counted beside, for it is paid back and no aid (KPS-9).
 */
export const deliveriesReport: ReportDef = {
  name: 'deliveries',
  title: 'Rekap penyaluran',
  unit: 'penyaluran',
  definition: 'Penyaluran yang diterima menurut catatan kantor; satu penerima, satu tahap, dihitung sekali',
  params: ['by', 'programme', 'region'],
  personal: false,
  run(office, query) {
    const area = narrowing(office, query.scope) ?? (typeof query.params.region === 'string' && query.params.region !== '' ? query.params.region : null);
    const kind = by.find((one) => one === query.params.by) ?? 'programme';
    const lines = office.db.prepare(`SELECT coalesce(g.shortName, g.name, d.programme) AS programme, substr(d.date, 1, 7) AS month, coalesce(s.rt, '–') || '/' || coalesce(s.rw, '–') AS rt, g.provider AS agency, g.fund AS fund, g.form AS form,
        coalesce(d.person, d.family) AS recipient, d.family AS family, d.rupiah AS rupiah, d.quantity AS quantity, d.unit AS unit
      FROM delivery d JOIN familySummary s ON s.uid = coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = d.family AND a.ended IS NULL), d.family) LEFT JOIN programme g ON g.uid = d.programme
      WHERE d.voided IS NULL AND d.status = ${deliveryStatus.received} AND NOT EXISTS (SELECT 1 FROM delivery x WHERE x.enrolment = d.enrolment AND x.phase = d.phase AND x.voided IS NULL AND x.uid < d.uid)
        ${area ? "AND (s.region = ? OR s.region LIKE ? || '.%')" : ''} ${query.params.programme ? 'AND d.programme = ?' : ''}`).all(...(area ? [area, area] : []), ...(query.params.programme ? [String(query.params.programme)] : [])) as Line[];
    const units = [...new Set(lines.flatMap((line) => (line.quantity === null ? [] : [line.unit ?? 'satuan'])))].sort();
    const groups = new Map<string, Line[]>();
    for (const line of lines) groups.set(keyOf(line, kind), [...(groups.get(keyOf(line, kind)) ?? []), line]);
    const rows = [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([key, group]): ReportRow => ({ key, ...sums(group, units) }));
    const totals: ReportRow = { key: 'Jumlah', ...sums(lines, units) };
    const columns: ReportColumn[] = [
      { key: 'key', title: headings[kind], numeric: false }, { key: 'deliveries', title: 'Penyaluran', numeric: true }, { key: 'recipients', title: 'Penerima', numeric: true },
      { key: 'families', title: 'Keluarga', numeric: true }, { key: 'rupiah', title: 'Rupiah', numeric: true }, { key: 'credit', title: 'Kredit (rupiah)', numeric: true }, ...units.map((unit) => ({ key: `unit:${unit}`, title: unit, numeric: true })),
    ];
    return { columns, rows, totals, notes: [], data: { by: kind, rows, totals } };
  },
};

function keyOf(line: Line, kind: By): string {
  if (kind === 'fund') return line.fund === null ? '(sumber dana belum diisi)' : (labelOf('TEPAT.sumberDana', line.fund) ?? String(line.fund));
  return line[kind] ?? `(${headings[kind].toLowerCase()} belum diisi)`;
}

function sums(lines: readonly Line[], units: readonly string[]): ReportRow {
  const rupiahOf = (isCredit: boolean): number => lines.reduce((sum, line) => sum + ((line.form === credit) === isCredit ? (line.rupiah ?? 0) : 0), 0);
  return {
    deliveries: lines.length, recipients: new Set(lines.map((line) => line.recipient)).size, families: new Set(lines.map((line) => line.family)).size, rupiah: rupiahOf(false), credit: rupiahOf(true),
    ...Object.fromEntries(units.map((unit) => [`unit:${unit}`, lines.reduce((sum, line) => sum + ((line.unit ?? 'satuan') === unit ? (line.quantity ?? 0) : 0), 0)])),
  };
}
