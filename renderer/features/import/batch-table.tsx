import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { CallOutput } from '../../../db/api/contract.ts';
import { allRows } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatMoment, formatNumber } from '../../ui/format.ts';
import { Mark } from '../../ui/marks.tsx';

export type Batch = CallOutput<'import.list'>['batches'][number];

/** Imports so far, newest first; Enter opens one with its numbers and its undo. */
export function BatchTable({ batches }: { batches: readonly Batch[] }): ReactNode {
  const t = useText();
  const [, go] = useLocation();
  return (
    <DataTable
      label={t('imports.earlier')} columns={columns(t)} rowKey={(batch) => batch.batch} onOpen={(batch) => go(`/impor/${batch.batch}/hasil`)}
      pages={allRows({ data: batches, isPending: false, error: null, refetch: () => undefined })} foot={t('imports.countsHint')}
    />
  );
}

function pair(counts: Batch['created'], recipients: number): string {
  return [counts.families, counts.people, ...(recipients > 0 ? [recipients] : [])].map(formatNumber).join(' / ');
}

function columns(t: Translate): Column<Batch>[] {
  return [
    { key: 'at', header: t('imports.colAt'), width: '144px', render: (batch) => formatMoment(batch.at) },
    { key: 'file', header: t('imports.colFile'), width: 'minmax(120px, 3fr)', render: (batch) => batch.file },
    { key: 'by', header: t('imports.colBy'), width: 'minmax(80px, 1fr)', render: (batch) => batch.by },
    { key: 'new', header: t('imports.stateNew'), width: 'minmax(104px, 1.2fr)', numeric: true, render: (batch) => pair(batch.created, batch.recipients.new) },
    { key: 'changed', header: t('imports.stateChanged'), width: '96px', numeric: true, render: (batch) => pair(batch.updated, batch.recipients.changed) },
    { key: 'same', header: t('imports.stateSame'), width: 'minmax(104px, 1.2fr)', numeric: true, render: (batch) => pair(batch.unchanged, batch.recipients.same) },
    { key: 'rejected', header: t('imports.stateRejected'), width: '88px', numeric: true, render: (batch) => pair(batch.rejected, batch.recipients.rejected) },
    { key: 'state', header: t('imports.colState'), width: '172px', render: (batch) => (batch.undoneAt !== null ? <Mark severity="info">{t('imports.undone')}</Mark> : batch.effect === 'none' ? <Mark severity="warn">{t('imports.noEffect')}</Mark> : <Mark severity="done">{t('imports.stored')}</Mark>) },
  ];
}
