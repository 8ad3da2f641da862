import { stagesDue } from '../registry/stages/stage-board.ts';
import type { ReportColumn, ReportDef } from './report.ts';

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'name', title: 'Penerima', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false },
  { key: 'programmeName', title: 'Program', numeric: false }, { key: 'stageName', title: 'Yang ditanyakan', numeric: false }, { key: 'due', title: 'Sejak', numeric: false },
];

/** Who is to be asked about a stage by now, by name: "works after six months?" */
export const stageDueReport: ReportDef = {
  name: 'stage-due',
  title: 'Tahap yang harus ditanyakan',
  unit: 'penerima',
  definition: 'Penerima yang tahap berikutnya sudah waktunya ditanyakan dan belum ada jawabannya; yang paling lama menunggu paling atas',
  params: ['programme'],
  personal: true,
  run(office, query) {
    const programme = query.params.programme === undefined || query.params.programme === '' ? undefined : String(query.params.programme);
    const rows = stagesDue(office, query.scope, programme).map((one, index) => ({ no: index + 1, id: one.family, ...one }));
    return { columns, rows, totals: null, notes: [], data: { rows, totals: { rows: rows.length } } };
  },
};
