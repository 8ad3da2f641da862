import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** What a piece of work took in a process of its own. */
export interface ChildRun<T> {
  readonly ms: number;
  /** The most memory that the process held, its threads included, in MB. */
  readonly megabytes: number;
  readonly result: T;
}

/** Runs a script of `children/` in a new process with nothing warm; its last line is its answer. Throws where it fails. */
export function inChild<T>(script: string, ...args: readonly string[]): ChildRun<T> {
  const file = path.join(import.meta.dirname, 'children', script);
  const run = spawnSync(process.execPath, ['--expose-gc', file, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 });
  if (run.status !== 0) throw new Error(`${script} ${args.join(' ')} ended with ${run.status ?? run.signal ?? 'nothing'}`);
  return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as ChildRun<T>;
}
