import { addDays, daysBetween } from '../../rules/dates.ts';
import { mask } from '../../rules/mask.ts';
import { visitState } from '../../rules/visits/visit.ts';
import { sql, today } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import type { StoredRecord } from '../../store/records.ts';
import { needRecord, textValue } from '../access.ts';
import type { Scope } from '../access.ts';
import { allPairs, pairKind } from '../duplicates/pair.ts';
import { filterCondition } from '../family-filter.ts';
import { listTasks } from '../tasks/list-tasks.ts';
import { listEnumerators, whoVisits } from './enumerators.ts';
import type { EnumeratorView } from './enumerators.ts';

/** Why a family is to be visited: its data is old, a list names it, its data is in doubt, a usulan is to be verified, or somebody asked for it. */
export type DueReason = 'older' | 'list' | 'doubts' | 'petition' | 'asked';
/** How far a family is: nobody goes yet, somebody is to go, found, checked, approved, sent back. */
export type DueState = 'due' | 'planned' | 'visited' | 'checked' | 'approved' | 'returned';

/** A family that is or was due in a period. */
export interface DueFamily {
  readonly family: string; readonly head: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly members: number;
  readonly dasawisma: string | null; readonly dasawismaName: string | null; readonly surveyDate: string | null;
  /** Days since it was visited last; null when it never was. */
  readonly age: number | null;
  readonly reasons: readonly DueReason[];
  readonly state: DueState;
  readonly visit: string | null; readonly plannedOn: string | null; readonly date: string | null; readonly result: number | null; readonly task: string | null;
  /** Who goes, or who would by the dasawisma or the RT. */
  readonly enumerator: string | null; readonly enumeratorName: string | null; readonly assigned: boolean;
}

interface Row {
  readonly number: number; readonly family: string; readonly head: string | null; readonly noKk: string | null; readonly address: string | null; readonly rt: string | null; readonly rw: string | null; readonly members: number;
  readonly dasawisma: string | null; readonly dasawismaName: string | null; readonly surveyDate: string | null; readonly warnings: number;
}
interface VisitRow { readonly id: string; readonly family: string; readonly enumerator: string | null; readonly plannedOn: string | null; readonly state: number; readonly date: string | null; readonly result: number | null; readonly task: string | null; readonly about: string | null }

const states: Readonly<Record<number, DueState>> = {
  [visitState.task]: 'planned', [visitState.planned]: 'planned', [visitState.visited]: 'visited', [visitState.checked]: 'checked', [visitState.approved]: 'approved', [visitState.returned]: 'returned',
};

/** What decides who is due in a period on a day. */
export interface DueRule {
  readonly round: StoredRecord;
  readonly day: string;
  readonly latest: string | null;
  readonly listed: ReadonlyMap<string, string | null>;
  readonly doubtful: ReadonlySet<string> | null;
  readonly enumerators: readonly EnumeratorView[];
}

/** The rule of a period today. Error: NOT_FOUND. */
export function dueRule(office: Reader, uid: string, scope: Scope): DueRule {
  const round = needRecord(office, 'visitRound', uid);
  const day = today(office);
  const { olderThan } = round.values;
  return { round, day, latest: typeof olderThan === 'number' ? addDays(day, -olderThan) : null, listed: listedFamilies(office, round, scope), doubtful: round.values.doubts === 1 ? familiesInPairs(office) : null, enumerators: listEnumerators(office, scope) };
}

/** Every family of a period's area that is due by its rule, or has a visit in it, in the order one would walk; of these numbers only, where some are named. */
export function dueFamilies(office: Reader, { round, day, latest, listed, doubtful, enumerators }: DueRule, scope: Scope, only?: readonly number[]): (DueFamily & { readonly number: number })[] {
  const families = familiesOf(office, round, scope, only);
  const visits = visitsIn(office, round.uid, only === undefined ? undefined : families.map(({ family }) => family));
  const names = new Map(enumerators.map((one) => [one.id, one.name]));
  return families.flatMap((row) => {
    const visit = visits.get(row.family);
    const reasons: DueReason[] = [];
    if (latest !== null && (row.surveyDate === null || row.surveyDate <= latest)) reasons.push('older');
    if (listed.has(row.family)) reasons.push('list');
    if (doubtful !== null && (row.warnings > 0 || doubtful.has(row.family))) reasons.push('doubts');
    if ((visit?.about ?? null) !== null) reasons.push('petition');
    if (reasons.length === 0 && !visit) return [];
    if (reasons.length === 0) reasons.push('asked');
    const enumerator = visit?.enumerator ?? whoVisits(enumerators, row)?.id ?? null;
    const { warnings: _warnings, noKk, ...known } = row;
    return [{
      ...known, noKk: noKk === null ? null : mask(noKk), age: row.surveyDate === null ? null : daysBetween(row.surveyDate, day), reasons, state: visit ? stateOf(visit) : 'due' as const,
      visit: visit?.id ?? null, plannedOn: visit?.plannedOn ?? null, date: visit?.date ?? null, result: visit?.result ?? null, task: visit?.task ?? listed.get(row.family) ?? null,
      enumerator, enumeratorName: enumerator === null ? null : (names.get(enumerator) ?? null), assigned: (visit?.enumerator ?? null) !== null,
    }];
  });
}

/** A visit that nobody is to make, on no day, is still to be given to somebody. */
function stateOf({ state, enumerator, plannedOn }: VisitRow): DueState {
  const said = states[state] ?? 'due';
  return said === 'planned' && enumerator === null && plannedOn === null ? 'due' : said;
}

function familiesOf(office: Reader, round: StoredRecord, scope: Scope, only?: readonly number[]): Row[] {
  const { where, params } = filterCondition(office, { region: textValue(round, 'region') ?? '' }, scope);
  return sql(office, `SELECT s.family AS number, s.uid AS family, s.head AS head, s.noKk AS noKk, s.address AS address, s.rt AS rt, s.rw AS rw, s.members AS members, f.dasawisma AS dasawisma, g.name AS dasawismaName, s.surveyDate AS surveyDate, s.warnings AS warnings
    FROM familySummary s JOIN family f ON f.id = s.family LEFT JOIN peopleGroup g ON g.uid = f.dasawisma WHERE ${where} AND f.owner = ? ${only ? 'AND s.family IN (SELECT value FROM json_each(?))' : ''} ORDER BY s.rw, s.rt, s.addressKey, s.family`).all(...params, office.identity.code, ...(only ? [JSON.stringify(only)] : [])) as Row[];
}

/** The families that the list of a period names and nobody answered about yet, each with its task. */
function listedFamilies(office: Reader, round: StoredRecord, scope: Scope): ReadonlyMap<string, string | null> {
  const list = textValue(round, 'list');
  if (list === null) return new Map();
  const tasks = listTasks(office, { list, state: 'open', limit: Number.MAX_SAFE_INTEGER, offset: 0 }, scope).rows;
  const named = sql(office, `SELECT coalesce((SELECT a.toFamily FROM alias a WHERE a.fromFamily = t.family AND a.ended IS NULL), t.family) AS family FROM task t JOIN targetList l ON l.uid = t.list
    WHERE t.list = ? AND t.family IS NOT NULL AND l.targetSet IS NOT NULL AND l.withdrawn IS NULL`).pluck().all(list) as string[];
  return new Map<string, string | null>([...named.map((family) => [family, null] as const), ...tasks.flatMap((task) => (task.family === null ? [] : [[task.family, task.id] as const]))]);
}

/** The families of which somebody, or which itself, may be recorded twice. */
function familiesInPairs(office: Reader): ReadonlySet<string> {
  const rows = sql(office, `SELECT CASE d.kind WHEN ${pairKind.family} THEN x.uid ELSE (SELECT p.family FROM person p WHERE p.uid = x.uid) END
    FROM ${allPairs} d JOIN (SELECT id, "left" AS uid FROM ${allPairs} UNION ALL SELECT id, "right" FROM ${allPairs}) x ON x.id = d.id WHERE d.decision IS NULL`).pluck().all() as (string | null)[];
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
