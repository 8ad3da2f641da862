import type { Reader } from '../store/office.ts';
import type { Regions } from '../store/regions.ts';
import { checkFile } from './check-file.ts';
import { previewOf } from './preview.ts';
import { readAhead } from './read-ahead.ts';
import { stageFile } from './stage-file.ts';
import type { StageOptions } from './stage-file.ts';
import { dropStaged, openStaging, removeOrphans, stagedFile, tidyStaging } from './staging-store.ts';
import type { ImportPreview } from './types.ts';

export interface OpenOptions extends StageOptions {
  readonly regions: Regions;
}

/** Opens a file as `openImport` does, in the thread of the caller; `uid` becomes the staged file's id. Errors: as `openImport`. */
export async function openHere(office: Reader, databaseKey: Uint8Array, path: string, uid: string, options: OpenOptions): Promise<ImportPreview> {
  const db = openStaging(office.dir, databaseKey);
  let whole = false;
  try {
    dropUnfinished(db);
    const ahead = readAhead(office, options.regions, db);
    await stageFile(db, path, uid, office.now().toISOString(), options, ahead);
    await checkFile(office, options.regions, db, stagedFile(db, uid), options, ahead);
    whole = true;
    return previewOf(office, options.regions, db, uid);
  } finally {
    if (!whole) {
      const id = db.prepare('SELECT id FROM file WHERE uid = ?').pluck().get(uid) as number | undefined;
      if (id !== undefined) dropStaged(db, id);
    }
    db.close();
    if (!whole) tidyStaging(office.dir, databaseKey);
  }
}

/** Files whose reading a crash has interrupted; one import is opened at a time. */
function dropUnfinished(db: ReturnType<typeof openStaging>): void {
  for (const id of db.prepare('SELECT id FROM file WHERE ready = 0').pluck().all() as number[]) dropStaged(db, id);
  removeOrphans(db);
}
