import type { Connection } from '../../store/connection.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { dueFamilies, dueRule } from './due-families.ts';
import type { DueFamily, DueRule, DueState } from './due-families.ts';

/** How a worklist is split. */
export type SplitBy = 'rt' | 'dasawisma' | 'enumerator';
const splits = ['rt', 'dasawisma', 'enumerator'] as const;
const states = ['due', 'planned', 'visited', 'checked', 'approved', 'returned'] as const satisfies readonly DueState[];

/** One part of a worklist with how far it is. */
export interface WorkGroup extends Readonly<Record<DueState, number>> {
  readonly key: string; readonly label: string; readonly total: number;
}

export interface WorkQuery {
  readonly round: string;
  readonly by: SplitBy;
  /** Narrow the rows, never the groups. */
  readonly group?: string | undefined;
  readonly state?: DueState | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A worklist as a connection holds it: for each family its number, how far it is, and its group in each split; a few bytes each. */
interface Held {
  readonly of: string;
  readonly state: string;
  readonly rule: DueRule;
  readonly families: Int32Array;
  readonly far: Uint8Array;
  readonly group: Readonly<Record<SplitBy, Int32Array>>;
  readonly groups: Readonly<Record<SplitBy, readonly WorkGroup[]>>;
}

const held = new WeakMap<Connection, Held>();

/**
 * The families of a period split into worklists. Who is due is judged once after each write and held; turning pages, and from one
 * worklist to the next, reads the rows that are shown and no others. Error: NOT_FOUND.
 */
export function workOf(office: Reader, query: WorkQuery, scope: Scope): { groups: readonly WorkGroup[]; total: number; rows: DueFamily[] } {
  const work = workNow(office, query.round, scope);
  const groups = work.groups[query.by];
  const group = query.group === undefined ? null : groups.findIndex(({ key }) => key === query.group);
  const state = query.state === undefined ? null : states.indexOf(query.state);
  const place = work.group[query.by];
  const shown: number[] = [];
  let total = 0;
  for (const [at, family] of work.families.entries()) {
    if ((group !== null && place[at] !== group) || (state !== null && work.far[at] !== state)) continue;
    if (total >= query.offset && shown.length < query.limit) shown.push(family);
    total += 1;
  }
  const rows = shown.length === 0 ? [] : dueFamilies(office, work.rule, scope, shown).map(({ number: _number, ...row }) => row);
  return { groups, total, rows };
}

function workNow(office: Reader, round: string, scope: Scope): Held {
  const of = `${round} ${scope ?? ''}`;
  const state = `${today(office)} ${String(office.db.pragma('data_version', { simple: true }))} ${String(sql(office, 'SELECT total_changes()').pluck().get())}`;
  const known = held.get(office.db);
  if (known?.of === of && known.state === state) return known;
  const rule = dueRule(office, round, scope);
  const all = dueFamilies(office, rule, scope);
  const places = splits.map((by) => [by, split(all, by)] as const);
  const now: Held = {
    of, state, rule, families: Int32Array.from(all, ({ number }) => number), far: Uint8Array.from(all, (row) => states.indexOf(row.state)),
    group: Object.fromEntries(places.map(([by, { group }]) => [by, group])) as Held['group'], groups: Object.fromEntries(places.map(([by, { groups }]) => [by, groups])) as unknown as Held['groups'],
  };
  held.set(office.db, now);
  return now;
}

/** The groups of a split in their order, those of none last, and for each family the number of its group. */
function split(all: readonly DueFamily[], by: SplitBy): { group: Int32Array; groups: WorkGroup[] } {
  const found = new Map<string, { -readonly [Key in keyof WorkGroup]: WorkGroup[Key] }>();
  for (const row of all) {
    const key = keyOf(row, by);
    let one = found.get(key);
    if (!one) found.set(key, (one = { key, label: labelOf(row, by), total: 0, due: 0, planned: 0, visited: 0, checked: 0, approved: 0, returned: 0 }));
    one.total += 1;
    one[row.state] += 1;
  }
  const groups = [...found.values()].sort((a, b) => Number(a.key === '') - Number(b.key === '') || a.label.localeCompare(b.label, 'id', { numeric: true }));
  const numbers = new Map(groups.map(({ key }, place) => [key, place]));
  return { groups, group: Int32Array.from(all, (row) => numbers.get(keyOf(row, by)) ?? 0) };
}

function keyOf(row: DueFamily, by: SplitBy): string {
  if (by === 'dasawisma') return row.dasawisma ?? '';
  return by === 'enumerator' ? (row.enumerator ?? '') : row.rt === null && row.rw === null ? '' : `${row.rw ?? ''}/${row.rt ?? ''}`;
}

function labelOf(row: DueFamily, by: SplitBy): string {
  if (by === 'dasawisma') return row.dasawismaName ?? '';
  if (by === 'enumerator') return row.enumeratorName ?? '';
  return keyOf(row, by) === '' ? '' : `RW ${row.rw ?? '–'} RT ${row.rt ?? '–'}`;
}
