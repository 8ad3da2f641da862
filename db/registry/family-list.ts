import { ageOn, isRealDate } from '../rules/dates.ts';
import { mask } from '../rules/mask.ts';
import { sql, today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import type { Scope } from './access.ts';
import { listItems } from './derive.ts';
import { filterCondition } from './family-filter.ts';
import type { FamilyFilter } from './family-filter.ts';
import { byLastChange, linesWithDates } from './line-changes.ts';
import { familyStatus, labelFor } from './states.ts';

export interface FamilySort {
  readonly by: 'head' | 'address' | 'rt' | 'desil' | 'members' | 'surveyDate' | 'changedAt';
  readonly direction: 'asc' | 'desc';
}

/** One line of the list of families; identifiers masked. */
export interface FamilyRow {
  readonly id: string; readonly noKk: string | null; readonly head: string | null; readonly headAge: number | null; readonly address: string | null;
  readonly rt: string | null; readonly rw: string | null; readonly region: string | null; readonly desil: number | null; readonly desilSource: string | null;
  readonly members: number; readonly needs: string[]; readonly programmes: string[]; readonly surveyDate: string | null; readonly status: string;
  readonly warnings: number;
}

export interface FamilyPage {
  readonly rows: FamilyRow[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

const sortColumns = {
  head: 's.headKey', address: 's.addressKey', rt: 's.areaKey', desil: 's.desil', members: 's.members', surveyDate: 'l.surveyDate', changedAt: 'o.tx',
} as const satisfies Record<FamilySort['by'], string>;

/** Where a page ends: the value and the number of its last family; `null` as value once the empty ones have begun. */
type Cursor = readonly [value: string | number | null, family: number];

/**
 * A page of families by keyset, masked. Equal values are told apart by the family's number; families without the value
 * come last in both directions. A cursor belongs to its sort: with another one it gives some other page, never an error.
 */
export function listFamilies(
  office: Reader, filter: FamilyFilter, sort: FamilySort, after: string | null, limit: number, scope: Scope,
): FamilyPage {
  const cursor = readCursor(after);
  const rows: SummaryLine[] = [];
  if (cursor === null || cursor[0] !== null) rows.push(...readPart(office, filter, sort, cursor, limit + 1, scope));
  if (rows.length <= limit) {
    rows.push(...readPart(office, filter, sort, cursor?.[0] === null ? cursor : [null, 0], limit + 1 - rows.length, scope));
  }
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { rows: toRows(office, page), next: last ? JSON.stringify([last[cursorAt], last[familyAt]]) : null };
}

/** How many families, and living people in them, a filter holds. */
export function countFamilies(office: Reader, filter: FamilyFilter, scope: Scope): { families: number; people: number } {
  const { where, params } = filterCondition(office, filter, scope, 'joined');
  const from = where.includes('l.surveyDate') ? linesWithDates : 'familySummary s';
  return sql(office, `SELECT count(*) AS families, coalesce(sum(members), 0) AS people FROM ${from} WHERE ${where}`)
    .get(...params) as { families: number; people: number };
}

type SummaryLine = readonly (string | number | null)[];
const lineColumns = [
  'uid', 'noKk', 'head', 'headBirth', 'address', 'rt', 'rw', 'region', 'desil', 'desilSource', 'members', 'needs', 'programmes', 'status',
].map((column) => `s.${column}`).concat('l.surveyDate', 'l.warnings').join(', ');
const cursorAt = 16;
const familyAt = 17;

/** Where the order is that of another table than the lines, its numbers are those of the order. */
const sources: Partial<Record<FamilySort['by'], readonly [from: string, number: string]>> = {
  changedAt: [`${byLastChange} CROSS JOIN familySummary s ON s.family = o.family`, 'o.family'],
  surveyDate: ['lineChange l JOIN familySummary s ON s.family = l.family', 'l.family'],
};

/** Families that have the sorted value, in its order, or (cursor value null) those that have none. */
function readPart(office: Reader, filter: FamilyFilter, sort: FamilySort, cursor: Cursor | null, limit: number, scope: Scope): SummaryLine[] {
  const column = sortColumns[sort.by];
  const [from, number] = sources[sort.by] ?? [linesWithDates, 's.family'];
  const { where, params } = filterCondition(office, filter, scope, 'joined');
  const [direction, beyond] = sort.direction === 'asc' ? ['ASC', '>'] : ['DESC', '<'];
  const empty = cursor !== null && cursor[0] === null;
  const place = empty ? `${column} IS NULL AND ${number} > ?` : cursor === null ? `${column} IS NOT NULL` : `(${column}, ${number}) ${beyond} (?, ?)`;
  const order = empty ? number : `${column} ${direction}, ${number} ${direction}`;
  const text = `SELECT ${lineColumns}, ${column}, s.family FROM ${from} WHERE ${place} AND ${where} ORDER BY ${order} LIMIT ?`;
  const places = empty ? [cursor[1]] : (cursor ?? []);
  return sql(office, text).raw().all(...places, ...params, limit) as SummaryLine[];
}

function readCursor(after: string | null): Cursor | null {
  if (after === null) return null;
  const parsed: unknown = JSON.parse(after);
  return Array.isArray(parsed) && typeof parsed[1] === 'number' ? (parsed as unknown as Cursor) : null;
}

/** Short names of the programmes by local number, as they stand in a summary. */
export function programmeNames(office: Reader): ReadonlyMap<string, string> {
  const rows = sql(office, 'SELECT id, coalesce(shortName, name, code) FROM programme').raw().all() as [number, string][];
  return new Map(rows.map(([id, name]) => [String(id), name]));
}

const statusLabels = new Map<number, string>();

/** The label of a family's status. */
export function statusLabel(status: number): string {
  let label = statusLabels.get(status);
  if (label === undefined) statusLabels.set(status, (label = labelFor('TEPAT.statusKeluarga', status) ?? String(familyStatus.active)));
  return label;
}

function toRows(office: Reader, lines: readonly SummaryLine[]): FamilyRow[] {
  const names = programmeNames(office);
  const day = today(office);
  return lines.map((line) => {
    const [uid, noKk, head, birth, address, rt, rw, region, desil, source, members, needs, programmes, status, surveyDate, warnings] =
      line as [string, ...(string | null)[]] & [string, string | null, string | null, string | null, string | null, string | null, string | null, string | null, number | null, number | null, number, string, string, number, string | null, number];
    return {
      id: uid, noKk: noKk === null ? null : mask(noKk), head, headAge: ageAt(birth, day), address, rt, rw, region, desil,
      desilSource: source === null ? null : labelFor('TEPAT.sumberPeringkat', source), members, needs: listItems(needs),
      programmes: listItems(programmes).map((number) => names.get(number) ?? number), surveyDate, status: statusLabel(status), warnings,
    };
  });
}

/** Full years on a day, or null without a birth date of the calendar. */
export function ageAt(birthDate: string | null, day: string): number | null {
  return birthDate !== null && isRealDate(birthDate) && birthDate <= day ? ageOn(birthDate, day) : null;
}
