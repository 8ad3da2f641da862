import { deliveryStatus } from '../states.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import type { DeliveryFollowUp, DeliveryLine } from './delivery-list.ts';
import { heldBy, standingColumns, standingParams, standingWhere } from './standing.ts';
import type { Standing } from './standing.ts';

/** The groups that receive a programme now, by name, with the delivery of a phase; apart those that are suspended or left. One that dissolved is left out. */
export function groupLines(office: Reader, programme: string, phase: string, scope: Scope): { rows: DeliveryLine[]; followUp: DeliveryFollowUp[] } {
  const area = narrowing(office, scope);
  const found = sql(office, `SELECT e.uid AS enrolment, NULL AS family, NULL AS person, k.uid AS "group", coalesce(k.name, '') AS name, NULL AS identifier, k.address AS address, k.rt AS rt, k.rw AS rw,
      d.uid AS delivery, d.status AS status, d.date AS date, d.rupiah AS rupiah, d.quantity AS quantity, d.unit AS unit, d.takenBy AS takenBy, d.relation AS relation, d.proof AS proof, d.reason AS reason, d.owner AS owner, ${standingColumns}
    FROM enrolment e JOIN peopleGroup k ON k.uid = e.peopleGroup LEFT JOIN delivery d ON d.uid = (SELECT min(x.uid) FROM delivery x WHERE x.enrolment = e.uid AND x.phase = ? AND x.voided IS NULL)
    WHERE e.programme = ? AND e.voided IS NULL AND ${standingWhere} AND k.ended IS NULL ${area ? "AND (k.region = ? OR k.region LIKE ? || '.%')" : ''}
    ORDER BY upper(k.name), e.id`).all(phase, programme, ...standingParams(office, programme, phase), ...(area ? [area, area] : [])) as (Omit<DeliveryLine, 'own' | 'held'> & Standing & { owner: string | null })[];
  const [rows, followUp]: [DeliveryLine[], DeliveryFollowUp[]] = [[], []];
  for (const { owner, state, since, until, statusReason, end, exitReason, exitNote, ...row } of found) {
    const held = heldBy({ state, since, until, statusReason, end, exitReason, exitNote });
    if (held === null || row.status === deliveryStatus.received) rows.push({ ...row, own: owner === null || owner === office.identity.code, held: held?.cause ?? null });
    else followUp.push({ enrolment: row.enrolment, family: null, person: null, group: row.group, name: row.name, identifier: null, address: row.address, rt: row.rt, rw: row.rw, ...held });
  }
  const present = new Set(rows.flatMap((row) => (row.held === null && row.group !== null ? [row.group] : [])));
  return { rows, followUp: followUp.filter((one) => one.cause !== 'ended' || !present.has(one.group ?? '')) };
}
