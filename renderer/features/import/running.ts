import { useSyncExternalStore } from 'react';

/** The name under which imports tell their progress and hear "Batal". One import runs at a time. */
export const importJob = 'import';

interface Running {
  readonly kind: 'open' | 'commit';
  /** The file's name, for the words beside the progress. */
  readonly file: string;
  /** The staged file that is written; null while one is read. */
  readonly staging: string | null;
}

interface Refused extends Running {
  readonly error: unknown;
}

let current: Running | null = null;
let refused: Refused | null = null;
const listeners = new Set<() => void>();

function publish(next: Running | null, problem: Refused | null): void {
  current = next;
  refused = problem;
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

/** What the last job was refused for, until it is put away or another begins: who was elsewhere meanwhile is told on coming back. */
export function useRefused(): Refused | null {
  return useSyncExternalStore(subscribe, () => refused);
}

/** Puts away what the last job was refused for. */
export function forgetRefused(): void {
  if (refused !== null) publish(current, null);
}

/** Runs one import job and says so while it lasts; its refusal is kept, and goes to the caller as well. */
export async function runJob<T>(running: Running, work: () => Promise<T>): Promise<T> {
  publish(running, null);
  let problem: Refused | null = null;
  try {
    return await work();
  } catch (error) {
    problem = { ...running, error };
    throw error;
  } finally {
    publish(null, problem);
  }
}

/** Whether the imports are what is looked at: nobody is taken away from other work by one that ends. */
export function isAtImports(): boolean {
  return window.location.hash.startsWith('#/impor');
}
