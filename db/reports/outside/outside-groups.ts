import { narrowing } from '../../registry/access.ts';
import { memberships } from '../../registry/groups/group-list.ts';
import { labelFor, receivingStatuses } from '../../registry/states.ts';
import { fail } from '../../rules/failure.ts';
import { showDate } from '../../rules/dates.ts';
import type { MaskedField } from '../../rules/privacy/agreement.ts';
import { isInside } from '../../rules/region-code.ts';
import { SMALLEST_TOLD } from '../../rules/privacy/small-counts.ts';
import type { SheetValue } from '../../rules/sheet-xml.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { TableColumn, TableSet } from '../table.ts';
import { countNotes, countTable } from './count-table.ts';
import type { Area } from './count-table.ts';
import { refuseFilter } from './outside-list.ts';
import type { OutsideList } from './outside-list.ts';
import { agreedAreas } from './subjects.ts';

interface Group extends Area { readonly uid: string; readonly name: string; readonly kind: number | null; readonly address: string | null; readonly programmes: string | null }

/** A kelompok is named as what it is; its members never are, and what it earns is none of an outsider's business. */
const columnsOf: Readonly<Partial<Record<MaskedField, readonly (TableColumn & { readonly of: (group: Group, regionName: (code: string) => string) => SheetValue })[]>>> = {
  name: [{ header: 'Kelompok', kind: 'text', width: 36, of: (one) => one.name }, { header: 'Jenis', kind: 'text', width: 20, of: (one) => labelFor('TEPAT.jenisKelompok', one.kind) }],
  rtRw: [{ header: 'RT', kind: 'text', of: (one) => one.rt }, { header: 'RW', kind: 'text', of: (one) => one.rw }],
  address: [{ header: 'Alamat', kind: 'text', width: 36, of: (one) => one.address }],
  region: [{ header: 'Kelurahan/Desa', kind: 'text', width: 24, of: (one, regionName) => (one.region === null ? null : regionName(one.region)) }],
  programme: [{ header: 'Program', kind: 'text', width: 24, of: (one) => one.programmes }],
};

/**
 * The running kelompok that receive a programme of the agreement (any, where it is about more than recipients), in a form for
 * outsiders: by name with a coarse number of members, or counted by area. Errors: AGREEMENT_COUNTS_ONLY, AGGREGATE_FILTER.
 */
export function outsideGroups(office: Reader, list: Omit<OutsideList, 'subjects'>): TableSet {
  const { profile, agreement, title, unit, scope, regionName } = list;
  if (profile === 'masked' && agreement.fields.length === 0) fail('AGREEMENT_COUNTS_ONLY', { number: agreement.number });
  if (profile === 'aggregate') refuseFilter({ ...list, subjects: [] });
  const groups = agreedGroups(office, list);
  const set = { title, unit, definition: `Diberikan menurut perjanjian ${agreement.number} tanggal ${showDate(agreement.date)} untuk: ${agreement.purpose}` };
  if (profile === 'aggregate') {
    const byUid = new Map(groups.map((one) => [one.uid, one]));
    const areas = [...new Map([...agreedAreas(office, agreement, scope), ...groups].map(({ region, rw, rt }) => [JSON.stringify([region, rw, rt]), { region, rw, rt }])).entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, area]) => area);
    const subjects = groups.map((one) => ({ family: one.uid, person: null }));
    return { ...set, notes: countNotes, tables: [countTable(office, areas, agreement.level, [{ header: 'Jumlah kelompok', subjects }], regionName, (uid) => byUid.get(uid) ?? { region: null, rw: null, rt: null })] };
  }
  const columns = agreement.fields.flatMap((field) => columnsOf[field] ?? []);
  const counted = Map.groupBy(memberships(office, groups.map((one) => one.uid), today(office)).filter((one) => one.counts), (one) => one.group);
  const rows = groups.map((one, index): SheetValue[] => [index + 1, ...columns.map(({ of }) => of(one, regionName)), coarse(counted.get(one.uid)?.length ?? 0)]);
  return {
    ...set, notes: [`Anggota tidak disebut; banyaknya dibulatkan ke bawah ke kelipatan ${SMALLEST_TOLD}. Modal, pinjaman, dan perputaran tidak diberikan.`],
    tables: [{ name: 'Daftar', columns: [{ header: 'No', kind: 'number', width: 6 }, ...columns.map(({ of: _of, ...column }) => column), { header: 'Anggota', kind: 'text', width: 10 }], rows: () => rows }],
  };
}

function agreedGroups(office: Reader, { agreement, scope, params }: Omit<OutsideList, 'subjects'>): Group[] {
  const programmes = JSON.stringify(agreement.programmes);
  const rows = sql(office, `SELECT k.uid AS uid, coalesce(k.name, '') AS name, k.kind AS kind, k.address AS address, k.region AS region, nullif(k.rw, '') AS rw, nullif(k.rt, '') AS rt,
      (SELECT group_concat(DISTINCT coalesce(g.shortName, g.name)) FROM enrolment e JOIN programme g ON g.uid = e.programme WHERE e.peopleGroup = k.uid AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')})
        AND e.programme IN (SELECT value FROM json_each(?))) AS programmes
    FROM peopleGroup k WHERE k.ended IS NULL OR k.ended > ? ORDER BY k.region, k.rw, k.rt, upper(k.name), k.id`).all(programmes, today(office)) as Group[];
  const area = narrowing(office, scope);
  const region = String(params.region ?? '');
  const isIn = (one: Group, where: string): boolean => one.region !== null && isInside(one.region, where);
  return rows.filter((one) => (one.programmes !== null || agreement.wider) && (area === null || isIn(one, area)) && (region === '' || isIn(one, region)) && (agreement.regions.length === 0 || agreement.regions.some((where) => isIn(one, where)))
    && (params.kind === undefined || params.kind === '' || one.kind === Number(params.kind)));
}

function coarse(members: number): string {
  return members < SMALLEST_TOLD ? `<${SMALLEST_TOLD}` : String(Math.floor(members / SMALLEST_TOLD) * SMALLEST_TOLD);
}
