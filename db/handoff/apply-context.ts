import { z } from 'zod';
import { entities } from '../rules/entities.ts';
import type { EntityKey } from '../rules/entities.ts';
import type { ChangeId, Log } from '../store/change-log.ts';
import { deviceNumber } from '../store/device.ts';
import { sql } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import type { Bounds, QuarantineReason } from './guard.ts';
import type { Header } from './header.ts';

/** What became of the rows of a package. */
export interface Tally {
  applied: number;
  unchanged: number;
  conflicts: number;
  quarantined: number;
  parked: number;
}

/** Everything that applying one package needs, within its transaction. */
export interface ApplyContext {
  readonly office: Writer;
  readonly log: Log;
  readonly sha256: string;
  readonly at: string;
  /** What the author of a change may write: this office's own changes, given back after a restore, may be anything. */
  readonly boundsFor: (id: ChangeId | null) => Bounds;
  readonly tally: Tally;
  /** Uids of families to be derived again. */
  readonly families: Set<string>;
  /** A wire id as a change id of this database; throws when the id is not one the header covers. */
  readonly ownId: (wire: unknown) => ChangeId;
  /** A wire id of any known device, for parents; null for null. */
  readonly anyId: (wire: unknown) => ChangeId | null;
  /** Local number of a record, or null. */
  readonly find: (entity: EntityKey, uid: string) => number | null;
  readonly noteMade: (entity: EntityKey, uid: string, id: number) => void;
}

const count = z.number().int().nonnegative();
const wireId = z.tuple([count, count, count]);
const text = z.string().min(1).max(200);
const openingSchema = z.looseObject({ devices: z.array(z.looseObject({ uid: z.string().min(1).max(64), office: text, name: text })) });

/** Prepares to apply a package whose opening frame this is. Throws for an opening that the format does not allow. */
export function applyContext(office: Writer, log: Log, header: Pick<Header, 'ranges'>, opening: unknown, bounds: Bounds, sha256: string, at: string): ApplyContext {
  const devices = openingSchema.parse(opening).devices;
  const numbers = new Map<number, number>();
  const local = (place: number): number => {
    const known = numbers.get(place);
    if (known !== undefined) return known;
    const device = devices[place];
    if (!device) throw new Error('a change id names a device that the opening does not');
    const number = deviceNumber(office.db, device.uid, device.office, device.name);
    numbers.set(place, number);
    return number;
  };
  const covered = (place: number, epoch: number, counter: number): boolean => {
    const uid = devices[place]?.uid;
    return header.ranges.some((range) => range.device === uid && range.epoch === epoch && counter > range.from && counter <= range.to);
  };
  const toId = (wire: unknown): ChangeId => {
    const [place, epoch, counter] = wireId.parse(wire);
    return { device: local(place), epoch, counter };
  };
  return {
    ...bareContext(office, log, bounds, sha256, at),
    ownId(wire) {
      const [place, epoch, counter] = wireId.parse(wire);
      if (!covered(place, epoch, counter)) throw new Error('a change id lies outside the ranges of the header');
      return { device: local(place), epoch, counter };
    },
    anyId: (wire) => (wire === null || wire === undefined ? null : toId(wire)),
  };
}

/** A context for rows whose ids are this database's already: there is no wire form to read. */
export function bareContext(office: Writer, log: Log, bounds: Bounds, sha256: string, at: string): ApplyContext {
  const made = new Map<string, number>();
  const noWire = (): never => {
    throw new Error('these rows have no wire ids');
  };
  return {
    office, log, sha256, at, tally: { applied: 0, unchanged: 0, conflicts: 0, quarantined: 0, parked: 0 }, families: new Set(),
    ownId: noWire, anyId: noWire,
    boundsFor: (id) => (id !== null && sql(office, 'SELECT 1 FROM epoch WHERE device = ?').get(id.device) !== undefined ? { ...bounds, sibling: true } : bounds),
    find(entity, uid) {
      const fresh = made.get(`${entities[entity].id}.${uid}`);
      if (fresh !== undefined) return fresh;
      const row = sql(office, `SELECT id FROM "${entity}" WHERE uid = ?`).get(uid) as { id: number } | undefined;
      return row?.id ?? null;
    },
    noteMade: (entity, uid, id) => void made.set(`${entities[entity].id}.${uid}`, id),
  };
}

/** Sets a record or a change aside with the reason and everything it said. */
export function quarantine(context: ApplyContext, id: ChangeId, entity: number, record: string, field: number, reason: QuarantineReason, raw: unknown): void {
  sql(context.office, `INSERT OR REPLACE INTO quarantine (device, epoch, counter, package, entity, record, field, reason, raw, at, resolvedAt)
    VALUES (?,?,?,?,?,?,?,?,?,?,NULL)`).run(id.device, id.epoch, id.counter, context.sha256, entity, record, field, reason, JSON.stringify(raw), context.at);
  context.tally.quarantined += 1;
}

/** Keeps what this version does not know, with its ids, until an update knows it. */
export function park(context: ApplyContext, id: ChangeId, entity: number, record: string, field: number, raw: unknown): void {
  sql(context.office, `INSERT OR IGNORE INTO parked (device, epoch, counter, entity, field, package, record, raw, at, appliedAt)
    VALUES (?,?,?,?,?,?,?,?,?,NULL)`).run(id.device, id.epoch, id.counter, entity, field, context.sha256, record, JSON.stringify(raw), context.at);
  context.tally.parked += 1;
}

/** Whether a record waits in quarantine or parked, so that what depends on it must wait too. */
export function isWaiting(context: ApplyContext, entity: number, record: string): boolean {
  const found = sql(context.office, 'SELECT 1 FROM quarantine WHERE entity = ? AND record = ? AND field = 0 AND resolvedAt IS NULL').get(entity, record)
    ?? sql(context.office, 'SELECT 1 FROM parked WHERE entity = ? AND record = ? AND field = 0 AND appliedAt IS NULL').get(entity, record);
  return found !== undefined;
}
