import { isActivePerson } from '../../rules/checks/finding.ts';
import { textOf } from '../../rules/field.ts';
import type { FieldValue } from '../../rules/field.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { rawToRecord, recordColumns, toRecord } from '../../store/records.ts';
import type { RawRow } from '../../store/records.ts';
import { isOwn, narrowing } from '../access.ts';
import type { Scope } from '../access.ts';
import { receivingStatuses } from '../states.ts';

/** Up to this desil somebody counts as poor in a group (PTK-13). */
export const poorUpTo = 2;

/** Somebody in a group with what lists and counts say of them. */
export interface Membership {
  readonly id: string; readonly group: string; readonly person: string; readonly name: string; readonly nik: string | null; readonly family: string | null;
  readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly desil: number | null; readonly role: number | null;
  readonly joined: string | null; readonly left: string | null; readonly leftReason: string | null;
  /** Alive and here. */
  readonly here: boolean;
  /** In the group on the day that was asked about, alive and here. */
  readonly counts: boolean;
  readonly poor: boolean;
}

/** What a group reported last. */
export interface FigureView {
  readonly id: string; readonly date: string; readonly capital: number | null; readonly loans: number | null; readonly turnover: number | null; readonly source: string | null; readonly note: string | null;
}

export interface GroupRow {
  readonly id: string;
  readonly values: Record<string, FieldValue>;
  readonly own: boolean;
  readonly members: number;
  /** Members whose family is in desil 1 or 2. */
  readonly poor: number;
  /** The last report up to the day. */
  readonly figure: FigureView | null;
  /** Programmes that the group itself receives. */
  readonly programmes: readonly string[];
}

export interface GroupFilter {
  readonly status?: 'active' | 'ended' | 'all' | undefined;
  readonly kind?: number | undefined;
  readonly region?: string | undefined;
  /** A programme that it receives. */
  readonly programme?: string | undefined;
  readonly text?: string | undefined;
  /** The day that members and figures are counted for; today when absent. */
  readonly day?: string | undefined;
}

type Row = Parameters<typeof toRecord>[1];

/** The groups of an area in the order of their names. Each is one group, however many belong to it. */
export function listGroups(office: Reader, filter: GroupFilter, scope: Scope): GroupRow[] {
  const day = filter.day ?? today(office);
  const areas = [narrowing(office, scope), filter.region ?? null].filter((area): area is string => area !== null && area !== '');
  const status = filter.status ?? 'active';
  const rows = sql(office, `SELECT g.* FROM peopleGroup g WHERE ${areas.map(() => "(g.region = ? OR g.region LIKE ? || '.%')").join(' AND ') || '1'} ORDER BY upper(g.name), g.id`).all(...areas.flatMap((area) => [area, area])) as Row[];
  const programmes = programmesOf(office);
  const wanted = filter.programme;
  const words = (filter.text ?? '').trim().toUpperCase().split(/\s+/).filter(Boolean);
  const groups = rows.map((row) => toRecord('peopleGroup', row)).filter(({ uid, values }) => {
    const running = values.ended === null || String(values.ended) > day;
    const said = [values.name, values.business, values.decisionNo].join(' ').toUpperCase();
    return (status === 'all' || running === (status === 'active')) && (filter.kind === undefined || values.kind === filter.kind) && words.every((word) => said.includes(word))
      && (wanted === undefined || (programmes.get(uid) ?? []).some((one) => one.id === wanted));
  });
  const uids = groups.map((group) => group.uid);
  const members = Map.groupBy(memberships(office, uids, day), (one) => one.group);
  const figures = lastFigures(office, uids, day);
  return groups.map((group) => {
    const counted = (members.get(group.uid) ?? []).filter((one) => one.counts);
    return {
      id: group.uid, values: group.values, own: isOwn(office, group), members: counted.length, poor: counted.filter((one) => one.poor).length, figure: figures.get(group.uid) ?? null,
      programmes: (programmes.get(group.uid) ?? []).map((one) => one.name),
    };
  });
}

/**
 * Everybody who is or was in these groups, in the order of role and name, seen through merges: somebody who was recorded
 * twice is in a group once.
 */
export function memberships(office: Reader, groups: readonly string[], day: string): Membership[] {
  const rows = sql(office, `SELECT m.uid, m.peopleGroup, m.role, m.joined, m."left", m.leftReason, p.id, s.desil, s.address, s.rt, s.rw FROM groupMember m
    JOIN person p ON p.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = m.person AND a.ended IS NULL), m.person) LEFT JOIN familySummary s ON s.uid = p.family
    WHERE m.voided IS NULL AND m.peopleGroup IN (SELECT value FROM json_each(?)) ORDER BY m."left" IS NOT NULL, coalesce(m.role, 9), p.name, m.uid`).raw().all(JSON.stringify(groups)) as
    [string, string, number | null, string | null, string | null, string | null, number, number | null, string | null, string | null, string | null][];
  const people = peopleOf(office, rows.map((row) => row[6]));
  const seen = new Set<string>();
  return rows.flatMap(([id, group, role, joined, left, leftReason, number, desil, address, rt, rw]): Membership[] => {
    const person = people.get(number);
    if (!person) return [];
    const here = isActivePerson(person.values);
    const within = (joined === null || joined <= day) && (left === null || left > day);
    const counts = here && within && !seen.has(`${group} ${person.uid}`);
    if (counts) seen.add(`${group} ${person.uid}`);
    return [{
      id, group, person: person.uid, name: String(person.values.name ?? ''), nik: textOf(person.values.nik), family: textOf(person.values.family), address, rt, rw, desil, role, joined, left, leftReason,
      here, counts, poor: counts && desil !== null && desil <= poorUpTo,
    }];
  });
}

function peopleOf(office: Reader, numbers: readonly number[]) {
  const rows = sql(office, `SELECT ${recordColumns('person')} FROM person WHERE id IN (SELECT value FROM json_each(?))`).raw().all(JSON.stringify(numbers)) as RawRow[];
  return new Map(rows.map((row) => [row[0] as number, rawToRecord('person', row)]));
}

function lastFigures(office: Reader, groups: readonly string[], day: string): ReadonlyMap<string, FigureView> {
  const rows = sql(office, `SELECT peopleGroup, uid AS id, date, capital, loans, turnover, source, note FROM groupFigure WHERE voided IS NULL AND date <= ? AND peopleGroup IN (SELECT value FROM json_each(?)) ORDER BY date, uid DESC`)
    .all(day, JSON.stringify(groups)) as (FigureView & { peopleGroup: string })[];
  return new Map(rows.map(({ peopleGroup, ...figure }) => [peopleGroup, figure]));
}

/** What each group receives now. */
function programmesOf(office: Reader): ReadonlyMap<string, { id: string; name: string }[]> {
  const rows = sql(office, `SELECT DISTINCT e.peopleGroup AS uid, e.programme AS id, coalesce(g.shortName, g.name, '') AS name FROM enrolment e JOIN programme g ON g.uid = e.programme
    WHERE e.peopleGroup IS NOT NULL AND e.voided IS NULL AND coalesce(e.status, 3) IN (${receivingStatuses.join(',')}) ORDER BY name`).all() as { uid: string; id: string; name: string }[];
  return Map.groupBy(rows, (row) => row.uid);
}
