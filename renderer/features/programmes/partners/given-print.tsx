import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../../../db/api/contract.ts';
import { useAction } from '../../../app/calls.ts';
import { useText } from '../../../text/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/notice.tsx';
import { PrintPage, printNow } from '../../../ui/print-page.tsx';
import { GivenTable } from './given-table.tsx';
import type { Given } from './given-table.tsx';

/** Asks what the print is for; the whole list comes with its entry in the log, and only then goes to paper, marked on every page. */
export function GivenPrint({ query, partner, onDone }: { query: Omit<CallInput<'agreement.print'>, 'purpose'>; partner: string; onDone: () => void }): ReactNode {
  const t = useText();
  const print = useAction('agreement.print');
  const [purpose, setPurpose] = useState('');
  const [given, setGiven] = useState<Given | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const done = useRef(onDone);
  done.current = onDone;
  const go = (): void => {
    if (purpose.trim() !== '') print.mutate({ ...query, purpose: purpose.trim() }, { onSuccess: setGiven });
  };
  useEffect(() => {
    if (given === null) return undefined;
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => {
      printNow({ paper: 'A4', landscape: given.columns.length > 6 }).then(() => done.current(), (error: unknown) => { setGiven(null); setFailed(error); });
    }));
    return () => cancelAnimationFrame(frame);
  }, [given]);
  if (given !== null) return <PrintPage title={given.title}><GivenTable given={given} whole /></PrintPage>;
  return (
    <Dialog
      title={t('partners.printTitle', { name: partner })} onClose={onDone}
      actions={<><Button variant="default" onClick={onDone}>{t('kit.cancel')}</Button><Button disabled={purpose.trim() === ''} loading={print.isPending} onClick={go}>{t('kit.print')}</Button></>}
    >
      <TextInput
        data-autofocus label={t('kit.purpose')} description={t('kit.purposeHint')} value={purpose} maxLength={200} required
        onChange={(event) => setPurpose(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') go(); }}
      />
      {(print.error ?? failed) !== null && <ErrorNotice error={print.error ?? failed} />}
    </Dialog>
  );
}
