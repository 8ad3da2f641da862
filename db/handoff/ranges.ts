import type { Held, LedgerReader, Span } from './ledger.ts';
import { keyOf, rangeEnds } from './range-ends.ts';

/** Counters (from, to] of one own device and epoch. */
export interface OwnRange extends Span {
  readonly deviceUid: string;
  /** Set when these are changes of the reader that it lost and is given back. */
  readonly returned?: true;
}

/** The head where there is none, or none that is known. */
export const NO_HEAD = '0'.repeat(64);

/**
 * The epochs of this office's devices with the last counter of each: what this PC wrote or inherited, and what it applied
 * of the office's other PCs, up to where that may be told on.
 */
export function ownEpochs(ledger: LedgerReader): { device: number; deviceUid: string; epoch: number; to: number }[] {
  const epochs = ledger.epochs();
  const own = new Set(epochs.map((one) => one.device));
  const siblings = new Set(ledger.devicesOf(ledger.self.officeId));
  const found = new Map<string, { device: number; deviceUid: string; epoch: number; to: number }>();
  const note = ({ device, deviceUid, epoch }: Held, to: number): void => {
    const key = keyOf({ device, epoch });
    found.set(key, { device, deviceUid, epoch, to: Math.max(to, found.get(key)?.to ?? 0) });
  };
  for (const one of epochs) note(one, one.counter);
  const held = ledger.positions().filter((one) => own.has(one.device) || siblings.has(one.deviceUid));
  const ends = rangeEnds(ledger, held);
  for (const one of held) note(one, ends.get(keyOf(one)) ?? one.counter);
  return [...found.values()].sort((a, b) => a.device - b.device || a.epoch - b.epoch);
}

/**
 * What a package to these offices has to cover: from what all of them acknowledged (or from the first change) to now.
 * A PC is not told its own changes (`reader`), but what it lost and other changes rest on, beyond what was ever told of it.
 */
export function rangesFor(ledger: LedgerReader, officeIds: readonly string[], full: boolean, reader: string | null = null): OwnRange[] {
  const asked = reader === null ? [] : ledger.asked().filter((one) => one.deviceUid === reader);
  const isLost = (one: Pick<OwnRange, 'device' | 'epoch' | 'to'>): boolean => asked.some(({ epoch, counter }) => epoch === one.epoch && counter >= one.to) && ledger.holdsBeyond(one.device, one.epoch, one.to);
  return ownEpochs(ledger).filter((one) => one.deviceUid !== reader || isLost(one)).map((one) => {
    if (one.deviceUid === reader) return { ...one, from: one.to };
    const acknowledged = officeIds.map((officeId) => acknowledgedTo(ledger, officeId, one.device, one.epoch));
    return { ...one, from: full ? 0 : Math.min(one.to, ...acknowledged) };
  });
}

/**
 * What offices lost and are to be given back: after a restore an office begins a new epoch, and its package shows how far
 * it still has the ones before; what is held here beyond that is theirs.
 */
export function rangesToReturn(ledger: LedgerReader, officeIds: readonly string[]): OwnRange[] {
  const lost = ledger.asked().flatMap((asked): OwnRange[] => {
    const held = ledger.position(asked.deviceUid, asked.epoch);
    if (!held || held.counter <= asked.counter || !ledger.waitsForRebase(asked.deviceUid, officeIds)) return [];
    return [{ device: asked.device, deviceUid: asked.deviceUid, epoch: asked.epoch, from: asked.counter, to: held.counter, returned: true }];
  });
  const offices = new Set(lost.map(({ device }) => ledger.deviceByNumber(device).office).filter((code) => code !== ledger.self.code));
  // What came ahead of what another restored PC of that office told of up to now, because others rest on it.
  const others = ledger.asked().filter((asked) => offices.has(ledger.deviceByNumber(asked.device).office) && !lost.some((range) => keyOf(range) === keyOf(asked))).flatMap(({ device, deviceUid, epoch, counter }): OwnRange[] => {
    const to = ledger.position(deviceUid, epoch)?.counter ?? 0;
    return to <= counter && ledger.holdsBeyond(device, epoch, to) ? [{ device, deviceUid, epoch, from: to, to, returned: true }] : [];
  });
  return [...lost, ...others];
}

/**
 * The last counter of a device and epoch that an office acknowledged; 0 when it never did. An office with several PCs has
 * acknowledged what each of those that ever answered has.
 */
export function acknowledgedTo(ledger: LedgerReader, officeId: string, device: number, epoch: number): number {
  const counters = ledger.acknowledged(officeId, device, epoch);
  return counters.length === 0 ? 0 : Math.min(...counters);
}

/**
 * The chain's head at a counter, hex: the hash of the transaction that wrote it. Zeros for counter 0, and where this PC
 * does not know it: of another PC of the office it knows the head at its position only.
 */
export function headAt(ledger: LedgerReader, range: Pick<OwnRange, 'device' | 'deviceUid' | 'epoch'>, counter: number): string {
  const position = ledger.position(range.deviceUid, range.epoch);
  return ledger.headOf(range.device, range.epoch, counter) ?? (position?.counter === counter ? position.head : null) ?? NO_HEAD;
}

/** How far this PC has a device's changes, written here or applied, and the chain's head there. */
export function appliedTo(ledger: LedgerReader, deviceUid: string, epoch: number): { counter: number; head: string } {
  const held = ledger.position(deviceUid, epoch);
  const own = ledger.epochOf(deviceUid, epoch);
  if (own && own.counter >= (held?.counter ?? 0)) return { counter: own.counter, head: ledger.headOf(own.device, epoch, own.counter) ?? NO_HEAD };
  return { counter: held?.counter ?? 0, head: held?.head ?? NO_HEAD };
}

/** Whether two heads contradict each other; one that is not stated contradicts nothing. */
export function headsDiffer(a: string, b: string): boolean {
  return a !== NO_HEAD && b !== NO_HEAD && a !== b;
}
