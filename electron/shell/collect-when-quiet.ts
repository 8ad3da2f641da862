import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Long enough that nobody is waiting for the next answer, short enough that a clerk who reads gives the PC its memory back. */
const QUIET_MS = 5_000;

/**
 * Lets the engine collect what a thread no longer needs once nothing was asked of it for a while (decision 0041): left alone
 * it does so only when it wants more. Takes some 60 ms of the thread, once after each time of work. Returns what is told when
 * a call begins, which returns what is told when it ended.
 */
export function collectWhenQuiet(): () => () => void {
  let running = 0;
  const timer = setTimeout(() => {
    if (running === 0) collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, QUIET_MS).unref();
  return () => {
    running += 1;
    return () => {
      running -= 1;
      timer.refresh();
    };
  };
}

type Collect = (how: { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' }) => void;

/** The engine's own way to be asked; null in one that shows none. Seen in a context of its own only: no other code gets it. */
const collect = ((): Collect | null => {
  try {
    setFlagsFromString('--expose-gc');
    return runInNewContext('gc') as Collect;
  } catch {
    return null;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
})();
