import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fail } from '../rules/failure.ts';
import { shrinkCache } from '../store/late-indexes.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { requireApproval } from './approval.ts';
import { buildPackage, inTurn, outboxFile } from './build-package.ts';
import type { OutboxPackage } from './build-package.ts';
import { askFolder, copyWhole, makeFolder } from './copy-whole.ts';
import { peekHeader } from './envelope.ts';
import { digestFile } from './file-io.ts';
import { emptyContents, openingOf, reportBlocks } from './payload.ts';
import type { Audience, Contents } from './payload.ts';
import { BLOCK_ROWS } from './frames.ts';
import type { Block } from './frames.ts';
import { askedFields } from './reference/held.ts';
import { movedBlocks } from './transfer/moved-records.ts';
import { paperBlock, papersFor } from './transfer/papers.ts';
import type { Paper } from './transfer/papers.ts';
import { rangesFor, rangesToReturn } from './ranges.ts';
import { RULES_FILE, rulesBlock } from './shared-rules.ts';
import type { Session, Watch } from './session.ts';
import { readLedger } from './sqlite-ledger.ts';
import { notAbove, receiverCards } from './trust.ts';
import type { TrustedCard } from './trust.ts';
import { noteDelivered } from './undelivered.ts';

/** Where a package is to be copied. */
export interface Place {
  readonly folder: string;
  /** It was there when it was chosen: one that is gone by now is an error, as a stick that was pulled out is. Else its last part is made. */
  readonly existing?: boolean;
}

export interface ExportOptions extends Place {
  /** Region codes of the receiving offices: together they are one stream. */
  readonly to: readonly string[];
  /** Everything from the first change on, whatever was acknowledged. */
  readonly full?: boolean;
}

/** Beyond so many changes a report is most of the register. */
const MANY = 50_000;

/** A package as it was written for the clerk. `file` is the copy in the folder asked for. */
export interface Exported {
  readonly file: string; readonly packageId: string; readonly kind: string; readonly epoch: number; readonly sequence: number; readonly changes: number;
  readonly bytes: number; readonly sha256: string; readonly families: number; readonly people: number; readonly empty: boolean;
  /** Offers of families and answers to them that it carries: one with such is not empty. */
  readonly papers: number;
  /** Where the copy was read back from: the medium itself, or what may have been the memory of this PC. */
  readonly readBack: 'medium' | 'cache';
}

/**
 * Builds a LAPORAN for one or more offices and copies it to a folder: what changed since all of them last acknowledged.
 * Nothing new gives an empty package, which says just that. What needs a pengesah leaves only as he approved it. Errors:
 * APPROVAL_NEEDED, APPROVAL_STALE, NO_CARD, NO_SIGNING_KEY, CANCELLED, NO_ROOM, DISK_FULL, FOLDER_UNUSABLE, COPY_FAILED,
 * PACKAGE_TOO_BIG, MIXED_RECEIVERS. Room on the stick is asked for before a number is used. Where the copy fails after all,
 * the package waits in the outbox and counts as not sent: {@link copyPackage} writes the same bytes again.
 */
export function exportPackage(session: Session, options: ExportOptions, watch: Watch = {}): Promise<Exported> {
  const { office } = session;
  return inTurn(office, async () => {
    const receivers = receiverCards(office, options.to);
    const reader = receivers.length === 1 ? (receivers[0]?.card.deviceId ?? null) : null;
    const officeIds = receivers.map((one) => one.card.officeId);
    const ledger = readLedger(office);
    const ranges = [...rangesFor(ledger, officeIds, options.full === true, reader), ...rangesToReturn(ledger, officeIds)];
    const { opening, wire } = openingOf(ledger);
    const contents = emptyContents();
    const audience = audienceOf(office, receivers);
    const papers = papersFor(office, receivers.map((one) => one.card.code), ranges.find((one) => one.device === office.author.device && one.epoch === office.author.epoch)?.from ?? 0);
    const rules = audience === 'sibling' ? rulesBlock(office) : null;
    const below = audience === 'office' ? notAbove(office, receivers) : [];
    const moved = below.length === 0 ? movedBlocks(office, papers, wire) : [];
    const blocks = withPapers(papers, rules, moved, contents, reportBlocks(ledger, ranges, wire, contents, audience, below, { asked: askedFields(office) }));
    // A whole register is read in order, once.
    const restore = ranges.reduce((sum, { from, to }) => sum + to - from, 0) > MANY ? shrinkCache(office.db) : () => undefined;
    try {
      const built = await buildPackage(session, { kind: 'LAPORAN', receivers, ranges, opening, blocks, contents, approvedBy: requireApproval(office, options.to, options.full === true) }, boundFor(options, watch));
      return await deliver(office, built, options.folder, watch);
    } finally {
      restore();
    }
  });
}

/** The office's rules go first, and papers about transfers of ownership with what they moved: they say who may write what follows. */
function* withPapers(papers: readonly Paper[], rules: Block | null, moved: Iterable<Block>, contents: Contents, blocks: Iterable<Block>): Generator<Block> {
  if (rules !== null) {
    contents.files[RULES_FILE] = rules.rows;
    yield rules;
  }
  for (let at = 0; at < papers.length; at += BLOCK_ROWS) {
    contents.files.transfer = papers.length;
    yield paperBlock(papers.slice(at, at + BLOCK_ROWS));
  }
  for (const block of moved) {
    contents.files[block.file] = (contents.files[block.file] ?? 0) + block.rows;
    yield block;
  }
  yield* blocks;
}

/** Copies a package of the outbox again, byte for byte. Errors: NOT_FOUND, OUTBOX_MISSING and those of copying. */
export function copyPackage(session: Session, packageId: string, { folder, existing = false }: Place, watch: Watch = {}): Promise<Exported> {
  const { office } = session;
  const row = sql(office, 'SELECT * FROM packageOut WHERE packageId = ?').get(packageId) as (Omit<OutboxPackage, 'receivers'> & { receivers: string }) | undefined;
  if (!row) return fail('NOT_FOUND', { id: packageId });
  const found: OutboxPackage = { ...row, receivers: JSON.parse(row.receivers) as OutboxPackage['receivers'] };
  return inTurn(office, () => {
    if (!existing) makeFolder(folder);
    return deliver(office, found, folder, watch);
  });
}

/** Watches a package being built that goes to a folder: nothing is begun, and no number used, where it could not be copied. */
export function boundFor({ folder, existing = false }: Place, watch: Watch): Watch {
  if (!existing) makeFolder(folder);
  askFolder(folder, 0);
  return { ...watch, fits: (bytes) => askFolder(folder, bytes) };
}

/** Copies a built package to where the clerk wants it, reads it back and compares. Only then it counts as sent. */
export async function deliver(office: Writer, built: OutboxPackage, folder: string, watch: Watch = {}): Promise<Exported> {
  const source = outboxFile(office, built.file);
  if (!existsSync(source) || digestFile(source).sha256 !== built.sha256) fail('OUTBOX_MISSING', { file: basename(built.file) });
  const { file, from } = await copyWhole(source, folder, freeName(folder, basename(built.file), built.sha256), built.sha256);
  noteDelivered(office, built.packageId);
  watch.progress?.({ step: 'delivered', done: built.bytes, total: built.bytes });
  const papers = peekHeader(source).header?.counts.files.transfer ?? 0;
  const { packageId, kind, epoch, sequence, changes, bytes, sha256, families, people } = built;
  return { file, packageId, kind, epoch, sequence, changes, bytes, sha256, families, people, empty: changes === 0 && papers === 0, papers, readBack: from };
}

/** Another office's file of the same name is left alone. */
function freeName(folder: string, name: string, sha256: string): string {
  const ending = extname(name);
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${name.slice(0, -ending.length)}-${number}${ending}`;
    const path = join(folder, tried);
    if (!existsSync(path) || digestFile(path).sha256 === sha256) return tried;
  }
}

/** Offices that are sent different things never share a stream: own PCs, and offices not above this one. Error: MIXED_RECEIVERS. */
function audienceOf(office: Reader, receivers: readonly TrustedCard[]): Audience {
  const siblings = receivers.filter((one) => one.card.officeId === office.identity.officeId);
  const offices = new Set(receivers.map((one) => one.card.officeId));
  if (offices.size > 1 && (siblings.length > 0 || notAbove(office, receivers).length > 0)) fail('MIXED_RECEIVERS');
  return siblings.length > 0 ? 'sibling' : 'office';
}
