import { addDays, daysBetween } from '../../rules/dates.ts';
import { mask } from '../../rules/mask.ts';
import { visitState } from '../../rules/visits/visit.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needRecord, textValue } from '../access.ts';
import type { Scope } from '../access.ts';
import { pairKind } from '../duplicates/pair.ts';
import { filterCondition } from '../family-filter.ts';
import { openTaskFamilies } from '../tasks/open-task-families.ts';
import { activeVisitors, visitorOf } from './enumerators.ts';
import type { Visitors } from './enumerators.ts';

/** Why a family is to be visited: its data is old, a list names it, its data is in doubt, a usulan is to be verified, or somebody asked for it. */
export type DueReason = 'older' | 'list' | 'doubts' | 'petition' | 'asked';
/** How far a family is: nobody goes yet, somebody is to go, found, checked, approved, sent back. */
export type DueState = 'due' | 'planned' | 'visited' | 'checked' | 'approved' | 'returned';

/** A family that is or was due in a period. */
export interface DueFamily {
  readonly family: string; readonly head: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly members: number;
  readonly dasawisma: string | null; readonly dasawismaName: string | null; readonly surveyDate: string | null;
  /** Days since it was visited last; null when it never was. */
  readonly age: number | null;
  readonly reasons: readonly DueReason[];
  readonly state: DueState;
  readonly visit: string | null; readonly plannedOn: string | null; readonly date: string | null; readonly result: number | null; readonly task: string | null;
  /** Who goes, or who would by the dasawisma or the RT. */
  readonly enumerator: string | null; readonly enumeratorName: string | null; readonly assigned: boolean;
}

/** What decides about a family. */
interface Known { readonly number: number; readonly family: string; readonly region: string | null; readonly rw: string | null; readonly rt: string | null; readonly dasawisma: string | null; readonly surveyDate: string | null; readonly warnings: number }
interface Row extends Known { readonly head: string | null; readonly noKk: string | null; readonly address: string | null; readonly members: number; readonly dasawismaName: string | null }
interface VisitRow { readonly id: string; readonly family: string; readonly enumerator: string | null; readonly plannedOn: string | null; readonly state: number; readonly date: string | null; readonly result: number | null; readonly task: string | null; readonly about: string | null }

/** How far a family is, and who goes there or would: what worklists are counted and split by. */
export interface DueStanding extends Pick<Known, 'number' | 'region' | 'rw' | 'rt' | 'dasawisma'> { readonly state: DueState; readonly enumerator: string | null }

/** An RT of a kelurahan; a family without RT, RW or region has empty texts. */
export interface WorkPlace { readonly region: string; readonly rw: string; readonly rt: string }

const states: Readonly<Record<number, DueState>> = {
  [visitState.task]: 'planned', [visitState.planned]: 'planned', [visitState.visited]: 'visited', [visitState.checked]: 'checked', [visitState.approved]: 'approved', [visitState.returned]: 'returned',
};

/** What decides who is due in a period on a day, beside the families themselves. */
export interface DueRule {
  readonly round: StoredRecord;
  readonly day: string;
  readonly latest: string | null;
  readonly listed: ReadonlyMap<string, string | null>;
  readonly doubts: boolean;
  readonly visitors: Visitors;
}

/** The rule of a period today. Error: NOT_FOUND. */
export function dueRule(office: Reader, uid: string, scope: Scope): DueRule {
  const round = needRecord(office, 'visitRound', uid);
  const day = today(office);
  const { olderThan } = round.values;
  return { round, day, latest: typeof olderThan === 'number' ? addDays(day, -olderThan) : null, listed: listedFamilies(office, round, scope), doubts: round.values.doubts === 1, visitors: activeVisitors(office, scope) };
}

/** Every family of a period's area that is due by its rule, or has a visit in it, in the order one would walk; of these numbers only, where some are named. */
export function dueFamilies(office: Reader, rule: DueRule, scope: Scope, only?: readonly number[]): (DueFamily & { readonly number: number })[] {
  const rows = familiesOf<Row>(office, rule.round, scope, only === undefined ? '' : 'AND s.family IN (SELECT value FROM json_each(?))', only === undefined ? [] : [JSON.stringify(only)], `${standingColumns}, s.head AS head, s.noKk AS noKk, s.address AS address, s.members AS members, g.name AS dasawismaName`, 'LEFT JOIN peopleGroup g ON g.uid = f.dasawisma');
  return judged(office, rule, rows, only !== undefined).map(({ row, visit, reasons, enumerator }) => {
    const { warnings: _warnings, noKk, ...known } = row;
    return {
      ...known, noKk: noKk === null ? null : mask(noKk), age: row.surveyDate === null ? null : daysBetween(row.surveyDate, rule.day), reasons, state: visit ? stateOf(visit) : 'due' as const,
      visit: visit?.id ?? null, plannedOn: visit?.plannedOn ?? null, date: visit?.date ?? null, result: visit?.result ?? null, task: visit?.task ?? rule.listed.get(row.family) ?? null,
      enumerator, enumeratorName: enumerator === null ? null : (rule.visitors.names.get(enumerator) ?? null), assigned: (visit?.enumerator ?? null) !== null,
    };
  });
}

/** The same, as far as worklists are counted and split by it; of these RT only, where some are named. */
export function dueStandings(office: Reader, rule: DueRule, scope: Scope, places?: readonly WorkPlace[]): DueStanding[] {
  const rows = places === undefined ? familiesOf<Known>(office, rule.round, scope) : places.flatMap((place) => {
    const at = (['region', 'rw', 'rt'] as const).map((column) => [place[column] === '' ? `coalesce(s.${column}, '') = ''` : `s.${column} = ?`, place[column]] as const);
    return familiesOf<Known>(office, rule.round, scope, `AND ${at.map(([part]) => part).join(' AND ')}`, at.flatMap(([, value]) => (value === '' ? [] : [value])));
  });
  return judged(office, rule, rows, places !== undefined).map(({ row: { number, region, rw, rt, dasawisma }, visit, enumerator }) => ({ number, region, rw, rt, dasawisma, state: visit ? stateOf(visit) : 'due', enumerator }));
}

interface Judged<R> { readonly row: R; readonly visit: VisitRow | undefined; readonly reasons: DueReason[]; readonly enumerator: string | null }

/** Those of the families that are due or have a visit; `few`: only about these is asked. */
function judged<R extends Known>(office: Reader, { round, latest, listed, doubts, visitors }: DueRule, rows: readonly R[], few: boolean): Judged<R>[] {
  const asked = few ? rows.map(({ family }) => family) : undefined;
  const visits = visitsIn(office, round.uid, asked);
  const doubtful = doubts ? familiesInPairs(office, asked) : null;
  const found: Judged<R>[] = [];
  for (const row of rows) {
    const visit = visits.get(row.family);
    const reasons: DueReason[] = [];
    if (latest !== null && (row.surveyDate === null || row.surveyDate <= latest)) reasons.push('older');
    if (listed.has(row.family)) reasons.push('list');
    if (doubtful !== null && (row.warnings > 0 || doubtful.has(row.family))) reasons.push('doubts');
    if ((visit?.about ?? null) !== null) reasons.push('petition');
    if (reasons.length === 0 && !visit) continue;
    if (reasons.length === 0) reasons.push('asked');
    found.push({ row, visit, reasons, enumerator: visit?.enumerator ?? visitorOf(visitors, row) });
  }
  return found;
}

/** A visit that nobody is to make, on no day, is still to be given to somebody. */
function stateOf({ state, enumerator, plannedOn }: VisitRow): DueState {
  const said = states[state] ?? 'due';
  return said === 'planned' && enumerator === null && plannedOn === null ? 'due' : said;
}

const standingColumns = 's.family AS number, s.uid AS family, s.region AS region, s.rw AS rw, s.rt AS rt, f.dasawisma AS dasawisma, l.surveyDate AS surveyDate, l.warnings AS warnings';

function familiesOf<R>(office: Reader, round: StoredRecord, scope: Scope, more = '', given: readonly string[] = [], columns = standingColumns, joined = ''): R[] {
  const { where, params } = filterCondition(office, { region: textValue(round, 'region') ?? '' }, scope);
  return sql(office, `SELECT ${columns} FROM familySummary s JOIN family f ON f.id = s.family LEFT JOIN lineChange l ON l.family = s.family ${joined} WHERE ${where} AND f.owner = ? ${more}
    ORDER BY coalesce(s.region, ''), coalesce(s.rw, ''), coalesce(s.rt, ''), s.addressKey, s.family`).all(...params, office.identity.code, ...given) as R[];
}

/** The families that the list of a period names and nobody answered about yet, each with its task. */
function listedFamilies(office: Reader, round: StoredRecord, scope: Scope): ReadonlyMap<string, string | null> {
  const list = textValue(round, 'list');
  if (list === null) return new Map();
  const named = sql(office, `SELECT coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = t.family AND a.ended IS NULL), t.family) AS family FROM task t JOIN targetList l ON l.uid = t.list
    WHERE t.list = ? AND t.family IS NOT NULL AND l.targetSet IS NOT NULL AND l.withdrawn IS NULL`).pluck().all(list) as string[];
  return new Map<string, string | null>([...named.map((family) => [family, null] as const), ...openTaskFamilies(office, list, scope)]);
}

/** The families of which somebody, or which itself, may be recorded twice. */
function familiesInPairs(office: Reader, among?: readonly string[]): ReadonlySet<string> {
  const rows = among === undefined
    ? sql(office, `SELECT CASE d.kind WHEN ${pairKind.family} THEN d.uid ELSE (SELECT p.family FROM person p WHERE p.uid = d.uid) END FROM (SELECT kind, "left" AS uid FROM duplicateFound UNION ALL SELECT kind, "right" FROM duplicateFound) d`).pluck().all() as (string | null)[]
    : sql(office, `SELECT j.value FROM json_each(?) j WHERE EXISTS (SELECT 1 FROM duplicateFound d WHERE d.kind = ${pairKind.family} AND d."left" = j.value) OR EXISTS (SELECT 1 FROM duplicateFound d WHERE d.kind = ${pairKind.family} AND d."right" = j.value)
        OR EXISTS (SELECT 1 FROM person p JOIN duplicateFound d ON d.kind = ${pairKind.person} AND d."left" = p.uid WHERE p.family = j.value)
        OR EXISTS (SELECT 1 FROM person p JOIN duplicateFound d ON d.kind = ${pairKind.person} AND d."right" = p.uid WHERE p.family = j.value)`).pluck().all(JSON.stringify(among)) as string[];
  return new Set(rows.filter((uid): uid is string => uid !== null));
}

/** The last visit of each family in a period; a family that was merged is the one that stayed. */
function visitsIn(office: Reader, round: string, families?: readonly string[]): ReadonlyMap<string, VisitRow> {
  const ids = JSON.stringify(families ?? []);
  const among = families === undefined ? '' : 'AND v.family IN (SELECT value FROM json_each(?) UNION SELECT a.fromFamily FROM json_each(?) j JOIN alias a ON a.toFamily = j.value AND a.ended IS NULL)';
  const rows = sql(office, `SELECT v.uid AS id, coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = v.family AND a.ended IS NULL), v.family) AS family, v.enumerator AS enumerator, v.plannedOn AS plannedOn, v.state AS state, v.date AS date, v.result AS result, v.task AS task, v.about AS about
    FROM visit v WHERE v.round = ? AND v.voided IS NULL ${among} ORDER BY v.id`).all(round, ...(families === undefined ? [] : [ids, ids])) as VisitRow[];
  return new Map(rows.map((row) => [row.family, row]));
}
