import { z } from 'zod';
import type { EntityKey } from '../rules/entities.ts';
import type { ChangeId } from '../store/change-log.ts';
import type { Bounds, QuarantineReason } from './guard.ts';
import type { Header } from './header.ts';
import type { Ledger } from './ledger.ts';
import { acknowledgedTo, appliedTo } from './ranges.ts';

/** What became of the rows of a package. */
export interface Tally {
  applied: number;
  unchanged: number;
  conflicts: number;
  quarantined: number;
  parked: number;
  /** What other offices answered to offers of families by this one. */
  answers?: { accepted: number; refused: number };
}

/** Everything that applying one package needs, within its transaction. */
export interface ApplyContext {
  readonly ledger: Ledger;
  readonly sha256: string;
  readonly at: string;
  /** What the author of a change may write: this office's own changes, given back after a restore, may be anything. */
  readonly boundsFor: (id: ChangeId | null) => Bounds;
  readonly tally: Tally;
  /** A wire id as a change id of this register, null for one that is passed over; throws when it is not one the header covers. */
  readonly ownId: (wire: unknown) => ChangeId | null;
  /** A wire id of any known device, for parents; null for null. */
  readonly anyId: (wire: unknown) => ChangeId | null;
  /** Whether counters of a device, by its wire place, epoch and first to last, are of a range of the header. */
  readonly isOfRanges?: (place: unknown, epoch: unknown, first: unknown, last: unknown) => boolean;
  /** Records that were made in another family than the one they came with; whoever applies the package looks at them in the end. Without it none may be. */
  readonly moved?: { readonly entity: EntityKey; readonly uid: string }[];
  /** Whether a change made in this office is one that the sender had not acknowledged; absent where nobody sends. */
  readonly isNewToSender?: (id: ChangeId) => boolean;
  /** Whether a device is the one that sends; absent where nobody does. */
  readonly isSender?: (device: number) => boolean;
  /** Whether a change came here, or comes with this package: what rests on others cannot be judged yet. */
  readonly reaches: (id: ChangeId) => boolean;
}

const text = z.string().min(1).max(200);
const openingSchema = z.looseObject({ devices: z.array(z.looseObject({ uid: z.string().min(1).max(64), office: text, name: text })) });

/** A wire id's three whole numbers. A package holds one or more a row, so it is checked by hand. */
function wireId(wire: unknown): readonly [number, number, number] {
  if (!Array.isArray(wire) || wire.length !== 3) throw new Error('not a change id');
  for (let place = 0; place < 3; place += 1) if (!Number.isSafeInteger(wire[place]) || wire[place] < 0) throw new Error('not a change id');
  return wire as unknown as readonly [number, number, number];
}

/** Prepares to apply a package whose opening frame this is. Throws for an opening that the format does not allow. */
export function applyContext(ledger: Ledger, header: Pick<Header, 'ranges'> & { readonly origin?: { readonly deviceId: string } }, opening: unknown, bounds: Bounds, sha256: string, at: string, passed: Header['ranges'] = []): ApplyContext {
  const devices = openingSchema.parse(opening).devices;
  const bare = bareContext(ledger, bounds, sha256, at);
  const numbers = new Map<number, number>();
  const local = (place: number): number => {
    const known = numbers.get(place);
    if (known !== undefined) return known;
    const device = devices[place];
    if (!device) throw new Error('a change id names a device that the opening does not');
    const number = ledger.deviceNumber(device.uid, device.office, device.name);
    numbers.set(place, number);
    return number;
  };
  // Of the sender's other PCs a package may carry what its own changes rest on, also after the end of the range.
  const covered = (ranges: Header['ranges'], place: number, epoch: number, counter: number): boolean => {
    const uid = devices[place]?.uid;
    for (const range of ranges) if (range.device === uid && range.epoch === epoch && counter > range.from && (counter <= range.to || uid !== header.origin?.deviceId)) return true;
    return false;
  };
  const origin = header.origin && ledger.cardOf(header.origin.deviceId);
  const told = new Map<string, number>();
  const toldTo = ({ device, epoch }: ChangeId): number => {
    const key = `${device}.${epoch}`;
    let known = told.get(key);
    if (known === undefined) told.set(key, (known = origin ? acknowledgedTo(ledger, origin.officeId, device, epoch) : 0));
    return known;
  };
  const isSender = (device: number): boolean => ledger.deviceByNumber(device).uid === header.origin?.deviceId;
  let own: ReadonlySet<number> | undefined;
  const isOwn = (device: number): boolean => (own ??= new Set(ledger.epochs().map((one) => one.device))).has(device);
  return {
    ...bare, isSender,
    isOfRanges: (place, epoch, first, last) => header.ranges.some((range) => range.device === devices[Number(place)]?.uid && range.epoch === epoch && Number(last) > range.from && Number(first) <= range.to),
    isNewToSender: header.origin && ((id) => !isSender(id.device) && isOwn(id.device) && id.counter > toldTo(id)),
    reaches: (id) => {
      const uid = ledger.deviceByNumber(id.device).uid;
      return header.ranges.some((range) => range.device === uid && range.epoch === id.epoch && range.to >= id.counter && !passed.includes(range)) || bare.reaches(id);
    },
    ownId(wire) {
      const [place, epoch, counter] = wireId(wire);
      if (!covered(header.ranges, place, epoch, counter)) throw new Error('a change id lies outside the ranges of the header');
      if (passed.length > 0 && covered(passed, place, epoch, counter)) return null;
      return { device: local(place), epoch, counter };
    },
    anyId(wire) {
      if (wire === null || wire === undefined) return null;
      const [place, epoch, counter] = wireId(wire);
      return { device: local(place), epoch, counter };
    },
  };
}

/** A context for rows whose ids are this register's already: there is no wire form to read. */
export function bareContext(ledger: Ledger, bounds: Bounds, sha256: string, at: string): ApplyContext {
  const noWire = (): never => {
    throw new Error('these rows have no wire ids');
  };
  const own = new Map<number, boolean>();
  const isOurs = (device: number): boolean => {
    let known = own.get(device);
    if (known === undefined) own.set(device, (known = isOwnDevice(ledger, device)));
    return known;
  };
  const reached = new Map<string, number>();
  const reach = ({ device, epoch }: ChangeId): number => {
    const key = `${device}.${epoch}`;
    let known = reached.get(key);
    if (known === undefined) reached.set(key, (known = appliedTo(ledger, ledger.deviceByNumber(device).uid, epoch).counter));
    return known;
  };
  return {
    ledger, sha256, at, reaches: (id) => id.counter <= reach(id), tally: { applied: 0, unchanged: 0, conflicts: 0, quarantined: 0, parked: 0 }, ownId: noWire, anyId: noWire,
    boundsFor: (id) => (id !== null && !bounds.sibling && isOurs(id.device) ? { ...bounds, sibling: true } : bounds),
  };
}

/** Whether a device is this PC, or one that its office trusts as its own. */
function isOwnDevice(ledger: Ledger, device: number): boolean {
  const { uid } = ledger.deviceByNumber(device);
  return uid === ledger.self.deviceUid || ledger.epochs().some((one) => one.device === device) || ledger.cardOf(uid)?.officeId === ledger.self.officeId;
}

/** Whether what a change rests on came here: a PC that lost its own may hear of what others made of it before it has it back. */
export function isHere(context: ApplyContext, id: ChangeId, beside: readonly { readonly id: ChangeId }[]): boolean {
  const { office } = context.ledger.deviceByNumber(id.device);
  // Of third offices nothing is promised: what was handed over rests on what its old owner may never send here.
  if (office !== context.ledger.self.code && office !== context.ledger.deviceByNumber(beside[0]?.id.device ?? id.device).office) return true;
  return context.reaches(id) || beside.some((row) => row.id.device === id.device && row.id.epoch === id.epoch && row.id.counter >= id.counter);
}

/** Sets a record or a change aside with the reason and everything it said. */
export function quarantine(context: ApplyContext, id: ChangeId, entity: number, record: string, field: number, reason: QuarantineReason, raw: unknown): void {
  context.ledger.quarantine({ ...id, entity, record, field, package: context.sha256, reason, raw, at: context.at });
  context.tally.quarantined += 1;
}

/** Keeps what this version does not know, with its ids, until an update knows it. */
export function park(context: ApplyContext, id: ChangeId, entity: number, record: string, field: number, raw: unknown): void {
  context.ledger.park({ ...id, entity, record, field, package: context.sha256, raw, at: context.at });
  context.tally.parked += 1;
}
