import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Counters (from, to] of one own device and epoch. */
export interface OwnRange {
  /** Local number and uid of the device. */
  readonly device: number;
  readonly deviceUid: string;
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
}

const NO_HEAD = '0'.repeat(64);

/** The epochs of this office's devices with the last counter of each. */
export function ownEpochs(office: Reader): { device: number; deviceUid: string; epoch: number; to: number }[] {
  return sql(office, `SELECT e.device AS device, d.uid AS deviceUid, e.epoch AS epoch,
      coalesce((SELECT max(t.last) FROM tx t WHERE t.device = e.device AND t.epoch = e.epoch), 0) AS "to"
    FROM epoch e JOIN device d ON d.no = e.device ORDER BY e.device, e.epoch`).all() as { device: number; deviceUid: string; epoch: number; to: number }[];
}

/** What a package to these offices has to cover: from what all of them acknowledged (or from the first change) to now. */
export function rangesFor(office: Reader, officeIds: readonly string[], full: boolean): OwnRange[] {
  return ownEpochs(office).map((one) => {
    const acknowledged = officeIds.map((officeId) => acknowledgedTo(office, officeId, one.device, one.epoch));
    return { ...one, from: full ? 0 : Math.min(one.to, ...acknowledged) };
  });
}

/** The last counter of a device and epoch that an office acknowledged; 0 when it never did. */
export function acknowledgedTo(office: Reader, officeId: string, device: number, epoch: number): number {
  const row = sql(office, 'SELECT counter FROM acknowledged WHERE officeId = ? AND device = ? AND epoch = ?').get(officeId, device, epoch);
  return (row as { counter: number } | undefined)?.counter ?? 0;
}

/** The chain's head at a counter, hex: the hash of the transaction that wrote it; zeros for counter 0. */
export function headAt(office: Reader, device: number, epoch: number, counter: number): string {
  const row = sql(office, 'SELECT hash FROM tx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ? ORDER BY id LIMIT 1').get(device, epoch, counter, counter);
  return (row as { hash: Buffer } | undefined)?.hash.toString('hex') ?? NO_HEAD;
}

/** How far this office has applied a device's changes, and the sender's chain head there. */
export function appliedTo(office: Reader, deviceUid: string, epoch: number): { counter: number; head: string } {
  const row = sql(office, 'SELECT p.counter AS counter, p.head AS head FROM position p JOIN device d ON d.no = p.device WHERE d.uid = ? AND p.epoch = ?').get(deviceUid, epoch);
  return (row as { counter: number; head: string } | undefined) ?? { counter: 0, head: NO_HEAD };
}
