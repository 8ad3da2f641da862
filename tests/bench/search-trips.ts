import { importSpreadsheet } from './register-threads.ts';
import type { RegisterThreads } from './register-threads.ts';

const LIMIT = 15;

/** How long each text takes through the data thread, there and back, in milliseconds. */
export async function timeSearches(texts: readonly string[], { call }: RegisterThreads, until: () => boolean = () => false): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    if (until()) break;
    const start = performance.now();
    await call('search', { text, limit: LIMIT });
    times.push(performance.now() - start);
  }
  return times;
}

/** Searches again and again from the opening of a spreadsheet until it is written. */
export async function whileImporting(threads: RegisterThreads, file: string, texts: readonly string[]): Promise<{ times: number[]; seconds: number }> {
  const began = performance.now();
  let ended = false;
  const importing = importSpreadsheet(threads.call, file).finally(() => (ended = true));
  const times: number[] = [];
  const searching = (async () => {
    while (!ended) times.push(...(await timeSearches(texts, threads, () => ended)));
  })();
  await Promise.all([importing, searching]);
  return { times, seconds: (performance.now() - began) / 1000 };
}
