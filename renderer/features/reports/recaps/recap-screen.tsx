import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useLanguage, useText } from '../../../text/text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { formatDate, formatMoment } from '../../../ui/format.ts';
import { EmptyState, ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { periodTitle } from '../../../ui/office-title.ts';
import { Page } from '../../../ui/page.tsx';
import { printNow, PrintPage } from '../../../ui/print-page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { filterParams } from '../report-filter.ts';
import { ReportFilters, useFilterWords } from '../report-filters.tsx';
import css from '../reports.module.css';
import { RecapChart } from './recap-chart.tsx';
import { itemsOf } from './recap-items.ts';
import type { Item } from './recap-items.ts';
import { RecapMap } from './recap-map.tsx';
import { recapFromPath, recapKinds, recapPath, recapRows, recapViews } from './recap-state.ts';
import type { RecapState } from './recap-state.ts';
import { RecapTable } from './recap-table.tsx';

/** In which recaps each family stands in one column only, so that bars may be stacked. */
const stacked: readonly RecapState['of'][] = ['desil', 'fresh'];

/** Families by area × desil, need, programme, freshness or quality: a table, bars or a map, today or as of a past day. Every number opens its list. */
export function RecapScreen({ start }: { start: string }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const [, go] = useLocation();
  const state = recapFromPath(start);
  const info = useCall('office.info', {});
  const receiver = info.data?.receiver === true;
  const usual = receiver && !state.filter.region ? 'region' : 'rt';
  const by = state.by === '' || (!receiver && state.by !== 'rw') ? usual : state.by;
  const params = { of: state.of, by, count: state.count, ...filterParams(state.filter) };
  const report = useCall('report.run', { name: 'recap', params, ...(state.day !== '' && { period: state.day }) }, { enabled: info.data !== undefined, keepPrevious: true });
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const words = useFilterWords(state.filter);
  const show = (part: Partial<RecapState>): void => go(`/laporan/recap/${recapPath({ ...state, ...part })}`, { replace: true });
  const print = (): void => { setError(null); printNow({ paper: 'A4', landscape: true }).catch(setError); };
  const next = <T extends string>(all: readonly T[], now: T): T => all[(all.indexOf(now) + 1) % all.length] ?? now;
  useKeys([
    { key: 'Escape', label: t('reports.back'), run: () => go('/laporan') },
    { key: 'v', label: t('recaps.view'), run: () => show({ view: next(recapViews, state.view) }) },
    { key: 'i', label: t('recaps.of'), run: () => show({ of: next(recapKinds, state.of), item: '' }) },
    ...(report.data ? [{ key: 'Ctrl+P', label: t('reports.print'), run: print }] : []),
    ...(report.data && maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setSaving(true) }] : []),
  ], { active: !saving });
  const title = t('reports.name_recap');
  const asOf = state.day === '' ? null : t('aidAnswers.asOf', { day: formatDate(state.day) });
  const hint = info.data && report.data && [t('reports.asOf', { period: periodTitle(info.data.period, t), at: formatMoment(report.data.at) }), asOf].filter(Boolean).join(' · ');
  const items = report.data ? itemsOf(report.data, t, language) : [];
  const item = items.find(({ key }) => key === state.item) ?? items.find(({ key }) => key === 'any') ?? items[0];
  const label = `${title}: ${t(`recaps.of_${state.of}`)}`;
  const oneItem = state.view === 'map' || (state.view === 'chart' && !stacked.includes(state.of));
  return (
    <Page
      fill title={title} hint={hint}
      actions={
        <>
          <SegmentedControl aria-label={t('recaps.view')} value={state.view} onChange={(value) => show({ view: recapViews.find((one) => one === value) ?? 'table' })} data={recapViews.map((one) => ({ value: one, label: t(`recaps.view_${one}`) }))} />
          <Button variant="default" onClick={() => go('/laporan')}>{t('reports.back')}</Button>
          {report.data && maySave && <Button variant="default" onClick={() => setSaving(true)}>{t('reports.save')} …</Button>}
          {report.data && <Button onClick={print}>{t('reports.print')}</Button>}
        </>
      }
    >
      <div className={css.filters} role="group" aria-label={t('recaps.choose')}>
        <SegmentedControl aria-label={t('recaps.of')} value={state.of} onChange={(value) => show({ of: recapKinds.find((one) => one === value) ?? 'desil', item: '' })} data={recapKinds.map((one) => ({ value: one, label: t(`recaps.of_${one}`) }))} />
        <Select className={css.filter} aria-label={t('recaps.by')} value={by} onChange={(value) => show({ by: recapRows.find((one) => one === value) ?? '' })} data={recapRows.filter((one) => receiver || one === 'rt' || one === 'rw').map((one) => ({ value: one, label: t(`recaps.by_${one}`) }))} />
        <Select className={css.filter} aria-label={t('recaps.count')} value={state.count} onChange={(value) => show({ count: value === 'people' ? 'people' : 'families' })} data={(['families', 'people'] as const).map((one) => ({ value: one, label: t(`recaps.count_${one}`) }))} />
        <div className={css.date}><DateInput aria-label={t('recaps.day')} title={t('recaps.day')} placeholder={t('recaps.dayToday')} value={state.day === '' ? null : state.day} onChange={(day) => show({ day: day !== null && info.data && day < info.data.today ? day : '' })} today={info.data?.today ?? ''} /></div>
        {oneItem && item && <ItemChoice items={items} item={item} onItem={(key) => show({ item: key })} />}
      </div>
      <ReportFilters filter={state.filter} onFilter={(filter) => show({ filter })} receiver={receiver} />
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {error !== null && <ErrorNotice error={error} />}
      {report.data && (
        <>
          {report.data.notes.map((note) => <Notice key={note} severity="warn" title={note} />)}
          <div className={css.tableBox} tabIndex={0} role="region" aria-label={label}>
            {state.view === 'chart' && item && report.data.rows.length > 0 && <RecapChart report={report.data} state={state} item={oneItem ? item : null} />}
            {state.view === 'map' && item && <RecapMap report={report.data} state={state} by={by} item={item} />}
            {report.data.rows.length > 0 ? <RecapTable report={report.data} label={label} links={state} /> : state.view !== 'map' && <EmptyState icon={IconTable} title={t('recaps.none')}>{t('recaps.noneHint')}</EmptyState>}
          </div>
          <p className={css.quiet}>{t(state.of === 'quality' ? 'recaps.footQuality' : 'recaps.foot')}</p>
          <PrintPage title={label} hint={[hint, words].filter(Boolean).join(' · ')}>
            <RecapTable report={report.data} label={label} />
            {report.data.notes.map((note) => <p key={note}>{note}</p>)}
          </PrintPage>
        </>
      )}
      {saving && <SaveDialog name="recap" title={label} hint={words} params={params} period={state.day === '' ? null : state.day} onClose={() => setSaving(false)} />}
    </Page>
  );
}

/** Which column a map, or bars that cannot be stacked, show. */
function ItemChoice({ items, item, onItem }: { items: readonly Item[]; item: Item; onItem: (key: string) => void }): ReactNode {
  const t = useText();
  return <Select className={css.filter} aria-label={t('recaps.item')} searchable={items.length > 12} value={item.key} onChange={(value) => onItem(value ?? '')} data={items.map(({ key, title }) => ({ value: key, label: title }))} />;
}
