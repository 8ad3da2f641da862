import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../rules/failure.ts';
import type { Connection } from '../connection.ts';
import { renameSafely, syncFolder } from '../files.ts';
import { hashOf, photoStorePath, pictureHashes, putPictures, withPhotos } from './photo-store.ts';
import type { Picture } from './photo-store.ts';

/** Numbered, because the PC's clock may stand still or run back and no file may take another's place. */
const SEGMENT = /^foto-\d{6}-\d{8}T\d{9}\.tepatfoto$/;

/** What a backup of the photos holds now, and what this one added. */
export interface PhotoBackup {
  /** The file that was written; null when nothing was new. */
  readonly file: string | null;
  readonly added: number;
  readonly total: number;
}

/**
 * Adds to a backup folder what is not in it yet: one more encrypted file, proved by reading every picture back. Files
 * written before are never touched. Errors: PHOTO_BACKUP_BAD, PHOTO_STORE_DAMAGED, DISK_FULL.
 */
export function backupPhotos(dir: string, key: Uint8Array, folder: string, at: string): PhotoBackup {
  mkdirSync(folder, { recursive: true });
  const segments = segmentsIn(folder);
  const known = new Set(segments.flatMap((file) => readSegment(folder, file, key, pictureHashes)));
  if (!existsSync(photoStorePath(dir))) return { file: null, added: 0, total: known.size };
  return withPhotos(photoStorePath(dir), key, (store) => {
    const fresh = pictureHashes(store).filter((sha256) => !known.has(sha256));
    if (fresh.length === 0) return { file: null, added: 0, total: known.size };
    const file = join(folder, `foto-${String(Number(segments.at(-1)?.slice(5, 11) ?? 0) + 1).padStart(6, '0')}-${at.replace(/[-:.Z]/g, '')}.tepatfoto`);
    const temporary = `${file}.tmp`;
    try {
      withPhotos(temporary, key, (copy) => {
        putPictures(copy, picturesOf(store, fresh));
        copy.pragma('journal_mode=DELETE');
      });
      const proved = withPhotos(temporary, key, (copy) => [...picturesOf(copy, fresh)].every(({ sha256, bytes }) => hashOf(bytes) === sha256) && pictureHashes(copy).length === fresh.length, 'read');
      if (!proved) fail('PHOTO_BACKUP_BAD', { folder });
      renameSafely(temporary, file);
      syncFolder(folder);
    } catch (error) {
      dropSegment(temporary);
      if ((error as { code?: string }).code === 'SQLITE_FULL') return fail('DISK_FULL', { folder });
      throw error;
    }
    dropSegment(temporary);
    return { file, added: fresh.length, total: known.size + fresh.length };
  });
}

/** Brings back every picture of a backup folder that is not here; one that does not give its hash is left out. Error: PHOTO_BACKUP_BAD. */
export function restorePhotos(dir: string, key: Uint8Array, folder: string): { added: number; total: number; bad: number } {
  const segments = segmentsIn(folder);
  if (segments.length === 0) fail('PHOTO_BACKUP_BAD', { folder });
  return withPhotos(photoStorePath(dir), key, (store) => {
    let added = 0;
    let total = 0;
    let bad = 0;
    for (const file of segments) {
      readSegment(folder, file, key, (copy) => {
        for (const picture of picturesOf(copy, pictureHashes(copy))) {
          total += 1;
          if (hashOf(picture.bytes) === picture.sha256) added += putPictures(store, [picture]);
          else bad += 1;
        }
      });
    }
    return { added, total, bad };
  });
}

function segmentsIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => SEGMENT.test(name)).sort() : [];
}

/** Reads a file of a backup; one that the key does not open belongs to another office, or is damaged. */
function readSegment<T>(folder: string, name: string, key: Uint8Array, work: (db: Connection) => T): T {
  try {
    return withPhotos(join(folder, name), key, work, 'read');
  } catch (error) {
    if ((error as { code?: string }).code === 'PHOTO_STORE_DAMAGED') return fail('PHOTO_BACKUP_BAD', { folder });
    throw error;
  }
}

function* picturesOf(db: Connection, hashes: readonly string[]): Generator<Picture> {
  const find = db.prepare('SELECT sha256, bytes, at FROM picture WHERE sha256 = ?');
  for (const sha256 of hashes) {
    const found = find.get(sha256) as Picture | undefined;
    if (found) yield found;
  }
}

function dropSegment(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}
