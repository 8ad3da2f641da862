import { judgeAll } from '../../registry/aid/judge-all.ts';
import { listAidRules } from '../../registry/aid/aid-rules.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { ReportQuery } from '../report.ts';
import { aidLists, familiesOf, programmeOf } from './aid-query.ts';
import type { AidListName } from './aid-query.ts';
import { groupsOnList } from './group-rows.ts';
import { nikTwice } from './nik-twice.ts';

/** How many rows and families a list has on a day. */
export interface TrendPoint {
  readonly day: string;
  readonly rows: number;
  readonly families: number;
}

/** How many a list has on each of these days: as many as the list of that day shows, counted in one reading of the register. */
export function aidTrend(office: Reader, query: Pick<ReportQuery, 'params' | 'scope'>, name: AidListName, days: readonly string[]): TrendPoint[] {
  if (days.length === 0) return [];
  const list = aidLists[name];
  const condition = familiesOf(office, query, list.all, list.named);
  const programme = list.named ? programmeOf(query) : null;
  const meant = new Set(sql(office, `SELECT s.family FROM familySummary s WHERE ${condition.where}`).pluck().all(...condition.params) as number[]);
  const rows = days.map(() => 0);
  const families = days.map(() => new Set<number>());
  const add = (place: number, family: number, count: number): void => {
    if (count === 0) return;
    rows[place] = (rows[place] ?? 0) + count;
    families[place]?.add(family);
  };
  for (const { family, days: found } of judgeAll(office, listAidRules(office), days)) {
    if (!meant.has(family)) continue;
    found.forEach(({ findings }, place) => add(place, family, findings.filter((one) => list.kinds.includes(one.kind) && (programme === null || one.programme === programme || one.otherProgramme === programme)).length));
  }
  if (list.nik) nikTwice(office, days, condition).forEach((twice, place) => twice.forEach((one) => add(place, one.family, programme === null || one.programmeId === programme ? 1 : 0)));
  groupsOnList(office, query, name, days).forEach((found, place) => { rows[place] = (rows[place] ?? 0) + found.length; });
  return days.map((day, place) => ({ day, rows: rows[place] ?? 0, families: families[place]?.size ?? 0 }));
}
