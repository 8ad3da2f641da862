import { entities, entityOfId, fieldOfId, groupOf } from '../../rules/entities.ts';
import type { EntityKey } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import type { FieldValue } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { recordByNumber, sameValue } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { refreshDerived } from '../refresh-derived.ts';
import { voidReason } from '../states.ts';
import { needBoth, writeDecision } from './decide-pair.ts';
import { numbersOf } from './merge-records.ts';
import { takeBackCarried } from './take-back-carried.ts';
import { takeBackWish } from './take-back-wish.ts';
import type { Turn } from './take-back-wish.ts';
import { needPair, pairDecision, pairKind } from './pair.ts';
import type { Pair } from './pair.ts';

/** A field that was changed after the merge and stays as it is. */
export interface KeptField {
  readonly record: string;
  readonly entity: EntityKey;
  readonly field: string;
}

export interface Undone {
  readonly id: string;
  /** Fields that got their value of before back. */
  readonly restored: number;
  readonly kept: KeptField[];
}

interface Entry { readonly entity: number; readonly record: number; readonly field: number; readonly old: string | null; readonly new: string | null }

/**
 * Takes a decision back. A merge is taken apart by compensating changes: every field gets the value it had, except where
 * it (or what belongs with it) was changed since: that is kept and named. A number of it that waits for a second
 * person waits no more. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER,
 * PAIR_OPEN (nothing was decided), MERGE_BUILT_UPON (a later merge rests on this one).
 */
export function undoDecision(office: Writer, actor: Actor, id: string, reason: string): Undone {
  const pair = needPair(office, id);
  if (!pair.record || pair.state === 'open') return fail('PAIR_OPEN');
  requireOwn(office, pair.record);
  needBoth(office, pair, actor.scope);
  const merged = pair.record.values.decision === pairDecision.same && pair.record.values.merged === 1;
  const entries = merged ? entriesOf(office, pair) : [];
  if (merged) requireLast(office, entries);
  return writeChanges(office, { user: actor.user, kind: 'undo', reason, detail: { undo: id } }, (log) => {
    const result = merged ? takeApart(office, log, entries, reason) : { restored: 0, kept: [] };
    writeDecision(office, log, pair, { decision: null, merged: null, decidedOn: null, reason: null });
    askAgain(office, pair);
    return { id, ...result };
  });
}

/** Everything that the merge of a pair wrote: the changes of the transaction in which its decision was last made, wherever it was made. */
function entriesOf(office: Writer, pair: Pair): Entry[] {
  const decision = entities.pair.fields.decision.id;
  const made = sql(office, 'SELECT device, epoch, counter FROM change WHERE entity = ? AND record = ? AND (field = 0 OR (field = ? AND field > 0)) AND taken = 1 ORDER BY tx DESC, field DESC LIMIT 1')
    .get(entities.pair.id, pair.record?.id, decision) as { device: number; epoch: number; counter: number } | undefined;
  if (!made) return [];
  const within = [made.device, made.epoch, made.counter, made.counter];
  const range = sql(office, `SELECT first, last FROM tx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ?
    UNION ALL SELECT first, last FROM originTx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ? LIMIT 1`).get(...within, ...within) as { first: number; last: number } | undefined;
  if (!range) return [];
  return sql(office, `SELECT entity, record, field, old, new FROM change WHERE device = ? AND epoch = ? AND counter BETWEEN ? AND ? AND taken = 1 AND entity <> ${entities.pair.id} ORDER BY counter`)
    .all(made.device, made.epoch, range.first, range.last) as Entry[];
}

/** Refuses while a later merge rests on this one: that one is undone first. */
function requireLast(office: Writer, entries: readonly Entry[]): void {
  const own = entries.filter((entry) => entry.entity === entities.alias.id && entry.field === 0).flatMap((entry) => recordByNumber(office, 'alias', entry.record) ?? []);
  const uids = own.flatMap(({ values }) => [values.fromPerson, values.toPerson, values.fromFamily, values.toFamily]).filter((uid) => typeof uid === 'string');
  const ids = own.map((one) => one.id);
  const later = sql(office, `SELECT count(*) FROM alias WHERE ended IS NULL AND id > ? AND id NOT IN (SELECT value FROM json_each(?))
    AND EXISTS (SELECT 1 FROM json_each(?) WHERE value IN (fromPerson, toPerson, fromFamily, toFamily))`)
    .pluck().get(Math.max(0, ...ids), JSON.stringify(ids), JSON.stringify(uids)) as number;
  if (later > 0) fail('MERGE_BUILT_UPON', { count: later });
}

function takeApart(office: Writer, log: Log, entries: readonly Entry[], reason: string): { restored: number; kept: KeptField[] } {
  const touched = new Set<string>();
  const made = new Set<string>();
  const settled: Turn[] = [];
  let restored = 0;
  for (const entry of entries) {
    const alias = entry.entity === entities.alias.id && entry.field === 0 ? recordByNumber(office, 'alias', entry.record) : undefined;
    if (alias) restored += takeBackCarried(office, log, alias);
  }
  for (const entry of entries) {
    const entity = entityOfId(entry.entity)?.key;
    const record = entity && recordByNumber(office, entity, entry.record);
    if (!entity || !record) continue;
    noteFamilies(office, entity, record, touched);
    if (entry.field !== 0) continue;
    made.add(`${entity} ${record.id}`);
    if (entity === 'alias') log.update('alias', record.id, { ended: today(office), endedReason: reason });
    else if (entity === 'proposal') settled.push(...takeBackWish(office, log, record));
    else if ('voided' in record.values) log.update(entity, record.id, { voided: voidReason.mistake });
  }
  const turns = [...turnsOf(office, entries, made), ...settled];
  const changed = new Set(turns.filter(isChanged).flatMap((turn) => groupOf(turn.entity, turn.field).map((field) => `${turn.record.uid} ${field}`)));
  const kept: KeptField[] = [];
  for (const turn of turns) {
    if (changed.has(`${turn.record.uid} ${turn.field}`)) kept.push({ record: turn.record.uid, entity: turn.entity, field: turn.field });
    else restored += log.update(turn.entity, turn.record.id, { [turn.field]: turn.old });
    const now = recordByNumber(office, turn.entity, turn.record.id);
    if (now) noteFamilies(office, turn.entity, now, touched);
  }
  refreshDerived(office, numbersOf(office, touched));
  return { restored, kept };
}

/** What the merge did to each field: from its first value to its last. */
function turnsOf(office: Writer, entries: readonly Entry[], made: ReadonlySet<string>): Turn[] {
  const parse = (value: string | null): FieldValue => (value === null ? null : (JSON.parse(value) as FieldValue));
  const turns = new Map<string, Turn>();
  for (const entry of entries) {
    const entity = entityOfId(entry.entity)?.key;
    const field = entity && fieldOfId(entity, entry.field)?.key;
    if (!entity || field === undefined || made.has(`${entity} ${entry.record}`)) continue;
    const key = `${entity} ${entry.record} ${field}`;
    const first = turns.get(key);
    const record = first?.record ?? recordByNumber(office, entity, entry.record);
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

/** The pair is an open question again. */
function askAgain(office: Writer, pair: Pair): void {
  sql(office, 'INSERT OR IGNORE INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,?,?,?,?,?,?,?)')
    .run([pair.id, pairKind[pair.kind], pair.left, pair.right, pair.score, pair.sure ? 1 : 0, JSON.stringify(pair.agreements), office.now().toISOString()]);
}
