import { oldTargets } from '../../rules/programme-plan.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { codeFor, unitKind } from '../states.ts';
import { planMeasure } from './realised.ts';

/** What a programme counts: TEPAT.satuanPenerima. */
export function unitOf({ values }: Pick<StoredRecord, 'values'>): number {
  return codeFor('TEPAT.satuanPenerima', values, 'unitKind') ?? unitKind.family;
}

/**
 * How many recipients a programme is to have in a year: the rows of the plan that are about it alone, in its own unit, of
 * those enrolled; rows for several places add up. Null where nobody planned it.
 */
export function yearTarget(office: Reader, programme: Pick<StoredRecord, 'uid' | 'values'>, year: number): number | null {
  const planned = sql(office, `SELECT sum(p.target) FROM plan p WHERE p.voided IS NULL AND p.year = ? AND coalesce(p.measure, ${planMeasure.enrolled}) = ${planMeasure.enrolled}
    AND p.unitKind = ? AND json_array_length(p.programmes) = 1 AND json_extract(p.programmes, '$[0]') = ?`).pluck().get(year, unitOf(programme), programme.uid) as number | null;
  return planned ?? oldTargets(programme.values).find((one) => one.year === year)?.target ?? null;
}
