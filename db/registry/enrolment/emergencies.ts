import { fail } from '../../rules/failure.ts';
import type { FieldValues } from '../../rules/field.ts';
import { writeChanges } from '../../store/change-log.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader, Writer } from '../../store/office.ts';
import type { Actor, Scope } from '../access.ts';
import { openStatuses } from '../states.ts';
import { needPart, partJoins, partName, partsWithin } from './parts.ts';

/** Somebody enrolled in an emergency whom nobody has verified yet (KPS-6). */
export interface Unverified {
  readonly enrolment: string; readonly programme: string; readonly programmeName: string; readonly family: string | null; readonly person: string | null; readonly group: string | null; readonly name: string; readonly address: string | null;
  readonly rt: string | null; readonly rw: string | null; readonly status: number; readonly start: string | null; readonly emergency: number; readonly verifyBy: string | null; readonly own: boolean;
  /** The day has passed; they stay enrolled until somebody decides. */
  readonly overdue: boolean;
}

/** Who must be verified, the most urgent first. */
export function unverified(office: Reader, scope: Scope, programme?: string): Unverified[] {
  const { where, params } = partsWithin(office, scope);
  const rows = sql(office, `SELECT e.uid AS enrolment, e.programme AS programme, coalesce(g.shortName, g.name, '') AS programmeName, s.uid AS family, p.uid AS person, k.uid AS "group", ${partName} AS name, coalesce(s.address, k.address) AS address,
      coalesce(s.rt, k.rt) AS rt, coalesce(s.rw, k.rw) AS rw, coalesce(e.status, 3) AS status, e.start AS start, e.emergency AS emergency, e.verifyBy AS verifyBy, e.owner AS owner
    FROM enrolment e ${partJoins} LEFT JOIN programme g ON g.uid = e.programme
    WHERE e.emergency IS NOT NULL AND e.verifiedOn IS NULL AND e.voided IS NULL AND coalesce(e.status, 3) IN (${openStatuses.join(',')}) AND (? IS NULL OR e.programme = ?) AND ${where}
    ORDER BY e.verifyBy, name, e.id`).all(programme ?? null, programme ?? null, ...params) as (Omit<Unverified, 'own' | 'overdue'> & { owner: string | null })[];
  const day = today(office);
  return rows.map(({ owner, ...row }) => ({ ...row, own: owner === null || owner === office.identity.code, overdue: row.verifyBy !== null && row.verifyBy < day }));
}

/** How many were to be verified by a day that has passed. */
export function overdueEmergencies(office: Reader, scope: Scope): number {
  const { where, params } = partsWithin(office, scope);
  return sql(office, `SELECT count(*) FROM enrolment e ${partJoins}
    WHERE e.emergency IS NOT NULL AND e.verifyBy < ? AND e.verifiedOn IS NULL AND e.voided IS NULL AND coalesce(e.status, 3) IN (${openStatuses.join(',')}) AND ${where}`).pluck().get(today(office), ...params) as number;
}

/** That somebody enrolled in an emergency was verified and stays; whoever does not is moved out with a reason. Errors: as `needPart`, NOT_EMERGENCY, DATE_ORDER. */
export function verifyEmergency(office: Writer, actor: Actor, input: { ids: readonly string[]; date: string; decisionNo?: string | null; decisionDate?: string | null; note?: string | null }): { verified: number } {
  return writeChanges(office, { user: actor.user, kind: 'enrol', reason: input.note?.trim() || null }, (log) => {
    const ids = [...new Set(input.ids)];
    for (const id of ids) {
      const part = needPart(office, id, actor.scope);
      const { emergency, verifiedOn, start } = part.enrolment.values;
      if ((emergency ?? null) === null || (verifiedOn ?? null) !== null || !openStatuses.includes(part.status)) fail('NOT_EMERGENCY', { name: part.name });
      if (typeof start === 'string' && input.date < start) fail('DATE_ORDER', { start, end: input.date });
      const decision: FieldValues = input.decisionNo?.trim() ? { decisionNo: input.decisionNo.trim(), decisionDate: input.decisionDate ?? null } : {};
      log.update('enrolment', part.enrolment.id, { verifiedOn: input.date, ...decision });
    }
    return { verified: ids.length };
  });
}

/** Refuses (VERIFY_BY_NEEDED) an emergency without the day by which it must be verified, or one that is over before it begins. */
export function requireEmergency({ emergency = null, verifyBy = null, start }: { readonly emergency?: number | null; readonly verifyBy?: string | null; readonly start: string }): void {
  if ((emergency === null) !== (verifyBy === null) || (verifyBy !== null && verifyBy < start)) fail('VERIFY_BY_NEEDED');
}
