import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleScript } from '../../build/bundle.ts';

/** What a piece of work took in a process of its own. */
export interface ChildRun<T> {
  readonly ms: number;
  /** Of the processor, all threads together. */
  readonly cpu: number;
  /** The most memory that the process and those it started held, in MB. */
  readonly megabytes: number;
  readonly result: T;
}

const bundles = path.join(import.meta.dirname, '../../node_modules/.cache/tepat/bench-children');

/** A script of `children/`, bundled as the product is: unbundled, drizzle alone costs 400 ms and 150 MB, on both sides alike. */
export function bundledChild(script: string): Promise<string> {
  return bundleScript(path.join('tests/bench/children', script), path.join(bundles, path.basename(script, '.ts')));
}

/** Runs a script of `children/`, or a bundled one, in a new process with nothing warm; its last line is its answer. Throws where it fails. */
export function inChild<T>(script: string, ...args: readonly string[]): ChildRun<T> {
  return runChild(['--expose-gc'], script, args);
}

/** The same as the product's data thread runs (`electron/shell/data-lane.ts`): with as little room for what is young. */
export function asDataThread<T>(script: string, ...args: readonly string[]): ChildRun<T> {
  return runChild(['--expose-gc', '--max-semi-space-size=4'], script, args);
}

function runChild<T>(flags: readonly string[], script: string, args: readonly string[]): ChildRun<T> {
  const file = path.resolve(import.meta.dirname, 'children', script);
  const watch = watchTree();
  const run = spawnSync(process.execPath, [...flags, file, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 });
  const seen = watch.end();
  if (run.status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${run.status ?? run.signal ?? 'nothing'}`);
  const told = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as ChildRun<T>;
  return { ...told, megabytes: Math.max(told.megabytes, seen) };
}

/** Looks at the memory of all that this process starts from now on; in a process of its own, because this one waits. */
function watchTree(): { end(): number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tepat-bench-memory-'));
  const file = path.join(folder, 'most');
  const watcher = spawn(process.execPath, [path.resolve(import.meta.dirname, 'children/watch-memory.ts'), String(process.pid), file], { stdio: 'ignore' });
  return {
    end() {
      watcher.kill();
      try {
        return Number(readFileSync(file, 'utf8'));
      } catch {
        return 0;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
