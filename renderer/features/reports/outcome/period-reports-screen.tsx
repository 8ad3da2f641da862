import { Button } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatDate } from '../../../ui/format.ts';
import { Mark } from '../../../ui/marks.tsx';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { AnnexDialog } from './annex-dialog.tsx';
import { PeriodReportDialog } from './period-report-dialog.tsx';

type Row = CallOutput<'periodReport.list'>[number];

/** Reports of periods, every version: drafts that are written, final ones that stay. */
export function PeriodReportsScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const list = useCall('periodReport.list', {});
  const mayWrite = useMay('programme.write');
  const [open, setOpen] = useState<'new' | 'annex' | null>(null);
  const maySave = useMay('report.export');
  useKeys([
    { key: 'Escape', label: t('outcomes.back'), run: () => go('/laporan') },
    ...(mayWrite ? [{ key: 'Ctrl+N', label: t('outcomes.reportNew'), run: () => setOpen('new') }] : []),
    ...(maySave ? [{ key: 'Ctrl+S', label: t('outcomes.annexTitle'), run: () => setOpen('annex') }] : []),
  ], { active: open === null });
  const columns: Column<Row>[] = [
    { key: 'title', header: t('outcomes.colTitle'), width: 'minmax(200px, 3fr)', render: (row) => <span title={row.title}>{row.title}</span> },
    { key: 'period', header: t('outcomes.colPeriod'), width: 'minmax(150px, 2fr)', render: (row) => `${formatDate(row.from)} – ${formatDate(row.to)}` },
    { key: 'version', header: t('outcomes.colVersion'), width: '80px', numeric: true, render: (row) => row.version },
    { key: 'status', header: t('outcomes.colStatus'), width: '110px', render: (row) => <Mark severity={row.status === 'final' ? 'done' : 'info'}>{t(`outcomes.status_${row.status}`)}</Mark> },
    { key: 'final', header: t('outcomes.colFinal'), width: 'minmax(160px, 2fr)', render: (row) => (row.finalOn === null ? '–' : `${t('outcomes.finalBy', { date: formatDate(row.finalOn), by: row.finalBy ?? '' })}${row.continued ? `, ${t('outcomes.continuedBy')}` : ''}`) },
  ];
  return (
    <Page
      fill title={t('outcomes.reports')} hint={t('outcomes.reportsHint')}
      actions={<><Button variant="default" onClick={() => go('/laporan')}>{t('outcomes.back')}</Button>{maySave && <Button variant="default" onClick={() => setOpen('annex')}>{t('outcomes.annexTitle')} …</Button>}{mayWrite && <Button onClick={() => setOpen('new')}>{t('outcomes.reportNew')} …</Button>}</>}
    >
      <DataTable
        label={t('outcomes.reports')} columns={columns} pages={allRows(list)} rowKey={(row) => row.id} onOpen={(row) => go(`/laporan/periods/${row.id}`)} total={list.data?.length ?? 0} autoFocus
        empty={<EmptyState icon={IconFileCheck} title={t('outcomes.reportNone')} action={mayWrite && <Button onClick={() => setOpen('new')}>{t('outcomes.reportNew')} …</Button>}>{t('outcomes.reportNoneHint')}</EmptyState>}
      />
      {open === 'annex' && <AnnexDialog report={null} onClose={() => setOpen(null)} />}
      {open === 'new' && <PeriodReportDialog report={null} onClose={() => setOpen(null)} onSaved={(id) => go(`/laporan/periods/${id}`)} />}
    </Page>
  );
}
