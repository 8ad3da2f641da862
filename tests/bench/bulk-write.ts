import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seedProgrammes } from '../../db/registry/programmes.ts';
import { benchOffice } from './bench-office.ts';
import { sampleFamilies, writeFamilies } from './sample-families.ts';
import { median } from './measure.ts';
import type { Line } from './measure.ts';
import { insertAll, readTables } from './raw-rows.ts';
import type { Table } from './raw-rows.ts';

const SEED = 'bench';
setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;
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
  const tables = readTables(through.writer, { change: `counter > ${before}` });
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
