import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Connection, Statement } from './connection.ts';
import { prepared } from './connection.ts';

/** Where this office stands in the world; written once when it is created. */
export interface OfficeIdentity {
  readonly officeId: string;
  readonly code: string;
  readonly name: string;
  readonly level: 'kelurahan' | 'desa' | 'kecamatan' | 'kota' | 'kabupaten' | 'provinsi';
  readonly practice: boolean;
}

/** Time and ids are passed in, so that rules and tests do not depend on the PC. */
export interface Surroundings {
  /** The present moment; practice offices and tests may set it. */
  now(): Date;
  /** A new UUIDv7. */
  newId(): string;
}

/** A connection that may only read. */
export interface Reader extends Surroundings {
  readonly db: Connection;
  readonly orm: BetterSQLite3Database;
  readonly identity: OfficeIdentity;
  /** The office's folder. */
  readonly dir: string;
}

/** The one connection that may write; every write to the register goes through `writeChanges`. */
export interface Writer extends Reader {
  readonly mayWrite: true;
  /** This PC as the author of changes. */
  readonly author: Author;
}

/** Who numbers the changes: mutable, because every transaction moves the counter and the head on. */
export interface Author {
  readonly deviceUid: string;
  readonly device: number;
  epoch: number;
  counter: number;
  /** Number of the last transaction. */
  tx: number;
  head: Buffer;
  lastAt: string;
}

/** Makes a reader of a connection. */
export function makeReader(db: Connection, identity: OfficeIdentity, dir: string, surroundings: Surroundings): Reader {
  return { db, orm: drizzle(db), identity, dir, now: surroundings.now, newId: surroundings.newId };
}

/** The prepared statement for a text on this office's connection. */
export function sql(office: Reader, text: string): Statement {
  return prepared(office.db, text);
}

/** Today's date where the office is, `YYYY-MM-DD`. */
export function today(office: Surroundings): string {
  return localDate(office.now());
}

/** The local calendar date of a moment. */
export function localDate(moment: Date): string {
  const month = String(moment.getMonth() + 1).padStart(2, '0');
  return `${moment.getFullYear()}-${month}-${String(moment.getDate()).padStart(2, '0')}`;
}
