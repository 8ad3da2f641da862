import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeLists } from '../rules/lists.ts';
import { fail } from '../rules/failure.ts';
import { pendingFork } from '../store/branch.ts';
import { writeChanges } from '../store/change-log.ts';
import { renameSafely, syncFolder } from '../store/files.ts';
import { saveMarkDurably } from '../store/mark.ts';
import { schemaVersion } from '../store/migrate.ts';
import { sql } from '../store/office.ts';
import { keepOwned, ownedCounts } from '../store/owned-counts.ts';
import type { Reader } from '../store/office.ts';
import { officePaths } from '../store/office-folder.ts';
import { ensureCard } from './card.ts';
import type { Card } from './card.ts';
import { containerPieces } from './container.ts';
import { dropQuietly, named, writeStream } from './file-io.ts';
import { encodeFrames } from './frames.ts';
import type { Block } from './frames.ts';
import { FORMAT, headerBytes, packageFileName } from './header.ts';
import type { Header, PackageKind } from './header.ts';
import type { Contents, Opening } from './payload.ts';
import { withheldFields } from './payload.ts';
import { askedFields } from './reference/held.ts';
import { introductionTo } from './reference/introduction.ts';
import type { LedgerReader } from './ledger.ts';
import type { OwnRange } from './ranges.ts';
import { headAt } from './ranges.ts';
import { keyId, sealStream, sha256, signBytes } from './seal.ts';
import type { Session, Watch } from './session.ts';
import { readLedger } from './sqlite-ledger.ts';
import { successionsOf } from './succession.ts';
import type { TrustedCard } from './trust.ts';
import { noteUndelivered } from './undelivered.ts';
import { vouchersToShow } from './vouched.ts';

/** A package in the outbox. */
export interface OutboxPackage {
  readonly packageId: string; readonly kind: string; readonly epoch: number; readonly sequence: number; readonly file: string;
  readonly sha256: string; readonly bytes: number; readonly changes: number; readonly families: number; readonly people: number;
  readonly receivers: readonly { readonly officeId: string; readonly code: string; readonly name: string }[];
  readonly at: string; readonly by: string;
}

/** What is to be built. `blocks` fills `contents` while it is read. */
export interface Plan {
  readonly kind: PackageKind;
  readonly receivers: readonly TrustedCard[];
  readonly ranges: readonly OwnRange[];
  readonly opening: Opening;
  readonly blocks: Iterable<Block>;
  readonly contents: Contents;
  /** Whether it gives an office back what its lost PC wrote. */
  readonly returns?: boolean;
  readonly approvedBy?: { readonly name: string; readonly at: string };
}

const PROFILE = 'pemerintah-1';
const SIBLING_PROFILE = 'kantor-1';
const APPLICATION = 'tepat';

/** The name of a stream: who receives what kind of package. */
export function streamOf(kind: PackageKind, officeIds: readonly string[]): string {
  return sha256(JSON.stringify(['tepat-stream-v1', kind, [...new Set(officeIds)].sort()])).toString('hex').slice(0, 32);
}

const queues = new WeakMap<object, Promise<unknown>>();

/** Lets only one package of an office be built or taken at a time, so that numbers follow each other. */
export function inTurn<T>(office: Reader, work: () => Promise<T>): Promise<T> {
  const turn = (queues.get(office.db) ?? Promise.resolve()).then(work, work);
  queues.set(office.db, turn.catch(() => undefined));
  return turn;
}

/**
 * Builds a package into the outbox: payload, header, signature, container, each synced; then sequence, hash and range
 * are committed. From that commit on the number belongs to these bytes; the package counts as sent only once it was
 * copied. A PC that turned out to be a full copy writes nothing until it is opened again: its numbers are the other's
 * too. Errors: NO_SIGNING_KEY, FORK_PENDING, DISK_FULL, CANCELLED, PACKAGE_TOO_BIG, and those of `watch.fits`.
 */
export async function buildPackage(session: Session, plan: Plan, watch: Watch = {}): Promise<OutboxPackage> {
  const { office, secrets } = session;
  const signingKey = secrets.signingKey ?? fail('NO_SIGNING_KEY');
  if (pendingFork(office.db) !== null) fail('FORK_PENDING');
  const card = await ensureCard(session);
  const folder = join(officePaths(office.dir).outbox, office.author.deviceUid);
  const packageId = office.newId();
  const payloadFile = join(folder, `~${packageId}.age`);
  const packedFile = join(folder, `~${packageId}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    const recipients = [card.ageKey, ...plan.receivers.map((one) => one.card.ageKey)];
    const sealed = await sealStream(toStream(encodeFrames(plan.opening, watched(plan.blocks, plan.contents, watch))), recipients);
    const payload = await writeStream(payloadFile, sealed);
    watch.progress?.({ step: 'sealed', done: plan.contents.changes, total: plan.contents.changes });
    const header = makeHeader(session, plan, card, packageId, payload);
    const bytes = headerBytes(header);
    const signature = signBytes(signingKey, 'package', header.practice, bytes);
    const packed = await writeStream(packedFile, containerPieces(bytes, signature, payloadFile, payload));
    watch.fits?.(packed.bytes);
    const name = packageFileName(header, deviceTag(office));
    renameSafely(packedFile, join(folder, name));
    syncFolder(folder);
    watch.progress?.({ step: 'built', done: packed.bytes, total: packed.bytes });
    const made = commit(session, plan, header, join(office.author.deviceUid, name), packed);
    saveMarkDurably(office);
    watch.progress?.({ step: 'committed', done: packed.bytes, total: packed.bytes });
    return made;
  } catch (error) {
    return named(error, folder);
  } finally {
    dropQuietly(payloadFile);
    dropQuietly(packedFile);
  }
}

/** The outbox file of a package, or OUTBOX_MISSING when it is gone: a number is never built a second time. */
export function outboxFile(office: Reader, relative: string): string {
  return join(officePaths(office.dir).outbox, relative);
}

function* watched(blocks: Iterable<Block>, contents: Contents, watch: Watch): Generator<Block> {
  let rows = 0;
  for (const block of blocks) {
    if (watch.cancelled?.()) fail('CANCELLED');
    rows += block.rows;
    yield block;
    watch.progress?.({ step: 'write', done: rows, total: 0 });
  }
  if (watch.cancelled?.()) fail('CANCELLED');
}

function toStream(frames: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await frames.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await frames.return(undefined);
    },
  });
}

/** Devices after an office's first get a mark in file names, so that two PCs of one office never use the same name. */
function deviceTag(office: Session['office']): string {
  return office.author.device === 1 ? '' : sha256(office.author.deviceUid).toString('hex').slice(0, 4);
}

function makeHeader(session: Session, plan: Plan, card: Card, packageId: string, payload: { sha256: string; bytes: number }): Header {
  const { office, user } = session;
  const { author, identity } = office;
  const ledger = readLedger(office);
  const stream = streamOf(plan.kind, plan.receivers.map((one) => one.card.officeId));
  const before = sql(office, 'SELECT sequence, sha256 FROM packageOut WHERE device = ? AND epoch = ? AND stream = ? ORDER BY sequence DESC LIMIT 1')
    .get(author.device, author.epoch, stream) as { sequence: number; sha256: string } | undefined;
  const epoch = sql(office, 'SELECT nonce, baseEpoch, baseCounter FROM epoch WHERE device = ? AND epoch = ?').get(author.device, author.epoch) as
    { nonce: string; baseEpoch: number | null; baseCounter: number | null };
  const sibling = plan.receivers.every((one) => one.card.officeId === identity.officeId);
  const owned = ownedCounts(office);
  const withholds = plan.kind === 'LAPORAN' && !sibling;
  const succession = successionsOf(office);
  const vouchers = vouchersToShow(office);
  // With packages of every kind: the first that a kecamatan sends is what it carries on, not a report of its own.
  const introduction = introductionTo(office, card, plan.receivers);
  return {
    format: { ...FORMAT }, packageId, kind: plan.kind, practice: identity.practice,
    origin: { officeId: identity.officeId, code: identity.code, name: identity.name, deviceId: author.deviceUid, keyId: keyId(card.signKey) },
    destination: destinations(plan.receivers),
    epoch: { number: author.epoch, nonce: epoch.nonce, base: epoch.baseEpoch === null ? null : { number: epoch.baseEpoch, counter: epoch.baseCounter ?? 0 } },
    stream, sequence: (before?.sequence ?? 0) + 1, previous: before?.sha256 ?? null,
    ranges: plan.ranges.map(({ device, deviceUid, epoch: number, from, to }) => ({
      device: deviceUid, epoch: number, from, to, fromHead: headAt(ledger, { device, deviceUid, epoch: number }, from), toHead: headAt(ledger, { device, deviceUid, epoch: number }, to),
    })),
    schema: { version: schemaVersion(), lists: Object.fromEntries(codeLists.map((list) => [list.name, list.version])) },
    privacy: { profile: sibling ? SIBLING_PROFILE : PROFILE, withheld: withholds ? withheldFields(askedFields(office)) : [] },
    payload: { sha256: payload.sha256, bytes: payload.bytes },
    counts: {
      changes: plan.contents.changes, families: plan.contents.families, people: plan.contents.people, files: plan.contents.files,
      register: { families: owned.family, people: owned.person },
    },
    createdAt: office.now().toISOString(), createdBy: user.name, approvedBy: plan.approvedBy ?? null, application: APPLICATION,
    chain: chainOf(office, ledger),
    ...(introduction && { introduction }), ...(succession && { succession }), ...(vouchers && { vouchers }), ...(plan.returns && { returns: true }),
  };
}

/** Places of the chain that are stated beside the present one: where the latest packages left. */
const STATED = 32;

/** The heads of this PC's chain, now and where its latest packages of this epoch left. */
function chainOf({ author, db }: Session['office'], ledger: LedgerReader): Header['chain'] {
  const left = db.prepare('SELECT DISTINCT counter FROM packageOut WHERE device = ? AND epoch = ? AND counter < ? ORDER BY counter DESC LIMIT ?').pluck().all(author.device, author.epoch, author.counter, STATED) as number[];
  return [author.counter, ...left].flatMap((counter) => {
    const head = counter > 0 ? ledger.headOf(author.device, author.epoch, counter) : null;
    return head === null ? [] : [{ epoch: author.epoch, counter, head }];
  });
}

function destinations(receivers: readonly TrustedCard[]): Header['destination'] {
  const offices = Map.groupBy(receivers, (one) => one.card.officeId);
  return [...offices.values()].map((cards) => {
    const { officeId, code, name } = (cards[0] as TrustedCard).card;
    return { officeId, code, name, devices: cards.map(({ card }) => ({ deviceId: card.deviceId, keyId: keyId(card.ageKey) })) };
  });
}

function commit(session: Session, plan: Plan, header: Header, file: string, packed: { sha256: string; bytes: number }): OutboxPackage {
  const { office, user } = session;
  const receivers = header.destination.map(({ officeId, code, name }) => ({ officeId, code, name }));
  const made: OutboxPackage = {
    packageId: header.packageId, kind: header.kind, epoch: header.epoch.number, sequence: header.sequence, file, sha256: packed.sha256, bytes: packed.bytes,
    changes: header.counts.changes, families: header.counts.families, people: header.counts.people, receivers, at: header.createdAt, by: user.name,
  };
  const detail = { packageId: made.packageId, kind: made.kind, sha256: made.sha256, to: receivers.map((one) => one.code), sequence: made.sequence };
  writeChanges(office, { user, kind: 'export', detail }, () => {
    keepOwned(office);
    sql(office, `INSERT INTO packageOut (packageId, kind, device, epoch, stream, sequence, file, sha256, bytes, receivers, ranges, changes, families, people, at, by, approvedBy, counter)
      VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`).run(made.packageId, made.kind, office.author.device, made.epoch, header.stream, made.sequence, file,
      made.sha256, made.bytes, JSON.stringify(receivers), JSON.stringify(plan.ranges), made.changes, made.families, made.people, made.at, made.by,
      header.approvedBy && JSON.stringify(header.approvedBy), header.chain?.[0]?.counter ?? null);
    // Receipts are answers: they are asked for and copied of themselves.
    if (made.kind !== 'TANDA_TERIMA') noteUndelivered(office, made.packageId);
  });
  return made;
}
