import { bulkWriteFamilies } from '../../db/registry/bulk-write.ts';
import type { NewFamily } from '../../db/registry/bulk-write.ts';
import { areaTerms } from '../../db/registry/search-terms.ts';
import { nameKey } from '../../db/rules/name-key.ts';
import { writeChanges } from '../../db/store/change-log.ts';
import type { Writer } from '../../db/store/office.ts';
import { benchOffice } from './bench-office.ts';
import type { Measure } from './measure.ts';
import { median } from './measure.ts';

const ROUNDS = 3;
type Row = (string | number | Buffer | null)[];

/** Rows of one table as the registry wrote them, ready to be bound again. */
interface Table {
  readonly insert: string;
  readonly rows: readonly Row[];
}

/**
 * Bulk write through the registry against raw prepared inserts of the very same rows into the same tables and indexes,
 * each into a new encrypted office, one transaction, taking turns.
 */
export function benchBulkWrite(families: readonly NewFamily[]): Measure[] {
  const registry: number[] = [];
  const raw: number[] = [];
  let tables: readonly Table[] | null = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const through = benchOffice();
    registry.push(time(() => writeChanges(through.writer, { user: through.user, kind: 'import' }, (log) => bulkWriteFamilies(through.writer, log, families))));
    tables ??= readTables(through.writer);
    through.dispose();
    const bare = benchOffice();
    const written = tables;
    raw.push(time(() => writeRaw(bare.writer, written)));
    bare.dispose();
  }
  const rows = (tables ?? []).reduce((sum, table) => sum + table.rows.length, 0);
  const people = families.reduce((sum, family) => sum + family.people.length, 0);
  const [ours, floor] = [median(registry), median(raw)];
  return [
    { name: `bulk write, ${families.length} families, ${people} people: raw prepared inserts`, value: floor / 1000, unit: 's', note: `${rows} rows` },
    { name: 'bulk write through the registry', value: ours / 1000, unit: 's', note: `${Math.round((people / ours) * 1000)} people/s` },
    { name: 'bulk write: registry speed over raw', value: floor / ours, unit: '×', goal: { least: 0.5 } },
  ];
}

function time(work: () => void): number {
  const start = performance.now();
  const c = process.cpuUsage();
  work();
  const u = process.cpuUsage(c);
  console.log('wall', performance.now() - start, 'user', u.user/1000, 'sys', u.system/1000);
  return performance.now() - start;
}

const plainTables = ['family', 'person', 'ranking', 'enrolment', 'change', 'familySummary'] as const;

function readTables({ db }: Writer): Table[] {
  const plain = plainTables.map((table) => {
    const columns = (db.pragma(`table_info("${table}")`) as { name: string }[]).map((column) => `"${column.name}"`);
    const where = table === 'change' ? 'WHERE tx > 1' : '';
    return {
      insert: `INSERT INTO "${table}" (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`,
      rows: db.prepare(`SELECT ${columns.join(',')} FROM "${table}" ${where} ORDER BY ${table === 'change' ? 'counter' : 1}`).raw().all() as Row[],
    };
  });
  const people = db.prepare('SELECT p.id, p.name, s.rt, s.rw, p.nik FROM person p JOIN familySummary s ON s.uid = p.family ORDER BY p.id').raw().all() as (string | null)[][];
  const families = db.prepare('SELECT family, address, rt, rw, noKk FROM familySummary ORDER BY family').raw().all() as (string | null)[][];
  return [
    ...plain,
    {
      insert: 'INSERT INTO personSearch (rowid, name, key, area) VALUES (?, ?, ?, ?)',
      rows: people.map(([id, name, rt, rw]) => [id ?? null, name ?? '', nameKey(name ?? ''), areaTerms(rt ?? null, rw ?? null)]),
    },
    { insert: 'INSERT INTO nikSearch (rowid, nik) VALUES (?, ?)', rows: people.map(([id, , , , nik]) => [id ?? null, nik ?? null]) },
    {
      insert: 'INSERT INTO addressSearch (rowid, address, area) VALUES (?, ?, ?)',
      rows: families.map(([id, address, rt, rw]) => [id ?? null, address ?? '', areaTerms(rt ?? null, rw ?? null)]),
    },
    { insert: 'INSERT INTO noKkSearch (rowid, noKk) VALUES (?, ?)', rows: families.map(([id, , , , noKk]) => [id ?? null, noKk ?? null]) },
  ];
}

function writeRaw({ db }: Writer, tables: readonly Table[]): void {
  const prepared = tables.map(({ insert, rows }) => ({ statement: db.prepare(insert), rows }));
  db.transaction(() => {
    for (const { statement, rows } of prepared) for (const row of rows) statement.run(row);
  }).immediate();
}
