import { availableParallelism, cpus, loadavg } from 'node:os';
import { benchBulkWrite } from './bulk-write.ts';
import { reached, showTable } from './measure.ts';
import { benchSearchAndPages } from './search-and-pages.ts';

/** `npm run bench`: every figure is measured in this one run, with encryption on. Ends with 1 when a goal is missed. */
const KELURAHAN = 7_000;
const SEARCHED = 20_500;
const IMPORTED = 5_000;

process.stdout.write(`${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}, Node ${process.version}\n`);
const measures = [...benchBulkWrite(KELURAHAN), ...(await benchSearchAndPages(SEARCHED, IMPORTED))];
process.stdout.write(`${showTable(measures)}\n`);
const missed = measures.filter((measure) => reached(measure) === false);
if (missed.length > 0) process.stdout.write(`${missed.length} goal(s) missed.\n`);
process.exitCode = missed.length > 0 ? 1 : 0;
