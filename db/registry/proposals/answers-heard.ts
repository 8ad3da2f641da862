import { entities } from '../../rules/entities.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/**
 * Own proposals that another office answered, as uids, of which this office heard from `since` (ISO moment) on: the day of an answer may be
 * long past when a stick brings it.
 */
export function answersHeard(office: Reader, since: string): ReadonlySet<string> {
  const heard = sql(office, `SELECT a.proposal FROM answer a CROSS JOIN proposal p ON p.uid = a.proposal AND p.owner = @code
    CROSS JOIN change c ON c.entity = ${entities.answer.id} AND c.record = a.id AND c.field = 0 CROSS JOIN tx t ON t.id = c.tx
    WHERE a.owner <> @code AND t.sourceKind = 'package' AND t.at >= @since`).pluck();
  return new Set(heard.all({ code: office.identity.code, since }) as string[]);
}
