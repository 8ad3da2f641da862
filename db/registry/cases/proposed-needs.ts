import { needLabel } from '../../rules/needs.ts';
import type { NeedRuleSet } from '../../rules/needs.ts';
import { anyItem } from '../../rules/recaps/recap-line.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { listItems } from '../derive.ts';
import { filterCondition } from '../family-filter.ts';
import type { Condition, FamilyFilter } from '../family-filter.ts';
import { readRecap } from '../recaps/read-recap.ts';
import type { RecapLevel } from '../recaps/recap-counts.ts';
import { allDesils } from '../recaps/recap-table.ts';
import type { CaseLine, CaseQuery } from './case-list.ts';

/** How many needs the lists show of active families on which no decision stands, and some of them in the order of a walk. */
export interface ProposedNeeds {
  readonly total: number;
  rows(offset: number, limit: number): CaseLine[];
}

interface Area { readonly region: string; readonly rw: string | null; readonly rt: string | null; readonly count: number }

type Row = Pick<CaseLine, 'family' | 'head' | 'address' | 'rw' | 'rt' | 'region' | 'desil'> & { readonly needs: string; readonly decided: string | null };

/** Whether a filter is a place and no other condition, so that what is kept by place answers it. */
export function isPlace(filter: FamilyFilter): boolean {
  return Object.entries(filter).every(([key, value]) => value === undefined || key === 'region' || (key === 'status' && value === 'active'));
}

/**
 * The proposed needs of a query. By place they are counted out of the recaps, less what was decided on, so that a page reads the
 * RT that it lies in and no other family; any other filter looks through its families.
 */
export function proposedNeeds(office: Reader, query: CaseQuery, scope: Scope, rules: NeedRuleSet): ProposedNeeds {
  const agencies = new Map(rules.needs.map(({ need, agency }) => [need, agency]));
  const isAsked = (need: string): boolean => (query.need === undefined || need === query.need) && (query.agency === undefined || agencies.get(need) === query.agency);
  const linesOf = (condition: Condition): CaseLine[] => familiesOf(office, condition).flatMap(({ needs, decided, ...place }) => {
    const known = listItems(decided ?? '');
    return listItems(needs).filter((need) => isAsked(need) && !known.includes(need)).map((need): CaseLine => ({
      id: null, ...place, need, label: needLabel('id', need, rules), state: null, stateDate: null, plan: null, agency: agencies.get(need) ?? null, dueOn: null, overdue: false, reason: null, evidence: null, referredOn: null, answer: null, owner: null,
    }));
  });
  const filter = query.filter ?? {};
  if (!isPlace(filter)) {
    const all = linesOf(filterCondition(office, { ...filter, need: query.need ?? '*' }, scope));
    return { total: all.length, rows: (offset, limit) => all.slice(offset, offset + limit) };
  }
  const regions = areasOf(office, 'region', filter.region ?? '', scope, isAsked);
  return {
    total: regions.reduce((sum, { count }) => sum + count, 0),
    rows(offset, limit) {
      const found: CaseLine[] = [];
      let skip = offset;
      for (const region of regions) {
        if (found.length >= limit) break;
        if (region.count <= skip) { skip -= region.count; continue; }
        for (const area of areasOf(office, 'rt', region.region, scope, isAsked).filter((one) => one.region === region.region)) {
          if (found.length >= limit) break;
          if (area.count <= skip) { skip -= area.count; continue; }
          found.push(...linesOf(isAt(area)).slice(skip, skip + limit - found.length));
          skip = 0;
        }
      }
      return found;
    },
  };
}

/** The areas of a place in the order of a walk, with how many needs are proposed in each. */
function areasOf(office: Reader, level: RecapLevel, place: string, scope: Scope, isAsked: (need: string) => boolean): Area[] {
  const columns = level === 'rt' ? "coalesce(region, ''), coalesce(rw, ''), coalesce(rt, '')" : "coalesce(region, ''), NULL, NULL";
  const parts = [narrowing(office, scope), place].filter((one): one is string => !!one);
  const decided = new Map<string, number>();
  for (const [region, rw, rt, need, count] of sql(office, `SELECT ${columns}, need, count(*) FROM caseLine WHERE hides = 1${" AND (region = ? OR (region >= ? AND region < ?))".repeat(parts.length)} GROUP BY 1, 2, 3, 4`).raw()
    .iterate(...parts.flatMap((one) => [one, `${one}.`, `${one}/`])) as IterableIterator<[string, string | null, string | null, string, number]>) {
    if (isAsked(need)) decided.set(keyOf(region, rw, rt), (decided.get(keyOf(region, rw, rt)) ?? 0) + count);
  }
  const table = readRecap(office, ['need'], level, { region: place }, scope);
  const needs = table.items('need').filter((need) => need !== anyItem && isAsked(need));
  return table.areas.map(({ region, rw, rt }, area) => {
    const shown = needs.reduce((sum, need) => sum + table.sum([area], 'need', need, 'families', allDesils), 0);
    return { region, rw, rt, count: shown - (decided.get(keyOf(region, rw, rt)) ?? 0) };
  }).sort((a, b) => order(a.region, b.region) || order(a.rw ?? '', b.rw ?? '') || order(a.rt ?? '', b.rt ?? ''));
}

function keyOf(region: string, rw: string | null, rt: string | null): string {
  return `${region} ${rw ?? ''} ${rt ?? ''}`;
}

/** As SQLite sorts texts of digits and dots. */
function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The families of an RT; without one, or without a region, those that have none. */
function isAt({ region, rw, rt }: Area): Condition {
  const parts = ['s.active = 1', "s.needs <> ''"];
  const params: string[] = [];
  for (const [column, value] of [['region', region], ['rw', rw ?? ''], ['rt', rt ?? '']] as const) {
    parts.push(value === '' ? `coalesce(s.${column}, '') = ''` : `s.${column} = ?`);
    if (value !== '') params.push(value);
  }
  return { where: parts.join(' AND '), params };
}

function familiesOf(office: Reader, { where, params }: Condition): Row[] {
  return sql(office, `SELECT s.uid AS family, s.head AS head, s.address AS address, s.rw AS rw, s.rt AS rt, s.region AS region, s.desil AS desil, s.needs AS needs,
      (SELECT ' ' || group_concat(l.need, ' ') || ' ' FROM caseLine l WHERE l.family = s.family AND l.hides = 1) AS decided
    FROM familySummary s WHERE ${where} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`).all(...params) as Row[];
}
