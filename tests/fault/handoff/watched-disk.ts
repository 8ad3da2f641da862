import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What happens at a step: the process dies (signal 9, nothing is tidied up), or the disk answers with an error. */
export interface Accident {
  /** The step, from 1; 0 for none: the steps are only counted. */
  readonly at: number;
  /** An error code such as ENOSPC; from that step on everything under `under` fails with it. Without one the process is killed. */
  readonly code?: string;
  /** Only what happens to files under this folder counts. */
  readonly under: string;
}

/** What is done to files between reads, in the order of Node's names. */
const writing = ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync', 'copyFileSync', 'mkdirSync', 'writeFileSync', 'readSync'] as const;
type Operation = (typeof writing)[number];

/**
 * Puts a watch before Node's file functions: every operation on a file under the folder is a step. A write at the fatal
 * step leaves half of its bytes. Answers a function that counts other steps, and one that says how many there were.
 */
export function watchDisk({ at, code, under }: Accident): { step: (name: string) => void; seen: () => readonly string[] } {
  const steps: string[] = [];
  const handles = new Map<number, string>();
  let broken = false;
  const reach = (name: string): boolean => steps.push(name) === at;
  const meet = (name: string): void => {
    if (broken || reach(name)) breakDown();
  };
  const breakDown = (): void => {
    if (code === undefined) process.kill(process.pid, 'SIGKILL');
    broken = true;
    throw Object.assign(new Error(`${code ?? ''}: made up`), { code });
  };
  const real = Object.fromEntries(writing.map((name) => [name, fs[name]])) as unknown as Record<Operation, (...args: unknown[]) => unknown>;
  for (const name of writing) {
    (fs as unknown as Record<string, unknown>)[name] = (...args: unknown[]): unknown => {
      const [first, second] = args;
      const path = typeof first === 'number' ? handles.get(first) : String(first);
      const isWatched = path?.startsWith(under) === true || (typeof second === 'string' && second.startsWith(under));
      if (isWatched) {
        if (name === 'writeSync' && !broken && steps.length + 1 === at && Buffer.isBuffer(second)) {
          const from = Number(args[2] ?? 0);
          real.writeSync(first, second, from, Math.floor((second.length - from) / 2));
        }
        meet(name);
      }
      const result = real[name](...args);
      if (name === 'openSync') handles.set(result as number, String(first));
      return result;
    };
  }
  syncBuiltinESMExports();
  return { step: meet, seen: () => steps };
}
