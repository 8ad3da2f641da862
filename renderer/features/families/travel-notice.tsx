import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatMoment } from '../../ui/format.ts';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';

/** "Dalam perjalanan": the family was handed over and the other office has not answered yet; it can be taken back. */
export function TravelNotice({ family }: { family: string }): ReactNode {
  const t = useText();
  const transfers = useCall('transfer.list', { direction: 'all', open: true });
  const withdraw = useAction('transfer.withdraw');
  const maySend = useMay('package.send');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const travelling = transfers.data?.find((one) => one.family === family && one.state === 'travelling');
  if (!travelling) return null;
  const takeBack = (): void => {
    if (reason.trim() !== '') withdraw.mutate({ id: travelling.id, reason: reason.trim() }, { onSuccess: () => { setAsking(false); say({ text: t('families.transferWithdrawn') }); } });
  };
  return (
    <>
      <Notice severity="warn" title={t('families.travelling', { office: travelling.toName, at: formatMoment(travelling.at) })} actions={travelling.direction === 'out' && maySend ? <Button variant="default" onClick={() => setAsking(true)}>{t('families.transferWithdraw')} …</Button> : undefined}>
        {t(travelling.sent ? 'families.travellingSent' : 'families.travellingUnsent')}
      </Notice>
      {asking && (
        <Dialog
          title={t('families.transferWithdraw')} onClose={() => setAsking(false)} dirty={reason !== ''} keys={[{ key: 'Enter', run: takeBack, whileTyping: true }]}
          actions={<><Button variant="default" onClick={() => setAsking(false)}>{t('kit.cancel')}</Button><Button disabled={reason.trim() === ''} loading={withdraw.isPending} onClick={takeBack}>{t('families.transferWithdraw')}</Button></>}
        >
          <TextInput data-autofocus required label={t('families.reason')} value={reason} maxLength={300} onChange={(event) => setReason(event.currentTarget.value)} />
          {withdraw.error && <ErrorNotice error={withdraw.error} />}
        </Dialog>
      )}
    </>
  );
}
