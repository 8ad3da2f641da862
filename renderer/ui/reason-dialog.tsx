import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './notice.tsx';

interface ReasonDialogProps {
  readonly title: string;
  /** What the button does. */
  readonly action: string;
  /** What leaves it undone is called, where the action itself is a "Batalkan". */
  readonly cancel?: string;
  /** What the line is called, where "Alasan" is not enough. */
  readonly label?: string;
  /** What happens then. */
  readonly children?: ReactNode;
  readonly danger?: boolean;
  /** What stands above is filled first and takes the keyboard itself. */
  readonly focusAbove?: boolean;
  /** Whether everything but the reason is said. */
  readonly ready?: boolean;
  readonly onClose: () => void;
  /** Does it; a refusal is shown here and the reason stays. */
  readonly onDo: (reason: string) => Promise<unknown>;
}

/** Something that is only done with a reason, which the history keeps. */
export function ReasonDialog({ title, action, cancel, label, children, danger = false, focusAbove = false, ready = true, onClose, onDo }: ReasonDialogProps): ReactNode {
  const t = useText();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reason = typed.trim();
  const run = (): void => {
    if (reason === '' || !ready || busy) return;
    setBusy(true);
    setError(null);
    onDo(reason).catch(setError).finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={title} onClose={onClose} dirty={typed !== ''} keys={[{ key: 'Ctrl+Enter', label: action, run }, { key: 'Enter', run, whileTyping: true }]}
      actions={
        <>
          <Button variant="default" onClick={onClose}>{cancel ?? t('kit.cancel')}</Button>
          <Button {...(danger ? { color: 'red' } : {})} disabled={reason === '' || !ready} loading={busy} onClick={run}>{action}</Button>
        </>
      }
    >
      {children}
      <TextInput data-autofocus={focusAbove ? undefined : true} required label={label ?? t('kit.reason')} value={typed} maxLength={300} autoComplete="off" onChange={(event) => setTyped(event.currentTarget.value)} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
