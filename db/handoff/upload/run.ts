import { basename } from 'node:path';
import { isFailure } from '../../rules/failure.ts';
import { setMeta } from '../../store/meta.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { outboxFile } from '../build-package.ts';
import type { ReceivedRow } from '../inbox.ts';
import { receivePackages } from '../receive.ts';
import type { Session, Watch } from '../session.ts';
import { noteDelivered } from '../undelivered.ts';
import { uploadAddress } from './address.ts';
import type { Address } from './address.ts';
import type { Credentials } from './authorization.ts';
import { fetchAnswers } from './fetch-answers.ts';
import { LAST_FETCH, uploadStatus } from './queue.ts';
import type { UploadRow } from './queue.ts';
import { patience, sendFile } from './send.ts';
import type { Patience } from './send.ts';

/** What one run did. */
export interface UploadRun {
  readonly sent: number;
  readonly failed: number;
  readonly received: readonly ReceivedRow[];
}

/** Waits before the next try, in minutes, by how often it failed. */
const WAIT_MINUTES: readonly number[] = [1, 5, 15, 60, 240];
/** A package that a server took and nobody acknowledged for so long is sent again: the server may have lied or lost it. */
const UNANSWERED_DAYS = 7;

const running = new WeakMap<object, Promise<UploadRun>>();

/**
 * Sends what is due, each from where it stopped, then takes what lies ready. Without an address in reference data that an
 * office above signed it does nothing and asks nothing of the network. What fails stays in the queue with its reason.
 * `now` sends also what waits for its next try.
 */
export function runUploads(session: Session, options: { readonly now: boolean; readonly limits?: Patience }, watch: Watch = {}): Promise<UploadRun> {
  const { office } = session;
  const going = running.get(office.db);
  if (going) return going;
  const work = runOnce(session, options.now, options.limits ?? patience, watch).finally(() => running.delete(office.db));
  running.set(office.db, work);
  return work;
}

/** Whether a run is under way, whoever began it. Known in the thread that runs it alone. */
export function isUploading(office: Reader): boolean {
  return running.has(office.db);
}

/** Whether a run would do something: packages that are due, or receipts not looked for within the hour. */
export function uploadsDue(office: Reader): boolean {
  if (uploadAddress(office) === null) return false;
  const status = uploadStatus(office);
  const waits = status.items.some((one) => one.state === 'sent');
  const hourAgo = new Date(office.now().getTime() - 60 * 60 * 1000).toISOString();
  return dueRows(office, status, false).length > 0 || (waits && (status.lastFetchAt === null || status.lastFetchAt < hourAgo));
}

async function runOnce(session: Session, all: boolean, limits: Patience, watch: Watch): Promise<UploadRun> {
  const { office, secrets } = session;
  const address = uploadAddress(office);
  if (address === null || secrets.signingKey === null) return { sent: 0, failed: 0, received: [] };
  const credentials: Credentials = { deviceId: office.author.deviceUid, signingKey: secrets.signingKey, practice: office.identity.practice, now: office.now };
  let [sent, failed] = [0, 0];
  for (const row of dueRows(office, uploadStatus(office), all)) {
    if (await sendOne(office, address, credentials, row, limits, watch)) sent += 1;
    else failed += 1;
  }
  return { sent, failed, received: await takeAnswers(session, address, credentials, watch) };
}

function dueRows(office: Reader, { items }: Pick<ReturnType<typeof uploadStatus>, 'items'>, all: boolean): UploadRow[] {
  const now = office.now();
  const acknowledged = new Set(items.filter((one) => one.state === 'acknowledged').map((one) => one.packageId));
  const forgotten = new Date(now.getTime() - UNANSWERED_DAYS * 86_400_000).toISOString();
  const rows = sql(office, 'SELECT * FROM upload ORDER BY queuedAt, packageId').all() as UploadRow[];
  return rows.filter((row) => !acknowledged.has(row.packageId)
    && (row.state === 'sent' ? (row.sentAt ?? '') < forgotten : all || row.nextAt === null || row.nextAt <= now.toISOString()))
    .map((row) => (row.state === 'sent' ? { ...row, location: null, sent: 0, ceiling: 0 } : row));
}

async function sendOne(office: Writer, address: Address, credentials: Credentials, row: UploadRow, limits: Patience, watch: Watch): Promise<boolean> {
  const made = sql(office, 'SELECT file, sha256, bytes, kind FROM packageOut WHERE packageId = ?').get(row.packageId) as { file: string; sha256: string; bytes: number; kind: string };
  sql(office, "UPDATE upload SET state = 'sending', location = ?, sent = ?, ceiling = ?, tries = tries + 1, code = NULL WHERE packageId = ?").run(row.location, row.sent, row.ceiling, row.packageId);
  try {
    const metadata = { filename: basename(made.file), sha256: made.sha256, kind: made.kind, office: office.identity.code };
    await sendFile(office, address, credentials, row, { path: outboxFile(office, made.file), bytes: made.bytes, metadata }, limits, watch);
    sql(office, "UPDATE upload SET state = 'sent', sent = ?, sentAt = ?, nextAt = NULL WHERE packageId = ?").run(made.bytes, office.now().toISOString(), row.packageId);
    noteDelivered(office, row.packageId);
    return true;
  } catch (error) {
    if (!isFailure(error)) {
      sql(office, "UPDATE upload SET state = 'waiting' WHERE packageId = ?").run(row.packageId);
      throw error;
    }
    noteFailure(office, row, error);
    if (error.code === 'CANCELLED') throw error;
    return false;
  }
}

function noteFailure(office: Writer, row: UploadRow, { code, params }: { readonly code: string; readonly params: object }): void {
  const wait = WAIT_MINUTES[Math.min(row.tries, WAIT_MINUTES.length - 1)] ?? 1;
  const nextAt = new Date(office.now().getTime() + wait * 60_000).toISOString();
  sql(office, "UPDATE upload SET state = 'failed', code = ?, params = ?, nextAt = ? WHERE packageId = ?").run(code, JSON.stringify(params), nextAt, row.packageId);
}

/** What lies ready is taken as from a stick; a server that cannot be asked costs nothing but the news. */
async function takeAnswers(session: Session, address: Address, credentials: Credentials, watch: Watch): Promise<readonly ReceivedRow[]> {
  const { office } = session;
  let files: string[];
  try {
    files = await fetchAnswers(office, address, credentials);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return [];
  }
  setMeta(office.db, LAST_FETCH, office.now().toISOString());
  return files.length === 0 ? [] : receivePackages(session, { paths: files }, watch);
}
