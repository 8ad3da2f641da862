import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import type { Batch } from './batch-table.tsx';

interface UndoDialogProps {
  readonly batch: Batch;
  readonly onClose: () => void;
  readonly onDone: (answer: CallOutput<'import.undo'>) => void;
}

/** Takes a whole import back, with a reason for the history. */
export function UndoDialog({ batch, onClose, onDone }: UndoDialogProps): ReactNode {
  const t = useText();
  const lang = useLanguage();
  const undo = useAction('import.undo');
  const [reason, setReason] = useState('');
  const run = (): void => undo.mutate({ batch: batch.batch, reason: reason.trim(), lang }, { onSuccess: onDone });
  return (
    <Dialog
      title={t('imports.undoTitle', { file: batch.file })} onClose={onClose} dirty={reason !== ''}
      actions={
        <>
          <Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button>
          <Button color="red" disabled={reason.trim() === ''} loading={undo.isPending} onClick={run}>{t('imports.undo')}</Button>
        </>
      }
    >
      <p>{t('imports.undoBody')}</p>
      <TextInput data-autofocus label={t('imports.undoReason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {undo.error && <ErrorNotice error={undo.error} />}
    </Dialog>
  );
}
