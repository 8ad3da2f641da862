import { copyFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fail, isFailure } from '../rules/failure.ts';
import { pendingFork } from '../store/branch.ts';
import { writeChanges } from '../store/change-log.ts';
import { withLateCheckpoint } from '../store/late-checkpoint.ts';
import { officePaths } from '../store/office-folder.ts';
import { sql } from '../store/office.ts';
import type { Reader, Writer } from '../store/office.ts';
import { listSnapshots, takeSnapshot } from '../store/snapshot.ts';
import { keepRecapsLater } from '../registry/recaps/keep-recaps.ts';
import { applyReport } from './apply.ts';
import { boundsOf } from './bounds-of.ts';
import { applyParked } from './apply-parked.ts';
import type { Tally } from './apply-context.ts';
import { inTurn } from './build-package.ts';
import { checkEnvelope, peekHeader } from './envelope.ts';
import type { Envelope, Refusal } from './envelope.ts';
import type { OpenedPayload } from './frames.ts';
import { catchUp, followUp, oweFollowUp, owedFollowUp } from './follow-up.ts';
import { digestFile, dropQuietly, filePieces, named, writeStream } from './file-io.ts';
import { inbox, inboxFolder, keptFile, laterFile, NOTHING, notePackage, packageFiles, packageIn, papersTold, resultRow, sweepInbox } from './inbox.ts';
import type { PackageInRow, ReceivedRow } from './inbox.ts';
import { inheritDevices, isHandedBack } from './handed-back.ts';
import type { Header } from './header.ts';
import { countMissing, judgeReport, noteAsked } from './judge.ts';
import { noteRefusal } from './journal.ts';
import { readReceipt, takeReceipt } from './receipt.ts';
import { giveReceipts } from './give-receipts.ts';
import { isWhole, keepForRelay } from './relay/keep.ts';
import { unpackRelay } from './relay/relay-package.ts';
import { vouchedWord } from './vouched.ts';
import { withSender } from './with-sender.ts';
import { takeKind } from './take-kind.ts';
import { saysCode } from './word.ts';
import type { Word } from './word.ts';
import type { Session, Watch } from './session.ts';
import { paperContext } from './transfer/papers.ts';
import { reportPapers } from './transfer/report-papers.ts';
import { readLedger } from './sqlite-ledger.ts';
import { writeLedger } from './sqlite-ledger-writer.ts';

export interface ReceiveOptions {
  /** Packages, receipts, or folders of them. */
  readonly paths: readonly string[];
  /** Where answers are written; without it they stay in the outbox. */
  readonly receiptsFolder?: string;
}

/** A file whose envelope is right, copied to where nobody can change it any more. */
interface Candidate {
  readonly source: string;
  readonly envelope: Envelope;
  readonly sha256: string;
  readonly bytes: number;
  /** How long it took to copy and check it, in ms. */
  readonly checking: number;
}

const SNAPSHOT_AGE_MS = 60 * 60 * 1000;
/** A change is big that touches so much of what is held; a delta needs no snapshot of a whole city. */
const BIG_SHARE = 0.1;
/** Up to this size, some 8,000 families, a snapshot costs under a second: one is taken before every run. */
const SMALL_REGISTER_BYTES = 32 * 2 ** 20;
/** Of so many changes recaps are brought up to date when the answer is given: until then each look at one adds what differs, a tenth of a second. */
const FEW = 20_000;
/** From so many changes on a thread costs less than it saves: each may leave five pages to be decrypted and encrypted once more. */
const MANY = 500;

/**
 * Takes packages and receipts: every envelope is checked first, outside the database; then, if anything will change it
 * and the register is small, or the last snapshot old, or the change big, one snapshot; then each package in a transaction of its own, in the
 * order of its numbers. One bad file stops none. Errors only for the run as a whole: DISK_FULL, CANCELLED (what was
 * taken before stays taken), SNAPSHOT_BAD.
 */
export function receivePackages(session: Session, options: ReceiveOptions, watch: Watch = {}): Promise<ReceivedRow[]> {
  const { office } = session;
  return inTurn(office, () => receiveAll(session, options, watch).catch((error: unknown) => ((error as { code?: string }).code === 'ENOSPC' ? fail('DISK_FULL', { folder: office.dir }) : Promise.reject(error as Error))));
}

async function receiveAll(session: Session, options: ReceiveOptions, watch: Watch): Promise<ReceivedRow[]> {
  sweepInbox(session.office);
  catchUp(session, watch);
  applyParked(session);
  const rows = new Map<string, ReceivedRow>();
  const candidates: Candidate[] = [];
  const files = packageFiles(session.office, options.paths);
  const order: string[] = [];
  const look = async (file: string, source: string, depth: number): Promise<void> => {
    order.push(source);
    const checked = await checkFile(session, file, source);
    if ('row' in checked) rows.set(source, told(watch, checked.row));
    else if ('refusal' in checked) rows.set(source, told(watch, refuse(session, source, checked.refusal, checked.sha256)));
    else if (checked.envelope.header.kind === 'TERUSAN') await lookInside(session, checked, depth, candidates, rows, look);
    else candidates.push(checked);
  };
  for (const [done, file] of files.entries()) {
    if (watch.cancelled?.()) fail('CANCELLED');
    await look(file, file, 0);
    watch.progress?.({ step: 'checked', done: done + 1, total: files.length });
  }
  const later: ReceivedRow[] = [];
  try {
    snapshotIfDue(session, candidates);
    for (const candidate of candidates.sort(byNumber)) {
      if (watch.cancelled?.()) fail('CANCELLED');
      const row = told(watch, await timed(candidate, () => take(session, candidate, watch)));
      rows.set(candidate.source, row);
      if (row.outcome === 'accepted' && row.kind === 'LAPORAN') later.push(...(await takeParked(session, watch)));
    }
  } finally {
    for (const { envelope } of candidates) dropQuietly(envelope.file);
  }
  const all = [...order.flatMap((file) => rows.get(file) ?? []), ...later].map((row) => settledRow(session.office, row));
  try {
    return await giveReceipts(session, all, candidates.map(({ source, sha256 }) => ({ source, sha256 })), options.receiptsFolder, watch);
  } finally {
    keepRecapsLater(session.office);
  }
}

/** A row whose follow-up failed at first and was done with a later package of the run: what is said of it by now. */
function settledRow(office: Reader, row: ReceivedRow): ReceivedRow {
  if (!saysCode(row, 'FOLLOW_UP_WAITS') || owedFollowUp(office) !== null) return row;
  const { code, params, message, conflicts } = inbox(office).find((one) => one.sha256 === row.sha256) ?? row;
  return { ...row, code, params, message, conflicts };
}

/** Tells the watcher what became of a file; the receipt is not written yet. */
function told(watch: Watch, row: ReceivedRow): ReceivedRow {
  watch.received?.(row);
  return row;
}

/** Adds to what became of a package its size and hash, and the time from looking at the file on. */
async function timed({ bytes, checking, sha256 }: Candidate, work: () => Promise<ReceivedRow>): Promise<ReceivedRow> {
  const start = performance.now();
  const row = await work();
  return { ...row, bytes, sha256, seconds: Math.round(checking + performance.now() - start) / 1000 };
}

/** Copies a file to the inbox, so that a stick that changes or goes away matters no more, and checks the copy. */
async function checkFile(session: Session, file: string, source: string): Promise<Candidate | { refusal: Refusal; sha256: string | null } | { row: ReceivedRow }> {
  const { office } = session;
  const name = basename(source);
  const copy = join(inboxFolder(office), `~${office.newId()}.part`);
  const unusable = (code: Refusal['code'], params: Refusal['params']) => ({ refusal: { ok: false, code, params, header: null } as const, sha256: null });
  try {
    if (!(statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)) return unusable('FOLDER_UNUSABLE', { folder: file, detail: 'ENOENT' });
    const start = performance.now();
    const { sha256, bytes } = await writeStream(copy, filePieces(file));
    const envelope = checkEnvelope(office, copy, name);
    if (envelope.ok) return { source, envelope, sha256, bytes, checking: performance.now() - start };
    const passing = envelope.code === 'WRONG_RECEIVER' && envelope.header && isWhole(copy, envelope.header) && keepForRelay(office, envelope.header, copy, name, sha256, bytes);
    dropQuietly(copy);
    if (passing) return { row: resultRow(source, envelope.header, 'accepted', { code: 'RELAY_KEPT', params: envelope.params, bytes, sha256 }) };
    return { refusal: envelope, sha256 };
  } catch (error) {
    dropQuietly(copy);
    const code = (error as { code?: string }).code ?? '';
    if (code === 'ENOSPC') return named(error, inboxFolder(office));
    return unusable('FOLDER_UNUSABLE', { folder: file, detail: code });
  }
}

/** Takes the wrapping of relayed originals, and looks at each as if it had come alone; a relay inside a relay is refused. */
async function lookInside(session: Session, relay: Candidate, depth: number, candidates: Candidate[], rows: Map<string, ReceivedRow>, look: (file: string, source: string, depth: number) => Promise<void>): Promise<void> {
  const { envelope, source, sha256 } = relay;
  const params = { file: basename(source), from: envelope.header.origin.name };
  try {
    if (depth > 0) fail('RELAY_DEPTH', params);
    const inside = await withSender(session, envelope, source, (opened) => unpackRelay(session, opened));
    candidates.push(relay);
    for (const { file, name } of inside) {
      await look(file, `${source} › ${name}`, depth + 1);
      dropQuietly(file);
    }
  } catch (error) {
    dropQuietly(envelope.file);
    const reason = isFailure(error) ? error : { code: 'PACKAGE_UNREADABLE' as const, params };
    rows.set(source, refuse(session, source, { code: reason.code, params: reason.params, header: envelope.header }, sha256));
  }
}

function refuse(session: Session, file: string, refusal: Omit<Refusal, 'ok'>, sha256: string | null): ReceivedRow {
  const { office, user } = session;
  const { code, params, header } = refusal;
  const row = resultRow(file, header, 'refused', { code, params, sha256 });
  noteRefusal(office, {
    at: office.now().toISOString(), by: user.name, file: basename(file), sha256, code, params,
    kind: row.kind, from: row.from, fromName: row.fromName, sequence: row.sequence, shared: row.shared, packageId: row.packageId,
  });
  return row;
}

function byNumber(a: Candidate, b: Candidate): number {
  const [x, y] = [a.envelope.header, b.envelope.header];
  return x.origin.deviceId.localeCompare(y.origin.deviceId) || x.epoch.number - y.epoch.number || x.sequence - y.sequence;
}

function snapshotIfDue(session: Session, candidates: readonly Candidate[]): void {
  const { office, secrets } = session;
  const reports = candidates.filter(({ envelope, sha256 }) => envelope.header.kind === 'LAPORAN' && !packageIn(office, sha256));
  if (reports.length === 0) return;
  const last = listSnapshots(officePaths(office.dir).snapshots)[0];
  const age = last ? office.now().getTime() - Date.parse(last.at) : Infinity;
  const changes = reports.reduce((sum, { envelope }) => sum + envelope.header.counts.changes, 0);
  const held = sql(office, 'SELECT coalesce((SELECT max(id) FROM family), 0) + coalesce((SELECT max(id) FROM person), 0)').pluck().get() as number;
  const isSmall = statSync(officePaths(office.dir).register).size < SMALL_REGISTER_BYTES;
  if (isSmall || age > SNAPSHOT_AGE_MS || changes > BIG_SHARE * held) takeSnapshot(office, secrets.databaseKey, 'receive');
}

async function take(session: Session, candidate: Candidate, watch: Watch): Promise<ReceivedRow> {
  const { envelope, source, sha256 } = candidate;
  const { header } = envelope;
  try {
    if (header.kind === 'TANDA_TERIMA') return await takeAnswer(session, candidate);
    if (header.kind !== 'LAPORAN') return await takeKind(session, candidate, watch);
    return await takeReport(session, candidate, watch);
  } catch (error) {
    if (isFailure(error) && (error.code === 'CANCELLED' || error.code === 'DISK_FULL')) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code === 'SQLITE_FULL' || code === 'ENOSPC') return fail('DISK_FULL', { folder: session.office.dir });
    const reason = isFailure(error) ? error : { code: 'PACKAGE_UNREADABLE' as const, params: { file: basename(source), from: header.origin.name } };
    return refuse(session, source, { code: reason.code, params: reason.params, header }, sha256);
  }
}

/** Applies a report in one transaction. */
function applyWhole(session: Session, candidate: Candidate, opened: OpenedPayload, word: Word | null, watch: Watch): Tally {
  const work = (): Tally => applyInTransaction(session, candidate, opened, word, watch);
  return candidate.envelope.header.counts.changes < MANY ? work() : withLateCheckpoint(session.office, session.secrets.databaseKey, work);
}

function applyInTransaction(session: Session, candidate: Candidate, opened: OpenedPayload, word: Word | null, watch: Watch): Tally {
  const { office, user } = session;
  const { envelope, source, sha256 } = candidate;
  const { header } = envelope;
  watch.progress?.({ step: 'opened', done: 0, total: header.counts.changes });
  return writeChanges(office, { user, kind: 'receive', source: { kind: 'package', id: header.packageId }, detail: factsOf(candidate) }, (log): Tally => {
    const ledger = writeLedger(office, log);
    if (isHandedBack(office, header)) inheritDevices(office, ledger, header);
    const bounds = boundsOf(ledger, header.origin.deviceId);
    const papers = paperContext(session, log, ledger, header.origin.code);
    const result = applyReport(ledger, bounds, { header, opened, sha256 }, office.now().toISOString(), watch, reportPapers(papers, bounds.sibling));
    result.answers = papers.answers;
    ledger.refresh(header.counts.changes <= FEW);
    notePackage(office, user.name, header, sha256, source, 'accepted', result, word);
    keepCopies(office, candidate, result.parked > 0);
    oweFollowUp(office, { sha256, detail: null });
    watch.progress?.({ step: 'applied', done: header.counts.changes, total: header.counts.changes });
    return result;
  });
}

async function takeReport(session: Session, candidate: Candidate, watch: Watch): Promise<ReceivedRow> {
  const { office } = session;
  const { envelope, source, sha256 } = candidate;
  const { header } = envelope;
  const judgement = judgeReport(readLedger(office), header, sha256);
  const known = packageIn(office, sha256);
  if (judgement.act === 'duplicate' && known) return duplicateRow(source, envelope, known);
  if (judgement.act === 'covered') return noteCovered(session, candidate);
  if (judgement.act === 'fork' || judgement.act === 'park') return keep(session, candidate, judgement);
  // Before the payload is opened: afterwards its sender is known.
  const word = handedBack(office, header, source) ?? vouchedWord(office, header, source);
  const tally = await withSender(session, envelope, source, (opened) => applyWhole(session, candidate, opened, word, watch))
    .catch((error: unknown) => (isFailure(error) && error.code === 'PACKAGE_FORK' ? 'fork' : Promise.reject(error as Error)));
  if (tally === 'fork') return keep(session, candidate, { act: 'fork' });
  watch.progress?.({ step: 'committed', done: header.counts.changes, total: header.counts.changes });
  const followed = followUp(session, { sha256, word, about: { file: basename(source), from: header.origin.name } }, watch);
  const { applied, unchanged, conflicts, quarantined } = tally;
  return resultRow(source, header, 'accepted', { applied, unchanged, conflicts: conflicts + followed.asked, quarantined, papers: papersTold(header, tally), ...followed.word });
}

/** Keeps the file that is taken where it is needed further: for others, and for a version that knows what it holds. Before the commit: where that fails nothing was taken, and it comes again. */
function keepCopies(office: Writer, { envelope, source, sha256, bytes }: Candidate, later: boolean): void {
  keepForRelay(office, envelope.header, envelope.file, source, sha256, bytes);
  if (later) copyFileSync(envelope.file, laterFile(office, sha256));
}

/** What is said of a report that gives this office back what its lost PC wrote; null for any other. */
function handedBack(office: Reader, header: Header, source: string): Word | null {
  const { families, people } = header.counts;
  return isHandedBack(office, header) ? { code: 'HANDED_BACK', params: { file: basename(source), from: header.origin.name, families, people }, missing: [] } : null;
}

/** Keeps a package that cannot be applied now: parked until its gap is closed, or set aside as a fork. */
function keep(session: Session, candidate: Candidate, judgement: { act: 'fork' } | { act: 'park'; code: string; missing: readonly string[] }): ReceivedRow {
  const { office, user } = session;
  const { envelope, source, sha256 } = candidate;
  const { header } = envelope;
  const fork = judgement.act === 'fork';
  const missing = fork ? [] : judgement.missing;
  const why = { code: fork ? 'PACKAGE_FORK' : judgement.code, params: { file: basename(source), from: header.origin.name, missing: missing.join(', '), count: countMissing(missing) }, missing };
  const outcome = fork ? 'fork' : 'parked';
  if (packageIn(office, sha256)?.outcome !== outcome) {
    renameSync(envelope.file, keptFile(office, sha256));
    writeChanges(office, { user, kind: 'receive', reason: why.code, source: { kind: 'package', id: header.packageId }, detail: factsOf(candidate) }, (log) => {
      notePackage(office, user.name, header, sha256, source, outcome, NOTHING, why);
      if (why.code === 'REBASE_NEEDED') noteAsked(writeLedger(office, log), header);
    });
  }
  return resultRow(source, header, outcome, { code: why.code, params: why.params, missing });
}

/**
 * Applies what was parked, as long as something fits: a report of one office may close the gap of another's, because two
 * PCs of one office, and whoever gives back what was lost, speak of the same devices.
 */
async function takeParked(session: Session, watch: Watch): Promise<ReceivedRow[]> {
  const { office } = session;
  const rows: ReceivedRow[] = [];
  const parked = (): PackageInRow[] => sql(office, "SELECT * FROM packageIn WHERE outcome = 'parked' ORDER BY deviceUid, epoch, sequence").all() as PackageInRow[];
  for (let progress = true; progress;) {
    progress = false;
    for (const one of parked()) {
      const file = keptFile(office, one.sha256);
      if (!isDue(office, file, one.sha256)) continue;
      const envelope = checkEnvelope(office, file, one.file);
      if (!envelope.ok) continue;
      const candidate = { source: one.file, envelope, sha256: one.sha256, bytes: statSync(file).size, checking: 0 };
      const row = await timed(candidate, () => take(session, candidate, watch));
      if (row.outcome !== 'accepted') continue;
      dropQuietly(file);
      rows.push({ ...row, released: true });
      progress = true;
    }
  }
  return rows;
}

/** Whether a kept package is still whole and can be taken now. Its header is looked at first: the file may be big. */
function isDue(office: Reader, file: string, sha256: string): boolean {
  if (!existsSync(file)) return false;
  const { header } = peekHeader(file);
  if (header === null) return false;
  const { act } = judgeReport(readLedger(office), header, sha256);
  return (act === 'apply' || act === 'covered') && digestFile(file).sha256 === sha256;
}

/** A package of which everything came with others, before it or while it was parked, is settled. */
function noteCovered(session: Session, candidate: Candidate): ReceivedRow {
  const { office, user } = session;
  const { header } = candidate.envelope;
  writeChanges(office, { user, kind: 'receive', reason: 'package.covered', source: { kind: 'package', id: header.packageId }, detail: factsOf(candidate) }, () => {
    notePackage(office, user.name, header, candidate.sha256, candidate.source, 'accepted', NOTHING);
    keepCopies(office, candidate, false);
  });
  return resultRow(candidate.source, header, 'accepted');
}

async function takeAnswer(session: Session, candidate: Candidate): Promise<ReceivedRow> {
  const { office, user } = session;
  const { envelope, source, sha256 } = candidate;
  const known = packageIn(office, sha256);
  if (known) return duplicateRow(source, envelope, known);
  const word = vouchedWord(office, envelope.header, source);
  const content = await withSender(session, envelope, source, readReceipt);
  const params = { file: basename(source), from: envelope.header.origin.name };
  let said = word;
  takeReceipt(session, envelope, content, sha256, (older) => {
    if (older) said = { code: 'RECEIPT_OLDER', params, missing: [] };
    // What it shows comes before everything else: until then nothing can be written.
    else if (pendingFork(office.db) !== null) said = { code: 'FORK_PENDING', params: {}, missing: [] };
    notePackage(office, user.name, envelope.header, sha256, source, 'accepted', NOTHING, said);
  });
  return resultRow(source, envelope.header, 'accepted', said ?? {});
}

function duplicateRow(source: string, envelope: Envelope, known: PackageInRow): ReceivedRow {
  return resultRow(source, envelope.header, 'duplicate', { missing: JSON.parse(known.missing) as string[] });
}

function factsOf({ envelope, sha256 }: Candidate) {
  const { packageId, kind, origin, epoch, sequence, ranges } = envelope.header;
  return { packageId, sha256, kind, from: origin.code, epoch: epoch.number, sequence, ranges: ranges.map(({ device, epoch: number, from, to }) => ({ device, epoch: number, from, to })) };
}
