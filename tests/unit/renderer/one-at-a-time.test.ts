import { expect, test, vi } from 'vitest';
import { oneAtATime } from '../../../renderer/app/one-at-a-time.ts';

test('work that is asked for many times while it runs is done once more afterwards, and never at once', async () => {
  let [started, most, now] = [0, 0, 0];
  const ends: (() => void)[] = [];
  const ask = oneAtATime(() => new Promise<void>((done) => {
    started += 1;
    most = Math.max(most, (now += 1));
    ends.push(() => { now -= 1; done(); });
  }));
  ask();
  expect(started).toBe(1);
  for (let count = 0; count < 20; count += 1) ask();
  expect(started).toBe(1);
  ends[0]?.();
  await vi.waitFor(() => expect(started).toBe(2));
  ends[1]?.();
  await new Promise((done) => setTimeout(done, 20));
  expect([started, most]).toEqual([2, 1]);
  ask();
  expect(started).toBe(3);
  ends[2]?.();
});

test('a round that fails or never ends does not stop the next', async () => {
  vi.useFakeTimers();
  let started = 0;
  const ask = oneAtATime(() => ((started += 1) === 1 ? Promise.reject(new Error('contoh')) : new Promise(() => undefined)));
  ask();
  ask();
  await vi.advanceTimersByTimeAsync(1000);
  ask();
  await vi.advanceTimersByTimeAsync(1000);
  expect(started).toBe(3);
  vi.useRealTimers();
});
