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
  /** Set when these are changes of the reader that it lost and is given back. */
  readonly returned?: true;
}

const NO_HEAD = '0'.repeat(64);

/**
 * The epochs of this office's devices with the last counter of each: what this PC wrote or inherited, and what it applied
 * of the office's other PCs, up to before the first change that waits in quarantine or parked.
 */
export function ownEpochs(office: Reader): { device: number; deviceUid: string; epoch: number; to: number }[] {
  return sql(office, `SELECT x.device AS device, d.uid AS deviceUid, x.epoch AS epoch, max(x.last) AS "to" FROM (
      SELECT e.device, e.epoch, coalesce((SELECT max(t.last) FROM tx t WHERE t.device = e.device AND t.epoch = e.epoch), 0) AS last FROM epoch e
      UNION ALL SELECT p.device, p.epoch, min(p.counter, coalesce((SELECT min(w.counter) - 1 FROM (
          SELECT device, epoch, counter FROM quarantine WHERE resolvedAt IS NULL UNION ALL SELECT device, epoch, counter FROM parked WHERE appliedAt IS NULL) w
        WHERE w.device = p.device AND w.epoch = p.epoch), p.counter)) FROM position p
      JOIN device s ON s.no = p.device WHERE s.uid IN (SELECT deviceUid FROM card WHERE officeId = ?) OR p.device IN (SELECT device FROM epoch)
    ) x JOIN device d ON d.no = x.device GROUP BY x.device, x.epoch ORDER BY x.device, x.epoch`)
    .all(office.identity.officeId) as { device: number; deviceUid: string; epoch: number; to: number }[];
}

/**
 * What a package to these offices has to cover: from what all of them acknowledged (or from the first change) to now.
 * A PC is not told its own changes (`reader`).
 */
export function rangesFor(office: Reader, officeIds: readonly string[], full: boolean, reader: string | null = null): OwnRange[] {
  return ownEpochs(office).filter((one) => one.deviceUid !== reader).map((one) => {
    const acknowledged = officeIds.map((officeId) => acknowledgedTo(office, officeId, one.device, one.epoch));
    return { ...one, from: full ? 0 : Math.min(one.to, ...acknowledged) };
  });
}

/**
 * What offices lost and are to be given back: after a restore an office begins a new epoch, and its package shows how far
 * it still has the ones before; what is held here beyond that is theirs.
 */
export function rangesToReturn(office: Reader, officeIds: readonly string[]): OwnRange[] {
  const rows = sql(office, `SELECT p.device AS device, d.uid AS deviceUid, p.epoch AS epoch, o.counter AS "from", p.counter AS "to"
    FROM askedBack o JOIN device d ON d.no = o.device JOIN position p ON p.device = o.device AND p.epoch = o.epoch
    WHERE p.counter > o.counter AND EXISTS (SELECT 1 FROM packageIn x WHERE x.deviceUid = d.uid AND x.outcome = 'parked' AND x.reason = 'REBASE_NEEDED'
      AND x.officeId IN (SELECT value FROM json_each(?)))`)
    .all(JSON.stringify(officeIds)) as Omit<OwnRange, 'returned'>[];
  return rows.map((row) => ({ ...row, returned: true }));
}

/**
 * The last counter of a device and epoch that an office acknowledged; 0 when it never did. An office with several PCs has
 * acknowledged what each of those that ever answered has.
 */
export function acknowledgedTo(office: Reader, officeId: string, device: number, epoch: number): number {
  const least = sql(office, `SELECT min(coalesce(a.counter, 0)) FROM receiptIn r JOIN card c ON c.deviceUid = r.deviceUid
    LEFT JOIN acknowledged a ON a.receiver = r.deviceUid AND a.device = ? AND a.epoch = ? WHERE r.officeId = ?`).pluck().get(device, epoch, officeId);
  return (least as number | null) ?? 0;
}

/**
 * The chain's head at a counter, hex: the hash of the transaction that wrote it. Zeros for counter 0, and where this PC
 * does not know it: of another PC of the office it knows the head at its position only.
 */
export function headAt(office: Reader, device: number, epoch: number, counter: number): string {
  const row = sql(office, 'SELECT hash FROM tx WHERE device = ? AND epoch = ? AND first <= ? AND last >= ? ORDER BY id LIMIT 1').get(device, epoch, counter, counter);
  const head = (row as { hash: Buffer } | undefined)?.hash.toString('hex')
    ?? sql(office, 'SELECT head FROM position WHERE device = ? AND epoch = ? AND counter = ?').pluck().get(device, epoch, counter);
  return (head as string | undefined) ?? NO_HEAD;
}

/** How far this PC has a device's changes, written here or applied, and the chain's head there. */
export function appliedTo(office: Reader, deviceUid: string, epoch: number): { counter: number; head: string } {
  const held = sql(office, 'SELECT p.counter AS counter, p.head AS head FROM position p JOIN device d ON d.no = p.device WHERE d.uid = ? AND p.epoch = ?').get(deviceUid, epoch);
  const { counter, head } = (held as { counter: number; head: string } | undefined) ?? { counter: 0, head: NO_HEAD };
  const own = sql(office, 'SELECT e.device AS device, max(t.last) AS last FROM device d JOIN epoch e ON e.device = d.no JOIN tx t ON t.device = e.device AND t.epoch = e.epoch WHERE d.uid = ? AND e.epoch = ?')
    .get(deviceUid, epoch) as { device: number | null; last: number | null };
  return own.device !== null && own.last !== null && own.last >= counter ? { counter: own.last, head: headAt(office, own.device, epoch, own.last) } : { counter, head };
}

/** Whether two heads contradict each other; one that is not stated contradicts nothing. */
export function headsDiffer(a: string, b: string): boolean {
  return a !== NO_HEAD && b !== NO_HEAD && a !== b;
}
