import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { isPairReady, PassphraseFields } from '../../app/passphrase-fields.tsx';
import { useSession, useSessionDoor } from '../../app/session.tsx';
import { useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Stage } from '../../ui/stage.tsx';
import css from './lock.module.css';

/** Somebody else chose this passphrase: an own one comes before everything else. */
export function OwnPassphrase(): ReactNode {
  const t = useText();
  const { user, office } = useSession();
  const { changed, lock } = useSessionDoor();
  const change = useAction('user.changePassphrase');
  const [old, setOld] = useState('');
  const [pair, setPair] = useState({ first: '', again: '' });
  const known = [user.name, user.displayName, office.name];
  const ready = old !== '' && isPairReady(pair, known);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) change.mutate({ old, new: pair.first }, { onSuccess: changed });
  };
  return (
    <Stage>
      <div className={css.head}>
        <h1>{t('security.ownTitle', { name: user.displayName })}</h1>
        <p>{t('security.ownHint')}</p>
      </div>
      <form className={css.form} onSubmit={submit}>
        <PasswordInput autoFocus label={t('security.ownGiven')} value={old} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }} onChange={(event) => setOld(event.currentTarget.value)} />
        <PassphraseFields pair={pair} onChange={setPair} known={known} />
        {change.error && <ErrorNotice error={change.error} />}
        <div className={css.actions}>
          <Button variant="default" onClick={() => void lock()}>{t('security.ownLater')}</Button>
          <Button type="submit" disabled={!ready} loading={change.isPending}>{t('settings.passphraseChange')}</Button>
        </div>
      </form>
    </Stage>
  );
}
