import { writeModel } from '../../db/sample/workbook-model.ts';
import { cleanModel } from '../flow/intake/corpus.ts';
import { importOffice } from '../flow/intake/import-office.ts';
import { fuzzImports } from '../helpers/fuzz-imports.ts';
import { fuzzReaders } from '../helpers/fuzz-readers.ts';
import { damageRounds } from '../helpers/damage-rounds.ts';
import { fullDiskRounds, limitedRounds } from '../helpers/database-faults.ts';
import { diskRounds } from '../helpers/disk-rounds.ts';
import { everyKind } from '../helpers/every-kind.ts';
import { killRounds } from '../helpers/kill-rounds.ts';
import { mutatePackages } from '../helpers/mutate-packages.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { writingKills } from '../helpers/writing-kills.ts';
import { memoryHistories } from './handoff-histories.ts';
import type { SliceReport } from './slices.ts';

/** One slice of a long test, for `slices.ts`: sends its report and ends. */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
const files = Number(count);
const kinds: Readonly<Record<string, () => Promise<SliceReport>>> = { readers, imports, mutations, kills, histories, writing, damage, disks };
const report = await (kinds[kind] ?? imports)();
process.send?.(report, () => process.exit(0));

async function readers(): Promise<SliceReport> {
  const { read, named, faults } = await fuzzReaders(temporaryFolder('fuzz'), Number(seed), files);
  return { files, counts: { read, named }, faults };
}

async function imports(): Promise<SliceReport> {
  const office = importOffice();
  try {
    await writeModel(office.file('dasar.xlsx'), cleanModel('template'));
    await office.take(office.file('dasar.xlsx'));
    const { formats, outcomes, faults } = await fuzzImports(office, seed, files);
    return { files, counts: { formats, outcomes }, faults };
  } finally {
    office.close();
  }
}

async function mutations(): Promise<SliceReport> {
  const everything = await everyKind();
  try {
    const { kinds: packages, mutations: damages, codes, faults } = await mutatePackages(everything, Number(seed), files);
    return { files, counts: { packages, damages, codes }, faults };
  } finally {
    everything.world.end();
  }
}

async function kills(): Promise<SliceReport> {
  const { steps, faults } = await killRounds(Number(seed), files);
  return { files, counts: { steps }, faults };
}

/** Processes killed while they save. */
async function writing(): Promise<SliceReport> {
  const { counts, faults } = await writingKills(Number(seed), files);
  return { files, counts: { sums: counts }, faults };
}

/** Databases, WALs and keyrings damaged. */
function damage(): Promise<SliceReport> {
  const { damages, ends, faults } = damageRounds(Number(seed), files);
  return Promise.resolve({ files, counts: { damages, ends }, faults });
}

/** Disks that fail at a step of a file, at a page of the database, at a write. A slice is one round of each. */
async function disks(): Promise<SliceReport> {
  const steps = await diskRounds(Infinity);
  const full = fullDiskRounds(files);
  const limited = await limitedRounds(Number(seed), files);
  return {
    files, counts: { acts: steps.acts, codes: steps.codes, sums: { pagesRefused: full.refused, writesRefused: limited.counts.refused, acknowledged: limited.counts.acknowledged } },
    faults: [...steps.faults, ...full.faults, ...limited.faults],
  };
}

/** Each slice has seeds of its own: its number, and the number of the history behind it. Longer histories find what short ones do not. */
function histories(): Promise<SliceReport> {
  const steps = Number(process.env.TEPAT_STEPS ?? 40);
  const { edits, packages, conflicts, accidents, faults } = memoryHistories(Number(seed) * 10_000, files, steps);
  return Promise.resolve({ files, counts: { steps: { [steps]: files }, sums: { edits, packages, conflicts }, accidents }, faults: faults.map((fault) => `seed ${fault.seed}: ${fault.faults.join('; ')}`) });
}
