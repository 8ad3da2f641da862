import { fail } from '../rules/failure.ts';
import { writeChanges } from '../store/change-log.ts';
import type { Connection } from '../store/connection.ts';
import { withLateCheckpoint } from '../store/late-checkpoint.ts';
import { sql, today } from '../store/office.ts';
import type { Writer } from '../store/office.ts';
import type { Regions } from '../store/regions.ts';
import { dropSnapshot, takeSnapshot } from '../store/snapshot.ts';
import type { Snapshot } from '../store/snapshot.ts';
import { fixesMade } from './batch-fixes.ts';
import { rowsHashOf } from './batch-hashes.ts';
import { choicesOf } from './choices.ts';
import { countAid } from './count-aid.ts';
import { checkFile } from './check-file.ts';
import type { FileFacts } from './check-file.ts';
import { importOutcome } from './import-outcome.ts';
import { FINDINGS_SHOWN, findingsOf } from './preview.ts';
import { progressMeter, stopIfCancelled } from './progress.ts';
import { rowCounts } from './row-counts.ts';
import type { RowCounts } from './row-counts.ts';
import { keepStored, stagedFile, stagingExists, tidyStaging, withStaging } from './staging-store.ts';
import type { StagedFile } from './staging-store.ts';
import { stillJudged } from './still-judged.ts';
import { keptResult } from './kept-result.ts';
import type { Actor, ImportResult, JobOptions } from './types.ts';
import { writeBatch } from './write-batch.ts';

/** From so many rows on a thread costs less than it saves. */
const MANY = 5000;

export interface CommitOptions extends JobOptions {
  readonly regions: Regions;
  readonly actor: Actor;
}

/**
 * Writes the staged rows to the register in one transaction, after a snapshot. The batch has the id of the staged file, so
 * that asking again after a crash gives the same result and writes nothing twice; its rows stay in staging until the next
 * file is stored. Errors: IMPORT_NOT_STAGED,
 * IMPORT_BLOCKED, IMPORT_STALE (the register changed since the preview; the preview is new), IMPORT_CANCELLED, DISK_FULL.
 */
export async function commitImport(office: Writer, databaseKey: Uint8Array, staging: string, options: CommitOptions): Promise<ImportResult> {
  const before = committedResult(office, staging);
  if (!stagingExists(office.dir)) return before ?? fail('IMPORT_NOT_STAGED', { staging });
  const result = await withStaging(office.dir, databaseKey, async (db) => {
    if (before) {
      const left = db.prepare('SELECT id FROM file WHERE uid = ?').pluck().get(staging) as number | undefined;
      if (left !== undefined) keepStored(db, left);
      return before;
    }
    const file = await freshFile(office, db, staging, options);
    stopIfCancelled(options);
    const snapshot = takeSnapshot(office, databaseKey, 'import');
    // In one transaction of staging too: it only reads there, row by row, and each would take and leave the file's lock.
    const counts = rowCounts(db, file.id);
    const work = db.transaction(() => write(office, databaseKey, db, file, counts, options));
    const written = unlessStopped(snapshot, () => (toWrite(counts) < MANY ? work() : withLateCheckpoint(office, databaseKey, work)));
    keepStored(db, file.id);
    return written;
  });
  tidyStaging(office.dir, databaseKey);
  // A large import fills the page cache; what is not needed now goes back to the PC.
  office.db.pragma('shrink_memory');
  return result;
}

function toWrite({ tally: { families, people, recipients } }: RowCounts): number {
  return [families, people, recipients].reduce((sum, one) => sum + one.new + one.changed, 0);
}

/** Runs the writing; of a job that was stopped no snapshot stays either: nothing happened. */
function unlessStopped<T>(snapshot: Snapshot, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if ((error as { code?: string }).code === 'IMPORT_CANCELLED') dropSnapshot(snapshot);
    throw error;
  }
}

/** The staged file, checked against the register as it is now. */
async function freshFile(office: Writer, db: Connection, staging: string, options: CommitOptions): Promise<StagedFile> {
  const file = stagedFile(db, staging);
  const { blocked } = JSON.parse(file.facts) as FileFacts;
  if (blocked.length > 0) fail('IMPORT_BLOCKED', { file: file.name, reasons: blocked.map((one) => one.code).join(', ') });
  if (stillJudged(office, file.checkedTx)) return file;
  const counts = (): string => JSON.stringify(rowCounts(db, file.id).tally);
  const seen = counts();
  await checkFile(office, options.regions, db, file, options);
  if (counts() !== seen) fail('IMPORT_STALE');
  return stagedFile(db, staging);
}

function write(office: Writer, databaseKey: Uint8Array, db: Connection, file: StagedFile, counts: RowCounts, options: CommitOptions): ImportResult {
  const facts = JSON.parse(file.facts) as FileFacts;
  const result = resultOf(db, file, counts);
  const total = result.created.families + result.created.people + result.updated.families + result.updated.people;
  const meter = progressMeter(options, 'write', total);
  let done = 0;
  // The hash of the rows is known at the end of the transaction; the log reads this object then, and binds it to its chain.
  const fixes = fixesMade(db, file.id);
  const detail: Record<string, string | number> = { file: file.name, sha256: file.sha256, rows: result.rows, ...(fixes.length > 0 ? { fixes: fixes.length } : {}) };
  writeChanges(office, { user: options.actor, kind: 'import', source: { kind: 'batch', id: file.uid }, detail }, (log) => {
    const rows = log.hashRows();
    const source = { databaseKey, counts, file: file.id, isToday: file.checkedOn === today(office), fileName: file.name, rankingDate: facts.modifiedOn ?? today(office), options: choicesOf(file).options, user: options.actor };
    writeBatch(office, db, source, log, (count) => {
      stopIfCancelled(options);
      meter((done += count));
    });
    detail.rowsHash = rows.digest() ?? rowsHashOf(office, log.tx);
    sql(office, `INSERT INTO batch (uid, tx, file, sha256, profile, at, byUid, byName, rows, result, rowsHash) VALUES (?,?,?,?,?,?,?,?,?,?,?)`)
      .run([file.uid, log.tx, file.name, file.sha256, file.profile, office.now().toISOString(), options.actor.uid, options.actor.name, result.rows,
        JSON.stringify({ ...result, findings: [], fixes }), detail.rowsHash]);
  });
  return result;
}

function resultOf(db: Connection, file: StagedFile, { tally, withChanges }: RowCounts): ImportResult {
  return { batchId: file.uid, profile: file.profile, ...importOutcome(tally), aid: withChanges === 0 ? [] : countAid(db, file.id), findings: findingsOf(db, file.id, 'file = ?', [file.id], FINDINGS_SHOWN) };
}

function committedResult(office: Writer, batch: string): ImportResult | null {
  const text = sql(office, 'SELECT result FROM batch WHERE uid = ?').pluck().get(batch) as string | undefined;
  return text === undefined ? null : keptResult(text);
}
