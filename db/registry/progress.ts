import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { needRecord } from './access.ts';
import type { Scope } from './access.ts';
import { planMeasure, planRealised } from './plans/realised.ts';
import { unitOf, yearTarget } from './plans/year-target.ts';

/** How far a programme has come in a year. */
export interface Progress {
  readonly year: number;
  readonly target: number | null;
  /** People, families, houses or groups that received at any time of the year; each once. */
  readonly reached: number;
}

/** The progress of a programme towards its target of a year, the present one unless said otherwise (BTG-8): counted as the plan counts. Error: NOT_FOUND. */
export function progressOf(office: Reader, id: string, scope: Scope, year = Number(today(office).slice(0, 4))): Progress {
  const programme = needRecord(office, 'programme', id);
  const { realised } = planRealised(office, { year, programmes: [programme.uid], place: null, measure: planMeasure.enrolled, unit: unitOf(programme) }, scope);
  return { year, target: yearTarget(office, programme, year), reached: realised };
}
