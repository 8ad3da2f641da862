import { entities } from '../rules/entities.ts';
import type { Lang } from '../rules/text.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { narrowing } from './access.ts';
import type { Scope } from './access.ts';
import { endOfDay, startOfDay } from './day-bounds.ts';
import { logSource, toEntries } from './log-entries.ts';
import type { HistoryEntry, LogRow } from './log-entries.ts';

export interface DayChanges {
  readonly date: string;
  readonly users: { readonly name: string; readonly changes: number }[];
  readonly entries: HistoryEntry[];
}

/** What people wrote here, of `tx`: not what arrived in packages, nor what an office begins with. */
export const byPeople = "tx.sourceKind IS NOT 'package' AND tx.kind <> 'system' AND tx.user IS NOT NULL";

/**
 * The changes that the people of this office wrote on a local date (today without one), newest first, of everyone or of one user;
 * users of part of the office are told those of families in their area, and of what hangs on them.
 */
export function changesOfDay(office: Reader, query: { date?: string; user?: string; limit: number; lang?: Lang }, scope: Scope): DayChanges {
  const date = query.date ?? today(office);
  const day = [startOfDay(date), endOfDay(date)];
  const area = narrowing(office, scope);
  const [within, areaParams] = area === null ? ['', []] : [`AND ${inArea}`, [area, `${area}.%`]];
  const users = sql(office, `SELECT coalesce(tx.userName, '') AS name, count(*) AS changes FROM tx JOIN change c ON c.tx = tx.id
    WHERE tx.at >= ? AND tx.at < ? AND ${byPeople} ${within} GROUP BY 1 ORDER BY 1`).all(...day, ...areaParams) as DayChanges['users'];
  const [byUser, userParams] = query.user === undefined ? ['', []] : ['AND tx.userName = ?', [query.user]];
  const rows = sql(office, `${logSource} WHERE tx.at >= ? AND tx.at < ? AND ${byPeople} ${within} ${byUser} ORDER BY c.tx DESC, c.counter DESC LIMIT ?`)
    .all(...day, ...areaParams, ...userParams, query.limit) as LogRow[];
  return { date, users, entries: toEntries(office, rows, query.lang ?? 'id') };
}

const viaPerson = (entity: 'event' | 'enrolment'): string =>
  `(SELECT coalesce(p.family, x.family) FROM "${entity}" x LEFT JOIN person p ON p.uid = x.person WHERE x.id = c.record)`;

/** Whether the record of a change `c` is a family of an area, or hangs on one. */
const inArea = `EXISTS (SELECT 1 FROM family f WHERE (f.region = ? OR f.region LIKE ?) AND f.uid = CASE c.entity
  WHEN ${entities.family.id} THEN (SELECT uid FROM family WHERE id = c.record)
  WHEN ${entities.person.id} THEN (SELECT family FROM person WHERE id = c.record)
  WHEN ${entities.ranking.id} THEN (SELECT family FROM ranking WHERE id = c.record)
  WHEN ${entities.familyNumber.id} THEN (SELECT family FROM familyNumber WHERE id = c.record)
  WHEN ${entities.event.id} THEN ${viaPerson('event')}
  WHEN ${entities.enrolment.id} THEN ${viaPerson('enrolment')} END)`;
