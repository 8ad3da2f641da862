import { listPlans, needPlan } from '../../registry/plans/plans.ts';
import type { PlanRow } from '../../registry/plans/plans.ts';
import { planRecipients } from '../../registry/plans/realised.ts';
import { fail } from '../../rules/failure.ts';
import { longDate } from '../../rules/long-date.ts';
import { mask } from '../../rules/mask.ts';
import { readPeriod } from '../../rules/report-period.ts';
import { today } from '../../store/office.ts';
import type { ReportColumn, ReportDef, ReportRow } from '../report.ts';

/**
 * The yearly action plan and the programmes' targets of a year: target, realised and percent (KPS-2). `kind` says which
 * of the two indicator sets: output (what was done) or outcome (what became of people). One table never holds both.
 */
export const plansReport: ReportDef = {
  name: 'plans',
  title: 'Rencana aksi tahunan dan realisasi',
  unit: 'kegiatan',
  definition: 'Target menurut rencana; realisasi dihitung dari kepesertaan dan penyaluran dalam tahun itu, setiap penerima sekali; persen dibulatkan ke bawah. Output dan outcome tidak pernah digabung',
  params: ['year', 'kind', 'programme', 'step'],
  personal: false,
  run(office, query) {
    const period = query.period === undefined ? null : (readPeriod(query.period) ?? fail('PERIOD_BAD', { period: query.period }));
    const year = Number(query.params.year ?? (period?.to ?? today(office)).slice(0, 4));
    const months = stepMonths[String(query.params.step ?? '')];
    const kind = query.params.kind === 'outcome' ? 'outcome' : 'output';
    const all = listPlans(office, { year, programme: query.params.programme ? String(query.params.programme) : undefined, ...(period && { between: period }), months }, query.scope);
    const rows = all.filter((one) => one.kind === kind).map((one) => ({ ...rowOf(one), placeName: one.place === null ? (one.placeNote ?? '') : [query.regionName(one.place), one.placeNote].filter(Boolean).join(', ') }));
    const budgeted = all.filter((one) => one.kind === kind);
    const totals: ReportRow = { activity: 'Jumlah', budget: budgeted.reduce((sum, one) => sum + (one.budget ?? 0), 0), rows: rows.length };
    const other = all.length - rows.length;
    const notes = [
      ...(period === null ? [] : [`Realisasi dan penyaluran ${longDate('id', period.from)} sampai ${longDate('id', period.to)}; target dan anggaran setahun.`]),
      kind === 'output' ? 'Output: apa yang dilakukan.' : 'Outcome: apa yang terjadi pada penerima.',
      ...(other > 0 ? [`${other} sasaran ${kind === 'output' ? 'outcome' : 'output'} pada tahun ini ada di daftar tersendiri.`] : []),
    ];
    const parts = rows[0]?.parts ?? [];
    const columns: ReportColumn[] = [
      { key: 'activity', title: 'Kegiatan', numeric: false }, { key: 'agency', title: 'Perangkat daerah', numeric: false }, { key: 'placeName', title: 'Lokasi', numeric: false }, { key: 'programmeNames', title: 'Program', numeric: false },
      { key: 'measureLabel', title: 'Yang dihitung', numeric: false }, { key: 'unit', title: 'Satuan', numeric: false }, { key: 'target', title: 'Target', numeric: true }, { key: 'realised', title: 'Realisasi', numeric: true },
      { key: 'percent', title: 'Capaian (%)', numeric: true }, { key: 'budget', title: 'Anggaran (rupiah)', numeric: true }, { key: 'spent', title: 'Disalurkan (rupiah)', numeric: true }, { key: 'spentPercent', title: 'Serapan (%)', numeric: true },
      ...parts.flatMap(({ period: name }) => [{ key: `${name} realised`, title: `${name} realisasi`, numeric: true }, { key: `${name} until`, title: `sampai ${name}`, numeric: true }, { key: `${name} percent`, title: `sampai ${name} (%)`, numeric: true }]),
    ];
    return { columns, rows, totals, notes, data: { year, kind, ...(period && { period: period.text }), rows, totals, notes } };
  },
};

/** Steps by which a year is told part by part. */
const stepMonths: Readonly<Record<string, 1 | 3 | 6 | undefined>> = { month: 1, quarter: 3, half: 6 };

function rowOf(plan: PlanRow): ReportRow & PlanRow {
  const parts = Object.fromEntries((plan.parts ?? []).flatMap((one) => [[`${one.period} realised`, one.realised], [`${one.period} until`, one.until], [`${one.period} percent`, one.untilPercent]]));
  return { ...plan, programmeNames: plan.programmes.map((one) => one.name).join(', '), ...parts };
}

/** Who counts for a row of a plan, by name and address: as many as its realised number. */
export const planListReport: ReportDef = {
  name: 'plan-list',
  title: 'Penerima yang dihitung dalam rencana',
  unit: 'penerima',
  definition: 'Penerima yang dihitung sebagai realisasi satu baris rencana; satu baris per penerima',
  params: ['plan', 'identifiers'],
  personal: true,
  run(office, query) {
    const id = String(query.params.plan ?? '');
    if (id === '') fail('NEED_PARAM', { name: this.name, param: 'plan' });
    const plan = needPlan(office, id, query.scope);
    const counted = planRecipients(office, { year: plan.year, programmes: plan.programmes.map((one) => one.id), place: plan.place, measure: plan.measure, unit: plan.unitKind }, query.scope);
    const rows = counted.map((one, place): ReportRow => ({ no: place + 1, ...one, id: one.family, noKk: one.noKk === null || query.params.identifiers === 'full' ? one.noKk : mask(one.noKk) }));
    const columns = [
      { key: 'no', title: 'No', numeric: true }, { key: 'recipient', title: 'Penerima', numeric: false }, { key: 'noKk', title: 'No KK', numeric: false }, { key: 'address', title: 'Alamat', numeric: false }, { key: 'rt', title: 'RT', numeric: false },
      { key: 'rw', title: 'RW', numeric: false }, { key: 'desil', title: 'Desil', numeric: true }, { key: 'programme', title: 'Program', numeric: false }, { key: 'on', title: 'Mulai', numeric: false },
    ];
    const totals = { rows: rows.length };
    return { columns, rows, totals, notes: [`${plan.activity} ${plan.year}: target ${plan.target}, realisasi ${plan.realised}.`], data: { plan: { ...plan }, rows, totals } };
  },
};
