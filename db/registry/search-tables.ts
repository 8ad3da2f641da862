import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';

/** The full-text tables that the search box asks. */
export const searchTables = ['personSearch', 'nikSearch', 'addressSearch', 'noKkSearch'] as const;

/** The tables in which FTS5 keeps an index whose texts are not kept (`content=''`): few rows of many bytes each. */
const parts = ['data', 'idx'] as const;
/** And one with a few bytes for every record: these go over as texts, because so many small pieces of memory take a hundred MB. */
const SIZES = 'docsize';
const AT_ONCE = 10_000;

/** Whole search indexes on their way from one database to another, by the name of each of their tables. */
export interface SearchTables {
  readonly rows: readonly (readonly [table: string, rows: readonly (readonly unknown[])[]])[];
  /** JSON: arrays of number, bytes in hex, and origin. */
  readonly sizes: readonly (readonly [table: string, texts: readonly string[]])[];
}

/** How the search tables of a register are made; null where one of them has words already. */
export function emptySearchTables(db: Connection): string[] | null {
  if (searchTables.some((table) => db.prepare(`SELECT 1 FROM ${table}_docsize LIMIT 1`).get() !== undefined)) return null;
  return searchTables.map((table) => db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) as string);
}

/** The search indexes of a database, as FTS5 keeps them. */
export function readSearchTables(db: Connection): SearchTables {
  return {
    rows: searchTables.flatMap((table) => parts.map((part) => [`${table}_${part}`, db.prepare(`SELECT * FROM ${table}_${part}`).raw().all() as unknown[][]] as const)),
    sizes: searchTables.map((table) => [`${table}_${SIZES}`, [...sizesOf(db, `${table}_${SIZES}`)]] as const),
  };
}

function* sizesOf(db: Connection, table: string): Generator<string> {
  const page = db.prepare(`SELECT max(id) AS last, json_group_array(json_array(id, hex(sz), origin)) AS text FROM (SELECT * FROM "${table}" WHERE id > ? ORDER BY id LIMIT ${AT_ONCE})`);
  for (let after = 0; ;) {
    const { last, text } = page.get(after) as { last: number | null; text: string };
    if (last === null) return;
    yield text;
    after = last;
  }
}

/**
 * Puts whole indexes in the place of empty ones, inside the transaction of the caller: a hundred times quicker than word by
 * word, and the words were put in order by another thread.
 */
export function copySearchTables(db: Connection, tables: SearchTables): void {
  for (const table of searchTables) db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
  // What FTS5 keeps its indexes in is closed to ordinary statements.
  db.unsafeMode(true);
  try {
    for (const [name, texts] of tables.sizes) {
      const insert = db.prepare(`INSERT INTO "${name}" (id, sz, origin) SELECT value ->> 0, unhex(value ->> 1), value ->> 2 FROM json_each(?)`);
      for (const text of texts) insert.run(text);
    }
    for (const [name, rows] of tables.rows) {
      db.exec(`DELETE FROM "${name}"`);
      const [first] = rows;
      if (!first) continue;
      const insert = prepared(db, `INSERT INTO "${name}" VALUES (${first.map(() => '?').join(',')})`);
      for (const row of rows) insert.run(row as unknown[]);
    }
  } finally {
    db.unsafeMode(false);
  }
  // FTS5 holds the outline of an index in memory, and drops it only when something is taken back.
  db.exec('SAVEPOINT searchCopied; ROLLBACK TO searchCopied; RELEASE searchCopied');
}
