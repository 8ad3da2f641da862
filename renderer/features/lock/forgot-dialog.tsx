import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAction, useCall } from '../../app/calls.ts';
import { isPairReady, PassphraseFields } from '../../app/passphrase-fields.tsx';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { CityHelp } from './city-help.tsx';
import css from './lock.module.css';

/** A forgotten passphrase: a new one with the code from paper; without it, who else can help. */
export function ForgotDialog({ user: given, office, onClose }: { user: string; office: string; onClose: () => void }): ReactNode {
  const t = useText();
  const recover = useAction('recovery.open');
  const offered = useCall('escrow.offered', {});
  const [byCity, setByCity] = useState(false);
  const mayAsk = offered.data !== undefined && (offered.data.joined !== null || offered.data.pending !== null);
  const [user, setUser] = useState(given);
  const [code, setCode] = useState('');
  const [pair, setPair] = useState({ first: '', again: '' });
  const known = [user, office];
  const ready = user.trim() !== '' && code.trim() !== '' && isPairReady(pair, known);
  const run = (): void => {
    if (ready) recover.mutate({ user: user.trim(), recoveryCode: code, passphrase: pair.first });
  };
  if (byCity && offered.data) return <CityHelp user={user} office={office} offered={offered.data} onChanged={() => void offered.refetch()} onClose={onClose} />;
  if (recover.data) {
    return (
      <Dialog title={t('security.recoveredTitle')} onClose={onClose} actions={<Button data-autofocus onClick={onClose}>{t('security.recoveredDone')}</Button>}>
        <Notice severity="warn" title={t('security.newCode')}>{t('security.newCodeHint')}</Notice>
        <p className={css.code}>{recover.data.recoveryCode}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t('security.forgotTitle')} onClose={onClose} dirty={code !== '' || pair.first !== ''} keys={[{ key: 'Ctrl+Enter', label: t('security.recover'), run }]}
      actions={<>{mayAsk && <Button variant="default" onClick={() => setByCity(true)}>{t('escrow.byCity')} …</Button>}<Button disabled={!ready} loading={recover.isPending} onClick={run}>{t('security.recover')}</Button></>}
    >
      <p>{t('security.forgotHint')}</p>
      <TextInput label={t('lock.login')} value={user} autoComplete="off" onChange={(event) => setUser(event.currentTarget.value)} />
      <TextInput data-autofocus label={t('settings.recoveryLabel')} value={code} autoComplete="off" spellCheck={false} onChange={(event) => setCode(event.currentTarget.value)} />
      <PassphraseFields pair={pair} onChange={setPair} known={known} />
      {recover.error && <ErrorNotice error={recover.error} />}
    </Dialog>
  );
}
