import { entities, entityOfId, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import type { Lang } from '../rules/text.ts';
import { ofEitherKind } from '../store/either-kind.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { recordByNumber } from '../store/records.ts';
import { firstValues } from '../store/verify.ts';
import { maskValues } from './family-view.ts';
import { toldValue } from './told-value.ts';

/** One change as it is told, with who made it and when, here or where it came from: raw values, NIK and No KK masked, another record by whom it is; a made record shows its first values. */
export interface HistoryEntry {
  readonly at: string; readonly by: string; readonly office: string | null; readonly entity: string; readonly record: string; readonly recordName: string | null;
  readonly op: 'create' | 'change'; readonly field: string | null; readonly old: unknown; readonly new: unknown; readonly reason: string | null;
  readonly source: { readonly kind: string; readonly id: string | null; readonly name: string | null } | null; readonly changeId: string;
  /** Made without knowing what was changed here in other fields of the record meanwhile. */
  readonly parallel: boolean;
}

/** A change with its transaction, as the log holds it. */
export interface LogRow {
  readonly device: number; readonly epoch: number; readonly counter: number; readonly tx: number; readonly entity: number; readonly record: number;
  readonly field: number; readonly old: string | null; readonly new: string | null; readonly taken: number; readonly at: string; readonly userName: string | null;
  readonly reason: string | null; readonly sourceKind: string | null; readonly sourceId: string | null; readonly office: string | null; readonly deviceUid: string | null;
  /** JSON of when, by whom and why a change that arrived in a package was made where it came from; null for own changes. */
  readonly origin: string | null;
  readonly parallel: number;
}

/** The columns of a {@link LogRow} and where they come from; a condition follows. */
export const logSource = `SELECT c.device, c.epoch, c.counter, c.tx, c.entity, c.record, c.field, c.old, c.new, c.taken, tx.at, tx.userName, tx.reason,
  tx.sourceKind, tx.sourceId, d.officeName AS office, d.uid AS deviceUid,
  CASE WHEN tx.sourceKind = 'package' THEN (SELECT json_array(o.at, o.userName, o.reason) FROM originTx o
    WHERE o.device = c.device AND o.epoch = c.epoch AND o.first <= c.counter AND o.last >= c.counter ORDER BY o.first DESC LIMIT 1) END AS origin,
  EXISTS (SELECT 1 FROM sideBySide s WHERE s.device = c.device AND s.epoch = c.epoch AND s.counter = c.counter) AND d.uid <> (SELECT value FROM meta WHERE key = 'device') AS parallel FROM change c JOIN tx ON tx.id = c.tx LEFT JOIN device d ON d.no = c.device`;

/** Tells log rows; names and first values of records are looked up once. */
export function toEntries(office: Reader, rows: readonly LogRow[], lang: Lang): HistoryEntry[] {
  const seen = new Map<string, ReturnType<typeof recordByNumber>>();
  const recordOf = (entity: EntityKey, id: number) => {
    const key = `${entity} ${id}`;
    if (!seen.has(key)) seen.set(key, recordByNumber(office, entity, id));
    return seen.get(key);
  };
  return rows.flatMap((row): HistoryEntry[] => {
    const entity = entityOfId(row.entity)?.key;
    const record = entity && recordOf(entity, row.record);
    if (!entity || !record) return [];
    const made = row.field === 0;
    const field = made ? null : (fieldOfId(entity, row.field) ?? null);
    const say = (value: string | null): unknown => (value === null || field === null ? null : toldValue(office, lang, entity, field.key, JSON.parse(value) as FieldValue));
    const [at, by, reason] = row.origin === null ? [row.at, row.userName, row.reason] : (JSON.parse(row.origin) as [string, string | null, string | null]);
    return [{
      at, by: by ?? '', office: row.office, entity, record: record.uid, recordName: nameOf(office, entity, record.uid, record.values),
      op: made ? 'create' : 'change', field: field?.key ?? null, old: made ? null : say(row.old),
      new: made ? withoutEmpty(maskValues(entity, firstValues(office, entity, record.id)?.values ?? {})) : say(row.new), reason,
      source: row.sourceKind === null ? null : { kind: row.sourceKind, id: row.sourceId, name: null },
      changeId: `${row.deviceUid ?? row.device}.${row.epoch}.${row.counter}`, parallel: row.parallel === 1,
    }];
  });
}

/**
 * The values of a record as this office knew them before a moment (ISO); null when the record
 * was made later.
 */
export function valuesBefore(office: Reader, entity: EntityKey, id: number, moment: string): Record<string, FieldValue> | null {
  return walkBack(office, entity, id, 'tx.at >= ?', moment);
}

/** The values of a record as this office knew them before one of its transactions; null when the record was made in it or later. */
export function valuesBeforeTx(office: Reader, entity: EntityKey, id: number, tx: number): Record<string, FieldValue> | null {
  return walkBack(office, entity, id, 'c.tx >= ?', tx);
}

function walkBack(office: Reader, entity: EntityKey, id: number, since: 'tx.at >= ?' | 'c.tx >= ?', bound: string | number): Record<string, FieldValue> | null {
  const record = recordByNumber(office, entity, id);
  if (!record) return null;
  const values = { ...record.values };
  const rows = sql(office, `SELECT c.field, c.old FROM change c JOIN tx ON tx.id = c.tx
    WHERE c.entity = ? AND c.record = ? AND ${ofEitherKind('c')} AND c.taken = 1 AND ${since} ORDER BY c.tx DESC, c.counter DESC`)
    .raw().all(entityNumber(entity), id, bound) as [number, string | null][];
  for (const [field, old] of rows) {
    if (field === 0) return null;
    const key = fieldOfId(entity, field)?.key;
    if (key !== undefined) values[key] = old === null ? null : (JSON.parse(old) as FieldValue);
  }
  return values;
}

function entityNumber(entity: EntityKey): number {
  return entities[entity].id;
}

function withoutEmpty(values: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** What a record is called: a person or programme by name, a family by its head, what hangs on them by theirs. */
function nameOf(office: Reader, entity: EntityKey, uid: string, values: Readonly<Record<string, FieldValue>>): string | null {
  if (entity === 'family') return headName(office, uid);
  for (const key of ['name', 'key', 'bpsName']) if (typeof values[key] === 'string') return values[key];
  const person = values.person ?? null;
  if (typeof person === 'string') return (sql(office, 'SELECT name FROM person WHERE uid = ?').pluck().get(person) as string | null | undefined) ?? null;
  return typeof values.family === 'string' ? headName(office, values.family) : null;
}

function headName(office: Reader, family: string): string | null {
  return (sql(office, 'SELECT head FROM familySummary WHERE uid = ?').pluck().get(family) as string | null | undefined) ?? null;
}
