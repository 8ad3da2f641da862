import { Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNeedLabel } from '../../app/need-label.ts';
import { tagLabel } from '../../../db/rules/tags/tags.ts';
import { qualityMeasures } from '../../../db/rules/recaps/quality.ts';
import { useCall } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { formatDate, formatMonth } from '../../ui/format.ts';
import { none } from './report-filter.ts';
import type { ReportFilter } from './report-filter.ts';
import css from './reports.module.css';

interface ReportFiltersProps {
  readonly filter: ReportFilter;
  readonly onFilter: (filter: ReportFilter) => void;
  /** An office that holds more than one kelurahan also filters by it. */
  readonly receiver: boolean;
}

const desils = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

/** Narrows a list by area, desil, need and programme. */
export function ReportFilters({ filter, onFilter, receiver }: ReportFiltersProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const needOf = useNeedLabel();
  const facets = useCall('family.facets', {});
  const areas = facets.data?.areas.filter((area) => !filter.region || area.region === filter.region) ?? [];
  const rws = unique(areas.map((area) => area.rw));
  const rts = unique(areas.filter((area) => !filter.rw || filter.rw === none || area.rw === filter.rw).map((area) => area.rt));
  const regions = [...new Map((facets.data?.areas ?? []).map((area) => [area.region, area.regionName]))];
  const set = (part: ReportFilter): void => onFilter({ ...filter, ...part });
  const choice = (key: keyof ReportFilter, label: string, all: string, options: readonly { value: string; label: string }[], more: ReportFilter = {}): ReactNode => (
    <Select className={css.filter} aria-label={label} value={filter[key] ?? ''} onChange={(value) => set({ [key]: value ?? '', ...more })} data={[{ value: '', label: all }, ...options]} searchable={options.length > 12} />
  );
  const filtered = Object.values(filter).some(Boolean);
  return (
    <div className={css.filters} role="group" aria-label={t('reports.filters')}>
      {receiver && choice('region', t('reports.colOffice'), t('reports.allRegions'), regions.map(([value, label]) => ({ value, label })), { rw: '', rt: '' })}
      {choice('rw', t('reports.colRw'), t('reports.allRw'), [...rws.map((rw) => ({ value: rw, label: t('reports.rwIs', { rw }) })), { value: none, label: t('reports.rwNone') }], { rt: '' })}
      {choice('rt', t('reports.colRt'), t('reports.allRt'), [...rts.map((rt) => ({ value: rt, label: t('reports.rtIs', { rt }) })), { value: none, label: t('reports.rtNone') }])}
      {choice('desil', t('reports.colDesil'), t('reports.allDesil'), [...(filter.desil?.includes('_') ? [{ value: filter.desil, label: t('reports.desilTitle', { desil: filter.desil.replaceAll('_', ', ') }) }] : []), ...desils.map((desil) => ({ value: desil, label: t('reports.desilTitle', { desil }) })), { value: '0', label: t('reports.colUnranked') }])}
      {choice('programme', t('reports.programme'), t('reports.allProgrammes'), (facets.data?.programmes ?? []).map((one) => ({ value: one.id, label: one.name })))}
      {choice('need', t('reports.need'), t('reports.allNeeds'), [...severalNeeds(filter.need, needOf, t('schemes.filterAnyNeed'), t('recaps.needNone')), ...(facets.data?.needs ?? []).map((one) => ({ value: one.need, label: needOf(one.need) }))])}
      {filter.tag && <span>{tagLabel(language, filter.tag)}</span>}
      {filter.surveyed && <span>{surveyedWords(filter.surveyed, t)}</span>}
      {filter.lacking && <span>{lackingWords(filter.lacking, t)}</span>}
      {filter.placed && <span>{t('recaps.placedOutside')}</span>}
      {filter.wanting && <span>{t('schemes.filterWanting')}</span>}
      {filter.most === '0' && <span>{t('schemes.countNone')}</span>}
      {filter.anyOf && <span>{t('schemes.filterProgrammes', { n: filter.anyOf.split('_').length })}</span>}
      {filtered && <Button variant="subtle" onClick={() => onFilter({})}>{t('reports.clearFilter')}</Button>}
    </div>
  );
}

/** A need that a number asks for and no option says: any, or one of several. */
function severalNeeds(need: string | undefined, needOf: (need: string) => string, any: string, without: string): { value: string; label: string }[] {
  if (need === '*') return [{ value: need, label: any }];
  if (need === none) return [{ value: need, label: without }];
  return need?.includes('_') ? [{ value: need, label: need.split('_').map(needOf).join(', ') }] : [];
}

function surveyedWords(span: string, t: Translate): string {
  const [from = '', until = ''] = span.split('..');
  if (span === none) return t('recaps.fresh_none');
  const month = (text: string): string => formatMonth(`${text}-01`);
  if (from === '') return t('recaps.surveyedBefore', { until: month(until) });
  return until === '' ? t('recaps.surveyedSince', { from: month(from) }) : t('recaps.surveyedBetween', { from: month(from), until: month(until) });
}

function lackingWords(measure: string, t: Translate): string {
  const key = qualityMeasures.find((one) => one.key === measure)?.key;
  return key ? t(`recaps.lack_${key}`) : measure;
}

function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value): value is string => Boolean(value)))].sort();
}

/** The filter in words, for the head of a print and of a saved file. */
export function useFilterWords(filter: ReportFilter): string {
  const t = useText();
  const language = useLanguage();
  const needOf = useNeedLabel();
  const facets = useCall('family.facets', {});
  const parts = [
    filter.region && (facets.data?.areas.find((area) => area.region === filter.region)?.regionName ?? filter.region),
    filter.rw && (filter.rw === none ? t('reports.rwNone') : t('reports.rwIs', { rw: filter.rw })),
    filter.rt && (filter.rt === none ? t('reports.rtNone') : t('reports.rtIs', { rt: filter.rt })),
    filter.desil && (filter.desil === '0' ? t('reports.colUnranked') : t('reports.desilTitle', { desil: filter.desil.replaceAll('_', ', ') })),
    filter.programme && facets.data?.programmes.find((one) => one.id === filter.programme)?.name,
    filter.need && (severalNeeds(filter.need, needOf, t('schemes.filterAnyNeed'), t('recaps.needNone'))[0]?.label ?? needOf(filter.need)),
    filter.tag && tagLabel(language, filter.tag),
    filter.surveyed && surveyedWords(filter.surveyed, t),
    filter.lacking && lackingWords(filter.lacking, t),
    filter.placed && t('recaps.placedOutside'),
    filter.least === '1' && filter.most === undefined && t('recaps.programmeAny'),
    filter.anyOf && t('schemes.filterProgrammes', { n: filter.anyOf.split('_').length }),
    filter.wanting && t('schemes.filterWanting'),
    filter.most === '0' && t('schemes.countNone'),
    filter.from && t('programmes.since', { start: formatDate(filter.from) }),
    filter.to && t('programmes.ruleUntil', { date: formatDate(filter.to) }),
  ];
  return parts.filter(Boolean).join(' · ') || t('reports.allFamilies');
}
