import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { say } from '../../ui/said.tsx';
import css from './settings.module.css';

/** New keys for this PC, as when somebody may have seen the old ones; the passphrase is asked for once more. */
export function RenewCardDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText();
  const renew = useAction('card.renew');
  const [passphrase, setPassphrase] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== '') renew.mutate({ passphrase }, { onSuccess: () => { say({ text: t('settings.cardRenewed') }); onClose(); } });
  };
  return (
    <Dialog title={t('settings.cardRenewTitle')} onClose={onClose} actions={<Button form="renew-card" type="submit" disabled={passphrase === ''} loading={renew.isPending}>{t('settings.cardRenew')}</Button>}>
      <form id="renew-card" onSubmit={submit} className={css.stack}>
        <p>{t('settings.cardRenewHint')}</p>
        <p>{t('settings.cardRenewKept')}</p>
        <PasswordInput
          data-autofocus className={css.full} label={t('settings.cardRenewPassphrase')} value={passphrase} autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }} onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {renew.error && <ErrorNotice error={renew.error} />}
      </form>
    </Dialog>
  );
}
