import { listCases } from '../../registry/cases/case-list.ts';
import { filterOf } from '../report.ts';
import type { ReportColumn, ReportDef } from '../report.ts';

const MOST = 100_000;

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'agency', title: 'Instansi', numeric: false }, { key: 'label', title: 'Kebutuhan', numeric: false }, { key: 'head', title: 'Kepala Keluarga', numeric: false }, { key: 'address', title: 'Alamat', numeric: false },
  { key: 'rw', title: 'RW', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'regionName', title: 'Kelurahan/Desa', numeric: false }, { key: 'desil', title: 'Desil', numeric: true }, { key: 'plan', title: 'Rencana', numeric: false },
  { key: 'dueOn', title: 'Tenggat', numeric: false }, { key: 'late', title: 'Lewat tenggat', numeric: false }, { key: 'referredOn', title: 'Dirujuk', numeric: false }, { key: 'answer', title: 'Jawaban', numeric: false },
];

/** What each agency is asked to do (domain reference PTK-5): the needs that are followed, an agency after the other, a line a need. */
export const referralList: ReportDef = {
  name: 'referrals',
  title: 'Daftar rujukan per instansi',
  unit: 'kebutuhan keluarga',
  definition: 'Kebutuhan yang sedang ditangani pada kasus keluarga, menurut instansi penanggung jawab',
  params: ['agency', 'need', 'region', 'rw', 'rt', 'desil'],
  personal: true,
  run(office, query) {
    const { need, agency } = query.params;
    const { need: _need, ...filter } = filterOf(query.params);
    const { rows: found } = listCases(office, { view: 'open', filter, limit: MOST, offset: 0, ...(need !== undefined && need !== '' && { need: String(need) }), ...(agency !== undefined && agency !== '' && { agency: String(agency) }) }, query.scope);
    const lines = [...found].sort((a, b) => (a.agency ?? '~').localeCompare(b.agency ?? '~'));
    const rows = lines.map(({ family, ...line }, place) => ({ no: place + 1, ...line, id: family, caseNeed: line.id, head: line.head ?? '(belum ada Kepala Keluarga)', agency: line.agency ?? '(belum ditentukan)', regionName: line.region === null ? null : query.regionName(line.region), late: line.overdue ? 'ya' : '' }));
    const agencies = Object.fromEntries([...Map.groupBy(rows, (row) => row.agency)].map(([name, own]) => [name, own.length]));
    const totals = { needs: rows.length, families: new Set(rows.map((row) => row.id)).size, overdue: rows.filter((row) => row.overdue).length };
    const notes = [`${totals.needs} kebutuhan dari ${totals.families} keluarga; ${totals.overdue} lewat tenggat.`, ...Object.entries(agencies).map(([name, count]) => `${name}: ${count}.`)];
    return { columns, rows, totals: null, notes, data: { rows, totals, agencies, notes } };
  },
};
