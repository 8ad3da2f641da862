import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Header } from './header.ts';
import type { PackageInRow } from './inbox.ts';
import { appliedTo, headsDiffer } from './ranges.ts';

/** What is to be done with a report whose envelope is right. */
export type Judgement =
  | { readonly act: 'apply' }
  | { readonly act: 'duplicate'; readonly known: PackageInRow }
  | { readonly act: 'fork' }
  | { readonly act: 'park'; readonly code: 'PACKAGE_GAP' | 'REBASE_NEEDED'; readonly missing: readonly string[] };

/**
 * Judges a report by its header (DESIGN §3, Streams and Receiving): known already; a second history under the same
 * numbers; a gap before it; a sender that lost what is here; or ready to be applied.
 */
export function judgeReport(office: Reader, header: Header, sha256: string): Judgement {
  const known = sql(office, 'SELECT * FROM packageIn WHERE sha256 = ?').get(sha256) as PackageInRow | undefined;
  if (known && known.outcome !== 'parked') return { act: 'duplicate', known };
  if (isFork(office, header, sha256)) return { act: 'fork' };
  const { base } = header.epoch;
  if (base) {
    const held = appliedTo(office, header.origin.deviceId, base.number);
    if (held.counter > base.counter) return { act: 'park', code: 'REBASE_NEEDED', missing: [`e${base.number} ${base.counter + 1}–${held.counter}`] };
  }
  const missing = missingRanges(office, header);
  return missing.length > 0 ? { act: 'park', code: 'PACKAGE_GAP', missing } : { act: 'apply' };
}

/** What lies between what is applied here and where the package begins, as `e1 101–240`. */
function missingRanges(office: Reader, header: Header): string[] {
  return header.ranges.flatMap((range) => {
    const { counter } = appliedTo(office, range.device, range.epoch);
    return range.from > counter ? [`e${range.epoch} ${counter + 1}–${range.from}`] : [];
  });
}

/** The same number with other bytes, the same epoch with another nonce, or another chain at the same counter: two histories. */
function isFork(office: Reader, header: Header, sha256: string): boolean {
  const { deviceId } = header.origin;
  const epoch = header.epoch.number;
  const numbered = sql(office, `SELECT 1 FROM packageIn WHERE deviceUid = ? AND epoch = ? AND stream = ? AND sequence = ? AND sha256 <> ? AND outcome <> 'fork'`)
    .get(deviceId, epoch, header.stream, header.sequence, sha256);
  if (numbered !== undefined) return true;
  const nonce = sql(office, 'SELECT o.nonce FROM originEpoch o JOIN device d ON d.no = o.device WHERE d.uid = ? AND o.epoch = ?').pluck().get(deviceId, epoch);
  if (nonce !== undefined && nonce !== header.epoch.nonce) return true;
  return header.ranges.some((range) => {
    const held = appliedTo(office, range.device, range.epoch);
    if (held.counter === 0) return false;
    return (held.counter === range.from && headsDiffer(held.head, range.fromHead)) || (held.counter === range.to && headsDiffer(held.head, range.toHead));
  });
}
