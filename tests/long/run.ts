import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fuzzReaders } from '../helpers/fuzz-readers.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

/** `npm run test:long [-- FILES [SEED]]`: what is too long for `npm test`, with its evidence in `docs/evidence/`. */
const root = path.join(import.meta.dirname, '../..');
const [files = '10000', seed = '20261127'] = process.argv.slice(2);
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
const report = await fuzzReaders(temporaryFolder('fuzz'), Number(seed), Number(files));
const folder = path.join(root, 'docs/evidence');
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'fuzz-readers.json'), `${JSON.stringify({ commit, node: process.version, ...report }, null, 2)}\n`);
process.stdout.write(`${report.files - report.faults.length} passed, ${report.faults.length} failed\n`);
process.exitCode = report.faults.length > 0 ? 1 : 0;
