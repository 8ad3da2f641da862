import type { Bounds } from './guard.ts';
import { applyChanges } from './apply-changes.ts';
import { applyContext } from './apply-context.ts';
import type { ApplyContext, Tally } from './apply-context.ts';
import { applyMade } from './apply-made.ts';
import type { Block, OpenedPayload } from './frames.ts';
import type { Header } from './header.ts';
import { isPassedOver, noteAsked, noteChain } from './judge.ts';
import type { JudgedHeader } from './judge.ts';
import type { Ledger } from './ledger.ts';
import type { Watch } from './session.ts';
import { fail } from '../rules/failure.ts';

/** A report as it is applied: what its header says, and its payload opened. */
export interface AppliedReport {
  readonly header: JudgedHeader & { readonly privacy: { readonly withheld: Header['privacy']['withheld'] }; readonly counts: { readonly changes: number } };
  readonly opened: OpenedPayload;
  readonly sha256: string;
}

/** What of a report is neither record nor change of the sender's: `file` takes a block that it knows, `after` follows when all are applied, and is told whether this PC was given back what it lost. */
export interface Papers {
  readonly file: (block: Block, context: ApplyContext) => boolean;
  readonly after: (givenBack: boolean) => void;
}

/**
 * Applies a LAPORAN within the transaction of the ledger: records, changes, the facts of their transactions, and the
 * positions reached. Throws for a payload that breaks the format; nothing stays then.
 */
export function applyReport(ledger: Ledger, bounds: Bounds, { header, opened, sha256 }: AppliedReport, at: string, watch: Watch = {}, papers?: Papers): Tally {
  const passed = header.ranges.filter((range) => isPassedOver(ledger, header, range));
  const context = applyContext(ledger, header, opened.opening, bounds, sha256, at, passed);
  let rows = 0;
  const blocks = watched(opened.blocks(), (block) => {
    if (watch.cancelled?.()) fail('CANCELLED');
    rows += block.rows;
    watch.progress?.({ step: 'apply', done: rows, total: header.counts.changes });
  });
  applyBlocks(context, blocks, papers && ((block) => papers.file(block, context)));
  const taken = header.ranges.filter((range) => !passed.includes(range));
  // A full package has judged everything anew: what it did not set aside again is resolved.
  const told = taken.filter((range) => range.from < range.to);
  if (told.every((range) => range.from === 0)) for (const range of told) ledger.resolveUpTo(range.device, range.epoch, range.to, sha256, at);
  notePositions(ledger, header, taken);
  noteAsked(ledger, header);
  ledger.setNotSent(header.origin.code, header.privacy.withheld);
  // What the papers hand over may have come only with this report, and so may what this PC lost and had written of it.
  papers?.after(taken.some((range) => range.device === ledger.self.deviceUid && range.from < range.to));
  return context.tally;
}

/** Applies records, changes and the facts of their transactions, block by block; a file that `others` does not take is parked. */
export function applyBlocks(context: ApplyContext, blocks: Iterator<Block>, others: (block: Block) => boolean = () => false): void {
  for (const [file, own] of byFile(blocks)) {
    const [kind, number] = file.split('/');
    if (kind === 'made') for (const block of own) applyMade(context, Number(number), block);
    else if (kind === 'change') applyChanges(context, Number(number), own);
    else if (file === 'transactions') for (const block of own) noteTransactions(context, block);
    else for (const block of own) if (!others(block)) context.tally.parked += block.rows;
  }
}

function* watched(blocks: Iterable<Block>, see: (block: Block) => void): Generator<Block> {
  for (const block of blocks) {
    see(block);
    yield block;
  }
}

/** Blocks of one file follow each other; hands them out file by file without gathering them. */
function* byFile(blocks: Iterator<Block>): Generator<[string, Iterable<Block>]> {
  let next = blocks.next();
  while (!next.done) {
    const { file } = next.value;
    function* own(): Generator<Block> {
      while (!next.done && next.value.file === file) {
        yield next.value;
        next = blocks.next();
      }
    }
    const mine = own();
    yield [file, mine];
    for (const _ of mine) continue;
  }
}

function noteTransactions(context: ApplyContext, block: Block): void {
  const at = (key: string, row: number): unknown => block.columns[key]?.[row] ?? null;
  for (let row = 0; row < block.rows; row += 1) {
    // Nobody says of other offices' PCs what they did, nor of the sender's what comes with another report.
    if (context.isOfRanges?.(at('device', row) ?? 0, at('epoch', row), at('first', row), at('last', row)) === false) throw new Error('a transaction lies outside the ranges of the header');
    const device = context.anyId([at('device', row) ?? 0, 0, 0])?.device ?? 0;
    const fits = context.ledger.noteTransaction({
      device, epoch: at('epoch', row), first: at('first', row), last: at('last', row), at: at('at', row), user: at('user', row), userName: at('userName', row), kind: at('kind', row), reason: at('reason', row),
    });
    // Two histories under the same numbers, where neither end of the range shows it: receipts were lost, or all was sent again.
    if (!fits && context.isSender?.(device) === true) fail('PACKAGE_FORK');
  }
}

function notePositions(ledger: Ledger, header: JudgedHeader, ranges: Header['ranges']): void {
  const { code, name, deviceId } = header.origin;
  // An empty range of this PC's own only lets come what others rest on.
  for (const range of ranges) if (range.device !== ledger.self.deviceUid || range.from < range.to) ledger.setPosition(ledger.deviceNumber(range.device, code, name), range.epoch, range.to, range.toHead);
  const { number, nonce, base } = header.epoch;
  ledger.setNonce(ledger.deviceNumber(deviceId, code, name), number, nonce, base);
  noteChain(ledger, header);
}
