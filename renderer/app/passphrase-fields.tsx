import { PasswordInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { passphraseProblem, passphraseStrength } from '../../db/rules/passphrase.ts';
import { useText } from '../text/text.ts';
import css from './shared.module.css';

export interface PassphrasePair {
  readonly first: string;
  readonly again: string;
}

/** Whether a pair may be sent: strong enough, and typed the same twice. */
export function isPairReady(pair: PassphrasePair, known: readonly string[] = []): boolean {
  return passphraseProblem(pair.first, known) === null && pair.first === pair.again;
}

const strengths = ['0', '1', '2', '3', '4'] as const;

interface PassphraseFieldsProps {
  readonly pair: PassphrasePair;
  readonly onChange: (pair: PassphrasePair) => void;
  /** Names that make a passphrase weak when it is made of them (user, office). */
  readonly known: readonly string[];
  readonly autoFocus?: boolean;
}

/** A new passphrase, twice, with how strong it is as it is typed. */
export function PassphraseFields({ pair, onChange, known, autoFocus = false }: PassphraseFieldsProps): ReactNode {
  const t = useText();
  const problem = passphraseProblem(pair.first, known);
  const strength = strengths[passphraseStrength(pair.first, known)] ?? '0';
  const toggle = { 'aria-label': t('welcome.passphraseShow') };
  return (
    <div className={css.pair}>
      <PasswordInput
        label={t('welcome.passphraseLabel')} description={t('welcome.passphraseHint')} value={pair.first} autoComplete="new-password" data-autofocus={autoFocus || undefined} autoFocus={autoFocus}
        visibilityToggleButtonProps={toggle} onChange={(event) => onChange({ ...pair, first: event.currentTarget.value })}
      />
      <div className={css.strength} role="status">
        <div className={css.meter} data-strength={strength} aria-hidden><span /><span /><span /><span /></div>
        {pair.first !== '' && (problem ? t(`welcome.problem_${problem}`) : t('welcome.strength', { word: t(`welcome.strength_${strength}`) }))}
      </div>
      <PasswordInput
        label={t('welcome.passphraseAgain')} value={pair.again} autoComplete="new-password" visibilityToggleButtonProps={toggle}
        error={pair.again.length >= pair.first.length && pair.again !== pair.first ? t('welcome.passphraseDiffers') : undefined}
        onChange={(event) => onChange({ ...pair, again: event.currentTarget.value })}
      />
    </div>
  );
}
