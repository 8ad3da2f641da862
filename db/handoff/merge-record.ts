import { entities, fieldDef, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { covers, freshFields, mergeGroup, vectorOf } from '../rules/merge.ts';
import type { DecisionRank, GroupHere, GroupIncoming, Vector, Verdict } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { groupLine, idsOf, lineVector, recordLine, valueOf } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
import { sql } from '../store/office.ts';
import { recordByNumber, sameValue } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import type { ApplyContext } from './apply-context.ts';
import { touchFamilies } from './apply-made.ts';

/** A row of a `change` file with its ids as this database numbers devices. */
export interface Incoming {
  readonly record: string;
  readonly field: number;
  readonly id: ChangeId;
  readonly parent: ChangeId | null;
  readonly seen: readonly ChangeId[];
  readonly old: unknown;
  readonly value: unknown;
}

/** A group in the making: what a package brings of it, and what stands here. */
interface GroupMerge {
  readonly rows: readonly Incoming[];
  readonly line: readonly LineEntry[];
  readonly here: GroupHere<FieldValue>;
  readonly incoming: GroupIncoming<FieldValue>;
}

/** Merges the rows of one record, group by group. */
export function mergeRecord(context: ApplyContext, entity: EntityKey, record: StoredRecord, rows: readonly Incoming[]): void {
  const groups = Map.groupBy(rows, (row) => fieldDef(entity, keyOf(entity, row))?.group ?? keyOf(entity, row));
  const line = recordLine(context.office, entity, record.id);
  let written = false;
  for (const members of groups.values()) {
    const merge = prepare(context, entity, record, line, members);
    const verdict = mergeGroup(merge.here, merge.incoming, sameValue);
    written = write(context, entity, record, merge, verdict) || written;
  }
  if (!written) return;
  touchFamilies(context, entity, record.uid, record.values);
  const now = recordByNumber(context.office, entity, record.id);
  if (now) touchFamilies(context, entity, record.uid, now.values);
}

function prepare(context: ApplyContext, entity: EntityKey, record: StoredRecord, line: readonly LineEntry[], rows: readonly Incoming[]): GroupMerge {
  const key = keyOf(entity, rows[0] as Incoming);
  const own = groupLine(line, entity, key);
  const standing = own.filter((entry) => entry.taken > 0);
  const making = own.filter((entry) => entry.field === 0);
  const seen = vectorOf([...making, ...rows.flatMap((row) => [row.id, ...(row.parent ? [row.parent] : []), ...row.seen])]);
  const fields = groupOf(entity, key);
  const ids = new Map(rows.map((row): [string, ChangeId] => [keyOf(entity, row), row.id]));
  const bare = { seen: lineVector(standing), aside: vectorOf(own.filter((entry) => entry.taken === 0)) };
  const fresh = new Set(freshFields(bare, { ids }));
  return {
    rows, line: own,
    here: {
      ...bare, values: new Map(fields.map((field) => [field, record.values[field] ?? null])),
      decision: rankOf(context, record, standing.filter((entry) => !covers(seen, entry))),
    },
    incoming: {
      ids, seen, values: new Map(fields.map((field) => [field, valueThere(entity, record, own, rows, seen, field)])),
      decision: rankOf(context, record, rows.filter((row) => fresh.has(keyOf(entity, row))).map((row) => row.id)),
    },
  };
}

/** What the sender has in a field: what the package says, else the last value here that they had seen. */
function valueThere(entity: EntityKey, record: StoredRecord, line: readonly LineEntry[], rows: readonly Incoming[], seen: Vector, field: string): FieldValue {
  const row = rows.find((one) => keyOf(entity, one) === field);
  if (row) return row.value as FieldValue;
  const own = line.filter((entry) => entry.taken === 1 && entry.field === (fieldDef(entity, field)?.id ?? -1));
  const known = own.findLast((entry) => covers(seen, entry));
  if (known) return valueOf(known);
  const [first] = own;
  return first ? (first.old === null ? null : (JSON.parse(first.old) as FieldValue)) : (record.values[field] ?? null);
}

/** The rank of changes that all are decisions of a konflik; null when one of them is not, or there is none. */
function rankOf(context: ApplyContext, record: StoredRecord, ids: readonly ChangeId[]): DecisionRank | null {
  const [first] = ids;
  if (!first || !ids.every((id) => isDecision(context, id))) return null;
  const device = sql(context.office, 'SELECT uid, office FROM device WHERE no = ?').get(first.device) as { uid: string; office: string };
  return { byOwner: device.office === record.values.owner, device: device.uid, epoch: first.epoch, counter: first.counter };
}

function isDecision({ office }: ApplyContext, { device, epoch, counter }: ChangeId): boolean {
  const kind = sql(office, 'SELECT kind FROM tx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ?').pluck().get(device, epoch, counter, counter)
    ?? sql(office, 'SELECT kind FROM originTx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ?').pluck().get(device, epoch, counter, counter);
  return kind === 'conflict';
}

/** Writes what was decided; whether the record now says something else. */
function write(context: ApplyContext, entity: EntityKey, record: StoredRecord, merge: GroupMerge, verdict: Verdict): boolean {
  const fresh = new Set(freshFields(merge.here, merge.incoming));
  const rows = merge.rows.filter((row) => fresh.has(keyOf(entity, row)));
  context.tally.unchanged += merge.rows.length - rows.length;
  if (verdict === 'covered') return false;
  const standing = verdict === 'conflict' ? 'aside' : verdict === 'note' ? 'superseded' : 'taken';
  const all = idsOf(merge.incoming.seen);
  for (const row of rows) {
    const seen = all.filter((id) => id.device !== row.id.device || id.epoch !== row.id.epoch || id.counter > row.id.counter);
    context.log.receiveChange(entity, record.id, { id: row.id, parent: row.parent, field: keyOf(entity, row), old: row.old as FieldValue, value: row.value as FieldValue, seen, standing });
  }
  if (verdict !== 'conflict') context.tally.applied += rows.length;
  closeCovered(context, entity, record, merge, verdict);
  if (verdict === 'conflict' || verdict === 'note') noteConflict(context, entity, record, merge, rows[0] as Incoming, verdict);
  return verdict === 'take';
}

/** Closes the conflicts of this group that what stands now, or the newer conflict, rests on. */
function closeCovered(context: ApplyContext, entity: EntityKey, record: StoredRecord, merge: GroupMerge, verdict: Verdict): void {
  const fields = groupOf(entity, keyOf(entity, merge.rows[0] as Incoming)).map((key) => fieldDef(entity, key)?.id);
  const open = sql(context.office, `SELECT id, field, theirDevice AS device, theirEpoch AS epoch, theirCounter AS counter FROM conflict
    WHERE entity = ? AND record = ? AND closedAt IS NULL`).all(entities[entity].id, record.id) as (ChangeId & { id: number; field: number })[];
  const close = sql(context.office, 'UPDATE conflict SET closedAt = ?, outcome = ? WHERE id = ?');
  const outcome = verdict === 'conflict' ? 'replaced' : 'decided';
  for (const one of open) if (fields.includes(one.field) && covers(merge.incoming.seen, one)) close.run(context.at, outcome, one.id);
}

function noteConflict(context: ApplyContext, entity: EntityKey, record: StoredRecord, merge: GroupMerge, row: Incoming, verdict: 'conflict' | 'note'): void {
  const ours = merge.line.findLast((entry) => entry.taken === 1);
  const theirs = JSON.stringify(Object.fromEntries(merge.incoming.values));
  const closed = verdict === 'note' ? context.at : null;
  sql(context.office, `INSERT OR IGNORE INTO conflict (entity, record, field, ourDevice, ourEpoch, ourCounter, theirDevice, theirEpoch, theirCounter, package, at, theirs, closedAt, outcome)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)`).run(entities[entity].id, record.id, row.field, ours?.device ?? null, ours?.epoch ?? null, ours?.counter ?? null,
    row.id.device, row.id.epoch, row.id.counter, context.sha256, context.at, theirs, closed, closed && 'note');
  if (verdict === 'conflict') context.tally.conflicts += 1;
}

function keyOf(entity: EntityKey, row: { readonly field: number }): string {
  return fieldOfId(entity, row.field)?.key ?? '';
}
