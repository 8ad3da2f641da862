import { expect, test } from 'vitest';
import { newestOnly } from '../../../renderer/app/newest-only.ts';

test('of what is typed while an answer is on its way only the last is asked, once it came', async () => {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const ask = newestOnly((text: string) => new Promise<string>((resolve) => {
    asked.push(text);
    answers.push(() => resolve(`hits of ${text}`));
  }));
  const typed = ['si', 'sit', 'siti', 'siti a'].map(ask);
  expect(asked).toEqual(['si']);
  expect(await Promise.all([typed[1], typed[2]])).toEqual([null, null]);
  answers[0]?.();
  expect(await typed[0]).toBe('hits of si');
  await Promise.resolve();
  answers[1]?.();
  expect(await typed[3]).toBe('hits of siti a');
  expect(asked).toEqual(['si', 'siti a']);
});

test('a refusal goes to whoever asked, and the next is asked', async () => {
  const ask = newestOnly((text: string) => (text === 'a' ? Promise.reject(new Error('contoh')) : Promise.resolve(text)));
  const first = ask('a').catch((error: unknown) => (error as Error).message);
  const second = ask('b');
  expect(await Promise.all([first, second])).toEqual(['contoh', 'b']);
});
