import type { Condition } from '../../registry/family-filter.ts';
import { receivesOn } from '../../rules/aid/aid-facts.ts';
import type { AidEnrolment } from '../../rules/aid/aid-facts.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';

/** A part of somebody whose NIK is that of another person too. */
export interface NikTwice {
  readonly enrolment: string; readonly programmeId: string; readonly person: string; readonly recipient: string | null; readonly nik: string; readonly people: number;
  readonly status: number; readonly start: string | null; readonly end: string | null;
  readonly family: number; readonly id: string; readonly name: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null;
  readonly region: string | null; readonly desil: number | null;
}

/** Recipients by day whose NIK stands with two people who are there, in the order of a walk. Who was merged with the other is one person by now. */
export function nikTwice(office: Reader, days: readonly string[], { where, params }: Condition): NikTwice[][] {
  const rows = sql(office, `WITH twice AS MATERIALIZED (SELECT nik FROM person WHERE nik IS NOT NULL GROUP BY nik HAVING count(*) > 1)
    SELECT e.uid AS enrolment, e.programme AS programmeId, p.uid AS person, p.name AS recipient, p.nik AS nik, (SELECT count(*) FROM person q WHERE q.nik = p.nik AND coalesce(q.status, 1) = 1) AS people,
      coalesce(e.status, 3) AS status, e.start AS start, e."end" AS "end",
      s.family AS family, s.uid AS id, s.head AS name, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.region AS region, s.desil AS desil
    FROM twice CROSS JOIN person p ON p.nik = twice.nik CROSS JOIN enrolment e ON e.person = p.uid CROSS JOIN familySummary s ON s.uid = p.family
    WHERE e.voided IS NULL AND coalesce(p.status, 1) = 1
      AND EXISTS (SELECT 1 FROM person q WHERE q.nik = p.nik AND q.id <> p.id AND coalesce(q.status, 1) = 1 AND NOT EXISTS (SELECT 1 FROM alias a WHERE a.ended IS NULL AND a.fromPerson IN (p.uid, q.uid)))
      AND ${where} ORDER BY s.region, s.rw, s.rt, p.nik, p.id, e.id`).all(...params) as NikTwice[];
  return days.map((day) => rows.filter(({ status, start, end }) => receivesOn({ status, start, end } as AidEnrolment, day)));
}
