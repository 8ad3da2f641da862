import { Button, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { codeList } from '../../../../db/rules/lists.ts';
import { useCall } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import css from '../reports.module.css';
import type { DeliveryFilter } from './delivery-filter.ts';

interface DeliveryFiltersProps {
  readonly filter: DeliveryFilter;
  readonly onFilter: (filter: DeliveryFilter) => void;
  readonly today: string;
  /** What stands before the filters. */
  readonly children?: ReactNode;
}

/** Narrows deliveries by date, programme, fund, agency and RT. */
export function DeliveryFilters({ filter, onFilter, today, children }: DeliveryFiltersProps): ReactNode {
  const t = useText();
  const programmes = useCall('programme.list', {});
  const facets = useCall('family.facets', {});
  const set = (part: DeliveryFilter): void => onFilter({ ...filter, ...part });
  const choice = (key: 'programme' | 'fund' | 'agency', label: string, all: string, options: readonly { value: string; label: string }[]): ReactNode => (
    <Select className={css.filter} label={label} value={filter[key] ?? ''} onChange={(value) => set({ [key]: value ?? '' })} data={[{ value: '', label: all }, ...options]} searchable={options.length > 12} />
  );
  const agencies = [...new Set((programmes.data ?? []).flatMap((one) => (typeof one.values['provider'] === 'string' && one.values['provider'] !== '' ? [one.values['provider']] : [])))].sort();
  const places = [...new Map((facets.data?.areas ?? []).filter((area) => area.rt && area.rw).map((area) => [`${area.region}|${area.rw ?? ''}|${area.rt ?? ''}`, `RT ${area.rt ?? ''}/${area.rw ?? ''} ${area.regionName}`]))];
  const place = filter.rt ? `${filter.region ?? ''}|${filter.rw ?? ''}|${filter.rt}` : '';
  const filtered = Object.values(filter).some(Boolean);
  return (
    <div className={css.labelled} role="group" aria-label={t('deliveries.filters')}>
      {children}
      <div className={css.date}><DateInput label={t('deliveries.from')} value={filter.from ?? null} today={today} onChange={(from) => set({ from: from ?? '' })} /></div>
      <div className={css.date}><DateInput label={t('deliveries.to')} value={filter.to ?? null} today={today} onChange={(to) => set({ to: to ?? '' })} /></div>
      {choice('programme', t('deliveries.by_programme'), t('deliveries.allProgrammes'), (programmes.data ?? []).map((one) => ({ value: one.id, label: String(one.values['shortName'] ?? one.values['name'] ?? '') })))}
      {choice('fund', t('deliveries.by_fund'), t('deliveries.allFunds'), (codeList('TEPAT.sumberDana')?.codes ?? []).map(([code, label]) => ({ value: String(code), label })))}
      {choice('agency', t('deliveries.by_agency'), t('deliveries.allAgencies'), agencies.map((name) => ({ value: name, label: name })))}
      <Select
        className={css.filter} label={t('deliveries.by_rt')} value={place} searchable={places.length > 12} data={[{ value: '', label: t('deliveries.allPlaces') }, ...places.map(([value, label]) => ({ value, label }))]}
        onChange={(value) => { const [region = '', rw = '', rt = ''] = (value ?? '').split('|'); set({ region, rw, rt }); }}
      />
      {filtered && <Button variant="subtle" onClick={() => onFilter({})}>{t('deliveries.clearFilter')}</Button>}
    </div>
  );
}
