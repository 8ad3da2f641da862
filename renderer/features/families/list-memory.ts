import { useSyncExternalStore } from 'react';
import { useSession } from '../../app/session.tsx';
import type { SessionInfo } from '../../app/session.tsx';
import type { FamilyFilter, FamilySort } from './family-types.ts';

export const tabs = ['members', 'dwelling', 'assets', 'programmes', 'case', 'history'] as const;
export type TabName = (typeof tabs)[number];

/** What the list and the family page remember between screens: the way back leads to the same rows. */
export interface ListMemory {
  readonly filter: FamilyFilter;
  readonly sort: FamilySort;
  readonly tab: TabName;
  /** The family opened from the list, and its place there. */
  readonly at: { readonly id: string; readonly index: number } | null;
}

interface Store {
  value: ListMemory;
  readonly listeners: Set<() => void>;
}

const start: ListMemory = { filter: { status: 'active' }, sort: { by: 'head', direction: 'asc' }, tab: 'members', at: null };

/** One memory per sign-in: what one user looked for is gone when the office locks. */
const stores = new WeakMap<SessionInfo, Store>();

function storeOf(session: SessionInfo): Store {
  const known = stores.get(session);
  if (known) return known;
  const made: Store = { value: start, listeners: new Set() };
  stores.set(session, made);
  return made;
}

/** The memory and how to change parts of it. */
export function useListMemory(): [ListMemory, (part: Partial<ListMemory>) => void] {
  const store = storeOf(useSession());
  const value = useSyncExternalStore((listener) => { store.listeners.add(listener); return () => store.listeners.delete(listener); }, () => store.value);
  const change = (part: Partial<ListMemory>): void => {
    store.value = { ...store.value, ...part };
    for (const listener of store.listeners) listener();
  };
  return [value, change];
}
