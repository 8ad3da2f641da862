import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import css from './welcome.module.css';

/** The two groups (from 1) that are asked back: not the first, so that a glance at the screen's start is not enough. */
const askedGroups = [2, 5] as const;

function sameGroup(typed: string, group: string): boolean {
  const plain = (text: string): string => text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/[^0-9A-Z]/g, '');
  return plain(typed) === plain(group);
}

/** Step 4: the recovery code, shown once; two of its groups are typed back from paper. */
export function RecoveryStep({ code, onDone }: { code: string; onDone: () => void }): ReactNode {
  const t = useText();
  const groups = code.split('-');
  const confirm = useAction('recovery.confirm');
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const right = (n: number): boolean => sameGroup(typed[n] ?? '', groups[n - 1] ?? '');
  const wrong = (n: number): boolean => (typed[n] ?? '').length >= (groups[n - 1] ?? '').length && !right(n);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // What goes back is what was typed, in its place in the code: the register checks it, not this screen.
    const back = groups.map((group, index) => typed[index + 1] ?? group).join('-');
    confirm.mutate({ recoveryCode: back }, { onSuccess: onDone });
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <div className={css.head}>
        <h1>{t('welcome.recoveryTitle')}</h1>
        <p>{t('welcome.recoveryHint')}</p>
      </div>
      <div className={css.recovery}>{code}</div>
      {askedGroups.map((n, index) => (
        <TextInput
          key={n} label={t('welcome.recoveryAsk', { n })} value={typed[n] ?? ''} autoFocus={index === 0} autoComplete="off" maxLength={(groups[n - 1] ?? '').length + 2}
          error={wrong(n) ? t('welcome.recoveryWrong', { n }) : undefined} onChange={(event) => setTyped({ ...typed, [n]: event.currentTarget.value })}
        />
      ))}
      {confirm.error && <ErrorNotice error={confirm.error} />}
      <div className={css.actions}>
        <span />
        <Button type="submit" disabled={!askedGroups.every(right)} loading={confirm.isPending}>{t('welcome.recoveryConfirm')}</Button>
      </div>
    </form>
  );
}
