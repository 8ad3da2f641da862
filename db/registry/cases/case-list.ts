import type { CaseViewName } from '../../rules/needs/case-views.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { filterCondition } from '../family-filter.ts';
import type { Condition, FamilyFilter } from '../family-filter.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { labelFor } from '../states.ts';
import { caseState } from './case-view.ts';
import { isPlace, proposedNeeds } from './proposed-needs.ts';

export interface CaseQuery {
  readonly view: CaseViewName;
  readonly need?: string;
  readonly agency?: string;
  readonly filter?: FamilyFilter;
  readonly limit: number;
  readonly offset: number;
}

/** A need of a family as lists show it. */
export interface CaseLine {
  /** Null for one that nobody decided on. */
  readonly id: string | null; readonly family: string; readonly head: string | null; readonly address: string | null; readonly rw: string | null; readonly rt: string | null; readonly region: string | null; readonly desil: number | null; readonly need: string; readonly label: string;
  readonly state: string | null; readonly stateDate: string | null; readonly plan: string | null; readonly agency: string | null; readonly dueOn: string | null; readonly overdue: boolean; readonly reason: string | null; readonly evidence: string | null;
  readonly referredOn: string | null; readonly answer: string | null; readonly owner: string | null;
}

export interface CasePage {
  readonly counts: Readonly<Record<CaseViewName, number>>;
  readonly total: number;
  readonly rows: readonly CaseLine[];
  /** The agencies that needs of this view are with, for a choice among them. */
  readonly agencies: readonly string[];
}

interface Row extends Omit<CaseLine, 'state' | 'overdue' | 'answer'> { readonly stateCode: number; readonly answerCode: number | null }

/** The views of needs that were decided on, as conditions on their line `l`; a day stands where `?` does. */
const viewConditions: Readonly<Record<Exclude<CaseViewName, 'proposed'>, string>> = {
  open: `l.state = ${caseState.open}`,
  overdue: `l.state = ${caseState.open} AND l.due < @day`,
  unplanned: `l.state = ${caseState.open} AND l.planned = 0`,
  // Followed, proposed by the answers, and shown by them no more.
  perhapsMet: `l.state = ${caseState.open} AND l.fading = 1`,
  met: `l.state = ${caseState.met}`,
  ended: `l.state IN (${caseState.dismissed}, ${caseState.stopped})`,
};
const decidedViews = Object.keys(viewConditions) as (keyof typeof viewConditions)[];
const order = 'l.region, l.rw, l.rt, l.headKey, l.family, l.id';

/**
 * Needs of families with how many are in each view; the rows of one view in the order of a walk, those that are due soonest first.
 * Where needs stand is kept by the register's triggers (migration 0039), so that only the rows of the page are read.
 */
export function listCases(office: Reader, query: CaseQuery, scope: Scope): CasePage {
  const rules = needRulesOf(office);
  const { where, params, joined } = decidedCondition(office, query, scope);
  const from = `FROM caseLine l ${joined ? 'JOIN familySummary s ON s.family = l.family' : ''} WHERE ${where}`;
  const day = today(office);
  const sums = sql(office, `SELECT ${decidedViews.map((view) => `coalesce(sum(${viewConditions[view].replace('@day', '?')}), 0) AS ${view}`).join(', ')} ${from}`).get(day, ...params) as Record<keyof typeof viewConditions, number>;
  const proposed = proposedNeeds(office, query, scope, rules);
  const counts = { proposed: proposed.total, ...sums };
  const { view, limit, offset } = query;
  if (view === 'proposed') {
    const agencies = new Set(rules.needs.flatMap(({ need, agency }) => (query.need === undefined || need === query.need) && agency !== null ? [agency] : []));
    return { counts, total: proposed.total, rows: proposed.rows(offset, limit), agencies: [...agencies].sort() };
  }
  const shown = `${from} AND ${viewConditions[view].replace('@day', '?')}`;
  const given = [...params, ...(view === 'overdue' ? [day] : [])];
  const rows = sql(office, `SELECT l.id ${shown} ORDER BY ${view === 'open' || view === 'overdue' ? `l.due, ${order}` : order} LIMIT ? OFFSET ?`).pluck().all(...given, limit, offset) as number[];
  return { counts, total: counts[view], rows: rowsOf(office, rows).map((row) => lineOf(row, day)), agencies: sql(office, `SELECT DISTINCT l.agency ${shown} AND l.agency IS NOT NULL ORDER BY 1`).pluck().all(...given) as string[] };
}

/** The condition of a query on the lines `l`; `joined` when it is also about their families `s`. */
function decidedCondition(office: Reader, query: CaseQuery, scope: Scope): Condition & { readonly joined: boolean } {
  const joined = !isPlace(query.filter ?? {});
  const of = joined ? filterCondition(office, { ...query.filter, status: 'all' }, scope) : { where: '1', params: [] };
  const parts = [of.where];
  const params = [...of.params];
  for (const area of joined ? [] : [narrowing(office, scope), query.filter?.region]) {
    if (!area) continue;
    // A kelurahan has nothing below it, and one value finds its lines by their index.
    const whole = area.length === 13;
    parts.push(whole ? 'l.region = ?' : '(l.region = ? OR (l.region >= ? AND l.region < ?))');
    params.push(...(whole ? [area] : [area, `${area}.`, `${area}/`]));
  }
  for (const key of ['need', 'agency'] as const) {
    const value = query[key];
    if (value === undefined) continue;
    parts.push(`l.${key} = ?`);
    params.push(value);
  }
  return { where: parts.join(' AND '), params, joined };
}

/** What lists say of decided needs by their local numbers, in the order of these. */
function rowsOf(office: Reader, numbers: readonly number[]): Row[] {
  return sql(office, `SELECT c.uid AS id, s.uid AS family, s.head AS head, s.address AS address, s.rw AS rw, s.rt AS rt, s.region AS region, s.desil AS desil, c.need AS need, coalesce(c.label, c.need) AS label, l.state AS stateCode, c.stateDate AS stateDate,
      c.plan AS plan, c.agency AS agency, c.dueOn AS dueOn, c.reason AS reason, c.evidence AS evidence, c.owner AS owner,
      (SELECT max(r.date) FROM referral r WHERE r.caseNeed = c.uid AND r.voided IS NULL) AS referredOn, (SELECT r.answer FROM referral r WHERE r.caseNeed = c.uid AND r.voided IS NULL ORDER BY r.date DESC, r.id DESC LIMIT 1) AS answerCode
    FROM json_each(?) j JOIN caseLine l ON l.id = j.value JOIN caseNeed c ON c.id = l.id JOIN familySummary s ON s.family = l.family ORDER BY j.key`).all(JSON.stringify(numbers)) as Row[];
}

function lineOf({ stateCode, answerCode, ...row }: Row, day: string): CaseLine {
  return { ...row, state: labelFor('TEPAT.statusKebutuhan', stateCode), overdue: stateCode === caseState.open && row.dueOn !== null && row.dueOn < day, answer: labelFor('TEPAT.jawabanRujukan', answerCode) };
}

/** How many followed needs are overdue, and how many the answers show no more: what waits. */
export function casesWaiting(office: Reader, scope: Scope): { overdue: number; perhapsMet: number } {
  const { where, params } = decidedCondition(office, { view: 'open', limit: 0, offset: 0 }, scope);
  return sql(office, `SELECT coalesce(sum(l.due < ?), 0) AS overdue, coalesce(sum(l.fading), 0) AS perhapsMet FROM caseLine l WHERE l.state = ${caseState.open} AND l.owner = ? AND ${where}`)
    .get(today(office), office.identity.code, ...params) as { overdue: number; perhapsMet: number };
}
