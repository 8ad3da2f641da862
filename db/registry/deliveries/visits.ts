import { mask } from '../../rules/mask.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { recipientName } from '../enrolment/parts.ts';
import { filterCondition } from '../family-filter.ts';
import { notCounted } from './counting.ts';
import type { Recipient } from './delivery-list.ts';

/** A visit at home. The note and the number of the medical record are null for who may not read about health. */
export interface Visit extends Recipient {
  readonly id: string; readonly date: string | null; readonly status: number | null; readonly reason: string | null; readonly officer: string | null; readonly followUp: number | null; readonly followUpDate: string | null;
  /** Its follow-up is due and no later visit was made. */
  readonly due: boolean;
  readonly note: string | null; readonly recordNo: string | null; readonly own: boolean;
}

export interface VisitQuery {
  readonly programme: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly due: boolean;
}

type Row = Omit<Visit, 'due' | 'own'> & { readonly owner: string | null; readonly later: number };

/** The visits of a programme, the latest first; what is about health only with the permission for it. */
export function listVisits(office: Reader, { programme, from, to, due }: VisitQuery, scope: Scope, health: boolean): Visit[] {
  const { where, params } = filterCondition(office, { status: 'all' }, scope);
  const rows = sql(office, `SELECT d.uid AS id, d.enrolment AS enrolment, s.uid AS family, p.uid AS person, ${recipientName} AS name, coalesce(p.nik, CASE WHEN p.uid IS NULL THEN s.noKk END) AS identifier, s.address AS address, s.rt AS rt, s.rw AS rw,
      d.date AS date, d.status AS status, d.reason AS reason, d.officer AS officer, d.followUp AS followUp, d.followUpDate AS followUpDate, d.owner AS owner, ${health ? 'd.healthNote' : 'NULL'} AS note, ${health ? 'd.recordNo' : 'NULL'} AS recordNo,
      EXISTS (SELECT 1 FROM delivery x WHERE x.enrolment = d.enrolment AND x.voided IS NULL AND x.status = 1 AND x.date > d.date) AS later
    FROM delivery d LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = d.person AND a.ended IS NULL), d.person)
    JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = d.family AND a.ended IS NULL), d.family)
    WHERE d.programme = ? AND d.voided IS NULL AND d.date >= ? AND d.date <= ? AND d.uid NOT IN (SELECT value FROM json_each(?)) AND ${where} ORDER BY d.date DESC, name, d.id`)
    .all(programme, from ?? '', to ?? '9999', notCounted(office), ...params) as Row[];
  const day = today(office);
  return rows.map(({ owner, later, identifier, ...row }): Visit => ({
    ...row, identifier: identifier === null ? null : mask(identifier), own: owner === office.identity.code,
    due: row.followUpDate !== null && row.followUpDate <= day && later === 0,
  })).filter((row) => !due || row.due);
}
