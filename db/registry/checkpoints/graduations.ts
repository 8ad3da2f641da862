import { exitReason } from '../../rules/enrolment/exit-reasons.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { enrolmentStatus } from '../states.ts';

/** A family of which somebody left a programme because they need it no more (graduasi mandiri, KPS-4). */
export interface Graduation {
  readonly family: number;
  readonly programme: string;
  readonly on: string;
}

const home = `LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
  JOIN family f ON f.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)`;

/** Every graduation up to a day. */
export function graduationsUntil(office: Reader, day: string): Graduation[] {
  return sql(office, `SELECT f.id AS family, coalesce(g.shortName, g.name, '') AS programme, e."end" AS "on" FROM enrolment e ${home} LEFT JOIN programme g ON g.uid = e.programme
    WHERE e.voided IS NULL AND e.status IN (${enrolmentStatus.finished}, ${enrolmentStatus.left}) AND e.exitReason IN (${exitReason.able}, ${exitReason.withdrew}) AND e."end" <= ?`).all(day) as Graduation[];
}

/** The first day after a day, up to another, on which somebody of these families began to receive again, by family. */
export function enrolledAgain(office: Reader, families: readonly number[], after: string, until: string): ReadonlyMap<number, readonly string[]> {
  const rows = sql(office, `SELECT f.id, e.start FROM enrolment e ${home} WHERE e.voided IS NULL AND coalesce(e.status, 3) <> ${enrolmentStatus.proposed} AND e.start > ? AND e.start <= ?
    AND f.id IN (SELECT value FROM json_each(?)) ORDER BY e.start`).raw().all(after, until, JSON.stringify(families)) as [number, string][];
  const starts = new Map<number, string[]>();
  for (const [family, start] of rows) starts.set(family, [...(starts.get(family) ?? []), start]);
  return starts;
}
