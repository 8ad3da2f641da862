import { useSyncExternalStore } from 'react';

/** The name under which imports tell their progress and hear "Batal". One import runs at a time. */
export const importJob = 'import';

interface Running {
  readonly kind: 'open' | 'commit';
  /** The file's name, for the words beside the progress. */
  readonly file: string;
}

let current: Running | null = null;
const listeners = new Set<() => void>();

function publish(next: Running | null): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is running now, also after the screen was left and opened again. */
export function useRunning(): Running | null {
  return useSyncExternalStore(subscribe, () => current);
}

/** Runs one import job and says so while it lasts; its refusal goes to the caller. */
export async function runJob<T>(running: Running, work: () => Promise<T>): Promise<T> {
  publish(running);
  try {
    return await work();
  } finally {
    publish(null);
  }
}
