import { childVeil } from '../registry/child-veil.ts';
import type { ChildVeil } from '../registry/child-veil.ts';
import { isChild } from '../registry/closed-answers.ts';
import type { TableSet } from '../reports/table.ts';
import { fail } from '../rules/failure.ts';
import { mayRead } from '../rules/roles.ts';
import { today } from '../store/office.ts';
import { findRecord } from '../store/records.ts';
import type { Context } from './handler.ts';

/** The veil of this user, or null where children are open to him. Error: LOCKED, where the office was closed meanwhile: nothing is told then. */
function veilOf(context: Context): ChildVeil | null {
  return mayRead(context.session.permissions, 'child') ? null : childVeil(context.reader);
}

/** What a call answers, or a document says, without names and NIK of children where this user may not read them (UU 27/2022). */
export function withoutChildren<T>(answer: T, context: Context): T {
  const veil = veilOf(context);
  return veil === null ? answer : veil.over(answer);
}

/** The same for tables that are walked while they are written. */
export function tablesWithoutChildren(set: TableSet, context: Context): TableSet {
  const veil = veilOf(context);
  if (veil === null) return set;
  return { ...set, tables: set.tables.map((table) => ({ ...table, rows: () => walk(table.rows(), veil) })) };
}

function* walk<T extends readonly unknown[]>(rows: Iterable<T>, veil: ChildVeil): Iterable<T> {
  for (const row of rows) yield veil.over(row);
}

/** Refuses a child's own record where this user may not read children's data. Error: CHILD_CLOSED. */
export function requireNoChild({ reader, session }: Context, id: string | undefined): void {
  if (id === undefined || mayRead(session.permissions, 'child')) return;
  const record = findRecord(reader, 'person', id);
  if (record && isChild(record.values, today(reader))) fail('CHILD_CLOSED');
}
