import { stateTable } from '../registry/checkpoints/state-table.ts';
import { filterCondition } from '../registry/family-filter.ts';
import { linesWithDates } from '../registry/line-changes.ts';
import { mask } from '../rules/mask.ts';
import { pastNotes } from './recaps/recap.ts';
import { recapDay } from './recaps/recap-day.ts';
import { filterOf, pastDayNotes } from './report.ts';
import type { ReportColumn, ReportDef } from './report.ts';

interface Line {
  readonly uid: string;
  readonly noKk: string | null;
  readonly head: string | null;
  readonly nik: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly region: string | null;
  readonly desil: number | null;
  readonly members: number;
  readonly household: string | null;
}

const columns: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true },
  { key: 'name', title: 'Kepala Keluarga', numeric: false },
  { key: 'nik', title: 'NIK', numeric: false },
  { key: 'noKk', title: 'No KK', numeric: false },
  { key: 'address', title: 'Alamat', numeric: false },
  { key: 'rt', title: 'RT', numeric: false },
  { key: 'rw', title: 'RW', numeric: false },
  { key: 'desil', title: 'Desil', numeric: true },
  { key: 'members', title: 'Anggota', numeric: true },
  { key: 'household', title: 'Rumah tangga', numeric: false },
];

/**
 * The list by name and by address (BNBA, domain reference KLB-1): one line a family, identifiers masked unless
 * `identifiers=full` is asked for, and the families without an address named first as exceptions.
 */
export const namedList: ReportDef = {
  name: 'named-list',
  title: 'Daftar nominatif by name by address',
  unit: 'keluarga',
  definition: 'Keluarga menurut register kantor, satu baris per keluarga, dengan Kepala Keluarga dan alamatnya',
  params: ['region', 'rw', 'rt', 'desil', 'programme', 'need', 'tag', 'anyOf', 'noneOf', 'least', 'most', 'target', 'wanting', 'status', 'olderThanDays', 'surveyed', 'lacking', 'placed', 'text', 'receiving', 'on', 'identifiers'],
  personal: true,
  run(office, query) {
    const at = recapDay(office, query.period);
    const { where, params } = filterCondition(office, { ...filterOf(query.params), on: filterOf(query.params).on ?? at.day }, query.scope, at.checkpoint ? 'past' : 'joined');
    const from = at.checkpoint ? `${stateTable(office, at.checkpoint)} s` : linesWithDates;
    const lines = at.isPast && !at.checkpoint ? [] : office.db.prepare(`SELECT s.uid AS uid, s.noKk AS noKk, s.head AS head, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region, s.desil AS desil, s.members AS members,
        (SELECT p.nik FROM person p WHERE p.family = s.uid AND p.relationship = 1 AND coalesce(p.status, 1) = 1 ORDER BY p.sequence, p.id LIMIT 1) AS nik,
        (SELECT coalesce(h.number, h.label, h.uid) FROM family f JOIN household h ON h.uid = f.household WHERE f.id = s.family) AS household
      FROM ${from} WHERE ${where} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`).all(...params) as Line[];
    const shown = (identifier: string | null): string | null => (identifier === null || query.params.identifiers === 'full' ? identifier : mask(identifier));
    const rows = lines.map((line, index) => ({
      no: index + 1, id: line.uid, name: line.head ?? '(belum ada Kepala Keluarga)', nik: shown(line.nik), noKk: shown(line.noKk), address: line.address,
      rt: line.rt, rw: line.rw, region: line.region, desil: line.desil, members: line.members, household: line.household,
    }));
    const exceptions = rows.filter((row) => !row.address?.trim() || !row.rt);
    const totals = { families: rows.length, people: rows.reduce((sum, row) => sum + row.members, 0), members: rows.reduce((sum, row) => sum + row.members, 0) };
    const { on, receiving } = filterOf(query.params);
    const notes = [...pastNotes(at), ...(receiving !== undefined && !at.isPast ? pastDayNotes(office, on) : []), ...(exceptions.length > 0
      ? [`${exceptions.length} keluarga tanpa alamat atau RT, lengkapi sebelum dicetak: ${exceptions.slice(0, 20).map((row) => `no ${row.no} ${row.name}`).join('; ')}`]
      : [])];
    return { columns, rows, totals, notes, data: { rows, totals, exceptions, notes } };
  },
};
