import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Removing is not among them: it works on a full disk too, and what tidies up is what is looked at. */
const operations = ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'copyFileSync', 'mkdirSync', 'writeFileSync', 'readSync', 'readFileSync'] as const;
type Operation = (typeof operations)[number];

/** What is to fail: from which step on, with which error, only under this folder; `only` one kind of step, `times` so often. */
export interface DiskFailure {
  readonly at: number;
  readonly code: string;
  readonly under: string;
  readonly only?: Operation;
  readonly times?: number;
}

/** A disk that fails when told to. Steps are what this process does to files through Node. */
export interface FailingDisk {
  /** Counts the steps of `work` under a folder, and lets `failure` happen. */
  during<T>(failure: DiskFailure, work: () => Promise<T>): Promise<{ steps: number; result: T | null; error: unknown }>;
  /** Gives Node its own functions back. */
  mend(): void;
}

/** Puts itself before Node's file functions, for tests in this process. The database writes past it. */
export function failingDisk(): FailingDisk {
  const real = Object.fromEntries(operations.map((name) => [name, fs[name]])) as unknown as Record<Operation, (...args: unknown[]) => unknown>;
  const handles = new Map<number, string>();
  let failure: DiskFailure | null = null;
  let steps = 0;
  let failed = 0;
  const meet = (name: Operation, path: string): void => {
    if (failure === null || (failure.only !== undefined && failure.only !== name)) return;
    steps += 1;
    if (failure.at === 0 || steps < failure.at || failed >= (failure.times ?? Infinity)) return;
    failed += 1;
    // As Node says it: what is done to an open file names no path.
    throw Object.assign(new Error(`${failure.code}: made up, ${name}`), { code: failure.code, ...(name.endsWith('FileSync') || name === 'openSync' || name === 'renameSync' ? { path } : {}) });
  };
  for (const name of operations) {
    (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]): unknown => {
      const path = typeof args[0] === 'number' ? (handles.get(args[0]) ?? '') : String(args[0]);
      if (failure !== null && (path.startsWith(failure.under) || (typeof args[1] === 'string' && args[1].startsWith(failure.under)))) meet(name, path);
      const result = real[name](...args);
      if (name === 'openSync') handles.set(result as number, String(args[0]));
      return result;
    };
  }
  syncBuiltinESMExports();
  return {
    async during(wanted, work) {
      [failure, steps, failed] = [wanted, 0, 0];
      try {
        return { result: await work(), error: null, steps };
      } catch (error) {
        return { result: null, error, steps };
      } finally {
        failure = null;
      }
    },
    mend() {
      for (const name of operations) (fs as unknown as Record<string, unknown>)[name] = real[name];
      syncBuiltinESMExports();
    },
  };
}
