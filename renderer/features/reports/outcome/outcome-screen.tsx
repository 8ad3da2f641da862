import { Button, SegmentedControl } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { formatDate } from '../../../ui/format.ts';
import { EmptyState, ErrorNotice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';
import { FamilyOutcomes } from './family-outcomes.tsx';
import type { OutcomeData } from './family-outcomes.tsx';
import css from './outcome.module.css';
import { OutputTable } from './output-table.tsx';
import { PeriodSelect } from './period-select.tsx';
import { SnapshotDialog } from './snapshot-dialog.tsx';

/** What programmes did and what became of families in a period: two views that are never added. */
export function OutcomeScreen({ start }: { start: string }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const info = useCall('office.info', {});
  const today = info.data?.today ?? '';
  const period = start === '' ? today.slice(0, 4) : start;
  const [view, setView] = useState<'families' | 'programmes'>('families');
  const [open, setOpen] = useState<'save' | 'snapshot' | null>(null);
  const report = useCall('report.run', { name: view === 'families' ? 'changes' : 'output', period }, { enabled: period !== '' });
  const kept = useCall('checkpoint.list', {});
  const mayWrite = useMay('programme.write');
  const maySave = useMay('report.export');
  useKeys([
    { key: 'Escape', label: t('outcomes.back'), run: () => go('/laporan') },
    { key: 'v', label: t('outcomes.view'), run: () => setView((old) => (old === 'families' ? 'programmes' : 'families')) },
    ...(mayWrite ? [{ key: 'p', label: t('outcomes.snapshot'), run: () => setOpen('snapshot') }] : []),
    ...(maySave ? [{ key: 'Ctrl+S', label: t('reports.save'), run: () => setOpen('save') }] : []),
  ], { active: open === null });
  const last = kept.data?.[0];
  const data = report.data?.data as unknown as OutcomeData | undefined;
  const title = t(view === 'families' ? 'outcomes.viewFamilies' : 'outcomes.viewProgrammes');
  return (
    <Page
      title={t('outcomes.title')} hint={t('outcomes.hint')}
      actions={
        <>
          <Button variant="default" onClick={() => go('/laporan')}>{t('outcomes.back')}</Button>
          {mayWrite && <Button variant="default" onClick={() => setOpen('snapshot')}>{t('outcomes.snapshot')} …</Button>}
          {maySave && report.data && <Button onClick={() => setOpen('save')}>{t('reports.save')} …</Button>}
        </>
      }
    >
      <div className={css.bar}>
        <SegmentedControl aria-label={t('outcomes.view')} value={view} onChange={(value) => setView(value === 'programmes' ? 'programmes' : 'families')} data={[{ value: 'families', label: t('outcomes.viewFamilies') }, { value: 'programmes', label: t('outcomes.viewProgrammes') }]} />
        {today !== '' && <PeriodSelect period={period} thisYear={Number(today.slice(0, 4))} onChange={(chosen) => go(`/laporan/outcomes/${chosen}`, { replace: true })} />}
        {last && <span className={css.quiet}>{t('outcomes.snapshots', { n: kept.data?.length ?? 0, date: formatDate(last.day) })}</span>}
      </div>
      {report.error && <ErrorNotice error={report.error} retry={() => void report.refetch()} />}
      {view === 'families' && data?.needs && !data.comparable && (
        <EmptyState icon={IconCamera} title={data.lone === null ? t('outcomes.notComparable') : t('outcomes.lone', { date: formatDate(data.lone) })} action={mayWrite && <Button onClick={() => setOpen('snapshot')}>{t('outcomes.snapshot')} …</Button>}>{t(data.lone === null ? 'outcomes.notComparableHint' : 'outcomes.loneHint')}</EmptyState>
      )}
      {view === 'families' && data?.needs && data.comparable && <FamilyOutcomes data={data} period={period} notes={report.data?.notes ?? []} />}
      {view === 'programmes' && report.data?.name === 'output' && <OutputTable report={report.data} />}
      {open === 'save' && <SaveDialog name={view === 'families' ? 'changes' : 'output'} title={`${title} ${period}`} params={{}} period={period} onClose={() => setOpen(null)} />}
      {open === 'snapshot' && <SnapshotDialog onClose={() => setOpen(null)} />}
    </Page>
  );
}
