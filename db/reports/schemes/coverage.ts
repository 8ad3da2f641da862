import { receivingGroups } from '../../registry/coverage/received-cells.ts';
import { coverTotals, coversOf } from '../../registry/coverage/coverage.ts';
import type { Cover } from '../../registry/coverage/coverage.ts';
import { creditIds } from '../../registry/credit-programmes.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import type { Scope } from '../../registry/access.ts';
import { mask } from '../../rules/mask.ts';
import { needNames } from '../../registry/schemes/schemes.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { ReportColumn, ReportDef, ReportQuery, ReportRow } from '../report.ts';
import { coverParams, coverQuery } from './cover-query.ts';
import type { CoverQuery } from './cover-query.ts';

const CHUNK = 1000;
const places: readonly ReportColumn[] = [
  { key: 'no', title: 'No', numeric: true }, { key: 'name', title: 'Kepala Keluarga', numeric: false }, { key: 'noKk', title: 'No KK', numeric: false }, { key: 'address', title: 'Alamat', numeric: false },
  { key: 'rt', title: 'RT', numeric: false }, { key: 'rw', title: 'RW', numeric: false }, { key: 'regionName', title: 'Kelurahan/Desa', numeric: false }, { key: 'desil', title: 'Desil', numeric: true },
  { key: 'needNames', title: 'Kebutuhan', numeric: false },
];

interface Head { readonly id: string; readonly name: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly desil: number | null; readonly needs: string; readonly active: number }

/** The families of a matrix in the order of a walk, each with what it has and lacks. */
function* coverRows(office: Reader, { filter, items }: CoverQuery, scope: Scope, query: ReportQuery): Generator<{ row: ReportRow; cover: Cover }> {
  const { where, params } = filterCondition(office, filter, scope);
  const heads = sql(office, `SELECT s.uid AS id, s.head AS name, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region, s.desil AS desil, s.needs AS needs, s.active AS active
    FROM familySummary s WHERE ${where} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`).all(...params) as Head[];
  for (let at = 0; at < heads.length; at += CHUNK) {
    const chunk = heads.slice(at, at + CHUNK);
    const covers = coversOf(office, chunk.map((one) => one.id), items);
    for (const [place, head] of chunk.entries()) {
      const cover = covers[place];
      if (!cover) continue;
      const needs = head.needs.trim() === '' ? [] : head.needs.trim().split(' ');
      yield {
        cover, row: {
          no: at + place + 1, ...head, active: head.active === 1, name: head.name ?? '(belum ada Kepala Keluarga)', needs, needNames: needNames(office, needs), regionName: head.region === null ? null : query.regionName(head.region),
          noKk: head.noKk === null || query.params.identifiers === 'full' ? head.noKk : mask(head.noKk),
        },
      };
    }
  }
}

function programmesOf(office: Reader): ReadonlyMap<string, { name: string; provider: string | null }> {
  const rows = sql(office, 'SELECT uid, coalesce(shortName, name) AS name, provider FROM programme ORDER BY 2, uid').all() as { uid: string; name: string; provider: string | null }[];
  return new Map(rows.map((one) => [one.uid, one]));
}

/**
 * Who gets what from whom: families as rows, programmes as columns, recipients as numbers (BTG-3); beside them what each
 * has and lacks of a scheme's items. The sums of the columns are the programmes' recipients.
 */
export const coverageReport: ReportDef = {
  name: 'coverage',
  title: 'Keluarga × program',
  unit: 'keluarga; angka dalam sel adalah penerima',
  definition: 'Keluarga aktif, dan keluarga tidak aktif yang masih tercatat menerima; kepesertaan yang ditetapkan, aktif, atau ditunda',
  params: coverParams,
  personal: true,
  run(office, query) {
    const asked = coverQuery(office, query.params);
    const totals = coverTotals(office, asked.filter, asked.items, query.scope);
    const names = programmesOf(office);
    const credit = creditIds(office);
    const sums = new Map(totals.programmes.map((one) => [one.programme, one]));
    const programmes = [...names].filter(([uid]) => sums.has(uid)).map(([id, { name, provider }]) => ({ id, name, provider, recipients: sums.get(id)?.recipients ?? 0, families: sums.get(id)?.families ?? 0 }));
    const rows: ReportRow[] = [];
    for (const { row, cover } of coverRows(office, asked, query.scope, query)) {
      rows.push({
        ...row, programmes: cover.programmes, ...cover.cells, ...itemCells(asked, cover), has: cover.has, lacks: cover.lacks, lackNames: lackNames(asked, cover),
      });
    }
    const columns: ReportColumn[] = [
      ...places, ...programmes.map(({ id, name, provider }) => ({ key: id, title: provider === null ? name : `${name} (${provider})`, numeric: true })), { key: 'programmes', title: 'Jumlah program', numeric: true },
      ...asked.items.map((item) => ({ key: `has:${item.key}`, title: item.title, numeric: false })), { key: 'lackNames', title: 'Belum ada', numeric: false },
    ];
    const sum: ReportRow = {
      name: `${totals.families} keluarga`, families: totals.families, ...Object.fromEntries(programmes.map(({ id, recipients }) => [id, recipients])),
      programmes: programmes.reduce((all, one) => all + (credit.has(one.id) ? 0 : one.families), 0), ...Object.fromEntries(totals.items.map((one) => [`has:${one.key}`, one.families])),
    };
    const notes = [`Skema: ${asked.scheme.title}.`, `${totals.without} keluarga tanpa program, ${totals.many} keluarga dengan tiga program atau lebih; kredit tidak terhitung sebagai program.`, ...groupNote(office)];
    return { columns, rows, totals: sum, notes, data: { scheme: asked.scheme.uid, programmes, rows, totals: { ...totals }, notes } };
  },
};

/** Whether a family has at least one programme of each item of a scheme (PLK-9). */
export const completenessReport: ReportDef = {
  name: 'completeness',
  title: 'Kelengkapan strategi per keluarga',
  unit: 'keluarga',
  definition: 'Keluarga mempunyai suatu strategi bila ia atau anggotanya menerima paling sedikit satu program strategi itu',
  params: coverParams,
  personal: true,
  run(office, query) {
    const asked = coverQuery(office, query.params);
    const totals = coverTotals(office, asked.filter, asked.items, query.scope);
    const rows: ReportRow[] = [];
    for (const { row, cover } of coverRows(office, asked, query.scope, query)) rows.push({ ...row, ...itemCells(asked, cover), has: cover.has, lacks: cover.lacks, complete: cover.lacks.length === 0 ? 'ya' : 'tidak' });
    const columns: ReportColumn[] = [...places, ...asked.items.map((item) => ({ key: `has:${item.key}`, title: item.title, numeric: false })), { key: 'complete', title: 'Lengkap', numeric: false }];
    const sum: ReportRow = { name: `${totals.families} keluarga`, families: totals.families, ...Object.fromEntries(totals.items.map((one) => [`has:${one.key}`, one.families])), complete: totals.complete };
    const notes = [`Skema: ${asked.scheme.title}.`];
    return { columns, rows, totals: sum, notes, data: { scheme: asked.scheme.uid, items: totals.items, rows, totals: { families: totals.families, complete: totals.complete, items: totals.items }, notes } };
  },
};

/** A kelompok is no family: what it receives is said beside the matrix. */
function groupNote(office: Reader): string[] {
  const groups = receivingGroups(office);
  return groups.length === 0 ? [] : [`Di luar matriks ini, penerima kelompok: ${groups.map((one) => `${one.name} ${one.groups}`).join(', ')}.`];
}

function itemCells({ items }: CoverQuery, { has }: Cover): ReportRow {
  return Object.fromEntries(items.map((item) => [`has:${item.key}`, has.includes(item.key) ? 'ya' : 'tidak']));
}

function lackNames({ items }: CoverQuery, { lacks }: Cover): string {
  return items.filter((item) => lacks.includes(item.key)).map((item) => item.title).join(', ');
}
