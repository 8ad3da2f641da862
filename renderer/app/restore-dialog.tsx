import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { callApi, callShell } from '../bridge.ts';
import { useText } from '../text/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { baseName } from '../ui/format.ts';
import { ErrorNotice } from '../ui/notice.tsx';
import { useSessionDoor } from './session.tsx';
import css from './shared.module.css';

interface RestoreDialogProps {
  readonly onClose: () => void;
  readonly onRestored: () => void;
  /** A file chosen before, from the list of backups. */
  readonly file?: string;
  /** Whether there is no office here yet, which would be kept aside. */
  readonly fresh?: boolean;
}

/** Restores the office from a backup or snapshot: the file, a user of that time, and what came of it in numbers. */
export function RestoreDialog({ onClose, onRestored, file: given, fresh = false }: RestoreDialogProps): ReactNode {
  const t = useText();
  const [file, setFile] = useState(given ?? null);
  const [user, setUser] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { announceRestore } = useSessionDoor();
  const ready = file !== null && user !== '' && passphrase !== '';
  const choose = (): void => {
    callShell('shell.openFile', { title: t('lock.restoreFile') }).then((files) => { if (files?.[0] !== undefined) setFile(files[0]); }, setError);
  };
  const go = (): void => {
    if (file === null || !ready || busy) return;
    setBusy(true);
    setError(null);
    // The office locks itself when it is restored, and this dialog with it: what came back is said at the lock.
    callApi('backup.restore', { file, user, passphrase }).then((restored) => { announceRestore(restored); onClose(); onRestored(); }, (failed: unknown) => { setBusy(false); setError(failed); });
  };
  return (
    <Dialog
      title={t('lock.restoreTitle')} onClose={onClose} keys={[{ key: 'Ctrl+Enter', label: t('lock.restoreGo'), run: go }]}
      actions={<Button disabled={!ready} loading={busy} onClick={go}>{t('lock.restoreGo')}</Button>}
    >
      <p>{t(fresh ? 'lock.restoreHintFresh' : 'lock.restoreHint')}</p>
      <div>
        <div className={css.label}>{t('lock.restoreFile')}</div>
        <div className={css.file}>
          <Button variant="default" data-autofocus onClick={choose}>{t('lock.restoreChoose')}</Button>
          {file !== null && <span>{baseName(file)}</span>}
        </div>
      </div>
      <TextInput label={t('lock.restoreUser')} value={user} autoComplete="off" onChange={(event) => setUser(event.currentTarget.value)} />
      <PasswordInput label={t('lock.passphrase')} value={passphrase} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('welcome.passphraseShow') }} onChange={(event) => setPassphrase(event.currentTarget.value)} />
      {busy && <p role="status">{t('lock.restoreWorking')}</p>}
      {error !== null && <ErrorNotice error={error} />}
    </Dialog>
  );
}
