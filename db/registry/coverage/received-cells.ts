import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { receivingStatuses } from '../states.ts';

/** How many recipients a family has in a programme: itself, or its people. */
export interface ReceivedCell {
  readonly family: string;
  readonly programme: string;
  readonly recipients: number;
}

const receiving = `e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')})`;
const cells = (home: string): string => `WITH home AS (${home}),
    who AS (SELECT uid AS family, uid AS name FROM home UNION ALL SELECT h.uid, a.fromFamily FROM home h JOIN alias a ON a.toFamily = h.uid AND a.ended IS NULL),
    lives AS (SELECT p.family AS family, p.uid AS uid FROM home h JOIN person p ON p.family = h.uid WHERE NOT EXISTS (SELECT 1 FROM alias a WHERE a.fromPerson = p.uid AND a.ended IS NULL)),
    people AS (SELECT family, uid, uid AS name FROM lives UNION ALL SELECT l.family, l.uid, a.fromPerson FROM lives l JOIN alias a ON a.toPerson = l.uid AND a.ended IS NULL),
    received AS (
      SELECT w.family AS family, e.programme AS programme, w.family AS recipient FROM who w JOIN enrolment e ON e.family = w.name AND e.person IS NULL WHERE ${receiving}
      UNION SELECT p.family, e.programme, p.uid FROM people p JOIN enrolment e ON e.person = p.name WHERE ${receiving})`;

/** Who of these families receives which programmes now, seen through merges of families and people. */
export function receivedCells(office: Reader, families: readonly string[]): ReceivedCell[] {
  return sql(office, `${cells('SELECT value AS uid FROM json_each(?)')} SELECT family, programme, count(*) AS recipients FROM received GROUP BY family, programme`)
    .all(JSON.stringify(families)) as ReceivedCell[];
}

/** Recipients and families of each programme among the families of a condition on `familySummary s`. */
export function receivedTotals(office: Reader, where: string, params: readonly (string | number)[]): { programme: string; recipients: number; families: number }[] {
  return sql(office, `${cells(`SELECT s.uid AS uid FROM familySummary s WHERE ${where}`)} SELECT programme, count(*) AS recipients, count(DISTINCT family) AS families FROM received GROUP BY programme`)
    .all(...params) as { programme: string; recipients: number; families: number }[];
}

/** Kelompok that receive each programme: they are no families, and stand beside a matrix of families. */
export function receivingGroups(office: Reader): { programme: string; name: string; groups: number }[] {
  return sql(office, `SELECT e.programme AS programme, coalesce(g.shortName, g.name) AS name, count(DISTINCT e.peopleGroup) AS groups FROM enrolment e JOIN programme g ON g.uid = e.programme
    WHERE e.peopleGroup IS NOT NULL AND ${receiving} GROUP BY 1 ORDER BY 2`).all() as { programme: string; name: string; groups: number }[];
}
