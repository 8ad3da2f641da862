import { entities } from '../rules/entities.ts';
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

/** The changes that this office wrote on a local date (today without one), newest first, of everyone or of one user. */
export function changesOfDay(office: Reader, query: { date?: string; user?: string; limit: number }, scope: Scope): DayChanges {
  const date = query.date ?? today(office);
  const day = [startOfDay(date), endOfDay(date)];
  const users = sql(office, `SELECT coalesce(tx.userName, '') AS name, count(*) AS changes FROM tx JOIN change c ON c.tx = tx.id
    WHERE tx.at >= ? AND tx.at < ? GROUP BY 1 ORDER BY 1`).all(...day) as DayChanges['users'];
  const byUser = query.user === undefined ? '' : 'AND tx.userName = ?';
  const params = query.user === undefined ? day : [...day, query.user];
  const rows = sql(office, `${logSource} WHERE tx.at >= ? AND tx.at < ? ${byUser} ORDER BY c.tx DESC, c.counter DESC LIMIT ?`).all(...params, query.limit) as LogRow[];
  const within = narrowing(office, scope) === null ? rows : rows.filter((row) => isWithin(office, row, scope));
  return { date, users, entries: toEntries(office, within) };
}

function isWithin(office: Reader, row: LogRow, scope: Scope): boolean {
  const entity = row.entity === entities.family.id ? 'family' : row.entity === entities.person.id ? 'person' : null;
  if (entity === null) return false;
  const of = entity === 'family' ? 'id = ?' : 'uid = (SELECT family FROM person WHERE id = ?)';
  const region = sql(office, `SELECT region FROM family WHERE ${of}`).pluck().get(row.record) as string | null | undefined;
  return typeof region === 'string' && (region === scope || region.startsWith(`${scope ?? ''}.`));
}
