import type { Ledger, LedgerReader } from './ledger.ts';
import { NO_HEAD, appliedTo } from './ranges.ts';

/** How far a device and epoch are applied, as a receipt says it, and the chain's head there, by which a device knows its own work. */
export interface Position { readonly device: string; readonly epoch: number; readonly counter: number; readonly head?: string | null | undefined }

/** What a receipt tells an office of its own devices: how far each is applied here, written here included. */
export function positionsOf(ledger: LedgerReader, code: string): Position[] {
  const held = [...ledger.positions(), ...ledger.epochs()].filter((one) => ledger.deviceByNumber(one.device).office === code);
  const named = new Map(held.map((one) => [`${one.deviceUid}.${one.epoch}`, { device: one.deviceUid, epoch: one.epoch }]));
  return [...named.values()].sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.epoch - b.epoch))
    .map((one) => ({ ...one, ...appliedTo(ledger, one.device, one.epoch) }));
}

/** Notes what a device acknowledged of this office's devices: it replaces all it said before, also downwards. */
export function takePositions(ledger: Ledger, receiver: string, positions: readonly Position[]): void {
  ledger.setAcknowledged(receiver, positions.flatMap(({ device, epoch, counter }) => {
    const own = ledger.deviceByUid(device);
    return own?.office === ledger.self.code ? [{ device: own.no, epoch, counter }] : [];
  }));
}

/**
 * Where this PC's work went its own way, by what an office says it applied of it: another head than this PC wrote there, or,
 * where a package of this PC was set aside as a fork (`forked`), a place that it never came to; else at what the two have in
 * common. `agreed` is what they had in common before.
 */
export function forkIn(ledger: LedgerReader, positions: readonly Position[], forked: boolean, agreed: (epoch: number) => number): { epoch: number; after: number } | null {
  const { deviceUid } = ledger.self;
  const last = Math.max(0, ...ledger.epochs().filter((one) => one.deviceUid === deviceUid).map((one) => one.epoch));
  let common = agreed(last);
  let beyond = false;
  for (const { device, epoch, counter, head } of positions) {
    const own = device === deviceUid && counter > 0 ? ledger.epochOf(device, epoch) : null;
    if (!own || !head || head === NO_HEAD) continue;
    const here = ledger.headOf(own.device, epoch, counter);
    if (here !== null && here !== head) return { epoch, after: agreed(epoch) };
    // More than this PC ever wrote: another wrote on under its numbers. A restore would have begun a new epoch.
    beyond ||= epoch === last && counter > own.counter;
    if (here === head && epoch === last) common = Math.max(common, counter);
  }
  return forked || beyond ? { epoch: last, after: common } : null;
}
