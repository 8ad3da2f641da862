import { prepared } from '../store/connection.ts';
import type { Connection } from '../store/connection.ts';

/** The full-text tables that the search box asks. */
export const searchTables = ['personSearch', 'nikSearch', 'addressSearch', 'noKkSearch'] as const;

/** The tables in which FTS5 keeps an index whose texts are not kept (`content=''`): few rows of many bytes each. */
const parts = ['data', 'idx'] as const;
/** And one with a few bytes for every record: these go over as texts, because so many small pieces of memory take a hundred MB. */
const SIZES = 'docsize';
const AT_ONCE = 10_000;
/** So many bytes of an index go over together. */
const PIECE_BYTES = 1 << 20;

/** A piece of a search index on its way from one database to another: rows of a table, or JSON of number, bytes in hex, and origin. */
export type SearchPiece = { readonly table: string; readonly rows: readonly (readonly unknown[])[] } | { readonly table: string; readonly sizes: string };

/** How the search tables of a register are made; null where one of them has words already. */
export function emptySearchTables(db: Connection): string[] | null {
  if (searchTables.some((table) => db.prepare(`SELECT 1 FROM ${table}_docsize LIMIT 1`).get() !== undefined)) return null;
  return searchTables.map((table) => db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) as string);
}

/** How much FTS5 gathers in memory before it writes it down and merges it with what is there; it is 1 MB where nothing is said. */
const GATHERED_BYTES = 4 * 2 ** 20;

/** For tables that are filled in one go: more is gathered before it is written down, so that hardly anything is merged. */
export function gatherMore(db: Connection): void {
  for (const table of searchTables) db.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('hashsize', ${GATHERED_BYTES})`);
}

/** The search indexes of a database, as FTS5 keeps them, piece by piece: all at once they would be in memory several times. */
export function* searchPieces(db: Connection): Generator<SearchPiece> {
  for (const name of searchTables) {
    for (const sizes of sizesOf(db, `${name}_${SIZES}`)) yield { table: `${name}_${SIZES}`, sizes };
    for (const part of parts) yield* rowsOf(db, `${name}_${part}`);
  }
}

function* rowsOf(db: Connection, table: string): Generator<SearchPiece> {
  let rows: unknown[][] = [];
  let bytes = 0;
  for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().iterate() as IterableIterator<unknown[]>) {
    rows.push(row);
    for (const value of row) bytes += Buffer.isBuffer(value) ? value.length : 8;
    if (bytes < PIECE_BYTES) continue;
    yield { table, rows };
    rows = [];
    bytes = 0;
  }
  if (rows.length > 0) yield { table, rows };
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
export function copySearchTables(db: Connection, pieces: Iterable<SearchPiece>): void {
  for (const table of searchTables) db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
  // What FTS5 keeps its indexes in is closed to ordinary statements.
  db.unsafeMode(true);
  try {
    for (const name of searchTables) for (const part of parts) db.exec(`DELETE FROM "${name}_${part}"`);
    for (const piece of pieces) {
      if ('sizes' in piece) prepared(db, `INSERT INTO "${piece.table}" (id, sz, origin) SELECT value ->> 0, unhex(value ->> 1), value ->> 2 FROM json_each(?)`).run(piece.sizes);
      else insertRows(db, piece.table, piece.rows);
    }
  } finally {
    db.unsafeMode(false);
  }
  // FTS5 holds the outline of an index in memory, and drops it only when something is taken back.
  db.exec('SAVEPOINT searchCopied; ROLLBACK TO searchCopied; RELEASE searchCopied');
}

function insertRows(db: Connection, table: string, rows: readonly (readonly unknown[])[]): void {
  const insert = prepared(db, `INSERT INTO "${table}" VALUES (${(rows[0] ?? []).map(() => '?').join(',')})`);
  for (const row of rows) insert.run(row as unknown[]);
}
