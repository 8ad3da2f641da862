import { entities, entityOfId, fieldOfId, groupOf } from '../../rules/entities.ts';
import type { EntityKey } from '../../rules/entities.ts';
import type { FieldValue } from '../../rules/field.ts';
import type { ChangeId, Log } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { recordByNumber, sameValue } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { refreshDerived } from '../refresh-derived.ts';
import { voidReason } from '../states.ts';
import { numbersOf } from './merge-records.ts';
import { takeBackCarried } from './take-back-carried.ts';
import { takeBackWish } from './take-back-wish.ts';
import type { Turn } from './take-back-wish.ts';

/** A change of a merge, as the log holds it. */
export interface MergeEntry { readonly entity: number; readonly record: number; readonly field: number; readonly old: string | null; readonly new: string | null }

/** A field that was changed after the merge and stays as it is. */
export interface KeptField {
  readonly record: string;
  readonly entity: EntityKey;
  readonly field: string;
}

/**
 * Takes a merge apart by compensating changes: every field that it wrote gets the value it had, except where it (or what belongs with it) was
 * changed since, which is kept and named; what it made is ended or struck out. Brings the lists of the families up to date.
 */
export function takeApart(office: Writer, log: Log, entries: readonly MergeEntry[], reason: string): { restored: number; kept: KeptField[] } {
  const touched = new Set<string>();
  const settled: Turn[] = [];
  let restored = 0;
  for (const entry of entries) {
    const alias = entry.entity === entities.alias.id && entry.field === 0 ? recordByNumber(office, 'alias', entry.record) : undefined;
    if (alias) restored += takeBackCarried(office, log, alias);
  }
  for (const entry of entries) {
    const entity = entityOfId(entry.entity)?.key;
    const record = recordOf(office, entry);
    if (!entity || !record) continue;
    noteFamilies(office, entity, record, touched);
    if (entry.field !== 0) continue;
    if (entity === 'alias') log.update('alias', record.id, { ended: today(office), endedReason: reason });
    else if (entity === 'proposal') settled.push(...takeBackWish(office, log, record));
    else if ('voided' in record.values) log.update(entity, record.id, { voided: voidReason.mistake });
  }
  const result = turnBack(office, log, [...turnsOf(office, entries), ...settled], touched);
  refreshDerived(office, numbersOf(office, touched));
  return { restored: restored + result.restored, kept: result.kept };
}

/** The records that taking a merge apart would change: not what was changed since. */
export function changedApart(office: Reader, entries: readonly MergeEntry[]): StoredRecord[] {
  const made = entries.filter(isMaking).flatMap((entry) => recordOf(office, entry) ?? []);
  const turns = turnsOf(office, entries);
  const changed = changedSince(turns);
  return [...made, ...turns.filter((turn) => !changed.has(fieldOf(turn))).map(({ record }) => record)];
}

/**
 * Gives fields the value they had before, but for those that (or whose group) were changed since: these are named. Gathers the families that
 * are touched.
 */
export function turnBack(office: Writer, log: Log, turns: readonly Turn[], touched: Set<string>): { restored: number; kept: KeptField[] } {
  const changed = changedSince(turns);
  const kept: KeptField[] = [];
  let restored = 0;
  for (const turn of turns) {
    if (changed.has(fieldOf(turn))) kept.push({ record: turn.record.uid, entity: turn.entity, field: turn.field });
    else restored += log.update(turn.entity, turn.record.id, { [turn.field]: turn.old });
    const now = recordByNumber(office, turn.entity, turn.record.id);
    if (now) noteFamilies(office, turn.entity, now, touched);
  }
  return { restored, kept };
}

function changedSince(turns: readonly Turn[]): ReadonlySet<string> {
  return new Set(turns.filter(isChanged).flatMap((turn) => groupOf(turn.entity, turn.field).map((field) => fieldOf({ ...turn, field }))));
}

function fieldOf({ record, field }: Pick<Turn, 'record' | 'field'>): string {
  return `${record.uid} ${field}`;
}

function isMaking({ field }: MergeEntry): boolean {
  return field === 0;
}

function recordOf(office: Reader, entry: MergeEntry): StoredRecord | undefined {
  const entity = entityOfId(entry.entity)?.key;
  return entity && recordByNumber(office, entity, entry.record);
}

/** What changes of one transaction did to each field, from its first value to its last; not of what was made in it. */
export function turnsOf(office: Reader, entries: readonly MergeEntry[]): Turn[] {
  const made = new Set(entries.filter(isMaking).map(({ entity, record }) => `${entity} ${record}`));
  const parse = (value: string | null): FieldValue => (value === null ? null : (JSON.parse(value) as FieldValue));
  const turns = new Map<string, Turn>();
  for (const entry of entries) {
    const entity = entityOfId(entry.entity)?.key;
    const field = entity && fieldOfId(entity, entry.field)?.key;
    if (!entity || field === undefined || made.has(`${entry.entity} ${entry.record}`)) continue;
    const key = `${entity} ${entry.record} ${field}`;
    const first = turns.get(key);
    const record = first?.record ?? recordOf(office, entry);
    if (record) turns.set(key, { entity, record, field, old: first ? first.old : parse(entry.old), now: parse(entry.new) });
  }
  return [...turns.values()];
}

function isChanged({ record, field, now }: Turn): boolean {
  return !sameValue(record.values[field], now);
}

function noteFamilies(office: Writer, entity: EntityKey, record: StoredRecord, touched: Set<string>): void {
  if (entity === 'family') touched.add(record.uid);
  const { family, person } = record.values;
  if (typeof family === 'string') touched.add(family);
  if (typeof person !== 'string') return;
  const home = sql(office, 'SELECT family FROM person WHERE uid = ?').pluck().get(person) as string | null | undefined;
  if (home) touched.add(home);
}

/** Every change of the transaction in which one was written, wherever that was, in their order: those that stand, and those that lie aside, for which somebody may have decided. */
export function writtenWith(office: Reader, { device, epoch, counter }: ChangeId): MergeEntry[] {
  const within = [device, epoch, counter, counter];
  const range = sql(office, `SELECT first, last FROM tx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ?
    UNION ALL SELECT first, last FROM originTx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ? LIMIT 1`).get(...within, ...within) as { first: number; last: number } | undefined;
  if (!range) return [];
  return sql(office, 'SELECT entity, record, field, old, new FROM change WHERE device = ? AND epoch = ? AND counter BETWEEN ? AND ? AND taken IN (0, 1) ORDER BY counter').all(device, epoch, range.first, range.last) as MergeEntry[];
}
