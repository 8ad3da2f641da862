import { ofEitherKind } from '../../store/either-kind.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Lang } from '../../rules/text.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import type { AliasedEntity } from '../aliases.ts';
import { mergedIn, sideBefore } from './as-merged.ts';
import { allPairs, pairDecision, pairKind, toPair } from './pair.ts';
import type { Pair, PairRow, PairState } from './pair.ts';
import { pairSide } from './pair-sides.ts';
import type { OfficeName, PairSide } from './pair-sides.ts';
import { reasonsOf } from './pair-texts.ts';

/** A pair as the list shows it. */
export interface PairLine {
  readonly id: string; readonly kind: AliasedEntity; readonly state: PairState; readonly score: number; readonly sure: boolean;
  readonly left: PairSide; readonly right: PairSide; readonly reasons: string[]; readonly mayMerge: boolean;
  readonly decidedOn: string | null; readonly decidedBy: string | null; readonly reason: string | null;
}

export interface PairQuery {
  readonly state: PairState;
  readonly kind?: AliasedEntity;
  readonly after: string | null;
  readonly limit: number;
  readonly lang: Lang;
}

/** One of the two was merged, perhaps with a third: the question comes back when that is undone. */
const isAway = '(EXISTS (SELECT 1 FROM alias a WHERE a.fromPerson IN (d."left", d."right") AND a.ended IS NULL) OR EXISTS (SELECT 1 FROM alias a WHERE a.fromFamily IN (d."left", d."right") AND a.ended IS NULL))';
const isMerged = `(coalesce(d.merged, 0) = 1 OR ${isAway})`;
const conditions: Readonly<Record<PairState, string>> = {
  open: `d.decision IS NULL AND NOT ${isAway}`, later: `d.decision = ${pairDecision.later}`, different: `d.decision = ${pairDecision.different}`,
  merged: `d.decision = ${pairDecision.same} AND ${isMerged}`, proposed: `d.decision = ${pairDecision.same} AND NOT ${isMerged}`,
};

/** Both records are seen by the user; one that left this register is still named. */
const inside = (record: string): string => `EXISTS (SELECT 1 FROM family f WHERE (f.region = ? OR f.region LIKE ?) AND f.uid =
  CASE d.kind WHEN ${pairKind.family} THEN ${record} ELSE (SELECT p.family FROM person p WHERE p.uid = ${record}) END)`;

/** A page of pairs of one state, the likeliest first; identifiers masked. */
export function listPairs(office: Reader, query: PairQuery, scope: Scope, officeName: OfficeName): { rows: PairLine[]; next: string | null; total: number } {
  const { where, params } = conditionOf(office, query, scope);
  const total = sql(office, `SELECT count(*) FROM ${allPairs} d WHERE ${where}`).pluck().get(...params) as number;
  const cursor = readCursor(query.after);
  const place = cursor ? '(d.sure, d.score) < (?, ?) OR (d.sure, d.score) = (?, ?) AND d.id > ?' : '1';
  const found = sql(office, `SELECT * FROM ${allPairs} d WHERE ${where} AND (${place}) ORDER BY d.sure DESC, d.score DESC, d.id LIMIT ?`)
    .all(...params, ...(cursor ? [cursor[0], cursor[1], cursor[0], cursor[1], cursor[2]] : []), query.limit + 1) as PairRow[];
  const rows = found.slice(0, query.limit);
  const last = found.length > query.limit ? rows.at(-1) : undefined;
  return { rows: rows.map((row) => pairLine(office, toPair(office, row), query.lang, officeName)), next: last ? JSON.stringify([last.sure ?? 0, last.score ?? 0, last.id]) : null, total };
}

/** How many pairs stand in each state. */
export function countPairs(office: Reader, scope: Scope): Record<PairState, number> {
  const count = (state: PairState): number => {
    const { where, params } = conditionOf(office, { state }, scope);
    return sql(office, `SELECT count(*) FROM ${allPairs} d WHERE ${where}`).pluck().get(...params) as number;
  };
  return { open: count('open'), later: count('later'), different: count('different'), merged: count('merged'), proposed: count('proposed') };
}

/** Pairs that another office holds to be one and of which a living record is this office's: it alone can act on its own. */
export function countProposedToUs(office: Reader, scope: Scope): number {
  const { where, params } = conditionOf(office, { state: 'proposed' }, scope);
  const here = office.identity.code;
  const own = (table: 'person' | 'family'): string => `EXISTS (SELECT 1 FROM ${table} r WHERE r.uid IN (d."left", d."right") AND r.owner = ? AND coalesce(r.status, 1) = 1)`;
  return sql(office, `SELECT count(*) FROM ${allPairs} d JOIN pair p ON p.uid = d.id WHERE ${where} AND p.owner <> ? AND (${own('person')} OR ${own('family')})`)
    .pluck().get(...params, here, here, here) as number;
}

/** Every open question within the user's area. */
export function openPairs(office: Reader, scope: Scope): PairRow[] {
  const { where, params } = conditionOf(office, { state: 'open' }, scope);
  return sql(office, `SELECT * FROM ${allPairs} d WHERE ${where} ORDER BY d.id`).all(...params) as PairRow[];
}

/** A pair with both sides, why it was asked, and who decided what. */
export function pairLine(office: Reader, pair: Pair, lang: Lang, officeName: OfficeName): PairLine {
  // What was merged shows each side as it was: both are one record now.
  const tx = mergedIn(office, pair);
  const [left, right] = (['left', 'right'] as const).map((side) => (tx === null ? withOffice(pair, side, pairSide(office, pair.kind, pair[side], officeName), officeName) : sideBefore(office, pair, side, tx, officeName))) as [PairSide, PairSide];
  const values = pair.record?.values ?? {};
  const text = (key: string): string | null => (typeof values[key] === 'string' ? values[key] : null);
  return {
    id: pair.id, kind: pair.kind, state: pair.state, score: pair.score, sure: pair.sure, left, right, reasons: reasonsOf(lang, pair),
    mayMerge: left.own && right.own, decidedOn: text('decidedOn'), decidedBy: pair.record && decidedBy(office, pair.record.id), reason: text('reason'),
  };
}

/** Of a record that is not held here, whose it is as whoever decided said. */
function withOffice({ record }: Pair, side: 'left' | 'right', shown: PairSide, officeName: OfficeName): PairSide {
  const told = record?.values[`${side}Office`];
  return shown.office !== '' || typeof told !== 'string' || told === '' ? shown : { ...shown, office: told, officeName: officeName(told) };
}

function conditionOf(office: Reader, query: Pick<PairQuery, 'state' | 'kind'>, scope: Scope): { where: string; params: (string | number)[] } {
  const area = narrowing(office, scope);
  const parts = [conditions[query.state]];
  const params: (string | number)[] = [];
  if (query.kind) {
    parts.push('d.kind = ?');
    params.push(pairKind[query.kind]);
  }
  if (area) {
    parts.push(inside('d."left"'), inside('d."right"'));
    params.push(area, `${area}.%`, area, `${area}.%`);
  }
  return { where: parts.join(' AND '), params };
}

/** Who made the last decision, here or where it came from. */
function decidedBy(office: Reader, record: number): string | null {
  const row = sql(office, `SELECT tx.userName AS user, CASE WHEN tx.sourceKind = 'package' THEN (SELECT o.userName FROM originTx o
      WHERE o.device = c.device AND o.epoch = c.epoch AND o.first <= c.counter AND o.last >= c.counter ORDER BY o.first DESC LIMIT 1) END AS origin
    FROM change c JOIN tx ON tx.id = c.tx WHERE c.entity = 12 AND c.record = ? AND ${ofEitherKind('c')} AND c.taken = 1 ORDER BY c.tx DESC, c.counter DESC LIMIT 1`)
    .get(record) as { user: string | null; origin: string | null } | undefined;
  return row?.origin ?? row?.user ?? null;
}

function readCursor(after: string | null): readonly [number, number, string] | null {
  if (after === null) return null;
  const parsed: unknown = JSON.parse(after);
  return Array.isArray(parsed) && typeof parsed[0] === 'number' && typeof parsed[1] === 'number' && typeof parsed[2] === 'string' ? [parsed[0], parsed[1], parsed[2]] : null;
}
