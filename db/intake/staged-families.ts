import type { NewFamily } from '../registry/new-family.ts';
import type { FieldValue } from '../rules/field.ts';
import { rankingKinds } from '../rules/ranking-kinds.ts';
import type { Connection } from '../store/connection.ts';
import { readingOf } from './packed-reading.ts';

/** What rankings of a file say of where they are from. */
export interface RankingSource {
  readonly fileName: string;
  readonly rankingDate: string;
}

const active = 1;

/** Whose families are written. */
export interface FamiliesSource extends RankingSource {
  readonly file: number;
  /** Whether its rows were judged today: what the rules say may be another thing tomorrow. */
  readonly isToday: boolean;
}

const AT_ONCE = 200;

/** The staged rows of the people of a new family, in the order in which they are written. */
export const newPeople = "SELECT id FROM row WHERE parent = ? AND state = 'new' ORDER BY id";

/** The new families of a staged file, one at a time and in its order. */
export function* newFamilies(db: Connection, source: FamiliesSource): Generator<NewFamily> {
  // Some at a time, so that nothing is held open while others are read.
  const find = db.prepare(`SELECT id, warned FROM row WHERE id > ? AND file = ? AND entity = 'family' AND state = 'new' ORDER BY id LIMIT ${AT_ONCE}`);
  const members = db.prepare(newPeople).pluck();
  let after = 0;
  for (;;) {
    const lines = find.all(after, source.file) as { id: number; warned: number | null }[];
    for (const { id, warned } of lines) yield stagedFamily(db, source, id, members.all(id) as number[], source.isToday ? warned : null);
    if (lines.length < AT_ONCE) return;
    after = lines.at(-1)?.id ?? 0;
  }
}

/** A family as its staged row and those of its people say it; `warnings` is how much the rules warn of in it, if that is known. */
function stagedFamily(db: Connection, source: RankingSource, family: number, people: readonly number[], warnings: number | null): NewFamily {
  const { values, rankings } = readingOf(db, family);
  return {
    warnings, values: withStatus(values), people: people.map((row) => ({ values: withStatus(readingOf(db, row).values) })),
    rankings: rankings.map(({ kind, value }) => ({ values: rankingOf(source, kind, value) })),
  };
}

/** The values of a ranking that a row of a file says. */
export function rankingOf({ rankingDate, fileName }: RankingSource, kind: string, value: FieldValue): Record<string, FieldValue> {
  const { source = null, scope = null, measure = null } = rankingKinds[kind] ?? {};
  return { source, scope, measure, value, date: rankingDate, document: fileName };
}

/** The same values, active unless the file says otherwise. */
export function withStatus(values: Record<string, FieldValue>): Record<string, FieldValue> {
  if (values.status === undefined) values.status = active;
  return values;
}
