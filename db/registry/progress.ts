import { planOf } from '../rules/programme-plan.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { narrowing, needRecord } from './access.ts';
import type { Scope } from './access.ts';
import { recipientKey } from './recipient-unit.ts';
import { enrolmentStatus } from './states.ts';

/** How far a programme has come in a year. */
export interface Progress {
  readonly year: number;
  readonly target: number | null;
  /** People, families, houses or groups that received at any time of the year; each once. */
  readonly reached: number;
}

/** The progress of a programme towards its target of a year, the present one unless said otherwise (BTG-8). Error: NOT_FOUND. */
export function progressOf(office: Reader, id: string, scope: Scope, year = Number(today(office).slice(0, 4))): Progress {
  const programme = needRecord(office, 'programme', id);
  const target = planOf(programme.values).targets.find((one) => one.year === year)?.target ?? null;
  return { year, target, reached: reachedIn(office, programme.uid, year, scope) };
}

/** How many recipients a programme had in a year. */
export function reachedIn(office: Reader, programme: string, year: number, scope: Scope): number {
  const area = narrowing(office, scope);
  return sql(office, `SELECT count(DISTINCT ${recipientKey}) FROM enrolment e LEFT JOIN familySummary s ON s.uid = e.family LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup
    WHERE e.programme = ? AND e.voided IS NULL AND coalesce(e.status, 3) <> ${enrolmentStatus.proposed} AND coalesce(e.start, '') <= ? AND (e."end" IS NULL OR e."end" >= ?) ${area ? "AND (coalesce(s.region, k.region) = ? OR coalesce(s.region, k.region) LIKE ? || '.%')" : ''}`)
    .pluck().get(programme, `${year}-12-31`, `${year}-01-01`, ...(area ? [area, area] : [])) as number;
}
