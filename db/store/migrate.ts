import { createHash } from 'node:crypto';
import { fail } from '../rules/failure.ts';
import type { Connection } from './connection.ts';
import { isDiskFault } from './disk-fault.ts';
import { migrations } from './migrations/index.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

interface Applied {
  readonly name: string;
  readonly hash: string;
}

/** Name and SHA-256 of every migration this version knows, in order: what a package states as its schema version. */
export function schemaVersion(): string {
  return `${migrations.length}:${migrations.at(-1)?.name ?? ''}`;
}

/** Whether migrations are due. Refuses (OFFICE_NEWER) a database that a newer version of Tepat has written. */
export function pendingMigrations(db: Connection): readonly Migration[] {
  const applied = appliedMigrations(db);
  const known: readonly Migration[] = migrations;
  for (const [index, row] of applied.entries()) {
    const migration = known[index];
    if (!migration || migration.name !== row.name || hashOf(migration) !== row.hash) {
      fail('OFFICE_NEWER', { migration: row.name });
    }
  }
  return known.slice(applied.length);
}

/**
 * Applies what is due, all of it or nothing: a register that fails half-way is still the one that the older Tepat can
 * open. Runs by name and hash, never by date. Error: MIGRATION_FAILED, and those of a disk that is full or fails.
 */
export function migrate(db: Connection, at: string, due: readonly Migration[] = pendingMigrations(db)): number {
  db.transaction(() => {
    db.exec('CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, at TEXT NOT NULL) STRICT');
    for (const migration of due) apply(db, migration, at);
  })();
  return due.length;
}

function apply(db: Connection, migration: Migration, at: string): void {
  try {
    db.exec(migration.sql);
    db.prepare('INSERT INTO migration (name, hash, at) VALUES (?, ?, ?)').run(migration.name, hashOf(migration), at);
  } catch (error) {
    if (isDiskFault(error)) throw error;
    fail('MIGRATION_FAILED', { migration: migration.name, detail: error instanceof Error ? error.message : String(error) });
  }
}

function appliedMigrations(db: Connection): Applied[] {
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").get();
  return exists ? (db.prepare('SELECT name, hash FROM migration ORDER BY name').all() as Applied[]) : [];
}

function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}
