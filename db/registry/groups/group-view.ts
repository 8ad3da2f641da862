import type { FieldValue } from '../../rules/field.ts';
import { mask } from '../../rules/mask.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { recordsWhere } from '../../store/records.ts';
import { isOwn, needRecord, requireArea, textValue } from '../access.ts';
import type { Scope } from '../access.ts';
import { enrolmentViews } from '../enrolment-view.ts';
import type { EnrolmentView } from '../enrolment-view.ts';
import { labelFor } from '../states.ts';
import { memberships } from './group-list.ts';
import type { FigureView, Membership } from './group-list.ts';

/** One delivery to a group. */
interface GroupDelivery {
  readonly id: string; readonly programme: string; readonly phase: string; readonly date: string | null; readonly status: string; readonly rupiah: number | null; readonly quantity: number | null; readonly unit: string | null;
}

/** A group as its page shows it; NIK masked. */
export interface GroupView {
  readonly id: string;
  readonly values: Record<string, FieldValue>;
  readonly own: boolean;
  readonly members: readonly Membership[];
  readonly counts: { readonly members: number; readonly poor: number };
  /** Reports, the newest first. */
  readonly figures: readonly FigureView[];
  readonly enrolments: readonly EnrolmentView[];
  readonly deliveries: readonly GroupDelivery[];
}

/** A group with its members and its reports. Errors: NOT_FOUND, OUTSIDE_AREA. */
export function groupView(office: Reader, id: string, scope: Scope): GroupView {
  const group = needRecord(office, 'peopleGroup', id);
  requireArea(office, textValue(group, 'region'), scope);
  const members = memberships(office, [group.uid], today(office));
  const counted = members.filter((one) => one.counts);
  const figures = sql(office, 'SELECT uid AS id, date, capital, loans, turnover, source, note FROM groupFigure WHERE peopleGroup = ? AND voided IS NULL ORDER BY date DESC, uid').all(group.uid) as FigureView[];
  return {
    id: group.uid, values: group.values, own: isOwn(office, group), members: members.map((one) => ({ ...one, nik: one.nik === null ? null : mask(one.nik) })),
    counts: { members: counted.length, poor: counted.filter((one) => one.poor).length }, figures,
    enrolments: enrolmentViews(office, recordsWhere(office, 'enrolment', 'peopleGroup', group.uid).filter((one) => one.values.voided === null)), deliveries: deliveriesTo(office, group.uid),
  };
}

function deliveriesTo(office: Reader, group: string): GroupDelivery[] {
  const rows = sql(office, `SELECT d.uid AS id, coalesce(p.shortName, p.name, '') AS programme, d.phase AS phase, d.date AS date, d.status AS status, d.rupiah AS rupiah, d.quantity AS quantity, d.unit AS unit
    FROM delivery d LEFT JOIN programme p ON p.uid = d.programme WHERE d.peopleGroup = ? AND d.voided IS NULL ORDER BY d.date DESC, d.uid`).all(group) as (Omit<GroupDelivery, 'status'> & { status: number | null })[];
  return rows.map((row) => ({ ...row, status: labelFor('TEPAT.statusPenyaluran', row.status) ?? '' }));
}
