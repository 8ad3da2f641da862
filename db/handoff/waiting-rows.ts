import type { ChangeId } from '../store/change-log.ts';
import type { QuarantineReason } from './guard.ts';
import type { LedgerReader, Waiting, WaitingRow } from './ledger.ts';
import type { Incoming } from './merge-record.ts';
import { toWire } from './net-changes.ts';
import type { Carries, WireId } from './net-changes.ts';

/** What waits in quarantine for something that another package may bring: the record it belongs to, what it names, or the right to write it. */
export const PASSING: readonly QuarantineReason[] = ['REF_MISSING', 'RECORD_MISSING', 'DEPENDS', 'NOT_OWNER', 'OUTSIDE_AREA'];

/** Sides that wait are numbered behind those that lie aside. */
const FIRST_SIDE = 1000;

/**
 * What waits here of the ranges that are given back, or that this PC was given back itself, as it came and as far as it `isTold`, by the number
 * of its entity: it goes with the rest, because the PC that lost it believes to have all of a range that it was given, and
 * tells its other neighbours so.
 */
export function waitingRows(ledger: LedgerReader, given: Carries, isTold: (row: WaitingRow) => boolean): ReadonlyMap<number, readonly WaitingRow[]> {
  return Map.groupBy(ledger.waitingFor(PASSING).filter((row) => given.within(row) && isTold(row)), ({ entity }) => entity);
}

/** What a waiting change rests on and stands for beside itself, read from it as it came. A record rests on nothing. */
export function saidWith(raw: string): Pick<Waiting, 'parent' | 'seen'> {
  const { parent = null, seen = [], alike = [] } = JSON.parse(raw) as Partial<Incoming>;
  return { parent, seen: [...seen, ...alike] };
}

/** A record that waits, as a row of a `made` file, with the fields that are told. */
export function waitingMade(row: WaitingRow, wire: ReadonlyMap<number, number>, isTold: (field: number) => boolean): Record<string, unknown> {
  const line: Record<string, unknown> = { uid: row.record, device: wire.get(row.device) ?? -1, epoch: row.epoch, counter: row.counter };
  for (const [number, value] of JSON.parse(row.raw) as [number, unknown][]) if (isTold(number)) line[number] = value;
  return line;
}

/** Changes that wait, as rows of a `change` file: those of one record that came together are judged together, apart from what stands here; of what the group held beside them as far as it `isTold`. */
export function waitingChanges(rows: readonly WaitingRow[], given: Carries, wire: ReadonlyMap<number, number>, isTold: (row: WaitingRow) => boolean): Record<string, unknown>[] {
  const restOf = (row: WaitingRow, rest: Incoming['rest'] = {}): Incoming['rest'] | null => {
    const told = Object.entries(rest).filter(([field]) => isTold({ ...row, field: Number(field) }));
    return told.length === 0 ? null : Object.fromEntries(told);
  };
  const wires = (ids: readonly ChangeId[] = []): WireId[] | null => (ids.length === 0 ? null : ids.map((id) => toWire(id, wire)));
  return [...Map.groupBy(rows, ({ record }) => record).values()].flatMap((own) => {
    const said = own.map((row) => ({ row, raw: JSON.parse(row.raw) as Omit<Incoming, 'record' | 'field'> }));
    const sides = [...Map.groupBy(said, ({ row, raw }) => `${row.package} ${raw.alone ?? 0}`).values()];
    return sides.flatMap((side, place) => side.map(({ row, raw }) => ({
      record: row.record, field: row.field, id: toWire(row, wire), alike: wires((raw.alike ?? []).filter((one) => given.within(one))), parent: raw.parent && toWire(raw.parent, wire), old: raw.old, value: raw.value,
      seen: wires(raw.seen), rest: restOf(row, raw.rest), edited: wires(raw.edited), beside: null, alone: FIRST_SIDE + place,
    })));
  });
}
