import { listItems } from '../../registry/derive.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import { needRulesOf } from '../../registry/needs/need-rules.ts';
import { needLabel } from '../../rules/needs.ts';
import type { NeedRuleSet } from '../../rules/needs.ts';
import { filterOf } from '../report.ts';
import type { ReportColumn, ReportDef, ReportQuery, ReportRow } from '../report.ts';

interface Line { readonly region: string | null; readonly rw: string | null; readonly rt: string | null; readonly needs: string; readonly families: number }

interface Counts {
  families: number;
  withNeed: number;
  needs: Map<string, number>;
}

/**
 * How many families lack what, by RT (domain reference PTK-6), at a receiving office by kelurahan. A family without an
 * answer is no gap and is not counted as met either: the gap is what is known.
 */
export const needGaps: ReportDef = {
  name: 'needs',
  title: 'Kesenjangan kebutuhan dasar per RT',
  unit: 'keluarga',
  definition: 'Keluarga aktif yang jawaban formulirnya menunjukkan kebutuhan dasar belum terpenuhi, menurut aturan kebutuhan yang berlaku',
  params: ['region', 'rw', 'rt', 'desil', 'programme', 'tag'],
  personal: false,
  run(office, query) {
    const rules = needRulesOf(office);
    const { where, params } = filterCondition(office, filterOf(query.params), query.scope);
    const lines = office.db.prepare(`SELECT s.region AS region, nullif(s.rw, '') AS rw, nullif(s.rt, '') AS rt, s.needs AS needs, count(*) AS families FROM familySummary s WHERE ${where} GROUP BY 1, 2, 3, 4`).all(...params) as Line[];
    const shown = shownNeeds(rules, lines);
    const receiver = query.expected.length > 0 && query.params.region === undefined;
    const rows = receiver ? byOffice(lines, shown, query) : byArea(lines, shown);
    const totals = cells(countsOf(lines), shown);
    const columns: ReportColumn[] = [
      ...(receiver ? [{ key: 'code', title: 'Kode', numeric: false }, { key: 'name', title: 'Kelurahan/Desa', numeric: false }] : [{ key: 'rwLabel', title: 'RW', numeric: false }, { key: 'rtLabel', title: 'RT', numeric: false }]),
      { key: 'families', title: 'Keluarga', numeric: true }, { key: 'withNeed', title: 'Dengan kebutuhan', numeric: true }, ...shown.map((need) => ({ key: need, title: needLabel('id', need, rules), numeric: true })),
    ];
    const silent = rows.filter((row) => row.sent === false).length;
    const byHand = rules.needs.filter(({ parts }) => parts.length === 0).map(({ label }) => label.id);
    const notes = [
      ...(silent > 0 ? [`${silent} dari ${rows.length} kelurahan/desa belum kirim; tidak dihitung sebagai 0.`] : []),
      'Satu keluarga dapat mempunyai beberapa kebutuhan. Keluarga yang belum menjawab pertanyaannya tidak dihitung.',
      ...(byHand.length > 0 ? [`Tidak ada pertanyaannya di formulir, hanya dicatat pada kasus: ${byHand.join(', ')}.`] : []),
    ];
    return { columns, rows, totals, notes, data: { rows, totals, notes, rules: { name: rules.name, version: rules.version } } };
  },
};

/** The needs in the order of the rules, then those that lists still hold of rules that ended. */
function shownNeeds(rules: NeedRuleSet, lines: readonly Line[]): string[] {
  const asked = rules.needs.filter(({ parts }) => parts.length > 0).map(({ need }) => need);
  return [...new Set([...asked, ...lines.flatMap(({ needs }) => listItems(needs))])];
}

function byArea(lines: readonly Line[], shown: readonly string[]): ReportRow[] {
  const groups = Map.groupBy(lines, ({ rw, rt }) => `${rw ?? '~'}/${rt ?? '~'}`);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => {
    const { rw = null, rt = null } = group[0] ?? {};
    return { rw, rt, rwLabel: rw ?? 'RW kosong', rtLabel: rt ?? 'RT kosong', ...cells(countsOf(group), shown) };
  });
}

function byOffice(lines: readonly Line[], shown: readonly string[], query: ReportQuery): ReportRow[] {
  const codes = [...new Set([...query.expected, ...lines.flatMap(({ region }) => region ?? [])])].sort();
  return codes.map((code) => {
    const own = lines.filter(({ region }) => region === code);
    const place = { code, name: query.regionName(code) };
    return own.length > 0 ? { ...place, sent: true, ...cells(countsOf(own), shown) } : { ...place, sent: false, families: 'belum kirim' };
  });
}

function countsOf(lines: readonly Line[]): Counts {
  const counts: Counts = { families: 0, withNeed: 0, needs: new Map() };
  for (const { needs, families } of lines) {
    counts.families += families;
    const items = listItems(needs);
    if (items.length > 0) counts.withNeed += families;
    for (const need of items) counts.needs.set(need, (counts.needs.get(need) ?? 0) + families);
  }
  return counts;
}

function cells(counts: Counts, shown: readonly string[]): ReportRow {
  return { families: counts.families, withNeed: counts.withNeed, ...Object.fromEntries(shown.map((need) => [need, counts.needs.get(need) ?? 0])) };
}
