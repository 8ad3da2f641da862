import { entities } from '../rules/entities.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';

/** What says nothing of who somebody is or may receive, so that no row is judged by it. */
const aside = entities.delivery.id;

/**
 * Whether the rows of a file that were judged as of a transaction would still be judged the same: since then nothing was
 * written but deliveries, which a hall ticks every few seconds on a delivery day, and what changes no record (a reveal, a print).
 */
export function stillJudged(office: Reader, checkedTx: number): boolean {
  return checkedTx >= 0 && sql(office, 'SELECT 1 FROM change WHERE tx > ? AND entity <> ? LIMIT 1').get(checkedTx, aside) === undefined;
}
