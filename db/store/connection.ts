import Database from 'better-sqlite3';

export type Connection = Database.Database;
export type Statement = Database.Statement;

/** better-sqlite3 13 crashes the process below this Node-API version instead of failing, so it is asked for first. */
const NEEDED_NAPI = 10;

export interface ConnectionOptions {
  /** 32 random bytes: the key of the database. Absent only for the lock file, which holds nothing. */
  readonly key?: Uint8Array;
  readonly readonly?: boolean;
  /** Page cache in MiB; see {@link cacheFor}. */
  readonly cacheMiB?: number;
  readonly mustExist?: boolean;
  /** `TRUNCATE` for what is written once and in bulk: with WAL every page is encrypted three times; `OFF` for what nobody needs after a power cut. WAL by default. */
  readonly journal?: 'WAL' | 'TRUNCATE' | 'OFF';
}

/**
 * Opens an encrypted SQLite file (SQLCipher 4 format) with the settings every connection of Tepat shares:
 * WAL, `synchronous=FULL`, foreign keys, and temporary data in memory only, because SQLite spills big sorts in
 * plaintext otherwise (DESIGN §4). A wrong key shows at the first read, as SQLITE_NOTADB.
 */
export function openConnection(file: string, options: ConnectionOptions = {}): Connection {
  if (Number(process.versions.napi) < NEEDED_NAPI) {
    throw new Error(`Node-API ${NEEDED_NAPI} is needed, this runtime has ${process.versions.napi}`);
  }
  const db = new Database(file, { readonly: options.readonly ?? false, fileMustExist: options.mustExist ?? false });
  try {
    if (options.key) {
      db.pragma("cipher='sqlcipher'");
      db.pragma('legacy=4');
      db.pragma(`key="x'${Buffer.from(options.key).toString('hex')}'"`);
    }
    db.pragma('temp_store=MEMORY');
    db.pragma(`cache_size=-${(options.cacheMiB ?? 64) * 1024}`);
    db.pragma('busy_timeout=5000');
    if (!options.readonly) {
      db.pragma(`journal_mode=${options.journal ?? 'WAL'}`);
      db.pragma(`synchronous=${options.journal === 'OFF' ? 'OFF' : 'FULL'}`);
    }
    db.pragma('foreign_keys=ON');
    if (options.key && options.mustExist) opened.set(db, { file, key: Uint8Array.from(options.key) });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** How another thread opens the same register to read. */
export interface SameRegister {
  readonly file: string;
  readonly key: Uint8Array;
}

const opened = new WeakMap<Connection, SameRegister>();

/** What another thread needs to read what this connection reads; null while this one has written what nobody else can see yet. */
export function sameRegister(db: Connection): SameRegister | null {
  return db.inTransaction && !db.readonly ? null : (opened.get(db) ?? null);
}

const caches = new WeakMap<Connection, Map<string, Statement>>();

/** Page cache for a database of this size: what one search or list touches is decrypted once, and not again at the next. */
export function cacheFor(bytes: number): number {
  return Math.round(Math.min(256, Math.max(64, bytes / 2 ** 22)));
}

/** The prepared statement for a text, prepared once per connection. */
export function prepared(db: Connection, sql: string): Statement {
  let cache = caches.get(db);
  if (!cache) caches.set(db, (cache = new Map()));
  let statement = cache.get(sql);
  if (!statement) cache.set(sql, (statement = db.prepare(sql)));
  return statement;
}
