import { Button } from '@mantine/core';
import { IconStairs } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { allRows, useCall } from '../../../app/calls.ts';
import { useKeys } from '../../../app/keys.ts';
import { useMay } from '../../../app/session.tsx';
import { useText } from '../../../text/text.ts';
import type { Translate } from '../../../text/text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { formatNumber, formatShortDate } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { SaveDialog } from '../../../ui/save-dialog.tsx';

type Due = CallOutput<'stage.due'>[number];

/** Who is to be asked about a stage by now ("works after six months?"); Enter opens the stages of the programme. */
export function StageDueScreen(): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const due = useCall('stage.due', {});
  const maySave = useMay('report.export');
  const [saving, setSaving] = useState(false);
  useKeys([
    { key: 'Escape', label: t('programmes.back'), run: () => go('/program') },
    ...(maySave ? [{ key: 'Ctrl+S', label: t('groups.save'), run: () => setSaving(true) }] : []),
  ]);
  return (
    <Page
      fill title={t('groups.dueTitle')} hint={due.data && t('groups.dueCount', { n: formatNumber(due.data.length) })}
      actions={<><Button variant="default" onClick={() => go('/program')}>{t('programmes.back')}</Button>{maySave && <Button variant="default" onClick={() => setSaving(true)}>{t('groups.save')} …</Button>}</>}
    >
      <DataTable
        label={t('groups.dueTitle')} columns={columns(t)} pages={allRows(due)} rowKey={(row) => `${row.enrolment} ${row.stage}`} onOpen={(row) => go(`/program/${row.programme}/tahap`)} autoFocus
        empty={<EmptyState icon={IconStairs} title={t('groups.dueNone')}>{t('groups.dueNoneHint')}</EmptyState>}
      />
      {saving && <SaveDialog name="stage-due" title={t('groups.dueTitle')} params={{}} personal onClose={() => setSaving(false)} />}
    </Page>
  );
}

function columns(t: Translate): Column<Due>[] {
  return [
    { key: 'due', header: t('groups.stageDue'), width: '124px', render: (row) => formatShortDate(row.due) },
    { key: 'name', header: t('programmes.colRecipient'), width: 'minmax(160px, 2fr)', render: (row) => <strong title={row.name}>{row.name}</strong> },
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'stage', header: t('groups.stageNext'), width: 'minmax(160px, 2fr)', render: (row) => row.stageName },
    { key: 'programme', header: t('groups.programme'), width: 'minmax(140px, 2fr)', render: (row) => row.programmeName },
  ];
}
