import { basename } from 'node:path';
import { isFailure } from '../rules/failure.ts';
import { errorText } from '../rules/text.ts';
import { pendingFork } from '../store/branch.ts';
import { sql } from '../store/office.ts';
import { outboxFile } from './build-package.ts';
import type { OutboxPackage } from './build-package.ts';
import { makeFolder } from './copy-whole.ts';
import { deliver } from './export.ts';
import { packageIn } from './inbox.ts';
import type { ReceivedRow } from './inbox.ts';
import { buildReceipt } from './receipt.ts';
import type { Session, Watch } from './session.ts';

/**
 * Answers what was taken: one cumulative receipt per office whose packages were new, and for a repeated package the very
 * receipt it had before. Returns the rows with their receipts. A user without the signing key takes packages, and
 * the answers are made by the next who may sign; a full copy of a PC makes them once it has a name of its own.
 */
export async function giveReceipts(
  session: Session, rows: readonly ReceivedRow[], hashes: readonly { source: string; sha256: string }[], folder: string | undefined, watch: Watch,
): Promise<ReceivedRow[]> {
  const { office, secrets } = session;
  const files = new Map<string, string>();
  if (secrets.signingKey !== null && pendingFork(office.db) === null) {
    for (const officeId of unanswered(session)) await answer(session, officeId, watch);
    for (const row of rows) {
      // A file that could not be read is none that was taken before under its name.
      const sha256 = hashes.find((one) => one.source === row.file)?.sha256 ?? (row.outcome === 'refused' ? undefined : hashOf(session, row.file));
      const receipt = sha256 === undefined ? null : (packageIn(office, sha256)?.receipt ?? null);
      if (receipt !== null) files.set(row.file, receipt);
    }
  }
  const written = new Map<string, Written>();
  for (const receipt of new Set(files.values())) written.set(receipt, await write(session, receipt, folder, watch));
  return rows.map((row) => {
    const packageId = files.get(row.file) ?? '';
    const answer = written.get(packageId);
    if (answer === undefined) return row;
    return 'file' in answer ? { ...row, receipt: answer.file } : { ...row, answerWaits: { packageId, code: answer.why.code, why: causeOf(answer.why) }, ...(row.code === null && answer.why) };
  });
}

/** Where a receipt was written, or why it could not be: a stick that is full or can only be read. */
type Written = { readonly file: string } | { readonly why: Pick<ReceivedRow, 'params' | 'message'> & { readonly code: string } };

const READ_ONLY: readonly unknown[] = ['EROFS', 'EACCES', 'EPERM'];
const GONE: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ENXIO', 'ENODEV', 'EIO'];

/** What is the matter with a place that took no answer. */
function causeOf({ code, params }: Pick<ReceivedRow, 'code' | 'params'>): NonNullable<ReceivedRow['answerWaits']>['why'] {
  if (code === 'NO_ROOM' || code === 'DISK_FULL') return 'full';
  if (READ_ONLY.includes(params.detail)) return 'readonly';
  return GONE.includes(params.detail) ? 'gone' : 'other';
}

/** Offices, with a PC that an answer can be sealed to, whose reports no receipt answers yet: also after a power cut between taking and answering. */
function unanswered(session: Session): string[] {
  return sql(session.office, "SELECT DISTINCT officeId FROM packageIn WHERE receipt IS NULL AND kind <> 'TANDA_TERIMA' AND officeId IN (SELECT officeId FROM card WHERE revokedAt IS NULL)").pluck().all() as string[];
}

async function answer(session: Session, officeId: string, watch: Watch): Promise<void> {
  const { office } = session;
  const open = sql(office, "SELECT sha256 FROM packageIn WHERE officeId = ? AND receipt IS NULL AND kind <> 'TANDA_TERIMA'").pluck().all(officeId) as string[];
  const built = await buildReceipt(session, officeId, { cancelled: undefined, progress: watch.progress });
  office.db.transaction(() => {
    for (const sha256 of open) sql(office, 'UPDATE packageIn SET receipt = ? WHERE sha256 = ?').run(built.packageId, sha256);
  }).immediate();
}

/** Copies a receipt to where the answers go. The package is taken whatever becomes of it, and the receipt waits in the outbox. */
async function write(session: Session, packageId: string, folder: string | undefined, watch: Watch): Promise<Written> {
  const { office } = session;
  const row = sql(office, 'SELECT * FROM packageOut WHERE packageId = ?').get(packageId) as Omit<OutboxPackage, 'receivers'>;
  if (folder === undefined) return { file: outboxFile(office, row.file) };
  try {
    makeFolder(folder);
    return { file: (await deliver(office, { ...row, receivers: [] }, folder, watch)).file };
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, params } = error;
    return { why: { code, params, message: errorText('id', code, params) } };
  }
}

function hashOf(session: Session, file: string): string | undefined {
  return sql(session.office, 'SELECT sha256 FROM packageIn WHERE file = ? ORDER BY at DESC LIMIT 1').pluck().get(basename(file)) as string | undefined;
}
