import { Button, Select } from '@mantine/core';
import { IconCalendarStats } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import css from '../programmes.module.css';
import { PlanParts } from './plan-parts.tsx';

const steps = { 1: 1, 3: 3, 6: 6 } as const;
const stepNames = { '': undefined, 1: 'month', 3: 'quarter', 6: 'half' } as const;

/** The yearly action plan: activities with agency, place, target and budget, and what was reached of them. */
export function PlansScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const [chosen, setChosen] = useState<number | null>(null);
  const thisYear = Number((info.data?.today ?? '').slice(0, 4)) || new Date().getFullYear();
  const year = chosen ?? thisYear;
  const [months, setMonths] = useState<'' | '1' | '3' | '6'>('');
  const plans = useCall('plan.list', { year, ...(months !== '' && { months: steps[months] }) }, { keepPrevious: true });
  const mayWrite = useMay('programme.write');
  const maySave = useMay('report.export');
  const [open, setOpen] = useState<'new' | 'save' | null>(null);
  const years = [...new Set([thisYear + 1, thisYear, year, ...(plans.data?.years ?? [])])].sort((a, b) => b - a);
  useKeys([
    { key: 'Escape', label: t('programmes.back'), run: () => go('/program') },
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t('schemes.planNew'), run: () => setOpen('new') }] : []),
    ...(maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setOpen('save') }] : []),
  ], { active: open === null });
  const empty = plans.data && plans.data.output.length + plans.data.outcome.length === 0;
  return (
    <Page
      title={t('schemes.plansTitle')} hint={t('schemes.plansHint')}
      actions={
        <>
          <Button variant="default" onClick={() => go('/program')}>{t('programmes.back')}</Button>
          {maySave && !empty && <Button variant="default" onClick={() => setOpen('save')}>{t('reports.save')} …</Button>}
          {mayWrite && <Button onClick={() => setOpen('new')}>{t('schemes.planNew')}</Button>}
        </>
      }
    >
      <div className={css.filters}><Select w={110} aria-label={t('schemes.year')} value={String(year)} allowDeselect={false} data={years.map(String)} onChange={(value) => setChosen(Number(value))} /><Select w={170} aria-label={t('outcomes.planParts')} value={months} allowDeselect={false} data={(['', '6', '3', '1'] as const).map((value) => ({ value, label: t(`outcomes.planParts_${value === '' ? '12' : value}`) }))} onChange={(value) => setMonths(value as '' | '1' | '3' | '6')} /></div>
      {plans.error && <ErrorNotice error={plans.error} retry={() => void plans.refetch()} />}
      {empty && <EmptyState icon={IconCalendarStats} title={t('schemes.plansNone', { year: String(year) })} action={mayWrite && <Button onClick={() => setOpen('new')}>{t('schemes.planNew')}</Button>}>{t('schemes.plansNoneHint')}</EmptyState>}
      {plans.data && <div hidden={empty === true}><PlanParts plans={plans.data} year={year} adding={open === 'new'} onAdded={() => setOpen(null)} /></div>}
      {open === 'save' && <SaveDialog name="plans" title={`${t('schemes.plansTitle')} ${year}`} params={{ year, ...(stepNames[months] !== undefined && { step: stepNames[months] }) }} onClose={() => setOpen(null)} />}
    </Page>
  );
}
