import { isActivePerson } from '../../rules/checks/finding.ts';
import { mask } from '../../rules/mask.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { toRecord } from '../../store/records.ts';
import type { Scope } from '../access.ts';
import { filterCondition } from '../family-filter.ts';
import { deliveryStatus, personStatus, receivingStatuses } from '../states.ts';

/** A recipient of a programme with what became of a phase. */
export interface DeliveryLine {
  readonly enrolment: string; readonly family: string; readonly person: string | null; readonly name: string; readonly identifier: string | null; readonly address: string | null;
  readonly rt: string | null; readonly rw: string | null; readonly delivery: string | null; readonly status: number | null; readonly date: string | null; readonly rupiah: number | null;
  readonly quantity: number | null; readonly unit: string | null; readonly takenBy: string | null; readonly relation: number | null; readonly proof: number | null; readonly reason: string | null;
}

/** A recipient who must not be handed anything, and why. */
export interface DeliveryFollowUp extends Pick<DeliveryLine, 'enrolment' | 'family' | 'person' | 'name' | 'address' | 'rt' | 'rw'> {
  readonly cause: 'dead' | 'gone';
}

export interface DeliveryList {
  readonly rows: readonly DeliveryLine[];
  /** Dead or gone: left out of the rows, and listed for somebody to settle. */
  readonly followUp: readonly DeliveryFollowUp[];
  readonly received: number;
  readonly rupiah: number;
  /** Sums of goods by their unit. */
  readonly quantities: readonly { readonly unit: string; readonly quantity: number }[];
}

type Row = DeliveryLine & { personStatus: number | null; personRow: number | null; familyRow: number; familyActive: number };

/** Everybody who receives a programme now, in the order of RT and name, with the delivery of a phase; a repeat of two PCs counts once. */
export function deliveryList(office: Reader, programme: string, phase: string, scope: Scope): DeliveryList {
  const { where, params } = filterCondition(office, { status: 'all' }, scope);
  const rows = sql(office, `SELECT e.uid AS enrolment, s.uid AS family, p.uid AS person, coalesce(p.name, s.head, '') AS name, coalesce(p.nik, CASE WHEN p.uid IS NULL THEN s.noKk END) AS identifier, s.address AS address,
      s.rt AS rt, s.rw AS rw, d.uid AS delivery, d.status AS status, d.date AS date, d.rupiah AS rupiah, d.quantity AS quantity, d.unit AS unit, d.takenBy AS takenBy, d.relation AS relation, d.proof AS proof, d.reason AS reason,
      p.status AS personStatus, p.id AS personRow, s.family AS familyRow, s.active AS familyActive
    FROM enrolment e LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
    JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
    LEFT JOIN delivery d ON d.uid = (SELECT min(x.uid) FROM delivery x WHERE x.enrolment = e.uid AND x.phase = ? AND x.voided IS NULL)
    WHERE e.programme = ? AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) AND ${where}
    ORDER BY s.region, s.rw, s.rt, name, e.id`).all(phase, programme, ...params) as Row[];
  const present = rows.filter((row) => row.familyActive === 1 && (row.person === null || isHere(office, row)));
  const shown = present.map(({ personStatus: _status, personRow: _person, familyRow: _family, familyActive: _active, ...row }) => ({ ...row, identifier: row.identifier === null ? null : mask(row.identifier) }));
  const got = shown.filter((row) => row.status === deliveryStatus.received);
  return {
    rows: shown, received: got.length, rupiah: got.reduce((sum, row) => sum + (row.rupiah ?? 0), 0), quantities: sumByUnit(got),
    followUp: rows.filter((row) => !present.includes(row)).map(({ enrolment, family, person, name, address, rt, rw, personStatus: state }) => ({ enrolment, family, person, name, address, rt, rw, cause: state === personStatus.dead ? 'dead' : 'gone' })),
  };
}

function isHere(office: Reader, row: Row): boolean {
  const record = sql(office, 'SELECT * FROM person WHERE id = ?').get(row.personRow) as Parameters<typeof toRecord>[1];
  return isActivePerson(toRecord('person', record).values);
}

function sumByUnit(rows: readonly DeliveryLine[]): { unit: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { quantity, unit } of rows) if (quantity !== null) sums.set(unit ?? '', (sums.get(unit ?? '') ?? 0) + quantity);
  return [...sums].map(([unit, quantity]) => ({ unit, quantity })).sort((a, b) => a.unit.localeCompare(b.unit));
}

/** The phases of a programme that anything was recorded for, the newest first. */
export function deliveryPhases(office: Reader, programme: string): { phase: string; date: string | null; received: number; others: number }[] {
  return sql(office, `SELECT phase, max(date) AS date, count(DISTINCT CASE WHEN status = ${deliveryStatus.received} THEN enrolment END) AS received, count(DISTINCT CASE WHEN status <> ${deliveryStatus.received} THEN enrolment END) AS others
    FROM delivery WHERE programme = ? AND voided IS NULL GROUP BY phase ORDER BY date DESC, phase DESC`).all(programme) as { phase: string; date: string | null; received: number; others: number }[];
}
