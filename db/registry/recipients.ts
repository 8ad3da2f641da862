import { mask } from '../rules/mask.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { narrowing } from './access.ts';
import type { Scope } from './access.ts';
import { partJoins, partName } from './enrolment/parts.ts';
import { enrolmentStatus, labelFor, receivingStatuses } from './states.ts';

export interface Recipient {
  readonly id: string; readonly name: string; readonly person: string | null; readonly family: string | null; readonly group: string | null; readonly nik: string | null;
  readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly status: string; readonly statusCode: number | null;
  readonly start: string | null; readonly end: string | null; readonly decisionNo: string | null; readonly exitReason: string | null;
  readonly exitReasonCode: number | null;
  /** Until when and why it is suspended. */
  readonly until: string | null; readonly statusReason: string | null;
  /** NIK of the Kepala Keluarga where a family receives, and who receives on its behalf. */
  readonly headNik: string | null; readonly pengurus: string | null; readonly pengurusNik: string | null;
  /** Whether this office may move it. */
  readonly own: boolean;
}

export interface RecipientPage {
  readonly rows: Recipient[];
  readonly next: string | null;
  /** Recipients on all pages. */
  readonly total: number;
}

const ofStatus = {
  active: `AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')})`,
  proposed: `AND e.status = ${enrolmentStatus.proposed}`,
  suspended: `AND e.status = ${enrolmentStatus.suspended}`,
  ended: 'AND e.status IN (5, 6)',
  all: '',
} as const;

export type RecipientStatus = keyof typeof ofStatus;

/** The person of an enrolment, or the family's head line, seen through merges; the family is the person's present one. */
const source = `FROM enrolment e ${partJoins}
  LEFT JOIN person g ON g.uid = e.pengurus
  WHERE e.programme = ? AND e.voided IS NULL`;

/**
 * A page of a programme's recipients in the order of enrolment, NIK and No KK masked unless asked for in full. `active` are those who receive now
 * (decided, active or suspended); proposals are in `proposed` and `all`.
 */
export function listRecipients(
  office: Reader, programme: string, status: RecipientStatus, after: string | null, limit: number, scope: Scope, full = false,
): RecipientPage {
  const area = narrowing(office, scope);
  const within = area ? 'AND (coalesce(s.region, k.region) = ? OR coalesce(s.region, k.region) LIKE ?)' : '';
  const areaParams = area ? [area, `${area}.%`] : [];
  const rows = sql(office, `SELECT e.id AS number, e.uid AS id, p.uid AS person, ${partName} AS name, p.nik AS nik, s.uid AS family, s.noKk AS noKk,
    coalesce(s.address, k.address) AS address, coalesce(s.rt, k.rt) AS rt, coalesce(s.rw, k.rw) AS rw, k.uid AS "group", e.status AS status, e.start AS start, e."end" AS end, e.decisionNo AS decisionNo, e.exitReason AS exitReason,
    e.until AS until, e.statusReason AS statusReason, e.owner AS owner, g.name AS pengurus, g.nik AS pengurusNik,
    CASE WHEN p.uid IS NULL THEN (SELECT h.nik FROM person h WHERE h.family = s.uid AND h.relationship = 1 AND coalesce(h.status, 1) = 1 ORDER BY h.id LIMIT 1) END AS headNik
    ${source} ${ofStatus[status]} ${within} AND e.id > ? ORDER BY e.id LIMIT ?`).all(programme, ...areaParams, Number(after ?? 0), limit + 1) as RecipientRow[];
  const total = sql(office, `SELECT count(*) ${source} ${ofStatus[status]} ${within}`).pluck().get(programme, ...areaParams) as number;
  const page = rows.slice(0, limit);
  return { rows: page.map((row) => toRecipient(row, full, office.identity.code)), next: rows.length > limit ? String(page.at(-1)?.number) : null, total };
}

interface RecipientRow {
  readonly number: number; readonly id: string; readonly person: string | null; readonly name: string; readonly nik: string | null;
  readonly family: string | null; readonly group: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null;
  readonly rw: string | null; readonly status: number | null; readonly start: string | null; readonly end: string | null; readonly decisionNo: string | null;
  readonly exitReason: number | null; readonly until: string | null; readonly statusReason: string | null; readonly owner: string | null; readonly headNik: string | null; readonly pengurus: string | null; readonly pengurusNik: string | null;
}

function toRecipient(row: RecipientRow, full: boolean, here: string): Recipient {
  const masked = (value: string | null): string | null => (value === null || full ? value : mask(value));
  return {
    id: row.id, name: row.name, person: row.person, family: row.family, group: row.group, nik: masked(row.nik), noKk: masked(row.noKk), address: row.address,
    rt: row.rt, rw: row.rw, status: labelFor('TEPAT.statusKepesertaan', row.status) ?? '', statusCode: row.status, start: row.start, end: row.end, decisionNo: row.decisionNo,
    exitReason: labelFor('TEPAT.alasanKeluar', row.exitReason), exitReasonCode: row.exitReason,
    until: row.until, statusReason: row.statusReason, headNik: masked(row.headNik), pengurus: row.pengurus, pengurusNik: masked(row.pengurusNik), own: row.owner === null || row.owner === here,
  };
}
