import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useText } from '../../text/text.ts';
import type { Translate } from '../../text/text.ts';
import { KeyHint } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './worklist.module.css';

export interface Choice<C extends string> {
  readonly id: C;
  readonly label: string;
  /** It needs no reason; what is typed all the same goes along. */
  readonly reasonFree?: boolean;
  /** Where the keyboard goes when it is chosen; to the reason unless said. */
  readonly goTo?: () => void;
}

interface DecideBarProps<C extends string> {
  readonly choices: readonly Choice<C>[];
  readonly chosen: C | null;
  readonly onChoose: (choice: C) => void;
  /** Decides; a refusal is shown here and nothing typed is lost. */
  readonly onDecide: (reason: string) => Promise<void>;
  /** What the typed line is called, where it is no reason. */
  readonly label?: string;
  /** False while something of the choice itself is missing. */
  readonly ready?: boolean;
  /** What else a refusal asks for, instead of its plain words. */
  readonly onRefused?: (error: unknown) => ReactNode;
}

const usual = ['worklist.reason1', 'worklist.reason2', 'worklist.reason3', 'worklist.reason4'] as const;

/** A reason as typed: the number of a usual reason stands for its words. */
export function reasonWords(typed: string, t: Translate): string {
  const key = /^[1-4]$/.test(typed.trim()) ? usual[Number(typed.trim()) - 1] : undefined;
  return key ? t(key) : typed.trim();
}

/** A number chooses, the reason is typed, Ctrl+Enter decides: the same for every kind of question. */
export function DecideBar<C extends string>({ choices, chosen, onChoose, onDecide, label, ready = true, onRefused }: DecideBarProps<C>): ReactNode {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const reason = reasonWords(typed, t);
  const free = choices.find((choice) => choice.id === chosen)?.reasonFree === true;
  const may = chosen !== null && (reason !== '' || free) && ready && !busy;
  const choose = (choice: Choice<C>): void => {
    onChoose(choice.id);
    if (choice.goTo) choice.goTo();
    else field.current?.focus();
  };
  const decide = (): void => {
    if (chosen === null) return;
    if (!may) return field.current?.focus();
    setBusy(true);
    setError(null);
    // What was decided leaves the queue, and this bar with it, before the answer is here.
    onDecide(reason).catch(setError).finally(() => setBusy(false));
    return undefined;
  };
  useKeys([
    ...choices.map((choice, index) => ({ key: String(index + 1), label: choice.label, run: () => choose(choice) })),
    { key: 'Ctrl+Enter', label: t('worklist.decide'), run: decide },
  ]);
  return (
    <div className={css.decide}>
      <div className={css.choices} role="group" aria-label={t('worklist.choices')}>
        {choices.map((choice, index) => (
          <Button key={choice.id} variant={chosen === choice.id ? 'light' : 'default'} aria-pressed={chosen === choice.id} onClick={() => choose(choice)} leftSection={<KeyHint name={String(index + 1)} />}>{choice.label}</Button>
        ))}
      </div>
      <div className={css.reason}>
        <TextInput
          ref={field} label={label ?? t('worklist.reason')} value={typed} maxLength={300} autoComplete="off" required={!free && label === undefined}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey) { event.preventDefault(); decide(); } }}
        />
        <Button disabled={!may} loading={busy} onClick={decide} rightSection={<KeyHint name="Ctrl+Enter" />}>{t('worklist.decide')}</Button>
      </div>
      <div className={css.usual} role="status">{label !== undefined ? '' : reason !== typed.trim() ? t('worklist.reasonIs', { reason }) : usual.map((each, index) => `${index + 1} ${t(each)}`).join(' · ')}</div>
      {error !== null && (onRefused?.(error) ?? <ErrorNotice error={error} />)}
    </div>
  );
}
