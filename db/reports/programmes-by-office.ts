import { filterCondition } from '../registry/family-filter.ts';
import { receivingStatuses } from '../registry/states.ts';
import type { Reader } from '../store/office.ts';
import { filterOf } from './report.ts';
import type { ReportColumn, ReportDef, ReportRow } from './report.ts';

/**
 * What a kecamatan hands on: its kelurahan and desa as rows, programmes as columns, present recipients as numbers. One
 * that sent nothing is "belum kirim", never 0; programmes without any recipient have no column.
 */
export const programmesByOffice: ReportDef = {
  name: 'programmes',
  title: 'Rekap kelurahan/desa × program',
  unit: 'penerima (keluarga atau orang)',
  definition: 'Kepesertaan yang ditetapkan, aktif, atau ditangguhkan dari keluarga aktif, menurut wilayah keluarganya',
  params: ['region'],
  personal: false,
  run(office, query) {
    const { where, params } = filterCondition(office, filterOf(query.params), query.scope);
    const families = office.db.prepare(`SELECT s.region AS code, count(*) AS families, sum(s.members) AS people FROM familySummary s WHERE ${where} GROUP BY 1`).all(...params) as
      { code: string | null; families: number; people: number }[];
    const recipients = office.db.prepare(`SELECT s.region AS code, e.programme AS programme, count(DISTINCT coalesce(e.person, e.family)) AS count FROM enrolment e
      JOIN familySummary s ON s.uid = coalesce(e.family, (SELECT p.family FROM person p WHERE p.uid = e.person))
      WHERE e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) AND ${where} GROUP BY 1, 2`).all(...params) as { code: string | null; programme: string; count: number }[];
    const programmes = programmesOf(office, new Set(recipients.map((row) => row.programme)));
    const codes = [...new Set([...query.expected, ...families.flatMap((row) => row.code ?? [])])].sort();
    const countsOf = (fits: (code: string | null) => boolean): ReportRow => Object.fromEntries(programmes.map(({ uid }) => [
      uid, recipients.filter((row) => row.programme === uid && fits(row.code)).reduce((sum, row) => sum + row.count, 0),
    ]));
    const rows = codes.map((code): ReportRow => {
      const own = families.find((row) => row.code === code);
      const place = { code, name: query.regionName(code) };
      return own ? { ...place, sent: true, families: own.families, people: own.people, ...countsOf((one) => one === code) } : { ...place, sent: false, families: 'belum kirim', people: null };
    });
    const totals: ReportRow = { families: sumOf(families, 'families'), people: sumOf(families, 'people'), ...countsOf(() => true) };
    const silent = rows.filter((row) => row.sent === false).length;
    const notes = silent > 0 ? [`${silent} dari ${rows.length} kelurahan/desa belum kirim; tidak dihitung sebagai 0.`] : [];
    const columns: ReportColumn[] = [
      { key: 'code', title: 'Kode', numeric: false }, { key: 'name', title: 'Kelurahan/Desa', numeric: false }, { key: 'families', title: 'Keluarga', numeric: true },
      { key: 'people', title: 'Orang', numeric: true }, ...programmes.map(({ uid, name }) => ({ key: uid, title: name, numeric: true })),
    ];
    return { columns, rows, totals, notes, data: { rows, totals, programmes, notes } };
  },
};

function programmesOf(office: Reader, used: ReadonlySet<string>): { uid: string; name: string }[] {
  const all = office.db.prepare('SELECT uid, coalesce(shortName, name) AS name FROM programme ORDER BY 2, uid').all() as { uid: string; name: string }[];
  return all.filter(({ uid }) => used.has(uid));
}

function sumOf<K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
