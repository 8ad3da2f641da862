import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../../db/api/contract.ts';
import { useAction } from '../../../app/calls.ts';
import { useMay } from '../../../app/session.tsx';
import { problemText } from '../../../text/error-text.ts';
import { useLanguage, useText } from '../../../text/text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { say } from '../../../ui/said.tsx';

type List = CallOutput<'delivery.list'>;

/** What was recorded while an import was writing the register: how many wait, and what could not be written in the end. */
export function WaitingNotes({ list }: { list: Pick<List, 'waiting' | 'refused'> }): ReactNode {
  const t = useText();
  const language = useLanguage();
  const mayRecord = useMay('enrol.write');
  const forget = useAction('delivery.forget');
  const [asking, setAsking] = useState(false);
  const { waiting, refused } = list;
  const nos = refused.map(({ no }) => no);
  return (
    <>
      {waiting > 0 && <Notice severity="info" title={t('deliveries.waiting', { n: waiting })}>{t('deliveries.waitingHint')}</Notice>}
      {refused.length > 0 && (
        <Notice severity="block" title={t('deliveries.refused', { n: refused.length })} actions={mayRecord && <Button variant="default" onClick={() => setAsking(true)}>{t('deliveries.refusedSettled')} …</Button>}>
          <ul>{refused.map((one) => <li key={one.no}>{one.names.join(', ')}: {problemText(language, one)}</li>)}</ul>
        </Notice>
      )}
      {asking && (
        <ReasonDialog
          title={t('deliveries.refusedSettled')} action={t('deliveries.refusedSettled')} onClose={() => setAsking(false)}
          onDo={async (reason) => { await forget.mutateAsync({ nos, reason }); setAsking(false); say({ text: t('deliveries.refusedGone', { n: nos.length }) }); }}
        />
      )}
    </>
  );
}
