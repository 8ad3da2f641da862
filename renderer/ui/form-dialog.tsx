import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { DraftDialog } from './draft-dialog.tsx';
import css from './kit.module.css';
import { ErrorNotice } from './notice.tsx';
import { useRunWhenReady } from './run-when-ready.ts';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly ready: boolean;
  readonly busy: boolean;
  /** An answer is on its way that says whether it may be done. */
  readonly pending?: boolean;
  readonly dirty: boolean;
  readonly error: unknown;
  readonly size?: 'md' | 'lg';
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that records something: Ctrl+Enter or the button; a refusal stands above the buttons and what was typed stays, beyond the lock where a `DialogDraft` lies around it. */
export function FormDialog({ title, submit, ready, busy, pending = false, dirty, error, size = 'md', onSubmit, onClose, children }: FormDialogProps): ReactNode {
  const t = useText();
  const run = useRunWhenReady({ ready, busy, pending, run: onSubmit });
  return (
    <DraftDialog
      title={title} size={size} onClose={onClose} dirty={dirty} keys={[{ key: 'Ctrl+Enter', label: submit, run }]}
      actions={(close) => <><Button variant="default" onClick={close}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={busy} onClick={run}>{submit}</Button></>}
    >
      <div className={css.dialogFields}>{children}</div>
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
    </DraftDialog>
  );
}
