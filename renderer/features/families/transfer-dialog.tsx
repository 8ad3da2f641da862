import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import type { FamilyDialogProps } from './dialog-props.ts';
import { EventDialog } from './event-dialog.tsx';
import { RegionInput } from './region-input.tsx';

/** Hands a family over to another office: until that office accepts it stays here, to be read only. */
export function TransferDialog({ family, onClose }: FamilyDialogProps): ReactNode {
  const t = useText();
  const start = useAction('transfer.start');
  const [to, setTo] = useState<{ readonly code: string; readonly title: string } | null>(null);
  const [reason, setReason] = useState('');
  const neighbours = useCall('neighbour.list', {});
  const isKnown = neighbours.data === undefined || to === null || neighbours.data.some((one) => one.code === to.code && one.trusted);
  const submit = (): void => {
    if (to === null) return;
    start.mutate({ family: family.id, to: to.code, reason: reason.trim() }, { onSuccess: () => { say({ text: t('families.transferStarted', { office: to.title }) }); onClose(); } });
  };
  return (
    <EventDialog title={t('families.event_transfer')} submit={t('families.transferDo')} ready={to !== null && reason.trim() !== ''} busy={start.isPending} dirty={reason !== ''} error={start.error} onSubmit={submit} onClose={onClose}>
      <p>{t('families.transferHint')}</p>
      <RegionInput label={t('families.transferTo')} value={to?.code ?? null} own={false} labelled onChange={(code, title = '') => setTo(code === null ? null : { code, title })} />
      {!isKnown && <Notice severity="warn" title={t('families.transferNoCard')}>{t('families.transferNoCardHint')}</Notice>}
      <TextInput label={t('families.reason')} required value={reason} maxLength={300} onChange={(event) => setReason(event.currentTarget.value)} />
    </EventDialog>
  );
}
