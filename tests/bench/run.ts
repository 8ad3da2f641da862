import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { buildApp } from '../../build/build-app.ts';
import { benchAid } from './aid.ts';
import { benchBulkWrite } from './bulk-write.ts';
import { benchDeliveries } from './deliveries.ts';
import { benchDocuments } from './documents.ts';
import { benchDuplicates } from './duplicates.ts';
import { benchImportFile } from './import-file.ts';
import { benchImportLarge } from './import-large.ts';
import { markdownTable, reached } from './measure.ts';
import type { Line } from './measure.ts';
import { benchCity } from './package-city.ts';
import { benchDelta } from './package-delta.ts';
import { benchMemory } from './package-memory.ts';
import { benchPackages } from './packages.ts';
import { benchRecaps } from './recaps.ts';
import { benchReadFile } from './read-file.ts';
import { benchSearchAndPages } from './search-and-pages.ts';
import { benchSearchLarge } from './search-large.ts';
import { readSizes } from './sizes.ts';
import { benchWindow } from './window.ts';
import { benchWriteFile } from './write-file.ts';

/**
 * `npm run bench [-- NAME …] [--scale 0.1]`: every figure is measured in this one run, with encryption on, and printed as a
 * table in Markdown with its goal; names pick parts. Ends with 1 when a goal is missed, with 2 for a name that is no part.
 */
const distDir = path.join(import.meta.dirname, '../../node_modules/.cache/tepat/bench');
const args = process.argv.slice(2);
const sizes = readSizes(args);
const parts: Readonly<Record<string, () => Line[] | Promise<Line[]>>> = {
  write: () => benchBulkWrite(sizes.kelurahan, sizes.rounds),
  pages: () => benchSearchAndPages(distDir, sizes.searched, sizes.imported),
  'import-small': () => benchImportFile(sizes.imported),
  read: () => benchReadFile(sizes.written),
  import: () => benchImportLarge(sizes.written, sizes.large),
  search: () => benchSearchLarge(distDir, sizes.city, sizes.imported),
  export: () => benchWriteFile(sizes.written),
  duplicates: () => benchDuplicates(sizes.city, sizes.planted),
  documents: () => benchDocuments(sizes.named),
  deliveries: () => benchDeliveries(distDir, sizes.kelurahan, sizes.imported),
  aid: () => benchAid(sizes.city),
  recaps: () => benchRecaps(sizes.city),
  packages: () => benchPackages(sizes.kelurahan),
  delta: () => benchDelta(sizes.city, sizes.changed),
  city: () => benchCity(sizes.city),
  memory: () => benchMemory(sizes.reported),
  window: () => benchWindow(distDir, sizes.kelurahan, sizes.imported),
};
const wanted = args.filter((arg, place) => !arg.startsWith('--') && args[place - 1] !== '--scale');
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`No part of the bench: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}\n`);
  process.exit(2);
}
const began = performance.now();
await buildApp(distDir);
const lines: Line[] = [];
for (const [name, work] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const start = performance.now();
  const measured = await work();
  say(`${name}: ${seconds(start)} s`);
  lines.push(...measured);
}
const missed = lines.filter((line) => reached(line) === false);
say(`\n${markdownTable(lines)}\n`);
say(`${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, load ${loadavg()[1]?.toFixed(1) ?? '?'} over 5 minutes, Node ${process.version}, ${seconds(began)} s in all.`);
say(missed.length === 0 ? 'Every goal was reached.' : `Missed: ${missed.map(({ name }) => name).join('; ')}.`);
process.exitCode = missed.length > 0 ? 1 : 0;

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
