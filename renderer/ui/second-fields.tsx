import { PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../text/text.ts';
import { Notice } from './notice.tsx';

export interface SecondPair {
  readonly user: string;
  readonly passphrase: string;
}

/** What goes with a call: the second person as typed, or nothing. */
export function secondOf(second: SecondPair): { second?: SecondPair } {
  return second.user.trim() === '' ? {} : { second: { user: second.user.trim(), passphrase: second.passphrase } };
}

interface SecondFieldsProps {
  readonly second: SecondPair;
  /** Who is asked for and why, where it is not the rule of two. */
  readonly title?: string;
  readonly hint?: string;
  readonly onChange: (second: SecondPair) => void;
}

/** Where the office asks for two: the other person types name and passphrase here. */
export function SecondFields({ second, title, hint, onChange }: SecondFieldsProps): ReactNode {
  const t = useText();
  return (
    <>
      <Notice severity="info" title={title ?? t('security.secondTitle')}>{hint ?? t('security.secondHint')}</Notice>
      <TextInput label={t('security.secondUser')} value={second.user} autoComplete="off" onChange={(event) => onChange({ ...second, user: event.currentTarget.value })} />
      <PasswordInput label={t('security.secondPassphrase')} value={second.passphrase} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }} onChange={(event) => onChange({ ...second, passphrase: event.currentTarget.value })} />
    </>
  );
}
