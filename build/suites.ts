import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endFamily } from './process-family.ts';
import { readResults, resultsDir, resultsVariable } from './test-results.ts';
import type { TestRecord } from './test-results.ts';

const root = path.join(import.meta.dirname, '..');
/** A suite that hangs ends here; the window's tests take eleven minutes on a machine with nothing else to do. */
const suiteLimitMs = 20 * 60_000;
/** Hundreds of test processes load the same sources: what one compiled serves the next. */
const compileCache = path.join(root, 'node_modules/.cache/tepat/compiled');
/** The exit code of a tool that could not start or was killed. */
const brokenTool = 3;

/** One line of `npm test`. */
export interface Suite {
  readonly name: string;
  readonly about: string;
  /** Whether it drives a window, so that the engine matters. */
  readonly window: boolean;
  /** Whether it runs the built app: its window, or its terminal. */
  readonly app: boolean;
  /** Whether it needs one core only and no quiet machine, so that it may run beside others like it. */
  readonly beside: boolean;
  readonly run: () => Promise<SuiteResult>;
}

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly TestRecord[];
  /** Tests that passed at the second try only; they count as passed and are named. */
  readonly repeated?: readonly TestRecord[];
  /** What the tools printed; shown when something failed. */
  readonly output: string;
}

/** All suites in the order in which they run. */
export const suites: readonly Suite[] = [
  check('types', 'TypeScript, strict', 'typescript/bin/tsc', ['--noEmit']),
  check('lint', 'ESLint and the house rules', 'eslint/bin/eslint.js', ['.', '--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint/']),
  importRules(),
  check('dead code', 'knip: files, exports and packages that nothing uses', 'knip/bin/knip.js', ['--no-progress']),
  vitest('unit', 'rules and single parts', {}),
  vitest('flow', 'whole journeys through the api', { app: true }),
  vitest('fault', 'damage, crashes, full disks', {}),
  vitest('shell', 'the window’s walls', { window: true, app: true }),
  playwright('e2e', 'the window as a clerk uses it'),
];

/** A tool that says yes or no, counted as one. */
function check(name: string, about: string, tool: string, args: readonly string[]): Suite {
  return {
    name,
    about,
    window: false,
    app: false,
    beside: true,
    run: async () => {
      const { code, output } = await runNode([path.join('node_modules', tool), ...args]);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], output };
    },
  };
}

/** Each import rule counts as one. */
function importRules(): Suite {
  return {
    name: 'import rules',
    about: 'who may import whom (dependency-cruiser)',
    window: false,
    app: false,
    beside: true,
    run: async () => {
      const args = ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'db', 'electron', 'renderer', 'build', 'tests', '--output-type', 'json'];
      const { code, output } = await runNode(args);
      const start = output.indexOf('{');
      if (start < 0) return { passed: 0, failed: 1, skipped: [], output };
      const { summary } = JSON.parse(output.slice(start)) as CruiseResult;
      const broken = new Set(summary.violations.map((violation) => violation.rule.name));
      const lines = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
      const rules = summary.ruleSetUsed.forbidden.length;
      return { passed: rules - broken.size, failed: broken.size + (code === 0 || broken.size > 0 ? 0 : 1), skipped: [], output: lines.join('\n') };
    },
  };
}

interface CruiseResult {
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[];
    readonly ruleSetUsed: { readonly forbidden: readonly unknown[] };
  };
}

function vitest(name: string, about: string, { window = false, app = false }): Suite {
  const args = ['node_modules/vitest/vitest.mjs', 'run', `tests/${name}/`, '--reporter=default', '--reporter=./build/vitest-reporter.ts'];
  return { name, about, window, app, beside: false, run: () => runTests(name, args, app ? builtTerminal() : {}) };
}

/** The terminal of the app that `npm test` has just built; without it the tests run the sources. */
function builtTerminal(): Readonly<Record<string, string>> {
  const file = path.join(root, 'dist/electron/cli.mjs');
  return existsSync(file) ? { TEPAT_TERMINAL: file } : {};
}

function playwright(name: string, about: string): Suite {
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,./build/playwright-reporter.ts'];
  return { name, about, window: true, app: true, beside: false, run: () => runTests(name, args) };
}

/** Runs a test runner and counts from what its reporter wrote; a runner that dies counts as a failure. */
async function runTests(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<SuiteResult> {
  if (!hasTests(name)) return { passed: 0, failed: 0, skipped: [], output: '' };
  const file = path.join(resultsDir, `${name}.json`);
  mkdirSync(resultsDir, { recursive: true });
  rmSync(file, { force: true });
  const { code, output } = await runNode(args, { ...env, [resultsVariable]: file });
  const records = readResults(name);
  const countOf = (state: TestRecord['state']): number => records.filter((record) => record.state === state).length;
  const died = code !== 0 && countOf('failed') === 0;
  return {
    passed: countOf('passed'),
    failed: countOf('failed') + (died ? 1 : 0),
    skipped: records.filter((record) => record.state === 'skipped'),
    repeated: records.filter((record) => record.repeated !== undefined),
    output,
  };
}

function hasTests(name: string): boolean {
  const folder = path.join(root, 'tests', name);
  return existsSync(folder) && readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((file) => /\.(test|spec)\.tsx?$/.test(file));
}

/**
 * Runs a tool in a process group of its own. At the limit, and when it ends, whatever it left running is killed with it,
 * so that neither a forgotten window nor a pipe held open keeps the tests waiting.
 */
function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', NODE_COMPILE_CACHE: compileCache, ...env, FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const stop = (): void => endFamily(child);
    process.once('exit', stop);
    let output = '';
    const limit = setTimeout(() => {
      output += `\nStopped: it took longer than ${suiteLimitMs / 60_000} minutes.`;
      stop();
    }, suiteLimitMs);
    const finish = (code: number): void => {
      clearTimeout(limit);
      process.off('exit', stop);
      resolve({ code, output });
    };
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => {
      output += error.message;
      finish(brokenTool);
    });
    child.once('exit', stop);
    child.once('close', (code) => finish(code ?? brokenTool));
  });
}
