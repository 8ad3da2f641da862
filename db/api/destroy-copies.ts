import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dropSealed } from '../handoff/sealed-copies.ts';
import { discardStaging } from '../intake/staging-store.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { officePaths } from '../store/office-folder.ts';
import { photoStorePath, withPhotos } from '../store/photos/photo-store.ts';
import { dropSnapshot, listSnapshots, takeSnapshot } from '../store/snapshot.ts';
import type { Context } from './handler.ts';

/**
 * Takes what was destroyed out of whatever else of this office lies on this PC: the free pages of the register and its WAL,
 * pictures that no photo names any more, spreadsheets that wait to be imported, the snapshots from before, damaged registers
 * that were put aside, and sealed packages that everybody acknowledged (this PC's own key opens them). A fresh snapshot is
 * taken first, so that there is always a way back.
 */
export function cleanCopies(context: Context): { pictures: number; snapshots: number; aside: number; packages: number } {
  const { writer, host } = context;
  const key = host.secrets().databaseKey;
  writer.db.exec('VACUUM');
  writer.db.pragma('wal_checkpoint(TRUNCATE)');
  const pictures = dropPictures(writer, key);
  discardStaging(writer.dir);
  const fresh = takeSnapshot(writer, key, 'destroy');
  const older = listSnapshots(officePaths(writer.dir).snapshots).filter(({ file }) => file !== fresh.file);
  for (const one of older) dropSnapshot(one);
  const { quarantine } = officePaths(writer.dir);
  const aside = existsSync(quarantine) ? readdirSync(quarantine).length : 0;
  rmSync(quarantine, { recursive: true, force: true });
  return { pictures, snapshots: older.length, aside, packages: dropSealed(writer) };
}

function dropPictures(office: Reader, key: Uint8Array): number {
  const file = photoStorePath(office.dir);
  if (!existsSync(file)) return 0;
  const named = JSON.stringify(sql(office, 'SELECT sha256 FROM photo WHERE sha256 IS NOT NULL').pluck().all());
  return withPhotos(file, key, (db) => {
    db.pragma('secure_delete = ON');
    const { changes } = db.prepare('DELETE FROM picture WHERE sha256 NOT IN (SELECT value FROM json_each(?))').run(named);
    db.prepare('DELETE FROM given WHERE sha256 NOT IN (SELECT value FROM json_each(?))').run(named);
    if (changes > 0) db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
    return changes;
  });
}
