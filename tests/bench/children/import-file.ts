import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import ExcelJS from 'exceljs';
import { commitImport } from '../../../db/intake/commit-import.ts';
import { confirmRegions } from '../../../db/intake/confirm-regions.ts';
import { openImport } from '../../../db/intake/open-import.ts';
import { fieldsOf } from '../../../db/rules/entities.ts';
import { openConnection } from '../../../db/store/connection.ts';
import { loadRegions } from '../../../db/store/regions.ts';
import { benchOffice } from '../bench-office.ts';
import { reportRun } from './report-run.ts';

/** What an import came to, for the bench to compare. */
export interface Imported {
  readonly rows: number;
  readonly phases?: Readonly<Record<string, number>>;
  /** Resident memory once the work is done and the collector has run, above what the office took before, in MB. */
  readonly kept?: number;
  /** Bytes that a stopped import left in the office's folder, and rows in its register. */
  readonly left?: number;
}

const [side, path = ''] = process.argv.slice(2);
const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
const megabytes = (): number => process.memoryUsage().rss / 2 ** 20;

/** Everything: read, stage, check, match, commit with encryption, change log and search index. */
async function ours(cancelAt: number): Promise<Imported> {
  const office = benchOffice();
  const key = office.office.secrets.databaseKey;
  const regions = loadRegions();
  const cancel = new Int32Array(new SharedArrayBuffer(4));
  const phases: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    phases[name] = Math.round(performance.now() - start);
    return result;
  };
  const before = megabytes();
  const onProgress = ({ phase, done }: { phase: string; done: number }): void => {
    if (cancelAt > 0 && phase === 'write' && done >= cancelAt) Atomics.store(cancel, 0, 1);
  };
  try {
    const opened = await timed('open', () => openImport(office.writer, key, path, { regions, cancel, onProgress }));
    const sure = opened.regions.flatMap(({ bpsCode, region, confirmed }) => (region === null || confirmed ? [] : [{ bpsCode, region }]));
    if (sure.length > 0) await timed('regions', () => confirmRegions(office.writer, key, regions, opened.staging, sure, office.user));
    const result = await timed('commit', () => commitImport(office.writer, key, opened.staging, { regions, actor: office.user, cancel, onProgress })).catch((error: unknown) => {
      if (cancelAt > 0 && (error as { code?: string }).code === 'IMPORT_CANCELLED') return null;
      throw error;
    });
    collect();
    const left = office.writer.db.prepare('SELECT (SELECT count(*) FROM family) + (SELECT count(*) FROM person) + (SELECT count(*) FROM batch)').pluck().get() as number;
    if (result === null) return { rows: 0, left: left + filesUnder(office.dir, /\.tmp$/) };
    if (result.created.people === 0) throw new Error('nothing was imported');
    return { rows: result.rows, phases, kept: megabytes() - before };
  } finally {
    office.dispose();
  }
}

function filesUnder(folder: string, name: RegExp): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && name.test(one.name)).reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
}

/** As programs of this kind do it: exceljs' streaming reader, drizzle inserts of a hundred rows, an FTS5 trigger; encrypted, with no checks. */
async function theirs(): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'tepat-bench-peer-'));
  const connection = openConnection(join(folder, 'peer.db'), { key: randomBytes(32) });
  try {
    const tables = (['family', 'person'] as const).map((entity) => {
      const names = fieldsOf(entity).map((field) => field.key);
      connection.exec(`CREATE TABLE ${entity} (id INTEGER PRIMARY KEY, ${names.map((name) => `"${name}" TEXT`).join(', ')}); CREATE INDEX ${entity}_no ON ${entity} (${entity === 'family' ? '"noKk"' : 'nik'})`);
      return { names, table: sqliteTable(entity, Object.fromEntries(names.map((name) => [name, text(name)]))) };
    });
    connection.exec(`CREATE INDEX person_family ON person (family); CREATE VIRTUAL TABLE personSearch USING fts5(name, content='person', content_rowid='id', prefix='1 2 3', detail=column);
      CREATE TRIGGER person_made AFTER INSERT ON person BEGIN INSERT INTO personSearch (rowid, name) VALUES (new.id, new.name); END`);
    const db = drizzle(connection);
    let rows = 0;
    let at = 0;
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache', worksheets: 'emit', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore' });
    for await (const sheet of reader) {
      const target = tables[at++];
      if (!target) break;
      let batch: Record<string, string>[] = [];
      const flush = (): void => {
        if (batch.length > 0) db.transaction((tx) => void tx.insert(target.table).values(batch).run());
        rows += batch.length;
        batch = [];
      };
      let first = true;
      for await (const row of sheet) {
        if (first) { first = false; continue; }
        const values = row.values as unknown[];
        batch.push(Object.fromEntries(target.names.map((name, place) => [name, values[place + 1] === undefined || values[place + 1] === null ? '' : String(values[place + 1])])));
        if (batch.length === 100) flush();
      }
      flush();
    }
    return { rows };
  } finally {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await reportRun(() => (side === 'peer' ? theirs() : ours(side === 'cancel' ? 2000 : 0)));
