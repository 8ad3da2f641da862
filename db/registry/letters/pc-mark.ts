import { sha256Hex } from '../../store/digest.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { markOf } from '../../rules/letters/number.ts';

/** Since when this register may count beside another one: what began it, and the mark that its numbers carry unless the office says another. */
export interface PcMark { readonly since: string; readonly usual: string }

/**
 * Null where no other register of this office can be giving numbers. A folder that was copied to another PC, a fork and a
 * backup that was restored each begin a line of their own, which knows nothing of the numbers that the other one gives.
 */
export function pcMark(office: Reader): PcMark | null {
  const row = sql(office, "SELECT d.uid AS uid, e.epoch AS epoch FROM epoch e JOIN device d ON d.no = e.device WHERE e.reason IN ('clone', 'fork', 'restore') AND d.office = ? ORDER BY e.startedAt DESC, e.device DESC, e.epoch DESC LIMIT 1").get(office.identity.code) as { uid: string; epoch: number } | undefined;
  if (row === undefined) return null;
  const since = `${row.uid}.${row.epoch}`;
  return { since, usual: markOf(sha256Hex(`letter mark ${since}`)) };
}
