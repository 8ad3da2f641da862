import type { Header } from './header.ts';
import type { Asked, Ledger, LedgerReader } from './ledger.ts';
import { appliedTo, headsDiffer, NO_HEAD } from './ranges.ts';

/** What a report says of itself, as far as it is judged by that. */
export type JudgedHeader = Pick<Header, 'ranges' | 'epoch' | 'stream' | 'sequence' | 'chain'> & { readonly origin: Pick<Header['origin'], 'deviceId' | 'code' | 'name'> };

/** What is to be done with a report whose envelope is right. */
export type Judgement =
  | { readonly act: 'apply' }
  | { readonly act: 'duplicate' }
  | { readonly act: 'fork' }
  | { readonly act: 'covered' }
  | { readonly act: 'park'; readonly code: 'PACKAGE_GAP' | 'REBASE_NEEDED'; readonly missing: readonly string[] };

/**
 * Judges a report by its header (DESIGN §3, Streams and Receiving): known already; a second history under the same
 * numbers; a gap before it; a sender that lost what is here and has not had it back; overtaken, so that everything it
 * carries is here; or ready to be applied.
 */
export function judgeReport(ledger: LedgerReader, header: JudgedHeader, sha256: string): Judgement {
  const known = ledger.packageOutcome(sha256);
  if (known !== null && known !== 'parked') return { act: 'duplicate' };
  if (isFork(ledger, header, sha256)) return { act: 'fork' };
  const lost = lostEpochs(ledger, header);
  const missing = missingRanges(ledger, header);
  if (lost.length > 0) return { act: 'park', code: 'REBASE_NEEDED', missing: lost.map((one) => `e${one.epoch} ${one.has + 1}–${one.held}`) };
  if (missing.length === 0) return { act: 'apply' };
  return isCovered(ledger, header) ? { act: 'covered' } : { act: 'park', code: 'PACKAGE_GAP', missing };
}

/** What is held here of the sending device that it no longer has itself: it was restored, once or more often, and needs it back first. */
export function lostEpochs(ledger: LedgerReader, header: JudgedHeader): { epoch: number; has: number; held: number }[] {
  const { deviceId } = header.origin;
  const asked = ledger.asked().filter((one) => one.deviceUid === deviceId);
  return ledger.positions().filter((one) => one.deviceUid === deviceId && one.epoch < header.epoch.number)
    .map((one) => ({ epoch: one.epoch, held: one.counter, has: hasOf(header, one.epoch, asked.find(({ epoch }) => epoch === one.epoch)) }))
    .filter((one) => one.held > one.has);
}

/**
 * How far a device has an epoch of its own: as its report says, or, where it has said more in a later epoch, as it said
 * then. In an epoch it only ever gets more; only a restore loses something, and begins another.
 */
function hasOf(header: JudgedHeader, epoch: number, asked: Asked | undefined): number {
  const said = header.ranges.find((range) => range.device === header.origin.deviceId && range.epoch === epoch)?.to ?? 0;
  return asked && asked.said >= header.epoch.number ? Math.max(said, asked.counter) : said;
}

/** Remembers what a device says it has of its earlier epochs: what is held here beyond that goes back to it. */
export function noteAsked(ledger: Ledger, header: JudgedHeader): void {
  const { deviceId, code, name } = header.origin;
  const device = ledger.deviceNumber(deviceId, code, name);
  const asked = ledger.asked().filter((one) => one.deviceUid === deviceId);
  const earlier = new Set([...ledger.positions().filter((one) => one.deviceUid === deviceId).map((one) => one.epoch), ...asked.map((one) => one.epoch)]);
  for (const epoch of earlier) {
    const known = asked.find((one) => one.epoch === epoch);
    if (epoch >= header.epoch.number || (known && known.said > header.epoch.number)) continue;
    ledger.setAsked({ device, epoch, counter: hasOf(header, epoch, known), said: header.epoch.number });
  }
}

/** Whether everything that a report carries has been applied here, with it or with others. */
function isCovered(ledger: LedgerReader, header: JudgedHeader): boolean {
  return header.ranges.every((range) => appliedTo(ledger, range.device, range.epoch).counter >= range.to);
}

/** How many changes are missing, of ranges as a {@link Judgement} names them. */
export function countMissing(missing: readonly string[]): number {
  return missing.reduce((sum, range) => {
    const [, from, to] = /(\d+)–(\d+)$/.exec(range) ?? [];
    return from === undefined ? sum : sum + Number(to) - Number(from) + 1;
  }, 0);
}

/** What lies between what is applied here and where the package begins, as `e1 101–240`. */
function missingRanges(ledger: LedgerReader, header: JudgedHeader): string[] {
  return header.ranges.filter((range) => !isPassedOver(ledger, header, range)).flatMap((range) => {
    const { counter } = appliedTo(ledger, range.device, range.epoch);
    return range.from > counter ? [`e${range.epoch} ${counter + 1}–${range.from}`] : [];
  });
}

/**
 * Whether a range is passed over: another office gives another PC of this one back what that PC lost, and this PC lacks
 * what lies before. It will hear of it from that PC; the rest of the package need not wait.
 */
export function isPassedOver(ledger: LedgerReader, header: JudgedHeader, range: Header['ranges'][number]): boolean {
  if (header.origin.code === ledger.self.code) return false;
  return ledger.deviceByUid(range.device)?.office === ledger.self.code && range.from > appliedTo(ledger, range.device, range.epoch).counter;
}

/**
 * Whether a range is of a device that is known here as another office's: nobody may report in its name. The exception is
 * what is given back after a restore: an epoch of this PC before the present one, or another PC of this office, also one
 * whose folder this PC began as a copy of.
 */
export function isForeignRange(ledger: LedgerReader, range: Header['ranges'][number], code: string): boolean {
  const device = ledger.deviceByUid(range.device);
  if (device === null || device.office === code) return false;
  if (range.device === ledger.self.deviceUid) return !ledger.epochs().some((one) => one.device === device.no && one.epoch > range.epoch);
  return device.office !== ledger.self.code;
}

/**
 * Whether a package of any kind tells another past of its PC than earlier ones did: the same epoch with another nonce, or
 * another head of its chain at a counter where it was seen before. Its PC was copied, or its history was written anew.
 */
export function hasOtherPast(ledger: LedgerReader, header: Pick<JudgedHeader, 'ranges' | 'epoch' | 'chain' | 'origin'>): boolean {
  const { deviceId } = header.origin;
  const nonce = ledger.nonce(deviceId, header.epoch.number);
  if (nonce !== null && nonce !== header.epoch.nonce) return true;
  return headsOf(header).some(({ device, epoch, counter, head }) => headsDiffer(ledger.seenHead(device, epoch, counter) ?? NO_HEAD, head));
}

/** Remembers the heads that a package states, for those that come later. */
export function noteChain(ledger: Pick<Ledger, 'deviceNumber' | 'noteHead'>, header: Pick<JudgedHeader, 'ranges' | 'epoch' | 'chain' | 'origin'>): void {
  const { deviceId, code, name } = header.origin;
  for (const { device, epoch, counter, head } of headsOf(header)) {
    if (device === deviceId && counter > 0 && head !== NO_HEAD) ledger.noteHead(ledger.deviceNumber(device, code, name), epoch, counter, head);
  }
}

function headsOf({ origin, ranges, chain = [] }: Pick<JudgedHeader, 'ranges' | 'chain' | 'origin'>): { device: string; epoch: number; counter: number; head: string }[] {
  return [
    ...chain.map((one) => ({ device: origin.deviceId, ...one })),
    ...ranges.flatMap(({ device, epoch, from, to, fromHead, toHead }) => [{ device, epoch, counter: from, head: fromHead }, { device, epoch, counter: to, head: toHead }]),
  ];
}

/** The same number with other bytes, the same epoch with another nonce, or another chain at the same counter: two histories. */
function isFork(ledger: LedgerReader, header: JudgedHeader, sha256: string): boolean {
  const { deviceId } = header.origin;
  const epoch = header.epoch.number;
  if (ledger.numberUsed(deviceId, epoch, header.stream, header.sequence, sha256)) return true;
  if (hasOtherPast(ledger, header)) return true;
  return header.ranges.some((range) => {
    const held = appliedTo(ledger, range.device, range.epoch);
    if (held.counter === 0) return false;
    return (held.counter === range.from && headsDiffer(held.head, range.fromHead)) || (held.counter === range.to && headsDiffer(held.head, range.toHead));
  });
}
