import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { useRunWhenReady } from '../../ui/run-when-ready.ts';
import css from './enrolment.module.css';

interface ActDialogProps {
  readonly title: string;
  /** What the button does. */
  readonly action: string;
  readonly ready: boolean;
  readonly busy: boolean;
  /** An answer is on its way that says whether it may be done. */
  readonly pending?: boolean;
  readonly dirty?: boolean;
  readonly wide?: boolean;
  readonly error: unknown;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog whose fields say how something is done; Ctrl+Enter or the button does it, and a refusal is shown here. */
export function ActDialog({ title, action, ready, busy, pending = false, dirty = false, wide = false, error, onDo, onClose, children }: ActDialogProps): ReactNode {
  const t = useText();
  const run = useRunWhenReady({ ready, busy, pending, run: onDo });
  // A list of choices would take Ctrl+Enter to open itself.
  const onKeyDownCapture = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return (
    <Dialog
      title={title} size={wide ? 'lg' : 'md'} onClose={onClose} dirty={dirty} keys={[{ key: 'Ctrl+Enter', label: action, run }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={busy} onClick={run}>{action}</Button></>}
    >
      <div className={css.fields} onKeyDownCapture={onKeyDownCapture}>{children}</div>
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
    </Dialog>
  );
}
