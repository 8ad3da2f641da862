import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { CallInput } from '../../db/api/contract.ts';
import { useAction } from '../app/calls.ts';
import { useText } from '../text/text.ts';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './notice.tsx';
import { printNow } from './print-page.tsx';

interface PurposePrintProps {
  readonly title: string;
  /** What is printed, for the log; the purpose is added. */
  readonly log: Omit<CallInput<'access.log'>, 'kind' | 'purpose'>;
  /** The `PrintPage`; mounted once the purpose is logged. */
  readonly sheet: ReactNode;
  /** False while what is to be printed is still on its way. */
  readonly ready?: boolean;
  readonly landscape?: boolean;
  /** A4 unless said. */
  readonly paper?: 'A4' | 'F4';
  /** A purpose given before: nothing is asked again. */
  readonly purpose?: string;
  readonly children?: ReactNode;
  readonly onDone: () => void;
}

/** Asks what personal data is printed for, logs it, and opens the system's print dialogue. */
export function PurposePrint({ title, log, sheet, ready = true, landscape = false, paper = 'A4', purpose: given, children, onDone }: PurposePrintProps): ReactNode {
  const t = useText();
  const [purpose, setPurpose] = useState(given ?? '');
  const [printing, setPrinting] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const record = useAction('access.log');
  const started = useRef(false);
  const done = useRef(onDone);
  done.current = onDone;
  const go = (): void => {
    if (purpose.trim() !== '' && ready) record.mutate({ ...log, kind: 'print', purpose: purpose.trim() }, { onSuccess: () => setPrinting(true) });
  };
  useEffect(() => {
    if (given !== undefined && ready && !started.current) {
      started.current = true;
      record.mutate({ ...log, kind: 'print', purpose: given }, { onSuccess: () => setPrinting(true) });
    }
  }, [given, ready, log, record]);
  useEffect(() => {
    if (!printing) return undefined;
    // Two frames, so that the sheet is laid out before the system takes it.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => {
      printNow({ paper, landscape }).then(() => done.current(), (error: unknown) => { setPrinting(false); setFailed(error); });
    }));
    return () => cancelAnimationFrame(frame);
  }, [printing, landscape, paper]);
  if (printing) return sheet;
  if (given !== undefined && record.error === null && failed === null) return null;
  return (
    <Dialog
      title={title} onClose={onDone}
      actions={<><Button variant="default" onClick={onDone}>{t('kit.cancel')}</Button><Button disabled={purpose.trim() === '' || !ready} loading={record.isPending} onClick={go}>{t('kit.print')}</Button></>}
    >
      {children}
      <TextInput
        data-autofocus label={t('kit.purpose')} description={t('kit.purposeHint')} value={purpose} maxLength={200} required
        onChange={(event) => setPurpose(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') go(); }}
      />
      {(record.error ?? failed) !== null && <ErrorNotice error={record.error ?? failed} />}
    </Dialog>
  );
}
