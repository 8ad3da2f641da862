import { entities } from '../../rules/entities.ts';
import { fail } from '../../rules/failure.ts';
import { writeChanges } from '../../store/change-log.ts';
import type { Log } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Writer } from '../../store/office.ts';
import { recordByNumber } from '../../store/records.ts';
import { requireOwn } from '../access.ts';
import type { Actor } from '../access.ts';
import { needBoth, writeDecision } from './decide-pair.ts';
import { needPair, pairDecision, pairKind } from './pair.ts';
import type { Pair } from './pair.ts';
import { changedApart, takeApart, writtenWith } from './take-apart.ts';
import type { KeptField, MergeEntry } from './take-apart.ts';

export interface Undone {
  readonly id: string;
  /** Fields that got their value of before back. */
  readonly restored: number;
  readonly kept: KeptField[];
}

/**
 * Takes a decision back. A merge is taken apart by compensating changes: every field gets the value it had, except where
 * it (or what belongs with it) was changed since: that is kept and named. A number of it that waits for a second
 * person waits no more. Errors: NOT_FOUND, OUTSIDE_AREA, NOT_OWNER and TRANSFER_UNDERWAY (a record of it was handed over since, or is on its way),
 * PAIR_OPEN (nothing was decided), MERGE_BUILT_UPON (a later merge rests on this one).
 */
export function undoDecision(office: Writer, actor: Actor, id: string, reason: string): Undone {
  const pair = needPair(office, id);
  if (!pair.record || pair.state === 'open') return fail('PAIR_OPEN');
  requireOwn(office, pair.record);
  needBoth(office, pair, actor.scope);
  const merged = pair.record.values.decision === pairDecision.same && pair.record.values.merged === 1;
  const entries = merged ? entriesOf(office, pair) : [];
  if (merged) {
    requireLast(office, entries);
    requireAllOwn(office, entries);
  }
  return writeChanges(office, { user: actor.user, kind: 'undo', reason, detail: { undo: id } }, (log) => {
    const result = merged ? takeApart(office, log, entries, reason) : { restored: 0, kept: [] };
    openAgain(office, log, pair);
    return { id, ...result };
  });
}

/** Takes a merge apart within a running transaction, by everything that was written with it, whatever rests on it, and asks about the pair anew. */
export function undoMerge(office: Writer, log: Log, written: readonly MergeEntry[], reason: string): void {
  takeApart(office, log, written.filter(isOfMerge), reason);
  for (const record of new Set(written.filter((entry) => !isOfMerge(entry)).map((entry) => entry.record))) {
    const pair = recordByNumber(office, 'pair', record);
    if (pair && pair.values.decision !== null) openAgain(office, log, needPair(office, pair.uid));
  }
}

function isOfMerge({ entity }: MergeEntry): boolean {
  return entity !== entities.pair.id;
}

/** Everything that the merge of a pair wrote: the changes of the transaction in which its decision was last made, wherever it was made. */
function entriesOf(office: Writer, pair: Pair): MergeEntry[] {
  const decision = entities.pair.fields.decision.id;
  const made = sql(office, 'SELECT device, epoch, counter FROM change WHERE entity = ? AND record = ? AND (field = 0 OR (field = ? AND field > 0)) AND taken = 1 ORDER BY tx DESC, field DESC LIMIT 1')
    .get(entities.pair.id, pair.record?.id, decision) as { device: number; epoch: number; counter: number } | undefined;
  return made ? writtenWith(office, made).filter(isOfMerge) : [];
}

/** What was handed over since, or is on its way, is not changed any more by taking apart what came before. */
function requireAllOwn(office: Writer, entries: readonly MergeEntry[]): void {
  for (const record of changedApart(office, entries)) if ('owner' in record.values) requireOwn(office, record);
}

/** Refuses while a later merge rests on this one: that one is undone first. */
function requireLast(office: Writer, entries: readonly MergeEntry[]): void {
  const own = entries.filter((entry) => entry.entity === entities.alias.id && entry.field === 0).flatMap((entry) => recordByNumber(office, 'alias', entry.record) ?? []);
  const uids = own.flatMap(({ values }) => [values.fromPerson, values.toPerson, values.fromFamily, values.toFamily]).filter((uid) => typeof uid === 'string');
  const ids = own.map((one) => one.id);
  const later = sql(office, `SELECT count(*) FROM alias WHERE ended IS NULL AND id > ? AND id NOT IN (SELECT value FROM json_each(?))
    AND EXISTS (SELECT 1 FROM json_each(?) WHERE value IN (fromPerson, toPerson, fromFamily, toFamily))`)
    .pluck().get(Math.max(0, ...ids), JSON.stringify(ids), JSON.stringify(uids)) as number;
  if (later > 0) fail('MERGE_BUILT_UPON', { count: later });
}

/** The pair is an open question again. */
function openAgain(office: Writer, log: Log, pair: Pair): void {
  writeDecision(office, log, pair, { decision: null, merged: null, decidedOn: null, reason: null });
  sql(office, 'INSERT OR IGNORE INTO duplicateFound (id, kind, "left", "right", score, sure, agreements, at) VALUES (?,?,?,?,?,?,?,?)')
    .run([pair.id, pairKind[pair.kind], pair.left, pair.right, pair.score, pair.sure ? 1 : 0, JSON.stringify(pair.agreements), office.now().toISOString()]);
}
