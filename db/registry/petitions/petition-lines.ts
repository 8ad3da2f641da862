import { waits } from '../../rules/petitions/states.ts';
import type { Wait } from '../../rules/petitions/states.ts';
import { sql } from '../../store/office.ts';
import type { Reader } from '../../store/office.ts';
import { narrowing } from '../access.ts';
import type { Scope } from '../access.ts';

/** Which petitions a list is about. */
export interface LineQuery {
  readonly kind?: number | undefined;
  readonly wait?: Wait | 'open' | 'all' | undefined;
  readonly text?: string | undefined;
  readonly region?: string | undefined;
  /** Only those that the office above has to do with: approved by the head, or closed by what was answered. */
  readonly handed?: boolean | undefined;
  /** Only what waits for this office: of its own what does not wait for an answer, of others what does. */
  readonly here?: boolean | undefined;
}

const joins = `JOIN petition p ON p.id = l.id LEFT JOIN person q ON q.uid = coalesce((SELECT a.toPerson FROM alias a WHERE a.fromPerson = p.person AND a.ended IS NULL), p.person)
  LEFT JOIN familySummary s ON s.uid = coalesce(q.family, (SELECT a.toFamily FROM alias a WHERE a.fromFamily = p.family AND a.ended IS NULL), p.family)`;
const place = 'coalesce(s.region, p.region, p.owner)';

/** The local numbers of petitions in the order of their list, the one that waits longest first; which stand where is kept by triggers. */
export function petitionNumbers(office: Reader, query: LineQuery, scope: Scope, limit: number, offset: number): { total: number; numbers: number[] } {
  const { from, params } = linesOf(office, query, scope);
  const words = wordsOf(query.text);
  if (words.length === 0) {
    return {
      total: sql(office, `SELECT count(*) ${from}`).pluck().get(...params) as number,
      numbers: sql(office, `SELECT l.id ${from} ORDER BY l.since, l.number, l.id LIMIT ? OFFSET ?`).pluck().all(...params, limit, offset) as number[],
    };
  }
  const found = (sql(office, `SELECT l.id, l.number, coalesce(q.name, iif(p.family IS NULL, p.name, s.head), ''), coalesce(p.applicant, ''), coalesce(s.address, p.address, '') ${from} ORDER BY l.since, l.number, l.id`).raw().all(...params) as [number, ...string[]][])
    .filter(([, ...texts]) => words.every((word) => texts.join(' ').toUpperCase().includes(word))).map(([number]) => number);
  return { total: found.length, numbers: found.slice(offset, offset + limit) };
}

/** How many petitions of a list wait for what, whatever is asked for. */
export function petitionCounts(office: Reader, query: LineQuery, scope: Scope): Record<Wait, number> {
  const { from, params } = linesOf(office, { ...query, wait: 'all' }, scope);
  const counts = new Map(sql(office, `SELECT l.wait, count(*) ${from} GROUP BY 1`).raw().all(...params) as [Wait, number][]);
  return Object.fromEntries(waits.map((wait) => [wait, counts.get(wait) ?? 0])) as Record<Wait, number>;
}

function linesOf(office: Reader, { kind, wait, text, region, handed, here }: LineQuery, scope: Scope): { from: string; params: (string | number)[] } {
  const parts = ['l.gone = 0'];
  const params: (string | number)[] = [];
  const add = (part: string, ...values: (string | number)[]): void => {
    parts.push(part);
    params.push(...values);
  };
  if (kind !== undefined) add('l.kind = ?', kind);
  if (wait === 'open') add("l.wait <> 'none'");
  else if (wait !== undefined && wait !== 'all') add('l.wait = ?', wait);
  if (handed === true) add('l.handed = 1');
  if (here === true) add("(l.wait = 'answer') <> (coalesce(l.owner, '') IN ('', ?))", office.identity.code);
  const area = narrowing(office, scope);
  for (const one of [area, region]) if (one) add(`(${place} = ? OR ${place} LIKE ? || '.%')`, one, one);
  const joined = area !== null || !!region || wordsOf(text).length > 0;
  return { from: `FROM petitionLine l ${joined ? joins : ''} WHERE ${parts.join(' AND ')}`, params };
}

function wordsOf(text: string | undefined): string[] {
  return (text ?? '').trim().toUpperCase().split(/\s+/).filter(Boolean);
}
