import type { Ledger, LedgerReader } from './ledger.ts';
import { appliedTo } from './ranges.ts';

/** How far a device and epoch are applied, as a receipt says it. */
export interface Position { readonly device: string; readonly epoch: number; readonly counter: number }

/** What a receipt tells an office of its own devices: how far each is applied here, written here included. */
export function positionsOf(ledger: LedgerReader, code: string): Position[] {
  const held = [...ledger.positions(), ...ledger.epochs()].filter((one) => ledger.deviceByNumber(one.device).office === code);
  const named = new Map(held.map((one) => [`${one.deviceUid}.${one.epoch}`, { device: one.deviceUid, epoch: one.epoch }]));
  return [...named.values()].sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.epoch - b.epoch))
    .map((one) => ({ ...one, counter: appliedTo(ledger, one.device, one.epoch).counter }));
}

/** Notes what a device acknowledged of this office's devices: it replaces all it said before, also downwards. */
export function takePositions(ledger: Ledger, receiver: string, positions: readonly Position[]): void {
  ledger.setAcknowledged(receiver, positions.flatMap(({ device, epoch, counter }) => {
    const own = ledger.deviceByUid(device);
    return own?.office === ledger.self.code ? [{ device: own.no, epoch, counter }] : [];
  }));
}
