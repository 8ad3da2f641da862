import type { Connection } from './connection.ts';

/** Builds the indexes of these tables now: nothing more is written into them. */
export type BuildIndexes = (tables: readonly string[]) => void;

/**
 * Runs bulk work on tables without their secondary indexes and builds these in one go afterwards, in the order of their
 * keys: for tables that are as good as empty before. `work` may build those of tables that are whole while it waits for something
 * else. Inside a transaction, so that whatever it throws brings the indexes back too. What it asks of these tables is found by
 * number or uid only; who lives under one roof is asked by a trigger, and few do.
 */
export function withLateIndexes<T>(db: Connection, tables: readonly string[], work: (build: BuildIndexes) => T): T {
  if (!db.inTransaction) throw new Error('indexes are left out inside a transaction only');
  const indexes = db.prepare(`SELECT name, sql, tbl_name AS owner FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT IN ('family_household', 'family_house', 'enrolment_house') AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY rowid`)
    .all(JSON.stringify(tables)) as { name: string; sql: string; owner: string }[];
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
  const left = new Set(indexes);
  const build: BuildIndexes = (whole) => {
    for (const index of left) {
      if (!whole.includes(index.owner)) continue;
      db.exec(index.sql);
      left.delete(index);
    }
  };
  const result = work(build);
  build(tables);
  return result;
}

/**
 * Runs bulk work without these triggers and puts them back as they were: for work whose caller does at the end, in one
 * statement for all rows, what they would have done row by row. Inside a transaction, as {@link withLateIndexes}.
 */
export function withoutTriggers<T>(db: Connection, names: readonly string[], work: () => T): T {
  if (!db.inTransaction) throw new Error('triggers are left out inside a transaction only');
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name IN (SELECT value FROM json_each(?)) ORDER BY rowid").all(JSON.stringify(names)) as { name: string; sql: string }[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  const result = work();
  for (const { sql } of triggers) db.exec(sql);
  return result;
}

/** What is only ever written at the end of tables needs no more, and sorting keys not either: a page that is full is read in order. */
const APPENDING_MIB = 16;

/** Runs work that writes at the ends of tables and reads them in order with a small page cache: a larger one would only be filled. */
export function withSmallCache<T>(db: Connection, work: () => T): T {
  const restore = shrinkCache(db);
  try {
    return work();
  } finally {
    restore();
  }
}

/** The small page cache for work that waits in between; whoever asks for it gives the usual one back by what this returns. */
export function shrinkCache(db: Connection): () => void {
  const before = db.pragma('cache_size', { simple: true }) as number;
  db.pragma(`cache_size=-${APPENDING_MIB * 1024}`);
  return () => void (db.open && db.pragma(`cache_size=${before}`));
}
