import { fail } from '../../rules/failure.ts';
import type { FieldValue, FieldValues } from '../../rules/field.ts';
import { labelOf } from '../../rules/lists.ts';
import { isInside, isRegionCode } from '../../rules/region-code.ts';
import { partsOfYear } from '../../rules/report-period.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import { isOwn, needRecord, requireOwn } from '../access.ts';
import type { Actor, Scope } from '../access.ts';
import { readValues } from '../input-values.ts';
import { unitKind, voidReason } from '../states.ts';
import { planMeasure, planRealised } from './realised.ts';
import type { PlanCount } from './realised.ts';

/** A row of a plan, or a programme's target of a year, with what was reached. */
export interface PlanRow {
  readonly id: string;
  readonly own: boolean;
  readonly year: number;
  readonly activity: string;
  readonly agency: string | null;
  readonly place: string | null;
  readonly placeNote: string | null;
  readonly programmes: readonly { readonly id: string; readonly name: string }[];
  /** Outcome is what became of people, output what was done for them; they are never added. */
  readonly kind: 'output' | 'outcome';
  readonly measure: number;
  readonly measureLabel: string;
  readonly unitKind: number;
  readonly unit: string;
  readonly target: number;
  readonly realised: number;
  /** Whole percent, rounded down: 199 of 200 is not done. Null without a target. */
  readonly percent: number | null;
  readonly budget: number | null;
  /** Rupiah handed over in the year. */
  readonly spent: number;
  readonly spentPercent: number | null;
  readonly basis: string | null;
  readonly note: string | null;
  readonly parts?: readonly PlanPart[];
}

/** Which rows, and what of their year. */
interface PlanQuery {
  readonly year?: number | undefined;
  readonly programme?: string | undefined;
  /** Only what was realised and spent between two days; percents are still of the year's target and budget. */
  readonly between?: { readonly from: string; readonly to: string } | undefined;
  /** Also what was realised in each quarter, or half, or month of the year. */
  readonly months?: 1 | 3 | 6 | undefined;
}

/** What was realised in a part of a year, and from its beginning until then: a recipient of two quarters counts once in the sum. */
export interface PlanPart {
  readonly period: string;
  readonly realised: number;
  readonly spent: number;
  readonly until: number;
  readonly untilPercent: number | null;
}

/** The rows of a year, of a programme, or of both, in the order of years and activities. */
export function listPlans(office: Reader, query: PlanQuery, scope: Scope): PlanRow[] {
  const rows = sql(office, `SELECT * FROM plan p WHERE p.voided IS NULL AND (@year IS NULL OR p.year = @year)
    AND (@programme IS NULL OR EXISTS (SELECT 1 FROM json_each(p.programmes) j WHERE j.value = @programme)) ORDER BY p.year DESC, p.agency, p.activity, p.id`)
    .all({ year: query.year ?? null, programme: query.programme ?? null }) as Parameters<typeof toRecord>[1][];
  const names = new Map(sql(office, 'SELECT uid, coalesce(shortName, name) FROM programme').raw().all() as [string, string][]);
  return rows.map((row) => describe(office, toRecord('plan', row), names, scope, query));
}

/** One row. Error: NOT_FOUND. */
export function needPlan(office: Reader, id: string, scope: Scope): PlanRow {
  return listPlans(office, {}, scope).find((one) => one.id === id) ?? fail('NOT_FOUND', { id });
}

/** The years that anything is planned for, the newest first. */
export function planYears(office: Reader): number[] {
  return sql(office, 'SELECT DISTINCT year FROM plan WHERE voided IS NULL ORDER BY year DESC').pluck().all() as number[];
}

function describe(office: Reader, record: ReturnType<typeof toRecord>, names: ReadonlyMap<string, string>, scope: Scope, { between, months }: PlanQuery): PlanRow {
  const { values } = record;
  const text = (value: FieldValue | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const number = (value: FieldValue | undefined, otherwise: number): number => (typeof value === 'number' ? value : otherwise);
  const programmes = JSON.parse(text(values.programmes) ?? '[]') as string[];
  const [measure, unit, target, budget] = [number(values.measure, planMeasure.enrolled), number(values.unitKind, unitKind.family), number(values.target, 0), typeof values.budget === 'number' ? values.budget : null];
  const plan = { year: number(values.year, 0), programmes, place: text(values.place), measure, unit, ...(between && { between }) };
  const { realised, spent } = planRealised(office, plan, scope);
  return {
    id: record.uid, own: isOwn(office, record), year: plan.year, activity: text(values.activity) ?? programmes.map((one) => names.get(one) ?? one).join(', '), agency: text(values.agency), place: plan.place,
    placeNote: text(values.placeNote), programmes: programmes.map((id) => ({ id, name: names.get(id) ?? id })), kind: measure === planMeasure.graduated ? 'outcome' : 'output',
    measure, measureLabel: labelOf('TEPAT.ukuranTarget', measure) ?? String(measure), unitKind: unit, unit: labelOf('TEPAT.satuanPenerima', unit) ?? String(unit),
    target, realised, percent: percent(realised, target), budget, spent, spentPercent: percent(spent, budget), basis: text(values.basis), note: text(values.note),
    ...(months && { parts: partsOf(office, plan, target, months, scope) }),
  };
}

function partsOf(office: Reader, plan: PlanCount, target: number, months: 1 | 3 | 6, scope: Scope): PlanPart[] {
  return partsOfYear(plan.year, months).map(({ text, from, to }) => {
    const { realised, spent } = planRealised(office, { ...plan, between: { from, to } }, scope);
    const until = planRealised(office, { ...plan, between: { from: `${plan.year}-01-01`, to } }, scope).realised;
    return { period: text, realised, spent, until, untilPercent: percent(until, target) };
  });
}

function percent(part: number, whole: number | null): number | null {
  return whole === null || whole === 0 ? null : Math.floor((part * 100) / whole);
}

/** Adds a row of a plan or changes one of this office. Errors: NOT_FOUND, NOT_OWNER, INVALID_INPUT, OUTSIDE_AREA. */
export function savePlan(office: Writer, actor: Actor, input: { readonly id?: string; readonly values: FieldValues; readonly programmes?: readonly string[]; readonly reason?: string }): { id: string } {
  const stored = input.id === undefined ? null : needRecord(office, 'plan', input.id);
  if (stored) requireOwn(office, stored);
  for (const programme of input.programmes ?? []) needRecord(office, 'programme', programme);
  const values = { ...readValues('plan', input.values), ...(input.programmes && { programmes: JSON.stringify(input.programmes) }) };
  const after: FieldValues = { measure: planMeasure.enrolled, unitKind: unitKind.family, programmes: '[]', ...stored?.values, ...values };
  for (const needed of ['year', 'target']) if (typeof after[needed] !== 'number') fail('INVALID_INPUT', { detail: `plan.${needed}` });
  for (const whole of ['year', 'target', 'budget']) if (typeof after[whole] === 'number' && (!Number.isSafeInteger(after[whole]) || after[whole] < 0)) fail('INVALID_INPUT', { detail: `plan.${whole}` });
  if (!after.activity && after.programmes === '[]') fail('INVALID_INPUT', { detail: 'plan.activity' });
  if (typeof after.place === 'string' && after.place !== '') {
    if (!isRegionCode(after.place)) fail('INVALID_INPUT', { detail: 'plan.place' });
    if (!isInside(after.place, office.identity.code)) fail('OUTSIDE_AREA', { area: office.identity.code });
  }
  return writeChanges(office, { user: actor.user, kind: 'plan', reason: input.reason ?? null }, (log) => {
    if (!stored) return { id: log.create('plan', { ...after, owner: office.identity.code }).uid };
    log.update('plan', stored.id, values);
    return { id: stored.uid };
  });
}

/** Takes back a row that was written by mistake. Errors: NOT_FOUND, NOT_OWNER. */
export function voidPlan(office: Writer, actor: Actor, id: string, reason: string): void {
  const stored = needRecord(office, 'plan', id);
  requireOwn(office, stored);
  writeChanges(office, { user: actor.user, kind: 'plan', reason }, (log) => log.update('plan', stored.id, { voided: voidReason.mistake }));
}
