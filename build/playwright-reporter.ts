import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { resultsVariable } from './test-results.ts';
import type { TestRecord } from './test-results.ts';

/** Writes every test of a Playwright run to the file that the runner named. */
export default class ResultsReporter implements Reporter {
  #root: Suite | null = null;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#root = suite;
  }

  onEnd(): void {
    const file = process.env[resultsVariable];
    if (file !== undefined) writeFileSync(file, JSON.stringify((this.#root?.allTests() ?? []).map(toRecord), null, 1));
  }
}

function toRecord(test: TestCase): TestRecord {
  const state = { expected: 'passed', flaky: 'passed', skipped: 'skipped', unexpected: 'failed' } as const;
  const note = test.annotations.find((annotation) => annotation.type === 'skip')?.description ?? '';
  const repeated = test.outcome() === 'flaky' ? (test.results[0]?.error?.message ?? 'no message').split('\n', 1)[0] : undefined;
  return { title: test.title, file: path.basename(test.location.file), state: state[test.outcome()], seconds: test.results.reduce((sum, { duration }) => sum + duration, 0) / 1000, note, repeated };
}
