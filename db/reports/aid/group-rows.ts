import { narrowing } from '../../registry/access.ts';
import { groupFindings } from '../../registry/aid/group-findings.ts';
import type { GroupFinding } from '../../registry/aid/group-findings.ts';
import { isInside } from '../../rules/region-code.ts';
import type { Reader } from '../../store/office.ts';
import type { ReportQuery } from '../report.ts';
import { aidLists, programmeOf } from './aid-query.ts';
import type { AidListName } from './aid-query.ts';

/** What is no filter of whom a list is about. */
const plain: ReadonlySet<string> = new Set(['identifiers', 'months', 'every', 'programme', 'region', 'rw', 'rt', 'text', 'from', 'to']);

/** Whether a list is narrowed by nothing that only a family has. */
export function plainFilter(params: ReportQuery['params']): boolean {
  return Object.keys(params).every((key) => plain.has(key) || String(params[key] ?? '').trim() === '');
}

/**
 * The rows of kelompok in one of the lists on each day, in the order of a walk. A filter that asks for what only a family has
 * (desil, needs) leaves them out.
 */
export function groupsOnList(office: Reader, { params, scope }: Pick<ReportQuery, 'params' | 'scope'>, name: AidListName, days: readonly string[]): readonly (readonly GroupFinding[])[] {
  const list = aidLists[name];
  const said = (key: string): string => String(params[key] ?? '').trim();
  if (!list.named || !plainFilter(params)) return days.map(() => []);
  const areas = [narrowing(office, scope), said('region')].filter((area): area is string => area !== null && area !== '');
  const words = said('text').toUpperCase().split(/\s+/).filter(Boolean);
  const programme = programmeOf({ params });
  const isMeant = (one: GroupFinding): boolean => list.kinds.includes(one.kind) && areas.every((area) => one.region !== null && isInside(one.region, area))
    && sameNumber(one.rw, said('rw')) && sameNumber(one.rt, said('rt')) && words.every((word) => one.name.toUpperCase().includes(word))
    && (programme === null || one.programme === programme || one.otherProgramme === programme);
  return groupFindings(office, days).map((found) => found.filter(isMeant));
}

/** Whether an RT or RW is the one asked for; `none` asks for those without one. */
function sameNumber(value: string | null, asked: string): boolean {
  if (asked === '') return true;
  return asked === 'none' ? (value ?? '') === '' : value === asked.padStart(3, '0');
}
