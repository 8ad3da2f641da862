import { fieldsOf } from '../rules/entities.ts';
import type { EntityKey, NamedField } from '../rules/entities.ts';
import type { FieldValue, FieldValues } from '../rules/field.ts';
import { columnValue } from './records.ts';

/** A new row of an entity, ready for its statement. It is good until the next call: whoever keeps it copies it (SQLite does). */
export interface BoundRow {
  readonly insert: string;
  readonly bound: readonly (string | number | null)[];
  /** The row's canonical text, as `rowText` would give it. */
  readonly text: string;
}

/**
 * What binding rows of an entity needs. It knows the columns that rows had so far and grows with them, because a file has
 * half of them: binding the others as nothing would take as long again.
 */
interface BindPlan {
  fields: readonly NamedField[];
  /** Whether the field takes text, so that a number in it is a mistake. */
  isText: readonly boolean[];
  /** By key: the place among what is bound; -1 for what is no field. */
  places: Map<string, number>;
  insert: string;
  bound: (string | number | null)[];
  /** [field number, value] for each field; filled anew for each row, because making them anew takes twice the time. */
  pairs: [number, FieldValue][];
}

const plans = new Map<EntityKey, BindPlan>();
/** The id and what is no plain code stand before the fields. */
const BEFORE = 2;

/** The row to bind and its text, in one walk over what the row has. */
export function bindRow(entity: EntityKey, uid: string, values: FieldValues): BoundRow {
  const plan = plans.get(entity) ?? planFor(entity, []);
  const { fields, places, bound, pairs, isText } = plan;
  for (let place = 0; place < pairs.length; place++) (pairs[place] as [number, FieldValue])[1] = null;
  for (const key in values) {
    const value = values[key];
    if (value === undefined || value === null || value === '') continue;
    const place = places.get(key);
    if (place === undefined) {
      grow(entity, plan, key);
      return bindRow(entity, uid, values);
    }
    if (place >= 0) (pairs[place] as [number, FieldValue])[1] = value;
  }
  const said: [number, FieldValue][] = [];
  let raw: Record<string, FieldValue> | null = null;
  for (let place = 0; place < pairs.length; place++) {
    const pair = pairs[place] as [number, FieldValue];
    const value = pair[1];
    if (value === null) {
      bound[place + BEFORE] = null;
      continue;
    }
    said.push(pair);
    const field = fields[place] as NamedField;
    if (typeof value === 'object') {
      (raw ??= {})[field.key] = value;
      bound[place + BEFORE] = columnValue(field, value);
      continue;
    }
    if (typeof value === 'number' && isText[place]) throw new Error(`${entity}.${field.key} takes text, not a number`);
    bound[place + BEFORE] = value;
  }
  bound[0] = uid;
  bound[1] = raw && JSON.stringify(raw);
  // In one piece: a text put together from eighty is walked again by every hash over it.
  return { insert: plan.insert, bound, text: JSON.stringify(said) };
}

function grow(entity: EntityKey, plan: BindPlan, key: string): void {
  const field = fieldsOf(entity).find((one) => one.key === key);
  if (field) planFor(entity, [...plan.fields, field]);
  else plan.places.set(key, -1);
}

function planFor(entity: EntityKey, some: readonly NamedField[]): BindPlan {
  const fields = [...some].sort((a, b) => a.id - b.id);
  const columns = ['uid', 'raw', ...fields.map((field) => `"${field.key}"`)];
  const plan: BindPlan = {
    fields, isText: fields.map(isTextKind), places: new Map(fields.map((field, place) => [field.key, place])),
    insert: `INSERT INTO "${entity}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(',')})`,
    bound: columns.map(() => null), pairs: fields.map((field) => [field.id, null]),
  };
  plans.set(entity, plan);
  return plan;
}

function isTextKind(field: NamedField): boolean {
  return field.kind === 'text' || field.kind === 'date' || field.kind === 'ref' || field.kind === 'json';
}
