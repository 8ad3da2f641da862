import { stateTable } from '../../registry/checkpoints/state-table.ts';
import type { Scope } from '../../registry/access.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import type { Condition, FamilyFilter } from '../../registry/family-filter.ts';
import { areasOfSum, readRecap } from '../../registry/recaps/read-recap.ts';
import { pastRecap } from '../../registry/recaps/past-recap.ts';
import { addCounts, peopleAt, recapSum } from '../../registry/recaps/recap-counts.ts';
import type { AreaCounts, Counts, ItemCounts, RecapLevel } from '../../registry/recaps/recap-counts.ts';
import { recapDoubles } from '../../registry/recaps/recap-doubles.ts';
import type { RecapDimension } from '../../rules/recaps/recap-line.ts';
import { recapLineNow } from '../../store/migrations/0028-recaps.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { RecapDay } from './recap-day.ts';

/** What families of an area count for: everything that a recap shows is a sum of these. */
export interface RecapArea {
  readonly region: string;
  readonly rw: string;
  readonly rt: string;
  readonly items: ReadonlyMap<RecapDimension, ItemCounts>;
}

/**
 * Areas with their counts, as fine as asked: kept counts where the filter is one of places and desil, else counted from the lines of
 * the families that it holds; of a past day from the checkpoint that speaks for it. The dimension of quality holds the open doubts about duplicates too.
 */
export function recapAreas(office: Reader, dimensions: readonly RecapDimension[], level: RecapLevel, filter: FamilyFilter, scope: Scope, { isPast, checkpoint }: Pick<RecapDay, 'isPast' | 'checkpoint'>): RecapArea[] {
  if (isPast && !checkpoint) return [];
  const condition = isKept(filter) ? null : filterCondition(office, { ...filter, desil: undefined }, scope);
  const areas = condition ? countLines(office, checkpoint ? stateTable(office, checkpoint) : 'familySummary', dimensions, level, condition)
    : checkpoint ? areasOfSum(office, pastRecap(office, checkpoint.parts, dimensions, level, filter.region), level, filter, scope) : readRecap(office, dimensions, level, filter, scope);
  // What may be twice is found by looking now; of a past day nobody knows it.
  if (dimensions.includes('quality') && !isPast) addDoubles(office, areas, level, condition);
  return areas.map(({ region, rw, rt, dimensions: items }) => ({ region, rw: rw ?? '', rt: rt ?? '', items }));
}

/** Whether kept counts say it; desil is told apart in them. */
function isKept({ region: _region, rw: _rw, rt: _rt, desil: _desil, status, olderThanDays, ...others }: FamilyFilter): boolean {
  return (status ?? 'active') === 'active' && !olderThanDays && Object.values(others).every((value) => value === undefined);
}

function countLines(office: Reader, table: string, dimensions: readonly RecapDimension[], level: RecapLevel, { where, params }: Condition): AreaCounts[] {
  const sum = recapSum(dimensions, level);
  for (const line of sql(office, `SELECT ${recapLineNow} FROM ${table} s WHERE ${where}`).pluck().iterate(...params) as IterableIterator<string | null>) sum.addText(line, 1);
  return areasOfSum(office, sum, level, {}, null);
}

function addDoubles(office: Reader, areas: readonly AreaCounts[], level: RecapLevel, condition: Condition | null): void {
  const keyOf = (region: string, rw: string | null, rt: string | null): string => (level === 'region' ? region : `${region} ${rw ?? ''} ${rt ?? ''}`);
  const byArea = new Map(areas.map((area) => [keyOf(area.region, area.rw, area.rt), area]));
  for (const { region, rw, rt, desil, families, people } of recapDoubles(office, condition)) {
    const area = byArea.get(keyOf(region, rw, rt));
    if (!area) continue;
    const counts: Counts = new Array<number>(2 * peopleAt).fill(0);
    counts[desil] = families;
    counts[peopleAt + desil] = people;
    let items = area.dimensions.get('quality');
    if (!items) area.dimensions.set('quality', (items = new Map<string, Counts>()));
    addCounts(items, new Map([['single', counts]]));
  }
}
