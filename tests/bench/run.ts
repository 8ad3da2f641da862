import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { buildApp } from '../../build/build-app.ts';
import { benchBulkWrite } from './bulk-write.ts';
import { benchDuplicates } from './duplicates.ts';
import { benchImportFile } from './import-file.ts';
import { benchImportLarge } from './import-large.ts';
import { markdownTable, reached } from './measure.ts';
import type { Line } from './measure.ts';
import { benchDelta } from './package-delta.ts';
import { benchPackages } from './packages.ts';
import { benchReadFile } from './read-file.ts';
import { benchSearchAndPages } from './search-and-pages.ts';
import { benchSearchLarge } from './search-large.ts';
import { readSizes } from './sizes.ts';
import { benchWindow } from './window.ts';
import { benchWriteFile } from './write-file.ts';

/**
 * `npm run bench [-- --scale 0.1]`: every figure is measured in this one run, with encryption on, and printed as a table
 * in Markdown. Ends with 1 when a goal is missed.
 */
const distDir = path.join(import.meta.dirname, '../../node_modules/.cache/tepat/bench');
const sizes = readSizes(process.argv.slice(2));
const began = performance.now();
await buildApp(distDir);
const lines = [
  ...(await part('bulk write', () => benchBulkWrite(sizes.kelurahan, sizes.rounds))),
  ...(await part('search and pages', () => benchSearchAndPages(distDir, sizes.searched, sizes.imported))),
  ...(await part('import', () => benchImportFile(sizes.imported))),
  ...(await part('read a spreadsheet', () => benchReadFile(sizes.written))),
  ...(await part('whole import', () => benchImportLarge(sizes.large))),
  ...(await part('search in a city', () => benchSearchLarge(distDir, sizes.city, sizes.imported))),
  ...(await part('write a spreadsheet', () => benchWriteFile(sizes.written))),
  ...(await part('duplicates', () => benchDuplicates(sizes.city, sizes.planted))),
  ...(await part('packages', () => benchPackages(sizes.kelurahan))),
  ...(await part('reports of changes', () => benchDelta(sizes.city, sizes.changed))),
  ...(await part('window', () => benchWindow(distDir, sizes.kelurahan, sizes.imported))),
];
const missed = lines.filter((line) => reached(line) === false);
say(`\n${markdownTable(lines)}\n`);
say(`${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, load ${loadavg()[1]?.toFixed(1) ?? '?'} over 5 minutes, Node ${process.version}, ${seconds(began)} s in all.`);
say(missed.length === 0 ? 'Every goal was reached.' : `Missed: ${missed.map(({ name }) => name).join('; ')}.`);
process.exitCode = missed.length > 0 ? 1 : 0;

async function part(name: string, work: () => Line[] | Promise<Line[]>): Promise<Line[]> {
  const start = performance.now();
  const measured = await work();
  say(`${name}: ${seconds(start)} s`);
  return measured;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
