import { deliveryGrid } from '../../registry/deliveries/delivery-grid.ts';
import { deliveryStatus } from '../../registry/states.ts';
import { sql, today } from '../../store/office.ts';
import type { ReportColumn, ReportDef, ReportRow } from '../report.ts';

/**
 * The sheet of a month of a daily programme: a row for each recipient, a column for each day that it is given on or was
 * given on, portions in the cells and a letter where nobody took them, with sums each way.
 */
export const dailySheet: ReportDef = {
  name: 'daily-sheet',
  title: 'Lembar harian',
  unit: 'porsi',
  definition: 'Porsi per penerima dan hari dalam satu bulan menurut catatan kantor; T = tidak diterima, alasannya di bawah tabel',
  params: ['programme', 'month', 'identifiers'],
  personal: true,
  run(office, query) {
    const month = /^\d{4}-\d{2}$/.test(String(query.params.month ?? '')) ? String(query.params.month) : today(office).slice(0, 7);
    const programme = String(query.params.programme ?? '');
    const grid = deliveryGrid(office, programme, month, query.scope, query.params.identifiers === 'full');
    const days = grid.days.filter((day) => !day.off || day.received + day.absent > 0);
    const rows = grid.rows.map((row, index): ReportRow => ({
      no: index + 1, id: row.family, person: row.person, name: row.name, identifier: row.identifier, rt: row.rt, rw: row.rw,
      ...Object.fromEntries(row.cells.map((cell) => [`d${cell.day}`, cell.status === deliveryStatus.received ? (cell.quantity ?? 1) : 'T'])), portions: row.portions, absent: row.absent,
    }));
    const totals: ReportRow = { no: 'Jumlah', ...Object.fromEntries(days.map((day) => [`d${day.day}`, day.portions])), portions: grid.portions, absent: grid.absent };
    const columns: ReportColumn[] = [
      { key: 'no', title: 'No', numeric: true }, { key: 'name', title: 'Penerima', numeric: false }, { key: 'identifier', title: 'NIK', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false },
      ...days.map((day) => ({ key: `d${day.day}`, title: String(day.day), numeric: true })), { key: 'portions', title: 'Porsi', numeric: true }, { key: 'absent', title: 'Tidak diterima', numeric: true },
    ];
    const name = sql(office, 'SELECT coalesce(shortName, name) FROM programme WHERE uid = ?').pluck().get(programme) as string | undefined;
    const reasons = grid.rows.flatMap((row) => row.cells.filter((cell) => cell.status !== deliveryStatus.received).map((cell) => `${row.name}, tanggal ${cell.day}: ${cell.reason ?? '-'}`));
    const off = grid.days.filter((day) => day.off && day.rule !== 'weekend').map((day) => `Libur tanggal ${day.day}${day.reason === null ? '' : `: ${day.reason}`}`);
    return { columns, rows, totals, notes: [...(name === undefined ? [] : [`Program ${name}, bulan ${month}`]), ...reasons, ...off], data: { month, programme, days, rows, totals, reasons } };
  },
};
