import { afterAll, beforeAll, expect, it } from 'vitest';
import { fuzzImports } from '../../helpers/fuzz-imports.ts';
import { cleanModel } from '../../flow/intake/corpus.ts';
import { importOffice } from '../../flow/intake/import-office.ts';
import type { ImportOffice } from '../../flow/intake/import-office.ts';
import { writeModel } from '../../../db/sample/workbook-model.ts';

/** With the readers' own 600 these make 1,000 files; `npm run test:long` takes more, with another seed. */
const files = Number(process.env.TEPAT_FUZZ_IMPORTS ?? 400);
const seed = process.env.TEPAT_FUZZ_SEED ?? 'acak-27';

let at: ImportOffice;
beforeAll(async () => {
  at = importOffice();
  await writeModel(at.file('dasar.xlsx'), cleanModel('template'));
  await at.take(at.file('dasar.xlsx'));
});
afterAll(() => at.close());

it(`${files} mutated files of every layout: a named error or a preview that adds up, and the register as it was`, async () => {
  const report = await fuzzImports(at, seed, files);
  expect(report.faults).toEqual([]);
  expect(Object.values(report.outcomes).reduce((sum, count) => sum + count, 0)).toBe(files);
  expect(report.outcomes.preview).toBeGreaterThan(files / 3);
}, 1_800_000);
