import { findingKinds } from '../../registry/aid/aid-finding.ts';
import { filterCondition } from '../../registry/family-filter.ts';
import type { Condition } from '../../registry/family-filter.ts';
import { familyStatus } from '../../registry/states.ts';
import { periodEnds, trendSteps } from '../../rules/aid/period-ends.ts';
import type { TrendStep } from '../../rules/aid/period-ends.ts';
import { isRealDate } from '../../rules/dates.ts';
import { fail } from '../../rules/failure.ts';
import { today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportQuery } from '../report.ts';

export type AidListName = 'overlap' | 'ineligible' | 'missed' | 'anomalies';

/** What the lists are made of: kinds of findings, whether families that are no longer active count, whether rows name a programme, which checks they leave untold. */
export const aidLists: Readonly<Record<AidListName, { readonly kinds: readonly number[]; readonly all: boolean; readonly named: boolean; readonly untold: 'untoldEligibility' | 'untoldAnomaly' | null; readonly nik: boolean }>> = {
  overlap: { kinds: [findingKinds.overlap], all: true, named: true, untold: null, nik: false },
  ineligible: { kinds: [findingKinds.ineligible], all: true, named: true, untold: 'untoldEligibility', nik: false },
  missed: { kinds: [findingKinds.missed], all: false, named: false, untold: null, nik: false },
  anomalies: { kinds: [findingKinds.odd, findingKinds.gone], all: true, named: true, untold: 'untoldAnomaly', nik: true },
};

/** Parameters that every list of aid knows: who is meant, and how many months (or `every` quarter, year) of counts before. */
export const aidParams = ['region', 'rw', 'rt', 'desil', 'need', 'programme', 'text', 'identifiers', 'months', 'every'] as const;
const MOST_POINTS = 60;

/** The day that a list is about: `period` may name it (`2026-11-30`). Error: INVALID_INPUT. */
export function dayOf(office: Reader, period: string | undefined): string {
  const day = period ?? today(office);
  return isRealDate(day) ? day : fail('INVALID_INPUT', { detail: `period ${day}` });
}

/** The days before whose counts stand beside a list, the oldest first. */
export function daysBefore(day: string, params: ReportQuery['params']): string[] {
  const points = Math.min(MOST_POINTS, Math.max(0, Number(params.months ?? 0) || 0));
  const step = (Object.keys(trendSteps) as TrendStep[]).find((one) => one === params.every) ?? 'month';
  return periodEnds(day, step, points);
}

/**
 * The families of a query, as a condition on `familySummary s`. `all` brings families that are no longer active too:
 * somebody in them may still receive. A programme narrows the families where the rows name none (`named` false).
 */
export function familiesOf(office: Reader, query: Pick<ReportQuery, 'params' | 'scope'>, all: boolean, named: boolean): Condition {
  const filter = filterOf(query.params);
  const { where, params } = filterCondition(office, { ...filter, ...(all && { status: 'all' }), ...(named && { programme: undefined }) }, query.scope);
  return { where: `${where} AND s.status <> ${familyStatus.undone}`, params };
}

/** The programme that rows have to name, if one was asked for. */
export function programmeOf({ params }: Pick<ReportQuery, 'params'>): string | null {
  return params.programme === undefined || params.programme === '' ? null : String(params.programme);
}
