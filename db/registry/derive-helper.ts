import type { Writer } from '../store/office.ts';
import type { DeriveOrder } from './derive-thread.ts';
import type { FamilyFacts } from './family-facts.ts';
import type { DerivedLines } from './line-deriver.ts';
import { startNearThread } from './near-thread.ts';

/** Derives new families in a thread of its own while this one writes the next: both wait for nothing but each other. */
export interface DeriveHelper {
  /** Hands over a family with everything of it, right after it was written. */
  give(family: FamilyFacts): void;
  /** Waits for the rest, and writes what was derived into lists and search; `meanwhile` is done while the thread is still at it. */
  finish(meanwhile?: () => void): void;
  /** Ends the thread, whatever it is at. */
  stop(): void;
}

/** Families that go over together. */
const CHUNK = 50;
/** So many chunks may wait for the thread, so that memory stays small. */
const MOST_WAITING = 12;

/** Starts the thread. Only inside `writeChanges`, whose transaction number it is given. */
export function startDeriveHelper(office: Writer, tx: number): DeriveHelper {
  const thread = startNearThread(office, tx, new URL('./derive-thread.ts', import.meta.url));
  let waiting: FamilyFacts[] = [];
  let asked = 0;
  /** Takes in what is there, and waits until no more than so many answers are still to come. */
  const settle = (mayWait: number): void => {
    for (;;) {
      const lines = asked === 0 ? null : thread.receive(asked > mayWait);
      if (!lines) return;
      asked -= 1;
      thread.write(lines as DerivedLines);
    }
  };
  const flush = (): void => {
    if (waiting.length === 0) return;
    thread.post({ families: JSON.stringify(waiting) } satisfies DeriveOrder);
    asked += 1;
    waiting = [];
  };
  return {
    give(family) {
      waiting.push(family);
      if (waiting.length < CHUNK) return;
      flush();
      settle(MOST_WAITING);
    },
    finish(meanwhile) {
      flush();
      meanwhile?.();
      settle(0);
      thread.copyIndex();
    },
    stop: thread.stop,
  };
}
