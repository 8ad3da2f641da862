import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One test as a reporter wrote it down. */
export interface TestRecord {
  readonly title: string;
  readonly file: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** How long it took; the first test of a file bears what the file prepared for all of them. */
  readonly seconds: number;
  /** Why it was skipped, where that is known. */
  readonly note: string;
  /** What the first try said, when only the second one passed. */
  readonly repeated?: string;
}

/** Where the runs leave their results for `npm run rows`. */
export const resultsDir = path.join(import.meta.dirname, '../node_modules/.cache/tepat/results');

/** The environment variable that tells a reporter which file to write. */
export const resultsVariable = 'TEPAT_RESULTS';

/** The records of one suite; none when it never ran. */
export function readResults(suite: string): readonly TestRecord[] {
  const file = path.join(resultsDir, `${suite}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestRecord[]) : [];
}
