import { setImmediate } from 'node:timers/promises';
import { findPairs } from '../registry/duplicates/find-pairs.ts';
import type { ScanCounts } from '../registry/duplicates/find-pairs.ts';
import { fail, isFailure } from '../rules/failure.ts';
import type { Context } from './handler.ts';

/** Looks for duplicates with progress, lets other calls in between, and can be cancelled. */
export async function lookForDuplicates({ writer, host, changed, progress }: Context, job: string, all: boolean): Promise<ScanCounts> {
  const tell = progress(job);
  Atomics.store(host.cancelFlag, 0, 0);
  const counts = await findPairs(writer, all, async (done) => {
    if (Atomics.load(host.cancelFlag, 0) !== 0) fail('CANCELLED');
    tell({ phase: 'duplicates', done: Math.round(done * 100), total: 100, perSecond: null, secondsLeft: null });
    await setImmediate();
  });
  changed('register');
  return counts;
}

/** Looks at what a receive or an import changed. Stopping it stops nothing but the look: what was taken stays, and the next look finds the rest. */
export async function lookAtChanged(context: Context, job: string): Promise<void> {
  try {
    await lookForDuplicates(context, job, false);
  } catch (error) {
    if (!isFailure(error) || error.code !== 'CANCELLED') throw error;
  }
}
