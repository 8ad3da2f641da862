import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../../rules/failure.ts';
import { openConnection } from '../connection.ts';
import type { Connection } from '../connection.ts';

/**
 * The photo store: a second encrypted file beside the register, where each picture lies under its SHA-256. The same
 * picture lies there once, nothing is ever changed in it, and the register works without it.
 */
export function photoStorePath(dir: string): string {
  return join(dir, 'photos.db');
}

const SCHEMA = 'CREATE TABLE IF NOT EXISTS picture (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL, at TEXT NOT NULL) STRICT; CREATE TABLE IF NOT EXISTS given (sha256 TEXT NOT NULL, receiver TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (sha256, receiver)) STRICT, WITHOUT ROWID; CREATE TABLE IF NOT EXISTS sent (sha256 TEXT NOT NULL, receiver TEXT NOT NULL, package TEXT NOT NULL, answered TEXT NOT NULL, PRIMARY KEY (sha256, receiver)) STRICT, WITHOUT ROWID;';
const CACHE_MIB = 4;

/** A picture as it lies in the store. */
export interface Picture {
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly at: string;
}

/** Works in a photo store and closes it; `read` leaves every byte of the file as it is. Error: PHOTO_STORE_DAMAGED (not readable with this key). */
export function withPhotos<T>(file: string, key: Uint8Array, work: (db: Connection) => T, mode: 'work' | 'read' = 'work'): T {
  let db: Connection | null = null;
  try {
    db = openConnection(file, { key, cacheMiB: CACHE_MIB, readonly: mode === 'read' });
    if (mode === 'work') db.exec(SCHEMA);
    return work(db);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return fail('PHOTO_STORE_DAMAGED');
    throw error;
  } finally {
    db?.close();
  }
}

/** Puts pictures in; what is there already is left alone. Returns how many were new. */
export function putPictures(db: Connection, pictures: Iterable<Picture>): number {
  const insert = db.prepare('INSERT OR IGNORE INTO picture (sha256, bytes, at) VALUES (?, ?, ?)');
  return db.transaction(() => {
    let added = 0;
    for (const { sha256, bytes, at } of pictures) added += insert.run(sha256, bytes, at).changes;
    return added;
  }).immediate();
}

/** A picture by its hash, or null. One whose bytes do not give the hash any more is not handed out: PHOTO_STORE_DAMAGED. */
export function getPicture(dir: string, key: Uint8Array, sha256: string): Buffer | null {
  if (!existsSync(photoStorePath(dir))) return null;
  return withPhotos(photoStorePath(dir), key, (db) => {
    const bytes = db.prepare('SELECT bytes FROM picture WHERE sha256 = ?').pluck().get(sha256) as Buffer | undefined;
    if (bytes === undefined) return null;
    return hashOf(bytes) === sha256 ? bytes : fail('PHOTO_STORE_DAMAGED');
  });
}

/** The hashes of a store, in the order they came. */
export function pictureHashes(db: Connection): string[] {
  return db.prepare('SELECT sha256 FROM picture ORDER BY id').pluck().all() as string[];
}

/** SHA-256 of a picture, hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
