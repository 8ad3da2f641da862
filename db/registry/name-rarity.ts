import type { NameRarity } from '../rules/matching/compare-people.ts';
import type { Connection } from '../store/connection.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** Word counts are asked again after this long: they decide how much a rare name weighs, not whether it is found. */
const KEEP_MS = 600_000;
const kept = new WeakMap<Connection, { readonly rarity: NameRarity; readonly readAt: number }>();

/** How usual names are in this register, from the vocabulary of its search. */
export function nameRarity(office: Reader): NameRarity {
  const now = performance.now();
  const known = kept.get(office.db);
  if (known && now - known.readAt < KEEP_MS) return known.rarity;
  const counts = new Map<string, number>();
  const people = (sql(office, 'SELECT max(id) FROM person').pluck().get() as number | null) ?? 0;
  const rarity: NameRarity = {
    people,
    count(word) {
      let count = counts.get(word);
      if (count === undefined) {
        count = (sql(office, "SELECT doc FROM personWord WHERE term = ? AND col = 'key'").pluck().get(word.toLowerCase()) as number | undefined) ?? 0;
        counts.set(word, count);
      }
      return count;
    },
  };
  kept.set(office.db, { rarity, readAt: now });
  return rarity;
}
