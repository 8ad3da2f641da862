import type { CallOutput } from '../../../db/api/contract.ts';

/** A row of a report as the api gives it. */
export type Line = CallOutput<'report.run'>['rows'][number];

/** Whether a family cannot be found by its address. */
export function isException(line: Line): boolean {
  return !String(line['address'] ?? '').trim() || !line['rt'];
}
