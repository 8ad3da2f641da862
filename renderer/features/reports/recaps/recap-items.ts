import { defaultNeedRules, needLabel } from '../../../../db/rules/needs.ts';
import { tagLabel } from '../../../../db/rules/tags/tags.ts';
import type { CallOutput } from '../../../../db/api/contract.ts';
import type { Translate } from '../../../text/text.ts';
import type { ReportFilter } from '../report-filter.ts';
import { filterPath, none } from '../report-filter.ts';
import type { RecapState } from './recap-state.ts';

export type Recap = CallOutput<'report.run'>;
export type RecapRow = Recap['rows'][number];

/** A column of a recap and the families that its numbers open. */
export interface Item {
  readonly key: string;
  readonly title: string;
  readonly filter: ReportFilter;
}

const freshKeys = ['m6', 'm12', 'm24', 'older', 'none'] as const;
const lackKeys = ['nik', 'noKk', 'address', 'desil', 'fresh', 'single'] as const;

/** The columns of a recap, headed in the language of the window. */
export function itemsOf(report: Recap, t: Translate, language: 'id' | 'en'): Item[] {
  const { of, items = [] } = report.data as { of?: RecapState['of']; items?: readonly { key: string; title: string; filter: Record<string, string> }[] };
  return items.map(({ key, title, filter }) => ({ key, title: titleOf(of ?? 'desil', key, title, t, language), filter: Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value.replaceAll(',', '_')])) }));
}

function titleOf(of: RecapState['of'], key: string, title: string, t: Translate, language: 'id' | 'en'): string {
  const fresh = freshKeys.find((one) => one === key);
  const lack = lackKeys.find((one) => one === key);
  if (of === 'fresh' && fresh) return t(`recaps.fresh_${fresh}`);
  if (of === 'quality' && lack) return t(`recaps.lack_${lack}`);
  if (key === 'unranked') return t('reports.colUnranked');
  if (of === 'need') return key === 'any' ? t('recaps.needAny') : key === 'none' ? t('recaps.needNone') : defaultNeedRules.needs.some((rule) => rule.need === key) ? needLabel(language, key) : title;
  if (of === 'tag') return tagLabel(language, key);
  if (of === 'programme' && (key === 'any' || key === 'none')) return t(key === 'any' ? 'recaps.programmeAny' : 'recaps.programmeNone');
  return title;
}

/** The area of a row as a filter of families. */
export function areaOf(row: RecapRow): ReportFilter {
  if (typeof row['code'] === 'string') return { region: row['code'] };
  const text = (key: string): string => (typeof row[key] === 'string' && row[key] !== '' ? (row[key]) : none);
  return { ...(typeof row['region'] === 'string' && { region: row['region'] }), ...('rw' in row && { rw: text('rw') }), ...('rt' in row && { rt: text('rt') }) };
}

/** What a row is called. */
export function rowTitle(row: RecapRow, t: Translate): string {
  if (typeof row['name'] === 'string') return row['name'];
  const place = typeof row['place'] === 'string' ? `${row['place']} · ` : '';
  const rw = typeof row['rw'] === 'string' ? t('reports.rwIs', { rw: row['rw'] }) : t('reports.rwNone');
  if (!('rt' in row)) return place + rw;
  const rt = typeof row['rt'] === 'string' ? t('reports.rtIs', { rt: row['rt'] }) : t('reports.rtNone');
  return `${place}${rt} / ${rw}`;
}

/** The address of the list behind a number. */
export function listBehind(state: RecapState, area: ReportFilter, item: ReportFilter): string {
  const path = filterPath({ ...state.filter, ...area, ...item });
  return `/laporan/named-list/${[path, state.day === '' ? '' : `day~${state.day}`].filter(Boolean).join(',')}`;
}
