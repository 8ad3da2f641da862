import { creditItems } from '../../registry/credit-programmes.ts';
import { stateTable } from '../../registry/checkpoints/state-table.ts';
import type { Scope } from '../../registry/access.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import type { Condition, FamilyFilter } from '../../registry/family-filter.ts';
import { linesWithDates } from '../../registry/line-changes.ts';
import { readRecap, tableOfSum } from '../../registry/recaps/read-recap.ts';
import { pastRecap } from '../../registry/recaps/past-recap.ts';
import { countsLength, peopleAt, recapSum } from '../../registry/recaps/recap-counts.ts';
import type { Counts, RecapLevel, RecapSum } from '../../registry/recaps/recap-counts.ts';
import { recapTable } from '../../registry/recaps/recap-table.ts';
import type { RecapTable, RecapTableBuilder } from '../../registry/recaps/recap-table.ts';
import { recapDoubles } from '../../registry/recaps/recap-doubles.ts';
import { freshnessOf, freshnessOn } from '../../rules/recaps/freshness.ts';
import type { RecapDimension } from '../../rules/recaps/recap-line.ts';
import { recapLine } from '../../store/migrations/0028-recaps.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { RecapDay } from './recap-day.ts';

/**
 * What is counted in areas, as fine as asked: kept counts where the filter is one of places and desil, else counted from the lines of
 * the families that it holds; of a past day from the checkpoint that speaks for it. Months of the last survey are counted as spans
 * before the day. The dimension of quality holds the open doubts about duplicates too.
 */
export function recapAreas(office: Reader, dimensions: readonly RecapDimension[], level: RecapLevel, filter: FamilyFilter, scope: Scope, { day, isPast, checkpoint }: Pick<RecapDay, 'day' | 'isPast' | 'checkpoint'>): RecapTable {
  const spanOf = spansOn(day);
  if (isPast && !checkpoint) return recapTable(spanOf);
  const condition = isKept(filter) ? null : filterCondition(office, { ...filter, desil: undefined }, scope, checkpoint ? 'past' : 'joined');
  const table = condition ? tableOfSum(office, countLines(office, checkpoint ? stateTable(office, checkpoint) : null, dimensions, level, condition), dimensions, level, {}, null, spanOf)
    : checkpoint ? tableOfSum(office, pastRecap(office, checkpoint.parts, dimensions, level, filter.region), dimensions, level, filter, scope, spanOf) : readRecap(office, dimensions, level, filter, scope, spanOf);
  // What may be twice is found by looking now; of a past day nobody knows it.
  if (dimensions.includes('quality') && !isPast) addDoubles(office, table, level, condition);
  return table;
}

/** Which span of freshness a month lies in on a day. */
function spansOn(day: string): (month: string) => string {
  const spans = freshnessOn(day);
  return (month) => freshnessOf(month, spans);
}

/** Whether kept counts say it; desil is told apart in them. */
function isKept({ region: _region, rw: _rw, rt: _rt, desil: _desil, status, olderThanDays, ...others }: FamilyFilter): boolean {
  return (status ?? 'active') === 'active' && !olderThanDays && Object.values(others).every((value) => value === undefined);
}

/** Lines of a past day, where its table is named, or of now. */
function countLines(office: Reader, past: string | null, dimensions: readonly RecapDimension[], level: RecapLevel, { where, params }: Condition): RecapSum {
  const sum = recapSum(creditItems(office), dimensions, level);
  const isDated = dimensions.includes('fresh') || where.includes('l.surveyDate');
  const text = past ? `SELECT ${recapLine('s')} FROM ${past} s` : isDated ? `SELECT ${recapLine('s', 'l.surveyDate')} FROM ${linesWithDates}` : `SELECT ${recapLine('s', "''")} FROM familySummary s`;
  for (const line of sql(office, `${text} WHERE ${where}`).pluck().iterate(...params) as IterableIterator<string | null>) sum.addText(line, 1);
  return sum;
}

function addDoubles(office: Reader, table: RecapTableBuilder, level: RecapLevel, condition: Condition | null): void {
  for (const { region, rw, rt, desil, families, people } of recapDoubles(office, condition)) {
    const area = table.find(level === 'region' ? { region, rw: null, rt: null } : { region, rw, rt });
    if (area < 0) continue;
    const counts: Counts = new Array<number>(countsLength).fill(0);
    counts[desil] = families;
    counts[peopleAt + desil] = people;
    table.addCounts(area, 'quality', 'single', counts);
  }
}
