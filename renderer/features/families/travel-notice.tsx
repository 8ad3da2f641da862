import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction, useCall } from '../../app/calls.ts';
import { useMay } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { formatMoment } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';

/** "Dalam perjalanan": the family was handed over and the other office has not answered yet; it can be taken back. What the other office answered stands here until the family is offered again. */
export function TravelNotice({ family }: { family: string }): ReactNode {
  const t = useText();
  const transfers = useCall('transfer.list', { direction: 'all', open: false, family });
  const withdraw = useAction('transfer.withdraw');
  const maySend = useMay('package.send');
  const [asking, setAsking] = useState(false);
  const travelling = transfers.data?.find((one) => one.state === 'travelling');
  const [last] = transfers.data ?? [];
  if (!travelling) return last && <AnswerNotice transfer={last} />;
  const takeBack = async (reason: string): Promise<void> => {
    await withdraw.mutateAsync({ id: travelling.id, reason });
    setAsking(false);
    say({ text: t('families.transferWithdrawn') });
  };
  return (
    <>
      <Notice severity="warn" title={t('families.travelling', { office: travelling.toName, at: formatMoment(travelling.at) })} actions={travelling.direction === 'out' && maySend ? <Button variant="default" onClick={() => setAsking(true)}>{t('families.transferWithdraw')} …</Button> : undefined}>
        {t(travelling.sent ? 'families.travellingSent' : 'families.travellingUnsent')}
      </Notice>
      {asking && <ReasonDialog title={t('families.transferWithdraw')} action={t('families.transferWithdraw')} onClose={() => setAsking(false)} onDo={takeBack} />}
    </>
  );
}

/** What the other office answered to an offer of this one, with its reason and when. */
function AnswerNotice({ transfer: { direction, state, toName, answer } }: { transfer: CallOutput<'transfer.list'>[number] }): ReactNode {
  const t = useText();
  if (direction !== 'out' || answer === null) return null;
  if (state === 'refused') return <Notice severity="warn" title={t('families.travelRefused', { office: toName, reason: answer.reason })}>{t('families.travelRefusedHint', { by: answer.by, at: formatMoment(answer.at) })}</Notice>;
  if (state === 'accepted') return <Notice severity="done" title={t('families.travelAccepted', { office: toName, at: formatMoment(answer.at) })}>{t('families.travelAcceptedHint', { by: answer.by })}</Notice>;
  return null;
}
