import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFailure } from '../../rules/failure.ts';
import { renameSafely } from '../files.ts';
import { openForUser, parseKeyring } from '../keyring.ts';
import { officePaths } from '../office-folder.ts';
import { backupPhotos, picturesOf, restorePhotos } from './photo-backup.ts';
import { photoStorePath, pictureHashes, putPictures, withPhotos } from './photo-store.ts';

/** Where the photos of an office's backup went, how many were new and how many are there. `problem` says why they are not: the code of a failure. */
export interface PhotosBackedUp {
  readonly folder: string | null;
  readonly added: number;
  readonly total: number;
  readonly problem: string | null;
}

/** What came back with a backup: new pictures, all that are here now, and how many of the backup's own are not. */
export interface PhotosRestored {
  readonly added: number;
  readonly total: number;
  readonly missing: number;
}

/**
 * The folder beside a backup file that holds its photos, one for all backups in that place. Another key has another folder,
 * so that a backup of before a rekey finds its own.
 */
export function photoFolderBeside(file: string, code: string, key: Uint8Array): string {
  const sign = createHmac('sha256', key).update('tepat photos of a backup').digest('hex').slice(0, 8);
  return join(dirname(file), `Foto Tepat ${code} ${sign}`);
}

/** Puts the photos that are new beside a backup. A damaged store keeps nobody from backing up the register: it is told. Error: DISK_FULL. */
export function backupPhotosBeside(dir: string, key: Uint8Array, code: string, file: string, at: string): PhotosBackedUp {
  if (!existsSync(photoStorePath(dir))) return { folder: null, added: 0, total: 0, problem: null };
  const folder = photoFolderBeside(file, code, key);
  try {
    const { added, total } = backupPhotos(dir, key, folder, at);
    return { folder: total === 0 ? null : folder, added, total, problem: null };
  } catch (error) {
    if (!isFailure(error) || error.code === 'DISK_FULL') throw error;
    return { folder, added: 0, total: 0, problem: error.code };
  }
}

/**
 * After an office was restored: its photo store is made readable with the key that counts now, and what lies beside the
 * backup is brought in. `expected` is how many photos the backup had. What cannot be brought is counted, never thrown: the
 * register stands already.
 */
export function restorePhotosBeside(dir: string, key: Uint8Array, code: string, file: string | null, expected: number): PhotosRestored {
  let added = 0;
  try {
    const folder = file === null ? '' : photoFolderBeside(file, code, key);
    if (folder !== '' && existsSync(folder)) added = restorePhotos(dir, key, folder).added;
  } catch (error) {
    // Told by what is missing.
    if (!isFailure(error) && (error as { code?: string }).code !== 'SQLITE_FULL') throw error;
  }
  const total = countPhotos(dir, key);
  return { added, total, missing: Math.max(0, expected - total) };
}

/** How many pictures the store of an office holds. Error: PHOTO_STORE_DAMAGED. */
export function countPhotos(dir: string, key: Uint8Array): number {
  return existsSync(photoStorePath(dir)) ? withPhotos(photoStorePath(dir), key, (db) => pictureHashes(db).length) : 0;
}

/**
 * A store that the restored key does not open (the office was rekeyed since) goes to `damaged/`, and its pictures come over
 * when the keyring that was in force until now opens it for the same user.
 */
export function keepPhotosReadable(dir: string, key: Uint8Array, aside: string | null, credentials: { user: string; passphrase: string }): void {
  const store = photoStorePath(dir);
  if (!existsSync(store) || opens(store, key)) return;
  const folder = aside ?? officePaths(dir).quarantine;
  const kept = join(folder, 'photos.db');
  mkdirSync(folder, { recursive: true });
  for (const end of ['', '-wal', '-shm']) if (existsSync(store + end)) renameSafely(store + end, kept + end);
  const keyring = join(folder, 'keyring.json');
  if (!existsSync(keyring)) return;
  try {
    const { databaseKey } = openForUser(parseKeyring(readFileSync(keyring, 'utf8')), credentials.user, credentials.passphrase);
    withPhotos(kept, databaseKey, (old) => withPhotos(store, key, (fresh) => putPictures(fresh, picturesOf(old, pictureHashes(old)))));
  } catch (error) {
    // Another passphrase in those days, or a damaged store: it is kept aside, and the backup's folder is what is left.
    if (!isFailure(error)) throw error;
  }
}

function opens(store: string, key: Uint8Array): boolean {
  try {
    return withPhotos(store, key, (db) => pictureHashes(db).length >= 0, 'read');
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}
