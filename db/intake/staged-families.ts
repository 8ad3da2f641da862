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

/** A family as its staged row and those of its people say it; `warnings` is how much the rules warn of in it, if that is known. */
export function stagedFamily(db: Connection, source: RankingSource, family: number, people: readonly number[], warnings: number | null): NewFamily {
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
