import { SegmentedControl } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useCall, usePages } from '../../app/calls.ts';
import { callApi } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatNumber, formatShortDate, groupIdentifier } from '../../ui/format.ts';
import { EmptyState } from '../../ui/notice.tsx';
import type { Programme } from './programme-words.ts';
import css from './programmes.module.css';

export type Recipient = CallOutput<'programme.recipients'>['rows'][number];
export type RecipientStatus = 'active' | 'ended' | 'all';

/** Recipients here, present or ended; Enter opens the family. */
export function RecipientsTab({ programme }: { programme: Programme }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [status, setStatus] = useState<RecipientStatus>('active');
  const pages = usePages<Recipient>(['programme.recipients', programme.id, status], (after) => callApi('programme.recipients', { programme: programme.id, status, after }));
  const first = useCall('programme.recipients', { programme: programme.id, status, limit: 1 }, { keepPrevious: true });
  return (
    <div className={css.column}>
      <SegmentedControl
        className={css.left} aria-label={t('programmes.recipientStatus')} value={status} onChange={(value) => setStatus(value as RecipientStatus)}
        data={[{ value: 'active', label: t('programmes.statusActive') }, { value: 'ended', label: t('programmes.statusEnded') }, { value: 'all', label: t('programmes.statusAll') }]}
      />
      <DataTable
        label={t('programmes.recipients')} columns={columns(t, status)} pages={pages} rowKey={(row) => row.id}
        onOpen={(row) => { if (row.group !== null) go(`/program/kelompok/${row.group}`); else if (row.family !== null) go(`/keluarga/${row.family}${row.person === null ? '' : `/${row.person}`}`); }}
        {...(first.data ? { total: first.data.total, foot: t('programmes.recipientCount', { n: formatNumber(first.data.total) }) } : {})}
        empty={<EmptyState icon={IconUsers} title={t(status === 'ended' ? 'programmes.noneEnded' : 'programmes.noneActive')}>{t('programmes.noneActiveHint')}</EmptyState>}
      />
    </div>
  );
}

function columns(t: Translate, status: RecipientStatus): Column<Recipient>[] {
  const ended: Column<Recipient>[] = status === 'active' ? [] : [
    { key: 'end', header: t('programmes.colEnd'), width: '96px', render: (row) => formatShortDate(row.end) },
    { key: 'exit', header: t('programmes.colExit'), width: 'minmax(100px, 1fr)', render: (row) => row.exitReason ?? '' },
  ];
  return [
    { key: 'name', header: t('programmes.colRecipient'), width: 'minmax(160px, 2fr)', render: (row) => row.name },
    { key: 'number', header: t('programmes.colIdentifier'), width: '170px', render: (row) => groupIdentifier((row.person === null ? row.noKk : row.nik) ?? '') },
    { key: 'address', header: t('programmes.colAddress'), width: 'minmax(130px, 2fr)', render: (row) => row.address ?? '' },
    { key: 'rt', header: t('programmes.colRtRw'), width: '84px', render: (row) => [row.rt, row.rw].map((part) => part ?? '–').join('/') },
    { key: 'status', header: t('programmes.colState'), width: '92px', render: (row) => row.status },
    { key: 'start', header: t('programmes.colStart'), width: '96px', render: (row) => formatShortDate(row.start) },
    ...ended,
    { key: 'decision', header: t('programmes.colDecision'), width: 'minmax(90px, 1fr)', render: (row) => row.decisionNo ?? '' },
  ];
}
