import { filterCondition } from '../../registry/family-filter.ts';
import { narrowing } from '../../registry/access.ts';
import type { Scope } from '../../registry/access.ts';
import type { Agreement } from '../../registry/partners/agreements.ts';
import { familyStatus, receivingStatuses } from '../../registry/states.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { filterOf } from '../report.ts';
import type { ReportQuery } from '../report.ts';

/** A family, or a person in one, that a list is about. */
export interface Subject {
  readonly family: string;
  readonly person: string | null;
}

/** A present recipient of a programme of an agreement. */
export interface AgreedRecipient extends Subject {
  readonly programme: string;
  readonly status: number | null;
  readonly start: string | null;
}

/** Living recipients of these programmes in active families, in the order of a walk: those whom the agreement and the user's area hold. */
export function agreedRecipients(office: Reader, { programmes, regions }: Pick<Agreement, 'programmes' | 'regions'>, scope: Scope): AgreedRecipient[] {
  const { where, params } = within(office, regions, scope);
  return sql(office, `SELECT e.programme AS programme, p.uid AS person, s.uid AS family, e.status AS status, e.start AS start
    FROM enrolment e LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
    JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
    WHERE e.programme IN (SELECT value FROM json_each(?)) AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) AND s.active = 1
      AND (e.person IS NULL OR coalesce(p.status, 1) = 1 AND p.uid IS NOT NULL) AND ${where} ORDER BY s.region, s.rw, s.rt, coalesce(p.name, s.head), e.id`)
    .all(JSON.stringify(programmes), ...params) as AgreedRecipient[];
}

/** Families of a filter as subjects, in the order of a walk; never those of an undone import. */
export function familySubjects(office: Reader, params: ReportQuery['params'], scope: Scope): Subject[] {
  const condition = filterCondition(office, filterOf(params), scope);
  return sql(office, `SELECT s.uid AS family, NULL AS person FROM familySummary s WHERE ${condition.where} AND s.status <> ${familyStatus.undone} ORDER BY s.region, s.rw, s.rt, s.headKey, s.family`)
    .all(...condition.params) as Subject[];
}

/** The living people of the same families. */
export function peopleSubjects(office: Reader, params: ReportQuery['params'], scope: Scope): Subject[] {
  const people = sql(office, 'SELECT uid FROM person WHERE family = ? AND coalesce(status, 1) = 1 ORDER BY sequence, id').pluck();
  return familySubjects(office, params, scope).flatMap(({ family }) => (people.all(family) as string[]).map((person) => ({ family, person })));
}

/** The areas of an agreement that any active family lives in, in order. */
export function agreedAreas(office: Reader, { regions }: Pick<Agreement, 'regions'>, scope: Scope): { region: string | null; rw: string | null; rt: string | null }[] {
  const { where, params } = within(office, regions, scope);
  return sql(office, `SELECT DISTINCT s.region AS region, nullif(s.rw, '') AS rw, nullif(s.rt, '') AS rt FROM familySummary s WHERE s.active = 1 AND ${where} ORDER BY 1, 2, 3`)
    .all(...params) as { region: string | null; rw: string | null; rt: string | null }[];
}

/** Whether the agreement and the user's area hold a family's region; a family without one only where neither is narrowed. */
function within(office: Reader, regions: readonly string[], scope: Scope): { where: string; params: string[] } {
  const area = narrowing(office, scope);
  const inside = "(s.region = ? OR s.region LIKE ? || '.%')";
  const parts = [...(area === null ? [] : [inside]), ...(regions.length === 0 ? [] : [`(${regions.map(() => inside).join(' OR ')})`])];
  return { where: parts.join(' AND ') || '1', params: [...(area === null ? [] : [area, area]), ...regions.flatMap((region) => [region, region])] };
}

/** Which of these the agreement holds: its recipients, or anybody in its area where it says so; each once. */
export function agreedSubjects(office: Reader, subjects: readonly Subject[], agreement: Agreement, scope: Scope): Subject[] {
  const recipients = agreedRecipients(office, agreement, scope);
  const families = new Set(recipients.flatMap((one) => (one.person === null ? [one.family] : [])));
  const people = new Set(recipients.flatMap((one) => one.person ?? []));
  const headOf = sql(office, `SELECT uid FROM person WHERE family = ? AND relationship = 1 AND coalesce(status, 1) = 1 ORDER BY sequence, id LIMIT 1`).pluck();
  const { where, params } = within(office, agreement.regions, scope);
  const isHere = sql(office, `SELECT 1 FROM familySummary s WHERE s.uid = ? AND s.active = 1 AND ${where}`).pluck();
  const isAgreed = ({ family, person }: Subject): boolean => {
    if (isHere.get(family, ...params) === undefined) return false;
    if (agreement.wider) return true;
    const head = headOf.get(family);
    if (person === null) return families.has(family) || (typeof head === 'string' && people.has(head));
    return people.has(person) || (person === head && families.has(family));
  };
  const seen = new Set<string>();
  return subjects.filter((one) => {
    const key = `${one.family} ${one.person ?? ''}`;
    if (seen.has(key) || !isAgreed(one)) return false;
    seen.add(key);
    return true;
  });
}
