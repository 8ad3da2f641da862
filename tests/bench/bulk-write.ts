import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import { areaTerms, numberTerms } from '../../db/registry/search-terms.ts';
import { nameKey } from '../../db/rules/name-key.ts';
import type { Writer } from '../../db/store/office.ts';
import { benchOffice } from './bench-office.ts';
import { sampleFamilies, writeFamilies } from './sample-families.ts';
import { median } from './measure.ts';
import type { Line } from './measure.ts';

const SEED = 'bench';
setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;
type Row = (string | number | Buffer | null)[];

/** Rows of one table as the registry wrote them, ready to be bound again. */
interface Table {
  readonly insert: string;
  readonly rows: readonly Row[];
}

/**
 * Bulk write through the registry against raw prepared inserts of the very same rows into the same tables and indexes,
 * each into a new encrypted office, one transaction. They take turns, and who begins does too; each round gives one
 * ratio, and the middle one counts.
 */
export function benchBulkWrite(count: number, rounds: number): Line[] {
  const { tables, people } = rowsOf(count);
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const pairs = Array.from({ length: rounds }, (_, round) => {
    const rawFirst = round % 2 === 1 ? writeRaw(tables) : null;
    const registry = writeThroughRegistry(count);
    return { registry, raw: rawFirst ?? writeRaw(tables) };
  });
  const ratios = pairs.map(({ registry, raw }) => raw / registry);
  const [ours, floor] = [median(pairs.map((pair) => pair.registry)), median(pairs.map((pair) => pair.raw))];
  return [
    { name: 'bulk write through the registry over raw prepared inserts', value: median(ratios), unit: '×', goal: { least: 0.5 }, note: `middle of ${rounds} rounds in turn; best ${Math.max(...ratios).toFixed(2)}, worst ${Math.min(...ratios).toFixed(2)}` },
    { name: `raw prepared inserts of ${rows.toLocaleString('en')} rows`, value: floor / 1000, unit: 's', note: `${count.toLocaleString('en')} families, ${people.toLocaleString('en')} people, middle round` },
    { name: 'the same rows through the registry', value: ours / 1000, unit: 's', note: `${Math.round((rows / ours) * 1000).toLocaleString('en')} rows/s, middle round` },
  ];
}

/** The rows that the registry makes of the families; this first writing counts for nothing else. */
function rowsOf(count: number): { tables: Table[]; people: number } {
  const through = benchOffice();
  const families = sampleFamilies(through, count, SEED);
  const before = through.writer.author.counter;
  writeFamilies(through, families);
  const tables = readTables(through.writer, before);
  through.dispose();
  return { tables, people: families.reduce((sum, family) => sum + family.people.length, 0) };
}

/** Writes the families through the registry into a new office; answers the ms. */
function writeThroughRegistry(count: number): number {
  const through = benchOffice();
  const families = sampleFamilies(through, count, SEED);
  const time = timed(() => writeFamilies(through, families));
  through.dispose();
  return time;
}

/** Writes the rows as they are into a new office; answers the ms. */
function writeRaw(tables: readonly Table[]): number {
  const bare = benchOffice();
  seedProgrammes(bare.writer, { user: bare.user, kind: 'system' });
  const time = timed(() => insertAll(bare.writer, tables));
  bare.dispose();
  return time;
}

/** Both sides begin with a settled heap, so that neither pays for what making its input left behind. */
function timed(work: () => void): number {
  collectGarbage();
  const start = performance.now();
  work();
  return performance.now() - start;
}

const plainTables = ['family', 'person', 'ranking', 'enrolment', 'change', 'familySummary'] as const;

/** Everything that was written after a counter of the change log, table by table. */
function readTables({ db }: Writer, after: number): Table[] {
  const plain = plainTables.map((table) => {
    const columns = (db.pragma(`table_info("${table}")`) as { name: string }[]).map((column) => `"${column.name}"`);
    const where = table === 'change' ? `WHERE counter > ${after} ORDER BY counter` : 'ORDER BY 1';
    return {
      insert: `INSERT INTO "${table}" (${columns.join(',')}) VALUES (${columns.map(() => '?').join(',')})`,
      rows: db.prepare(`SELECT ${columns.join(',')} FROM "${table}" ${where}`).raw().all() as Row[],
    };
  });
  const people = db.prepare('SELECT p.id, p.name, s.rt, s.rw, p.nik, s.region FROM person p JOIN familySummary s ON s.uid = p.family ORDER BY p.id').raw().all() as (string | null)[][];
  const families = db.prepare('SELECT family, address, rt, rw, noKk, region FROM familySummary ORDER BY family').raw().all() as (string | null)[][];
  return [
    ...plain,
    {
      insert: 'INSERT INTO personSearch (rowid, name, key, area) VALUES (?, ?, ?, ?)',
      rows: people.map(([id, name, rt, rw, , region]) => [id ?? null, name ?? '', nameKey(name ?? ''), areaTerms(rt ?? null, rw ?? null, region ?? null)]),
    },
    { insert: 'INSERT INTO nikSearch (rowid, nik) VALUES (?, ?)', rows: people.filter((person) => typeof person[4] === 'string').map(([id, , , , nik, region]) => [id ?? null, numberTerms(nik ?? '', region ?? null)]) },
    {
      insert: 'INSERT INTO addressSearch (rowid, address, area) VALUES (?, ?, ?)',
      rows: families.map(([id, address, rt, rw, , region]) => [id ?? null, address ?? '', areaTerms(rt ?? null, rw ?? null, region ?? null)]),
    },
    { insert: 'INSERT INTO noKkSearch (rowid, noKk) VALUES (?, ?)', rows: families.filter((family) => typeof family[4] === 'string').map(([id, , , , noKk, region]) => [id ?? null, numberTerms(noKk ?? '', region ?? null)]) },
  ];
}

function insertAll({ db }: Writer, tables: readonly Table[]): void {
  const prepared = tables.map(({ insert, rows }) => ({ statement: db.prepare(insert), rows }));
  db.transaction(() => {
    for (const { statement, rows } of prepared) for (const row of rows) statement.run(row);
  }).immediate();
}
