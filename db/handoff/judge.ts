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
  | { readonly act: 'covered' }
  | { readonly act: 'park'; readonly code: 'PACKAGE_GAP' | 'REBASE_NEEDED'; readonly missing: readonly string[] };

/**
 * Judges a report by its header (DESIGN §3, Streams and Receiving): known already; a second history under the same
 * numbers; a gap before it; a sender that lost what is here and has not had it back; overtaken, so that everything it
 * carries is here; or ready to be applied.
 */
export function judgeReport(office: Reader, header: Header, sha256: string): Judgement {
  const known = sql(office, 'SELECT * FROM packageIn WHERE sha256 = ?').get(sha256) as PackageInRow | undefined;
  if (known && known.outcome !== 'parked') return { act: 'duplicate', known };
  if (isFork(office, header, sha256)) return { act: 'fork' };
  const lost = lostEpochs(office, header);
  const missing = missingRanges(office, header);
  if (lost.length + missing.length > 0 && isCovered(office, header)) return { act: 'covered' };
  if (lost.length > 0) return { act: 'park', code: 'REBASE_NEEDED', missing: lost.map((one) => `e${one.epoch} ${one.has + 1}–${one.held}`) };
  return missing.length > 0 ? { act: 'park', code: 'PACKAGE_GAP', missing } : { act: 'apply' };
}

/** What is held here of the sending device that it no longer has itself: it was restored, once or more often, and needs it back first. */
export function lostEpochs(office: Reader, header: Header): { epoch: number; has: number; held: number }[] {
  const held = sql(office, 'SELECT p.epoch AS epoch, p.counter AS held FROM position p JOIN device d ON d.no = p.device WHERE d.uid = ? AND p.epoch < ? ORDER BY p.epoch')
    .all(header.origin.deviceId, header.epoch.number) as { epoch: number; held: number }[];
  const hasOf = (epoch: number): number => header.ranges.find((range) => range.device === header.origin.deviceId && range.epoch === epoch)?.to ?? 0;
  return held.map((one) => ({ ...one, has: hasOf(one.epoch) })).filter((one) => one.held > one.has);
}

/** Whether everything that a report carries has been applied here, with it or with others. */
function isCovered(office: Reader, header: Header): boolean {
  return header.ranges.every((range) => appliedTo(office, range.device, range.epoch).counter >= range.to);
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
