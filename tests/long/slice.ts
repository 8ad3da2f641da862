import { writeModel } from '../../db/sample/workbook-model.ts';
import { cleanModel } from '../flow/intake/corpus.ts';
import { importOffice } from '../flow/intake/import-office.ts';
import { fuzzImports } from '../helpers/fuzz-imports.ts';
import { fuzzReaders } from '../helpers/fuzz-readers.ts';
import { everyKind } from '../helpers/every-kind.ts';
import { killRounds } from '../helpers/kill-rounds.ts';
import { mutatePackages } from '../helpers/mutate-packages.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { memoryHistories } from './handoff-histories.ts';
import type { SliceReport } from './slices.ts';

/** One slice of a long test, for `slices.ts`: sends its report and ends. */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
const files = Number(count);
const kinds: Readonly<Record<string, () => Promise<SliceReport>>> = { readers, imports, mutations, kills, histories };
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

/** Each slice has seeds of its own: its number, and the number of the history behind it. */
function histories(): Promise<SliceReport> {
  const { edits, packages, conflicts, accidents, faults } = memoryHistories(Number(seed) * 10_000, files, 40);
  return Promise.resolve({ files, counts: { sums: { edits, packages, conflicts }, accidents }, faults: faults.map((fault) => `seed ${fault.seed}: ${fault.faults.join('; ')}`) });
}
