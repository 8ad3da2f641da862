import { existsSync, rmSync } from 'node:fs';
import { fail } from '../rules/failure.ts';
import { openConnection } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';
import { officePaths } from '../store/office-folder.ts';
import { forgetLines, LINES } from './staged-lines.ts';

/** Goes up with every change of the schema; what another version staged is thrown away, it was no more than a preview. */
const FORMAT = 10;

/**
 * A row's cells as they came (`source`, its texts in `cells`), what is decided about a family or person in them (`row`), and
 * what they say of it (`said`, by the number of `row`); see `staged-lines.ts` for the texts. In flat and grouped files one
 * source row gives a person and may begin a family that is derived from it. What the clerk said (`choices`, `fix`, `answer`, `letThrough`)
 * outlives every check.
 */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS file (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, profile TEXT,
  openedAt TEXT NOT NULL, checkedTx INTEGER NOT NULL DEFAULT 0, checkedOn TEXT NOT NULL DEFAULT '', ready INTEGER NOT NULL DEFAULT 0, facts TEXT NOT NULL DEFAULT '{}',
  choices TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE TABLE IF NOT EXISTS sheet (
  file INTEGER NOT NULL, no INTEGER NOT NULL, name TEXT NOT NULL, hidden INTEGER NOT NULL, entity TEXT, headerRow INTEGER,
  rows INTEGER NOT NULL DEFAULT 0, skipped TEXT NOT NULL DEFAULT '{}', facts TEXT NOT NULL DEFAULT '{}', dates TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (file, no)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS source (
  id INTEGER NOT NULL, file INTEGER NOT NULL, sheet INTEGER NOT NULL, no INTEGER NOT NULL, hidden INTEGER NOT NULL,
  colours TEXT NOT NULL, PRIMARY KEY (file, sheet, no, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cells (id INTEGER PRIMARY KEY, lines BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, lines BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS row (
  id INTEGER PRIMARY KEY, source INTEGER NOT NULL, file INTEGER NOT NULL, sheet INTEGER NOT NULL, no INTEGER NOT NULL, entity TEXT NOT NULL,
  derived INTEGER NOT NULL DEFAULT 0, parent INTEGER,
  ownerFamily TEXT, name TEXT, record TEXT, state TEXT, changes TEXT, warned INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS row_parent ON row (parent) WHERE parent IS NOT NULL;
CREATE TABLE IF NOT EXISTS finding (
  id INTEGER PRIMARY KEY, file INTEGER NOT NULL, row INTEGER, sheet INTEGER NOT NULL, no INTEGER NOT NULL, column TEXT,
  code TEXT NOT NULL, severity TEXT NOT NULL, params TEXT NOT NULL, value TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS fix (
  file INTEGER NOT NULL, sheet INTEGER NOT NULL, no INTEGER NOT NULL, col INTEGER NOT NULL, value TEXT, by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (file, sheet, no, col)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answer (
  file INTEGER NOT NULL, sheet INTEGER NOT NULL, no INTEGER NOT NULL, entity TEXT NOT NULL, answer TEXT NOT NULL, record TEXT, PRIMARY KEY (file, sheet, no, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letThrough (
  file INTEGER NOT NULL, sheet INTEGER NOT NULL, no INTEGER NOT NULL, reason TEXT NOT NULL, rules TEXT NOT NULL, by TEXT NOT NULL, PRIMARY KEY (file, sheet, no)
) STRICT, WITHOUT ROWID;
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
  /** The day on which it was judged. */
  readonly checkedOn: string;
  readonly ready: number;
  readonly facts: string;
  /** What the clerk chose: options and mapping. */
  readonly choices: string;
}

/**
 * Opens the staging database of an office: encrypted with the register's key, its own connection and file, so that
 * reading, checking and matching never hold the register's writer. It survives a restart, and may be thrown away.
 */
export function openStaging(dir: string, databaseKey: Uint8Array): Connection {
  const { staging } = officePaths(dir);
  try {
    const db = openFile(staging, databaseKey);
    if (db) return db;
  } catch (error) {
    // Damaged, or left by another key: nothing in it is more than a preview.
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? '')) throw error;
  }
  removeFiles(staging);
  return openFile(staging, databaseKey) ?? fail('IMPORT_NOT_STAGED', { staging });
}

/** Rows are written and read in their order, so that a page is hardly asked for twice. */
const CACHE_MIB = 2;

/** Null when another version of the program wrote it. */
function openFile(file: string, key: Uint8Array): Connection | null {
  const db = openConnection(file, { key, cacheMiB: CACHE_MIB, journal: 'TRUNCATE' });
  try {
    // A crash of the program loses nothing; a power cut may cost a preview, which is no more than opening the file again.
    db.pragma('synchronous=OFF');
    const format = db.pragma('user_version', { simple: true }) as number;
    if (format === FORMAT) return db;
    const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
    if (tables > 0) {
      db.close();
      return null;
    }
    db.transaction(() => {
      db.exec(SCHEMA);
      db.pragma(`user_version=${FORMAT}`);
    })();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Throws away every file that waits to be imported. */
export function discardStaging(dir: string): void {
  removeFiles(officePaths(dir).staging);
}

function removeFiles(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
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

/** The same for work that throws files away: what is left of them goes at the end, as with {@link tidyStaging}, whatever it throws. */
export async function withTidyStaging<T>(dir: string, databaseKey: Uint8Array, work: (db: Connection) => Promise<T> | T): Promise<T> {
  const db = openStaging(dir, databaseKey);
  try {
    return await work(db);
  } finally {
    closeTidy(db, dir);
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

/** The staged file of that number. */
export function fileById(db: Connection, id: number): StagedFile {
  return db.prepare('SELECT * FROM file WHERE id = ?').get(id) as StagedFile;
}

/** What `ready` says of a file: still being read, waiting for the clerk, or stored in the register. */
export const [WAITING, STORED] = [1, 2] as const;

/** The staged file of that id, still to be changed. Error: IMPORT_NOT_STAGED, also when it is stored already. */
export function waitingFile(db: Connection, uid: string): StagedFile {
  const file = stagedFile(db, uid);
  return file.ready === STORED ? fail('IMPORT_NOT_STAGED', { staging: uid }) : file;
}

/** Keeps the rows of a file that was stored, for the lists behind its result; those of the one before go. */
export function keepStored(db: Connection, id: number): void {
  db.prepare('DELETE FROM file WHERE ready = ? AND id <> ?').run(STORED, id);
  db.prepare('UPDATE file SET ready = ? WHERE id = ?').run(STORED, id);
}

/**
 * Throws a staged file away. Its rows go with `tidyStaging`, which is called next: for the last file that is one deletion of
 * the database instead of thousands of rows. Until then they belong to no file and are never seen.
 */
export function dropStaged(db: Connection, id: number): void {
  db.prepare('DELETE FROM file WHERE id = ?').run(id);
}

/** Removes the staging database when nothing is staged any more, else the rows of files that were thrown away. */
export function tidyStaging(dir: string, databaseKey: Uint8Array): void {
  if (!stagingExists(dir)) return;
  closeTidy(openStaging(dir, databaseKey), dir);
}

function closeTidy(db: Connection, dir: string): void {
  const left = db.prepare('SELECT count(*) FROM file').pluck().get() as number;
  if (left > 0) removeOrphans(db);
  db.close();
  if (left === 0) removeFiles(officePaths(dir).staging);
}

/** Removes the rows that belong to no file: thrown away, or left by a crash. */
export function removeOrphans(db: Connection): void {
  const gone = db.prepare('SELECT DISTINCT file FROM sheet WHERE file NOT IN (SELECT id FROM file)').pluck().all() as number[];
  for (const file of gone) {
    db.transaction(() => {
      removeVerdicts(db, file);
      db.prepare(`DELETE FROM cells WHERE id IN (SELECT id / ${LINES} FROM source WHERE file = ?)`).run(file);
      for (const table of ['source', 'fix', 'answer', 'letThrough']) db.prepare(`DELETE FROM ${table} WHERE file = ?`).run(file);
      db.prepare('DELETE FROM sheet WHERE file = ?').run(file);
    })();
  }
}

/** Removes all that checking said about a file; the cells stay. */
export function removeVerdicts(db: Connection, file: number): void {
  db.prepare('DELETE FROM finding WHERE file = ?').run(file);
  db.prepare(`DELETE FROM said WHERE id IN (SELECT id / ${LINES} FROM row WHERE file = @file) AND id NOT IN (SELECT id / ${LINES} FROM row WHERE file <> @file)`).run({ file });
  forgetLines(db);
  db.prepare('DELETE FROM row WHERE file = ?').run(file);
}
