import { existsSync, rmSync } from 'node:fs';
import { fail } from '../rules/failure.ts';
import { openConnection } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { officePaths } from '../store/office-folder.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS file (
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, profile TEXT,
  openedAt TEXT NOT NULL, checkedTx INTEGER NOT NULL DEFAULT 0, ready INTEGER NOT NULL DEFAULT 0, facts TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE IF NOT EXISTS sheet (
  file INTEGER NOT NULL, no INTEGER NOT NULL, name TEXT NOT NULL, hidden INTEGER NOT NULL, entity TEXT, headerRow INTEGER,
  rows INTEGER NOT NULL DEFAULT 0, merged INTEGER NOT NULL DEFAULT 0, columns TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (file, no)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS row (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL, sheet INTEGER NOT NULL, no INTEGER NOT NULL, hidden INTEGER NOT NULL,
  coloured INTEGER NOT NULL, cells TEXT NOT NULL, parsed TEXT, entity TEXT, parent INTEGER, ownerFamily TEXT, name TEXT, record TEXT,
  state TEXT, changes TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS row_sheet ON row (file, sheet, no);
CREATE INDEX IF NOT EXISTS row_parent ON row (parent) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS row_state ON row (file, state, id) WHERE state IS NOT NULL;
CREATE TABLE IF NOT EXISTS finding (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL, row INTEGER, sheet INTEGER NOT NULL, no INTEGER NOT NULL, column TEXT,
  code TEXT NOT NULL, severity TEXT NOT NULL, params TEXT NOT NULL, value TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS finding_row ON finding (row);
CREATE INDEX IF NOT EXISTS finding_code ON finding (file, code);
`;

/** A staged file's own line. */
export interface StagedFile {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly profile: string | null;
  readonly openedAt: string;
  readonly checkedTx: number;
  readonly ready: number;
  readonly facts: string;
}

/**
 * Opens the staging database of an office: encrypted with the register's key, its own connection and file, so that
 * reading, checking and matching never hold the register's writer. It survives a restart, and may be thrown away.
 */
export function openStaging(dir: string, databaseKey: Uint8Array): Connection {
  const { staging } = officePaths(dir);
  try {
    return openFile(staging, databaseKey);
  } catch (error) {
    // Damaged, or left by another key: nothing in it is more than a preview.
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? '')) throw error;
    removeFiles(staging);
    return openFile(staging, databaseKey);
  }
}

function openFile(file: string, key: Uint8Array): Connection {
  const db = openConnection(file, { key, cacheMiB: 32 });
  try {
    // A crash of the program loses nothing; a power cut may cost a preview, which is no more than opening the file again.
    db.pragma('synchronous=OFF');
    db.exec(SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function removeFiles(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** Runs work on the staging database and closes it again. */
export async function withStaging<T>(dir: string, databaseKey: Uint8Array, work: (db: Connection) => Promise<T> | T): Promise<T> {
  const db = openStaging(dir, databaseKey);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** Whether anything is staged at all, without opening the database. */
export function stagingExists(dir: string): boolean {
  return existsSync(officePaths(dir).staging);
}

/** The staged file of that id. Error: IMPORT_NOT_STAGED. */
export function stagedFile(db: Connection, uid: string): StagedFile {
  const row = db.prepare('SELECT * FROM file WHERE uid = ?').get(uid) as StagedFile | undefined;
  return row ?? fail('IMPORT_NOT_STAGED', { staging: uid });
}

/** Throws a staged file away with everything read from it. */
export function dropStaged(db: Connection, id: number): void {
  db.transaction(() => {
    for (const table of ['finding', 'row', 'sheet']) db.prepare(`DELETE FROM ${table} WHERE file = ?`).run(id);
    db.prepare('DELETE FROM file WHERE id = ?').run(id);
  })();
}

/** Removes the staging database when nothing is staged any more. */
export function removeEmptyStaging(dir: string, databaseKey: Uint8Array): void {
  if (!stagingExists(dir)) return;
  const db = openStaging(dir, databaseKey);
  const left = db.prepare('SELECT count(*) FROM file').pluck().get() as number;
  db.close();
  if (left > 0) return;
  removeFiles(officePaths(dir).staging);
}
