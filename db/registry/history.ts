import { entities } from '../rules/entities.ts';
import type { Lang } from '../rules/text.ts';
import { ofEitherKind } from '../store/either-kind.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { findRecord, recordsWhere } from '../store/records.ts';
import type { Scope } from './access.ts';
import { mergedInto, resolveAlias } from './aliases.ts';
import type { AliasedEntity } from './aliases.ts';
import { logSource, toEntries } from './log-entries.ts';
import type { HistoryEntry, LogRow } from './log-entries.ts';
import { needKind } from './record-kind.ts';

/**
 * Every change of a record, newest first; a family's holds its people's, rankings', enrolments' and events' too, of people
 * who moved out of it as well, and what was merged into it has its changes among them. Errors: NOT_FOUND, OUTSIDE_AREA.
 */
export function recordHistory(office: Reader, uid: string, limit: number, scope: Scope, lang: Lang = 'id'): HistoryEntry[] {
  const entity = needKind(office, uid, scope);
  const targets = entity === 'family' || entity === 'person' ? withMerged(office, entity, resolveAlias(office, entity, uid)) : [[entities[entity].id, findRecord(office, entity, uid)?.id ?? 0] as const];
  const rows = sql(office, `${logSource} JOIN json_each(?) t ON c.entity = t.value ->> 0 AND c.record = t.value ->> 1
    WHERE ${ofEitherKind('c')} ORDER BY c.tx DESC, c.counter DESC LIMIT ?`).all(JSON.stringify(targets), limit) as LogRow[];
  return toEntries(office, rows, lang);
}

/** The targets of a record and of every record that was merged into it: both histories are told as one. */
function withMerged(office: Reader, entity: AliasedEntity, uid: string): (readonly [number, number])[] {
  const uids = [uid, ...(mergedInto(office, entity, [uid]).get(uid) ?? [])];
  const aliases = uids.flatMap((one) => recordsWhere(office, 'alias', entity === 'family' ? 'fromFamily' : 'fromPerson', one));
  const own = uids.flatMap((one) => (entity === 'family' ? familyRecords(office, one) : [[entities.person.id, findRecord(office, 'person', one)?.id ?? 0] as const]));
  return [...new Map([...own, ...aliases.map(({ id }) => [entities.alias.id, id] as const)].map((target) => [target.join(' '), target])).values()];
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
