import { Input, TextInput } from '@mantine/core';
import { IconList } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { Dialog } from './dialog.tsx';
import css from './kit.module.css';

export interface CodeItem {
  readonly code: number;
  readonly label: string;
}

interface CodeSelectProps {
  readonly label: string;
  /** The question's number on paper, shown before the label. */
  readonly question?: string;
  /** Hides the label above the field (table cells); screen readers still hear it. */
  readonly hideLabel?: boolean;
  readonly items: readonly CodeItem[];
  readonly value: number | null;
  readonly onChange: (code: number | null) => void;
  readonly error?: ReactNode;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** Marks it as one that must be answered. */
  readonly required?: boolean;
}

/** A coded answer typed as its number, as on paper; the words appear beside it, and `?` shows the list. */
export function CodeSelect({ label, question, hideLabel = false, items, value, onChange, error, disabled = false, autoFocus = false, required = false }: CodeSelectProps): ReactNode {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  const [known, setKnown] = useState(value);
  const [open, setOpen] = useState(false);
  if (value !== known) {
    setKnown(value);
    if (value !== null || items.some((item) => String(item.code) === typed)) setTyped(value === null ? '' : String(value));
  }
  const chosen = items.find((item) => String(item.code) === typed);
  const unknown = typed !== '' && chosen === undefined;
  const change = (text: string): void => {
    const digits = text.replace(/\D/g, '').slice(0, 3);
    setTyped(digits);
    onChange(items.find((item) => String(item.code) === digits)?.code ?? null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== '?') return;
    event.preventDefault();
    setOpen(true);
  };
  const name = question === undefined ? label : `${question}. ${label}`;
  return (
    <Input.Wrapper label={hideLabel ? undefined : name} labelProps={{ htmlFor: id }} withAsterisk={required} error={error}>
      <div className={css.codeInput}>
        <TextInput
          ref={input} id={id} aria-label={hideLabel ? name : undefined} value={typed} disabled={disabled} data-autofocus={autoFocus || undefined} autoFocus={autoFocus} inputMode="numeric" autoComplete="off"
          error={unknown || Boolean(error)} aria-describedby={`${id}-words`} title={t('kit.codeHint')} onChange={(event) => change(event.currentTarget.value)} onKeyDown={onKeyDown}
        />
        <span id={`${id}-words`} className={css.codeLabel} data-unknown={unknown} title={chosen?.label} aria-live="polite">
          {unknown ? t('kit.codeUnknown', { code: typed }) : chosen?.label}
        </span>
        <button type="button" className={css.maskedButton} tabIndex={-1} disabled={disabled} aria-label={t('kit.codeOpen')} title={t('kit.codeOpen')} onClick={() => setOpen(true)}><IconList size={16} aria-hidden /></button>
      </div>
      {open && (
        <CodeList
          title={t('kit.codeList', { label: name })} items={items} current={chosen?.code ?? null}
          onChoose={(code) => { change(String(code)); setOpen(false); input.current?.focus(); }} onClose={() => { setOpen(false); input.current?.focus(); }}
        />
      )}
    </Input.Wrapper>
  );
}

interface CodeListProps {
  readonly title: string;
  readonly items: readonly CodeItem[];
  readonly current: number | null;
  readonly onChoose: (code: number) => void;
  readonly onClose: () => void;
}

/** The list behind `?`: ↑↓ walk, the number or Enter chooses, Esc goes back. */
export function CodeList({ title, items, current, onChoose, onClose }: CodeListProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(Math.max(0, items.findIndex((item) => item.code === current)));
  useEffect(() => {
    list.current?.querySelectorAll('button')[active]?.focus();
  }, [active]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const typed = items.findIndex((item) => String(item.code) === event.key);
    if (event.key === 'ArrowDown') setActive((at) => Math.min(items.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
    else if (event.key === 'Home') setActive(0);
    else if (event.key === 'End') setActive(items.length - 1);
    else if (typed >= 0) setActive(typed);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <ul ref={list} className={css.codeList} onKeyDown={onKeyDown}>
        {items.map((item, index) => (
          <li key={item.code}>
            <button type="button" className={css.codeItem} data-autofocus={index === active || undefined} tabIndex={index === active ? 0 : -1} onClick={() => onChoose(item.code)}>
              <span>{item.code}</span>
              <span>{item.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
