import { needLabel } from '../../rules/needs.ts';
import { caseViews } from '../../rules/needs/case-views.ts';
import type { CaseViewName } from '../../rules/needs/case-views.ts';
import type { NeedRuleSet } from '../../rules/needs.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { listItems } from '../derive.ts';
import { filterCondition } from '../family-filter.ts';
import type { FamilyFilter } from '../family-filter.ts';
import { needRulesOf } from '../needs/need-rules.ts';
import { labelFor } from '../states.ts';
import { caseState } from './case-view.ts';

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
}

interface Row extends Omit<CaseLine, 'state' | 'overdue' | 'answer'> { readonly stateCode: number; readonly needs: string; readonly answerCode: number | null; readonly active: number }

const order = 's.region, s.rw, s.rt, s.headKey, s.family';
const columns = 's.uid AS family, s.head AS head, s.address AS address, s.rw AS rw, s.rt AS rt, s.region AS region, s.desil AS desil, s.needs AS needs, s.active AS active';

/** Needs of families with how many are in each view; the rows of one view in the order of a walk, those that are due soonest first. */
export function listCases(office: Reader, query: CaseQuery, scope: Scope): CasePage {
  const rules = needRulesOf(office);
  const decided = decidedRows(office, query, scope);
  const wanted = (line: { readonly need: string; readonly agency: string | null }): boolean => (query.need === undefined || line.need === query.need) && (query.agency === undefined || line.agency === query.agency);
  const lines = decided.map((row) => ({ row, line: lineOf(row, today(office)) })).filter(({ line }) => wanted(line));
  const proposed = proposedLines(office, query, scope, rules, decided).filter(wanted);
  const of = (view: CaseViewName): CaseLine[] => (view === 'proposed' ? proposed : lines.filter(({ row, line }) => isIn(view, row, line)).map(({ line }) => line));
  const counts = Object.fromEntries(caseViews.map((view) => [view, of(view).length])) as Record<CaseViewName, number>;
  const rows = of(query.view);
  if (query.view === 'open' || query.view === 'overdue') rows.sort((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'));
  return { counts, total: rows.length, rows: rows.slice(query.offset, query.offset + query.limit) };
}

function isIn(view: CaseViewName, row: Row, line: CaseLine): boolean {
  const open = row.stateCode === caseState.open;
  switch (view) {
    case 'proposed': return false;
    case 'open': return open;
    case 'overdue': return open && line.overdue;
    case 'unplanned': return open && (line.plan === null || line.dueOn === null);
    case 'perhapsMet': return isPerhapsMet(row);
    case 'met': return row.stateCode === caseState.met;
    case 'ended': return row.stateCode === caseState.dismissed || row.stateCode === caseState.stopped;
  }
}

/** Followed, proposed by the answers, and shown by them no more. */
function isPerhapsMet(row: Row): boolean {
  return row.stateCode === caseState.open && (row as Row & { byHand: number }).byHand !== 1 && !listItems(row.needs).includes(row.need);
}

function decidedRows(office: Reader, query: CaseQuery, scope: Scope): Row[] {
  const { where, params } = filterCondition(office, { ...query.filter, status: 'all' }, scope);
  return sql(office, `SELECT c.uid AS id, ${columns}, c.need AS need, coalesce(c.label, c.need) AS label, coalesce(c.state, 1) AS stateCode, c.stateDate AS stateDate, c.plan AS plan, c.agency AS agency, c.dueOn AS dueOn, c.reason AS reason, c.evidence AS evidence, c.byHand AS byHand, c.owner AS owner,
      (SELECT max(r.date) FROM referral r WHERE r.caseNeed = c.uid AND r.voided IS NULL) AS referredOn, (SELECT r.answer FROM referral r WHERE r.caseNeed = c.uid AND r.voided IS NULL ORDER BY r.date DESC, r.id DESC LIMIT 1) AS answerCode
    FROM caseNeed c JOIN familySummary s ON s.uid = coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = c.family AND a.ended IS NULL), c.family)
    WHERE c.voided IS NULL AND ${where} ORDER BY ${order}, c.id`).all(...params) as Row[];
}

function lineOf({ stateCode, needs: _needs, answerCode, active: _active, ...row }: Row, day: string): CaseLine {
  const { byHand: _byHand, ...line } = row as typeof row & { byHand: number };
  return { ...line, state: labelFor('TEPAT.statusKebutuhan', stateCode), overdue: stateCode === caseState.open && row.dueOn !== null && row.dueOn < day, answer: labelFor('TEPAT.jawabanRujukan', answerCode) };
}

/** The needs that lists show of active families and on which the last decision, if any, was before they showed. */
function proposedLines(office: Reader, query: CaseQuery, scope: Scope, rules: NeedRuleSet, decided: readonly Row[]): CaseLine[] {
  const { where, params } = filterCondition(office, { ...query.filter, need: query.need ?? '*' }, scope);
  const rows = sql(office, `SELECT ${columns}, s.family AS number FROM familySummary s WHERE ${where} ORDER BY ${order}`).all(...params) as (Pick<Row, 'family' | 'head' | 'address' | 'rw' | 'rt' | 'region' | 'desil' | 'needs' | 'active'> & { number: number })[];
  const last = new Map<string, Row>();
  for (const row of decided) {
    const key = `${row.family} ${row.need}`;
    const known = last.get(key);
    if (known?.stateCode !== caseState.open) last.set(key, row.stateCode === caseState.open || (row.stateDate ?? '') >= (known?.stateDate ?? '') ? row : (known ?? row));
  }
  const shownAgain = sql(office, `SELECT 1 FROM needTurn WHERE family = ? AND day > ? AND instr("after", ' ' || ? || ' ') > 0 AND instr("before", ' ' || ? || ' ') = 0 LIMIT 1`);
  const agencies = new Map(rules.needs.map(({ need, agency }) => [need, agency]));
  return rows.flatMap(({ needs, active: _active, number, ...place }) => listItems(needs).flatMap((need): CaseLine[] => {
    const decision = last.get(`${place.family} ${need}`);
    const stands = decision !== undefined && (decision.stateCode === caseState.open || shownAgain.get(number, decision.stateDate ?? '', need, need) === undefined);
    if (stands) return [];
    return [{ id: null, ...place, need, label: needLabel('id', need, rules), state: null, stateDate: null, plan: null, agency: agencies.get(need) ?? null, dueOn: null, overdue: false, reason: null, evidence: null, referredOn: null, answer: null, owner: null }];
  }));
}

/** How many followed needs are overdue, and how many the answers show no more: what waits. */
export function casesWaiting(office: Reader, scope: Scope): { overdue: number; perhapsMet: number } {
  if (sql(office, `SELECT 1 FROM caseNeed WHERE state = ${caseState.open} AND voided IS NULL LIMIT 1`).get() === undefined) return { overdue: 0, perhapsMet: 0 };
  const lines = decidedRows(office, { view: 'open', limit: 0, offset: 0 }, scope).filter(({ owner }) => owner === office.identity.code);
  return { overdue: lines.filter((row) => lineOf(row, today(office)).overdue).length, perhapsMet: lines.filter(isPerhapsMet).length };
}
