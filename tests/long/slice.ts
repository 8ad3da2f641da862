import { writeModel } from '../../db/sample/workbook-model.ts';
import { cleanModel } from '../flow/intake/corpus.ts';
import { importOffice } from '../flow/intake/import-office.ts';
import { fuzzImports } from '../helpers/fuzz-imports.ts';
import { fuzzReaders } from '../helpers/fuzz-readers.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import type { SliceReport } from './slices.ts';

/** One slice of a long test, for `slices.ts`: sends its report and ends. */
const [kind = '', seed = '', count = ''] = process.argv.slice(2);
const files = Number(count);
const report = kind === 'readers' ? await readers() : await imports();
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
