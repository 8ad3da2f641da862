import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { Dialog } from '../ui/dialog.tsx';

interface LeaveDialogProps {
  readonly onStay: () => void;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Esc with input that is not in the register: stay, go and keep the draft, or throw it away. */
export function LeaveDialog({ onStay, onKeep, onDiscard }: LeaveDialogProps): ReactNode {
  const t = useText();
  return (
    <Dialog
      title={t('form.leaveTitle')} onClose={onStay} size="lg"
      actions={
        <>
          <Button variant="light" color="red" onClick={onDiscard}>{t('form.leaveDiscard')}</Button>
          <Button variant="default" onClick={onStay}>{t('form.leaveStay')}</Button>
          <Button data-autofocus onClick={onKeep}>{t('form.leaveKeep')}</Button>
        </>
      }
    >
      <p>{t('form.leaveBody')}</p>
    </Dialog>
  );
}
