import { mask } from '../rules/mask.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { narrowing } from './access.ts';
import type { Scope } from './access.ts';
import { labelFor, receivingStatuses } from './states.ts';

export interface Recipient {
  readonly id: string; readonly name: string; readonly person: string | null; readonly family: string | null; readonly group: string | null; readonly nik: string | null;
  readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly status: string; readonly statusCode: number | null;
  readonly start: string | null; readonly end: string | null; readonly decisionNo: string | null; readonly exitReason: string | null;
  readonly exitReasonCode: number | null;
}

export interface RecipientPage {
  readonly rows: Recipient[];
  readonly next: string | null;
  /** Recipients on all pages. */
  readonly total: number;
}

const ofStatus = {
  active: `AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')})`,
  ended: 'AND e.status IN (5, 6)',
  all: '',
} as const;

/** The person of an enrolment, or the family's head line, seen through merges; the family is the person's present one. */
const source = `FROM enrolment e LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
  LEFT JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
  LEFT JOIN peopleGroup k ON k.uid = e.peopleGroup WHERE e.programme = ? AND e.voided IS NULL`;

/**
 * A page of a programme's recipients in the order of enrolment, NIK and No KK masked unless asked for in full. `active` are those who receive now
 * (decided, active or suspended); proposals are only in `all`.
 */
export function listRecipients(
  office: Reader, programme: string, status: 'active' | 'ended' | 'all', after: string | null, limit: number, scope: Scope, full = false,
): RecipientPage {
  const area = narrowing(office, scope);
  const within = area ? 'AND (coalesce(s.region, k.region) = ? OR coalesce(s.region, k.region) LIKE ?)' : '';
  const areaParams = area ? [area, `${area}.%`] : [];
  const rows = sql(office, `SELECT e.id AS number, e.uid AS id, p.uid AS person, p.name AS personName, p.nik AS nik, s.uid AS family, s.head AS head, s.noKk AS noKk,
    coalesce(s.address, k.address) AS address, coalesce(s.rt, k.rt) AS rt, coalesce(s.rw, k.rw) AS rw, k.uid AS "group", k.name AS groupName, e.status AS status, e.start AS start, e."end" AS end, e.decisionNo AS decisionNo, e.exitReason AS exitReason
    ${source} ${ofStatus[status]} ${within} AND e.id > ? ORDER BY e.id LIMIT ?`).all(programme, ...areaParams, Number(after ?? 0), limit + 1) as RecipientRow[];
  const total = sql(office, `SELECT count(*) ${source} ${ofStatus[status]} ${within}`).pluck().get(programme, ...areaParams) as number;
  const page = rows.slice(0, limit);
  return { rows: page.map((row) => toRecipient(row, full)), next: rows.length > limit ? String(page.at(-1)?.number) : null, total };
}

interface RecipientRow {
  readonly number: number; readonly id: string; readonly person: string | null; readonly personName: string | null; readonly nik: string | null;
  readonly family: string | null; readonly group: string | null; readonly groupName: string | null; readonly head: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null;
  readonly rw: string | null; readonly status: number | null; readonly start: string | null; readonly end: string | null; readonly decisionNo: string | null;
  readonly exitReason: number | null;
}

function toRecipient(row: RecipientRow, full: boolean): Recipient {
  const masked = (value: string | null): string | null => (value === null || full ? value : mask(value));
  return {
    id: row.id, name: row.groupName ?? row.personName ?? row.head ?? '', person: row.person, family: row.family, group: row.group, nik: masked(row.nik), noKk: masked(row.noKk), address: row.address,
    rt: row.rt, rw: row.rw, status: labelFor('TEPAT.statusKepesertaan', row.status) ?? '', statusCode: row.status, start: row.start, end: row.end, decisionNo: row.decisionNo,
    exitReason: labelFor('TEPAT.alasanKeluar', row.exitReason), exitReasonCode: row.exitReason,
  };
}
