import type { FieldValue } from '../rules/field.ts';
import { sql } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { toRecord } from '../store/records.ts';
import { creditForm } from './recipient-unit.ts';
import { codeFor, deliveryStatus, labelFor } from './states.ts';

/** What reaches a family without being its own: through a group that somebody belongs to, its rumah tangga, or the house it lives in. */
export interface SharedAid {
  readonly id: string;
  readonly via: 'group' | 'household' | 'house';
  /** The group, where it is one. */
  readonly group: string | null;
  /** The group's name, or the family that answers for the rumah tangga or lived in the house. */
  readonly name: string;
  /** Who of the family is in the group, and as what. */
  readonly member: string | null;
  readonly programme: string;
  readonly programmeName: string;
  readonly status: string;
  readonly start: string | null;
  readonly end: string | null;
  /** What was handed over last. */
  readonly last: { readonly phase: string; readonly date: string | null; readonly rupiah: number | null; readonly quantity: number | null; readonly unit: string | null } | null;
}

/** Credit of an enrolment: it is paid back and no aid. */
export interface CreditView {
  readonly bank: string | null;
  readonly limit: number | null;
  readonly state: string | null;
}

interface Row { readonly id: string; readonly via: SharedAid['via']; readonly group: string | null; readonly name: string | null; readonly member: string | null; readonly role: number | null; readonly programme: string; readonly programmeName: string | null; readonly status: number | null; readonly start: string | null; readonly end: string | null }

const columns = `e.uid AS id, e.programme AS programme, coalesce(p.name, p.shortName) AS programmeName, e.status AS status, e.start AS start, e."end" AS "end"`;
/** The people of a family under every name that they have or had. */
const people = `SELECT uid AS known, name FROM person WHERE family = @family UNION ALL SELECT a.fromPerson, p.name FROM person p JOIN alias a ON a.toPerson = p.uid AND a.ended IS NULL WHERE p.family = @family`;

/** What a family has a share in, the newest first. A membership that ended shows only what the group received until then. */
export function sharedAid(office: Reader, family: { readonly uid: string; readonly values: Readonly<Record<string, FieldValue>> }): SharedAid[] {
  const { household = null, house = null } = family.values;
  const rows = sql(office, `SELECT 'group' AS via, g.uid AS "group", g.name AS name, m.name AS member, m.role AS role, ${columns}
      FROM (SELECT x.peopleGroup, x.role, n.name, x."left" FROM (${people}) n JOIN groupMember x ON x.person = n.known WHERE x.voided IS NULL) m
      JOIN peopleGroup g ON g.uid = m.peopleGroup JOIN enrolment e ON e.peopleGroup = g.uid LEFT JOIN programme p ON p.uid = e.programme WHERE e.voided IS NULL AND (m."left" IS NULL OR e.start IS NULL OR e.start < m."left")
    UNION ALL SELECT CASE WHEN e.household IS NOT NULL AND e.household = @household THEN 'household' ELSE 'house' END, NULL, s.head, NULL, NULL, ${columns}
      FROM enrolment e LEFT JOIN familySummary s ON s.uid = e.family LEFT JOIN programme p ON p.uid = e.programme WHERE e.voided IS NULL AND e.family <> @family AND (e.household = @household OR e.house = @house)`)
    .all({ family: family.uid, household, house }) as Row[];
  return rows.map(({ role, status, ...row }) => ({
    ...row, name: row.name ?? '', programmeName: row.programmeName ?? '', status: labelFor('TEPAT.statusKepesertaan', status) ?? '', last: lastDelivery(office, row.id),
    member: row.member === null ? null : [row.member, role === null ? null : (labelFor('TEPAT.peranKelompok', role) ?? '').toLowerCase()].filter(Boolean).join(', '),
  })).sort((a, b) => (b.start ?? '').localeCompare(a.start ?? ''));
}

function lastDelivery(office: Reader, enrolment: string): SharedAid['last'] {
  return (sql(office, `SELECT phase, date, rupiah, quantity, unit FROM delivery WHERE enrolment = ? AND voided IS NULL AND status = ${deliveryStatus.received} ORDER BY date DESC, uid LIMIT 1`).get(enrolment) as SharedAid['last'] | undefined) ?? null;
}

/** The credit of a part in a programme; null where what it gives need not be paid back. */
export function creditOf(office: Reader, values: Readonly<Record<string, FieldValue>>): CreditView | null {
  const row = sql(office, 'SELECT * FROM programme WHERE uid = ?').get(values.programme) as Parameters<typeof toRecord>[1] | undefined;
  if (!row || codeFor('TEPAT.bentukManfaat', toRecord('programme', row).values, 'form') !== creditForm) return null;
  return {
    bank: typeof values.bank === 'string' ? values.bank : null, limit: typeof values.creditLimit === 'number' ? values.creditLimit : null, state: labelFor('TEPAT.statusKredit', values.creditState),
  };
}
