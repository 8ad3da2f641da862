import { z } from 'zod';
import { entityOfId } from '../rules/entities.ts';
import { fail } from '../rules/failure.ts';
import { noteFork } from '../store/branch.ts';
import { writeChanges } from '../store/change-log.ts';
import { getMeta, setMeta } from '../store/meta.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { buildPackage } from './build-package.ts';
import type { OutboxPackage } from './build-package.ts';
import type { Envelope } from './envelope.ts';
import type { Block, OpenedPayload } from './frames.ts';
import { BLOCK_ROWS } from './frames.ts';
import { columnsOf, emptyContents } from './payload.ts';
import { forkIn, positionsOf, takePositions } from './positions.ts';
import type { Session, Watch } from './session.ts';
import { readLedger } from './sqlite-ledger.ts';
import { writeLedger } from './sqlite-ledger-writer.ts';
import { trustedCards } from './trust.ts';

const count = z.number().int().nonnegative();
const short = z.string().max(200);
const nullable = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

const positionRow = z.object({ device: short, epoch: count, counter: count, head: short.nullish() });
const packageRow = z.object({
  packageId: short, sha256: short, kind: short, stream: short, epoch: count, sequence: count, outcome: short, code: nullable(short),
  applied: count, unchanged: count, conflicts: count, quarantined: count, missing: nullable(z.array(short)), at: short,
});
const exceptionRow = z.object({
  kind: z.string().max(40), code: short, entity: count, record: z.string().max(64), field: count, device: short, epoch: count, counter: count,
  value: nullable(z.unknown()), at: short,
});
const orderRow = z.object({ order: z.string().max(40), device: short, epoch: count });

/** What a receipt says: cumulative, so that a newer one replaces all older. */
export interface ReceiptContent {
  /** How far each of the sender's devices has been applied. */
  readonly positions: readonly z.infer<typeof positionRow>[];
  /** The latest packages and what became of them. */
  readonly packages: readonly z.infer<typeof packageRow>[];
  /** Everything still open: quarantined, konflik, parked. */
  readonly exceptions: readonly z.infer<typeof exceptionRow>[];
  /** What the sender is asked to do, such as NEW_EPOCH after a fork. */
  readonly orders: readonly z.infer<typeof orderRow>[];
}

const PACKAGES_NAMED = 50;

/** That no new PC of the office has reported since a forked package `p`: what the copy wrote comes under a device of its own. */
const STILL_FORKED = `NOT EXISTS (SELECT 1 FROM packageIn n WHERE n.officeId = p.officeId AND n.outcome = 'accepted' AND n.at > p.at
  AND n.deviceUid NOT IN (SELECT o.deviceUid FROM packageIn o WHERE o.officeId = p.officeId AND o.at <= p.at))`;

/** When packages of an office were set aside as forks whose work has not come yet: see {@link STILL_FORKED}. */
export function openForks(office: Reader, officeId: string): ReadonlySet<string> {
  return new Set(sql(office, `SELECT p.at FROM packageIn p WHERE p.officeId = ? AND p.outcome = 'fork' AND ${STILL_FORKED}`).pluck().all(officeId) as string[]);
}

/** Builds the receipt for an office into the outbox. Errors: NO_CARD, NO_SIGNING_KEY. */
export function buildReceipt(session: Session, officeId: string, watch: Watch = {}): Promise<OutboxPackage> {
  const { office } = session;
  const receivers = trustedCards(office).filter((one) => one.card.officeId === officeId);
  const [first] = receivers;
  if (!first) return fail('NO_CARD', { code: officeId });
  const contents = emptyContents();
  const content = gatherReceipt(office, officeId, first.card.code);
  return buildPackage(session, { kind: 'TANDA_TERIMA', receivers, ranges: [], opening: { devices: [] }, blocks: receiptBlocks(content), contents }, watch);
}

function* receiptBlocks(content: ReceiptContent): Generator<Block> {
  const files: [string, readonly Readonly<Record<string, unknown>>[]][] = [
    ['position', content.positions], ['package', content.packages], ['exception', content.exceptions], ['order', content.orders],
  ];
  for (const [file, rows] of files) {
    for (let at = 0; at < rows.length; at += BLOCK_ROWS) yield columnsOf(file, rows.slice(at, at + BLOCK_ROWS));
  }
}

function gatherReceipt(office: Reader, officeId: string, code: string): ReceiptContent {
  const positions = positionsOf(readLedger(office), code);
  const packages = sql(office, `SELECT packageId, sha256, kind, stream, epoch, sequence, outcome, reason AS code, applied, unchanged, conflicts, quarantined, missing, at
    FROM packageIn WHERE officeId = ? AND kind <> 'TANDA_TERIMA' ORDER BY at DESC, epoch DESC, sequence DESC LIMIT ${PACKAGES_NAMED}`).all(officeId) as { missing: string }[];
  const ofOffice = 'x.device IN (SELECT no FROM device WHERE office = ?)';
  const quarantined = sql(office, `SELECT 'quarantined' AS kind, x.reason AS code, x.entity, x.record, x.field, d.uid AS device, x.epoch, x.counter, NULL AS value, x.at
    FROM quarantine x JOIN device d ON d.no = x.device WHERE x.resolvedAt IS NULL AND ${ofOffice}`).all(code);
  const parked = sql(office, `SELECT 'parked' AS kind, 'NEWER_SCHEMA' AS code, x.entity, x.record, x.field, d.uid AS device, x.epoch, x.counter, NULL AS value, x.at
    FROM parked x JOIN device d ON d.no = x.device WHERE x.appliedAt IS NULL AND ${ofOffice}`).all(code);
  const orders = sql(office, `SELECT DISTINCT 'NEW_EPOCH' AS "order", p.deviceUid AS device, p.epoch FROM packageIn p WHERE p.officeId = ? AND p.outcome = 'fork' AND ${STILL_FORKED}
    AND p.epoch = (SELECT max(q.epoch) FROM packageIn q WHERE q.deviceUid = p.deviceUid)`).all(officeId);
  return {
    positions: z.array(positionRow).parse(positions),
    packages: z.array(packageRow).parse(packages.map((row) => ({ ...row, missing: JSON.parse(row.missing) as string[] }))),
    exceptions: z.array(exceptionRow).parse([...quarantined, ...parked, ...openConflicts(office, code)]),
    orders: z.array(orderRow).parse(orders),
  };
}

function openConflicts(office: Reader, code: string): unknown[] {
  const rows = sql(office, `SELECT x.entity, x.record AS number, x.field, d.uid AS device, x.theirEpoch AS epoch, x.theirCounter AS counter, c.new AS value, x.at
    FROM conflict x JOIN device d ON d.no = x.theirDevice
    LEFT JOIN change c ON c.device = x.ourDevice AND c.epoch = x.ourEpoch AND c.counter = x.ourCounter
    WHERE x.closedAt IS NULL AND d.office = ?`).all(code) as { entity: number; number: number; value: string | null }[];
  return rows.map(({ number, value, ...row }) => {
    const entity = entityOfId(row.entity)?.key ?? 'family';
    const record = sql(office, `SELECT uid FROM "${entity}" WHERE id = ?`).pluck().get(number) as string;
    return { kind: 'conflict', code: 'KONFLIK', record, ...row, value: value === null ? null : (JSON.parse(value) as unknown) };
  });
}

/** Reads a receipt's payload. Throws for one that breaks the format; files that a newer version adds are passed over. */
export function readReceipt(opened: OpenedPayload): ReceiptContent {
  const rows: Record<string, unknown[]> = { position: [], package: [], exception: [], order: [] };
  for (const block of opened.blocks()) {
    const keys = Object.keys(block.columns);
    for (let row = 0; row < block.rows; row += 1) {
      rows[block.file]?.push(Object.fromEntries(keys.map((key) => [key, block.columns[key]?.[row] ?? null])));
    }
  }
  return {
    positions: z.array(positionRow).parse(rows.position), packages: z.array(packageRow).parse(rows.package),
    exceptions: z.array(exceptionRow).parse(rows.exception), orders: z.array(orderRow).parse(rows.order),
  };
}

/**
 * Takes a receipt: what its PC acknowledged replaces all it acknowledged before, also downwards (an office that
 * restored a backup asks for more). Returns false for a receipt older than the one held. `note` writes the inbox row in
 * the same transaction.
 */
export function takeReceipt(session: Session, envelope: Envelope, content: ReceiptContent, sha256: string, note: (older: boolean) => void): boolean {
  const { office, user } = session;
  const { header } = envelope;
  const { officeId, deviceId } = header.origin;
  const held = sql(office, 'SELECT epoch, sequence FROM receiptIn WHERE deviceUid = ?').get(deviceId) as { epoch: number; sequence: number } | undefined;
  const older = held !== undefined
    && (held.epoch > header.epoch.number || (held.epoch === header.epoch.number && held.sequence > header.sequence));
  const detail = { packageId: header.packageId, sha256, kind: header.kind, from: header.origin.code, sequence: header.sequence };
  writeChanges(office, { user, kind: 'receive', source: { kind: 'package', id: header.packageId }, detail }, (log) => {
    if (!older) {
      takePositions(writeLedger(office, log), deviceId, content.positions);
      noteHeads(office, deviceId, content);
      sql(office, 'INSERT OR REPLACE INTO receiptIn (deviceUid, officeId, epoch, sequence, at, content) VALUES (?,?,?,?,?,?)')
        .run(deviceId, officeId, header.epoch.number, header.sequence, office.now().toISOString(), JSON.stringify(content));
    }
    note(older);
  });
  return !older;
}

/** Compares the heads of a receipt with this PC's own chain: what both have is remembered; where they differ the PC was copied. */
function noteHeads(office: Writer, receiver: string, { positions, packages }: ReceiptContent): void {
  const ledger = readLedger(office);
  const { deviceUid } = ledger.self;
  const key = (epoch: number): string => `agreed:${deviceUid}:${receiver}:${epoch}`;
  const agreed = (epoch: number): number => Number(getMeta(office.db, key(epoch)) ?? 0);
  const isOurs = (sha256: string): boolean => sql(office, 'SELECT 1 FROM packageOut WHERE sha256 = ? AND device = ?').get(sha256, office.author.device) !== undefined;
  const fork = forkIn(ledger, positions, packages.some((one) => one.outcome === 'fork' && isOurs(one.sha256)), agreed);
  if (fork) return noteFork(office.db, fork);
  for (const { device, epoch, counter, head } of positions) {
    const own = device === deviceUid ? ledger.epochOf(device, epoch) : null;
    if (own && head && counter > agreed(epoch) && ledger.headOf(own.device, epoch, counter) === head) setMeta(office.db, key(epoch), String(counter));
  }
}

/** The newest receipt of an office, whichever of its PCs gave it, or null. */
export function heldReceipt(office: Reader, officeId: string): { at: string; sequence: number; content: ReceiptContent } | null {
  const row = sql(office, 'SELECT at, sequence, content FROM receiptIn WHERE officeId = ? ORDER BY at DESC LIMIT 1').get(officeId) as { at: string; sequence: number; content: string } | undefined;
  return row ? { at: row.at, sequence: row.sequence, content: JSON.parse(row.content) as ReceiptContent } : null;
}
