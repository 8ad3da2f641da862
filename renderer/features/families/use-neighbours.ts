import { useEffect } from 'react';
import { useListMemory } from './list-memory.ts';
import { useFamilyPages } from './use-family-pages.ts';

export interface Neighbours {
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

/** The families before and after this one in the list it was opened from; none when it was found otherwise. */
export function useNeighbours(id: string, go: (id: string) => void): Neighbours {
  const [memory, remember] = useListMemory();
  const pages = useFamilyPages(memory.filter, memory.sort);
  const { rows } = pages;
  const found = rows.findIndex((row) => row.id === id);
  const known = memory.at?.id === id ? memory.at.index : null;
  // A change may have taken the family out of the list; its neighbours are then those of the place it had.
  const gone = found < 0 && known !== null;
  const index = found >= 0 ? found : known;
  useEffect(() => {
    if (index !== null && pages.hasMore && index >= rows.length - 2) pages.loadMore();
  }, [index, pages, rows.length]);
  const to = (place: number): (() => void) | null => {
    const row = index === null ? undefined : rows[place];
    if (!row) return null;
    return () => { remember({ at: { id: row.id, index: place } }); go(row.id); };
  };
  if (index === null) return { previous: null, next: null };
  return { previous: to(index - 1), next: to(gone ? index : index + 1) };
}
