import { fail } from '../rules/failure.ts';
import type { Connection } from '../store/connection.ts';
import type { Reader } from '../store/office.ts';
import type { Regions } from '../store/regions.ts';
import { checkFile } from './check-file.ts';
import { previewOf } from './preview.ts';
import { recheckRow } from './recheck-row.ts';
import { forgetLines } from './staged-lines.ts';
import { stagedFile, stagingExists, waitingFile, withStaging } from './staging-store.ts';
import type { StagedFile } from './staging-store.ts';
import type { ImportPreview, JobOptions } from './types.ts';

/** Where a staged file is, and with what its rows are judged. */
export interface StagedAt extends JobOptions {
  readonly office: Reader;
  readonly databaseKey: Uint8Array;
  readonly regions: Regions;
  readonly staging: string;
  /** The language of the preview. */
  readonly lang?: 'id' | 'en';
}

/** Runs work on a staged file and returns its preview afterwards. Error: IMPORT_NOT_STAGED. */
export async function onStaged(at: StagedAt, work: (db: Connection, file: StagedFile) => Promise<void> | void): Promise<ImportPreview> {
  if (!stagingExists(at.office.dir)) return fail('IMPORT_NOT_STAGED', { staging: at.staging });
  return withStaging(at.office.dir, at.databaseKey, async (db) => {
    await work(db, waitingFile(db, at.staging));
    return previewOf(at.office, at.regions, db, at.staging, at.lang);
  });
}

/**
 * Changes what a clerk chose about a staged file, and judges every row again. Stopped half way, the choice stands and the
 * rows are judged before anything is committed. Errors: IMPORT_NOT_STAGED, IMPORT_CANCELLED.
 */
export function changeStaged(at: StagedAt, change: (db: Connection, file: StagedFile) => void): Promise<ImportPreview> {
  return onStaged(at, async (db, file) => {
    db.transaction(() => change(db, file))();
    await checkFile(at.office, at.regions, db, stagedFile(db, at.staging), at);
  });
}

/**
 * Changes what a clerk said about one row, and judges again that row with its family and whoever has the same numbers; the
 * whole file only where more may be concerned. `change` returns the row. Errors: as `changeStaged`.
 */
export function changeRow(at: StagedAt, change: (db: Connection, file: StagedFile) => { readonly sheet: number; readonly no: number }): Promise<ImportPreview> {
  return onStaged(at, async (db, file) => {
    const { sheet, no } = db.transaction(() => change(db, file))();
    if (!recheckAlone(at, db, sheet, no)) await checkFile(at.office, at.regions, db, stagedFile(db, at.staging), at);
  });
}

/** Rolls back what a recheck did until it saw that it does not suffice. */
class Insufficient extends Error {}

function recheckAlone(at: StagedAt, db: Connection, sheet: number, no: number): boolean {
  try {
    db.transaction(() => {
      if (!recheckRow(at, db, stagedFile(db, at.staging), sheet, no)) throw new Insufficient();
    })();
    return true;
  } catch (error) {
    forgetLines(db);
    if (error instanceof Insufficient) return false;
    throw error;
  }
}

/** The number of a sheet by its name. Error: IMPORT_NO_ROW. */
export function sheetNo(db: Connection, file: number, name: string): number {
  const no = db.prepare('SELECT no FROM sheet WHERE file = ? AND name = ?').pluck().get(file, name) as number | undefined;
  return no ?? fail('IMPORT_NO_ROW', { sheet: name, row: 0 });
}
