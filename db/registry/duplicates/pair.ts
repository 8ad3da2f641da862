import { fail } from '../../rules/failure.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { findRecord } from '../../store/records.ts';
import type { StoredRecord } from '../../store/records.ts';
import { resolveAlias } from '../aliases.ts';
import type { AliasedEntity } from '../aliases.ts';

export const pairKind = { person: 1, family: 2 } as const;
export const pairDecision = { same: 1, different: 2, later: 3 } as const;

export type PairState = 'open' | 'later' | 'different' | 'merged' | 'proposed';

/** Something that was compared on both sides and what came of it. */
export interface Agreement {
  readonly field: string;
  readonly kind: 'same' | 'alike' | 'differs' | 'missing';
  readonly weight: number;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Two records that look like one, with what was decided about them; `left` is the smaller id, which stays in a merge. */
export interface Pair {
  readonly id: string;
  readonly kind: AliasedEntity;
  readonly left: string;
  readonly right: string;
  readonly state: PairState;
  readonly score: number;
  readonly sure: boolean;
  readonly agreements: readonly Agreement[];
  /** The decision's record, once somebody decided; its local number. */
  readonly record: StoredRecord | null;
}

export interface PairRow {
  readonly id: string; readonly kind: number; readonly left: string; readonly right: string; readonly score: number | null; readonly sure: number | null;
  readonly agreements: string | null; readonly decision: number | null; readonly merged: number | null;
}

/** Open questions and decisions as one table; a question that waits is told by its own row. */
export const allPairs = `(SELECT f.id, f.kind, f."left", f."right", f.score, f.sure, f.agreements, NULL AS decision, NULL AS merged FROM duplicateFound f
  UNION ALL SELECT p.uid, p.kind, p."left", p."right", coalesce(p.score, 0), 0, p.agreements, p.decision, p.merged FROM pair p WHERE p.decision IS NOT NULL)`;

/** The pair with this id. Error: NOT_FOUND. */
export function needPair(office: Reader, id: string): Pair {
  const row = sql(office, `SELECT * FROM ${allPairs} WHERE id = ? ORDER BY decision IS NULL LIMIT 1`).get(id) as PairRow | undefined;
  return toPair(office, row ?? fail('NOT_FOUND', { id }));
}

/** A row of {@link allPairs} as a pair. */
export function toPair(office: Reader, row: PairRow): Pair {
  const kind = row.kind === pairKind.family ? 'family' : 'person';
  return {
    id: row.id, kind, left: row.left, right: row.right, state: stateOf(office, kind, row), score: row.score ?? 0, sure: row.sure === 1,
    agreements: row.agreements === null ? [] : (JSON.parse(row.agreements) as Agreement[]), record: findRecord(office, 'pair', row.id) ?? null,
  };
}

function stateOf(office: Reader, kind: AliasedEntity, row: PairRow): PairState {
  if (row.decision === null) return 'open';
  if (row.decision === pairDecision.different) return 'different';
  if (row.decision === pairDecision.later) return 'later';
  const together = row.merged === 1 || resolveAlias(office, kind, row.left) === resolveAlias(office, kind, row.right);
  return together ? 'merged' : 'proposed';
}

/** The two ids of a pair in one text, the smaller first. */
export function pairKey(kind: AliasedEntity, a: string, b: string): string {
  return a < b ? `${kind} ${a} ${b}` : `${kind} ${b} ${a}`;
}
