import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openConnection, prepared } from './connection.ts';
import type { Connection } from './connection.ts';
import { renameSafely } from './files.ts';
import { officePaths } from './office-folder.ts';

const SCHEMA = 'CREATE TABLE IF NOT EXISTS waiting (no INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, what TEXT NOT NULL, content TEXT NOT NULL, refused TEXT) STRICT';

/** Why what waited could not be written in the end. */
export interface RefusedWrite {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Something that was said while the one writer was busy, and is written after it. */
export interface WaitingWrite<T> {
  readonly no: number;
  /** When it was said, an ISO time. */
  readonly at: string;
  readonly content: T;
  readonly refused: RefusedWrite | null;
}

/**
 * What waits beside the register: encrypted with its key, durable when `add` returns, and outside the one transaction that
 * may hold the register for seconds. One thread adds, the writing thread takes out what it has written; what is taken
 * twice after a crash must come to the same.
 */
export interface WaitingWrites {
  add(what: string, at: string, content: unknown): void;
  /** Many at once, durable together; answers their numbers. */
  addAll(what: string, at: string, contents: readonly unknown[]): number[];
  /** In the order in which it was said, what was refused too. */
  list<T>(what: string): WaitingWrite<T>[];
  /** Whether anything of this kind waits that was not refused. */
  any(what: string): boolean;
  remove(no: number): void;
  refuse(no: number, why: RefusedWrite): void;
  close(): void;
}

/** Whether anything ever waited here; asked before the database is opened. */
export function hasWaiting(dir: string): boolean {
  return existsSync(officePaths(dir).waiting);
}

/**
 * Opens what waits, and makes it where it is not there; a database under another key, or a damaged one, is put among the
 * damaged files first. One thread alone may do this, before any other opens it: two that make it at once each take a salt
 * of their own, and each finds the other's file damaged, with what was said in it.
 */
export function openWaiting(dir: string, key: Uint8Array): WaitingWrites {
  const file = officePaths(dir).waiting;
  try {
    return writesOf(openFile(file, key));
  } catch (error) {
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? '')) throw error;
    setAside(dir, file);
    return writesOf(openFile(file, key));
  }
}

/** Opens what waits as the other thread made it; never makes it, and puts nothing aside. */
export function joinWaiting(dir: string, key: Uint8Array): WaitingWrites {
  return writesOf(openConnection(officePaths(dir).waiting, { key, cacheMiB: 1, mustExist: true }));
}

function writesOf(db: Connection): WaitingWrites {
  type Row = { no: number; at: string; content: string; refused: string | null };
  return {
    add: (what, at, content) => void prepared(db, 'INSERT INTO waiting (at, what, content) VALUES (?, ?, ?)').run(at, what, JSON.stringify(content)),
    addAll: (what, at, contents) => db.transaction(() => contents.map((content) => Number(prepared(db, 'INSERT INTO waiting (at, what, content) VALUES (?, ?, ?)').run(at, what, JSON.stringify(content)).lastInsertRowid)))(),
    list: <T>(what: string) => (prepared(db, 'SELECT no, at, content, refused FROM waiting WHERE what = ? ORDER BY no').all(what) as Row[]).map(
      ({ no, at, content, refused }): WaitingWrite<T> => ({ no, at, content: JSON.parse(content) as T, refused: refused === null ? null : (JSON.parse(refused) as RefusedWrite) }),
    ),
    any: (what) => prepared(db, 'SELECT 1 FROM waiting WHERE what = ? AND refused IS NULL LIMIT 1').get(what) !== undefined,
    remove: (no) => void prepared(db, 'DELETE FROM waiting WHERE no = ?').run(no),
    refuse: (no, why) => void prepared(db, 'UPDATE waiting SET refused = ? WHERE no = ?').run(JSON.stringify(why), no),
    close: () => void db.close(),
  };
}

/**
 * Brings what waits under the key of a register that was put in the present one's place. What the present key does not open
 * stays as it is, and is put among the damaged files when it is asked for.
 */
export function rekeyWaiting(dir: string, present: Uint8Array, next: Uint8Array): void {
  const file = officePaths(dir).waiting;
  if (!existsSync(file) || Buffer.from(present).equals(next)) return;
  let db: Connection | null = null;
  try {
    db = openConnection(file, { key: present, mustExist: true, journal: 'TRUNCATE' });
    db.pragma(`rekey="x'${Buffer.from(next).toString('hex')}'"`);
  } catch (error) {
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? '')) throw error;
  } finally {
    db?.close();
  }
}

function openFile(file: string, key: Uint8Array): Connection {
  const db = openConnection(file, { key, cacheMiB: 1 });
  try {
    db.exec(SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function setAside(dir: string, file: string): void {
  const { quarantine } = officePaths(dir);
  mkdirSync(quarantine, { recursive: true });
  const name = `waiting-${Date.now()}.db`;
  for (const end of ['', '-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSafely(`${file}${end}`, join(quarantine, `${name}${end}`));
}
