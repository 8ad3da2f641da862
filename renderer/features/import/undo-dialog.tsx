import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { useAction } from '../../app/calls.ts';
import { useLanguage, useText } from '../../text/text.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
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
  return (
    <ReasonDialog title={t('imports.undoTitle', { file: batch.file })} action={t('imports.undo')} cancel={t('imports.back')} label={t('imports.undoReason')} danger onClose={onClose} onDo={async (reason) => onDone(await undo.mutateAsync({ batch: batch.batch, reason, lang }))}>
      <p>{t('imports.undoBody')}</p>
    </ReasonDialog>
  );
}
