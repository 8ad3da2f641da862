import { integer, real, text } from 'drizzle-orm/sqlite-core';
import type { EntityDef, FieldDef, FieldKind } from '../../rules/field.ts';

const makeInteger = () => integer();
const makeReal = () => real();
const makeText = () => text();

type ColumnOf<K extends FieldKind> = K extends 'int' | 'code' | 'bits' | 'flag'
  ? ReturnType<typeof makeInteger>
  : K extends 'real'
    ? ReturnType<typeof makeReal>
    : ReturnType<typeof makeText>;

export type ColumnsOf<F extends Readonly<Record<string, FieldDef>>> = { [K in keyof F]: ColumnOf<F[K]['kind']> };

/** The SQL type a field is stored as. */
export function sqlType(kind: FieldKind): 'INTEGER' | 'REAL' | 'TEXT' {
  if (kind === 'int' || kind === 'code' || kind === 'bits' || kind === 'flag') return 'INTEGER';
  return kind === 'real' ? 'REAL' : 'TEXT';
}

/** Drizzle columns of an entity, one per declared field, all nullable: an empty answer is null. */
export function columnsOf<E extends EntityDef>(entity: E): ColumnsOf<E['fields']> {
  const columns: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(entity.fields)) {
    const type = sqlType(field.kind);
    columns[key] = type === 'INTEGER' ? makeInteger() : type === 'REAL' ? makeReal() : makeText();
  }
  return columns as ColumnsOf<E['fields']>;
}
