import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { apportion } from '../../rules/apportion.ts';
import { labelOf } from '../../rules/lists.ts';
import { planOf } from '../../rules/programme-plan.ts';
import type { ReportColumn, ReportDef, ReportRow } from '../report.ts';
import { countedDeliveries, deliveryParams, goodsOf } from './counted.ts';
import type { Counted } from './counted.ts';

/** What deliveries are counted by: the heading, and the value in SQL. */
const kinds = {
  programme: { heading: 'Program', value: 'd.programme', label: 'coalesce(g.shortName, g.name)' },
  month: { heading: 'Bulan', value: 'substr(d.date, 1, 7)', label: null },
  phase: { heading: 'Tahap', value: 'd.phase', label: null },
  rt: { heading: 'RT/RW', value: "coalesce(s.region, '') || '|' || coalesce(s.rw, '') || '|' || coalesce(s.rt, '')", label: "coalesce(s.rt, '–') || '/' || coalesce(s.rw, '–')" },
  agency: { heading: 'Penyelenggara', value: 'g.provider', label: null },
  fund: { heading: 'Sumber dana', value: 'g.fund', label: null, list: 'TEPAT.sumberDana' },
  benefit: { heading: 'Jenis bantuan', value: 'g.benefitGroup', label: null, list: 'TEPAT.kelompokManfaat' },
  goods: { heading: 'Barang', value: goodsOf, label: null },
} as const satisfies Record<string, { heading: string; value: string; label: string | null; list?: string }>;
type By = keyof typeof kinds;
type Kind = (typeof kinds)[By];

const credit = 4;

interface Sums { readonly value: string | number | null; readonly label: string | number | null; readonly region: string | null; readonly deliveries: number; readonly recipients: number; readonly families: number; readonly rupiah: number; readonly credit: number }
interface Goods { readonly value: string | number | null; readonly unit: string; readonly quantity: number }

/**
 * What was handed over, counted by programme, month, phase, RT, agency, fund, kind of benefit or goods (`by`): deliveries, recipients,
 * families, rupiah and goods by unit. A delivery that two PCs recorded counts once; credit is counted beside, for it is
 * paid back and no aid (KPS-9). Rupiah are summed as whole numbers by the database.
 */
export const deliveriesReport: ReportDef = {
  name: 'deliveries',
  title: 'Rekap penyaluran',
  unit: 'penyaluran',
  definition: 'Penyaluran yang diterima menurut catatan kantor; satu penerima, satu tahap, dihitung sekali',
  params: ['by', ...deliveryParams],
  personal: false,
  run(office, query) {
    const by: By = Object.hasOwn(kinds, String(query.params.by)) ? (query.params.by as By) : 'programme';
    const kind = kinds[by];
    const counted = (['families', 'groups'] as const).map((to) => countedDeliveries(office, query, to));
    const fund = /^\d+$/.test(String(query.params.fund ?? '')) ? Number(query.params.fund) : null;
    const sides = counted.map((one) => {
      if (by === 'fund') return byFund(office, one, fund);
      const sums = sumsOf(office, one, kind);
      return fund === null ? sums : paidBy(office, one, kind, fund, sums);
    });
    const groups = mergedSums(sides.flatMap((side) => side.groups));
    const all = mergedSums(sides.map((side) => side.all))[0] as Sums;
    const goods = sides.flatMap((side) => side.goods);
    const units = [...new Set(goods.map((one) => one.unit))].sort();
    const goodsOfGroup = (is: (one: Goods) => boolean): Record<string, number> =>
      Object.fromEntries(units.map((unit) => [`unit:${unit}`, rounded(goods.reduce((sum, one) => (one.unit === unit && is(one) ? sum + one.quantity : sum), 0))]));
    const many = new Set(groups.map((one) => one.region)).size > 1;
    const rows = groups.map(({ label: _label, region: _region, ...row }, place): ReportRow => ({ key: keyOf(groups[place] as Sums, by, many ? query.regionName : null), ...row, ...goodsOfGroup((one) => one.value === row.value) }))
      .sort((a, b) => String(a.key).localeCompare(String(b.key)));
    const { deliveries, recipients, families, rupiah, credit: lent } = all;
    const totals: ReportRow = { key: 'Jumlah', deliveries, recipients, families, rupiah, credit: lent, ...goodsOfGroup(() => true) };
    const columns: ReportColumn[] = [
      { key: 'key', title: kind.heading, numeric: false }, { key: 'deliveries', title: 'Penyaluran', numeric: true }, { key: 'recipients', title: 'Penerima', numeric: true },
      { key: 'families', title: 'Keluarga', numeric: true }, { key: 'rupiah', title: 'Rupiah', numeric: true }, { key: 'credit', title: 'Kredit (rupiah)', numeric: true }, ...units.map((unit) => ({ key: `unit:${unit}`, title: unit, numeric: true })),
    ];
    const notes = [
      ...(lent > 0 ? ['Kredit dibayar kembali; jumlahnya di kolom sendiri dan tidak termasuk bantuan.'] : []),
      ...(by === 'fund' && rows.reduce((sum, row) => sum + Number(row.deliveries), 0) > deliveries ? ['Penyaluran dengan beberapa dana dihitung pada tiap dananya, dan sekali dalam jumlah; rupiahnya dibagi menurut nilai dana.'] : []),
      ...(fund === null ? [] : ['Rupiah dan barang hanya bagian dana yang dipilih.']),
    ];
    return { columns, rows, totals, notes, data: { by, units, rows, totals } };
  },
};

/** What was handed over to families and people, or to kelompok, which are counted apart: neither is ever the other. */
function sumsOf(office: Reader, { source, params, recipient, family }: Counted, kind: Kind): { groups: Sums[]; all: Sums; goods: Goods[] } {
  const counts = `count(*) AS deliveries, count(DISTINCT ${recipient}) AS recipients, count(DISTINCT ${family}) AS families,
    coalesce(sum(CASE WHEN g.form IS NOT ${credit} THEN d.rupiah END), 0) AS rupiah, coalesce(sum(CASE WHEN g.form IS ${credit} THEN d.rupiah END), 0) AS credit`;
  return {
    groups: sql(office, `SELECT ${kind.value} AS value, min(${kind.label ?? kind.value}) AS label, min(s.region) AS region, ${counts} ${source} GROUP BY 1`).all(...params) as Sums[],
    all: sql(office, `SELECT NULL AS value, NULL AS label, NULL AS region, ${counts} ${source}`).get(...params) as Sums,
    goods: sql(office, `SELECT ${kind.value} AS value, coalesce(nullif(d.unit, ''), 'satuan') AS unit, sum(d.quantity) AS quantity ${source} AND d.quantity IS NOT NULL GROUP BY 1, 2`).all(...params) as Goods[],
  };
}

type FundOf = (programme: Sums['value']) => { codes: (number | null)[]; shares: number[] };

/** The funds of each programme that has several, with what each pays. */
function fundsOf(office: Reader): FundOf {
  const funds = new Map((sql(office, 'SELECT uid, funds FROM programme WHERE funds IS NOT NULL').all() as { uid: string; funds: string }[]).map(({ uid, funds: text }) => [uid, planOf({ funds: text }).funds]));
  return (programme) => {
    const own = funds.get(String(programme)) ?? [];
    return own.length === 0 ? { codes: [null], shares: [0] } : { codes: own.map((one) => one.fund), shares: own.map((one) => one.share) };
  };
}

/** By fund: a programme of several funds divides its rupiah, credit and goods by their values; its deliveries count with every one of them. */
function byFund(office: Reader, counted: Counted, only: number | null): ReturnType<typeof sumsOf> {
  const sharesOf = fundsOf(office);
  const single = sumsOf(office, { ...counted, source: `${counted.source} AND g.funds IS NULL` }, kinds.fund);
  const several = sumsOf(office, { ...counted, source: `${counted.source} AND g.funds IS NOT NULL` }, kinds.programme);
  const split = several.groups.flatMap((group): Sums[] => {
    const { codes, shares } = sharesOf(group.value);
    const [rupiah, lent] = [apportion(group.rupiah, shares), apportion(group.credit, shares)];
    // Two gifts of one fund are one fund that pays.
    const counts = (place: number) => (codes.indexOf(codes[place] ?? null) === place ? {} : { deliveries: 0, recipients: 0, families: 0 });
    return codes.map((code, place) => ({ ...group, ...counts(place), value: code, label: code, rupiah: rupiah[place] ?? 0, credit: lent[place] ?? 0 }));
  });
  const goods = several.goods.flatMap((one): Goods[] => {
    const { codes, shares } = sharesOf(one.value);
    const parts = apportion(Math.round(one.quantity * 1000), shares);
    return codes.map((code, place) => ({ value: code, unit: one.unit, quantity: (parts[place] ?? 0) / 1000 }));
  });
  const [groups, all] = [[...single.groups, ...split].filter((one) => only === null || one.value === only), sumsOf(office, counted, kinds.fund).all];
  const money = only === null ? {} : { rupiah: groups.reduce((sum, one) => sum + one.rupiah, 0), credit: groups.reduce((sum, one) => sum + one.credit, 0) };
  return { groups, all: { ...all, ...money }, goods: [...single.goods, ...goods].filter((one) => only === null || one.value === only) };
}

/** Of programmes of several funds only what one fund pays: their other money and goods are taken off. */
function paidBy(office: Reader, { source, params }: Counted, kind: Kind, fund: number, sums: ReturnType<typeof sumsOf>): ReturnType<typeof sumsOf> {
  const sharesOf = fundsOf(office);
  const others = (amount: number, programme: string): number => {
    const { codes, shares } = sharesOf(programme);
    return apportion(amount, shares).reduce((sum, part, place) => (codes[place] === fund ? sum : sum + part), 0);
  };
  const cut = new Map<Sums['value'], { rupiah: number; credit: number }>();
  const money = sql(office, `SELECT ${kind.value}, d.programme, coalesce(sum(CASE WHEN g.form IS NOT ${credit} THEN d.rupiah END), 0), coalesce(sum(CASE WHEN g.form IS ${credit} THEN d.rupiah END), 0) ${source} AND g.funds IS NOT NULL GROUP BY 1, 2`)
    .raw().all(...params) as [Sums['value'], string, number, number][];
  for (const [value, programme, rupiah, lent] of money) {
    const known = cut.get(value) ?? { rupiah: 0, credit: 0 };
    cut.set(value, { rupiah: known.rupiah + others(rupiah, programme), credit: known.credit + others(lent, programme) });
  }
  const goods = sql(office, `SELECT ${kind.value} AS value, d.programme AS programme, coalesce(nullif(d.unit, ''), 'satuan') AS unit, sum(d.quantity) AS quantity ${source} AND d.quantity IS NOT NULL AND g.funds IS NOT NULL GROUP BY 1, 2, 3`)
    .all(...params) as (Goods & { programme: string })[];
  const less = (one: Sums, by: { rupiah: number; credit: number } | undefined): Sums => ({ ...one, rupiah: one.rupiah - (by?.rupiah ?? 0), credit: one.credit - (by?.credit ?? 0) });
  const all = [...cut.values()].reduce((sum, one) => ({ rupiah: sum.rupiah + one.rupiah, credit: sum.credit + one.credit }), { rupiah: 0, credit: 0 });
  return {
    groups: sums.groups.map((one) => less(one, cut.get(one.value))), all: less(sums.all, all),
    goods: [...sums.goods, ...goods.map(({ value, programme, unit, quantity }): Goods => ({ value, unit, quantity: -others(Math.round(quantity * 1000), programme) / 1000 }))],
  };
}

/** Sums of the same thing as one. */
function mergedSums(sums: readonly Sums[]): Sums[] {
  const merged = new Map<Sums['value'], Sums>();
  for (const one of sums) {
    const known = merged.get(one.value);
    merged.set(one.value, known ? {
      ...known, deliveries: known.deliveries + one.deliveries, recipients: known.recipients + one.recipients, families: known.families + one.families, rupiah: known.rupiah + one.rupiah, credit: known.credit + one.credit,
    } : one);
  }
  return [...merged.values()];
}

/** Sums of kilograms are no longer than three decimals. */
function rounded(sum: number): number {
  return Math.round(sum * 1000) / 1000;
}

function keyOf({ value, label, region }: Sums, by: By, regionName: ((code: string) => string) | null): string {
  const kind = kinds[by];
  if (value === null) return `(${kind.heading.toLowerCase()} belum diisi)`;
  if ('list' in kind) return labelOf(kind.list, Number(value)) ?? String(value);
  const said = String(label ?? value);
  return by === 'rt' && regionName !== null && region !== null ? `${regionName(region)} ${said}` : said;
}
