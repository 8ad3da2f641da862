import { narrowing } from '../../registry/access.ts';
import { periodOr } from '../../registry/checkpoints/outcome-span.ts';
import { yearTarget } from '../../registry/plans/year-target.ts';
import { creditForm, recipientKey } from '../../registry/recipient-unit.ts';
import { enrolmentStatus, labelFor } from '../../registry/states.ts';
import { longDate } from '../../rules/long-date.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import { countedDeliveries } from '../deliveries/counted.ts';
import type { ReportDef, ReportQuery, ReportRow } from '../report.ts';

/**
 * What programmes did in a period (PTK-9): recipients in the programme's own unit, handed over to whom, rupiah, and how
 * much of the year's target that is. What became of families is another report (`changes`); the two are never added.
 */
export const outputReport: ReportDef = {
  name: 'output',
  title: 'Output program: dilayani, rupiah, realisasi',
  unit: 'penerima menurut satuan programnya',
  definition: 'Terdaftar: penerima pada masa laporan, masing-masing sekali. Menerima: yang tercatat menerima penyaluran dalam masa itu. Rupiah tidak memuat kredit. Persen: terdaftar dari target tahun itu, dibulatkan ke bawah',
  params: ['programme', 'region', 'rw', 'rt'],
  personal: false,
  run(office, query) {
    const { from, to, text } = periodOr(office, query.period);
    const served = servedBy(office, query, from, to);
    const enrolled = enrolledBy(office, query, from, to);
    const year = Number(from.slice(0, 4));
    const rows = programmesOf(office, query.params.programme).flatMap(({ uid, values }): ReportRow[] => {
      const target = from.slice(0, 4) === to.slice(0, 4) ? yearTarget(office, { uid, values }, year) : null;
      const { recipients = 0, deliveries = 0, rupiah = 0 } = served.get(uid) ?? {};
      const participants = enrolled.get(uid) ?? 0;
      if (target === null && participants === 0 && deliveries === 0) return [];
      return [{
        id: uid, programme: String(values.shortName ?? values.name ?? ''), provider: values.provider ?? null, unit: labelFor('TEPAT.satuanPenerima', values.unitKind), participants, served: recipients, deliveries,
        rupiah: values.form === creditForm ? 0 : rupiah, target, percent: target === null ? null : Math.floor((participants * 100) / target),
      }];
    });
    const columns = [
      { key: 'programme', title: 'Program', numeric: false }, { key: 'provider', title: 'Perangkat daerah', numeric: false }, { key: 'unit', title: 'Satuan', numeric: false }, { key: 'target', title: 'Target tahun', numeric: true }, { key: 'participants', title: 'Terdaftar', numeric: true },
      { key: 'percent', title: 'Realisasi (%)', numeric: true }, { key: 'served', title: 'Menerima', numeric: true }, { key: 'deliveries', title: 'Penyaluran', numeric: true }, { key: 'rupiah', title: 'Rupiah', numeric: true },
    ];
    const sum = (key: string): number => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
    const totals = { programme: 'Jumlah', deliveries: sum('deliveries'), rupiah: sum('rupiah') };
    return { columns, rows, totals, notes: [`${text.includes('..') ? 'Masa' : `Masa ${text}:`} ${longDate('id', from)} sampai ${longDate('id', to)}. Penerima program yang berbeda tidak dijumlahkan: satuannya berbeda, dan satu keluarga dapat menerima beberapa.`], data: { period: text, from, to, rows, totals } };
  },
};

function programmesOf(office: Reader, programme: unknown) {
  const rows = sql(office, 'SELECT * FROM programme WHERE voided IS NULL AND (@programme IS NULL OR uid = @programme) ORDER BY coalesce(shortName, name), id')
    .all({ programme: programme === undefined || programme === '' ? null : programme }) as Parameters<typeof toRecord>[1][];
  return rows.map((row) => toRecord('programme', row));
}

interface Served { readonly programme: string; readonly recipients: number; readonly deliveries: number; readonly rupiah: number }

function servedBy(office: Reader, { params, scope }: ReportQuery, from: string, to: string): ReadonlyMap<string, Served> {
  const found = new Map<string, Served>();
  for (const who of ['families', 'groups'] as const) {
    const { source, params: bound, recipient } = countedDeliveries(office, { params: { ...params, from, to }, scope }, who);
    const rows = office.db.prepare(`SELECT d.programme AS programme, count(DISTINCT ${recipient}) AS recipients, count(*) AS deliveries, coalesce(sum(d.rupiah), 0) AS rupiah ${source} GROUP BY d.programme`).all(...bound) as Served[];
    for (const row of rows) {
      const other = found.get(row.programme);
      found.set(row.programme, other ? { ...row, recipients: row.recipients + other.recipients, deliveries: row.deliveries + other.deliveries, rupiah: row.rupiah + other.rupiah } : row);
    }
  }
  return found;
}

/** Recipients of every programme that were in it at any time of the period, each once. */
function enrolledBy(office: Reader, { params, scope }: ReportQuery, from: string, to: string): ReadonlyMap<string, number> {
  const places = [narrowing(office, scope), params.region].filter((one) => one !== null && one !== undefined && one !== '').map(String);
  const small = (['rw', 'rt'] as const).filter((key) => params[key] !== undefined && params[key] !== '');
  const rows = office.db.prepare(`SELECT e.programme, count(DISTINCT ${recipientKey}) FROM enrolment e LEFT JOIN familySummary s ON s.uid = e.family LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup
    WHERE e.voided IS NULL AND coalesce(e.status, 3) <> ${enrolmentStatus.proposed} AND coalesce(e.start, '') <= ? AND (e."end" IS NULL OR e."end" >= ?)
      ${places.map(() => "AND (coalesce(s.region, k.region) = ? OR coalesce(s.region, k.region) LIKE ? || '.%')").join(' ')} ${small.map((key) => `AND coalesce(s.${key}, k.${key}) = ?`).join(' ')} GROUP BY e.programme`)
    .raw().all(to, from, ...places.flatMap((one) => [one, one]), ...small.map((key) => String(params[key]).padStart(3, '0'))) as [string, number][];
  return new Map(rows);
}
