import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { resultsVariable } from './test-results.ts';
import type { TestRecord } from './test-results.ts';

/** Writes every test of a vitest run to the file that the runner named. */
export default class ResultsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env[resultsVariable];
    if (file === undefined) return;
    const records = modules.flatMap((module) => (module.state() === 'failed' && count(module) === 0 ? [brokenModule(module)] : recordsOf(module)));
    writeFileSync(file, JSON.stringify(records, null, 1));
  }
}

function count(module: TestModule): number {
  return [...module.children.allTests()].length;
}

/** A file that could not even be read counts as one failure. */
function brokenModule(module: TestModule): TestRecord {
  return { title: module.errors()[0]?.message ?? 'cannot be read', file: path.basename(module.moduleId), state: 'failed', seconds: 0, note: '' };
}

function recordsOf(module: TestModule): TestRecord[] {
  const records = [...module.children.allTests()].map(toRecord);
  const { duration, setupDuration } = module.diagnostic();
  const alone = records.reduce((sum, { seconds }) => sum + seconds, 0);
  return records.map((record, place) => (place === 0 ? { ...record, seconds: record.seconds + (duration + setupDuration) / 1000 - alone } : record));
}

function toRecord(test: TestCase): TestRecord {
  const { state, note } = { note: '', ...test.result() };
  return {
    title: test.fullName,
    file: path.basename(test.module.moduleId),
    seconds: (test.diagnostic()?.duration ?? 0) / 1000,
    state: state === 'passed' || state === 'failed' ? state : 'skipped',
    note: note ?? '',
  };
}
