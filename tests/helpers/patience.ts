import { availableParallelism, loadavg } from 'node:os';

const mostPatience = 4;

/** A time limit in ms for this machine as it is now: up to four times as long where more wants to run than there are cores. */
export function patience(ms: number): number {
  const crowding = (loadavg()[0] ?? 0) / availableParallelism();
  return Math.round(ms * Math.min(mostPatience, Math.max(1, crowding)));
}

/** What the promise answers, or an error that names what took too long. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const limit = patience(ms);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
