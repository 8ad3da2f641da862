import { readQuota } from '../rules/enrolment/quota.ts';
import { quotaView } from '../registry/enrolment/quota.ts';
import { listProgrammes } from '../registry/programmes.ts';
import type { ReportColumn, ReportDef } from './report.ts';

const columns: readonly ReportColumn[] = [
  { key: 'programme', title: 'Program', numeric: false }, { key: 'regionName', title: 'Wilayah', numeric: false }, { key: 'places', title: 'Kuota', numeric: true }, { key: 'used', title: 'Terpakai', numeric: true },
  { key: 'free', title: 'Sisa', numeric: true }, { key: 'waiting', title: 'Daftar tunggu', numeric: true },
];

/** The places of every programme that has a quota, by region: used, free, and who waits. */
export const quotasReport: ReportDef = {
  name: 'quotas',
  title: 'Kuota program',
  unit: 'tempat',
  definition: 'Tempat menurut kuota program dan wilayah; terpakai adalah kepesertaan yang ditetapkan, aktif, atau ditunda',
  params: ['programme'],
  personal: false,
  run(office, query) {
    const programmes = listProgrammes(office).filter(({ id, values }) => (query.params.programme === undefined ? Object.keys(readQuota(values.quota)).length > 0 : id === query.params.programme));
    const rows = programmes.flatMap(({ id, values }) => quotaView(office, id, query.scope).rows.map((row) => ({ id, programme: String(values.shortName ?? values.name ?? ''), ...row, regionName: query.regionName(row.region) })));
    return { columns, rows, totals: null, notes: [], data: { rows } };
  },
};
