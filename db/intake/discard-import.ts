import type { Reader } from '../store/office.ts';
import { dropStaged, stagedFile, stagingExists, withTidyStaging } from './staging-store.ts';

/** Throws a staged file away; one that is gone already is no error. The spreadsheet itself is not touched. */
export async function discardImport(office: Pick<Reader, 'dir'>, databaseKey: Uint8Array, staging: string): Promise<void> {
  if (!stagingExists(office.dir)) return;
  await withTidyStaging(office.dir, databaseKey, (db) => {
    if (db.prepare('SELECT 1 FROM file WHERE uid = ?').get(staging)) dropStaged(db, stagedFile(db, staging).id);
  });
}
