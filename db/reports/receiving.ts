import { countFamilies } from '../registry/family-list.ts';
import { filterOf, pastDayNotes } from './report.ts';
import type { ReportColumn, ReportDef } from './report.ts';
import { filterCondition } from '../registry/family-filter.ts';
import { today } from '../store/office.ts';

const columns: readonly ReportColumn[] = [
  { key: 'rw', title: 'RW', numeric: false }, { key: 'rt', title: 'RT', numeric: false }, { key: 'families', title: 'Keluarga', numeric: true },
  { key: 'recipients', title: 'Penerima', numeric: true }, { key: 'nonRecipients', title: 'Bukan penerima', numeric: true },
];

/**
 * Families that receive and families that do not, on a day, by RT: a family counts once however many of it receive. Who
 * does not is asked of the register itself, never what is left after a subtraction.
 */
export const receivingReport: ReportDef = {
  name: 'receiving',
  title: 'Penerima dan bukan penerima',
  unit: 'keluarga',
  definition: 'Keluarga yang pada tanggal itu ditetapkan, aktif, atau ditunda sebagai penerima (dirinya atau anggotanya), dan keluarga yang tidak; satu keluarga dihitung satu kali. Kredit dibayar kembali: hanya terhitung bila programnya sendiri yang dipilih',
  params: ['region', 'rw', 'rt', 'desil', 'programme', 'need', 'status', 'olderThanDays', 'text', 'on'],
  personal: false,
  run(office, query) {
    const filter = filterOf(query.params);
    const on = filter.on ?? today(office);
    const byPlace = (receiving: 'yes' | 'no'): Map<string, number> => {
      const { where, params } = filterCondition(office, { ...filter, receiving, on }, query.scope);
      const rows = office.db.prepare(`SELECT coalesce(s.region, '') || '|' || coalesce(s.rw, '') || '|' || coalesce(s.rt, '') AS place, count(*) AS n FROM familySummary s WHERE ${where} GROUP BY 1`).all(...params) as { place: string; n: number }[];
      return new Map(rows.map(({ place, n }) => [place, n]));
    };
    const [yes, no] = [byPlace('yes'), byPlace('no')];
    const rows = [...new Set([...yes.keys(), ...no.keys()])].sort().map((place) => {
      const [region, rw, rt] = place.split('|');
      const [recipients, nonRecipients] = [yes.get(place) ?? 0, no.get(place) ?? 0];
      return { region: region ?? '', rw: rw ?? '', rt: rt ?? '', families: recipients + nonRecipients, recipients, nonRecipients };
    });
    const { receiving: _receiving, programme: _programme, ...whole } = filter;
    const totals = { families: countFamilies(office, whole, query.scope).families, recipients: sum([...yes.values()]), nonRecipients: sum([...no.values()]) };
    const notes = pastDayNotes(office, on);
    return { columns, rows, totals, notes, data: { on, rows, totals, notes } };
  },
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
