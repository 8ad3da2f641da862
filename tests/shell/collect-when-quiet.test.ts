import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';

/** Collected is what nothing holds: a reference that is weak tells. */
test('memory is collected once nothing was asked for five seconds, and not while an answer is due', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const { collectWhenQuiet } = await import('../../electron/shell/collect-when-quiet.ts');
    const begins = collectWhenQuiet();
    const ended = begins();
    const gone = new WeakRef(Array.from({ length: 1000 }, () => ({})));
    await wait(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(gone.deref()).toBeDefined();
    ended();
    await wait(1);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(gone.deref()).toBeDefined();
    await wait(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(gone.deref()).toBeUndefined();
    expect(globalThis).not.toHaveProperty('gc');
  } finally {
    vi.useRealTimers();
  }
});
