import { listGroups } from '../registry/groups/group-list.ts';
import type { GroupRow } from '../registry/groups/group-list.ts';
import { labelFor } from '../registry/states.ts';
import type { ReportColumn, ReportDef, ReportRow } from './report.ts';

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'name', title: 'Kelompok', numeric: false }, { key: 'kind', title: 'Jenis', numeric: false }, { key: 'business', title: 'Usaha', numeric: false },
  { key: 'decisionNo', title: 'Nomor SK', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false }, { key: 'members', title: 'Anggota', numeric: true }, { key: 'poor', title: 'Desil 1–2', numeric: true },
  { key: 'figureDate', title: 'Laporan', numeric: false }, { key: 'capital', title: 'Modal (rupiah)', numeric: true }, { key: 'loans', title: 'Pinjaman (rupiah)', numeric: true }, { key: 'turnover', title: 'Perputaran (rupiah)', numeric: true }, { key: 'programmes', title: 'Program', numeric: false },
];

/** Groups with their members, how many of these are poor, and what they reported last (PTK-13). Names no member. */
export const groupsReport: ReportDef = {
  name: 'groups',
  title: 'Kelompok, anggota, dan perputarannya',
  unit: 'kelompok',
  definition: 'Kelompok yang berjalan pada tanggal laporan, masing-masing satu kali; anggota yang hidup dan menetap, yang miskin adalah anggota keluarga desil 1 atau 2; modal, pinjaman, dan perputaran menurut laporan terakhir',
  params: ['region', 'kind', 'programme'],
  personal: false,
  run(office, query) {
    const text = (key: string): string | undefined => (query.params[key] === undefined || query.params[key] === '' ? undefined : String(query.params[key]));
    const kind = text('kind');
    const groups = listGroups(office, { region: text('region'), programme: text('programme'), day: query.period, ...(kind !== undefined && { kind: Number(kind) }) }, query.scope);
    const rows = groups.map((group, index) => rowOf(group, index + 1));
    const sum = (of: (group: GroupRow) => number | null | undefined): number => groups.reduce((total, group) => total + (of(group) ?? 0), 0);
    const totals: ReportRow = {
      name: 'Jumlah', groups: groups.length, members: sum((one) => one.members), poor: sum((one) => one.poor), capital: sum((one) => one.figure?.capital), loans: sum((one) => one.figure?.loans), turnover: sum((one) => one.figure?.turnover),
    };
    const silent = groups.filter((group) => group.figure === null).length;
    const notes = silent > 0 ? [`${silent} dari ${groups.length} kelompok belum melaporkan modal dan perputaran.`] : [];
    return { columns, rows, totals, notes, data: { rows, totals, notes } };
  },
};

function rowOf({ id, values, members, poor, figure, programmes }: GroupRow, no: number): ReportRow {
  return {
    no, id, name: values.name, kind: labelFor('TEPAT.jenisKelompok', values.kind), business: values.business, decisionNo: values.decisionNo, rt: values.rt, rw: values.rw, members, poor,
    figureDate: figure?.date ?? null, capital: figure?.capital ?? null, loans: figure?.loans ?? null, turnover: figure?.turnover ?? null, programmes: programmes.join(', '),
  };
}
