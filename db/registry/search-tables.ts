import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';

/** The full-text tables that the search box asks. */
export const searchTables = ['personSearch', 'nikSearch', 'addressSearch', 'noKkSearch'] as const;

/** The tables in which FTS5 keeps an index whose texts are not kept (`content=''`). */
const parts = ['data', 'idx', 'docsize'] as const;

/** Whole search indexes on their way from one database to another: the rows of their parts by table name. */
export type SearchTables = readonly (readonly [table: string, rows: readonly (readonly unknown[])[]])[];

/** How the search tables of a register are made; null where one of them has words already. */
export function emptySearchTables(db: Connection): string[] | null {
  if (searchTables.some((table) => db.prepare(`SELECT 1 FROM ${table}_docsize LIMIT 1`).get() !== undefined)) return null;
  return searchTables.map((table) => db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) as string);
}

/** The search indexes of a database, as FTS5 keeps them. */
export function readSearchTables(db: Connection): SearchTables {
  return searchTables.flatMap((table) => parts.map((part) => [`${table}_${part}`, db.prepare(`SELECT * FROM ${table}_${part}`).raw().all() as unknown[][]] as const));
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
    for (const [name, rows] of tables) {
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
