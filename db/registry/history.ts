import { entities } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import type { FieldValue } from '../rules/field.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import { narrowing, needFamily, needPerson } from './access.ts';
import type { Scope } from './access.ts';
import { kindOf, maskValues } from './family-view.ts';
import { logSource, toEntries, valuesBefore } from './log-entries.ts';
import type { HistoryEntry, LogRow } from './log-entries.ts';

export type { HistoryEntry } from './log-entries.ts';

/**
 * Every change of a record, newest first; a family's holds its people's, rankings', enrolments' and events' too, of people
 * who moved out of it as well. Errors: NOT_FOUND, OUTSIDE_AREA.
 */
export function recordHistory(office: Reader, uid: string, limit: number, scope: Scope): HistoryEntry[] {
  const entity = needKind(office, uid, scope);
  const targets = entity === 'family' ? familyRecords(office, uid) : [[entities[entity].id, findRecord(office, entity, uid)?.id ?? 0] as const];
  const rows = sql(office, `${logSource} JOIN json_each(?) t ON c.entity = t.value ->> 0 AND c.record = t.value ->> 1
    ORDER BY c.tx DESC, c.counter DESC LIMIT ?`).all(JSON.stringify(targets), limit) as LogRow[];
  return toEntries(office, rows);
}

/** A record as this office knew it at the end of a local date, NIK and No KK masked; null values when it was not known yet. */
export function recordAsOf(office: Reader, uid: string, date: string, scope: Scope): { entity: string; values: Record<string, FieldValue> | null } {
  const entity = needKind(office, uid, scope);
  const record = findRecord(office, entity, uid) ?? fail('NOT_FOUND', { id: uid });
  const values = valuesBefore(office, entity, record.id, endOfDay(date));
  return { entity, values: values && maskValues(entity, values) };
}

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

/** The first moment of a local date as the log writes moments (ISO, UTC). */
export function startOfDay(date: string): string {
  return new Date(`${date}T00:00:00`).toISOString();
}

/** The first moment after a local date. */
export function endOfDay(date: string): string {
  const next = new Date(`${date}T00:00:00`);
  next.setDate(next.getDate() + 1);
  return next.toISOString();
}

function needKind(office: Reader, uid: string, scope: Scope): EntityKey {
  const entity = kindOf(office, uid) ?? fail('NOT_FOUND', { id: uid });
  if (entity === 'family') needFamily(office, uid, scope);
  else if (entity === 'person') needPerson(office, uid, scope);
  else {
    const { family, person } = findRecord(office, entity, uid)?.values ?? {};
    if (typeof person === 'string') needPerson(office, person, scope);
    else if (typeof family === 'string') needFamily(office, family, scope);
  }
  return entity;
}

/** Entity number and local number of a family and everything that ever hung on it. */
function familyRecords(office: Reader, uid: string): readonly (readonly [number, number])[] {
  const family = findRecord(office, 'family', uid);
  const people = `SELECT id, uid FROM person WHERE family = ? UNION SELECT p.id, p.uid FROM event e JOIN person p ON p.uid = e.person WHERE e.family = ?`;
  const members = sql(office, people).raw().all(uid, uid) as [number, string][];
  const uids = JSON.stringify(members.map(([, person]) => person));
  const hanging = (['ranking', 'familyNumber', 'event'] as const).flatMap((entity) =>
    (sql(office, `SELECT id FROM "${entity}" WHERE family = ?`).pluck().all(uid) as number[]).map((id) => [entities[entity].id, id] as const));
  const enrolments = sql(office, 'SELECT id FROM enrolment WHERE family = ? UNION SELECT id FROM enrolment WHERE person IN (SELECT value FROM json_each(?))')
    .pluck().all(uid, uids) as number[];
  return [
    [entities.family.id, family?.id ?? 0], ...members.map(([id]) => [entities.person.id, id] as const), ...hanging,
    ...enrolments.map((id) => [entities.enrolment.id, id] as const),
  ];
}

function isWithin(office: Reader, row: LogRow, scope: Scope): boolean {
  const entity = row.entity === entities.family.id ? 'family' : row.entity === entities.person.id ? 'person' : null;
  if (entity === null) return false;
  const of = entity === 'family' ? 'id = ?' : 'uid = (SELECT family FROM person WHERE id = ?)';
  const region = sql(office, `SELECT region FROM family WHERE ${of}`).pluck().get(row.record) as string | null | undefined;
  return typeof region === 'string' && (region === scope || region.startsWith(`${scope ?? ''}.`));
}
