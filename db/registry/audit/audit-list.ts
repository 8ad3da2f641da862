import { entities, entityKeys } from '../../rules/entities.ts';
import { ofEitherKind } from '../../store/either-kind.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { recordByNumber, findRecord } from '../../store/records.ts';
import { requireWholeOffice } from '../access.ts';
import type { Scope } from '../access.ts';
import { endOfDay, startOfDay } from '../day-bounds.ts';

/** What of the log is asked for. */
export interface AuditQuery {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Name of the user who acted. */
  readonly user?: string | undefined;
  readonly kind?: string | undefined;
  /** A family or person: what was changed of it, and who saw, printed or exported it. */
  readonly record?: string | undefined;
  /** The number of the last entry of the page before. */
  readonly after?: number | undefined;
  readonly limit: number;
}

/** One act of the log with its place in the chain. */
export interface AuditAct {
  readonly tx: number; readonly at: string; readonly by: string; readonly kind: string; readonly reason: string | null; readonly what: string | null;
  readonly changes: number; readonly records: readonly string[]; readonly source: string | null; readonly hash: string;
}

interface Row {
  readonly id: number; readonly at: string; readonly userName: string | null; readonly kind: string; readonly reason: string | null; readonly detail: string | null;
  readonly sourceId: string | null; readonly hash: Buffer; readonly changes: number;
}

const NAMED = 3;

/** Acts of the log, newest first: by day, user, kind of act, and by the family or person they are about. */
export function auditActs(office: Reader, query: AuditQuery, scope: Scope): { acts: AuditAct[]; next: number | null } {
  requireWholeOffice(office, scope);
  const where: string[] = [];
  const params: (string | number)[] = [];
  const add = (text: string, ...values: (string | number)[]): void => {
    where.push(text);
    params.push(...values);
  };
  if (query.from !== undefined) add('t.at >= ?', startOfDay(query.from));
  if (query.until !== undefined) add('t.at < ?', endOfDay(query.until));
  if (query.user !== undefined) add('t.userName = ?', query.user);
  if (query.kind !== undefined) add('t.kind = ?', query.kind);
  if (query.after !== undefined) add('t.id < ?', query.after);
  if (query.record !== undefined) addRecord(office, query.record, add);
  const rows = sql(office, `SELECT t.id, t.at, t.userName, t.kind, t.reason, t.detail, t.sourceId, t.hash, (SELECT count(*) FROM change c WHERE c.tx = t.id) AS changes
    FROM tx t ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY t.id DESC LIMIT ?`).all(...params, query.limit + 1) as Row[];
  const shown = rows.slice(0, query.limit);
  return { acts: shown.map((row) => actOf(office, row)), next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Who ever acted, and in which ways: for the filters. */
export function auditFacets(office: Reader): { users: string[]; kinds: string[] } {
  const users = sql(office, "SELECT DISTINCT userName FROM tx WHERE userName IS NOT NULL AND userName <> '' ORDER BY 1").pluck().all() as string[];
  return { users, kinds: sql(office, 'SELECT DISTINCT kind FROM tx ORDER BY 1').pluck().all() as string[] };
}

/** Changes of the record itself and of what hangs on it, accesses that name it, and lists that it stood in. */
function addRecord(office: Reader, uid: string, add: (text: string, ...values: (string | number)[]) => void): void {
  const parts = ['t.detail LIKE ?'];
  const values: (string | number)[] = [`%${uid}%`];
  for (const key of ['family', 'person'] as const) {
    const record = findRecord(office, key, uid);
    if (!record) continue;
    parts.push(`t.id IN (SELECT tx FROM change WHERE entity = ? AND record = ? AND ${ofEitherKind()})`);
    values.push(entities[key].id, record.id);
    if (key === 'person') {
      parts.push('t.id IN (SELECT tx FROM disclosed WHERE person = ?)');
      values.push(record.id);
    }
    for (const entity of entityKeys.filter((one) => one !== 'person' && key in entities[one].fields)) {
      parts.push(`t.id IN (SELECT c.tx FROM "${entity}" x JOIN change c ON c.entity = ${entities[entity].id} AND c.record = x.id AND ${ofEitherKind('c')} WHERE x."${key}" = ?)`);
      values.push(uid);
    }
  }
  add(`(${parts.join(' OR ')})`, ...values);
}

function actOf(office: Reader, row: Row): AuditAct {
  const touched = sql(office, 'SELECT DISTINCT entity, record FROM change WHERE tx = ? LIMIT ?').all(row.id, NAMED) as { entity: number; record: number }[];
  return {
    tx: row.id, at: row.at, by: row.userName ?? '', kind: row.kind, reason: row.reason, what: whatOf(row.detail), changes: row.changes,
    records: touched.flatMap(({ entity, record }) => nameOf(office, entity, record)), source: row.sourceId, hash: row.hash.toString('hex'),
  };
}

/** What a record is called: its own name, title or number, else who or which meeting it is about. */
function nameOf(office: Reader, entityId: number, record: number): string[] {
  const entity = entityKeys.find((key) => entities[key].id === entityId);
  const values = entity && recordByNumber(office, entity, record)?.values;
  if (!entity || !values) return [];
  if (entity === 'family') return named(sql(office, 'SELECT head FROM familySummary WHERE family = ?').pluck().get(record));
  const own = [values.name, values.title, values.number, entity === 'setting' ? values.key : null].find((one) => typeof one === 'string' && one !== '');
  if (own !== undefined) return named(own);
  if (typeof values.person === 'string') return named(findRecord(office, 'person', values.person)?.values.name);
  if (typeof values.meeting === 'string') return named(findRecord(office, 'meeting', values.meeting)?.values.title);
  return typeof values.family === 'string' ? named(sql(office, 'SELECT head FROM familySummary WHERE uid = ?').pluck().get(values.family)) : [];
}

function named(name: unknown): string[] {
  return typeof name === 'string' && name !== '' ? [name] : [];
}

function whatOf(detail: string | null): string | null {
  if (detail === null) return null;
  const said = JSON.parse(detail) as { what?: unknown; kind?: unknown; title?: unknown; name?: unknown };
  const told = [said.what ?? said.kind, said.title ?? said.name].filter((one) => typeof one === 'string');
  return told.length === 0 ? null : told.join(': ');
}
