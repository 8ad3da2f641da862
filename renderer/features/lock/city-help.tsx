import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../../db/api/contract.ts';
import { isPairReady, PassphraseFields } from '../../app/passphrase-fields.tsx';
import { callApi, callShell } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatDate } from '../../ui/format.ts';
import { FingerprintWords } from '../../ui/fingerprint-words.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import css from './lock.module.css';

type Offered = CallOutput<'escrow.offered'>;

/** Help from the city: a request for the stick with a newly chosen passphrase, and later the answer with that passphrase. */
export function CityHelp({ user, office, offered, onChanged, onClose }: { user: string; office: string; offered: Offered; onChanged: () => void; onClose: () => void }): ReactNode {
  const t = useText();
  const [anew, setAnew] = useState(false);
  const [pending, setPending] = useState(offered.pending);
  const [done, setDone] = useState<CallOutput<'escrow.install'> | null>(null);
  if (done) {
    return (
      <Dialog title={t('security.recoveredTitle')} onClose={onClose} actions={<Button data-autofocus onClick={onClose}>{t('security.recoveredDone')}</Button>}>
        {done.recoveryCode === null
          ? <Notice severity="warn" title={t('escrow.keysSeen')}>{t('escrow.keysSeenHint')}</Notice>
          : <><Notice severity="warn" title={t('security.newCode')}>{t('escrow.rekeyedHint')}</Notice><p className={css.code}>{done.recoveryCode}</p></>}
      </Dialog>
    );
  }
  return pending && !anew
    ? <Waiting pending={pending} onAnew={() => setAnew(true)} onDone={(installed) => { onChanged(); setDone(installed); }} onClose={onClose} />
    : <Ask user={user} office={office} city={offered.joined?.cityName ?? ''} onAsked={(asked) => { onChanged(); setAnew(false); setPending(asked); }} onClose={onClose} />;
}

function Ask({ user: given, office, city, onAsked, onClose }: { user: string; office: string; city: string; onAsked: (asked: NonNullable<Offered['pending']>) => void; onClose: () => void }): ReactNode {
  const t = useText();
  const [user, setUser] = useState(given);
  const [pair, setPair] = useState({ first: '', again: '' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const known = [user, office];
  const ready = user.trim() !== '' && isPairReady(pair, known);
  const ask = async (): Promise<void> => {
    const path = await callShell('shell.saveFile', { title: t('escrow.requestSave'), name: `permintaan-${user.trim()}.tepatminta`, extensions: ['tepatminta'] });
    if (path !== null) onAsked(await callApi('escrow.request', { user: user.trim(), passphrase: pair.first, path }));
  };
  const run = (): void => {
    if (!ready || busy) return;
    setBusy(true);
    setError(null);
    ask().catch(setError).finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={t('escrow.askTitle')} onClose={onClose} dirty={pair.first !== ''} keys={[{ key: 'Ctrl+Enter', label: t('escrow.requestSave'), run }]}
      actions={<><Button variant="default" onClick={onClose}>{t('kit.cancel')}</Button><Button disabled={!ready} loading={busy} onClick={run}>{t('escrow.requestSave')} …</Button></>}
    >
      <p>{t('escrow.askHint', { city })}</p>
      <TextInput label={t('lock.login')} value={user} autoComplete="off" onChange={(event) => setUser(event.currentTarget.value)} />
      <PassphraseFields autoFocus pair={pair} onChange={setPair} known={known} />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}

function Waiting({ pending, onAnew, onDone, onClose }: { pending: NonNullable<Offered['pending']>; onAnew: () => void; onDone: (done: CallOutput<'escrow.install'>) => void; onClose: () => void }): ReactNode {
  const t = useText();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const install = async (): Promise<void> => {
    const path = (await callShell('shell.openFile', { title: t('escrow.answerOpen'), extensions: ['tepatjawab'] }))?.[0];
    if (path !== undefined) onDone(await callApi('escrow.install', { path, passphrase }));
  };
  const run = (): void => {
    if (passphrase === '' || busy) return;
    setBusy(true);
    setError(null);
    install().catch(setError).finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={t('escrow.waitTitle')} onClose={onClose} size="lg" keys={[{ key: 'Ctrl+Enter', label: t('escrow.answerOpen'), run }]}
      actions={<><Button variant="default" onClick={onAnew}>{t('escrow.askAnew')}</Button><Button disabled={passphrase === ''} loading={busy} onClick={run}>{t('escrow.answerOpen')} …</Button></>}
    >
      <p>{t('escrow.waitHint', { user: pending.user, until: formatDate(pending.until.slice(0, 10)) })}</p>
      <FingerprintWords fingerprint={pending.fingerprint} />
      <PasswordInput
        data-autofocus label={t('escrow.chosenPassphrase')} description={t('escrow.chosenHint')} value={passphrase} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
