import { isChosen } from '../../rules/aid/aid-facts.ts';
import { isInside } from '../../rules/region-code.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { Scope } from '../access.ts';
import { aidProgrammes } from '../aid/aid-families.ts';
import { filterCondition, onTargetList } from '../family-filter.ts';
import { receivingStatuses } from '../states.ts';
import { targetSlices } from './target-sets.ts';
import type { TargetSetView } from './target-sets.ts';

/** Somebody who receives a programme that draws from a target list, and whether their family is on it. */
export interface DrawnRecipient {
  readonly enrolment: string; readonly programme: string; readonly person: string | null; readonly family: string; readonly recipient: string | null; readonly head: string | null;
  readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly desil: number | null; readonly start: string | null;
  readonly onList: boolean;
  /** Why they were enrolled all the same, where somebody answered for it. */
  readonly reason: string | null; readonly decidedBy: string | null; readonly decidedOn: string | null;
}

/** Who receives now where the target list reaches, seen through merges; the programmes are those that draw from it. */
export function drawnRecipients(office: Reader, set: TargetSetView, scope: Scope): DrawnRecipient[] {
  const drawing = [...aidProgrammes(office).values()].filter((one) => isChosen(set.content.programmes, one)).map((one) => one.uid);
  const reached = targetSlices(office).filter((one) => one.set === set.id).map((one) => one.office);
  const { where, params } = filterCondition(office, { status: 'all' }, scope);
  const on = new Set(sql(office, onTargetList).pluck().all(set.id) as string[]);
  const rows = sql(office, `SELECT e.uid AS enrolment, e.programme AS programme, p.uid AS person, s.uid AS family, coalesce(p.name, s.head) AS recipient, s.head AS head, s.address AS address, s.rt AS rt, s.rw AS rw,
      s.region AS region, s.desil AS desil, e.start AS start, o.reason AS reason, o.decidedBy AS decidedBy, o.decidedOn AS decidedOn
    FROM enrolment e LEFT JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = e.person AND a.ended IS NULL), e.person)
      JOIN familySummary s ON s.uid = coalesce(p.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = e.family AND a.ended IS NULL), e.family)
      LEFT JOIN override o ON o.id = (SELECT max(x.id) FROM override x WHERE x.enrolment = e.uid AND x.rule = ?)
    WHERE e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) AND e.programme IN (SELECT value FROM json_each(?)) AND ${where}
    ORDER BY s.region, s.rw, s.rt, s.headKey, e.id`).all(set.id, JSON.stringify(drawing), ...params) as Omit<DrawnRecipient, 'onList'>[];
  return rows.filter((row) => reached.some((code) => isInside(row.region ?? '', code))).map((row) => ({ ...row, onList: on.has(row.family) }));
}
