import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import type { ReportFilter } from './report-filter.ts';
import css from './reports.module.css';

interface CoverFiltersProps {
  readonly filter: ReportFilter;
  readonly items: readonly { readonly key: string; readonly title: string }[];
  readonly onFilter: (filter: ReportFilter) => void;
}

const many = '3';

/** Narrows a matrix: by target list, by how many programmes, by what is lacking, and by which scheme that is told. */
export function CoverFilters({ filter, items, onFilter }: CoverFiltersProps): ReactNode {
  const t = useText();
  const schemes = useCall('scheme.list', {});
  const targets = useCall('targetSet.list', {});
  const set = (part: ReportFilter): void => onFilter({ ...filter, ...part });
  const sets = (targets.data ?? []).filter((one) => one.ended === null).map((one) => ({ value: one.id, label: one.title }));
  const count = filter.most === '0' ? 'none' : filter.least === many ? 'many' : '';
  const counts: Readonly<Record<string, ReportFilter>> = { '': { least: '', most: '' }, none: { least: '', most: '0' }, many: { least: many, most: '' } };
  return (
    <>
      {(sets.length > 0 || filter.target) && <Select className={css.filter} aria-label={t('schemes.targetLabel')} value={filter.target ?? ''} data={[{ value: '', label: t('schemes.targetAll') }, ...sets]} onChange={(target) => set({ target: target ?? '' })} />}
      <Select className={css.filter} aria-label={t('schemes.countLabel')} value={count} data={[{ value: '', label: t('schemes.countAny') }, { value: 'none', label: t('schemes.countNone') }, { value: 'many', label: t('schemes.countMany') }]} onChange={(value) => set(counts[value ?? ''] ?? {})} />
      <Select
        className={css.filter} aria-label={t('schemes.lacksLabel')} value={filter.lacks ?? ''} onChange={(lacks) => set({ lacks: lacks ?? '' })}
        data={[{ value: '', label: t('schemes.lacksAll') }, { value: 'none', label: t('schemes.lacksNone') }, { value: 'any', label: t('schemes.lacksAny') }, ...items.map((item) => ({ value: item.key, label: t('schemes.lacksItem', { item: item.title }) }))]}
      />
      <Select
        className={css.filter} aria-label={t('schemes.chooseScheme')} value={filter.scheme ?? schemes.data?.[0]?.uid ?? ''} allowDeselect={false} onChange={(scheme) => set({ scheme: scheme ?? '', lacks: '' })}
        data={(schemes.data ?? []).filter((one) => one.ended === null).map((one) => ({ value: one.uid, label: one.title }))}
      />
    </>
  );
}
