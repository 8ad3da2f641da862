import { entities, fieldDef, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { FieldValue } from '../rules/field.ts';
import { mergeGroup } from '../rules/merge.ts';
import type { FieldHere, FieldIncoming, Verdict } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { sql } from '../store/office.ts';
import { recordByNumber, sameValue } from '../store/records.ts';
import type { StoredRecord } from '../store/records.ts';
import { isWaiting, park, quarantine } from './apply-context.ts';
import type { ApplyContext } from './apply-context.ts';
import { refProblem, touchFamilies } from './apply-made.ts';
import type { Block } from './frames.ts';
import { areaProblem, fitsField, isRecordId, leavesArea } from './guard.ts';
import type { QuarantineReason } from './guard.ts';
import { travellingEntity } from './payload.ts';

/** A row of a `change` file with its ids as this database numbers devices. */
export interface Incoming {
  readonly record: string;
  readonly field: number;
  readonly id: ChangeId;
  readonly parent: ChangeId | null;
  readonly seen: readonly ChangeId[];
  readonly beside: readonly (readonly [number, ChangeId])[];
  readonly old: unknown;
  readonly value: unknown;
}

/** The reason on transactions that apply what was parked. */
export const PARKED_REASON = 'parked.apply';

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
        beside: list(at('beside', row)).flatMap((pair): [number, ChangeId][] => {
          const [field, wire] = list(pair);
          const id = context.anyId(wire);
          return id ? [[Number(field), id]] : [];
        }),
        old: at('old', row), value: at('value', row),
      };
    }
  }
}

/** Applies the net changes of one record, or sets them aside. */
export function applyToRecord(context: ApplyContext, entityId: number, rows: readonly Incoming[]): void {
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
  const problem = areaProblem(context.bounds, record.values.owner, null);
  if (problem) return rows.forEach((row) => setAside(row, problem));
  const good: Incoming[] = [];
  for (const row of rows) {
    const field = fieldOfId(entity, row.field);
    if (!field) park(context, row.id, entityId, uid, row.field, rawOf(row));
    else if (!fitsField(field, row.value) || !fitsField(field, row.old)) setAside(row, 'BAD_VALUE');
    else if (leavesArea(context.bounds, entity, row.field, row.value)) setAside(row, 'OUTSIDE_AREA');
    else {
      const missing = refProblem(context, entity, { [field.key]: row.value });
      if (missing) setAside(row, missing);
      else good.push(row);
    }
  }
  mergeRecord(context, entity, record, good);
}

function mergeRecord(context: ApplyContext, entity: EntityKey, record: StoredRecord, rows: readonly Incoming[]): void {
  const keyOf = (row: Incoming): string => fieldOfId(entity, row.field)?.key ?? '';
  const groups = Map.groupBy(rows, (row) => fieldDef(entity, keyOf(row))?.group ?? keyOf(row));
  let written = false;
  for (const members of groups.values()) {
    const verdicts = decide(context, entity, record, members, keyOf);
    for (const row of members) written = write(context, entity, record, row, keyOf(row), verdicts.get(keyOf(row)) ?? 'covered') || written;
  }
  if (!written) return;
  touchFamilies(context, entity, record.uid, record.values);
  const now = recordByNumber(context.office, entity, record.id);
  if (now) touchFamilies(context, entity, record.uid, now.values);
}

function decide(context: ApplyContext, entity: EntityKey, record: StoredRecord, members: readonly Incoming[], keyOf: (row: Incoming) => string): ReadonlyMap<string, Verdict> {
  const [first] = members;
  if (!first) return new Map();
  const incoming = members.map((row): FieldIncoming<FieldValue> => ({
    field: keyOf(row), id: row.id, parents: row.parent ? [row.parent, ...row.seen] : row.seen, value: row.value as FieldValue,
  }));
  const here = groupOf(entity, keyOf(first)).map((key) => fieldHere(context, entity, record, key));
  const beside = new Map(members.flatMap((row) => row.beside).flatMap(([field, id]): [string, ChangeId][] => {
    const key = fieldOfId(entity, field)?.key;
    return key ? [[key, id]] : [];
  }));
  return mergeGroup({ here, incoming, beside }, sameValue);
}

/**
 * A field with the changes it went through here. A value that was parked when its record was made, and applied after an
 * update, stands under a number of this office; it belongs to the making and is left out.
 */
function fieldHere(context: ApplyContext, entity: EntityKey, record: StoredRecord, key: string): FieldHere<FieldValue> {
  const rows = sql(context.office, `SELECT c.device, c.epoch, c.counter, c.taken FROM change c WHERE c.entity = ? AND c.record = ? AND c.field IN (0, ?)
      AND NOT EXISTS (SELECT 1 FROM tx t WHERE t.id = c.tx AND t.reason = '${PARKED_REASON}' AND t.device = c.device AND t.epoch = c.epoch AND c.counter BETWEEN t.first AND t.last)
    ORDER BY c.field <> 0, c.tx, c.counter`)
    .all(entities[entity].id, record.id, fieldDef(entity, key)?.id ?? -1) as (ChangeId & { taken: number })[];
  return { field: key, line: rows.filter((row) => row.taken === 1), aside: rows.filter((row) => row.taken === 0), value: record.values[key] ?? null };
}

/** Writes a change as decided; whether the record now says something else. */
function write(context: ApplyContext, entity: EntityKey, record: StoredRecord, row: Incoming, key: string, verdict: Verdict): boolean {
  if (verdict === 'covered') {
    context.tally.unchanged += 1;
    return false;
  }
  const change = { id: row.id, parent: row.parent, field: key, old: row.old as FieldValue, value: row.value as FieldValue };
  context.log.receiveChange(entity, record.id, { ...change, taken: verdict !== 'conflict' });
  if (verdict === 'conflict') noteConflict(context, entity, record, row);
  else context.tally.applied += 1;
  return verdict === 'take';
}

function noteConflict(context: ApplyContext, entity: EntityKey, record: StoredRecord, row: Incoming): void {
  const ours = sql(context.office, 'SELECT device, epoch, counter FROM change WHERE entity = ? AND record = ? AND field IN (0, ?) AND taken = 1 ORDER BY field = 0, tx DESC, counter DESC LIMIT 1')
    .get(entities[entity].id, record.id, row.field) as ChangeId | undefined;
  sql(context.office, `INSERT OR IGNORE INTO conflict (entity, record, field, ourDevice, ourEpoch, ourCounter, theirDevice, theirEpoch, theirCounter, package, at)
    VALUES (?,?,?,?,?,?,?,?,?,?,?)`).run(entities[entity].id, record.id, row.field, ours?.device ?? null, ours?.epoch ?? null, ours?.counter ?? null,
    row.id.device, row.id.epoch, row.id.counter, context.sha256, context.at);
  context.tally.conflicts += 1;
}

function rawOf(row: Incoming) {
  return { id: row.id, parent: row.parent, seen: row.seen, beside: row.beside, old: row.old, value: row.value };
}
