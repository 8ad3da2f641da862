import { expect, it } from 'vitest';
import { fuzzReaders } from '../../helpers/fuzz-readers.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const files = Number(process.env.TEPAT_FUZZ_FILES ?? 600);
const seed = Number(process.env.TEPAT_FUZZ_SEED ?? 20_261_127);

it(`${files} mutated files of every format: rows or a named error, never a crash or a hang`, async () => {
  const report = await fuzzReaders(temporaryFolder('fuzz'), seed, files);
  expect(report.faults).toEqual([]);
  const outcomes = [...Object.values(report.read), ...Object.values(report.named)].reduce((sum, count) => sum + count, 0);
  expect(outcomes).toBe(files);
  // Both ways must really be taken by each format, else the mutations say nothing.
  expect(Object.keys(report.read).sort()).toEqual(['csv', 'html', 'ods', 'xls', 'xlsx']);
  expect(report.named.FILE_BROKEN).toBeGreaterThan(files / 20);
}, 600_000);
