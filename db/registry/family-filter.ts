import { addDays } from '../rules/dates.ts';
import { today } from '../store/office.ts';
import type { Reader } from '../store/office.ts';
import { narrowing } from './access.ts';
import type { Scope } from './access.ts';
import { matchText } from './search-match.ts';

/** Which families a list, a count or a report is about. */
export interface FamilyFilter {
  readonly region?: string;
  readonly rw?: string;
  readonly rt?: string;
  /** 1 to 10; 0 means "belum diperingkat". */
  readonly desil?: readonly number[];
  readonly status?: 'active' | 'inactive' | 'all';
  /** Not surveyed for at least so many days, or never. */
  readonly olderThanDays?: number;
  readonly need?: string;
  readonly programme?: string;
  readonly text?: string;
  /** Only those whose head's name holds every word of the text. */
  readonly headNamed?: boolean;
}

/** A condition on `familySummary s` with its parameters. */
export interface Condition {
  readonly where: string;
  readonly params: readonly (string | number)[];
}

/** The condition of a filter within an area, for queries that name the summary `s`. */
export function filterCondition(office: Reader, filter: FamilyFilter, scope: Scope): Condition {
  const parts: string[] = [];
  const params: (string | number)[] = [];
  const add = (part: string, ...values: (string | number)[]): void => {
    parts.push(part);
    params.push(...values);
  };
  if ((filter.status ?? 'active') !== 'all') add(`s.active = ${filter.status === 'inactive' ? 0 : 1}`);
  const area = narrowing(office, scope);
  if (area) add('(s.region = ? OR s.region LIKE ?)', area, `${area}.%`);
  if (filter.region) add(filter.region.length === 13 ? 's.region = ?' : "s.region LIKE ? || '.%'", filter.region);
  if (filter.rw) add('s.rw = ?', filter.rw);
  if (filter.rt) add('s.rt = ?', filter.rt);
  if (filter.desil && filter.desil.length > 0) {
    const ranked = filter.desil.filter((desil) => desil > 0);
    add(`(s.desil IN (${ranked.map(() => '?').join(',')})${filter.desil.includes(0) ? ' OR s.desil IS NULL' : ''})`, ...ranked);
  }
  if (filter.olderThanDays) add('(s.surveyDate IS NULL OR s.surveyDate <= ?)', addDays(today(office), -filter.olderThanDays));
  if (filter.need) add("instr(s.needs, ' ' || ? || ' ') > 0", filter.need);
  if (filter.programme) {
    add(`s.programmes <> '' AND instr(s.programmes, ' ' || (SELECT id FROM programme WHERE uid = ?) || ' ') > 0`, filter.programme);
  }
  if (filter.text?.trim()) {
    const text = matchText(filter.text);
    parts.push(text.where);
    params.push(...text.params);
    if (filter.headNamed) for (const word of filter.text.trim().toUpperCase().split(/\s+/)) add("instr(upper(coalesce(s.head, '')), ?) > 0", word);
  }
  return { where: parts.length > 0 ? parts.join(' AND ') : '1', params };
}

