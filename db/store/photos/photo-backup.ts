import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** A stick is often FAT32, which holds no file of 4 GiB. */
const MOST_BYTES = 1 << 30;

/**
 * Adds to a backup folder what is not in it yet: one more encrypted file (more of them where `mostBytes` is passed), proved
 * by reading every picture back. Files written before are never touched; what cannot be read of them is written again.
 * Errors: PHOTO_BACKUP_BAD, PHOTO_STORE_DAMAGED, DISK_FULL.
 */
export function backupPhotos(dir: string, key: Uint8Array, folder: string, at: string, mostBytes = MOST_BYTES): PhotoBackup {
  mkdirSync(folder, { recursive: true });
  const segments = segmentsIn(folder);
  const known = new Set(segments.flatMap((file) => readSegment(folder, file, key, pictureHashes) ?? []));
  if (!existsSync(photoStorePath(dir))) return { file: null, added: 0, total: known.size };
  return withPhotos(photoStorePath(dir), key, (store) => {
    const fresh = pictureHashes(store).filter((sha256) => !known.has(sha256));
    let [file, number]: [string | null, number] = [null, Number(segments.at(-1)?.slice(5, 11) ?? 0)];
    for (const part of inParts(store, fresh, mostBytes)) {
      number += 1;
      file = join(folder, `foto-${String(number).padStart(6, '0')}-${at.replace(/[-:.Z]/g, '')}.tepatfoto`);
      writeSegment(store, key, part, file);
    }
    return { file, added: fresh.length, total: known.size + fresh.length };
  });
}

/**
 * Brings back every picture of a backup folder that is not here; one that does not give its hash is left out, and so is a
 * file that cannot be read. Error: PHOTO_BACKUP_BAD (no file of the folder opens with this key).
 */
export function restorePhotos(dir: string, key: Uint8Array, folder: string): { added: number; total: number; bad: number } {
  return withPhotos(photoStorePath(dir), key, (store) => {
    let [readable, added, total, bad] = [0, 0, 0, 0];
    function* sound(copy: Connection): Generator<Picture> {
      for (const picture of picturesOf(copy, pictureHashes(copy))) {
        total += 1;
        if (hashOf(picture.bytes) === picture.sha256) yield picture;
        else bad += 1;
      }
    }
    for (const file of segmentsIn(folder)) {
      const count = readSegment(folder, file, key, (copy) => putPictures(store, sound(copy)));
      if (count === null) continue;
      readable += 1;
      added += count;
    }
    return readable === 0 ? fail('PHOTO_BACKUP_BAD', { folder }) : { added, total, bad };
  });
}

/** Hashes in runs whose pictures together stay under a size. */
function* inParts(store: Connection, hashes: readonly string[], mostBytes: number): Generator<string[]> {
  const sizeOf = store.prepare('SELECT length(bytes) FROM picture WHERE sha256 = ?').pluck();
  let [part, bytes]: [string[], number] = [[], 0];
  for (const sha256 of hashes) {
    const size = Number(sizeOf.get(sha256));
    if (part.length > 0 && bytes + size > mostBytes) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(sha256);
    bytes += size;
  }
  if (part.length > 0) yield part;
}

function writeSegment(store: Connection, key: Uint8Array, hashes: readonly string[], file: string): void {
  const folder = dirname(file);
  const temporary = `${file}.tmp`;
  try {
    withPhotos(temporary, key, (copy) => {
      putPictures(copy, picturesOf(store, hashes));
      copy.pragma('journal_mode=DELETE');
    });
    const proved = withPhotos(temporary, key, (copy) => soundIn(picturesOf(copy, hashes)) === hashes.length, 'read');
    if (!proved) fail('PHOTO_BACKUP_BAD', { folder });
    renameSafely(temporary, file);
    syncFolder(folder);
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_FULL') return fail('DISK_FULL', { folder });
    throw error;
  } finally {
    dropSegment(temporary);
  }
}

function segmentsIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => SEGMENT.test(name)).sort() : [];
}

/** Reads a file of a backup; null for one that this key does not open or that is damaged. */
function readSegment<T>(folder: string, name: string, key: Uint8Array, work: (db: Connection) => T): T | null {
  try {
    return withPhotos(join(folder, name), key, work, 'read');
  } catch (error) {
    if ((error as { code?: string }).code === 'PHOTO_STORE_DAMAGED') return null;
    throw error;
  }
}

/** The pictures of these hashes, one after the other. */
export function* picturesOf(db: Connection, hashes: readonly string[]): Generator<Picture> {
  const find = db.prepare('SELECT sha256, bytes, at FROM picture WHERE sha256 = ?');
  for (const sha256 of hashes) {
    const found = find.get(sha256) as Picture | undefined;
    if (found) yield found;
  }
}

/** How many pictures give their hash. */
function soundIn(pictures: Iterable<Picture>): number {
  let count = 0;
  for (const { sha256, bytes } of pictures) if (hashOf(bytes) === sha256) count += 1;
  return count;
}

function dropSegment(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}
