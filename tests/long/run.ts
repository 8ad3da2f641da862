import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { handoffHistories } from './handoff-histories.ts';
import { runSlices } from './slices.ts';
import type { LongTest } from './slices.ts';

/**
 * `npm run test:long [-- readers|imports|mutations|kills|histories|writing|damage|disks|handoff|corpus [MOST_SLICES]]`: what is too long for `npm test`, with its evidence in
 * `docs/evidence/`: 10,000 mutated files for the readers and 10,000 for whole imports, in slices of 500, 100,000 mutated
 * packages, 1,000 processes killed in the middle of a hand-off, 100,000 histories of offices that exchange packages, in memory
 * (histories) and some with real registers (handoff), 1,000 processes killed while they save (writing), 500 damaged registers (damage),
 * disks that fail at every step and write (disks), and the corpus of files in every format. TEPAT_FUZZ_FILES, TEPAT_FUZZ_IMPORTS, TEPAT_MUTATIONS,
 * TEPAT_KILLS, TEPAT_WRITING_KILLS, TEPAT_DAMAGES, TEPAT_DISKS, TEPAT_HISTORIES (in memory), TEPAT_STEPS (of each of these; 40), TEPAT_REAL_HISTORIES and TEPAT_FUZZ_SEED (a number) change how many and which. A run that was stopped goes on where it was.
 */
const root = path.join(import.meta.dirname, '../..');
const [only, most = 'Infinity'] = process.argv.slice(2);
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
const folder = path.join(root, 'docs/evidence');
mkdirSync(folder, { recursive: true });
/** Writes the evidence of histories and says what they came to. */
function keep(name: string, report: Awaited<ReturnType<typeof handoffHistories>>, began: number): void {
  const facts = { commit, node: process.version, seconds: Math.round((Date.now() - began) / 1000), ...report };
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(facts, null, 2)}\n`);
  process.stdout.write(`${name}: ${report.histories - report.faults.length} passed, ${report.faults.length} failed\n`);
  if (report.faults.length > 0) process.exitCode = 1;
}

const seed = process.env.TEPAT_FUZZ_SEED ?? '20261127';
const tests: readonly LongTest[] = [
  { kind: 'readers', evidence: path.join(folder, 'fuzz-readers.json'), commit, seed, files: Number(process.env.TEPAT_FUZZ_FILES ?? 10_000) },
  { kind: 'imports', evidence: path.join(folder, 'fuzz-imports.json'), commit, seed, files: Number(process.env.TEPAT_FUZZ_IMPORTS ?? 10_000) },
  { kind: 'mutations', evidence: path.join(folder, 'mutated-packages.json'), commit, seed, files: Number(process.env.TEPAT_MUTATIONS ?? 100_000), slice: 2000 },
  { kind: 'kills', evidence: path.join(folder, 'killed-handoffs.json'), commit, seed, files: Number(process.env.TEPAT_KILLS ?? 1000), slice: 40 },
  { kind: 'histories', evidence: path.join(folder, 'handoff-histories-memory.json'), commit, seed, files: Number(process.env.TEPAT_HISTORIES ?? 100_000), slice: 1000 },
  { kind: 'writing', evidence: path.join(folder, 'killed-writing.json'), commit, seed, files: Number(process.env.TEPAT_WRITING_KILLS ?? 1000), slice: 50 },
  { kind: 'damage', evidence: path.join(folder, 'damaged-registers.json'), commit, seed, files: Number(process.env.TEPAT_DAMAGES ?? 520), slice: 65 },
  { kind: 'disks', evidence: path.join(folder, 'failing-disks.json'), commit, seed, files: Number(process.env.TEPAT_DISKS ?? 90), slice: 30 },
];
for (const test of tests) {
  if (only !== undefined && only !== test.kind) continue;
  const { files, faults } = await runSlices(test, Number(most));
  process.stdout.write(`${test.kind}: ${files - faults.length} passed, ${faults.length} failed\n`);
  if (faults.length > 0) process.exitCode = 1;
}
if (only === undefined || only === 'handoff') {
  const began = Date.now();
  keep('handoff-histories', await handoffHistories(Number(seed), Number(process.env.TEPAT_REAL_HISTORIES ?? 100), 120), began);
}
if (only === undefined || only === 'corpus') {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const ran = spawnSync(process.execPath, [vitest, 'run', 'tests/flow/intake/corpus.test.ts'], { cwd: root, stdio: 'inherit', env: { ...process.env, TEPAT_CORPUS: 'whole' } });
  if (ran.status !== 0) process.exitCode = 1;
}
