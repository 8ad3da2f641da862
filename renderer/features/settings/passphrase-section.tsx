import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useAction } from '../../app/calls.ts';
import { isPairReady, PassphraseFields } from '../../app/passphrase-fields.tsx';
import { useSession } from '../../app/session.tsx';
import { isCallError } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { say } from '../../ui/said.tsx';
import css from './settings.module.css';

const nothingTyped = { first: '', again: '' };

/** The passphrase of the signed-in user, and proof that the recovery code on paper is still there. */
export function PassphraseSection(): ReactNode {
  const t = useText();
  const { user, office } = useSession();
  const change = useAction('user.changePassphrase');
  const oldField = useRef<HTMLInputElement>(null);
  const [old, setOld] = useState('');
  const [pair, setPair] = useState(nothingTyped);
  const wrongOld = isCallError(change.error) && change.error.code === 'WRONG_PASSPHRASE';
  const ready = old !== '' && isPairReady(pair, [user.name, user.displayName, office.name]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!ready) return;
    change.mutate({ old, new: pair.first }, { onSuccess: () => { setOld(''); setPair(nothingTyped); say({ text: t('settings.passphraseChanged') }); }, onError: () => oldField.current?.select() });
  };
  return (
    <Page title={t('settings.passphrase')} hint={t('settings.passphraseHint', { name: user.displayName })}>
      <div className={css.narrow}>
        <Panel>
          <form onSubmit={submit} className={css.stack}>
            <PasswordInput ref={oldField} className={css.full} label={t('settings.passphraseOld')} value={old} autoComplete="current-password" error={wrongOld ? t('settings.passphraseOldWrong') : undefined} visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }} onChange={(event) => { setOld(event.currentTarget.value); change.reset(); }} />
            <div className={css.full}><PassphraseFields pair={pair} onChange={setPair} known={[user.name, user.displayName, office.name]} /></div>
            {change.error && !wrongOld && <ErrorNotice error={change.error} />}
            <Button type="submit" disabled={!ready} loading={change.isPending}>{t('settings.passphraseChange')}</Button>
          </form>
        </Panel>
        <RecoveryPanel />
      </div>
    </Page>
  );
}

function RecoveryPanel(): ReactNode {
  const t = useText();
  const confirm = useAction('recovery.confirm');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() !== '') confirm.mutate({ recoveryCode: code.trim() }, { onSuccess: () => { setCode(''); say({ text: t('settings.recoveryGood') }); } });
  };
  return (
    <Panel>
      <form onSubmit={submit} className={css.stack}>
        <h2>{t('settings.recoveryTitle')}</h2>
        <p>{t('settings.recoveryHint')}</p>
        <TextInput className={css.full} label={t('settings.recoveryLabel')} value={code} autoComplete="off" onChange={(event) => setCode(event.currentTarget.value)} />
        {confirm.error && <ErrorNotice error={confirm.error} />}
        <Button type="submit" variant="default" disabled={code.trim() === ''} loading={confirm.isPending}>{t('settings.recoveryCheck')}</Button>
      </form>
    </Panel>
  );
}
