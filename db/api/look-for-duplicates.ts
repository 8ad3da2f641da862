import { setImmediate } from 'node:timers/promises';
import { findPairs } from '../registry/duplicates/find-pairs.ts';
import type { ScanCounts } from '../registry/duplicates/find-pairs.ts';
import { fail, isFailure } from '../rules/failure.ts';
import type { Context } from './handler.ts';

/** Looks for duplicates with progress, lets other calls in between, and can be cancelled. */
export async function lookForDuplicates({ writer, host, changed, progress }: Context, job: string, all: boolean): Promise<ScanCounts> {
  const tell = progress(job);
  Atomics.store(host.cancelFlag, 0, 0);
  const stopIfAsked = (): void => void (Atomics.load(host.cancelFlag, 0) !== 0 && fail('CANCELLED'));
  const counts = await findPairs(writer, all, async (done) => {
    stopIfAsked();
    tell({ phase: 'duplicates', done: Math.round(done * 100), total: 100, perSecond: null, secondsLeft: null });
    await setImmediate();
    // Locking asks to stop and closes the register while this waits.
    stopIfAsked();
  });
  changed('register');
  return counts;
}

/**
 * Looks at what a receive or an import changed, after its result was given: the window has its answer at once, and hears of
 * what was found by a change of the register. A terminal has nothing else to do and waits. Stopping it, as locking does,
 * stops nothing but the look: what was taken stays, and the next look finds the rest.
 */
export async function lookAtChanged(context: Context, job: string): Promise<void> {
  if (context.host.options.lane === 'both') return look(context, job);
  void setImmediate().then(() => look(context, job)).catch(() => context.changed('register'));
}

async function look(context: Context, job: string): Promise<void> {
  try {
    await lookForDuplicates(context, job, false);
  } catch (error) {
    if (!isFailure(error) || error.code !== 'CANCELLED') throw error;
  }
}
