import { entities, fieldOfId, groupOf } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { OwnRange } from './ranges.ts';

/** A change id as it travels: place of the device in the opening's table, epoch, counter. */
export type WireId = readonly [device: number, epoch: number, counter: number];

/** One net change of a field within the ranges, as it travels. Values are JSON values of the field. */
export interface NetChange {
  readonly field: number;
  readonly id: WireId;
  readonly parent: WireId | null;
  readonly old: unknown;
  readonly value: unknown;
  /** Changes of others that were taken within the range, and which the last change therefore rests on. */
  readonly seen: readonly WireId[] | null;
  /** What stands in the other fields of the group, where that is not the making of the record: [field, id]. */
  readonly beside: readonly (readonly [number, WireId])[] | null;
}

interface ChangeRow {
  readonly field: number; readonly device: number; readonly epoch: number; readonly counter: number; readonly old: string | null; readonly new: string | null;
  readonly parentDevice: number | null; readonly parentEpoch: number | null; readonly parentCounter: number | null;
}

/** Whether a change lies in one of the ranges. */
export function inRanges(ranges: readonly OwnRange[], id: { device: number; epoch: number; counter: number }): boolean {
  return ranges.some((range) => range.device === id.device && range.epoch === id.epoch && id.counter > range.from && id.counter <= range.to);
}

/** Local numbers of the records of an entity of which a field changed within the ranges, in order. */
export function changedRecords(office: Reader, entity: EntityKey, ranges: readonly OwnRange[]): number[] {
  const found = new Set<number>();
  const find = sql(office, `SELECT DISTINCT record FROM change
    WHERE device = ? AND epoch = ? AND counter > ? AND counter <= ? AND entity = ? AND field > 0`).pluck();
  for (const range of ranges) {
    for (const record of find.all(range.device, range.epoch, range.from, range.to, entities[entity].id) as number[]) found.add(record);
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * The net changes of one record within the ranges: per field the last of them, with the parent and old value of the
 * first. Withheld fields are left out.
 */
export function netChanges(office: Reader, entity: EntityKey, record: number, ranges: readonly OwnRange[], wire: ReadonlyMap<number, number>): NetChange[] {
  const rows = sql(office, `SELECT field, device, epoch, counter, old, new, parentDevice, parentEpoch, parentCounter FROM change
    WHERE entity = ? AND record = ? AND field > 0 AND taken = 1 ORDER BY tx, counter`).all(entities[entity].id, record) as ChangeRow[];
  const byField = Map.groupBy(rows, (row) => row.field);
  const toWire = (device: number, epoch: number, counter: number): WireId => [wire.get(device) ?? -1, epoch, counter];
  const nets: NetChange[] = [];
  for (const [field, line] of byField) {
    const def = fieldOfId(entity, field);
    const first = line.findIndex((row) => inRanges(ranges, row));
    const last = line.findLastIndex((row) => inRanges(ranges, row));
    const start = line[first];
    const end = line[last];
    if (!def || def.withheld || !start || !end) continue;
    const others = line.slice(first, last).filter((row) => !ranges.some((range) => range.device === row.device));
    nets.push({
      field,
      id: toWire(end.device, end.epoch, end.counter),
      parent: start.parentDevice === null ? null : toWire(start.parentDevice, start.parentEpoch ?? 0, start.parentCounter ?? 0),
      old: parse(start.old),
      value: parse(end.new),
      seen: others.length === 0 ? null : others.map((row) => toWire(row.device, row.epoch, row.counter)),
      beside: besideOf(entity, def.key, byField, toWire),
    });
  }
  return nets;
}

function besideOf(
  entity: EntityKey, key: string, byField: ReadonlyMap<number, readonly ChangeRow[]>, toWire: (device: number, epoch: number, counter: number) => WireId,
): NetChange['beside'] {
  const beside: [number, WireId][] = [];
  for (const [field, line] of byField) {
    const other = fieldOfId(entity, field);
    const current = line.at(-1);
    if (!other || !current || other.key === key || other.withheld || !groupOf(entity, key).includes(other.key)) continue;
    beside.push([field, toWire(current.device, current.epoch, current.counter)]);
  }
  return beside.length === 0 ? null : beside;
}

function parse(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}
