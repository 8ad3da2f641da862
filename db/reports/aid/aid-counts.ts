import { answersOn } from '../../registry/aid/answers-on.ts';
import { isKept } from '../../registry/aid/keep-answers.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { ReportQuery } from '../report.ts';
import { aidLists, familiesOf, programmeOf } from './aid-query.ts';
import type { AidListName } from './aid-query.ts';
import { groupsOnList } from './group-rows.ts';
import { nikTwice } from './nik-twice.ts';

/** How many rows each of the four lists has today. */
export type AidCounts = Readonly<Record<AidListName, number>>;

const names: readonly AidListName[] = ['overlap', 'missed', 'ineligible', 'anomalies'];

/**
 * The counts of the four lists today, out of what is kept: the same as the lists. Null while much of it is still to be
 * judged and `mayWait` is false: whoever only looks in does not wait for a whole register.
 */
export function aidCounts(office: Reader, query: Pick<ReportQuery, 'params' | 'scope'>, mayWait: boolean): AidCounts | null {
  return office.db.transaction(() => {
    const day = today(office);
    return mayWait || isKept(office, day) ? (Object.fromEntries(names.map((name) => [name, countOf(office, query, name, day)])) as AidCounts) : null;
  })();
}

function countOf(office: Reader, query: Pick<ReportQuery, 'params' | 'scope'>, name: AidListName, day: string): number {
  const { kinds, all, named, nik } = aidLists[name];
  const condition = familiesOf(office, query, all, named);
  const programme = programmeOf(query);
  if (programme !== null && !named) return 0;
  const rows = sql(office, `SELECT count(*) FROM ${answersOn(office, day).findings} f JOIN familySummary s ON s.family = f.family
    WHERE f.kind IN (${kinds.join(',')}) AND ${condition.where}${programme === null ? '' : ' AND (f.programme = ? OR f.otherProgramme = ?)'}`).pluck().get(...condition.params, ...(programme === null ? [] : [programme, programme])) as number;
  const withGroups = rows + (groupsOnList(office, query, name, [day])[0] ?? []).length;
  if (!nik) return withGroups;
  return withGroups + (nikTwice(office, [day], condition)[0] ?? []).filter((one) => programme === null || one.programmeId === programme).length;
}
