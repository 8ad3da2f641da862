import { entities, fieldDef, fieldsOf } from '../rules/entities.ts';
import type { EntityKey, NamedField } from '../rules/entities.ts';
import type { CodedValue, FieldDef, FieldValue, FieldValues } from '../rules/field.ts';
import type { Reader } from './office.ts';
import { sql } from './office.ts';

/** A stored record: its local number, its id, and every field's value. */
export interface StoredRecord {
  readonly id: number;
  readonly uid: string;
  readonly values: Record<string, FieldValue>;
}

type Row = Record<string, unknown> & { id: number; uid: string; raw: string | null };

export function isCoded(value: FieldValue | undefined): value is CodedValue {
  return typeof value === 'object' && value !== null;
}

/** What the column holds for a value: the code only where it is a code of the field's own list. */
export function columnValue(field: FieldDef, value: FieldValue | undefined): string | number | null {
  if (value === undefined || value === null) return null;
  if (!isCoded(value)) return value;
  return value.list === field.list ? value.code : null;
}

/** A record by its id, or undefined. */
export function findRecord(office: Reader, entity: EntityKey, uid: string): StoredRecord | undefined {
  const row = sql(office, `SELECT * FROM "${entity}" WHERE uid = ?`).get(uid) as Row | undefined;
  return row && toRecord(entity, row);
}

/** A record by its local number, or undefined. */
export function recordByNumber(office: Reader, entity: EntityKey, id: number): StoredRecord | undefined {
  // The same text each time, not one put together anew: it is two thousand characters long, and looked up by them.
  let text = byNumber.get(entity);
  if (text === undefined) byNumber.set(entity, (text = `SELECT ${recordColumns(entity)} FROM "${entity}" WHERE id = ?`));
  const row = sql(office, text).raw().get(id) as RawRow | undefined;
  return row && rawToRecord(entity, row);
}

/** A row as {@link recordColumns} names it. */
export type RawRow = readonly (string | number | null)[];

const byNumber = new Map<EntityKey, string>();
const columnTexts = new Map<EntityKey, string>();

/** The columns of a record in the order that {@link rawToRecord} takes them: arrays cost a third of objects with ninety names. */
export function recordColumns(entity: EntityKey): string {
  let text = columnTexts.get(entity);
  if (text === undefined) columnTexts.set(entity, (text = ['id', 'uid', 'raw', ...fieldsOf(entity).map((field) => `"${field.key}"`)].join(', ')));
  return text;
}

/** A row of {@link recordColumns} as a record, with the coded answers of `raw` in their places. */
export function rawToRecord(entity: EntityKey, row: RawRow): StoredRecord {
  return filled(entity, row, emptyValues(entity));
}

/** The record of a row, whatever has a value put into these values. */
function filled(entity: EntityKey, row: RawRow, values: Record<string, FieldValue>): StoredRecord {
  let place = 3;
  for (const { key } of fieldsOf(entity)) {
    const value = row[place++];
    if (value !== null && value !== undefined) values[key] = value;
  }
  if (row[2] !== null) Object.assign(values, JSON.parse(String(row[2])) as Record<string, CodedValue>);
  return { id: row[0] as number, uid: row[1] as string, values };
}

const empties = new Map<EntityKey, Record<string, FieldValue>>();

/** Every field of an entity without a value: a copy of one object is made and read four times as fast as one that grows field by field. */
function emptyValues(entity: EntityKey): Record<string, FieldValue> {
  let empty = empties.get(entity);
  if (!empty) empties.set(entity, (empty = JSON.parse(`{${fieldsOf(entity).map(({ key }) => `"${key}":null`).join(',')}}`) as Record<string, FieldValue>));
  return { ...empty };
}

/** The same with what has a value only: for what goes on to another thread as text. */
export function rawToSparse(entity: EntityKey, row: RawRow): StoredRecord {
  return filled(entity, row, {});
}

/** Records where a field has a value, in the order they were made. The field is one of the entity's, never free text. */
export function recordsWhere(office: Reader, entity: EntityKey, field: string, value: string | number): StoredRecord[] {
  if (!(field in entities[entity].fields)) throw new Error(`${entity} has no field ${field}`);
  const rows = sql(office, `SELECT * FROM "${entity}" WHERE "${field}" = ? ORDER BY id`).all(value) as Row[];
  return rows.map((row) => toRecord(entity, row));
}

/** A raw row as a record: columns by field key, with the coded answers of `raw` in their places. */
export function toRecord(entity: EntityKey, row: Row): StoredRecord {
  const values = emptyValues(entity);
  for (const { key } of fieldsOf(entity)) values[key] = (row[key] ?? null) as FieldValue;
  if (row.raw) Object.assign(values, JSON.parse(row.raw) as Record<string, CodedValue>);
  return { id: row.id, uid: row.uid, values };
}

/** The JSON of the coded answers among these values, or null when there are none. */
export function rawJson(values: FieldValues): string | null {
  let raw: Record<string, CodedValue> | null = null;
  for (const key in values) {
    const value = values[key];
    if (isCoded(value)) (raw ??= {})[key] = value;
  }
  return raw && JSON.stringify(raw);
}

/** A coded answer that is a plain code of the field's list is stored as the code alone. */
export function tidy(field: FieldDef, value: FieldValue | undefined): FieldValue {
  if (value === undefined || value === '') return null;
  if (isCoded(value) && value.list === field.list && value.code !== null && value.raw === '') return value.code;
  return value;
}

/** Whether two values are the same answer. */
export function sameValue(a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  if (isCoded(a) || isCoded(b)) {
    return isCoded(a) && isCoded(b) && a.list === b.list && a.version === b.version && a.code === b.code && a.raw === b.raw;
  }
  return (a ?? null) === (b ?? null);
}

/** Refuses in development what no declared field can hold: an unknown key. Returns the field. */
export function fieldFor(entity: EntityKey, key: string): NamedField {
  const field = fieldDef(entity, key);
  if (!field) throw new Error(`${entity} has no field ${key}`);
  return field;
}
