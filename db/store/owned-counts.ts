import { getMeta, setMeta } from './meta.ts';
import { sql } from './office.ts';
import type { Reader, Writer } from './office.ts';

/** What an office counts of its own in the header of every package. */
export type Owned = Readonly<Record<'family' | 'person', number>>;

const keyOf = (entity: keyof Owned): string => `owned.${entity}`;

/** Families and people that this office owns: as kept, or counted where nobody has yet. A city takes a second to count. */
export function ownedCounts(office: Reader): Owned {
  const count = (entity: keyof Owned): number => Number(getMeta(office.db, keyOf(entity)) ?? counted(office, entity));
  return { family: count('family'), person: count('person') };
}

/** How many records each office owns, in one walk over all of them: where several are asked for. */
export function countsByOwner(office: Reader, entity: keyof Owned): ReadonlyMap<string, number> {
  return new Map(sql(office, `SELECT owner, count(*) FROM "${entity}" GROUP BY owner`).raw().all() as [string, number][]);
}

/** Begins to keep them, inside a transaction. From then on every transaction keeps them right; see {@link moveOwned}. */
export function keepOwned(office: Writer): void {
  for (const entity of ['family', 'person'] as const) {
    if (getMeta(office.db, keyOf(entity)) === null) setMeta(office.db, keyOf(entity), String(counted(office, entity)));
  }
}

function counted(office: Reader, entity: keyof Owned): number {
  return sql(office, `SELECT count(*) FROM "${entity}" WHERE owner = ?`).pluck().get(office.identity.code) as number;
}

/** Adds what a transaction made, took over or handed over to what is kept, if anything is. */
export function moveOwned(office: Writer, by: Owned): void {
  const move = sql(office, 'UPDATE meta SET value = CAST(CAST(value AS INTEGER) + ? AS TEXT) WHERE key = ?');
  for (const entity of ['family', 'person'] as const) if (by[entity] !== 0) move.run(by[entity], keyOf(entity));
}
