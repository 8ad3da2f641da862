import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { formatNumber } from '../../../ui/format.ts';
import { Notice } from '../../../ui/notice.tsx';
import { say } from '../../../ui/said.tsx';
import type { Meeting } from './meeting-screen.tsx';

/** Locks the minutes; what is missing is named and needs a reason. */
export function FinaliseDialog({ meeting, onClose }: { meeting: Meeting; onClose: () => void }): ReactNode {
  const t = useText();
  const finalise = useAction('meeting.finalise');
  const [reason, setReason] = useState('');
  const { missing } = meeting;
  const submit = (): void => finalise.mutate({ id: meeting.id, reason: reason.trim() || null }, { onSuccess: ({ moved }) => { say({ text: t('meetings.finalised', { n: formatNumber(moved) }) }); onClose(); } });
  return (
    <FormDialog title={t('meetings.finaliseTitle')} submit={t('meetings.finalise')} ready={missing.length === 0 || reason.trim() !== ''} busy={finalise.isPending} dirty={reason !== ''} error={finalise.error} onSubmit={submit} onClose={onClose}>
      <p>{t('meetings.finaliseHint')}</p>
      {missing.length > 0 && <Notice severity="warn" title={t('meetings.missing')}>{missing.map((one) => <div key={one}>{t(`meetings.missing_${one}`)}</div>)}</Notice>}
      {missing.length > 0 && <Textarea data-autofocus required label={t('meetings.finaliseReason')} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />}
    </FormDialog>
  );
}
