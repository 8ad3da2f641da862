import { Button } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useKeys } from '../../app/keys.ts';
import { isCallError } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './families.module.css';
import type { ApiFinding } from './family-types.ts';
import { Reasons } from './reasons.tsx';
import type { Typed } from './reasons.tsx';

interface EventDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly dirty: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly findings?: readonly ApiFinding[];
  readonly typed?: Typed;
  readonly onType?: (typed: Typed) => void;
}

/** A dialog that records something: Enter goes to the next field, Ctrl+Enter or the button records; findings stand above the buttons. */
export function EventDialog(props: EventDialogProps): ReactNode {
  const { title, submit, ready, busy, dirty, error, onSubmit, onClose, children, findings = [], typed = {}, onType } = props;
  const t = useText();
  const run = (): void => { if (ready && !busy) onSubmit(); };
  // A list of choices would take both to open itself: Ctrl+Enter, and Enter once something is chosen.
  const onKeyDownCapture = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key !== 'Enter') return;
    if (event.ctrlKey) {
      event.preventDefault();
      run();
    } else if (event.target instanceof HTMLInputElement && event.target.readOnly && event.target.value !== '') nextField(event);
    if (event.defaultPrevented) event.stopPropagation();
  };
  return (
    <Dialog title={title} onClose={onClose} dirty={dirty} actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={busy} onClick={onSubmit} data-submit>{submit}</Button></>}>
      <SubmitKeys submit={submit} run={run} />
      <div className={css.dialogFields} onKeyDownCapture={onKeyDownCapture} onKeyDown={nextField}>
        {children}
        {onType && <Reasons findings={findings} typed={typed} onType={onType} />}
      </div>
      {error && !isCovered(error, findings) && <ErrorNotice error={error} />}
    </Dialog>
  );
}

/** Inside the dialog, so that its keys lie over the dialog's own. */
function SubmitKeys({ submit, run }: { submit: string; run: () => void }): ReactNode {
  useKeys([{ key: 'Ctrl+Enter', label: submit, run }, { key: 'Ctrl+S', run }]);
  return null;
}

/** What the findings say already is not said again as a refusal. */
function isCovered(error: Error, findings: readonly ApiFinding[]): boolean {
  return isCallError(error) && ['SAVE_BLOCKED', 'WARNINGS_OPEN'].includes(error.code) && findings.length > 0;
}

function nextField(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.defaultPrevented || !(event.target instanceof HTMLInputElement) || !event.currentTarget.contains(event.target)) return;
  // An open list of choices takes Enter for itself.
  if (event.target.getAttribute('aria-expanded') === 'true') return;
  const fields = [...event.currentTarget.querySelectorAll<HTMLElement>('input:not([type=hidden]):not([disabled])'), ...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[data-submit]') ?? [])];
  const next = fields[fields.indexOf(event.target) + 1];
  next?.focus();
  // As with Tab: what is typed replaces what stands there.
  if (next instanceof HTMLInputElement) next.select();
  event.preventDefault();
}
