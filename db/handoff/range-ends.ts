import { entityKeys, entityOfId, fieldOfId } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import { covers, isSame } from '../rules/merge.ts';
import type { Vector } from '../rules/merge.ts';
import type { ChangeId } from '../store/change-log.ts';
import { groupLine, lineVector } from '../store/group-line.ts';
import type { LineEntry } from '../store/group-line.ts';
import type { Held, LedgerReader, Waiting } from './ledger.ts';

/** The end of the range of each device and epoch; none comes before what this PC wrote or inherited of it (`written`). */
interface Ends {
  readonly at: Map<string, number>;
  readonly written: ReadonlyMap<string, number>;
}

/** A change that is not told on, because it waits or lies behind the end of its range, and the line of its field group here. */
interface HeldBack extends ChangeId {
  readonly field: number;
  readonly parent: ChangeId | null;
  /** What it rests on beside its parent, and what it stands for as well. */
  readonly seen: readonly ChangeId[];
  readonly group: readonly LineEntry[];
}

/**
 * Up to where the changes of devices that are `held` here may be told on, by `device.epoch`: up to before the first that
 * waits in quarantine, parked, or beside ours in an open konflik, and before what a change that is not told on sums up. A
 * net change sums up all since its parent, of its author and of others, and those are nowhere else: an office that is told
 * "up to there" without it would acknowledge what it does not have. What comes to lie behind an end is not told on either,
 * so that ends move until none does.
 */
export function rangeEnds(ledger: LedgerReader, held: readonly Held[]): ReadonlyMap<string, number> {
  const waiting = held.map((one) => ({ one, changes: ledger.waitingOf(one.device, one.epoch, one.deviceUid === ledger.self.deviceUid) }));
  // Nothing waits, nothing moves. What this PC or an office above writes of it meanwhile only ever rests on more: ends that were right stay right.
  if (waiting.every(({ changes }) => changes.length === 0)) return new Map(held.map((one) => [keyOf(one), one.counter]));
  return ledger.keptEnds(JSON.stringify(waiting), () => findEnds(ledger, held, waiting.flatMap(({ one, changes }) => waitingAt(ledger, one, changes))));
}

function findEnds(ledger: LedgerReader, held: readonly Held[], waiting: readonly HeldBack[]): ReadonlyMap<string, number> {
  const ends: Ends = { at: new Map(held.map((one) => [keyOf(one), one.counter])), written: new Map(ledger.epochs().map((one) => [keyOf(one), one.counter])) };
  for (const one of waiting) pullBack(ends, one);
  while (behindEnds(ledger, held, ends).map((one) => pullBack(ends, one)).includes(true)) for (const one of waiting) pullBack(ends, one);
  return ends.at;
}

/** The key of a device and epoch in what {@link rangeEnds} returns. */
export function keyOf({ device, epoch }: Pick<ChangeId, 'device' | 'epoch'>): string {
  return `${device}.${epoch}`;
}

function waitingAt(ledger: LedgerReader, { device, epoch }: Held, changes: readonly Waiting[]): HeldBack[] {
  return changes.map(({ counter, entity, number, field, parent, seen }) => {
    const key = entityOfId(entity)?.key;
    const group = key === undefined || number === null ? [] : groupAround(ledger.line(key, number), key, field);
    const aside = group.find((entry) => entry.taken === 0 && isSame(entry, { device, epoch, counter }));
    return { device, epoch, counter, field, parent, seen: aside?.seen ?? seen, group };
  });
}

/** What stands here behind an end, and nothing that is told rests on: with that it would be told as well. */
function behindEnds(ledger: LedgerReader, held: readonly Held[], ends: Ends): HeldBack[] {
  const endOf = (one: Held): number => ends.at.get(keyOf(one)) ?? one.counter;
  const mayMove = held.some((one) => endOf(one) > (ends.written.get(keyOf(one)) ?? 0));
  const spans = held.filter((one) => endOf(one) < one.counter).map((one) => ({ ...one, from: endOf(one), to: one.counter }));
  if (!mayMove || spans.length === 0) return [];
  return entityKeys.flatMap((entity) => [...ledger.changedIn(entity, spans)].flatMap(({ line }) => {
    const behind = line.filter((entry) => entry.field > 0 && entry.taken > 0 && isBehind(ends, entry));
    return behind.flatMap((entry): HeldBack[] => {
      const group = groupAround(line, entity, entry.field);
      return covers(toldVector(group, ends), entry) ? [] : [{ ...entry, group }];
    });
  }));
}

/** Moves ends to before what a change that is held back sums up; whether any moved. */
function pullBack(ends: Ends, change: HeldBack): boolean {
  const told = toldVector(change.group, ends);
  const rested = [...change.seen, ...(change.parent ? [change.parent] : [])].filter((id) => keyOf(id) !== keyOf(change) && !covers(told, id));
  const moves = [lower(ends, change, hereBefore(change, told)), ...rested.map((id) => lower(ends, id, lastTold(change.group, ends, id)))];
  return moves.includes(true);
}

function lower(ends: Ends, id: ChangeId, to: number): boolean {
  const [key, end] = [keyOf(id), ends.at.get(keyOf(id))];
  const floor = Math.max(to, ends.written.get(key) ?? 0);
  if (end === undefined || end <= floor) return false;
  ends.at.set(key, floor);
  return true;
}

/**
 * Up to where a device's changes are surely here before one that is held back: what its author wrote of that field and is
 * here already was not summed up again; but what lies aside itself, because its question was replaced by the later one's or
 * decided by what is not told, is told to nobody either.
 */
function hereBefore({ device, epoch, counter, field, parent, group }: HeldBack, told: Vector): number {
  if (field === 0) return counter - 1;
  const isAside = (id: ChangeId): boolean => !covers(told, id) && group.some((entry) => entry.taken === 0 && isSame(entry, id));
  const known = [...group.filter((entry) => entry.field === 0 || entry.field === field), ...(parent ? [parent] : [])]
    .filter((id) => id.device === device && id.epoch === epoch && id.counter < counter && !isAside(id));
  return known.reduce((last, id) => Math.max(last, id.counter), 0);
}

/** The last change of a device and epoch in a group that stands here and is told on. */
function lastTold(group: readonly LineEntry[], ends: Ends, { device, epoch, counter }: ChangeId): number {
  return Math.max(0, ...group.filter((entry) => entry.taken > 0 && entry.device === device && entry.epoch === epoch && entry.counter < counter && !isBehind(ends, entry)).map((entry) => entry.counter));
}

/** Everything that what is told on of a group rests on. */
function toldVector(group: readonly LineEntry[], ends: Ends): Vector {
  return lineVector(group.filter((entry) => entry.taken > 0 && !isBehind(ends, entry)));
}

function isBehind(ends: Ends, id: ChangeId): boolean {
  return id.counter > (ends.at.get(keyOf(id)) ?? Infinity);
}

function groupAround(line: readonly LineEntry[], entity: EntityKey, field: number): LineEntry[] {
  const name = fieldOfId(entity, field)?.key;
  return name === undefined ? line.filter((entry) => entry.field === 0) : groupLine(line, entity, name);
}
