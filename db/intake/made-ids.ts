import type { WrittenFamily } from '../registry/bulk-write.ts';

/** Ids of the records that a batch made, by their staged row. */
export interface MadeIds {
  get(row: number): string | undefined;
  set(row: number, uid: string): void;
}

/** The ids of new families and their people, as they were written. Put in order only when somebody asks: most batches make families and nothing that refers to their rows. */
export function madeIds(rows: readonly { readonly row: number; readonly people: readonly number[] }[], written: readonly WrittenFamily[]): MadeIds {
  let ids: Map<number, string> | null = null;
  const all = (): Map<number, string> => {
    if (ids) return ids;
    ids = new Map();
    for (const [at, { row, people }] of rows.entries()) {
      const family = written[at];
      if (!family) continue;
      ids.set(row, family.uid);
      for (const [place, person] of people.entries()) ids.set(person, family.people[place]?.uid ?? '');
    }
    return ids;
  };
  return { get: (row) => all().get(row), set: (row, uid) => void all().set(row, uid) };
}
