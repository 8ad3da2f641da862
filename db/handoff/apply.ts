import { refreshDerived } from '../registry/refresh-derived.ts';
import type { Log } from '../store/change-log.ts';
import { deviceNumber } from '../store/device.ts';
import { sql } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import { applyChanges } from './apply-changes.ts';
import { applyContext } from './apply-context.ts';
import type { ApplyContext, Tally } from './apply-context.ts';
import { applyMade } from './apply-made.ts';
import type { Envelope } from './envelope.ts';
import { boundsOf } from './bounds-of.ts';
import { carryOut, readPapers, takePapers } from './transfer/papers.ts';
import type { Block, OpenedPayload } from './frames.ts';
import type { Header } from './header.ts';
import type { Watch } from './session.ts';
import { fail } from '../rules/failure.ts';

/**
 * Applies a LAPORAN inside the transaction that `log` belongs to: records, changes, the facts of their transactions,
 * the positions reached, and the derived lists. Throws for a payload that breaks the format; nothing stays then.
 */
export function applyReport(office: Writer, log: Log, envelope: Envelope, opened: OpenedPayload, sha256: string, at: string, watch: Watch = {}): Tally {
  const { header, sender } = envelope;
  const bounds = boundsOf(office, sender);
  const context = applyContext(office, log, header, opened.opening, bounds, sha256, at);
  let rows = 0;
  const blocks = watched(opened.blocks(), (block) => {
    if (watch.cancelled?.()) fail('CANCELLED');
    rows += block.rows;
    watch.progress?.({ step: 'apply', done: rows, total: header.counts.changes });
  });
  applyBlocks(context, blocks, (block) => {
    if (block.file !== 'transfer') return false;
    takePapers(context, readPapers(block));
    carryOut(context);
    return true;
  });
  // What the papers hand over may have come only with this report.
  carryOut(context);
  if (coversAll(header)) resolveEarlier(context, header);
  notePositions(context, header);
  noteWithheld(context, header);
  finishApply(context);
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

/** Brings the derived lists up to date with what was applied. */
export function finishApply(context: ApplyContext): void {
  const families = [...context.families].flatMap((uid) => context.find('family', uid) ?? []);
  if (families.length > 0) refreshDerived(context.office, families);
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
  const insert = sql(context.office, `INSERT OR IGNORE INTO originTx (device, epoch, first, last, at, user, userName, kind, reason) VALUES (?,?,?,?,?,?,?,?,?)`);
  for (let row = 0; row < block.rows; row += 1) {
    const device = context.anyId([at('device', row) ?? 0, 0, 0])?.device;
    insert.run(device, at('epoch', row), at('first', row), at('last', row), at('at', row), at('user', row), at('userName', row), at('kind', row), at('reason', row));
  }
}

/** Whether a package carries everything from the first change on. */
function coversAll(header: Header): boolean {
  return header.ranges.every((range) => range.from === 0);
}

/** A full package has judged everything anew: what it did not set aside again is resolved. */
function resolveEarlier(context: ApplyContext, header: Header): void {
  for (const range of header.ranges) {
    sql(context.office, `UPDATE quarantine SET resolvedAt = ? WHERE resolvedAt IS NULL AND package <> ? AND epoch = ?
      AND counter <= ? AND device = (SELECT no FROM device WHERE uid = ?)`).run(context.at, context.sha256, range.epoch, range.to, range.device);
  }
}

function notePositions(context: ApplyContext, header: Header): void {
  const { office } = context;
  const { code, name, deviceId } = header.origin;
  for (const range of header.ranges) {
    const device = deviceNumber(office.db, range.device, code, name);
    sql(office, `INSERT INTO position (device, epoch, counter, head) VALUES (?,?,?,?)
      ON CONFLICT (device, epoch) DO UPDATE SET counter = excluded.counter, head = excluded.head WHERE excluded.counter >= counter`)
      .run(device, range.epoch, range.to, range.toHead);
  }
  const { number, nonce, base } = header.epoch;
  sql(office, 'INSERT OR IGNORE INTO originEpoch (device, epoch, nonce, baseEpoch, baseCounter) VALUES (?,?,?,?,?)')
    .run(deviceNumber(office.db, deviceId, code, name), number, nonce, base?.number ?? null, base?.counter ?? null);
}

/** Remembers what the sender does not send: such a field is "tidak dikirim", never empty. */
function noteWithheld(context: ApplyContext, header: Header): void {
  const { office } = context;
  sql(office, 'DELETE FROM notSent WHERE office = ?').run(header.origin.code);
  const insert = sql(office, 'INSERT OR IGNORE INTO notSent (office, entity, field) VALUES (?,?,?)');
  for (const [entity, field] of header.privacy.withheld) insert.run(header.origin.code, entity, field);
}
