import { requirementRows } from './rows-list.ts';
import type { RequirementRow } from './rows-list.ts';
import { readResults } from './test-results.ts';
import type { TestRecord } from './test-results.ts';

/** `npm run rows`: every row of the requirement table with its part and what the last `npm test` said of it. */
const suites = ['unit', 'flow', 'fault', 'shell', 'e2e'];
const results = suites.flatMap((suite) => readResults(suite));
const counts = new Map<string, number>();

for (const row of requirementRows) {
  const tests = results.filter((test) => belongsTo(test, row));
  const state = stateOf(tests);
  counts.set(state, (counts.get(state) ?? 0) + 1);
  const shown = tests.length === 1 ? '1 test' : `${tests.length} tests`;
  say(`${row.id.padEnd(7)} part ${row.part}  ${state.padEnd(8)} ${(tests.length === 0 ? '' : shown).padEnd(8)} ${row.title}`);
}
say(results.length === 0 ? 'No results yet: run npm test first.' : [...counts].map(([state, count]) => `${count} ${state}`).join(', '));
process.exitCode = (counts.get('fail') ?? 0) > 0 ? 1 : 0;

/** A title of vitest holds the names of its groups before the test's own; the id may begin any of them. */
function belongsTo(test: TestRecord, row: RequirementRow): boolean {
  return test.title.split(' > ').some((part) => part === row.id || part.startsWith(`${row.id} `) || part.startsWith(`${row.id}:`));
}

function stateOf(tests: readonly TestRecord[]): 'pass' | 'fail' | 'not yet' {
  if (tests.some((test) => test.state === 'failed')) return 'fail';
  return tests.some((test) => test.state === 'passed') ? 'pass' : 'not yet';
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
