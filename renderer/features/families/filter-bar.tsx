import { Button, Checkbox, Popover, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconChevronDown, IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { tagLabel } from '../../../db/rules/tags/tags.ts';
import { useNeedLabel } from '../../app/need-label.ts';
import { useCall } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import css from './families.module.css';
import type { FamilyFilter } from './family-types.ts';
import { desilWords } from './filter-words.ts';

interface FilterBarProps {
  readonly filter: FamilyFilter;
  readonly onChange: (filter: FamilyFilter) => void;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Null while nothing is filtered. */
  readonly onClear: (() => void) | null;
}

const every = '*';
/** Choices beside the programmes: whether a family receives anything at all. */
const receives = 'receives ';
const ages = [90, 180, 365, 730] as const;

/** The filters in one line: words, RW and RT, desil, state, freshness, need, mark, programme. */
export function FilterBar({ filter, onChange, field, onClear }: FilterBarProps): ReactNode {
  const t = useText();
  const language = useLanguage();
  const named = useNeedLabel();
  const facets = useCall('family.facets', {});
  const areas = facets.data?.areas ?? [];
  const put = (part: { [K in keyof FamilyFilter]?: FamilyFilter[K] | undefined }): void => {
    const next = { ...filter, ...part };
    onChange(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)) as FamilyFilter);
  };
  const regions = new Map(areas.map((area) => [area.region, area.regionName]));
  const inRegion = areas.filter((area) => !filter.region || area.region === filter.region);
  const sum = (key: 'rw' | 'rt', list: typeof areas): { value: string; label: string }[] => {
    const totals = new Map<string, number>();
    for (const area of list) if (area[key] !== null) totals.set(area[key], (totals.get(area[key]) ?? 0) + area.families);
    return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, n]) => ({ value, label: t('families.facet', { name: `${key.toUpperCase()} ${value}`, n }) }));
  };
  const chosen = (value: string | null): string | undefined => (value === null || value === every ? undefined : value);
  return (
    <div className={css.filters} role="search" aria-label={t('families.filters')}>
      <FilterText text={filter.text ?? ''} field={field} onType={(text) => put({ text: text === '' ? undefined : text })} />
      {regions.size > 1 && <Select w={180} classNames={{ input: css.filterInput }} searchable aria-label={t('families.region')} value={filter.region ?? every} data={[{ value: every, label: t('families.allRegions') }, ...[...regions].map(([value, label]) => ({ value, label }))]} onChange={(value) => put({ region: chosen(value), rw: undefined, rt: undefined })} />}
      <Select w={110} classNames={{ input: css.filterInput }} searchable aria-label={t('families.rw')} value={filter.rw ?? every} data={[{ value: every, label: t('families.allRw') }, ...sum('rw', inRegion)]} onChange={(value) => put({ rw: chosen(value), rt: undefined })} />
      <Select w={110} classNames={{ input: css.filterInput }} searchable aria-label={t('families.rt')} value={filter.rt ?? every} data={[{ value: every, label: t('families.allRt') }, ...sum('rt', inRegion.filter((area) => !filter.rw || area.rw === filter.rw))]} onChange={(value) => put({ rt: chosen(value) })} />
      <DesilFilter desil={filter.desil ?? []} onChange={(desil) => put({ desil: desil.length === 0 ? undefined : desil })} />
      <Select w={100} classNames={{ input: css.filterInput }} aria-label={t('families.colStatus')} value={filter.status ?? 'active'} data={[{ value: 'active', label: t('families.statusActive') }, { value: 'inactive', label: t('families.statusInactive') }, { value: 'all', label: t('families.statusAll') }]} onChange={(value) => put({ status: (value ?? 'active') as NonNullable<FamilyFilter['status']> })} />
      <Select w={156} classNames={{ input: css.filterInput }} comboboxProps={{ width: 250, position: 'bottom-start' }} aria-label={t('families.freshness')} value={filter.olderThanDays === undefined ? every : String(filter.olderThanDays)} data={[{ value: every, label: t('families.anyAge') }, ...ages.map((n) => ({ value: String(n), label: t('families.olderThan', { n }) }))]} onChange={(value) => { const days = chosen(value); put({ olderThanDays: days === undefined ? undefined : Number(days) }); }} />
      <Select w={168} classNames={{ input: css.filterInput }} comboboxProps={{ width: 240, position: 'bottom-start' }} aria-label={t('families.colNeeds')} value={filter.need ?? every} data={[{ value: every, label: t('families.allNeeds') }, ...(facets.data?.needs ?? []).map(({ need, families }) => ({ value: need, label: t('families.facet', { name: named(need), n: families }) }))]} onChange={(value) => put({ need: chosen(value) })} />
      <Select w={126} classNames={{ input: css.filterInput }} comboboxProps={{ width: 260, position: 'bottom-start' }} aria-label={t('families.tags')} value={filter.tag ?? every} data={[{ value: every, label: t('families.allTags') }, ...(facets.data?.tags ?? []).map(({ tag, families }) => ({ value: tag, label: t('families.facet', { name: tagLabel(language, tag), n: families }) }))]} onChange={(value) => put({ tag: chosen(value) })} />
      <Select w={146} classNames={{ input: css.filterInput }} comboboxProps={{ width: 280, position: 'bottom-end' }} searchable aria-label={t('families.colProgrammes')} value={filter.receiving ? `${receives}${filter.receiving}` : (filter.programme ?? every)} data={[{ value: every, label: t('families.allProgrammes') }, { value: `${receives}no`, label: t('families.receivesNothing') }, { value: `${receives}yes`, label: t('families.receivesSomething') }, ...(facets.data?.programmes ?? []).map(({ id, name, families }) => ({ value: id, label: t('families.facet', { name, n: families }) }))]} onChange={(value) => put(value?.startsWith(receives) ? { programme: undefined, receiving: value === `${receives}no` ? 'no' : 'yes' } : { programme: chosen(value), receiving: undefined })} />
      {onClear && <Button variant="subtle" onClick={onClear}>{t('families.clearFilter')}</Button>}
    </div>
  );
}

/** The words of the filter; the list follows a moment after the last key. */
function FilterText({ text, field, onType }: { text: string; field: RefObject<HTMLInputElement | null>; onType: (text: string) => void }): ReactNode {
  const t = useText();
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  if (text !== known) {
    // Cleared from outside; what is being typed is never behind the filter here.
    setKnown(text);
    if (text !== typed.trim()) setTyped(text);
  }
  const later = useDebouncedCallback(onType, 150);
  return (
    <TextInput
      ref={field} className={css.filterText} classNames={{ input: css.filterWords }} aria-label={t('families.filterText')} placeholder={t('families.filterText')} leftSection={<IconFilter size={16} aria-hidden />} value={typed} autoComplete="off" spellCheck={false}
      onChange={(event) => { setTyped(event.currentTarget.value); later(event.currentTarget.value.trim()); }}
    />
  );
}

const choices = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0] as const;

function DesilFilter({ desil, onChange }: { desil: readonly number[]; onChange: (desil: number[]) => void }): ReactNode {
  const t = useText();
  const [open, setOpen] = useState(false);
  const toggle = (value: number): void => onChange(desil.includes(value) ? desil.filter((each) => each !== value) : [...desil, value]);
  return (
    <Popover opened={open} onChange={setOpen} trapFocus position="bottom-start" shadow="md" transitionProps={{ duration: 0 }} returnFocus>
      <Popover.Target>
        <button type="button" className={css.filterButton} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
          <span>{desil.length === 0 ? t('families.allDesil') : t('families.filterDesil', { desil: desilWords(desil, t) })}</span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('families.colDesil')}>
        <div className={css.desilChoices}>
          {choices.map((value) => <Checkbox key={value} size="sm" label={value === 0 ? t('families.unranked') : String(value)} checked={desil.includes(value)} onChange={() => toggle(value)} />)}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
