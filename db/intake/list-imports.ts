import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { stagingExists, WAITING, withStaging } from './staging-store.ts';
import { keptResult } from './kept-result.ts';
import type { AidCount, Counts, ImportResult, Tally } from './types.ts';

export interface StagedLine {
  readonly staging: string;
  readonly file: string;
  readonly openedAt: string;
  readonly questions: number;
}

export interface BatchLine {
  readonly batch: string;
  readonly file: string;
  readonly profile: string | null;
  readonly at: string;
  readonly by: string;
  readonly effect: ImportResult['effect'];
  readonly created: Counts;
  readonly updated: Counts;
  readonly unchanged: Counts;
  readonly rejected: Counts;
  readonly recipients: Tally;
  readonly aid: readonly AidCount[];
  /** How many cells were typed over before it was written. */
  readonly fixes: number;
  readonly undoneAt: string | null;
}

/** Imports so far, and staged files that wait, newest first. */
export async function listImports(office: Reader, databaseKey: Uint8Array): Promise<{ staged: StagedLine[]; batches: BatchLine[] }> {
  const rows = sql(office, 'SELECT uid, file, profile, at, byName, result, undoneAt FROM batch ORDER BY tx DESC').all() as
    { uid: string; file: string; profile: string | null; at: string; byName: string; result: string; undoneAt: string | null }[];
  const batches = rows.map(({ uid, file, profile, at, byName, result, undoneAt }): BatchLine => {
    const fixCount = (JSON.parse(result) as { readonly fixes?: readonly unknown[] }).fixes?.length ?? 0;
    const { effect, created, updated, unchanged, rejected, recipients, aid } = keptResult(result);
    return { batch: uid, file, profile, at, by: byName, effect, created, updated, unchanged, rejected, recipients, aid, fixes: fixCount, undoneAt };
  });
  const done = new Set(batches.map((line) => line.batch));
  if (!stagingExists(office.dir)) return { staged: [], batches };
  const staged = await withStaging(office.dir, databaseKey, (db) => db.prepare(`SELECT f.uid AS staging, f.name AS file, f.openedAt,
    (SELECT count(*) FROM row r WHERE r.file = f.id AND r.state = 'question') AS questions FROM file f WHERE f.ready = ${WAITING} ORDER BY f.id DESC`).all() as StagedLine[]);
  return { staged: staged.filter((line) => !done.has(line.staging)), batches };
}
