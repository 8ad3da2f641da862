import { isInside } from '../../rules/region-code.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { mayTouch, narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { filterCondition } from '../family-filter.ts';
import { creditForm } from '../recipient-unit.ts';
import { deliveryStatus, enrolmentStatus, unitKind } from '../states.ts';

/** Codes of TEPAT.ukuranTarget: what an output counts, and what an outcome does. */
export const planMeasure = { enrolled: 1, delivered: 2, graduated: 3 } as const;

/** What a row of a plan counts. */
export interface PlanCount {
  readonly year: number;
  /** Only what was done between two days of the year; the whole year without them. */
  readonly between?: { readonly from: string; readonly to: string };
  readonly programmes: readonly string[];
  readonly place: string | null;
  readonly measure: number;
  readonly unit: number;
}

/** Somebody who counts for a row of a plan. */
export interface PlanRecipient {
  readonly unit: string; readonly person: string | null; readonly family: string | null; readonly group: string | null; readonly recipient: string | null; readonly head: string | null; readonly noKk: string | null;
  readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly desil: number | null; readonly programme: string;
  readonly on: string | null;
}

/** TEPAT.alasanKeluar: better off, and left of their own accord, which counts as graduation (KPS-4). */
const graduated = [3, 4];
const LEAVING = [enrolmentStatus.finished, enrolmentStatus.left].join(',');

/** Enrolments seen through merges, with the family that the recipient lives in now. */
const enrolled = `FROM enrolment e LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
  JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
  JOIN programme g ON g.uid = e.programme`;

/** A kelompok's parts: it has a place, and no family. */
const grouped = `FROM enrolment e JOIN peopleGroup k ON k.uid = e.peopleGroup JOIN programme g ON g.uid = e.programme`;

/** Deliveries that count: received within the year, and once for each recipient and phase. */
const received = `d.voided IS NULL AND d.status = ${deliveryStatus.received} AND d.date BETWEEN @from AND @to
  AND NOT EXISTS (SELECT 1 FROM delivery x WHERE x.enrolment = d.enrolment AND x.phase = d.phase AND x.voided IS NULL AND x.uid < d.uid)`;

const condition: Readonly<Record<number, string>> = {
  [planMeasure.enrolled]: `coalesce(e.status, 3) <> ${enrolmentStatus.proposed} AND (e.start IS NULL OR e.start <= @to)
    AND CASE WHEN e."end" IS NULL THEN coalesce(e.status, 3) NOT IN (${LEAVING}) ELSE e."end" >= @from END`,
  [planMeasure.delivered]: `EXISTS (SELECT 1 FROM delivery d WHERE d.enrolment = e.uid AND ${received})`,
  [planMeasure.graduated]: `e.status IN (${LEAVING}) AND e.exitReason IN (${graduated.join(',')}) AND e."end" BETWEEN @from AND @to`,
};

/** Who counts: each once, however many of the programmes reach them. Their number is what was reached. */
export function planRecipients(office: Reader, plan: PlanCount, scope: Scope): PlanRecipient[] {
  if (plan.unit === unitKind.group) return planGroups(office, plan, scope);
  const unit = unitColumn(plan.unit);
  const { where, params } = filterCondition(office, { status: 'all', ...(plan.place !== null && { region: plan.place }) }, scope);
  return sql(office, `SELECT ${unit} AS unit, p.uid AS person, s.uid AS family, NULL AS "group", coalesce(p.name, s.head) AS recipient, s.head AS head, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region,
      s.desil AS desil, group_concat(DISTINCT coalesce(g.shortName, g.name)) AS programme, min(e.start) AS "on"
    ${enrolled} WHERE e.voided IS NULL AND ${unit} IS NOT NULL AND e.programme IN (SELECT value FROM json_each(@programmes)) AND ${condition[plan.measure] ?? '0'} AND ${where}
    GROUP BY unit ORDER BY s.region, s.rw, s.rt, s.headKey, unit`).all(...params, { ...span(plan), programmes: JSON.stringify(plan.programmes) }) as PlanRecipient[];
}

/** How many count for a row of a plan, and the rupiah handed over for its programmes in its year. */
export function planRealised(office: Reader, plan: PlanCount, scope: Scope): { realised: number; spent: number } {
  if (plan.programmes.length === 0) return { realised: 0, spent: 0 };
  if (plan.unit === unitKind.group) return { realised: planGroups(office, plan, scope).length, spent: spentOn(office, plan, scope) };
  const { where, params } = filterCondition(office, { status: 'all', ...(plan.place !== null && { region: plan.place }) }, scope);
  const named = { ...span(plan), programmes: JSON.stringify(plan.programmes) };
  const realised = sql(office, `SELECT count(DISTINCT ${unitColumn(plan.unit)}) ${enrolled}
    WHERE e.voided IS NULL AND e.programme IN (SELECT value FROM json_each(@programmes)) AND ${condition[plan.measure] ?? '0'} AND ${where}`).pluck().get(...params, named) as number;
  return { realised, spent: spentOn(office, plan, scope) };
}

/** Rupiah handed over for the programmes of a plan in its year; a kelompok's by where it works. Credit is paid back and no aid (KPS-9). */
function spentOn(office: Reader, plan: PlanCount, scope: Scope): number {
  const area = narrowing(office, scope);
  const places = [plan.place, area].filter((one): one is string => one !== null);
  return sql(office, `SELECT coalesce(sum(d.rupiah), 0) FROM delivery d JOIN enrolment e ON e.uid = d.enrolment LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup
      LEFT JOIN familySummary s ON s.uid = coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = d.family AND a.ended IS NULL), d.family)
    WHERE d.programme IN (SELECT g.uid FROM programme g WHERE g.uid IN (SELECT value FROM json_each(@programmes)) AND coalesce(g.form, 0) <> ${creditForm}) AND ${received} ${places.map((_one, at) => `AND (coalesce(s.region, k.region) = @place${at} OR coalesce(s.region, k.region) LIKE @place${at} || '.%')`).join(' ')}`)
    .pluck().get({ ...span(plan), programmes: JSON.stringify(plan.programmes), ...Object.fromEntries(places.map((one, at) => [`place${at}`, one])) }) as number;
}

function planGroups(office: Reader, plan: PlanCount, scope: Scope): PlanRecipient[] {
  const rows = sql(office, `SELECT k.uid AS unit, NULL AS person, NULL AS family, k.uid AS "group", k.name AS recipient, NULL AS head, NULL AS noKk, k.address AS address, k.rt AS rt, k.rw AS rw, k.region AS region, NULL AS desil,
      group_concat(DISTINCT coalesce(g.shortName, g.name)) AS programme, min(e.start) AS "on"
    ${grouped} WHERE e.voided IS NULL AND e.programme IN (SELECT value FROM json_each(@programmes)) AND ${condition[plan.measure] ?? '0'} GROUP BY k.uid ORDER BY k.region, k.name, k.uid`)
    .all({ ...span(plan), programmes: JSON.stringify(plan.programmes) }) as PlanRecipient[];
  return rows.filter((row) => mayTouch(office, row.region, scope) && (plan.place === null || isInside(row.region ?? '', plan.place)));
}

/** What the plan counts of a part: the person, the house or the rumah tangga that it is for where these are known, else the family that it reaches. */
function unitColumn(unit: number): string {
  if (unit === unitKind.person) return 'p.uid';
  return unit === unitKind.house ? 'coalesce(e.house, s.uid)' : unit === unitKind.household ? 'coalesce(e.household, s.uid)' : 's.uid';
}

function span({ year, between }: PlanCount): { from: string; to: string } {
  return between ?? { from: `${year}-01-01`, to: `${year}-12-31` };
}
