import { entities, fieldDef, fieldOfId } from '../rules/entities.ts';
import type { EntityKey, NamedField } from '../rules/entities.ts';
import type { ChangeId } from '../store/change-log.ts';
import { groupLine, idsOf, lineVector, recordLine } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
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
  /**
   * Per device and epoch the last change that the field's group rests on, where that is neither the making of the record
   * nor covered by `id`.
   */
  readonly seen: readonly WireId[] | null;
}

/** Says which changes a package carries. */
export type Carries = (id: ChangeId) => boolean;

/** Carries what lies in one of the ranges. */
export function inRanges(ranges: readonly OwnRange[]): Carries {
  return (id) => ranges.some((range) => range.device === id.device && range.epoch === id.epoch && id.counter > range.from && id.counter <= range.to);
}

/** Local numbers of the records of an entity of which a field changed within the ranges, in order. */
export function changedRecords(office: Reader, entity: EntityKey, ranges: readonly OwnRange[]): number[] {
  const found = new Set<number>();
  const find = sql(office, `SELECT DISTINCT record FROM change
    WHERE device = ? AND epoch = ? AND counter > ? AND counter <= ? AND entity = ? AND field > 0 AND taken = 1`).pluck();
  for (const range of ranges) {
    for (const record of find.all(range.device, range.epoch, range.from, range.to, entities[entity].id) as number[]) found.add(record);
  }
  return [...found].sort((a, b) => a - b);
}

/**
 * The net changes of one record: per field the last one that the package carries, with the parent and old value of the
 * first. The fields of a group are cut at the same place, so that what they rest on is the same. Fields that `isWithheld`
 * names are left out.
 */
export function netChanges(office: Reader, entity: EntityKey, record: number, carries: Carries, wire: ReadonlyMap<number, number>, isWithheld?: (field: NamedField) => boolean): NetChange[] {
  const line = recordLine(office, entity, record);
  const making = line.find((entry) => entry.field === 0);
  const changed = line.filter((entry) => entry.field > 0 && entry.taken === 1 && carries(entry));
  const groups = Map.groupBy(changed, (entry) => groupName(entity, entry.field));
  const nets: NetChange[] = [];
  for (const carried of groups.values()) {
    const key = fieldOfId(entity, carried[0]?.field ?? 0)?.key;
    if (key === undefined) continue;
    const group = groupLine(line, entity, key);
    const upTo = group.slice(0, group.indexOf(carried.at(-1) as LineEntry) + 1).filter((entry) => entry.taken > 0);
    const vector = lineVector(upTo);
    for (const [field, own] of Map.groupBy(carried, (entry) => entry.field)) {
      const named = fieldOfId(entity, field);
      if (named && isWithheld?.(named)) continue;
      nets.push(netChange(field, own, vector, making, wire));
    }
  }
  return nets;
}

function netChange(field: number, own: readonly LineEntry[], vector: ReadonlyMap<string, number>, making: LineEntry | undefined, wire: ReadonlyMap<number, number>): NetChange {
  const [first, last] = [own[0], own.at(-1)] as [LineEntry, LineEntry];
  const toWire = ({ device, epoch, counter }: ChangeId): WireId => [wire.get(device) ?? -1, epoch, counter];
  const isImplied = (id: ChangeId, by: ChangeId | undefined): boolean => by !== undefined && id.device === by.device && id.epoch === by.epoch && id.counter <= by.counter;
  const seen = idsOf(vector).filter((id) => !isImplied(id, last) && !isImplied(id, making));
  return {
    field, id: toWire(last), parent: first.parent === null ? null : toWire(first.parent), old: parse(first.old), value: parse(last.new),
    seen: seen.length === 0 ? null : seen.map(toWire),
  };
}

function groupName(entity: EntityKey, field: number): string {
  const key = fieldOfId(entity, field)?.key ?? '';
  return fieldDef(entity, key)?.group ?? key;
}

function parse(text: string | null): unknown {
  return text === null ? null : (JSON.parse(text) as unknown);
}
