import { useSyncExternalStore } from 'react';
import { readPreference, writePreference } from '../app/preferences.ts';

export type Density = 'roomy' | 'dense';

let current: Density = readPreference('density') === 'dense' ? 'dense' : 'roomy';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts the remembered density on the page; called once before the first draw. */
export function applyDensity(): void {
  document.documentElement.dataset['density'] = current;
}

/** Sets how tall table rows are, on this PC. */
export function setDensity(density: Density): void {
  current = density;
  writePreference('density', density);
  applyDensity();
  for (const listener of listeners) listener();
}

/** The density in use. */
export function useDensity(): Density {
  return useSyncExternalStore(subscribe, () => current);
}

/** Height of a table row in CSS pixels: 36, dense 30. */
export function useRowHeight(): number {
  return useDensity() === 'dense' ? 30 : 36;
}
