import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveFamily } from '../../../db/registry/derive.ts';
import { loadFamilies } from '../../../db/registry/family-facts.ts';
import { deriveContext, programmeNumbers } from '../../../db/registry/refresh-derived.ts';
import { searchPieces } from '../../../db/registry/search-tables.ts';
import { searchWriter } from '../../../db/registry/search-writer.ts';
import { openConnection } from '../../../db/store/connection.ts';
import type { Connection } from '../../../db/store/connection.ts';
import type { Writer } from '../../../db/store/office.ts';

const tables = ['family', 'person', 'ranking', 'change', 'familySummary', 'lineChange'] as const;

/**
 * The least that writing an imported register can take, in ms of the processor for each step: the very rows, ready in memory,
 * put into a new encrypted database by prepared statements, and nothing else. No rule, no hash, no number is worked out.
 */
export function importFloor(office: Writer, key: Uint8Array): Record<string, number> {
  const { db } = office;
  const folder = mkdtempSync(join(tmpdir(), 'tepat-bench-floor-'));
  const steps: Record<string, number> = {};
  const timed = (name: string, work: () => void): void => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    steps[name] = Math.round((user + system) / 1000);
  };
  const rows = new Map(tables.map((table) => [table, db.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][]]));
  const target = openConnection(join(folder, 'floor.db'), { key });
  try {
    const schema = db.prepare(`SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name IN (${tables.map((table) => `'${table}'`).join(',')})`).all() as { type: string; sql: string }[];
    for (const { type, sql } of schema) if (type === 'table') target.exec(sql);
    target.exec('BEGIN');
    for (const table of tables) timed(table, () => insertAll(target, table, rows.get(table) ?? []));
    timed('indexes', () => {
      for (const { type, sql } of schema) if (type === 'index') target.exec(sql);
    });
    timed('commit', () => target.exec('COMMIT'));
    const context = deriveContext(office);
    const programmes = programmeNumbers(office);
    const families = loadFamilies(office, db.prepare('SELECT id FROM family').pluck().all() as number[]).map((facts) => deriveFamily(facts, 0, programmes, context));
    const words = openConnection(':memory:', { journal: 'TRUNCATE' });
    for (const sql of searchSql(db)) words.exec(sql);
    timed('words', () => {
      words.exec('BEGIN');
      const index = searchWriter(words);
      for (const family of families) index(family);
      words.exec('COMMIT');
      for (const piece of searchPieces(words)) if (piece.table === '') throw new Error('a piece of no table');
    });
    words.close();
    return steps;
  } finally {
    target.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function searchSql(db: Connection): string[] {
  return db.prepare("SELECT sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5(%'").pluck().all() as string[];
}

function insertAll(db: Connection, table: string, rows: readonly unknown[][]): void {
  if (rows.length === 0) return;
  const insert = db.prepare(`INSERT INTO "${table}" VALUES (${(rows[0] ?? []).map(() => '?').join(',')})`);
  for (const row of rows) insert.run(row);
}
