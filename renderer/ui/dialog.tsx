import { Button, Modal } from '@mantine/core';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { isKeyboardFree } from '../app/keyboard-free.ts';
import { useKeys } from '../app/keys.ts';
import type { KeyBinding } from '../app/keys.ts';
import { useText } from '../text/text.ts';
import { focusHome } from './focus-home.ts';
import css from './kit.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the bottom right, the safe one first. */
  readonly actions?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg' | 'xl';
  /** Something typed would be lost: Esc and the cross ask first. */
  readonly dirty?: boolean;
  /** More keys while it is open. */
  readonly keys?: readonly KeyBinding[];
  /** It goes on in steps, each of which names what has the keyboard first. */
  readonly steps?: boolean;
}

/** What a step names to have the keyboard first; a field with a list is no such thing yet, nor a button that waits. */
const NAMED = '[data-autofocus]:not([aria-haspopup]):not(:disabled)';
const dialogClasses = { content: css.dialog ?? '' };

/** A dialog over the screen. The keys below are deaf while it is open; Esc closes, and asks first when `dirty`. */
export function Dialog({ title, onClose, children, actions, size = 'md', dirty = false, keys = [], steps = false }: DialogProps): ReactNode {
  const t = useText();
  useFocusBack();
  const holdKeyboard = useFocusAhead(steps);
  const close = (): void => {
    if (!dirty) onClose();
    else void askToLeave(t).then((leave) => { if (leave) onClose(); });
  };
  useKeys([{ key: 'Escape', label: t('kit.close'), run: close }, ...keys], { modal: true });
  // A list of choices would take the key to open itself.
  const storeOverLists = (event: KeyboardEvent): void => {
    const store = event.key === 'Enter' && event.ctrlKey ? keys.find((one) => one.key === 'Ctrl+Enter') : undefined;
    if (store === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    store.run();
  };
  return (
    <Modal.Root opened onClose={close} size={size} closeOnEscape={false} closeOnClickOutside={!dirty} classNames={dialogClasses}>
      <Modal.Overlay />
      <Modal.Content>
        {/* Not Modal.Header: that is a banner landmark to assistive technology. */}
        <div className={css.dialogHead}>
          <Modal.Title className={css.dialogTitle}>{title}</Modal.Title>
          <Modal.CloseButton data-cross aria-label={t('kit.close')} />
        </div>
        <Modal.Body className={css.dialogPad}>
          <div ref={holdKeyboard} className={css.dialogBody} tabIndex={steps ? -1 : undefined} onKeyDownCapture={storeOverLists}>
            {children}
            {actions !== undefined && <div className={css.dialogActions}>{actions}</div>}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/**
 * Takes the keyboard as soon as the dialog is there: what is typed right after the key that opened it would be lost until a later turn.
 * A field with a list to choose from waits for that turn: its list would open over a dialog that is still being drawn.
 */
function takeKeyboard(body: HTMLElement | null): void {
  body?.querySelector<HTMLElement>(NAMED)?.focus({ preventScroll: true });
}

/**
 * Keeps the keyboard in the dialog while its steps change: a button that was pressed is disabled while it works, or goes with its step.
 * While nothing can be pressed the dialog itself has it. What the new step names takes it, unless the clerk is somewhere in it already; from the cross, which held it for want of better, only
 * when the step is new.
 */
function useFocusAhead(steps: boolean): (body: HTMLElement | null) => void {
  const at = useRef<HTMLElement | null>(null);
  const named = useRef<Element | null>(null);
  useEffect(() => {
    if (!steps) return;
    const next = at.current?.querySelector(NAMED) ?? null;
    const isNew = next !== named.current;
    const { activeElement } = document;
    // On the cross it was for want of better, on what the step before named because that named it.
    const isWaiting = activeElement?.matches('[data-cross]') === true || activeElement === at.current || (activeElement !== null && activeElement === named.current);
    named.current = next;
    if (next !== null && (isKeyboardFree() || (isNew && isWaiting))) takeKeyboard(at.current);
    else if (next === null && isKeyboardFree()) at.current?.focus({ preventScroll: true });
  });
  return useCallback((body) => {
    at.current = body;
    named.current = body?.querySelector(NAMED) ?? null;
    takeKeyboard(body);
  }, []);
}

/** Gives the keyboard back to where it was before the dialog, unless it has gone elsewhere meanwhile; what was there may be gone, as a menu is. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => {
    requestAnimationFrame(() => focusHome(before));
  }, [before]);
}

interface Question {
  readonly title: string;
  readonly body: ReactNode;
  readonly confirm: string;
  readonly cancel?: string;
  /** Red: the step takes something away. */
  readonly danger?: boolean;
}

interface OpenQuestion extends Question {
  readonly answer: (yes: boolean) => void;
}

let open: OpenQuestion | null = null;
const listeners = new Set<() => void>();

function publish(next: OpenQuestion | null): void {
  open = next;
  for (const listener of listeners) listener();
}

/** Asks before a step that matters; answers whether to go on. Esc means no. */
export function askConfirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    open?.answer(false);
    publish({ ...question, answer: (yes) => { publish(null); resolve(yes); } });
  });
}

/** Asks whether unsaved input may go; true means leave. */
export function askToLeave(t: ReturnType<typeof useText>): Promise<boolean> {
  return askConfirm({ title: t('kit.unsavedTitle'), body: t('kit.unsavedBody'), confirm: t('kit.unsavedLeave'), cancel: t('kit.unsavedStay'), danger: true });
}

/** Draws the open question. Mounted once. */
export function ConfirmHost(): ReactNode {
  const question = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => open);
  return question && <ConfirmDialog key={question.title} question={question} />;
}

function ConfirmDialog({ question }: { question: OpenQuestion }): ReactNode {
  const t = useText();
  const enter = (): void => {
    // Enter may come before the focus has: it then means the safe answer, never a key to the dialog below.
    const focused = document.activeElement?.closest<HTMLElement>('[data-answer]');
    if (focused) focused.click();
    else question.answer(false);
  };
  return (
    <Dialog
      title={question.title} keys={[{ key: 'Enter', run: enter, whileTyping: true }]} onClose={() => question.answer(false)}
      actions={
        <>
          <Button data-autofocus data-answer variant="default" onClick={() => question.answer(false)}>{question.cancel ?? t('kit.cancel')}</Button>
          <Button data-answer color={question.danger ? 'red' : undefined} variant={question.danger ? 'light' : 'filled'} onClick={() => question.answer(true)}>{question.confirm}</Button>
        </>
      }
    >
      <div>{question.body}</div>
    </Dialog>
  );
}
