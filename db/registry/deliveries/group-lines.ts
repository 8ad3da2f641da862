import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { receivingStatuses } from '../states.ts';
import type { DeliveryLine } from './delivery-list.ts';

/** The groups that receive a programme now, by name, with the delivery of a phase; one that dissolved is left out. */
export function groupLines(office: Reader, programme: string, phase: string, scope: Scope): DeliveryLine[] {
  const area = narrowing(office, scope);
  const rows = sql(office, `SELECT e.uid AS enrolment, NULL AS family, NULL AS person, k.uid AS "group", coalesce(k.name, '') AS name, NULL AS identifier, k.address AS address, k.rt AS rt, k.rw AS rw,
      d.uid AS delivery, d.status AS status, d.date AS date, d.rupiah AS rupiah, d.quantity AS quantity, d.unit AS unit, d.takenBy AS takenBy, d.relation AS relation, d.proof AS proof, d.reason AS reason, d.owner AS owner
    FROM enrolment e JOIN peopleGroup k ON k.uid = e.peopleGroup LEFT JOIN delivery d ON d.uid = (SELECT min(x.uid) FROM delivery x WHERE x.enrolment = e.uid AND x.phase = ? AND x.voided IS NULL)
    WHERE e.programme = ? AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) AND k.ended IS NULL ${area ? "AND (k.region = ? OR k.region LIKE ? || '.%')" : ''}
    ORDER BY upper(k.name), e.id`).all(phase, programme, ...(area ? [area, area] : [])) as (Omit<DeliveryLine, 'own'> & { owner: string | null })[];
  return rows.map(({ owner, ...row }) => ({ ...row, own: owner === null || owner === office.identity.code }));
}
