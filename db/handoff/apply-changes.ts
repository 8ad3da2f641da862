import { fieldDef, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { covers, vectorOf } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import { recordByNumber } from '../store/records.ts';
import { isWaiting, park, quarantine } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import { refProblem } from './apply-made.ts';
import type { Block } from './frames.ts';
import { areaProblem, fitsField, isRecordId, leavesArea } from './guard.ts';
import type { QuarantineReason } from './guard.ts';
import { mergeRecord } from './merge-record.ts';
import type { Incoming } from './merge-record.ts';
import { travellingEntity } from './payload.ts';
import { wasStillTheirs } from './transfer/papers.ts';

/** Applies the net changes of an entity. The rows of one record follow each other, so they are taken record by record. */
export function applyChanges(context: ApplyContext, entityId: number, blocks: Iterable<Block>): void {
  let record: Incoming[] = [];
  for (const row of rowsOf(context, blocks)) {
    if (record.length > 0 && record[0]?.record !== row.record) {
      applyToRecord(context, entityId, record);
      record = [];
    }
    record.push(row);
  }
  if (record.length > 0) applyToRecord(context, entityId, record);
}

function* rowsOf(context: ApplyContext, blocks: Iterable<Block>): Generator<Incoming> {
  for (const block of blocks) {
    const at = (key: string, row: number): unknown => block.columns[key]?.[row] ?? null;
    const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
    for (let row = 0; row < block.rows; row += 1) {
      const record = at('record', row);
      yield {
        record: isRecordId(record) ? record : '', field: Number(at('field', row)), id: context.ownId(at('id', row)), parent: context.anyId(at('parent', row)),
        seen: list(at('seen', row)).flatMap((wire) => context.anyId(wire) ?? []),
        old: at('old', row), value: at('value', row),
      };
    }
  }
}

/** Applies the net changes of one record, or sets them aside. */
export function applyToRecord(context: ApplyContext, entityId: number, all: readonly Incoming[]): void {
  let rows = all;
  const entity = travellingEntity(entityId);
  const uid = rows[0]?.record ?? '';
  const setAside = (row: Incoming, reason: QuarantineReason): void => quarantine(context, row.id, entityId, uid, row.field, reason, rawOf(row));
  if (entity === null) return rows.forEach((row) => park(context, row.id, entityId, uid, row.field, rawOf(row)));
  const number = uid === '' ? null : context.find(entity, uid);
  const record = number === null ? undefined : recordByNumber(context.office, entity, number);
  if (!record) {
    const reason: QuarantineReason = uid === '' ? 'BAD_ID' : isWaiting(context, entityId, uid) ? 'DEPENDS' : 'RECORD_MISSING';
    return rows.forEach((row) => setAside(row, reason));
  }
  const problem = areaProblem(context.boundsFor(rows[0]?.id ?? null), record.values.owner, null);
  if (problem) {
    const late = rows.filter((row) => wasStillTheirs(context.office, context.boundsFor(row.id).sender, entityId, uid, row.id));
    for (const row of rows) if (!late.includes(row)) setAside(row, problem);
    if (late.length === 0) return;
    rows = late;
  }
  const good: Incoming[] = [];
  const bad = new Map<Incoming, QuarantineReason>();
  for (const row of rows) {
    if (!fieldOfId(entity, row.field)) park(context, row.id, entityId, uid, row.field, rawOf(row));
    else {
      const reason = rowProblem(context, entity, row);
      if (reason) bad.set(row, reason);
      else good.push(row);
    }
  }
  const waiting = waitingFields(context, entityId, uid);
  for (const [row, reason] of bad) setAside(row, reason);
  const free: Incoming[] = [];
  for (const members of Map.groupBy(good, (row) => groupOfField(entity, row.field)).values()) {
    const group = groupOfField(entity, members[0]?.field ?? 0);
    const heals = waiting.every((field) => groupOfField(entity, field) !== group || members.some((row) => row.field === field));
    const whole = ![...bad.keys()].some((row) => groupOfField(entity, row.field) === group);
    if (heals && whole) free.push(...members);
    else for (const row of members) setAside(row, 'DEPENDS');
  }
  mergeRecord(context, entity, record, free);
  resolveWaiting(context, entityId, uid, entity, free);
}

function rowProblem(context: ApplyContext, entity: EntityKey, row: Incoming): QuarantineReason | null {
  const field = fieldOfId(entity, row.field);
  if (!field || !fitsField(field, row.value) || !fitsField(field, row.old)) return 'BAD_VALUE';
  if (leavesArea(context.boundsFor(row.id), entity, row.field, row.value)) return 'OUTSIDE_AREA';
  return refProblem(context, entity, { [field.key]: row.value }, row.id);
}

/** Fields of a record of which a change waits in quarantine. A later change of their group waits with it unless it brings them all. */
function waitingFields(context: ApplyContext, entityId: number, uid: string): number[] {
  return sql(context.office, 'SELECT DISTINCT field FROM quarantine WHERE entity = ? AND record = ? AND field > 0 AND resolvedAt IS NULL').pluck().all(entityId, uid) as number[];
}

/** What was set aside of a field group is settled once a later change of the same line was taken. */
function resolveWaiting(context: ApplyContext, entityId: number, uid: string, entity: EntityKey, taken: readonly Incoming[]): void {
  if (taken.length === 0) return;
  const open = sql(context.office, 'SELECT device, epoch, counter, field FROM quarantine WHERE entity = ? AND record = ? AND field > 0 AND resolvedAt IS NULL')
    .all(entityId, uid) as (ChangeId & { field: number })[];
  const resolve = sql(context.office, 'UPDATE quarantine SET resolvedAt = ? WHERE device = ? AND epoch = ? AND counter = ?');
  for (const one of open) {
    const seen = vectorOf(taken.filter((row) => groupOfField(entity, row.field) === groupOfField(entity, one.field)).flatMap((row) => [row.id, ...row.seen]));
    if (covers(seen, one)) resolve.run(context.at, one.device, one.epoch, one.counter);
  }
}

function groupOfField(entity: EntityKey, field: number): string {
  const key = fieldOfId(entity, field)?.key ?? '';
  return fieldDef(entity, key)?.group ?? key;
}

function rawOf(row: Incoming) {
  return { id: row.id, parent: row.parent, seen: row.seen, old: row.old, value: row.value };
}
