import { say } from '../../rules/text.ts';
import type { Lang } from '../../rules/text.ts';
import { enrolmentEn } from '../../rules/text/enrolment.en.ts';
import { enrolmentId } from '../../rules/text/enrolment.id.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { filterCondition } from '../family-filter.ts';
import { enrolmentStatus } from '../states.ts';
import { partJoins, partName, personHere } from './parts.ts';

const words = { id: enrolmentId, en: enrolmentEn };

/** Somebody who was proposed and waits. */
export interface WaitingLine {
  readonly enrolment: string; readonly family: string | null; readonly person: string | null; readonly group: string | null; readonly name: string; readonly address: string | null; readonly rt: string | null; readonly rw: string | null;
  readonly region: string | null; readonly desil: number | null; readonly proposedOn: string | null; readonly source: string | null;
  /** 1 is next. */
  readonly place: number;
  /** Why at this place, in words. */
  readonly why: string;
}

/**
 * Who waits for a programme, in the order in which they would be taken: the poorest desil first, then who was proposed
 * earlier. Whoever died or moved waits no longer; they stand among the proposed exits.
 */
export function waitingList(office: Reader, programme: string, region: string | null, scope: Scope, lang: Lang, limit = 500): WaitingLine[] {
  const { where, params } = filterCondition(office, { status: 'active', ...(region !== null && { region }) }, scope);
  const areas = [narrowing(office, scope), region].filter((area) => area !== null);
  const rows = sql(office, `SELECT e.uid AS enrolment, s.uid AS family, p.uid AS person, k.uid AS "group", ${partName} AS name, coalesce(s.address, k.address) AS address, coalesce(s.rt, k.rt) AS rt, coalesce(s.rw, k.rw) AS rw, coalesce(s.region, k.region) AS region, s.desil AS desil,
      e.proposedOn AS proposedOn, e.source AS source
    FROM enrolment e ${partJoins}
    WHERE e.programme = ? AND e.voided IS NULL AND e.status = ${enrolmentStatus.proposed} AND (p.id IS NULL OR ${personHere}) AND (${where} OR (k.uid IS NOT NULL AND k.ended IS NULL ${areas.map(() => "AND (k.region = ? OR k.region LIKE ? || '.%')").join(' ')}))
    ORDER BY s.desil IS NULL, s.desil, e.proposedOn IS NULL, e.proposedOn, e.uid LIMIT ?`).all(programme, ...params, ...areas.flatMap((area) => [area, area]), limit) as Omit<WaitingLine, 'place' | 'why'>[];
  return rows.map((row, index) => ({ ...row, place: index + 1, why: [
    ...(row.group !== null ? [] : [row.desil === null ? say(lang, words, 'waitNoDesil') : say(lang, words, 'waitDesil', { desil: row.desil })]),
    row.proposedOn === null ? say(lang, words, 'waitNoDate') : say(lang, words, 'waitSince', { date: row.proposedOn }),
  ].join(', ') }));
}
