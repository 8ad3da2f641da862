import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { formatShortDate, parseTypedDate } from './format.ts';

interface DateInputProps {
  readonly label?: ReactNode;
  readonly 'aria-label'?: string;
  readonly description?: ReactNode;
  /** What an empty field means, where no label says it. */
  readonly placeholder?: string;
  readonly title?: string;
  /** `YYYY-MM-DD`, or null. */
  readonly value: string | null;
  readonly onChange: (date: string | null) => void;
  /** Today as the api says it (`office.info`), for Ctrl+;. */
  readonly today: string;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
}

/** A date typed as on paper, dd-mm-yyyy; Ctrl+; fills in today. What is no date stays visible with its error. */
export function DateInput({ value, onChange, today, error, ...rest }: DateInputProps): ReactNode {
  const t = useText();
  const [typed, setTyped] = useState(formatShortDate(value));
  const [wrong, setWrong] = useState(false);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    // A value set from outside (a draft, undo) replaces the text; a half-typed text is left alone.
    setKnown(value);
    if (value !== null && parseTypedDate(typed) !== value) setTyped(formatShortDate(value));
  }
  const change = (text: string): void => {
    setTyped(text);
    setWrong(false);
    onChange(parseTypedDate(text));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey && event.key === ';')) return;
    event.preventDefault();
    change(formatShortDate(today));
  };
  const leave = (): void => {
    const parsed = parseTypedDate(typed);
    setWrong(typed.trim() !== '' && parsed === null);
    if (parsed !== null) setTyped(formatShortDate(parsed));
  };
  return (
    <TextInput
      {...rest} data-autofocus={rest.autoFocus || undefined} value={typed} placeholder={rest.placeholder ?? t('kit.dateHint')} inputMode="numeric" maxLength={10} error={wrong ? t('kit.dateWrong') : error}
      onChange={(event) => change(event.currentTarget.value)} onBlur={leave} onKeyDown={onKeyDown}
    />
  );
}
