import { creditForm } from '../registry/recipient-unit.ts';
import { codeFor, labelFor } from '../registry/states.ts';
import { apportion } from '../rules/apportion.ts';
import { planOf } from '../rules/programme-plan.ts';
import type { PlanFund } from '../rules/programme-plan.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { toRecord } from '../store/records.ts';
import { countedDeliveries } from './deliveries/counted.ts';
import type { ReportColumn, ReportDef, ReportQuery, ReportRow } from './report.ts';

const columns: readonly ReportColumn[] = [
  { key: 'fund', title: 'Sumber dana', numeric: false }, { key: 'donor', title: 'Pemberi', numeric: false }, { key: 'agreementNo', title: 'Nomor perjanjian', numeric: false }, { key: 'agreementDate', title: 'Tanggal', numeric: false },
  { key: 'programme', title: 'Program', numeric: false }, { key: 'share', title: 'Nilai (rupiah)', numeric: true }, { key: 'delivered', title: 'Disalurkan (rupiah)', numeric: true }, { key: 'credit', title: 'Kredit (rupiah)', numeric: true },
];

/**
 * Whose money it is: each fund of each programme with donor, agreement and value, and what was handed over of it. A
 * programme of several funds divides what was handed over by their values, in whole rupiah, so that the funds add up to
 * the total (KPS-9). Credit stands beside: it is paid back and no aid.
 */
export const fundsReport: ReportDef = {
  name: 'funds',
  title: 'Sumber dana, pemberi, dan perjanjian',
  unit: 'sumber dana per program',
  definition: 'Nilai menurut rincian dana program; yang disalurkan menurut catatan kantor, dibagi menurut nilai bila dananya beberapa; kredit tersendiri',
  params: ['fund', 'programme', 'from', 'to', 'region'],
  personal: false,
  run(office, query) {
    const { fund: only, ...rest } = query.params;
    const given = deliveredBy(office, { ...query, params: rest });
    const records = (sql(office, 'SELECT * FROM programme WHERE voided IS NULL AND (? IS NULL OR uid = ?) ORDER BY coalesce(shortName, name), id').all(query.params.programme ?? null, query.params.programme ?? null) as Parameters<typeof toRecord>[1][]).map((row) => toRecord('programme', row));
    const all = records.flatMap((record) => fundRows(record, given.get(record.uid) ?? 0));
    const rows = all.filter((row) => only === undefined || only === '' || row.code === Number(only)).sort((a, b) => (a.code ?? 99) - (b.code ?? 99) || a.programme.localeCompare(b.programme));
    const sum = (of: 'share' | 'delivered' | 'credit', some: readonly FundRow[] = rows): number => some.reduce((total, row) => total + (row[of] ?? 0), 0);
    const byFund = [...Map.groupBy(rows, (row) => row.fund)].map(([fund, own]) => ({ fund, share: sum('share', own), delivered: sum('delivered', own), credit: sum('credit', own) }));
    const totals: ReportRow = { fund: 'Jumlah', share: sum('share'), delivered: sum('delivered'), credit: sum('credit') };
    const bare = rows.filter((row) => row.donor !== null && row.agreementNo === null).length;
    const notes = [...byFund.map((one) => `${one.fund}: nilai ${one.share}, disalurkan ${one.delivered}`), ...(bare > 0 ? [`${bare} dana belum ada nomor perjanjiannya.`] : []), 'Kredit dibayar kembali; tidak termasuk bantuan.'];
    return { columns, rows, totals, notes, data: { rows, totals, byFund, notes } };
  },
};

type FundRow = {
  readonly id: string; readonly code: number | null; readonly fund: string; readonly donor: string | null; readonly agreementNo: string | null; readonly agreementDate: string | null; readonly programme: string;
  readonly share: number | null; readonly delivered: number; readonly credit: number;
};

/** A row for each fund of a programme; one without funds in detail has its one source, one without anything to say none. */
function fundRows({ uid, values }: ReturnType<typeof toRecord>, rupiah: number): FundRow[] {
  const single = codeFor('TEPAT.sumberDana', values, 'fund');
  const planned = planOf(values).funds;
  const funds: readonly (Omit<PlanFund, 'fund' | 'share'> & { fund: number | null; share: number | null })[] = planned.length > 0 ? planned : [{ fund: single, share: null, donor: null, agreementNo: null, agreementDate: null }];
  if (planned.length === 0 && rupiah === 0) return [];
  const parts = apportion(rupiah, funds.map((one) => one.share ?? 0));
  const credit = codeFor('TEPAT.bentukManfaat', values, 'form') === creditForm;
  return funds.map((one, place) => ({
    id: uid, code: one.fund, fund: one.fund === null ? '(sumber dana belum diisi)' : (labelFor('TEPAT.sumberDana', one.fund) ?? String(one.fund)), donor: one.donor, agreementNo: one.agreementNo, agreementDate: one.agreementDate,
    programme: String(values.shortName ?? values.name ?? ''), share: credit ? null : one.share, delivered: credit ? 0 : (parts[place] ?? 0), credit: credit ? (parts[place] ?? 0) : 0,
  }));
}

/** Rupiah that were handed over, by programme. */
function deliveredBy(office: Reader, query: Pick<ReportQuery, 'params' | 'scope'>): ReadonlyMap<string, number> {
  const given = new Map<string, number>();
  for (const to of ['families', 'groups'] as const) {
    const { source, params } = countedDeliveries(office, query, to);
    const rows = sql(office, `SELECT d.programme, coalesce(sum(d.rupiah), 0) ${source} GROUP BY 1`).raw().all(...params) as [string, number][];
    for (const [programme, rupiah] of rows) given.set(programme, (given.get(programme) ?? 0) + rupiah);
  }
  return given;
}
