import { fail } from '../rules/failure.ts';
import type { JobOptions, Progress } from './types.ts';

const USUAL_MS = 200;

/** Tells how far a phase is, at most five times a second unless the caller wants it more often, with its speed and the time left. The clock is only for that. */
export function progressMeter(options: JobOptions, phase: Progress['phase'], total: number): (done: number, knownTotal?: number) => void {
  const started = performance.now();
  let last = 0;
  return (done, knownTotal = total) => {
    const now = performance.now();
    if (!options.onProgress || (now - last < (options.everyMs ?? USUAL_MS) && done < knownTotal)) return;
    last = now;
    const perSecond = Math.round(done / Math.max(0.001, (now - started) / 1000));
    const secondsLeft = knownTotal > done && perSecond > 0 ? Math.ceil((knownTotal - done) / perSecond) : knownTotal > 0 ? 0 : null;
    options.onProgress({ phase, done, total: knownTotal, perSecond, secondsLeft });
  };
}

/** Stops a job that was asked to. Error: IMPORT_CANCELLED. */
export function stopIfCancelled(options: JobOptions): void {
  if (options.cancel && Atomics.load(options.cancel, 0) !== 0) fail('IMPORT_CANCELLED');
}

/** Lets other calls of the same thread run between two pieces of work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
